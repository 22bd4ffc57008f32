"""The values that a forecast can take: whole numbers of deaths, exact where they are small.

Up to 30 every number is its own value; above, steps of about five per cent, up to two million (a cell
and period with more deaths is refused as a typing error, never cut). A forecast is a distribution over
these values; it is scored exactly, against the number of deaths itself, not the nearest value.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["SUPPORT", "WIDTHS", "nearest"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EXACT_UP_TO = 30
STEP = 1.05
HIGHEST = 2_000_000


def _values() -> Floats:
    values = list(range(EXACT_UP_TO + 1))
    while values[-1] < HIGHEST:
        values.append(round(values[-1] * STEP))
    return np.array(values, dtype=np.float64)


SUPPORT: Floats = _values()
"""float64[g], ascending, the first 0."""

WIDTHS: Floats = np.append(np.diff(SUPPORT), 0.0)
"""From each value to the next; the last is 0."""

_MIDDLES = (SUPPORT[1:] + SUPPORT[:-1]) / 2


def nearest(counts: Ints) -> Ints:
    """Return the position in `SUPPORT` of the value nearest to each count."""
    return np.asarray(np.searchsorted(_MIDDLES, counts, side="left"), dtype=np.int64)
