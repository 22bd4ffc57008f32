"""Geometries of a pack: GeoJSON to shapely, with every fault that a drawn zone can have."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.mission.documents import Document

__all__ = ["ALLOWED", "note_swapped", "take_geometry"]

ALLOWED = {
    "zones": ("Polygon", "MultiPolygon"),
    "lines": ("LineString", "MultiLineString"),
    "sites": ("Point",),
    "base": ("LineString", "MultiLineString", "Polygon", "MultiPolygon"),
}
LON_MAX = 360.0  # a zone across the antimeridian may run on beyond 180


def take_geometry(document: Document, number: int, feature: Any, layer: str) -> Any:
    """Return a feature's geometry, or None with its problem noted (or for a zone known by name)."""
    geometry = feature.get("geometry")
    path = (number, "geometry")
    if geometry is None:
        if layer != "zones":
            document.fault("missing", path, "is missing", expected=" or ".join(ALLOWED[layer]))
        return None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ALLOWED[layer]:
        document.fault(
            "bad-geometry",
            path,
            "is of a wrong type",
            value=kind,
            expected=" or ".join(ALLOWED[layer]),
        )
        return None
    numbers = list(_positions(geometry.get("coordinates")))
    if not numbers or not all(_is_position(each) for each in numbers):
        document.fault("bad-geometry", path, "has coordinates that are not pairs of finite numbers")
        return None
    for lon, lat, *_ in numbers:
        if abs(lat) > 90 or abs(lon) > LON_MAX:
            swapped = abs(lat) <= 180 and abs(lon) <= 90
            document.fault(
                "bad-coordinates",
                path,
                "has a position that is not on the globe",
                value=f"{lon}, {lat}",
                expected="lon, lat in degrees",
                remedy="Lon and lat seem to be swapped." if swapped else "",
            )
            return None
    return _shape(document, number, geometry)


def _shape(document: Document, number: int, geometry: Any) -> Any:
    path = (number, "geometry")
    try:
        geometry_2d = shapely.force_2d(shape(geometry))
    except (GEOSException, ValueError, TypeError, IndexError, AttributeError) as error:
        document.fault("bad-geometry", path, f"cannot be drawn: {error}")
        return None
    if geometry_2d.is_empty:
        document.fault("bad-geometry", path, "is empty")
        return None
    if not geometry_2d.is_valid:
        document.fault(
            "bad-geometry",
            path,
            f"is not valid: {shapely.is_valid_reason(geometry_2d)}",
            remedy="Redraw the border so that it does not cross or touch itself.",
        )
        return None
    return geometry_2d


def _positions(value: Any) -> Iterator[Any]:
    """Yield the innermost lists of a coordinate array, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, list) or not each:
            yield None
        elif isinstance(each[0], list):
            waiting += each
        else:
            yield each


def _is_position(each: Any) -> bool:
    return (
        isinstance(each, list)
        and len(each) in (2, 3)
        and all(
            isinstance(number, (int, float))
            and not isinstance(number, bool)
            and math.isfinite(number)
            for number in each
        )
    )


def note_swapped(document: Document, geometries: dict[int, Any]) -> None:
    """Note features that lie far from all the others, and among them with lon and lat exchanged."""
    if len(geometries) < 3:
        return
    for number, each in geometries.items():
        others = shapely.box(
            *shapely.total_bounds([g for n, g in geometries.items() if n != number])
        ).buffer(5)
        swapped = shapely.transform(each, lambda xy: xy[:, ::-1])
        if not others.intersects(each) and others.intersects(swapped):
            document.fault(
                "bad-coordinates",
                (number, "geometry"),
                "lies far from everything else, and among it with lon and lat exchanged",
                remedy="GeoJSON has lon first, then lat.",
            )
