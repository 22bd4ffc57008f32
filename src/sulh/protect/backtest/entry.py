"""Back-test a laydown in one call: from frames in a notebook, or from the tables of a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.protect.backtest.events import complete_events
from sulh.protect.backtest.mandates import MANDATES
from sulh.protect.backtest.mission_year import build_mission_years
from sulh.protect.backtest.replay import MINUTES, replay_years
from sulh.protect.backtest.summary import summarise
from sulh.protect.backtest.years import (
    YearLeftOut,
    lacking_events,
    years_left_out,
    years_to_replay,
)
from sulh.protect.roads.network import Roads
from sulh.tables.frames import as_frame
from sulh.warn.borders import natural_earth_borders
from sulh.warn.country_totals import OFF_MAX

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from sulh.protect.backtest.mandates import Mandate
    from sulh.protect.backtest.mission_year import Knowledge
    from sulh.protect.backtest.replay import Replay
    from sulh.protect.backtest.summary import Summary
    from sulh.protect.backtest.views import View
    from sulh.protect.roads.network import DayTimes, WaysUsed
    from sulh.values import Executor
    from sulh.warn.borders import CountryBorders

__all__ = ["Backtest", "backtest"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Backtest:
    """A back-test: the counts of its replay, and their summary.

    `summary` is None where no civilian was killed in any year. `left_out` are the mission-years that could
    not be replayed, with the reason. `area_km` is the limit of the areas; `months` the length of a period,
    `knowledge` what was known when it was planned (`sulh.protect.KNOWLEDGE`), `view` what the plans go by
    (`sulh.protect.VIEWS`). `lands` are the polygons of all countries, for maps. `ways` says what travel times
    rest on; None: they are not said, or none count.
    """

    replay: Replay
    summary: Summary | None
    left_out: tuple[YearLeftOut, ...]
    area_km: float
    months: int
    knowledge: Knowledge
    lands: tuple[Any, ...] = ()
    view: View = "outlooks"
    ways: WaysUsed | None = None

    @property
    def frame(self) -> pl.DataFrame:
        """Return the counts: one row for each mission, year, part, laydown and reach."""
        return self.replay.counts


def backtest(
    deployments: Any,
    events: Any,
    settlements: Any,
    *,
    borders: CountryBorders | None = None,
    totals: Any | None = None,
    off_max: float = OFF_MAX,
    missions: Sequence[str] = (),
    mandates: Sequence[Mandate] | None = MANDATES,
    area_km: float = 150.0,
    months: int = 12,
    knowledge: Knowledge = "at-once",
    seed: int = 0,
    executor: Executor | None = None,
    roads: Roads | DayTimes | None = None,
    minutes: Sequence[float] = MINUTES,
    view: View = "outlooks",
) -> Backtest:
    """Plan real missions with what was known, and count what came next.

    Parameters
    ----------
    deployments : data frame of any library
        Columns of `DEPLOYMENTS`; `read_deployments` reads them.
    events : data frame of any library
        Columns lon, lat, year, deaths, civilian_deaths, and optionally day (a date) and country;
        `read_past_events` reads them.
    settlements : data frame of any library
        Columns lon, lat, population; `sulh.warn.geonames_settlements` returns them.
    borders
        The countries; None: those of Natural Earth (extra `backtest`).
    totals : data frame of any library, optional
        UCDP's totals by country and year; `sulh.warn.read_country_totals` reads them. With them, a mission-year
        counts only where the table has the events of each host country.
    off_max
        The greatest part by which a host's deaths may be off from these totals.
    missions
        Only these missions; all, where there are none.
    mandates
        Only years with a mandate to protect civilians; None: all years.
    area_km
        Maximum distance between a mission's past bases and the edge of its area.
    months
        Length of a period: 12 plans once for the whole next year; 6, 4, 3, 2 or 1 plan anew in it.
    knowledge
        What is known when a plan is made, one of `sulh.protect.KNOWLEDGE`.
    seed
        Of the random laydowns and the bootstrap.
    executor
        Where the work runs; the results do not depend on it.
    roads, minutes
        With roads, the same laydowns are also counted within these travel times, and two more are planned
        for reach by road: within the shortest of these times, and in part within twice that. `DayTimes`, such
        as `sulh.respond.TripTimes`, have closures: those of the first day of each period count.
    view
        What the plans go by, one of `sulh.protect.VIEWS`.

    Raises
    ------
    InputError
        When there is no mission and year to replay, or there are totals and no event names its country.
    """
    deployments, settlements = map(as_frame, (deployments, settlements))
    events = complete_events(as_frame(events))
    if borders is None:
        borders = natural_earth_borders()
    last_year = int(events["year"].to_numpy().max(initial=0))
    pairs = years_to_replay(deployments, last_year, missions=missions, mandates=mandates)
    left_out = years_left_out(deployments, last_year, missions=missions, mandates=mandates)
    sort_by = [name for name in ("lon", "lat", "country") if name in settlements.columns]
    years = list(
        build_mission_years(
            deployments,
            events,
            settlements.sort(sort_by),
            borders,
            pairs,
            area_m=1000.0 * area_km,
            months=months,
            knowledge=knowledge,
        )
    )
    lacking = lacking_events(
        years, events, borders, None if totals is None else as_frame(totals), off_max
    )
    without_events = [
        YearLeftOut(mission=mission, year=year, reason=reason)
        for (mission, year), reason in lacking.items()
    ]
    years = [pair for pair in years if (pair[0].mission, pair[0].year) not in lacking]
    if lacking and not years:
        worst = "; ".join(
            f"{each.mission} {each.year}: {each.reason}" for each in without_events[-8:]
        )
        raise InputError(
            f"The table lacks the events of every mission-year: {worst}.",
            remedy="Use the full events, or say how far the totals may be off.",
        )
    replay = replay_years(
        years, seed=seed, executor=executor, roads=roads, minutes=minutes, view=view
    )
    return Backtest(
        replay=replay,
        summary=summarise(replay.counts, seed=seed),
        left_out=tuple(
            sorted(left_out + without_events, key=lambda each: (each.mission, each.year))
        ),
        area_km=area_km,
        months=months,
        knowledge=knowledge,
        lands=borders.shapes,
        view=view,
        ways=None
        if roads is None or isinstance(roads, Roads)
        else roads.used_in(sorted({year.start for year, _ in years})),
    )
