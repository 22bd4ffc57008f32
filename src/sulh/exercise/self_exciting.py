"""Incidents that excite others: the process, its past, and its play by branching."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from sulh.errors import InputError
from sulh.exercise.chance import draws
from sulh.exercise.ground import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sulh.exercise.chance import Draws

__all__ = ["OFFSPRING_MOST", "Rates", "Scatter", "Spark", "branch"]

OFFSPRING_MOST = 0.98
"""An event with one offspring or more, in the mean, excites for ever."""
SPARKS_MOST = 200_000

Positive = Annotated[float, Meta(gt=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """How far from a place things happen: with `near_share` within `near_km` of it, else within `far_km`.

    The distances are the deviations, east and north alike, of round normals.
    """

    near_km: Positive
    far_km: Positive
    near_share: Annotated[float, Meta(ge=0, le=1)]

    def point(self, lon: float, lat: float, draw: Draws) -> tuple[float, float]:
        """Return a point scattered about one, lon and lat, WGS 84."""
        deviation = self.near_km if draw.happens(self.near_share) else self.far_km
        return moved(lon, lat, 1000.0 * draw.rayleigh(deviation), draw.uniform())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """A self-exciting process (Hawkes 1971) with exponential ages.

    `a_day`: incidents a day that nothing excites; `offspring`: how many each incident excites, in the mean;
    `mean_days`: how long after it they come, in the mean; `scatter`: where they come.
    """

    a_day: Annotated[float, Meta(ge=0)]
    offspring: Annotated[float, Meta(ge=0, le=OFFSPRING_MOST)]
    mean_days: Positive
    scatter: Scatter

    @property
    def long_run(self) -> float:
        """Return the incidents a day in the long run."""
        return self.a_day / (1.0 - self.offspring)


@dataclass(frozen=True, slots=True)
class Spark:
    """An incident of the process: its id, day, place, and what it is like.

    `like` is the number of an incident of the past, or -1: a background event's is that near which it
    happened, an excited one's its parent's.
    """

    id: str
    day: float
    lon: float
    lat: float
    like: int


def branch(
    rates: Rates,
    *,
    days: float,
    seed: int,
    background: Callable[[Draws], tuple[float, float, int]],
    past: Sequence[Spark] = (),
) -> list[Spark]:
    """Return the incidents of ``[0, days)`` in the order of time.

    Each incident's offspring have streams of their own, so that one more here changes nothing elsewhere.

    Parameters
    ----------
    rates
        The process.
    days
        How long it is played.
    seed
        A whole number from 0.
    background
        Draws where a background event is (lon, lat) and which incident of the past it is like.
    past
        Incidents before the beginning; their days are negative.

    Raises
    ------
    InputError
        When there are more than 200,000.
    """
    first = draws(seed, "spark", "background")
    roots = []
    for n in range(first.poisson(rates.a_day * days)):
        draw = draws(seed, "spark", f"b{n}")
        day = days * draw.uniform()
        roots.append(Spark(f"b{n}", day, *background(draw)))
    ahead = [*roots, *(child for each in past for child in _offspring(rates, each, days, seed))]
    sparks: list[Spark] = []
    while ahead:
        each = ahead.pop()
        sparks.append(each)
        ahead.extend(_offspring(rates, each, days, seed))
        if len(sparks) > SPARKS_MOST:
            raise InputError(
                f"More than {SPARKS_MOST:,} incidents are excited.",
                remedy="Let the background or the offspring be fewer, or play a shorter time.",
            )
    return sorted(sparks, key=lambda each: (each.day, each.id))


def _offspring(rates: Rates, of: Spark, days: float, seed: int) -> Iterator[Spark]:
    """Yield what an incident excites from 0 to `days`; of a past one only what is still to come."""
    age = max(0.0, -of.day)
    expected = rates.offspring * exp(-age / rates.mean_days)
    if expected < 1e-9:
        return
    count = draws(seed, "offspring", of.id).poisson(expected)
    for n in range(count):
        name = f"{of.id}.{n}"
        draw = draws(seed, "spark", name)
        day = max(0.0, of.day) + draw.exponential(rates.mean_days)  # ages have no memory
        if day < days:
            yield Spark(name, day, *rates.scatter.point(of.lon, of.lat, draw), of.like)
