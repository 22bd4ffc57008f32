"""From lon, lat to a drawing: the projection, shapes, graticule, scale bar and north arrow.

Plate carrée with longitudes scaled by the cosine of the middle latitude (equirectangular, standard
parallel there): distances are right along that parallel and all meridians, which a mission's area
is small enough for, and it needs no network. Lon, lat in degrees, WGS 84.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sulh.report.svg import INK, SOFT, line, num, path, rect, text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Ground", "furniture", "graticule", "lay_out", "shape"]

METRES_A_DEGREE = 111_195.0  # mean Earth radius 6,371,008.8 m, times pi over 180
MARGIN = 0.05
SPAN_MIN = 0.05  # degrees: a map of one point still shows some ground
SQUEEZE_MIN = 0.05
FINE = 0.35  # simplify outlines to a third of a unit of the drawing
GRATICULES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45)
BARS_KM = (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawing of the ground. `west`…`north` in degrees; beyond 180 E where it crosses 180."""

    west: float
    south: float
    east: float
    north: float
    scale: float
    squeeze: float

    @property
    def width(self) -> float:
        """Return the width of the drawing."""
        return (self.east - self.west) * self.squeeze * self.scale

    @property
    def height(self) -> float:
        """Return the height of the drawing."""
        return (self.north - self.south) * self.scale

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the drawing."""
        if self.east > 180 and lon < self.east - 360:
            lon += 360
        return (lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale

    def metres(self, distance_m: float) -> float:
        """Return a distance on the drawing."""
        return distance_m / METRES_A_DEGREE * self.scale

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies on the drawing."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def project(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """Return a geometry in the drawing's units, with no more points than can be seen."""

        def to_drawing(points: np.ndarray) -> np.ndarray:
            lon = points[:, 0].copy()
            if self.east > 180:
                lon[lon < self.east - 360] += 360
            x = (lon - self.west) * self.scale * self.squeeze
            return np.column_stack((x, (self.north - points[:, 1]) * self.scale))

        drawn = shapely.simplify(shapely.transform(geometry, to_drawing), FINE)
        return shapely.clip_by_rect(drawn, -20, -20, self.width + 20, self.height + 20)


def lay_out(shapes: Sequence[shapely.Geometry], *, width: float, height: float) -> Ground | None:
    """Return the ground that shows all shapes, with a margin; None when there are none."""
    if not shapes:
        return None
    points = shapely.get_coordinates(list(shapes))
    lon = points[:, 0]
    if lon.max() - lon.min() > 180:
        lon = np.where(lon < 0, lon + 360, lon)
    west, east = float(lon.min()), float(lon.max())
    south, north = float(points[:, 1].min()), float(points[:, 1].max())
    margin = max(east - west, north - south, SPAN_MIN) * MARGIN
    west, east, south, north = west - margin, east + margin, south - margin, north + margin
    squeeze = max(math.cos(math.radians((south + north) / 2)), SQUEEZE_MIN)
    scale = min(width / ((east - west) * squeeze), height / (north - south))
    return Ground(west, south, east, north, scale, squeeze)


def shape(ground: Ground, geometry: shapely.Geometry, style: str) -> str:
    """Return a path for lines or polygons, of any number of parts; nothing where none is seen."""
    drawn = ground.project(geometry)
    parts = []
    for part in shapely.get_parts(drawn):
        closed = part.geom_type == "Polygon"
        for ring in [part.exterior, *part.interiors] if closed else [part]:
            points = shapely.get_coordinates(ring)
            if len(points) > 1:
                joined = "L".join(f"{num(x)} {num(y)}" for x, y in points)
                parts.append(f"M{joined}{'Z' if closed else ''}")
    return path("".join(parts), f'fill-rule="evenodd" {style}') if parts else ""


def graticule(ground: Ground) -> list[str]:
    """Return meridians and parallels with their degrees at the edge."""
    span = max(ground.east - ground.west, ground.north - ground.south)
    step = next((each for each in GRATICULES if span / each <= 7), 90)
    style = 'stroke-width="0.6" stroke-opacity="0.55"'
    drawn = []
    for lon in _steps(ground.west, ground.east, step):
        x, _ = ground.xy(lon, ground.north)
        drawn.append(line(x, 0, x, ground.height, "#9fb0bf", style))
        east = lon - 360 if lon > 180 else lon
        drawn.append(_degree(x + 3, ground.height - 4, east, "E", "W"))
    for lat in _steps(ground.south, ground.north, step):
        _, y = ground.xy(ground.west, lat)
        drawn.append(line(0, y, ground.width, y, "#9fb0bf", style))
        drawn.append(_degree(3, y - 3, lat, "N", "S"))
    return drawn


def _steps(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(n * step, 6) for n in range(first, math.floor(high / step) + 1)]


def _degree(x: float, y: float, value: float, positive: str, negative: str) -> str:
    side = positive if value > 0 else negative if value < 0 else ""
    return text(x, y, f"{abs(value):g}°{side}", size=9, more=f'fill="{SOFT}"')


def furniture(ground: Ground) -> list[str]:
    """Return the scale bar and the north arrow, at the right."""
    km = next((each for each in BARS_KM if ground.metres(each * 1000) < ground.width / 4), 0.1)
    long = ground.metres(km * 1000)
    x, y, top = ground.width - long - 16, ground.height - 14, 14.0
    north = ground.width - 22
    label = f"{km:g} km"
    return [
        rect(x - 10, y - 20, long + 20, 30, "#ffffff", 'fill-opacity="0.85" rx="2"'),
        rect(x, y - 4, long / 2, 4, INK),
        rect(x + long / 2, y - 4, long / 2, 4, "#ffffff", f'stroke="{INK}" stroke-width="0.7"'),
        text(x, y - 8, "0", size=9.5),
        text(x + long, y - 8, label, size=9.5, anchor="end"),
        rect(north - 13, top - 6, 26, 44, "#ffffff", 'fill-opacity="0.85" rx="2"'),
        path(f"M{num(north)} {num(top)}l6 18l-6 -4l-6 4z", f'fill="{INK}"'),
        text(north, top + 32, "N", size=11, anchor="middle", more='font-weight="600"'),
    ]
