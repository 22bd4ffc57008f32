"""Back-test a laydown in one call: from frames in a notebook, or from the tables of a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.protect.backtest.events import place_years, settlements_in
from sulh.protect.backtest.mandates import MANDATES
from sulh.protect.backtest.mission_year import build_mission_years, years_to_replay
from sulh.protect.backtest.replay import MINUTES, replay_years
from sulh.protect.backtest.summary import summarise
from sulh.tables.frames import as_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from sulh.protect.backtest.mandates import Mandate
    from sulh.protect.backtest.replay import Replay
    from sulh.protect.backtest.summary import Summary
    from sulh.protect.roads.network import Roads
    from sulh.values import Executor

__all__ = ["Backtest", "backtest"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Backtest:
    """A back-test: the counts of its replay, and the summaries of the plan and of a small change.

    `quarter` is the plan that moves at most a quarter of the real sites. The summaries are None where
    no civilian was killed in any year. `area_km` is the limit of the areas.
    """

    replay: Replay
    plan: Summary | None
    quarter: Summary | None
    area_km: float

    @property
    def frame(self) -> pl.DataFrame:
        """Return the counts: one row for each mission, year, laydown and reach."""
        return self.replay.counts


def backtest(
    deployments: Any,
    events: Any,
    settlements: Any,
    *,
    missions: Sequence[str] = (),
    mandates: Sequence[Mandate] | None = MANDATES,
    area_km: float = 150.0,
    seed: int = 0,
    executor: Executor | None = None,
    roads: Roads | None = None,
    minutes: Sequence[float] = MINUTES,
) -> Backtest:
    """Plan real missions with what was known by the end of each year, and count what came next.

    Parameters
    ----------
    deployments : data frame of any library
        Columns of `DEPLOYMENTS`; `read_deployments` reads them.
    events : data frame of any library
        Columns lon, lat, year, deaths, civilian_deaths, and optionally place; `read_past_events` reads them.
        Events of one place and year are summed.
    settlements : data frame of any library
        Columns lon, lat, population, country; `sulh.warn.geonames_settlements` returns them.
    missions
        Only these missions; all, where there are none.
    mandates
        Only years with a mandate to protect civilians; None: all years.
    area_km
        Maximum distance between a mission's past bases and the edge of its area.
    seed
        Of the random laydowns and the bootstrap.
    executor
        Where the work runs; the results do not depend on it.
    roads, minutes
        With roads, the same laydowns are also counted within these travel times.

    Raises
    ------
    InputError
        When there is no mission and year to replay.
    """
    deployments, events, settlements = map(as_frame, (deployments, events, settlements))
    last_year = int(events["year"].to_numpy().max(initial=0))
    pairs = years_to_replay(deployments, last_year, missions=missions, mandates=mandates)
    years = build_mission_years(
        deployments,
        place_years(events),
        settlements.sort("lon", "lat", "country"),
        settlements_in(events),
        pairs,
        area_m=1000.0 * area_km,
    )
    replay = replay_years(list(years), seed=seed, executor=executor, roads=roads, minutes=minutes)
    return Backtest(
        replay=replay,
        plan=summarise(replay.counts, seed=seed),
        quarter=summarise(replay.counts, seed=seed, method="quarter"),
        area_km=area_km,
    )
