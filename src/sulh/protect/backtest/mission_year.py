"""A mission at the end of a year: past violence in its area, and where bases could be.

A `MissionYear` holds only what was known at its start; what came later is a `NextYear`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.kernels.facility_reach import distances_m
from sulh.kernels.nearest_points import nearest_points
from sulh.protect.backtest.area import AREA_M, Lands, area_reach_m, near_bases
from sulh.protect.backtest.deployments import KINDS
from sulh.protect.backtest.events import complete_events
from sulh.protect.backtest.points import Points, apart, points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.warn.borders import CountryBorders

__all__ = [
    "KNOWLEDGE",
    "Knowledge",
    "MissionYear",
    "NextYear",
    "build_mission_years",
    "period_starts",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Knowledge = Literal["at-once", "30-days", "final"]
KNOWLEDGE: tuple[Knowledge, ...] = get_args(Knowledge)
"""What is known when a plan is made (``backtest-knowledge-NAME`` says it)."""

RELEASE_MONTH = 7
DAYS_A_YEAR = 365.25
SMALL = 200_000
"""Below so many pairs all distances are measured; above, a sorted search is faster."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MissionYear:
    """A mission before a period of the year after `year`; `part` counts its periods from 0.

    `real` are its places with troops in `year`, `sites` all candidates: its own places up to then, then
    settlements, then places of past events. `is_settled` bool[sites] is false for the last, known only
    through violence. `population` float64[sites] is 0 where unknown. `past` are the events in the area
    that were known, each with the site that stands for its place (`past_sites`), its `age` in years at
    the period's start, `deaths` and `civilians`. `units` counts the real units by kind.
    """

    mission: str
    year: int
    part: int
    start: date
    hosts: tuple[str, ...]
    real: Points
    real_sites: Ints
    sites: Points
    is_settled: NDArray[np.bool_]
    population: Floats
    past: Points
    past_sites: Ints
    age: Floats
    deaths: Floats
    civilians: Floats
    units: dict[str, int]

    @property
    def count(self) -> int:
        """Return the number of sites of each laydown."""
        return len(self.real_sites)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NextYear:
    """What happened in the same area in the period: to count with, never to plan with.

    `laydown` are the mission's places with troops in the year of the period.
    """

    events: Points
    deaths: Floats
    civilians: Floats
    laydown: Points


def period_starts(year: int, months: int) -> list[date]:
    """Return the first days of a year's periods, and of the year after at the end."""
    return [*(date(year, month, 1) for month in range(1, 13, months)), date(year + 1, 1, 1)]


def known_before(start: date, knowledge: Knowledge) -> date:
    """Return the day before which events are known at a period's start."""
    if knowledge == "final":
        return date(start.year if start.month >= RELEASE_MONTH else start.year - 1, 1, 1)
    return start - timedelta(days=30) if knowledge == "30-days" else start


def build_mission_years(
    deployments: pl.DataFrame,
    events: pl.DataFrame,
    settlements: pl.DataFrame,
    borders: CountryBorders,
    pairs: Iterable[tuple[str, int]],
    *,
    area_m: float = AREA_M,
    months: int = 12,
    knowledge: Knowledge = "at-once",
) -> Iterator[tuple[MissionYear, NextYear]]:
    """Yield each mission and year with a host country, and the periods of the year after.

    Parameters
    ----------
    deployments
        Columns of `sulh.protect.DEPLOYMENTS`.
    events
        Columns lon, lat, year, deaths, civilian_deaths, and day for periods shorter than a year.
    settlements
        Columns lon, lat, population, as of `sulh.warn.geonames_settlements`.
    borders
        As of `sulh.warn.natural_earth_borders`.
    pairs
        Missions and years.
    area_m
        Maximum distance between a mission's past bases and the edge of its area, metres.
    months
        Length of a period: 12, 6, 4, 3, 2 or 1.
    knowledge
        What is known when a plan is made, one of `KNOWLEDGE`.

    Raises
    ------
    InputError
        When events without a day cannot be given to shorter periods, or to a delay.
    """
    events = complete_events(events)
    if (months != 12 or knowledge == "30-days") and (dateless := events["day"].null_count()):
        raise InputError(
            f"{plural(dateless, 'event has', 'events have')} no date.",
            remedy="Give each event a date, or replay whole years with all events known at once.",
        )
    # An event of which only the year is known counts as one of its last day: known late, never early.
    events = events.with_columns(pl.col("day").fill_null(pl.date(pl.col("year"), 12, 31)))
    tables = _Tables(
        deployments=deployments,
        events=events,
        settlements=settlements,
        lands=Lands(borders=borders),
        area_m=area_m,
    )
    for mission, year in pairs:
        own = deployments.filter(
            (pl.col("mission") == mission) & (pl.col("year") <= year) & (pl.col("troops") > 0)
        )
        yield from _periods((mission, year), own, tables, months, knowledge)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tables:
    """What the mission-years are made from; `area_m` limits their areas."""

    deployments: pl.DataFrame
    events: pl.DataFrame
    settlements: pl.DataFrame
    lands: Lands
    area_m: float


