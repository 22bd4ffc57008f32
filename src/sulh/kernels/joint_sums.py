"""The chance that two sums with a shared part both stay within their limits, for many pairs of limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["joint_sums"]


@njit(nogil=True, cache=True)
def joint_sums(shared: Floats, one: Floats, other: Floats, first: Ints, second: Ints) -> Floats:
    """Return the chance for each pair of limits, float64[n].

    Parameters
    ----------
    shared : float64
        The chance of each whole number, from 0 on, of the part that both sums have.
    one, other : float64
        The chance that what each sum adds is below each whole number, from 0 on.
    first, second : int64[n]
        The limits of the sums; a negative limit is never observed.
    """
    chance = np.zeros(len(first))
    for i in range(len(first)):
        for k in range(min(len(shared), first[i] + 1, second[i] + 1)):
            a, b = min(first[i] - k + 1, len(one) - 1), min(second[i] - k + 1, len(other) - 1)
            chance[i] += shared[k] * one[a] * other[b]
    return chance
