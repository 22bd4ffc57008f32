"""People on foot and wheels along a graph of places: one day of their expected movements.

The rules are those that Suleimenova, Bell and Groen describe (Scientific Reports 7:13377, 2017): whoever is at
a place leaves it with the place's chance, takes a link by its weight, and goes so many kilometres a day. People
are amounts here, and what moves is the mean of what they would do one by one.
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

__all__ = ["flow_day"]

SLACK = 0.9
"""The share of its capacity to which a place draws people as an empty one does."""


STEP = 0.01
"""The share of a place's capacity that sets out for it before the others look again how full it is."""


@njit(nogil=True, cache=True)
def _room(people: float, capacity: float) -> float:
    """Return how much a place still draws: 1 up to nine tenths of its capacity, 0 when it is full."""
    if capacity <= 0.0:
        return 1.0
    left = (1.0 - people / capacity) / (1.0 - SLACK)
    return min(1.0, max(0.0, left))


@njit(nogil=True, cache=True)
def _weigh(
    weights: Floats,
    begin: int,
    end: int,
    to: Ints,
    pull: Floats,
    forced: Flags,
    people: Floats,
    capacity: Floats,
) -> float:
    """Set the weights of the links from `begin` to `end`, and return their sum."""
    total = 0.0
    for link in range(begin, end):
        weights[link] = pull[link] * _room(people[to[link]], capacity[to[link]])
        total += weights[link]
    for link in range(begin, end):
        if forced[link] and weights[link] > 0.0:
            total = weights[link]
            weights[begin:end] = 0.0
            weights[link] = total
            break
    return total


@njit(nogil=True, cache=True)
def flow_day(
    here: Floats,
    ways: Floats,
    leaves: Floats,
    first: Ints,
    to: Ints,
    km: Ints,
    pull: Floats,
    forced: Flags,
    capacity: Floats,
    reach: int,
) -> None:
    """Move people for one day, in place.

    Parameters
    ----------
    here : float64[places]
        People at each place; changed.
    ways : float64[links, longest]
        People on each link who have still so many whole kilometres to go; changed.
    leaves : float64[places]
        The chance that somebody who is there leaves.
    first, to : int64[places + 1], int64[links]
        The links out of place `p` are ``first[p]`` to ``first[p + 1]``, and where each leads.
    km : int64[links]
        Their lengths, at least 1 and below `longest`.
    pull : float64[links]
        The weight of each link; 0 closes it.
    forced : bool[links]
        Whether everybody who leaves takes it, while it is open and its end has room.
    capacity : float64[places]
        People whom each place holds; 0 for as many as come.
    reach : int
        Whole kilometres that a person goes in a day.

    Notes
    -----
    Who arrives with kilometres left decides again at once. Who leaves where no link draws anybody stays.
    """
    places, links = len(here), len(to)
    longest = ways.shape[1]
    moving = np.zeros((reach + 1, places))
    for p in range(places):
        moving[reach, p] = here[p]
        here[p] = 0.0
    present = moving[reach].copy()  # for the room that is left, those on their way out included
    for link in range(links):
        for rest in range(1, longest):
            amount = ways[link, rest]
            if amount == 0.0:
                continue
            ways[link, rest] = 0.0
            if rest <= reach:
                moving[reach - rest, to[link]] += amount
                present[to[link]] += amount
            else:
                ways[link, rest - reach] += amount
    weights = np.empty(links)
    for left in range(reach, -1, -1):
        for p in range(places):
            amount = moving[left, p]
            if amount == 0.0:
                continue
            goes = amount * leaves[p] if left > 0 else 0.0
            here[p] += amount - goes
            while goes > 0.0:
                total = _weigh(weights, first[p], first[p + 1], to, pull, forced, present, capacity)
                if total <= 0.0:
                    here[p] += goes
                    break
                # Few at a time, so that whoever comes later sees a camp as full as it is.
                step = goes
                for link in range(first[p], first[p + 1]):
                    if weights[link] > 0.0 and capacity[to[link]] > 0.0:
                        step = min(step, STEP * capacity[to[link]] * total / weights[link])
                goes -= step
                present[p] -= step
                for link in range(first[p], first[p + 1]):
                    part = step * weights[link] / total
                    if part == 0.0:
                        continue
                    rest = km[link] - left
                    if rest <= 0:
                        moving[left - km[link], to[link]] += part
                        present[to[link]] += part
                    else:
                        ways[link, rest] += part
