"""A forecast of violence, from events to tables: one call, as the command and a notebook make it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from sulh.errors import InputError, plural
from sulh.observe.tables import Tables
from sulh.tables.frames import as_frame
from sulh.values import SerialExecutor
from sulh.warn.build import events_panel
from sulh.warn.cell_forecasts import forecast_cells
from sulh.warn.copula import Leaning, learn_leanings, score_sums_at
from sulh.warn.death_series import death_series
from sulh.warn.event_frame import events_from_frame
from sulh.warn.events import Events, events_from_tables
from sulh.warn.model_selection import select_methods
from sulh.warn.panel import MEASURES
from sulh.warn.rolling import plan_rolling, score_rolling, train, weights_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.values import Executor
    from sulh.warn.cell_forecasts import CellForecasts
    from sulh.warn.cells import CellKind
    from sulh.warn.death_series import DeathSeries
    from sulh.warn.districts import District
    from sulh.warn.panel import Measure, Panel
    from sulh.warn.periods import TimeStep, When

__all__ = ["Forecast", "as_events", "forecast"]

CHECKS = 24
"""The model is tested on so many past origins, at even steps, before each forecast."""

SUM_PERIODS = 3
"""How cells lean together is learned from sums over so many periods ahead."""

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """The forecasts of each measure, on one panel.

    `samples`: how many samples the frame has for each cell and period. `left_out` says in sentences
    which events were not used.
    """

    panel: Panel
    measures: tuple[CellForecasts, ...]
    horizons: tuple[int, ...]
    seed: int
    samples: int = 0
    simulated: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def known_until(self) -> str:
        """Return the last period that the forecast knows."""
        return self.measures[0].label()

    @property
    def frame(self) -> pl.DataFrame:
        """Return one row for a measure, period and cell: mean, chance of any deaths, quantiles."""
        return pl.concat([self._rows(each) for each in self.measures])

    def _rows(self, measure: CellForecasts) -> pl.DataFrame:
        table = measure.table()
        if not self.samples:
            return table
        samples = np.concatenate(
            [measure.samples(each, seed=self.seed, draws=self.samples) for each in measure.horizons]
        )
        return table.with_columns(samples=pl.Series(samples.tolist(), dtype=pl.List(pl.Int64)))


def as_events(source: object, timezone: ZoneInfo, *, by_district: bool = False) -> Events:
    """Return the events of a data frame or of reports, checked, and what was left out."""
    if isinstance(source, Events):
        return source
    if isinstance(source, Tables):
        return events_from_tables(source, timezone=timezone, by_district=by_district)
    return Events(frame=events_from_frame(as_frame(source), timezone=timezone), left_out={})


def forecast(
    events: object,
    *,
    months: int | None = None,
    measures: Sequence[Measure] = MEASURES,
    cells: CellKind = "prio",
    districts: Mapping[str, District] | None = None,
    step: TimeStep | None = None,
    since: When | None = None,
    until: When | None = None,
    timezone: ZoneInfo = UTC,
    check: bool = True,
    samples: int = 0,
    seed: int = 1,
    executor: Executor | None = None,
) -> Forecast:
    """Forecast deaths in each cell and month ahead.

    Parameters
    ----------
    events
        A data frame of any library with lon, lat, date, deaths, and where they are known
        civilian_deaths, country and district (see `sulh.warn.events_from_frame`); the tables of
        reports; or `Events`, as `sulh.warn.read_events` returns them.
    months
        How far ahead, 1 to 12; None: 12 months. By year: so many years; None: one.
    measures
        "deaths", "civilian_deaths", or both.
    cells, districts, step, since, until
        See `sulh.warn.events_panel`.
    timezone
        The clock that decides in which month an event lies.
    check
        First test the model on the past, and use a naive forecast for each country where it was
        clearly better. False: always use the model.
    samples
        How many samples of each distribution the result's frame has. With the check, cells of a country
        lean together in them as much as their sums did in the past (`sulh.warn.Leaning`); without it
        they are independent.
    seed
        Of everything random.
    executor
        Where the work is done; None: in this process. The results are the same everywhere.

    Raises
    ------
    InputError
        When there is no event, or a setting or a row of the frame cannot be right.
    """
    source = as_events(events, timezone, by_district=cells == "district")
    panel = events_panel(
        source.frame, cells=cells, districts=districts, step=step, since=since, until=until
    )
    horizons = horizons_of(panel, months)
    results = []
    for measure in measures:
        series = death_series(panel, measure)
        past = _check(series, horizons, seed, executor, samples=samples) if check else _Check()
        result = forecast_cells(series, horizons=horizons, methods=past.methods, executor=executor)
        results.append(replace(result, leanings=past.leanings))
    return Forecast(
        panel=panel,
        measures=tuple(results),
        horizons=horizons,
        seed=seed,
        samples=samples,
        simulated=source.simulated,
        left_out=left_out(source, panel),
    )


def horizons_of(panel: Panel, months: int | None) -> tuple[int, ...]:
    """Return the periods ahead: up to `months`, or else twelve months or one year."""
    return tuple(range(1, (months or (12 if panel.step == "month" else 1)) + 1))


def left_out(source: Events, panel: Panel) -> tuple[str, ...]:
    """Say which events were not used."""
    number = plural(
        panel.events_outside, "event lies in no cell and is", "events lie in no cell and are"
    )
    outside = f"{number} left out."
    return (*source.sentences(), *([outside] if panel.events_outside else []))


class _Check(NamedTuple):
    """What the past says: the countries where a naive method is used, and how cells lean together."""

    methods: Mapping[str, str] = MappingProxyType({})
    leanings: Mapping[str, Leaning] = MappingProxyType({})


def _check(
    series: DeathSeries,
    horizons: tuple[int, ...],
    seed: int,
    executor: Executor | None,
    *,
    samples: int,
) -> _Check:
    """Test the model on the past; learn the leanings too if there will be samples."""
    panel = series.panel
    every = max(1, panel.periods // 2 // CHECKS)
    try:
        plan = plan_rolling(series, horizons=sorted({1, horizons[-1]}), seed=seed, every=every)
    except InputError:
        return _Check()  # the record is too short to test anything: the model, untested
    executor = executor or SerialExecutor()
    training = train(series, plan.training, plan.horizons, executor)
    scores = score_rolling(series, plan, executor=executor, training=training).scores
    methods = select_methods(scores, [panel.periods - 1])
    leanings = {}
    if samples:
        near = horizons[:SUM_PERIODS]
        items = [(origin, weights_at(series, training, origin, near)) for origin in plan.tests]
        work = partial(score_sums_at, series, horizons=near, seed=seed)
        leanings = learn_leanings(panel, executor.map(work, items))
    return _Check(
        methods={
            panel.countries[country]: method
            for country, method in methods.select("country", "method").iter_rows()
            if method != "model"
        },
        leanings=leanings,
    )
