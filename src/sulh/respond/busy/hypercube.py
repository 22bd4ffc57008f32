"""The hypercube: which units are busy at once, and who serves whom while others are away.

Larson 1974, "A hypercube queuing model for facility location and redistricting in urban emergency
services", Computers & Operations Research 1: each set of busy units is a state, and the balance of what
leads in and out of each gives its probability. A call goes to the first free unit of its list; when all are
busy, somebody else serves it (no line). Above 12 units the approximation of Larson 1975 (Operations
Research 23), with the factors for a system without a line (Jarvis 1985, Management Science 31).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.state_balance import settle
from sulh.respond.busy.queues import loss_chance

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EXACT_MAX", "BusyUnits", "busy_units"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EXACT_MAX = 12
"""Up to this number of units the balance is solved exactly: 4,096 states."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BusyUnits:
    """How busy n units are, and who serves the calls of a places.

    `workloads` float64[n]: the share of time that each is busy. `shares` float64[a, n]: which part of the
    calls of a place each serves; the rest finds all busy, `loss` of all calls. `states` float64[2**n]: the
    probability that just the units of the bits are busy; empty where it `is_approximate`.
    """

    workloads: Floats
    shares: Floats
    loss: float
    states: Floats
    is_approximate: bool

    def mean_minutes(self, calls: Floats, minutes: Floats) -> float:
        """Return the mean travel time of calls that a unit serves; `minutes` float64[n, a]."""
        served = self.shares * calls[:, None]
        used = served > 0.0
        return float((served[used] * minutes.T[used]).sum() / served.sum())


def busy_units(
    calls: Floats, service: Floats, lists: Ints, *, exact_max: int = EXACT_MAX
) -> BusyUnits:
    """Return how busy units are.

    Parameters
    ----------
    calls : float64[a]
        Calls of each place in a unit of time.
    service : float64[n]
        The jobs that each unit can do in it: one over its mean time on a job.
    lists : int64[a, n]
        Units in the order in which a place calls them, all of them.
    exact_max : int
        With more units the approximation is used.

    Raises
    ------
    InputError
        When a rate is not positive or a list is no order of all units.
    """
    calls, service = np.asarray(calls, np.float64), np.asarray(service, np.float64)
    lists = np.asarray(lists, np.int64)
    _check(calls, service, lists)
    if len(service) > exact_max:
        return _approximate(calls, service, lists)
    states = _balance(calls, service, lists)
    n = len(service)
    busy = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    shares = np.zeros((len(calls), n))
    for a, order in enumerate(lists):
        for unit, here in _first_free(order):
            shares[a, unit] = states[here].sum()
    return BusyUnits(
        workloads=states @ busy,
        shares=shares,
        loss=float(states[-1]),
        states=states,
        is_approximate=False,
    )


def _check(calls: Floats, service: Floats, lists: Ints) -> None:
    fault = ""
    if not len(service) or not (np.isfinite(service) & (service > 0.0)).all():
        fault = "A unit's rate of service is not above 0"
    elif not (np.isfinite(calls) & (calls >= 0.0)).all() or not calls.sum() > 0.0:
        fault = "The calls are not numbers of 0 or more, with one above 0"
    elif lists.shape != (len(calls), len(service)):
        fault = f"The lists are {lists.shape}, not {len(calls)} places by {len(service)} units"
    elif not np.array_equal(
        np.sort(lists, axis=1), np.broadcast_to(np.arange(len(service)), lists.shape)
    ):
        fault = "A list does not name each unit once"
    if fault:
        raise InputError(
            f"{fault}.", remedy="Give rates above 0 and, for each place, all units in order."
        )


def _first_free(order: Ints) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Yield each unit of a list with the states in which it is the first that is free, bool[2**n]."""
    states = np.arange(2 ** len(order))
    remaining = np.ones(len(states), np.bool_)
    for unit in order:
        here = remaining & ((states >> unit) & 1 == 0)
        yield int(unit), here
        remaining &= ~here


def _balance(calls: Floats, service: Floats, lists: Ints) -> Floats:
    """Return the probability of each state, by sweeps over the balance equations (Gauss and Seidel)."""
    n = len(service)
    # flow[s, i]: the calls that unit i gets while the units of s are busy.
    flow = np.zeros((2**n, n))
    for a, order in enumerate(lists):
        for unit, here in _first_free(order):
            flow[here, unit] += calls[a]
    states = np.full(2**n, 1.0 / 2**n)
    if not settle(flow, service, states):
        raise ArithmeticError("the balance of states did not settle")
    return states


def _factors(n: int, load: float) -> Floats:
    """Return by how much j busy units and a free one go together more often than by chance, float64[n].

    The states of a system without a line, in which units are called in random order, give it exactly.
    """
    loss = loss_chance(n, load)
    share = load * (1.0 - loss) / n
    weights = [k * log(load) - lgamma(k + 1) for k in range(n + 1)]
    total = sum(exp(each - max(weights)) for each in weights)
    factors = np.zeros(n)
    for j in range(n):
        for k in range(j, n):
            ways = lgamma(n - j) + lgamma(k + 1) - lgamma(k - j + 1) - lgamma(n + 1)
            chance = exp(weights[k] - max(weights)) / total
            factors[j] += chance * (n - k) * exp(ways)
        factors[j] /= share**j * (1.0 - share)
    return factors


def _approximate(calls: Floats, service: Floats, lists: Ints) -> BusyUnits:
    n = len(service)
    load = float(calls.sum() / service.mean())
    factors = _factors(n, load)
    loss = loss_chance(n, load)
    workloads = np.full(n, load * (1.0 - loss) / n)
    shares = np.zeros((len(calls), n))
    rows = np.arange(len(calls))
    for _ in range(1_000):
        before = workloads
        ahead = np.cumprod(workloads[lists], axis=1)
        ahead = np.hstack([np.ones((len(calls), 1)), ahead[:, :-1]]) * factors
        rate = np.bincount(lists.ravel(), (calls[:, None] * ahead).ravel(), minlength=n)
        workloads = rate / (service + rate)
        shares[rows[:, None], lists] = ahead * (1.0 - workloads[lists])
        shares *= (1.0 - loss) / shares.sum(axis=1, keepdims=True)
        if np.abs(workloads - before).max() < 1e-12:
            break
    return BusyUnits(
        workloads=calls @ shares / service,
        shares=shares,
        loss=loss,
        states=np.zeros(0),
        is_approximate=True,
    )
