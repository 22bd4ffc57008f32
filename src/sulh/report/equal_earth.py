"""The Equal Earth projection: areas are true, so that no continent looks larger than it is.

Šavrič, Patterson and Jenny 2018, The Equal Earth map projection, International Journal of
Geographical Information Science 33(3), equations 2 to 5.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

__all__ = ["equal_earth"]

# The paper's coefficients A1 to A4.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Return x (east) and y (north) on a sphere of radius 1, of degrees as numbers or arrays."""
    theta = np.arcsin(sqrt(3) / 2 * np.sin(np.radians(lat)))
    square = theta * theta
    sixth = square**3
    x = (
        2 * sqrt(3) * np.radians(lon) * np.cos(theta)
        / (3 * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    )  # fmt: skip
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y
