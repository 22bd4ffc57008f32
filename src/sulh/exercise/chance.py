"""Chance in an exercise: a stream of numbers for every question, named for what it decides.

A stream depends on the seed and its names alone. Two exercises with one seed that differ in a policy share
every number that both ask for: what differs between them is the policy (common random numbers).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from sulh.kernels.chance import natural_log, uniform_at

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Draws", "draws"]

T = TypeVar("T")


@dataclass(slots=True)
class Draws:
    """A stream of numbers; each draw moves it on."""

    key: int
    place: int = 0

    def uniform(self) -> float:
        """Return a number in [0, 1)."""
        self.place += 1
        return uniform_at(self.key, self.place - 1)

    def happens(self, chance: float) -> bool:
        """Say whether something of this chance happens; a number is drawn in any case."""
        return self.uniform() < chance

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self.uniform()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def choice(self, of: Sequence[T]) -> T:
        """Return one of a sequence that is not empty."""
        return of[int(self.uniform() * len(of))]

    def weighted(self, of: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of a sequence, each by its weight; where no weight is above 0, all are as likely."""
        total = sum(weights)
        if not total > 0:
            return self.choice(of)
        mark = self.uniform() * total
        for each, weight in zip(of, weights, strict=True):
            mark -= weight
            if mark < 0:
                return each
        return next(
            each for each, weight in zip(of[::-1], weights[::-1], strict=True) if weight > 0
        )

    def exponential(self, mean: float) -> float:
        """Return an exponential number."""
        return -mean * natural_log(1.0 - self.uniform())

    def poisson(self, mean: float) -> int:
        """Return how many events of a Poisson process of rate 1 fall into a time of `mean`."""
        count, spent = 0, self.exponential(1.0)
        while spent < mean:
            count += 1
            spent += self.exponential(1.0)
        return count

    def rayleigh(self, scale: float) -> float:
        """Return the length of a step whose parts east and north are normal with deviation `scale`."""
        return scale * sqrt(-2.0 * natural_log(1.0 - self.uniform()))


def draws(seed: int, *names: object) -> Draws:
    """Return the stream that a seed and names have; names are compared as text."""
    text = "\x1f".join([str(seed), *map(str, names)])
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return Draws(int.from_bytes(digest, "big") >> 1)
