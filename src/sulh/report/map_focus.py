"""What a map must show: the lines, sites and reports, and the zones that are not far wider."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import shapely

if TYPE_CHECKING:
    from sulh.mission.pack import Zone
    from sulh.report.context import ReportContext
    from sulh.report.map_frame import MapFrame

__all__ = ["in_focus", "is_seen", "own_part"]

WIDER_MAX = 2.0
"""A zone whose frame is more than so many times the frame of the rest is cut off at the map's edge."""


def in_focus(context: ReportContext, places: pl.DataFrame) -> list[shapely.Geometry]:
    """Return the shapes that the map's frame holds.

    Where a pack has a small area of operations inside wide zones, a frame around those zones would
    leave the area too small to read.
    """
    pack = context.pack
    relevant = places.filter(pl.col("role") != "other")
    reported = [shapely.Point(*each) for each in relevant.select("lon", "lat").iter_rows()]
    core = [each.geometry for each in pack.lines.values()] + reported
    core += [shapely.Point(each.lon, each.lat) for each in pack.sites.values()]
    zones = [each.geometry for each in pack.zones.values() if each.geometry is not None]
    if not zones:
        others = [shapely.Point(*each) for each in places.select("lon", "lat").iter_rows()]
        return (core + others) or [each.geometry for each in pack.base]
    area = _frame_area(core) if core else 0.0
    near = [each for each in zones if not area or _frame_area([*core, each]) <= WIDER_MAX * area]
    return core + (near or ([] if area else zones))


def _frame_area(shapes: list[shapely.Geometry]) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return float((east - west) * (north - south))


def is_seen(frame: MapFrame, geometry: shapely.Geometry | None) -> bool:
    """Say whether some of a shape lies within the map's edges."""
    if geometry is None:
        return False
    edge = shapely.box(0, 0, frame.width, frame.height)
    return bool(shapely.intersects(shapely.make_valid(frame.project(geometry)), edge))


def own_part(context: ReportContext, zone: Zone) -> shapely.Geometry:
    """Return the zone without the zones within it, so that their fills do not lie on each other."""
    whole = shapely.GeometryCollection() if zone.geometry is None else zone.geometry
    inner = [
        each.geometry
        for each in context.pack.zones.values()
        if each.geometry is not None and zone.id in each.within
    ]
    own = shapely.difference(whole, shapely.union_all(inner)) if inner else whole
    return whole if own.is_empty else own
