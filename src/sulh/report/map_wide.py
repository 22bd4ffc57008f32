"""A map frame that is wider than tall, whatever lies in it: it fits on a page that lies on its side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from sulh.report.map_frame import MapFrame, fit_map

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["wide_frame"]

ASPECT = 1.8
MARGIN, MARGIN_DEGREES = 0.12, 0.01
"""Room for names around the outermost places, also where all lie at one point."""


def wide_frame(points: Sequence[tuple[float, float]], *, width: float) -> MapFrame:
    """Return a frame of a width that shows all points (lon, lat, WGS 84), at least one."""
    west, south, east, north = shapely.MultiPoint(list(points)).bounds
    margin = max(MARGIN * max(east - west, north - south), MARGIN_DEGREES)
    south, north = max(south - margin, -90.0), min(north + margin, 90.0)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.05)
    missing = ASPECT * (north - south) / squeeze - (east - west)
    pad = max(margin, missing / 2)
    box = shapely.box(west - pad, south, east + pad, north)
    frame = fit_map([box], width=width, height=width / ASPECT)
    if frame is None:
        raise AssertionError("there is a box")
    return frame
