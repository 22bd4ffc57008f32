"""Which transfers between hospitals help, once the wounded are there: greedy, and exact where few wait.

On mean delays and operations: who is moved is ready at the other hospital after loading, the way and the
handover. What counts is the sum over all who need an operation of the minutes until it begins; an operation
that never begins counts as one day.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.care_queue import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.respond.mass_casualty.event import Event, Runs

__all__ = ["Transfer", "Transfers", "exact_transfers", "greedy_transfers"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEVER_MIN = 1440.0
CHOICES_MAX = 20_000
"""With more ways to place the wounded than this, only the greedy choice is made."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """So many of a rank (0 immediate, 1 delayed) are moved from one hospital to another (positions)."""

    start: int
    end: int
    rank: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Transfers:
    """Where everybody is in the end, int64[n], and the sum of minutes before and after.

    `is_exact`: no other transfers give a smaller sum.
    """

    hospitals: Ints
    moves: tuple[Transfer, ...]
    before_min: float
    after_min: float
    is_exact: bool


class _Placement:
    """The wounded of one run on means, and what a placement of them costs."""

    def __init__(self, event: Event, run: Runs) -> None:
        self.event = event
        self.first, self.arrivals = run.hospitals[0], run.arrivals[0]
        self.operated, self.ranks = event.operated, event.ranks
        delays = event.care.delays
        self.shift = event.between + delays.loading.mean + delays.handover.mean
        np.fill_diagonal(self.shift, 0.0)
        self.tables, self.means = event.tables, event.means
        self.operations, self.beds = event.operations, event.beds
        self.movable = np.flatnonzero(self.operated & (self.first >= 0))

    def starts(self, hospitals: Ints) -> Floats:
        """Return when each operation begins, float64[n]."""
        starts = np.full(len(hospitals), np.inf)
        brought = hospitals >= 0
        ready = self.arrivals.copy()
        ready[brought] += self.shift[self.first[brought], hospitals[brought]]
        for h, tables in enumerate(self.tables):
            here = np.flatnonzero((hospitals == h) & self.operated)
            if not len(here):
                continue
            own = serve(
                ready[here], self.ranks[here], np.full(len(here), self.means[h]), int(tables)
            )
            place = np.argsort(np.argsort(own, kind="stable"))
            starts[here] = np.where(place < self.operations[h], own, np.inf)
        return starts

    def cost(self, hospitals: Ints) -> float:
        """Return the sum of minutes; infinity where there are too few beds."""
        load = np.bincount(hospitals[hospitals >= 0], minlength=len(self.beds))
        if (load > self.beds).any():
            return float("inf")
        starts = self.starts(hospitals)[self.operated]
        return float(np.minimum(starts, NEVER_MIN).sum())

    def ends(self, person: int) -> list[int]:
        """Return the hospitals that a person can be at: where it is, and where a way leads to a table."""
        here = int(self.first[person])
        ways = np.flatnonzero(np.isfinite(self.shift[here]) & (self.tables > 0))
        return sorted({here, *ways.tolist()})


def greedy_transfers(event: Event, run: Runs) -> Transfers:
    """Move one person after the other, each time whose move saves most, until none saves anything.

    `run` is a run on means (``simulate(..., runs=1, mean=True)``).
    """
    placement = _Placement(event, run)
    hospitals = placement.first.copy()
    before = cost = placement.cost(hospitals)
    while True:
        best, least = None, cost - 1e-6
        for person, end in _moves(placement, hospitals):
            trial = hospitals.copy()
            trial[person] = end
            value = placement.cost(trial)
            if value < least:
                best, least = trial, value
        if best is None:
            break
        hospitals, cost = best, least
    return _result(placement, hospitals, before, cost, is_exact=False)


def _moves(placement: _Placement, hospitals: Ints) -> Iterator[tuple[int, int]]:
    """Yield one person of each hospital, rank and time of arrival with each other hospital."""
    seen = set()
    for person in placement.movable.tolist():
        key = (int(hospitals[person]), int(placement.ranks[person]), placement.arrivals[person],
               int(placement.first[person]))  # fmt: skip
        if key in seen:
            continue
        seen.add(key)
        for end in placement.ends(person):
            if end != hospitals[person]:
                yield person, end


def exact_transfers(event: Event, run: Runs) -> Transfers | None:
    """Return the best of all placements; None where there are more than `CHOICES_MAX`."""
    placement = _Placement(event, run)
    ends = [placement.ends(person) for person in placement.movable.tolist()]
    if np.prod([float(len(each)) for each in ends], initial=1.0) > CHOICES_MAX:
        return None
    best = placement.first.copy()
    before = least = placement.cost(best)
    trial = best.copy()
    for choice in product(*ends):
        trial[placement.movable] = choice
        value = placement.cost(trial)
        if value < least - 1e-9:
            best, least = trial.copy(), value
    return _result(placement, best, before, least, is_exact=True)


def _result(
    placement: _Placement, hospitals: Ints, before: float, after: float, *, is_exact: bool
) -> Transfers:
    moved: dict[tuple[int, int, int], int] = {}
    for person in np.flatnonzero(hospitals != placement.first).tolist():
        key = (int(placement.first[person]), int(hospitals[person]), int(placement.ranks[person]))
        moved[key] = moved.get(key, 0) + 1
    return Transfers(
        hospitals=hospitals,
        moves=tuple(Transfer(*key, persons) for key, persons in sorted(moved.items())),
        before_min=before,
        after_min=after,
        is_exact=is_exact,
    )
