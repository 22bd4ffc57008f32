"""A mission at the end of a year: its area, past violence in it, and where bases could be.

A `MissionYear` holds only what was known by the end of that year; what came later is a `NextYear`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.kernels.facility_reach import distances_m, within_m
from sulh.protect.backtest.deployments import KINDS
from sulh.query_names import match_name
from sulh.warn.settlements import SETTLEMENT_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sulh.protect.backtest.mandates import Mandate

__all__ = [
    "AREA_LEAST_M",
    "AREA_M",
    "MissionYear",
    "NextYear",
    "Points",
    "build_mission_years",
    "years_to_replay",
]

Floats = NDArray[np.float64]

AREA_M = 150_000.0
"""Maximum distance between a mission's past bases and the edge of its area."""

AREA_LEAST_M = 50_000.0
"""Minimum distance between a mission's past bases and the edge of its area."""

HOST_SHARE = 0.1
"""A country is a host where at least this share of the mission's bases, past and present, lie in it."""

SAME_PLACE_M = 1_000.0
BOX_DEGREES = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points: lon, lat in degrees, WGS 84, float64[n] each."""

    lon: Floats
    lat: Floats

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.lon)

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Points:
        """Return some of the points."""
        return Points(self.lon[which], self.lat[which])

    def and_then(self, others: Points) -> Points:
        """Return these points and then the others."""
        return Points(np.append(self.lon, others.lon), np.append(self.lat, others.lat))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MissionYear:
    """A mission at the end of `year`.

    `real` are its places with troops in that year, `sites` all candidates: its own places up to then,
    then settlements. `population` float64[sites] is 0 where unknown. `past` are the events in the area
    up to the year with their `age` in years, `deaths` and `civilians`. `units` counts the real units by
    kind.
    """

    mission: str
    year: int
    hosts: tuple[str, ...]
    real: Points
    real_sites: NDArray[np.int64]
    sites: Points
    population: Floats
    past: Points
    age: Floats
    deaths: Floats
    civilians: Floats
    units: dict[str, int]

    @property
    def count(self) -> int:
        """Return the number of sites of each laydown."""
        return min(len(self.real), len(self.sites))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NextYear:
    """What happened in the same area in the year after: to count with, never to plan with."""

    events: Points
    deaths: Floats
    civilians: Floats


def years_to_replay(
    deployments: pl.DataFrame,
    last_year: int,
    *,
    missions: Sequence[str] = (),
    mandates: Sequence[Mandate] | None = None,
) -> list[tuple[str, int]]:
    """Return the missions and years in which a mission had troops, and had some in the next year too.

    Parameters
    ----------
    deployments
        Columns of `sulh.protect.DEPLOYMENTS`.
    last_year
        The last year with events: the next year must not be later.
    missions
        Only these missions; all, where there are none.
    mandates
        Only years from that of the mission's mandate on; None: all years.

    Raises
    ------
    InputError
        When a mission is none of the table's; it suggests near names.
    """
    active = deployments.filter(pl.col("troops") > 0).select("mission", "year").unique()
    pairs = set(active.iter_rows())
    names = dict.fromkeys(deployments["mission"].unique().sort().to_list(), ())
    missions = [match_name("mission", each, names) for each in missions]

    def has_mandate(mission: str, year: int) -> bool:
        return mandates is None or any(
            each.mission == mission and each.since.year <= year for each in mandates
        )

    return sorted(
        (mission, year)
        for mission, year in pairs
        if (mission, year + 1) in pairs
        and year + 1 <= last_year
        and (not missions or mission in missions)
        and has_mandate(mission, year)
    )


def build_mission_years(
    deployments: pl.DataFrame,
    events: pl.DataFrame,
    settlements: pl.DataFrame,
    named_places: pl.DataFrame,
    pairs: Iterable[tuple[str, int]],
    *,
    area_m: float = AREA_M,
) -> Iterator[tuple[MissionYear, NextYear]]:
    """Yield each mission and year whose area has settlements, and the year after.

    Parameters
    ----------
    deployments
        Columns of `sulh.protect.DEPLOYMENTS`.
    events
        Columns lon, lat, year, deaths, civilian_deaths.
    settlements
        Columns lon, lat, population, country, as of `sulh.warn.geonames_settlements`.
    named
        Settlements that the events name: lon, lat, and the first year. They are candidates from the end
        of that year on.
    pairs
        Missions and years.
    area_m
        Maximum distance between a mission's past bases and the edge of its area, metres. The area goes
        as far as these bases lie from their middle (root mean square), at least `AREA_LEAST_M`: a
        force that holds one border is not judged by the whole country.
    """
    for mission, year in pairs:
        own = deployments.filter(
            (pl.col("mission") == mission) & (pl.col("year") <= year) & (pl.col("troops") > 0)
        )
        bases = _distinct(own)
        real = own.filter(pl.col("year") == year)
        near = _box(settlements, bases)
        if near.is_empty() or real.is_empty():
            continue
        area = _Area(bases, near, area_m)
        around = _box(events.filter(pl.col("year") <= year + 1), bases)
        past = area.within(around.filter(pl.col("year") <= year))
        after = area.within(around.filter(pl.col("year") == year + 1))
        towns = area.close(near.filter(pl.col("country").is_in(area.hosts)))
        places = area.within(_box(named_places.filter(pl.col("year") <= year), bases))
        candidates = _candidates(bases, towns, places)
        yield _mission_year((mission, year), area, real, candidates, past), _next_year(after)


def _mission_year(
    key: tuple[str, int],
    area: _Area,
    real: pl.DataFrame,
    candidates: tuple[Points, Floats],
    past: pl.DataFrame,
) -> MissionYear:
    sites, population = candidates
    points = _distinct(real)
    return MissionYear(
        mission=key[0],
        year=key[1],
        hosts=tuple(area.hosts),
        real=points,
        real_sites=_positions(points, sites),
        sites=sites,
        population=population,
        past=_points(past),
        age=_floats(key[1] - past["year"]),
        deaths=_floats(past["deaths"]),
        civilians=_floats(past["civilian_deaths"]),
        units={kind: int(real[kind].sum()) for kind in KINDS},
    )


def _next_year(events: pl.DataFrame) -> NextYear:
    return NextYear(
        events=_points(events),
        deaths=_floats(events["deaths"]),
        civilians=_floats(events["civilian_deaths"]),
    )


def _candidates(
    own: Points, towns: pl.DataFrame, named_places: pl.DataFrame
) -> tuple[Points, Floats]:
    """Return all candidate sites a kilometre or more apart, and the people who live at each."""
    points = own.and_then(_points(towns)).and_then(_points(named_places))
    population = np.zeros(len(points))
    population[len(own) : len(own) + len(towns)] = towns["population"].to_numpy()
    starts, near = within_m(*_ends(points, points), reach_m=SAME_PLACE_M)
    stays = np.ones(len(points), np.bool_)
    for i in range(len(points)):
        if stays[i]:
            others = near[starts[i] : starts[i + 1]]
            later = others[others > i]
            population[i] = max(population[i], population[later].max(initial=0.0))
            stays[later] = False
    return points.only(stays), population[stays]


class _Area:
    """A mission's area: near its bases, in a host country."""

    def __init__(self, bases: Points, settlements: pl.DataFrame, area_m: float) -> None:
        self._bases = bases
        self._towns = _points(settlements)
        countries = settlements["country"].to_numpy()
        nearest = distances_m(*_ends(bases, self._towns)).argmin(axis=1)
        names, counts = np.unique(countries[nearest], return_counts=True)
        self.hosts = sorted(names[counts >= HOST_SHARE * len(bases)].tolist())
        self._is_host = np.isin(countries, self.hosts)
        middle = np.array([bases.lon.mean()]), np.array([bases.lat.mean()])
        spread = float(np.sqrt(np.mean(distances_m(bases.lon, bases.lat, *middle) ** 2)))
        self._area_m = min(area_m, max(AREA_LEAST_M, spread))

    def close(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows near enough to a base."""
        starts, _ = within_m(*_ends(_points(frame), self._bases), reach_m=self._area_m)
        return frame.filter(pl.Series(np.diff(starts) > 0))

    def within(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows near enough to a base whose nearest settlement lies in a host country."""
        frame = self.close(frame)
        if frame.is_empty():
            return frame
        points = _points(frame)
        nearest = [
            distances_m(
                points.lon[i : i + 500], points.lat[i : i + 500], self._towns.lon, self._towns.lat
            ).argmin(axis=1)
            for i in range(0, len(points), 500)
        ]
        return frame.filter(pl.Series(self._is_host[np.concatenate(nearest)]))


def _points(frame: pl.DataFrame) -> Points:
    return Points(frame["lon"].to_numpy(), frame["lat"].to_numpy())


def _floats(values: pl.Series) -> Floats:
    return values.to_numpy().astype(np.float64)


def _distinct(frame: pl.DataFrame) -> Points:
    """Return the distinct places of some rows, in the order of the rows, a kilometre or more apart."""
    places = _points(frame.select("lon", "lat").unique(maintain_order=True))
    none = pl.DataFrame(schema=SETTLEMENT_SCHEMA)
    return _candidates(places, none, none)[0]


def _ends(one: Points, other: Points) -> tuple[Floats, Floats, Floats, Floats]:
    return one.lon, one.lat, other.lon, other.lat


def _positions(real: Points, sites: Points) -> NDArray[np.int64]:
    """Return for each real place the candidate that stands for it."""
    return np.unique(distances_m(*_ends(real, sites)).argmin(axis=1))


def _box(frame: pl.DataFrame, bases: Points) -> pl.DataFrame:
    """Return the rows roughly around some bases, to examine fewer."""
    return frame.filter(
        pl.col("lon").is_between(bases.lon.min() - BOX_DEGREES, bases.lon.max() + BOX_DEGREES)
        & pl.col("lat").is_between(bases.lat.min() - BOX_DEGREES, bases.lat.max() + BOX_DEGREES)
    )
