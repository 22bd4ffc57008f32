"""Events that excite each other in time and space: one pass of expectation, densities, and residuals.

The rate at a moment and place is ``rate * base(place)`` and, for each earlier event, ``offspring * decay *
exp(-decay * days)`` times a scatter over the plane: with `share` a round normal of `near` km, else of `far` km
(Hawkes 1971, Biometrika 58; Veen and Schoenberg 2008, Journal of the American Statistical Association 103).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["base_density", "excite", "rescaled"]

FAINT = 23.0
"""Mean ages after which an event excites no more: the rest is below 1e-10 of it."""


@njit(nogil=True, cache=True)
def _round_normal(square: float, deviation: float) -> float:
    variance = deviation * deviation
    return math.exp(-0.5 * square / variance) / (2.0 * math.pi * variance)


@njit(nogil=True, cache=True)
def excite(
    times: Floats,
    x: Floats,
    y: Floats,
    base: Floats,
    rate: float,
    offspring: float,
    decay: float,
    near: float,
    far: float,
    share: float,
) -> tuple[Floats, Floats]:
    """Return each event's chance of being nobody's offspring, and sums over all pairs.

    Parameters
    ----------
    times : float64[n]
        Days, in order.
    x, y : float64[n]
        Kilometres east and north.
    base : float64[n]
        The density of the background at each event, a square kilometre.
    rate, offspring, decay : float
        Background events a day; mean offspring of an event; one over its mean age at them, a day.
    near, far, share : float
        The scatter of offspring; with `near` 0, places count for nothing (and `base` should be 1).

    Returns
    -------
    alone : float64[n]
    sums : float64[6]
        The sum of the logarithms of the rates; of the chances of pairs; of these times the days between;
        of those that are near; of those that are far; of the latter times the squared distance.
    """
    n = len(times)
    alone, sums = np.empty(n), np.zeros(6)
    weights, nears, squares = np.empty(n), np.empty(n), np.empty(n)
    first = 0
    for i in range(n):
        while decay * (times[i] - times[first]) > FAINT:
            first += 1
        total = rate * base[i]
        for j in range(first, i):
            weight = offspring * decay * math.exp(-decay * (times[i] - times[j]))
            squares[j], nears[j] = 0.0, 1.0
            if near > 0.0:
                squares[j] = (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2
                close = share * _round_normal(squares[j], near)
                both = close + (1.0 - share) * _round_normal(squares[j], far)
                nears[j] = close / both if both > 0.0 else 0.0
                weight *= both
            weights[j] = weight
            total += weight
        alone[i] = rate * base[i] / total
        sums[0] += math.log(total)
        for j in range(first, i):
            chance = weights[j] / total
            sums[1] += chance
            sums[2] += chance * (times[i] - times[j])
            sums[3] += chance * nears[j]
            sums[4] += chance * (1.0 - nears[j])
            sums[5] += chance * (1.0 - nears[j]) * squares[j]
    return alone, sums


@njit(nogil=True, cache=True)
def base_density(
    x: Floats, y: Floats, place: Ints, chances: Floats, near: float, far: float, share: float
) -> tuple[Floats, Floats]:
    """Return the density of the background at each event, from all others, and sums over pairs.

    Events are weighted by their chance of being background, and scattered as in `excite`; an event
    says nothing of its own place (Zhuang, Ogata and Vere-Jones 2002, same journal 97).

    Parameters
    ----------
    x, y : float64[p]
        Places that differ, in kilometres.
    place : int64[n]
        Where each event was.
    chances : float64[n]
        Of being background.
    near, far, share : float

    Returns
    -------
    base : float64[n]
        A square kilometre.
    sums : float64[3]
        Chances of the near and of the far, and the latter times the squared distance.
    """
    n, p = len(place), len(x)
    weights = np.zeros(p)
    for i in range(n):
        weights[place[i]] += chances[i]
    whole, base, sums = weights.sum(), np.empty(n), np.zeros(3)
    near_0, far_0 = share * _round_normal(0.0, near), (1.0 - share) * _round_normal(0.0, far)
    nears, fars, squares = np.zeros(p), np.zeros(p), np.zeros(p)
    for q in range(p):
        for r in range(p):
            square = (x[q] - x[r]) ** 2 + (y[q] - y[r]) ** 2
            away = weights[r] * (1.0 - share) * _round_normal(square, far)
            nears[q] += weights[r] * share * _round_normal(square, near)
            fars[q] += away
            squares[q] += away * square
    for i in range(n):
        q, own = place[i], chances[i]
        close, away = max(0.0, nears[q] - own * near_0), max(0.0, fars[q] - own * far_0)
        total = close + away
        base[i] = total / (whole - own) if whole > own else 0.0
        if total > 0.0:
            sums[0] += own * close / total
            sums[1] += own * away / total
            sums[2] += own * squares[q] / total
    return base, sums


@njit(nogil=True, cache=True)
def rescaled(times: Floats, rate: float, offspring: float, decay: float) -> Floats:
    """Return how many events were to be expected from each event to the next, the first from 0: float64[n].

    Where the model holds, these are exponential of mean 1 (time-rescaling theorem; Ogata 1988, Journal of
    the American Statistical Association 83; Brown and others 2002, Neural Computation 14).
    """
    out = np.empty(len(times))
    excited, before = 0.0, 0.0
    for i in range(len(times)):
        days = times[i] - before
        left = math.exp(-decay * days)
        out[i] = rate * days + offspring * excited * (1.0 - left)
        excited = excited * left + 1.0
        before = times[i]
    return out
