"""The ground of a mission at the end of a year: its area, what happened in it, where a base could be.

Everything here is known by the end of that year; nothing later is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.kernels.facility_reach import distances_m, within_m
from sulh.protect.backtest.deployments import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "AREA_LEAST_M",
    "AREA_M",
    "SETTLEMENTS",
    "MissionYear",
    "NextYear",
    "Points",
    "build_mission_years",
    "years_to_replay",
]

Floats = NDArray[np.float64]

AREA_M = 150_000.0
"""An area goes so far beyond the places where the mission had troops so far, at most."""

AREA_LEAST_M = 50_000.0
"""And so far at least."""

HOST_SHARE = 0.1
"""A country is a host when at least this share of the mission's places so far lie in it."""

SETTLEMENTS = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "population": pl.Float64,
    "country": pl.String,
}
SAME_PLACE_M = 1_000.0
BOX_DEGREES = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points: lon, lat in degrees, WGS 84, float64[n] each."""

    lon: Floats
    lat: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.lon)

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Points:
        """Return some of them."""
        return Points(self.lon[which], self.lat[which])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MissionYear:
    """A mission at the end of `year`.

    `real` are its places with troops in that year, `sites` all candidates: its own places so far, then
    settlements. `population` float64[sites] is 0 where unknown. `past` are the events in the area up to
    the year with their `age` in years, `deaths` and `civilians`. `units` counts the real units by kind.
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NextYear:
    """What happened in a ground's area in the year after: to count with, never to plan with."""

    events: Points
    deaths: Floats
    civilians: Floats


def years_to_replay(deployments: pl.DataFrame, last_year: int) -> Iterator[tuple[str, int]]:
    """Yield each mission and year in which it had troops, and had some in the next year too.

    `last_year` is the last year whose events are known: the next year must not be later.
    """
    held = deployments.filter(pl.col("troops") > 0).select("mission", "year").unique()
    pairs = set(held.iter_rows())
    yield from sorted((m, y) for m, y in pairs if (m, y + 1) in pairs and y + 1 <= last_year)


def build_mission_years(
    deployments: pl.DataFrame,
    events: pl.DataFrame,
    settlements: pl.DataFrame,
    named: pl.DataFrame,
    pairs: Iterable[tuple[str, int]],
    *,
    area_m: float = AREA_M,
) -> Iterator[tuple[MissionYear, NextYear]]:
    """Yield the ground of each mission and year that lies where settlements are known, and its next year.

    Parameters
    ----------
    deployments
        Columns of `sulh.protect.backtest.deployments.DEPLOYMENTS`.
    events
        Columns lon, lat, year, deaths, civilian_deaths.
    settlements
        Columns of `SETTLEMENTS`.
    named
        Settlements that the events themselves name: lon, lat, year. They are candidates from the end of
        the year in which one is named first.
    pairs
        Missions and years.
    area_m
        How far an area goes beyond the mission's places so far at most, metres. It goes as far as these
        lie from their middle (root mean square), but `AREA_LEAST_M` at least: a force that holds one
        border is not judged by the whole country.
    """
    for mission, year in pairs:
        known = deployments.filter(
            (pl.col("mission") == mission) & (pl.col("year") <= year) & (pl.col("troops") > 0)
        )
        own = _distinct(known)
        real = _distinct(known.filter(pl.col("year") == year))
        near = _box(settlements, own)
        if near.is_empty() or not len(real):
            continue
        hosts = _hosts(own, near)
        reach = _Area(own, near, hosts, area_m)
        around = _box(events.filter(pl.col("year") <= year + 1), own)
        past = reach.within(around.filter(pl.col("year") <= year))
        after = reach.within(around.filter(pl.col("year") == year + 1))
        towns = near.filter(pl.col("country").is_in(hosts))
        towns = towns.filter(reach.close(towns))
        spoken = reach.within(_box(named.filter(pl.col("year") <= year), own))
        sites, population = _candidates(own, towns, spoken)
        units = known.filter(pl.col("year") == year)
        ground = MissionYear(
            mission=mission,
            year=year,
            hosts=tuple(hosts),
            real=real,
            real_sites=_positions(real, sites),
            sites=sites,
            population=population,
            past=_points(past),
            age=(year - past["year"].to_numpy()).astype(np.float64),
            deaths=past["deaths"].to_numpy().astype(np.float64),
            civilians=past["civilian_deaths"].to_numpy().astype(np.float64),
            units={kind: int(units[kind].sum()) for kind in KINDS},
        )
        yield (
            ground,
            NextYear(
                events=_points(after),
                deaths=after["deaths"].to_numpy().astype(np.float64),
                civilians=after["civilian_deaths"].to_numpy().astype(np.float64),
            ),
        )


