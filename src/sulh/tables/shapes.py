"""The shapes of a shapefile (.shp, .prj) as columns of its rows: where each is, and how large an area is.

After ESRI Shapefile Technical Description (1998). A point, or the middle of several, is `lon` and `lat`
(degrees, WGS 84). An area is its centre, `radius_m`, how far it reaches from there, which is also the
`accuracy_m` of what lies in it, and `area_m2`: whole numbers, rounded up, computed in a plane at the centre,
and left empty where an area is wider than a degree.
"""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sulh.errors import InputError, plural, shown
from sulh.tables.rows import Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Pair = tuple[float, float]
    ToDegrees = Callable[[float, float], Pair]

__all__ = ["SHAPE_COLUMNS", "Shape", "ShapeFault", "read_shapes", "to_degrees"]

SHAPE_COLUMNS = ("lon", "lat", "accuracy_m", "radius_m", "area_m2")
HEADER = 100
CODE = 9994
POINTS, SEVERAL, LINES, AREAS = {1, 11, 21}, {8, 18, 28}, {3, 13, 23}, {5, 15, 25}
"""Types of shapes: each plain, with heights, and with measures."""
POINTS_MAX = 1_000_000
AGAIN = "Copy it again, or give the .dbf for its table alone."
WIDE_DEGREES = 1.0
EQUATOR_M, SQUARE = 6_378_137.0, 0.00669437999014
"""WGS 84: the half axis at the equator, and the square of the eccentricity."""
IS_WGS84 = re.compile(
    r'^\s*GEOGC(S|RS)\s*\[\s*"[^"]*(WGS[ _]?(19)?84|ETRS[ _]?(19)?89)', re.IGNORECASE
)


class ShapeFault(ValueError):  # noqa: N818 -- the fault of a row, never of the program
    """A shape cannot be read: its row is refused."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a row's shape is: degrees, WGS 84, and metres; None where there is none, or none was computed."""

    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    area_m2: float | None = None

    @property
    def accuracy_m(self) -> float | None:
        """How far what lies in an area may be from its centre; of a point nobody knows it."""
        return self.radius_m

    def texts(self) -> dict[str, Measured]:
        """Return the columns that it fills."""
        values = {name: getattr(self, name) for name in SHAPE_COLUMNS}
        return {
            name: Measured(f"{value:.7f}" if name in {"lon", "lat"} else math.ceil(value))
            for name, value in values.items()
            if value is not None
        }


def read_shapes(content: bytes, file: str, convert: ToDegrees) -> list[Shape | ShapeFault]:
    """Return the shape of each record of a .shp file, or why it cannot be read, in order.

    Raises
    ------
    InputError
        When the file is no .shp file, or is cut off.
    """
    if len(content) < HEADER or struct.unpack(">i", content[:4])[0] != CODE:
        raise InputError(f"{file} is no file of shapes (.shp).", remedy=AGAIN)
    shapes: list[Shape | ShapeFault] = []
    at = HEADER
    while at < len(content):
        if at + 12 > len(content):
            raise InputError(f"{file} is cut off.", remedy=AGAIN)
        size = 2 * struct.unpack(">i", content[at + 4 : at + 8])[0]
        if size < 4 or at + 8 + size > len(content):
            raise InputError(f"{file} is cut off or damaged.", remedy=AGAIN)
        record = content[at + 8 : at + 8 + size]
        try:
            shapes.append(_shape(record, convert))
        except ShapeFault as fault:
            shapes.append(fault)
        except struct.error:
            shapes.append(ShapeFault("has a shape that is cut off"))
        at += 8 + size
    return shapes


