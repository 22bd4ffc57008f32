"""Places and times made coarse by a rule that anybody can read, so that nothing finer can be computed back.

A point becomes the centre of the cell of a grid that is fixed to the globe; a time becomes whole days. There
is no noise, so that a second export of the same thing says the same and averaging gains nothing. The
sizes of cells each divide the next, so that the cell of a fine export lies wholly in that of a coarse one:
two exports of different sizes together say no more than the finer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, cos, pi, radians, sqrt
from typing import TYPE_CHECKING, Literal, get_args
from zoneinfo import ZoneInfo

from sulh.tables.times import days_span

if TYPE_CHECKING:
    from sulh.values import Span

__all__ = ["CELLS_DEG", "CellSize", "Coarsening", "coarse_point", "coarse_span"]

CellSize = Literal["0.01", "0.05", "0.1", "0.5", "1"]
CELLS_DEG: tuple[CellSize, ...] = get_args(CellSize)
"""Degrees of longitude and latitude, WGS 84: 1.1, 5.6, 11, 56 and 111 km from south to north. Each divides
the next, 360 and 180."""

DEGREE_M = 6_371_008.8 * pi / 180
"""Metres of a degree of a meridian on the mean sphere (IUGG)."""
HALF_GLOBE_M = 20_100_000
UTC_ZONE = ZoneInfo("UTC")
SAFETY = 1.01
"""The ellipsoid's degree is up to 0.6 % longer than the sphere's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coarsening:
    """How coarse places and times leave: the side of a cell in degrees; days begin in `timezone`."""

    cell_deg: CellSize = "0.1"
    timezone: ZoneInfo = UTC_ZONE

    def __post_init__(self) -> None:
        if self.cell_deg not in CELLS_DEG:
            raise ValueError(
                f"a cell of {self.cell_deg!r} degrees is none of {', '.join(CELLS_DEG)}"
            )


def coarse_point(
    lon: float, lat: float, accuracy_m: float | None, cell_deg: CellSize
) -> tuple[float, float, float | None]:
    """Return the centre of a point's cell and the radius (metres) that holds the true place.

    The radius reaches the cell's corners and a tenth further, which covers reports that are accurate to
    a tenth of it. A report that is less accurate widens it by whole lengths, so that its own accuracy
    does not show. It stays None where the point was a region's centre.

    >>> coarse_point(35.2034, 33.2705, 20.0, "0.1")
    (35.25, 33.25, 8055.0)
    """
    side = Fraction(cell_deg)
    west, south = _edge(lon, side, 180), _edge(lat, side, 90)
    nearest_equator = min(abs(south), abs(south + side)) if south * (south + side) > 0 else 0
    half_m = float(side) / 2 * DEGREE_M
    corner_m = half_m * sqrt(1 + cos(radians(float(nearest_equator))) ** 2) * SAFETY
    center = float(west + side / 2), float(south + side / 2)
    if accuracy_m is None:
        return (*center, None)
    widths = 0.1 if accuracy_m <= corner_m / 10 else ceil(accuracy_m / corner_m)
    return (*center, float(min(ceil(corner_m * (1 + widths)), HALF_GLOBE_M)))


def _edge(value: float, side: Fraction, most: int) -> Fraction:
    """Return the lower edge of the cell that holds a coordinate; the last edge belongs to the last cell.

    The number is taken as it is written, so that 0.3 begins the cell of 0.3 and is not a hair below it.
    """
    steps = (Fraction(repr(float(value))) + most) // side
    return min(steps * side, 2 * most - side) - most


def coarse_span(span: Span, timezone: ZoneInfo) -> Span:
    """Return the whole days that hold a span: from its first day's beginning to its last day's end."""
    first, last = (each.astimezone(timezone).date() for each in (span.start, span.end))
    return days_span(first, last, timezone)
