"""How good forecasts were on the past, from events to tables of scores: one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.warn.build import events_panel
from sulh.warn.death_series import death_series
from sulh.warn.forecast import UTC, as_events, horizons_of, left_out
from sulh.warn.panel import MEASURES
from sulh.warn.periods import period_of
from sulh.warn.rolling import plan_rolling, score_rolling
from sulh.warn.score_tables import overall_scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from sulh.values import Executor
    from sulh.warn.cells import CellKind
    from sulh.warn.districts import District
    from sulh.warn.panel import Measure, Panel
    from sulh.warn.periods import TimeStep, When
    from sulh.warn.rolling import RollingScores

__all__ = ["Evaluation", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
    """The scores of each measure, on one panel; `left_out` says which events were not used."""

    panel: Panel
    measures: Mapping[Measure, RollingScores]
    seed: int
    simulated: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def frame(self) -> pl.DataFrame:
        """Return one row for a measure and method: mean scores and calibration."""
        return pl.concat(
            [
                overall_scores(each).select(pl.lit(measure).alias("measure"), pl.all())
                for measure, each in self.measures.items()
            ]
        )


def evaluate(
    events: object,
    *,
    months: int | None = None,
    measures: Sequence[Measure] = MEASURES,
    cells: CellKind = "prio",
    districts: Mapping[str, District] | None = None,
    step: TimeStep | None = None,
    since: When | None = None,
    until: When | None = None,
    first_test: When | None = None,
    every: int = 1,
    timezone: ZoneInfo = UTC,
    seed: int = 1,
    executor: Executor | None = None,
) -> Evaluation:
    """Score forecasts at past months, each made only with what was known then.

    Parameters
    ----------
    events, months, measures, cells, districts, step, since, until, timezone, seed, executor
        See `sulh.warn.forecast`.
    first_test
        The first month (or year) that is forecast from; None: the middle of the record.
    every
        Test every month from then on, or every so many.

    Raises
    ------
    InputError
        When there is no event, or the record is too short to test anything.
    """
    source = as_events(events, timezone, by_district=cells == "district")
    panel = events_panel(
        source.frame, cells=cells, districts=districts, step=step, since=since, until=until
    )
    first = None if first_test is None else period_of(first_test, panel.step) - panel.first
    results = {}
    for measure in measures:
        series = death_series(panel, measure)
        plan = plan_rolling(
            series, horizons=horizons_of(panel, months), seed=seed, first_test=first, every=every
        )
        results[measure] = score_rolling(series, plan, executor=executor)
    return Evaluation(
        panel=panel,
        measures=results,
        seed=seed,
        simulated=source.simulated,
        left_out=left_out(source, panel),
    )