def to_degrees(projection: bytes | None, file: str) -> ToDegrees:
    """Return what turns the coordinates of a .shp file into degrees, WGS 84, by its .prj file.

    None: there is no such file, and the coordinates are taken for degrees.

    Raises
    ------
    InputError
        When they are of another system and pyproj is not installed, or does not know it.
    """
    text = (projection or b"").decode("utf-8", "replace")
    if not text.strip() or IS_WGS84.match(text):
        return _as_they_are
    try:
        import pyproj  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise InputError(
            f"The shapes of {file} are not in WGS 84: {shown(text)}",
            remedy="Export it again in EPSG:4326, or install pyproj, which converts it.",
        ) from error
    try:
        transformer = pyproj.Transformer.from_crs(text, "EPSG:4326", always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise InputError(
            f"The system of coordinates of {file} is not known: {shown(text)}",
            remedy="Export it again in EPSG:4326.",
        ) from error

    def convert(x: float, y: float) -> Pair:
        lon, lat = transformer.transform(x, y)
        return float(lon), float(lat)

    return convert


def _as_they_are(x: float, y: float) -> Pair:
    return x, y


def _shape(record: bytes, convert: ToDegrees) -> Shape:
    kind = struct.unpack("<i", record[:4])[0]
    if kind == 0 or kind in LINES:
        return Shape()
    if kind in POINTS:
        lon, lat = _checked(struct.unpack("<2d", record[4:20]), convert)
        return Shape(lon, lat)
    if kind in SEVERAL:
        (count,) = struct.unpack("<i", record[36:40])
        return _middle(_pairs(record, 40, count, convert))
    if kind in AREAS:
        parts, count = struct.unpack("<2i", record[36:44])
        if not 0 < parts <= count:
            raise ShapeFault("has an area without a ring")
        begins = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), count]
        pairs = _pairs(record, 44 + 4 * parts, count, convert)
        if begins[0] != 0 or any(a >= b for a, b in pairwise(begins)):
            raise ShapeFault("has rings that overlap or are out of order")
        return _area([pairs[a:b] for a, b in pairwise(begins)])
    raise ShapeFault(f"has a shape of an unknown type ({kind})")


def _pairs(record: bytes, at: int, count: int, convert: ToDegrees) -> list[Pair]:
    if not 0 < count <= POINTS_MAX:
        raise ShapeFault(f"has a shape of {plural(count, 'point')}")
    numbers = struct.unpack(f"<{2 * count}d", record[at : at + 16 * count])
    return [_checked(each, convert) for each in zip(numbers[::2], numbers[1::2], strict=True)]


def _checked(pair: Sequence[float], convert: ToDegrees) -> Pair:
    x, y = pair
    lon, lat = convert(x, y) if math.isfinite(x) and math.isfinite(y) else (math.inf, math.inf)
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise ShapeFault(f"lies nowhere on earth: x {x:g}, y {y:g} are no degrees in WGS 84")
    return lon, lat


def _middle(pairs: Sequence[Pair]) -> Shape:
    lons = [lon for lon, _ in pairs]
    if max(lons) - min(lons) > 180:
        raise ShapeFault("lies on both sides of the 180th meridian: its middle cannot be computed")
    return Shape(
        math.fsum(lons) / len(pairs),
        math.fsum(lat for _, lat in pairs) / len(pairs),
    )


def _area(rings: Sequence[Sequence[Pair]]) -> Shape:
    """Return the centre of an area with its reach and its size; holes run the other way round."""
    every = [pair for ring in rings for pair in ring]
    middle = _middle(every)
    if middle.lon is None or middle.lat is None:
        return middle
    lon0, lat0 = middle.lon, middle.lat
    wide = max(max(each) - min(each) for each in zip(*every, strict=True))
    east, north = _metres(lat0)
    plane = [[((lon - lon0) * east, (lat - lat0) * north) for lon, lat in ring] for ring in rings]
    double = x_sum = y_sum = 0.0
    for ring in plane:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = x1 * y2 - x2 * y1
            double += cross
            x_sum += (x1 + x2) * cross
            y_sum += (y1 + y2) * cross
    if abs(double) < 1e-6:  # no area: a line, or a point
        return middle
    x, y = x_sum / (3 * double), y_sum / (3 * double)
    corners = [corner for ring in plane for corner in ring]
    if any(
        not min(own) <= at <= max(own)
        for at, own in zip((x, y), zip(*corners, strict=True), strict=True)
    ):
        raise ShapeFault("has rings that cross each other or themselves")
    if wide > WIDE_DEGREES:
        return Shape(lon0 + x / east, lat0 + y / north)
    reach = max(math.hypot(px - x, py - y) for px, py in corners)
    return Shape(lon0 + x / east, lat0 + y / north, reach, abs(double) / 2)


def _metres(lat: float) -> Pair:
    """Return how many metres a degree is at a latitude, eastward and northward."""
    sine = math.sin(math.radians(lat))
    root = 1 - SQUARE * sine * sine
    across = EQUATOR_M / math.sqrt(root)
    along = EQUATOR_M * (1 - SQUARE) / root**1.5
    return math.radians(across * math.cos(math.radians(lat))), math.radians(along)
