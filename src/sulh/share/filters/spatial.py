"""The eight relations of geometries (CQL2, 7.7; DE-9IM), by Shapely over columns.

Coordinates are lon, lat in degrees (WGS 84, CRS84), compared in the plane, as the standard has it. A feature
without a place is in no relation to anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import shapely
from shapely.geometry import box, shape

from sulh.errors import InputError, shown
from sulh.share.filters.terms import Question, Term, need

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from sulh.share.filters.columns import FeatureColumns

__all__ = ["SPATIAL", "read_box", "read_geometry", "spatial", "within_box"]

SPATIAL: dict[str, Callable[[Any, Any], Any]] = {
    "s_contains": shapely.contains,
    "s_crosses": shapely.crosses,
    "s_disjoint": shapely.disjoint,
    "s_equals": shapely.equals,
    "s_intersects": shapely.intersects,
    "s_overlaps": shapely.overlaps,
    "s_touches": shapely.touches,
    "s_within": shapely.within,
}
REVERSED = {"s_contains": "s_within", "s_within": "s_contains"}
GEOMETRY_TYPES = frozenset(
    {
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    }
)
COORDINATE_MAX = 1e6


def read_geometry(node: dict[str, Any]) -> BaseGeometry:
    """Return the geometry that GeoJSON names.

    Raises
    ------
    InputError
        When it is none.
    """
    try:
        _check_geometry(node)
        geometry: BaseGeometry = shape(node)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        shapely.GEOSException,
    ) as e:
        raise InputError(
            f"A geometry of the filter cannot be read: {shown(e)}.",
            remedy="Write lon before lat, and close each ring with its first point.",
        ) from e
    return geometry


def _check_geometry(node: Any) -> None:
    if not isinstance(node, dict) or node.get("type") not in GEOMETRY_TYPES:
        raise ValueError("it has no type that GeoJSON knows")
    if node["type"] == "GeometryCollection":
        for each in node["geometries"]:
            _check_geometry(each)
        return
    todo = [node["coordinates"]]
    while todo:
        each = todo.pop()
        if isinstance(each, list):
            todo += each
        elif isinstance(each, bool) or not isinstance(each, (int, float)):
            raise TypeError("a coordinate is no number")
        elif not abs(each) <= COORDINATE_MAX:
            raise ValueError("a coordinate is out of range")


def read_box(numbers: Any) -> BaseGeometry:
    """Return the box of west, south, east, north (with heights between: they are left out).

    One whose west is greater than its east crosses the 180th meridian, and is two boxes.

    Raises
    ------
    InputError
        When it is no box.
    """
    good = isinstance(numbers, (list, tuple)) and len(numbers) in {4, 6}
    if not good or not all(
        isinstance(each, (int, float))
        and not isinstance(each, bool)
        and abs(each) <= COORDINATE_MAX
        for each in numbers
    ):
        raise InputError(
            f"{shown(numbers)} is no box.", remedy="Write four numbers: west, south, east, north."
        )
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    if south > north:
        raise InputError(
            f"The box's south, {south:g}, lies north of its north, {north:g}.",
            remedy="Write four numbers: west, south, east, north.",
        )
    if west <= east:
        return box(west, south, east, north)
    return shapely.multipolygons([box(west, south, 180, north), box(-180, south, east, north)])


def spatial(name: str, left: Term, right: Term, question: Question) -> pl.Expr:
    """Return whether a relation holds, feature by feature.

    Raises
    ------
    InputError
        When a side is no geometry.
    """
    where = name.upper()
    for side in (left, right):
        need(side, "geometry", where=where)
        if side.type == "null":
            return pl.lit(None, dtype=pl.Boolean)
    if left.shape is not None and right.shape is None:
        name, left, right = REVERSED.get(name, name), right, left
    features = question.features
    try:
        if left.shape is not None:
            return pl.lit(bool(SPATIAL[name](left.shape, right.shape)))
        other = right.shape if right.shape is not None else features.all_shapes
        holds = _relation(name, features, other)
    except shapely.GEOSException as error:
        raise InputError(
            f"{where} cannot be answered: {shown(error)}.",
            remedy="The geometry of the filter may cross itself.",
        ) from error
    series = pl.Series(holds, dtype=pl.Boolean)
    if not features.placed.all():
        series = series.set(pl.Series(~features.placed), None)
    return question.add(series)


def _relation(
    name: str, features: FeatureColumns, other: BaseGeometry | NDArray[np.object_]
) -> NDArray[np.bool_]:
    """Return where a relation holds. Points are looked at only where the other's bounds are."""
    if isinstance(other, np.ndarray):
        return np.asarray(SPATIAL[name](features.all_shapes, other), dtype=np.bool_)
    shapely.prepare(other)
    turned = REVERSED.get(name, name)
    lon, lat = features.lon, features.lat
    if lon is None or lat is None:
        return np.asarray(SPATIAL[turned](other, features.all_shapes), dtype=np.bool_)
    holds = np.full(lon.size, name == "s_disjoint")
    west, south, east, north = other.bounds  # NaN where it is empty: then none is near
    near = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    if name in {"s_intersects", "s_disjoint"}:
        whole = other.geom_type == "Polygon" and other.equals(shapely.box(west, south, east, north))
        meets = near[near] if whole else shapely.intersects_xy(other, lon[near], lat[near])
        holds[near] = meets ^ (name == "s_disjoint")
    elif name in {"s_within", "s_touches"} and other.geom_type in {"Polygon", "MultiPolygon"}:
        inside = shapely.contains_xy(other, lon[near], lat[near])  # a point on the edge is not
        meets = shapely.intersects_xy(other, lon[near], lat[near])
        holds[near] = inside if name == "s_within" else meets & ~inside
    else:
        holds[near] = SPATIAL[turned](other, shapely.points(lon[near], lat[near]))
    return holds


def within_box(features: FeatureColumns, area: BaseGeometry) -> NDArray[np.bool_]:
    """Return which features meet a box; those that are nowhere do not."""
    return _relation("s_intersects", features, area) & features.placed
