"""A self-exciting process fitted to the past by maximum likelihood, and how well it fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError
from sulh.exercise.chance import draws
from sulh.exercise.history import History  # noqa: TC001 -- msgspec reads a fit by its types
from sulh.exercise.self_exciting import OFFSPRING_MOST, Rates, Scatter, Spark, branch
from sulh.kernels.excitation import base_density, excite, rescaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.exercise.chance import Draws

    Floats = NDArray[np.float64]

__all__ = [
    "NEAR_KM",
    "Fit",
    "FitCheck",
    "check_fit",
    "fit_incidents",
    "kolmogorov",
    "play_fit",
    "residual_levels",
]

NEAR_KM = 5.0
"""Places nearer than this are one place: sources locate no better (an "exact" place is a settlement)."""
LEAST = 20
MEMORY = 10.0
"""A mean age of more than a tenth of the window cannot be told from the background."""
STEPS, BASE_EVERY, STILL = 600, 5, 2e-5
KM_A_DEGREE = 111.195
FEW_DIGITS = 6
"""Fitted numbers are kept to so many digits: beyond them machines may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitCheck:
    """How well the times fit: intervals in expected events should be exponential of mean 1.

    `distance` is Kolmogorov's between them and that law, `chance` that of one as large or larger if the
    model held (Stephens 1970; the parameters come from the same events, so it flatters a little).
    `echo` is the rank correlation of one interval with the next, 0 if the model held. `gained` is what
    the excitement adds to the log-likelihood, an event, over events that come evenly.
    """

    distance: float
    chance: float
    echo: float
    gained: float


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A process and the past that it was fitted to.

    `places`: how background events are scattered about those of the past; `alone`: each past
    incident's chance of having been background, float for each incident.
    """

    rates: Rates
    places: Scatter
    alone: tuple[float, ...]
    history: History
    check: FitCheck

    def dead(self, spark: Spark, seed: int) -> tuple[int, int]:
        """Return the dead of an incident, and the civilians among them: those of any past one of its act."""
        past = self.history.incidents
        alike = self.by_act[past[spark.like].act]
        one = past[draws(seed, "dead", spark.id).choice(alike)]
        return one.deaths, one.civilian_deaths

    @cached_property
    def by_act(self) -> dict[str, list[int]]:
        """Return the numbers of the past incidents of each act."""
        numbers: dict[str, list[int]] = {}
        for n, each in enumerate(self.history.incidents):
            numbers.setdefault(each.act, []).append(n)
        return numbers


def fit_incidents(history: History) -> Fit:
    """Fit a self-exciting process to a history, by expectation and maximization.

    The times' part is exact maximum likelihood, with the end of the window; where events are scattered
    beyond the area's border is not corrected for. The background's density at an event rests on all others.

    Raises
    ------
    InputError
        When there are fewer than 20 incidents.
    """
    if len(history.incidents) < LEAST:
        raise InputError(
            f"A fit needs {LEAST} incidents with a place and a day; there are {len(history.incidents)}.",
            remedy="Name more files or more years, or state the numbers yourself.",
        )
    times = np.array([each.day for each in history.incidents])
    lon = np.array([each.lon for each in history.incidents])
    lat = np.array([each.lat for each in history.incidents])
    x = lon * KM_A_DEGREE * np.cos(np.radians(lat.mean()))
    y = lat * KM_A_DEGREE
    spots, place = np.unique(np.stack([x, y]), axis=1, return_inverse=True)
    place = place.reshape(-1)
    days, n = history.days, len(times)
    wide = max(2 * NEAR_KM, float(sqrt((x.var() + y.var()) / 2)))
    state = {"a_day": n / days / 2, "offspring": 0.5, "decay": 0.1, "far": wide / 4, "share": 0.5}
    base_far, base_share = wide / 4, 0.5
    alone = np.full(n, 0.5)
    base = np.ones(n)
    for step in range(STEPS):
        if step % BASE_EVERY == 0:
            base, parts = base_density(
                spots[0], spots[1], place, alone, NEAR_KM, base_far, base_share
            )
            base = np.maximum(base, 1e-12)
            if parts[0] + parts[1] > 0:  # else every incident is far from every other
                base_share = float(parts[0] / (parts[0] + parts[1]))
            base_far = max(2 * NEAR_KM, sqrt(parts[2] / (2 * parts[1])) if parts[1] > 0 else 0.0)
        alone, sums = excite(
            times, x, y, base, state["a_day"], state["offspring"], state["decay"],
            NEAR_KM, state["far"], state["share"],
        )  # fmt: skip
        new = _maximized(state, sums, float(alone.sum()), days, days - times)
        moved_by = max(abs(new[name] - state[name]) / (abs(state[name]) + 1e-6) for name in state)
        state = new
        if step % BASE_EVERY == 0 and step > 0 and moved_by < STILL:  # just after a new background
            break
    rates = Rates(
        a_day=_short(state["a_day"]),
        offspring=_short(state["offspring"]),
        mean_days=_short(1.0 / state["decay"]),
        scatter=Scatter(
            near_km=NEAR_KM, far_km=_short(state["far"]), near_share=_short(state["share"])
        ),
    )
    return Fit(
        rates=rates,
        places=Scatter(near_km=NEAR_KM, far_km=_short(base_far), near_share=_short(base_share)),
        alone=tuple(_short(float(each)) for each in alone),
        history=history,
        check=check_fit(rates, times, days),
    )


def _short(number: float) -> float:
    return float(f"{number:.{FEW_DIGITS}g}")


def _maximized(
    state: dict[str, float], sums: Floats, alone: float, days: float, left: Floats
) -> dict[str, float]:
    """Return the parameters that the expectations ask for; the end of the window counts (`left` days)."""
    _, pairs, ages, near, far, squares = (float(each) for each in sums)
    decay, offspring = state["decay"], state["offspring"]
    cut = np.exp(-decay * left)
    offspring = min(OFFSPRING_MOST, pairs / float((1.0 - cut).sum()))
    late = offspring * float((left * cut).sum())
    return {
        "a_day": alone / days,
        "offspring": offspring,
        "decay": max(MEMORY / days, pairs / (ages + late) if ages + late > 0 else decay),
        "far": max(2 * NEAR_KM, sqrt(squares / (2 * far))) if far > 0 else state["far"],
        "share": near / (near + far) if near + far > 0 else state["share"],
    }


def check_fit(rates: Rates, times: Floats, days: float) -> FitCheck:
    """Hold the times of events (days, in order, from 0 to `days`) against a process."""
    waits = rescaled(times, rates.a_day, rates.offspring, 1.0 / rates.mean_days)
    n = len(waits)
    levels = np.sort(1.0 - np.exp(-waits))  # even on [0, 1], if the model holds
    steps = np.arange(n + 1) / n
    distance = float(max((steps[1:] - levels).max(), (levels - steps[:-1]).max()))
    ranks = np.argsort(np.argsort(waits)).astype(float)
    echo = float(np.corrcoef(ranks[:-1], ranks[1:])[0, 1])
    zeros = np.zeros(n)
    _, sums = excite(
        times, zeros, zeros, np.ones(n), rates.a_day, rates.offspring, 1.0 / rates.mean_days, 0.0, 1.0, 1.0,
    )  # fmt: skip
    expected = rates.a_day * days + rates.offspring * float(
        (1.0 - np.exp(-(days - times) / rates.mean_days)).sum()
    )
    even = n * log(n / days) - n
    return FitCheck(
        distance=distance,
        chance=kolmogorov(distance, n),
        echo=echo,
        gained=(float(sums[0]) - expected - even) / n,
    )


def residual_levels(fit: Fit) -> Floats:
    """Return where each interval lies in the law that it should follow, float64[n], in order.

    If the process holds, these are even on [0, 1].
    """
    times = np.array([each.day for each in fit.history.incidents])
    rates = fit.rates
    waits = rescaled(times, rates.a_day, rates.offspring, 1.0 / rates.mean_days)
    return np.sort(1.0 - np.exp(-waits))


def kolmogorov(distance: float, n: int) -> float:
    """Return the chance that `n` numbers of a law lie so far from it or farther (Stephens 1970)."""
    size = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) * distance
    if size < 0.3:  # the series needs many terms where the answer is 1
        return 1.0
    total = sum((-1.0) ** (k - 1) * exp(-2.0 * (k * size) ** 2) for k in range(1, 101))
    return float(min(1.0, max(0.0, 2.0 * total)))


def play_fit(fit: Fit, *, days: float, seed: int) -> list[Spark]:
    """Return what may follow the history of a fit, in the `days` after its end."""
    incidents, total = fit.history.incidents, np.cumsum(fit.alone)
    end = fit.history.days

    def background(draw: Draws) -> tuple[float, float, int]:
        like = int(np.searchsorted(total, draw.uniform() * total[-1], side="right"))
        near = incidents[min(like, len(incidents) - 1)]
        lon, lat = fit.places.point(near.lon, near.lat, draw)
        return lon, lat, min(like, len(incidents) - 1)

    past = [
        Spark(f"h{n}", each.day - end, each.lon, each.lat, n) for n, each in enumerate(incidents)
    ]
    return branch(fit.rates, days=days, seed=seed, background=background, past=past)