def _candidates(own: Points, towns: pl.DataFrame, spoken: pl.DataFrame) -> tuple[Points, Floats]:
    """Return all candidate sites a kilometre or more apart, and the people who live at each."""
    groups = (own, _points(towns), _points(spoken))
    together = Points(
        np.concatenate([each.lon for each in groups]), np.concatenate([each.lat for each in groups])
    )
    population = np.zeros(len(together))
    population[len(own) : len(own) + len(towns)] = towns["population"].to_numpy()
    starts, near = within_m(*_ends(together, together), reach_m=SAME_PLACE_M)
    kept = np.ones(len(together), np.bool_)
    for i in range(len(together)):
        if kept[i]:
            others = near[starts[i] : starts[i + 1]]
            later = others[others > i]
            population[i] = max(population[i], population[later].max(initial=0.0))
            kept[later] = False
    return together.only(kept), population[kept]


class _Area:
    """Whether points lie in the area: near the mission's places, and in a host country."""

    def __init__(
        self, own: Points, settlements: pl.DataFrame, hosts: list[str], area_m: float
    ) -> None:
        self._own = own
        self._settlements = settlements
        self._hosts = np.isin(settlements["country"].to_numpy(), hosts)
        middle = np.array([own.lon.mean()]), np.array([own.lat.mean()])
        spread = float(np.sqrt(np.mean(distances_m(own.lon, own.lat, *middle) ** 2)))
        self._area_m = min(area_m, max(AREA_LEAST_M, spread))

    def close(self, frame: pl.DataFrame) -> pl.Series:
        """Say which rows are near enough."""
        points = _points(frame)
        starts, _ = within_m(*_ends(points, self._own), reach_m=self._area_m)
        return pl.Series(np.diff(starts) > 0)

    def within(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows near enough whose nearest settlement lies in a host country."""
        frame = frame.filter(self.close(frame))
        if frame.is_empty():
            return frame
        points, towns = _points(frame), _points(self._settlements)
        nearest = [
            distances_m(
                points.lon[i : i + 500], points.lat[i : i + 500], towns.lon, towns.lat
            ).argmin(axis=1)
            for i in range(0, len(points), 500)
        ]
        return frame.filter(pl.Series(self._hosts[np.concatenate(nearest)]))


def _points(frame: pl.DataFrame) -> Points:
    return Points(frame["lon"].to_numpy(), frame["lat"].to_numpy())


def _distinct(frame: pl.DataFrame) -> Points:
    """Return the distinct places of some rows, in the order of the rows, a kilometre or more apart."""
    places = _points(frame.select("lon", "lat").unique(maintain_order=True))
    none = pl.DataFrame(schema=SETTLEMENTS)
    return _candidates(places, none, none)[0]


def _ends(one: Points, other: Points) -> tuple[Floats, Floats, Floats, Floats]:
    return one.lon, one.lat, other.lon, other.lat


def _positions(real: Points, sites: Points) -> NDArray[np.int64]:
    """Return for each real place the candidate that stands for it."""
    return np.unique(distances_m(*_ends(real, sites)).argmin(axis=1))


def _box(frame: pl.DataFrame, own: Points) -> pl.DataFrame:
    """Return the rows roughly around some places, to look at fewer."""
    return frame.filter(
        pl.col("lon").is_between(own.lon.min() - BOX_DEGREES, own.lon.max() + BOX_DEGREES)
        & pl.col("lat").is_between(own.lat.min() - BOX_DEGREES, own.lat.max() + BOX_DEGREES)
    )


def _hosts(own: Points, settlements: pl.DataFrame) -> list[str]:
    towns = _points(settlements)
    nearest = distances_m(*_ends(own, towns)).argmin(axis=1)
    found, counts = np.unique(settlements["country"].to_numpy()[nearest], return_counts=True)
    return sorted(found[counts >= HOST_SHARE * len(own)].tolist())
