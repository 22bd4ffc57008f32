"""Random numbers that are the same on every machine: a counter-based generator and an own logarithm.

A number depends on the seed, the stream and its place in the stream alone, so that two runs that ask for
different things still share what they both ask for (common random numbers). SplitMix64 mixes the
counter (Steele, Lea and Flood 2014, *Fast splittable pseudorandom number generators*, OOPSLA). The
logarithm uses only the operations that IEEE 754 rounds exactly: a platform's own ``log`` may differ
in the last bit.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["exponentials", "natural_log", "stream_key", "uniform_at", "uniforms"]

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S27, S30, S31, S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
ONE = np.uint64(1)
LN2 = 0.6931471805599453
ROOT_HALF = 0.7071067811865476
TERMS = 12
"""The series of atanh at most 0.1716 away from 0: the terms left out are below 1e-19."""


@njit(nogil=True, cache=True)
def _mix(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> S30)) * FIRST
    x = (x ^ (x >> S27)) * SECOND
    return x ^ (x >> S31)


@njit(nogil=True, cache=True)
def stream_key(seed: int, stream: int) -> int:
    """Return the key of a stream, of 63 bits; any two whole numbers from 0 name one."""
    return np.int64(_mix(_mix(np.uint64(seed) + STEP) + np.uint64(stream) * STEP) >> ONE)  # type: ignore[return-value]


@njit(nogil=True, cache=True)
def uniform_at(key: int, place: int) -> float:
    """Return number `place` (from 0) of a stream, in [0, 1), on a grid of 2^-53."""
    mixed = _mix(np.uint64(key) + (np.uint64(place) + ONE) * STEP)
    return float(mixed >> S11) * 2.0**-53


@njit(nogil=True, cache=True)
def uniforms(key: int, first: int, count: int) -> Floats:
    """Return `count` numbers of a stream from place `first` on, float64[count] in [0, 1)."""
    numbers = np.empty(count)
    for n in range(count):
        numbers[n] = uniform_at(key, first + n)
    return numbers


@njit(nogil=True, cache=True)
def natural_log(x: float) -> float:
    """Return the natural logarithm of a positive number, within three units of the last place."""
    part, power = math.frexp(x)
    if part < ROOT_HALF:
        part, power = part * 2.0, power - 1
    z = (part - 1.0) / (part + 1.0)
    square, total = z * z, 0.0
    for n in range(TERMS, -1, -1):
        total = total * square + 1.0 / (2 * n + 1)
    return power * LN2 + 2.0 * z * total


@njit(nogil=True, cache=True)
def exponentials(key: int, first: int, count: int) -> Floats:
    """Return `count` exponential numbers of mean 1 from a stream, float64[count]."""
    numbers = np.empty(count)
    for n in range(count):
        numbers[n] = -natural_log(1.0 - uniform_at(key, first + n))
    return numbers
