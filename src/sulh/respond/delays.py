"""Delays that are not known to the minute: triangular distributions, and the chance that sums stay in time.

A delay has a lowest, a likely and a highest value (three-point estimate; triangular distribution, as in
Evans, Hastings and Peacock, "Statistical Distributions"). Sums are convolutions on a grid of a quarter of
a minute: no chance is drawn, and the same question has the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, shown
from sulh.kernels.joint_sums import joint_sums

__all__ = ["STEP_MIN", "Delay", "chance_of_both", "parse_delay", "probabilities_of_sum"]

Floats = NDArray[np.float64]

STEP_MIN = 0.25


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay in minutes: `low`, `likely` and `high`; three equal numbers are a fixed delay."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        """Refuse numbers out of order."""
        if not 0.0 <= self.low <= self.likely <= self.high or not isfinite(self.high):
            raise InputError(
                f"{self.low:g}, {self.likely:g}, {self.high:g} is not a delay.",
                remedy="Give the lowest, the likely and the highest number of minutes, in this order.",
            )

    @property
    def mean(self) -> float:
        """Return the mean, in minutes."""
        return (self.low + self.likely + self.high) / 3.0

    def at_most(self, minutes: Floats) -> Floats:
        """Return the chance that the delay is at most so many minutes."""
        low, likely, high = self.low, self.likely, self.high
        if low == high:
            return np.where(minutes >= low - 1e-9, 1.0, 0.0)
        x = np.clip(minutes, low, high)
        rising = (x - low) ** 2 / ((high - low) * max(likely - low, 1e-300))
        falling = 1.0 - (high - x) ** 2 / ((high - low) * max(high - likely, 1e-300))
        return np.where(x < likely, rising, falling) if likely < high else rising

    def probabilities(self) -> Floats:
        """Return the chance of each multiple of `STEP_MIN`, from 0 on; the mean stays."""
        count = int(np.ceil(self.high / STEP_MIN)) + 1
        # Each step holds what lies nearer to it than a step, by a share that falls with the distance.
        fine = 20
        edges: Floats = np.arange(count * fine + 1, dtype=np.float64) * (STEP_MIN / fine)
        parts = np.diff(self.at_most(edges), prepend=0.0)
        place = np.arange(count * fine + 1) / fine
        left = np.minimum(place.astype(np.int64), count)
        share = place - left
        chances = np.zeros(count + 2)
        np.add.at(chances, left, parts * (1.0 - share))
        np.add.at(chances, left + 1, parts * share)
        return chances


def parse_delay(text: str) -> Delay:
    """Return a delay from a text such as ``2:5:12`` (lowest, likely, highest) or ``5``.

    Raises
    ------
    InputError
        When the text cannot be read.
    """
    parts = text.split(":")
    try:
        numbers = [float(each) for each in parts]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 3):
        raise InputError(
            f"{shown(text)} is not a delay.",
            remedy="Write MINUTES or LOW:LIKELY:HIGH, such as 2:5:12.",
        )
    return Delay(numbers[0], numbers[len(numbers) // 2], numbers[-1])


@lru_cache(maxsize=1024)
def probabilities_of_sum(*delays: Delay) -> Floats:
    """Return the chance of each multiple of `STEP_MIN` for the sum of independent delays."""
    total = np.ones(1)
    for delay in delays:
        total = np.convolve(total, delay.probabilities())
    return total


def chance_of_both(
    shared: Floats, one: Floats, other: Floats, one_left: Floats, other_left: Floats
) -> Floats:
    """Return the chance that two sums, which share a part, both stay in time, float64[n].

    Parameters
    ----------
    shared, one, other : float64
        The chances of the shared part, and of what each sum adds to it, by steps.
    one_left, other_left : float64[n]
        The minutes that each has left after all that is certain; minus infinity: never in time.
    """
    sums = [np.concatenate([[0.0], np.cumsum(each)]) for each in (one, other)]
    steps = [
        np.floor(np.clip(left, -1.0, 1e6) / STEP_MIN + 1e-6).astype(np.int64)
        for left in (one_left, other_left)
    ]
    return np.asarray(joint_sums(shared, *sums, *steps))
