"""The Equal Earth projection: areas are true, so that no continent looks larger than it is.

Šavrič, Patterson and Jenny 2018, The Equal Earth map projection, International Journal of
Geographical Information Science 33(3), equations 2 to 5.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["HALF_HEIGHT", "HALF_WIDTH", "equal_earth"]

# The paper's coefficients A1 to A4.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Return x (east) and y (north) on a sphere of radius 1, of lon and lat in degrees."""
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    x = (
        2 * sqrt(3) * radians(lon) * cos(theta)
        / (3 * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    )  # fmt: skip
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y


HALF_WIDTH = equal_earth(180, 0)[0]
HALF_HEIGHT = equal_earth(0, 90)[1]
