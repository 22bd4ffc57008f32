"""Which depot delivers how much of each need: a linear programme over stock and vehicle time.

PyVRP plans one depot's trips and knows no stock, so amounts are given to depots first. The time that an amount
takes is at least its share of a full vehicle times the trip there and back (Haimovich and Rinnooy Kan 1985),
so the programme promises too much, never too little.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.programme import Programme, solve

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Links", "assign_amounts"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Who can serve what: a row for each need, depot and sort of vehicle, int64[m] each.

    `unit` is the unit of the need, `room` what one vehicle takes of it, `largest` the largest load, in steps;
    `minutes` a trip there and back with loading and unloading, `way` the driving of it; `time` float64[kinds]
    the minutes that all vehicles of a sort work together in a day, by their position.
    """

    need: Ints
    depot: Ints
    kind: Ints
    unit: Ints
    room: Ints
    largest: Ints
    minutes: Floats
    way: Floats
    time: Floats

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.need)

    def without(self, pairs: set[tuple[int, int]]) -> Links:
        """Return those that are not of some pairs of a need and a depot."""
        keep = np.array(
            [
                each not in pairs
                for each in zip(self.need.tolist(), self.depot.tolist(), strict=True)
            ],
            np.bool_,
        )
        names = ("need", "depot", "kind", "unit", "room", "largest", "minutes", "way")
        return replace(self, **{name: getattr(self, name)[keep] for name in names})


def assign_amounts(
    links: Links,
    amounts: Ints,
    weights: Floats,
    supply: Ints,
    stock: Mapping[tuple[int, int], int],
) -> Ints:
    """Return how many steps of each need each depot delivers, int64[needs, depots].

    `amounts` int64[needs] are the steps still needed, `weights` float64[needs] what the whole need counts,
    `supply` int64[needs] numbers of supplies, `stock` the steps of a supply in a depot. Whole steps; the
    sum of a need's steps is at most its amount, that of a depot's at most its stock.
    """
    depots = 1 + max((each[0] for each in stock), default=0)
    shares = np.zeros((len(amounts), depots), np.int64)
    if not links.count:
        return shares
    programme = Programme()
    # A step counts its part of the need's weight; a minute of driving counts next to nothing.
    cost = links.minutes / links.room
    gain = weights[links.need] / np.maximum(amounts[links.need], 1)
    cheap = 1e-3 * gain.min() / max(float(cost.max()), 1e-9)
    at = programme.add(gain - cheap * cost, high=amounts[links.need].astype(np.float64))
    for need in np.unique(links.need):
        programme.row(at[links.need == need], 1.0, high=float(amounts[need]))
    for (depot, number), there in stock.items():
        rows = np.flatnonzero((links.depot == depot) & (supply[links.need] == number))
        if len(rows):
            programme.row(at[rows], 1.0, high=float(there))
    for kind in np.unique(links.kind):
        for unit in np.unique(links.unit):
            rows = np.flatnonzero((links.kind == kind) & (links.unit == unit))
            if len(rows):
                programme.row(at[rows], cost[rows], high=float(links.time[kind]))
    values = solve(programme).values
    np.add.at(shares, (links.need, links.depot), np.floor(values + 1e-6).astype(np.int64))
    _fill(shares, links, amounts, supply, dict(stock))
    return shares


def _fill(
    shares: Ints, links: Links, amounts: Ints, supply: Ints, stock: dict[tuple[int, int], int]
) -> None:
    """Give the rest of a need to the depot that is nearest and has stock, in place.

    The programme's vehicles may be full by then: the search says what can be carried. No depot gets more of a
    need than its vehicles could bring if they did nothing else: full loads, one trip after the other.
    """
    most = np.zeros(shares.shape, np.int64)
    trips = np.ceil(links.time[links.kind] / np.maximum(links.minutes, 1e-3)).astype(np.int64)
    np.add.at(most, (links.need, links.depot), np.minimum(trips, 10_000) * links.largest)
    for (depot, number), there in stock.items():
        stock[depot, number] = there - int(shares[supply == number, depot].sum())
    for row in np.argsort(links.minutes, kind="stable"):
        need, depot = int(links.need[row]), int(links.depot[row])
        key = (depot, int(supply[need]))
        more = min(
            int(amounts[need] - shares[need].sum()),
            stock.get(key, 0),
            int(most[need, depot] - shares[need, depot]),
        )
        if more > 0:
            shares[need, depot] += more
            stock[key] -= more
