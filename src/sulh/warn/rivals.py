"""Naive forecasts as the field has them, to compare with: as strong as they can be made before the test.

Hegre and others 2024, "The 2023/24 VIEWS Prediction Challenge" (arXiv 2407.11045), describes the kind: last
months as an ensemble with or without neighbours ("conflictology"), a bootstrap of 240 months, parametric
counts. Here: whole distributions, each for a cell and the same for every horizon. Settings are chosen by
`tune_rivals` on origins whose outcome was known before the first test.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import add_weighted, add_weighted_neighbours, running_shares
from sulh.warn.hurdle import hurdle_cdfs
from sulh.warn.scores import crps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.warn.death_series import DeathSeries

__all__ = ["RIVALS", "RivalSettings", "rival_cdfs", "tune_rivals"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Choice = TypeVar("Choice")

RIVALS = (
    "zeros",
    "last",
    "conflictology",
    "conflictology-near",
    "bootstrap-240",
    "past",
    "negative-binomial",
    "hurdle",
    "mean-of-three",
)
"""See docs/reference/forecasts.md#rivals."""

BOOTSTRAP = 240
THREE = ("conflictology-near", "past", "hurdle")
WINDOWS = (6, 12, 24, 36)
NB_WINDOWS = (12, 36, 120, 1200)
SHRINKS = (3.0, 12.0, 48.0)
HALF_LIVES = (6.0, 24.0, 96.0, 1e9)


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalSettings:
    """What the rivals are tuned by, in periods.

    `window` and `window_near` of the two conflictologies; `nb_window` of the negative binomial; the
    hurdle's `half_life`, and `shrink`: how many periods of the country's cells count as the cell's own.
    """

    window: int = 12
    window_near: int = 12
    nb_window: int = 120
    half_life: float = 24.0
    shrink: float = 12.0


def rival_cdfs(
    series: DeathSeries, origin: int, cells: Ints, settings: RivalSettings
) -> dict[str, Floats]:
    """Return what each rival forecasts at `origin` for each of some cells, float64[n, g].

    Over ``series.support_at(origin)``: the chance of at most each value.
    """
    age = np.arange(origin, -1, -1)
    cdfs = {
        "zeros": np.ones((len(cells), len(series.support_at(origin)))),
        "last": _own(series, origin, cells, age == 0),
        "conflictology": _own(series, origin, cells, age < settings.window),
        "conflictology-near": _near(series, origin, cells, age < settings.window_near),
        "bootstrap-240": _own(series, origin, cells, age < BOOTSTRAP),
        "past": _own(series, origin, cells, age >= 0),
        "negative-binomial": _negative_binomial(series, origin, cells, settings.nb_window),
        "hurdle": hurdle_cdfs(series, origin, cells, settings.half_life, settings.shrink),
    }
    cdfs["mean-of-three"] = np.mean([cdfs[name] for name in THREE], axis=0)
    return cdfs


def tune_rivals(
    series: DeathSeries, origins: Sequence[int], horizons: Sequence[int], *, before: int
) -> RivalSettings:
    """Return the settings with the lowest mean CRPS at some origins, each rival by itself.

    Only outcomes before the period `before` count: no test is seen.
    """

    def mean_crps(cdf_at: Callable[[int, Ints], Floats]) -> float:
        total, count = 0.0, 0
        for origin in origins:
            cells = series.panel.known_at(origin)
            cdf = cdf_at(origin, cells)
            for horizon in horizons:
                if origin + horizon < before:
                    outcome = series.counts[origin + horizon, cells].astype(np.float64)
                    total += float(crps(cdf, series.support_at(origin), outcome).sum())
                    count += len(cells)
        return total / max(count, 1)

    def best(choices: Sequence[Choice], forecast: Callable[[int, Ints, Choice], Floats]) -> Choice:
        scores = [
            mean_crps(lambda origin, cells, each=each: forecast(origin, cells, each))  # type: ignore[misc]
            for each in choices
        ]
        return choices[int(np.argmin(scores))]

    def past_within(origin: int, window: int) -> NDArray[np.bool_]:
        return np.arange(origin, -1, -1) < window

    half_life, shrink = best(
        list(product(HALF_LIVES, SHRINKS)), lambda o, c, pair: hurdle_cdfs(series, o, c, *pair)
    )
    return RivalSettings(
        window=best(WINDOWS, lambda o, c, w: _own(series, o, c, past_within(o, w))),
        window_near=best(WINDOWS, lambda o, c, w: _near(series, o, c, past_within(o, w))),
        nb_window=best(NB_WINDOWS, lambda o, c, w: _negative_binomial(series, o, c, w)),
        half_life=half_life,
        shrink=shrink,
    )


def _own(series: DeathSeries, origin: int, cells: Ints, weights: NDArray[np.bool_]) -> Floats:
    """Return the shares of the cell's own past, each period with a weight."""
    histogram = np.zeros((len(cells), len(series.support_at(origin))))
    add_weighted(histogram, series.bins[: origin + 1], weights.astype(np.float64), cells)
    return np.asarray(running_shares(histogram))


def _near(series: DeathSeries, origin: int, cells: Ints, in_use: NDArray[np.bool_]) -> Floats:
    """Return the shares of the past of the cell and of its known neighbours together."""
    panel, weights = series.panel, in_use.astype(np.float64)
    histogram = np.zeros((len(cells), len(series.support_at(origin))))
    bins = series.bins[: origin + 1]
    add_weighted(histogram, bins, weights, cells)
    is_known = panel.known_from <= origin
    add_weighted_neighbours(
        histogram, bins, weights, cells, panel.neighbour_starts, panel.neighbours, is_known
    )
    return np.asarray(running_shares(histogram))


def _negative_binomial(series: DeathSeries, origin: int, cells: Ints, window: int) -> Floats:
    """Return a negative binomial with the mean and variance of the cell's last periods (moments).

    Poisson where the variance is not above the mean; all mass on 0 where the mean is 0.
    """
    support = series.support_at(origin)
    past = series.counts[max(0, origin + 1 - window) : origin + 1, cells].astype(np.float64)
    mean = past.mean(axis=0)
    variance = past.var(axis=0, ddof=1) if len(past) > 1 else mean
    cdf = np.ones((len(cells), len(support)))
    some = mean > 0.0
    # Above the mean by a hair stands for Poisson, its limit.
    spread = np.maximum(variance[some], mean[some] * (1.0 + 1e-6))
    size = mean[some] ** 2 / (spread - mean[some])
    cdf[some] = _negative_binomial_cdf(mean[some], size, support)
    return cdf


def _negative_binomial_cdf(mean: Floats, size: Floats, support: Floats) -> Floats:
    """Return the chance of at most each value, by summing the recurrence of the chances.

    What lies above the support counts as its last value.
    """
    odds = mean / (mean + size)
    term = np.exp(-size * np.log1p(mean / size))
    total, cdf = term.copy(), np.empty((len(mean), len(support)))
    at = 0
    for value in range(int(support[-1]) + 1):
        if value:
            term = term * odds * (size + value - 1.0) / value
            total = total + term
        if value == support[at]:
            cdf[:, at] = total
            at += 1
    cdf[:, -1] = 1.0
    return np.minimum(cdf, 1.0)
