"""A fit held against the year that followed: where the real one falls among many that were simulated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from math import floor
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import InputError, plural
from sulh.exercise.fit_incidents import Fit, fit_incidents, play_fit
from sulh.kernels.facility_reach import paired_m
from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.exercise.history import History
    from sulh.values import Executor

    Floats = NDArray[np.float64]

__all__ = ["YEAR_MEASURES", "Fallen", "Hindcast", "hindcast", "last_years", "measures_of"]

YEAR_MEASURES = (
    *("count", "deaths", "places", "known"),
    *("step_km", "gap_days", "longest_days", "same_day"),
)
"""What is compared (``year-measure-NAME`` says what each is)."""
SQUARE = 0.5
HALF_A_DAY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A measure of a real year among the simulated ones.

    `low`, `middle`, `high`: 5, 50 and 95 % of the simulated; `rank`: the share of them below the real one,
    those equal counted half. `real` is None where the year has too few incidents for it.
    """

    measure: str
    real: float | None
    low: float
    middle: float
    high: float
    rank: float | None

    @property
    def is_inside(self) -> bool | None:
        """Say whether the real one lies within 90 % of the simulated."""
        return None if self.real is None else self.low <= self.real <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindcast:
    """A year ``[from_, until)``, UTC, the fit to what was before it, and where each measure fell."""

    from_: datetime
    until: datetime
    fit: Fit
    fallen: tuple[Fallen, ...]


def hindcast(
    history: History,
    *,
    from_: datetime,
    until: datetime,
    since: datetime | None = None,
    ensemble: int = 500,
    seed: int = 1,
    executor: Executor | None = None,
) -> Hindcast:
    """Fit to the past before `from_`, simulate ``[from_, until)``, and compare with what happened.

    Parameters
    ----------
    history
        Incidents up to `until`; the fit sees none of ``[from_, until)``.
    from_, until
        UTC.
    since
        The fit rests on what happened since then; None: on the whole history before `from_`.
    ensemble
        How many are simulated, with consecutive seeds.
    seed
        The first seed.
    executor
        Who does the work; the result is the same.

    Raises
    ------
    InputError
        When there are too few incidents for a fit.
    """
    fit = fit_incidents(history.cut(since or history.from_, from_))
    real_part = history.cut(from_, until)
    familiar = frozenset(_square(each.lon, each.lat) for each in fit.history.incidents)
    days = real_part.days
    real = measures_of(
        np.array([each.day for each in real_part.incidents]),
        np.array([each.lon for each in real_part.incidents]),
        np.array([each.lat for each in real_part.incidents]),
        sum(each.deaths for each in real_part.incidents),
        days=days,
        familiar=familiar,
    )
    one = partial(_simulated, fit, days, familiar)
    played = list((executor or SerialExecutor()).map(one, range(seed, seed + ensemble)))
    fallen = tuple(
        _fallen(name, real[name], [each[name] for each in played]) for name in YEAR_MEASURES
    )
    return Hindcast(from_=from_, until=until, fit=fit, fallen=fallen)


def last_years(
    history: History,
    count: int,
    *,
    ensemble: int = 200,
    seed: int = 1,
    executor: Executor | None = None,
) -> tuple[Hindcast, ...]:
    """Return the hindcasts of the last `count` whole calendar years (UTC) of a history, the earliest first.

    Raises
    ------
    InputError
        When the history does not hold these years, or too little before them for a fit.
    """
    last = history.until.year  # a year that begins before the end, and ends after it, is not whole
    years = range(last - count, last)
    if count and datetime(years[0], 1, 1, tzinfo=UTC) <= history.from_:
        raise InputError(
            f"The history from {history.from_:%Y-%m-%d} has nothing before the "
            f"{plural(count, 'year')} to test.",
            remedy="Test fewer years, or begin earlier.",
        )
    return tuple(
        hindcast(
            history, from_=datetime(year, 1, 1, tzinfo=UTC), until=datetime(year + 1, 1, 1, tzinfo=UTC),
            ensemble=ensemble, seed=seed, executor=executor,
        )
        for year in years
    )  # fmt: skip


def _simulated(
    fit: Fit, days: float, familiar: frozenset[tuple[int, int]], seed: int
) -> dict[str, float | None]:
    sparks = play_fit(fit, days=days, seed=seed)
    return measures_of(
        np.array([each.day for each in sparks]),
        np.array([each.lon for each in sparks]),
        np.array([each.lat for each in sparks]),
        sum(fit.dead(each, seed)[0] for each in sparks),
        days=days,
        familiar=familiar,
    )


def _square(lon: float, lat: float) -> tuple[int, int]:
    return floor(lon / SQUARE), floor(lat / SQUARE)


def measures_of(
    times: Floats,
    lon: Floats,
    lat: Floats,
    deaths: int,
    *,
    days: float,
    familiar: frozenset[tuple[int, int]],
) -> dict[str, float | None]:
    """Return the `YEAR_MEASURES` of incidents (float64[n]: days in order, degrees) in a time of `days`.

    `familiar` are the squares of half a degree that had an incident before. A measure is None with too few.
    """
    squares = Counter(_square(*each) for each in zip(lon.tolist(), lat.tolist(), strict=True))
    gaps, count = np.diff(times), len(times)
    edges = np.diff(np.concatenate(([0.0], times, [days])))
    return {
        "count": count,
        "deaths": deaths,
        "places": len(squares),
        "known": sum(squares[each] for each in familiar) / count if count else None,
        "step_km": median(paired_m(lon[:-1], lat[:-1], lon[1:], lat[1:]).tolist()) / 1000.0
        if count > 1
        else None,
        "gap_days": median(gaps.tolist()) if count > 1 else None,
        "longest_days": float(edges.max()),
        "same_day": float((gaps < HALF_A_DAY).mean()) if count > 1 else None,
    }


def _fallen(measure: str, real: float | None, played: Sequence[Any]) -> Fallen:
    numbers = np.array([each for each in played if each is not None])
    if not len(numbers):
        return Fallen(measure=measure, real=real, low=0.0, middle=0.0, high=0.0, rank=None)
    low, middle, high = (
        float(each) for each in np.quantile(numbers, (0.05, 0.5, 0.95), method="nearest")
    )
    rank = None
    if real is not None:
        rank = float((numbers < real).mean() + (numbers == real).mean() / 2)
    return Fallen(measure=measure, real=real, low=low, middle=middle, high=high, rank=rank)
