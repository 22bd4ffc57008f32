"""Queues in closed form: Erlang's loss and delay, and Pollaczek and Khinchine's mean wait.

`load` is the offered load (arrival rate times mean service time); `servers` work alike. Erlang 1917,
"Solution of some problems in the theory of probabilities"; Pollaczek 1930; Khinchine 1932.
"""

from __future__ import annotations

from math import isfinite

from sulh.errors import InputError

__all__ = ["delay_chance", "loss_chance", "mean_wait", "mean_wait_of_one"]


def loss_chance(servers: int, load: float) -> float:
    """Return the chance that all servers are busy and the call is lost (Erlang B)."""
    _check(servers, load)
    chance = 1.0
    for k in range(1, servers + 1):
        chance = load * chance / (k + load * chance)
    return chance


def delay_chance(servers: int, load: float) -> float:
    """Return the chance that a call waits (Erlang C); 1 where the load is too much for the servers."""
    loss = loss_chance(servers, load)
    if load >= servers:
        return 1.0
    return servers * loss / (servers - load * (1.0 - loss))


def mean_wait(servers: int, load: float) -> float:
    """Return the mean wait in service times, all calls counted; infinity where the queue has no end."""
    if load >= servers:
        _check(servers, load)
        return float("inf")
    return delay_chance(servers, load) / (servers - load)


def mean_wait_of_one(load: float, squared_variation: float) -> float:
    """Return the mean wait at one server, in service times (Pollaczek and Khinchine).

    `squared_variation`: the variance of the service time over its mean squared; 0 where all are alike.
    """
    _check(1, load)
    if not squared_variation >= 0.0:
        raise InputError(
            f"The squared variation is {squared_variation:g}.", remedy="Give 0 or more."
        )
    return load * (1.0 + squared_variation) / (2.0 * (1.0 - load)) if load < 1.0 else float("inf")


def _check(servers: int, load: float) -> None:
    if servers < 1 or not load >= 0.0 or not isfinite(load):
        raise InputError(
            f"{servers} servers with a load of {load:g} are no queue.",
            remedy="Give one server or more, and a load of 0 or more.",
        )
