"""Distributions of counts as running shares over a common support: build, mix and score them.

A *support* is an ascending array of values. A row of *shares* holds, for each value of it, the share of
the distribution at or below that value; its last entry is 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "add_weighted",
    "add_weighted_neighbours",
    "crps_of_samples",
    "crps_of_shares",
    "isotonic_columns",
    "least_on_simplex",
    "pool_sums",
    "running_shares",
]


COUNTED_BELOW = 8_192
"""Whole samples below this are counted, others sorted."""


@njit(nogil=True, cache=True)
def add_weighted(histogram: Floats, bins: Ints, weights: Floats, columns: Ints) -> None:
    """Add columns of `bins`, down their rows, to the histograms, in place.

    Parameters
    ----------
    histogram : float64[m, g]
    bins : int64[t, n]
        Position in the support of each value.
    weights : float64[t]
        The weight of each row; those of weight 0 are left out.
    columns : int64[m]
        Which column goes to which histogram.
    """
    for t in range(len(weights)):
        weight = weights[t]
        if weight == 0.0:
            continue
        for i in range(len(columns)):
            histogram[i, bins[t, columns[i]]] += weight


@njit(nogil=True, cache=True)
def add_weighted_neighbours(
    histogram: Floats,
    bins: Ints,
    weights: Floats,
    columns: Ints,
    starts: Ints,
    neighbours: Ints,
    in_sum: Flags,
) -> None:
    """Add the neighbours of each column; those of c are ``neighbours[starts[c] : starts[c + 1]]``.

    Only columns that are `in_sum` (bool[n]) are added.
    """
    for t in range(len(weights)):
        weight = weights[t]
        if weight == 0.0:
            continue
        for i in range(len(columns)):
            for k in range(starts[columns[i]], starts[columns[i] + 1]):
                if in_sum[neighbours[k]]:
                    histogram[i, bins[t, neighbours[k]]] += weight


@njit(nogil=True, cache=True)
def running_shares(histogram: Floats) -> Floats:
    """Return the running shares of each row; a row without weight is all at the first value.

    Parameters
    ----------
    histogram : float64[n, g]

    Returns
    -------
    shares : float64[n, g]
    """
    n, g = histogram.shape
    shares = np.ones((n, g))
    for i in range(n):
        total = histogram[i].sum()
        if total <= 0.0:
            continue
        running = 0.0
        for k in range(g - 1):
            running += histogram[i, k]
            shares[i, k] = min(running / total, 1.0)
    return shares


@njit(nogil=True, cache=True)
def isotonic_columns(heights: Floats, weights: Floats) -> Floats:
    """Return the nearest columns, in weighted least squares, that never rise from row to row.

    Pool adjacent violators (Ayer et al. 1955), a column at a time. For shares of distributions whose
    rows are in ascending order of what predicts them, this is isotonic distributional regression
    (Henzi, Ziegel and Gneiting 2021, JRSS B 83(5)).

    Parameters
    ----------
    heights : float64[b, g]
    weights : float64[b]
        Above 0.
    """
    b, g = heights.shape
    fitted = np.empty((b, g))
    level, mass = np.empty(b), np.empty(b)
    size = np.empty(b, np.int64)
    for k in range(g):
        blocks = 0
        for i in range(b):
            level[blocks], mass[blocks], size[blocks] = heights[i, k], weights[i], 1
            blocks += 1
            while blocks > 1 and level[blocks - 2] < level[blocks - 1]:
                both = mass[blocks - 2] + mass[blocks - 1]
                level[blocks - 2] = (
                    level[blocks - 2] * mass[blocks - 2] + level[blocks - 1] * mass[blocks - 1]
                ) / both
                mass[blocks - 2] = both
                size[blocks - 2] += size[blocks - 1]
                blocks -= 1
        i = 0
        for block in range(blocks):
            for _ in range(size[block]):
                fitted[i, k] = level[block]
                i += 1
    return fitted


@njit(nogil=True, cache=True)
def crps_of_shares(shares: Floats, support: Floats, outcome: Floats) -> Floats:
    """Return the continuous ranked probability score of each row, exact for the distribution.

    The integral of (F(x) - [x >= y])^2 dx (Matheson and Winkler 1976), F a step function over the
    support; outside of the support F is 0 or 1.

    Parameters
    ----------
    shares : float64[n, g]
    support : float64[g]
    outcome : float64[n]
        In the unit of the support; so is the score.
    """
    n, g = shares.shape
    score = np.zeros(n)
    for i in range(n):
        y = outcome[i]
        total = 0.0
        if y < support[0]:
            total += support[0] - y
        for k in range(g - 1):
            left, right, f = support[k], support[k + 1], shares[i, k]
            if y >= right:
                total += f * f * (right - left)
            elif y <= left:
                total += (1.0 - f) * (1.0 - f) * (right - left)
            else:
                total += f * f * (y - left) + (1.0 - f) * (1.0 - f) * (right - y)
        if y > support[g - 1]:
            total += y - support[g - 1]
        score[i] = total
    return score


@njit(nogil=True, cache=True)
def crps_of_samples(samples: Floats, outcome: Floats, fair: bool) -> Floats:  # noqa: FBT001 -- numba takes no keywords
    """Return the score of each row of samples.

    mean |X - y| minus half the mean |X - X'|: over all pairs, which is the exact score of the
    samples' own step function, or, where `fair`, over the m (m - 1) pairs of different members,
    which is unbiased for what the samples were drawn from (Ferro 2014, QJRMS 140).

    Parameters
    ----------
    samples : float64[n, m]
    outcome : float64[n]
    """
    n, m = samples.shape
    score = np.empty(n)
    pairs = m * (m - 1.0) if fair and m > 1 else m * 1.0 * m
    counts = np.zeros(COUNTED_BELOW, np.int64)
    for i in range(n):
        away, highest, whole = 0.0, 0.0, True
        for j in range(m):
            value = samples[i, j]
            away += abs(value - outcome[i])
            highest = max(highest, value)
            whole = whole and 0.0 <= value < COUNTED_BELOW and value == np.floor(value)
        spread = 0.0
        if whole:  # counting is many times faster than sorting
            top = int(highest)
            for j in range(m):
                counts[int(samples[i, j])] += 1
            below = 0
            for k in range(top + 1):
                below += counts[k]
                counts[k] = 0
                spread += below * 1.0 * (m - below)
        else:
            row = np.sort(samples[i])
            for j in range(m):
                spread += row[j] * (2.0 * j - m + 1.0)
        score[i] = away / m - spread / pairs
    return score


@njit(nogil=True, cache=True)
def pool_sums(
    shares: Floats, support: Floats, outcome: Floats, scale: Floats, group: Ints, n_groups: int
) -> tuple[Floats, Floats]:
    """Return what the mean score of every mixture of distributions follows from, by group.

    With G = 1 - F, a mixture with weights w has the score w'Pw - 2 w'r + c, where P is the sum over
    rows of the integrals of G_i G_j, r that of the integrals of G_i up to the outcome, and c does not
    depend on w.

    Parameters
    ----------
    shares : float64[n, j, g]
        Running shares of `j` distributions for each of `n` rows.
    support : float64[g]
    outcome : float64[n]
    scale : float64[n]
        The weight of each row.
    group : int64[n]
        0 to n_groups - 1.

    Returns
    -------
    products : float64[n_groups, j, j]
    partials : float64[n_groups, j]
    """
    n, kinds, g = shares.shape
    products = np.zeros((n_groups, kinds, kinds))
    partials = np.zeros((n_groups, kinds))
    for i in range(n):
        y = outcome[i]
        to = group[i]
        for a in range(kinds):
            up_to = 0.0
            for k in range(g - 1):
                if y <= support[k]:
                    break
                up_to += (1.0 - shares[i, a, k]) * (min(y, support[k + 1]) - support[k])
            partials[to, a] += scale[i] * up_to
            for b in range(a, kinds):
                total = 0.0
                for k in range(g - 1):
                    both = (1.0 - shares[i, a, k]) * (1.0 - shares[i, b, k])
                    if both > 0.0:
                        total += both * (support[k + 1] - support[k])
                products[to, a, b] += scale[i] * total
    for to in range(n_groups):
        for a in range(kinds):
            for b in range(a):
                products[to, a, b] = products[to, b, a]
    return products, partials


@njit(nogil=True, cache=True)
def least_on_simplex(products: Floats, partials: Floats, rounds: int) -> Floats:
    """Return the weights w, none negative, summing to 1, with the least w'Pw - 2 w'r.

    Accelerated projected gradient (Beck and Teboulle 2009, SIAM J. Imaging Sciences 2(1)); the
    projection sorts (Held, Wolfe and Crowder 1974).

    Parameters
    ----------
    products : float64[j, j]
        Symmetric, positive semidefinite.
    partials : float64[j]
    rounds : int
    """
    kinds = len(partials)
    steepest = 1e-12
    for i in range(kinds):
        steepest = max(steepest, 2.0 * np.abs(products[i]).sum())
    weights = np.full(kinds, 1.0 / kinds)
    ahead = weights.copy()
    pace = 1.0
    for _ in range(rounds):
        moved = np.empty(kinds)
        for i in range(kinds):
            slope = -partials[i]
            for j in range(kinds):
                slope += products[i, j] * ahead[j]
            moved[i] = ahead[i] - 2.0 * slope / steepest
        falling = np.sort(moved)[::-1]
        total, cut = -1.0, 0.0
        for i in range(kinds):
            total += falling[i]
            if falling[i] > total / (i + 1):
                cut = total / (i + 1)
        nearest = np.maximum(moved - cut, 0.0)
        faster = (1.0 + np.sqrt(1.0 + 4.0 * pace * pace)) / 2.0
        ahead = nearest + (pace - 1.0) / faster * (nearest - weights)
        weights = nearest
        pace = faster
    total_weight: float = weights.sum()
    for i in range(kinds):
        weights[i] /= total_weight
    return weights
