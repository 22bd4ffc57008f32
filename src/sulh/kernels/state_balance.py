"""The balance of a system whose states are sets of busy servers: sweeps until nothing changes.

Gauss and Seidel's way, up through the states and down in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["settle"]

SWEEPS_MAX = 200_000
CLOSE = 1e-13


@njit(nogil=True, cache=True)
def settle(flow: Floats, service: Floats, states: Floats) -> bool:
    """Bring the probabilities of all states into balance, in place; say whether they settled.

    Parameters
    ----------
    flow : float64[2**n, n]
        At which rate server i becomes busy in state s, whose bits are the busy servers.
    service : float64[n]
        At which rate each becomes free; above 0.
    states : float64[2**n]
        Any positive probabilities to begin with.
    """
    n, size = len(service), len(states)
    for sweep in range(SWEEPS_MAX):
        change = 0.0
        for k in range(size):
            s = k if sweep % 2 == 0 else size - 1 - k
            into, out = 0.0, 0.0
            for i in range(n):
                bit = 1 << i
                if s & bit:
                    out += service[i]
                    into += states[s ^ bit] * flow[s ^ bit, i]
                else:
                    out += flow[s, i]
                    into += states[s | bit] * service[i]
            new = into / out
            change = max(change, abs(new - states[s]) / max(new, 1e-300))
            states[s] = new
        states /= states.sum()
        if change < CLOSE:
            return True
    return False