def _periods(
    key: tuple[str, int],
    own: pl.DataFrame,
    tables: _Tables,
    months: int,
    knowledge: Knowledge,
) -> Iterator[tuple[MissionYear, NextYear]]:
    mission, year = key
    lands = tables.lands
    bases = _distinct(own)
    hosts = lands.hosts(bases) if len(bases) else ()
    real_rows = own.filter(pl.col("year") == year)
    real = _distinct(real_rows)
    real = real.only(lands.within(hosts, real))
    if not hosts or not len(real):
        return
    reach_m = area_reach_m(bases, tables.area_m)
    bases = bases.only(lands.within(hosts, bases))

    def inside(frame: pl.DataFrame) -> pl.DataFrame:
        near = near_bases(frame, bases, reach_m)
        return near.filter(pl.Series(lands.within(hosts, points_of(near)), dtype=pl.Boolean))

    later = tables.deployments.filter(
        (pl.col("mission") == mission) & (pl.col("year") == year + 1) & (pl.col("troops") > 0)
    )
    laydown = _distinct(later)
    laydown = laydown.only(lands.within(hosts, laydown))
    towns = inside(tables.settlements)
    around = inside(tables.events.filter(pl.col("year") <= year + 1))
    starts = period_starts(year + 1, months)
    for part, (start, end) in enumerate(pairwise(starts)):
        past = around.filter(pl.col("day") < known_before(start, knowledge))
        then = around.filter(pl.col("day").is_between(start, end, closed="left"))
        sites, is_settled, population = _candidates(bases, towns, past)
        points = points_of(past)
        yield (
            MissionYear(
                mission=mission,
                year=year,
                part=part,
                start=start,
                hosts=hosts,
                real=real,
                real_sites=np.unique(_nearest(real, sites)),
                sites=sites,
                is_settled=is_settled,
                population=population,
                past=points,
                past_sites=_nearest(points, sites),
                age=_floats((pl.Series([start]) - past["day"]).dt.total_days()) / DAYS_A_YEAR,
                deaths=_floats(past["deaths"]),
                civilians=_floats(past["civilian_deaths"]),
                units={kind: int(real_rows[kind].sum()) for kind in KINDS},
            ),
            NextYear(
                events=points_of(then),
                deaths=_floats(then["deaths"]),
                civilians=_floats(then["civilian_deaths"]),
                laydown=laydown,
            ),
        )


def _candidates(
    own: Points, towns: pl.DataFrame, past: pl.DataFrame
) -> tuple[Points, NDArray[np.bool_], Floats]:
    """Return all candidate sites a kilometre or more apart, which are settled, and their people."""
    violent = points_of(past.select("lon", "lat").unique(maintain_order=True).sort("lon", "lat"))
    points = own.and_then(points_of(towns)).and_then(violent)
    settled = np.arange(len(points)) < len(own) + len(towns)
    people = np.zeros(len(points))
    people[len(own) : len(own) + len(towns)] = towns["population"].to_numpy()
    stays, people = apart(points, people)
    return points.only(stays), settled[stays], people[stays]


def _floats(values: pl.Series) -> Floats:
    return values.to_numpy().astype(np.float64)


def _distinct(frame: pl.DataFrame) -> Points:
    """Return the distinct places of some rows, in the order of the rows, a kilometre or more apart."""
    places = points_of(frame.select("lon", "lat").unique(maintain_order=True))
    return places.only(apart(places, np.zeros(len(places)))[0])


def _nearest(points: Points, sites: Points) -> Ints:
    """Return for each point the nearest site, which stands for it."""
    if not len(points):
        return np.zeros(0, np.int64)
    if len(points) * len(sites) < SMALL:
        nearest: Ints = distances_m(points.lon, points.lat, sites.lon, sites.lat).argmin(axis=1)
        return nearest
    return nearest_points(points.lon, points.lat, sites.lon, sites.lat)
