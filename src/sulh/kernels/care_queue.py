"""Queues before operating tables: several servers, the most urgent first, nobody interrupted."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["serve", "serve_many"]


@njit(nogil=True, cache=True)
def serve(arrivals: Floats, ranks: Ints, services: Floats, servers: int) -> Floats:
    """Return when the service of each begins, float64[n]; infinity where somebody never arrives.

    Of those who wait, the lowest rank is next, then the earliest position; service is never interrupted.

    Parameters
    ----------
    arrivals, services : float64[n]
        When each arrives (in any order), and how long its service takes.
    ranks : int64[n]
        The lower, the more urgent.
    servers : int
        How many work side by side; without any nobody is served.
    """
    n = len(arrivals)
    starts = np.full(n, np.inf)
    if servers < 1:
        return starts
    order = np.argsort(arrivals, kind="mergesort")
    free = [0.0 for _ in range(servers)]
    waiting = [(0, 0)]
    waiting.pop()
    ahead, served, now = 0, 0, 0.0
    while served < n:
        now = max(now, heappop(free))  # a table that was free before waits until somebody is there
        if not waiting:
            if not np.isfinite(arrivals[order[ahead]]):
                break
            now = max(now, arrivals[order[ahead]])
        while ahead < n and arrivals[order[ahead]] <= now:
            who = order[ahead]
            heappush(waiting, (ranks[who], who))
            ahead += 1
        _, who = heappop(waiting)
        starts[who] = now
        heappush(free, now + services[who])
        served += 1
    return starts


@njit(nogil=True, cache=True)
def serve_many(arrivals: Floats, ranks: Ints, services: Floats, servers: int) -> Floats:
    """Return the starts of many runs, float64[runs, n]; `arrivals` and `services` have a row for each."""
    starts = np.empty_like(arrivals)
    for run in range(len(arrivals)):
        starts[run] = serve(arrivals[run], ranks, services[run], servers)
    return starts
