"""Vector tiles of a collection (Mapbox Vector Tile 2.1) in the grid that web maps share (WebMercatorQuad).

The encoder is our own: a tile is a few lists of whole numbers, and the libraries for it bring a projection,
a clipper and a compiler of protocols along. A test reads what it writes with one of them.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from sulh.errors import InputError
from sulh.share.features import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sulh.share.features import Collection
    from sulh.share.filters import FeatureColumns

__all__ = ["FEATURES_OF_TILE_MAX", "TILE_MEDIA", "ZOOM_MAX", "tile_bytes", "tile_rows"]

TILE_MEDIA = "application/vnd.mapbox-vector-tile"
FEATURES_OF_TILE_MAX = 20_000
ZOOM_MAX = 22
EXTENT = 4096
BUFFER = 64
"""A tile reaches so far into its neighbours, in its own units, so that no mark is cut at the edge."""
LATITUDE_MAX = math.degrees(math.atan(math.sinh(math.pi)))
POINT, LINE, POLYGON = 1, 2, 3
MOVE, DRAW, CLOSE = 1, 2, 7


@dataclass(frozen=True, slots=True)
class _Square:
    """A tile's place: `zoom`, and `column` and `row` from the north-west."""

    zoom: int
    column: int
    row: int

    def to_tile(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return degrees as units of the tile, y downwards."""
        size = 2.0**self.zoom
        lat = np.radians(np.clip(lonlat[:, 1], -LATITUDE_MAX, LATITUDE_MAX))
        x = (lonlat[:, 0] + 180) / 360 * size - self.column
        y = (1 - np.arcsinh(np.tan(lat)) / math.pi) / 2 * size - self.row
        return np.column_stack((x, y)) * EXTENT

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north of the tile with its buffer, in degrees."""
        size, edge = 2.0**self.zoom, BUFFER / EXTENT
        west, east = ((self.column + each) / size * 360 - 180 for each in (-edge, 1 + edge))
        south, north = (
            math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (self.row + each) / size))))
            for each in (1 + edge, -edge)
        )
        return west, south, east, north


def tile_rows(columns: FeatureColumns, *, zoom: int, column: int, row: int) -> NDArray[np.int64]:
    """Return the places of the features that a tile shows.

    Raises
    ------
    InputError
        When there is no such tile, or it would show too many.
    """
    if not 0 <= zoom <= ZOOM_MAX or not 0 <= column < 2**zoom or not 0 <= row < 2**zoom:
        raise InputError(
            f"There is no tile {zoom}/{row}/{column}.",
            remedy=f"Zoom is 0 to {ZOOM_MAX}; row and column are less than 2 to the zoom.",
        )
    west, south, east, north = _Square(zoom, column, row).bounds()
    if columns.lon is not None and columns.lat is not None:
        lon, lat = columns.lon, columns.lat
        keep = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    else:
        keep = shapely.intersects(shapely.box(west, south, east, north), columns.all_shapes)
    places = np.flatnonzero(keep)
    if places.size > FEATURES_OF_TILE_MAX:
        raise InputError(
            f"The tile {zoom}/{row}/{column} would show more than {FEATURES_OF_TILE_MAX:,} features.",
            remedy="Zoom in, or ask for less with datetime or a filter.",
        )
    return places


def tile_bytes(collection: Collection, *, zoom: int, column: int, row: int) -> bytes:
    """Return a tile with one layer, which bears the collection's name; empty where it shows nothing.

    Raises
    ------
    InputError
        When there is no such tile, or it would show too many features.
    """
    places = tile_rows(collection.columns, zoom=zoom, column=column, row=row)
    square = _Square(zoom, column, row)
    some = collection.columns.rows(places)
    layer = _Layer()
    window = shapely.box(*square.bounds())
    for shape, properties in zip(some.all_shapes, some.frame.to_dicts(), strict=True):
        inside = shape if shape.geom_type == "Point" else shapely.intersection(window, shape)
        for kind, numbers in _geometries(inside, square):
            layer.add(kind, numbers, properties)
    if not layer.features:
        return b""
    return _bytes_field(3, layer.encoded(collection.id))


@dataclass(slots=True)
class _Layer:
    """The features of a layer, with each name and each value of a property once."""

    features: list[bytes] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[type, Any], int] = field(default_factory=dict)

    def add(self, kind: int, geometry: Sequence[int], properties: dict[str, Any]) -> None:
        tags: list[int] = []
        for name, value in properties.items():
            if value is not None:
                plain = plain_value(value)
                tags.append(self.names.setdefault(name, len(self.names)))
                tags.append(self.values.setdefault((type(plain), plain), len(self.values)))
        self.features.append(
            _bytes_field(2, _packed(tags))
            + _number_field(3, kind)
            + _bytes_field(4, _packed(geometry))
        )

    def encoded(self, name: str) -> bytes:
        parts = [_number_field(15, 2), _bytes_field(1, name.encode())]
        parts += [_bytes_field(2, each) for each in self.features]
        parts += [_bytes_field(3, each.encode()) for each in self.names]
        parts += [_bytes_field(4, _value(value)) for _, value in self.values]
        parts.append(_number_field(5, EXTENT))
        return b"".join(parts)


def _value(value: Any) -> bytes:
    if isinstance(value, bool):
        return _number_field(7, int(value))
    if isinstance(value, int):
        return _number_field(6, _zigzag(value))
    if isinstance(value, float):
        return _varint(3 << 3 | 1) + struct.pack("<d", value)
    return _bytes_field(1, str(value).encode())


def _geometries(shape: Any, square: _Square) -> Iterable[tuple[int, list[int]]]:
    """Yield the drawing of a shape, by kind: what has several kinds is several features."""
    kind = shape.geom_type
    if shape.is_empty:
        return
    if kind == "GeometryCollection":
        for each in shape.geoms:
            yield from _geometries(each, square)
        return
    parts = list(shape.geoms) if hasattr(shape, "geoms") else [shape]
    if kind.endswith("Point"):
        points = np.vstack([shapely.get_coordinates(each) for each in parts])
        pen = _Pen(square)
        pen.dots(points)
        yield POINT, pen.numbers
    elif kind.endswith("LineString"):
        pen = _Pen(square)
        for each in parts:
            pen.line(shapely.get_coordinates(each))
        if pen.numbers:
            yield LINE, pen.numbers
    else:
        pen = _Pen(square)
        for each in parts:
            pen.area(each)
        if pen.numbers:
            yield POLYGON, pen.numbers


class _Pen:
    """Draws with the commands of a tile: each step is relative to where the last one ended."""

    def __init__(self, square: _Square) -> None:
        self.numbers: list[int] = []
        self._square = square
        self._at = (0, 0)

    def dots(self, lonlat: NDArray[np.float64]) -> None:
        points = self._rounded(lonlat)
        self.numbers.append(len(points) << 3 | MOVE)
        for each in points:
            self._step(each)

    def line(self, lonlat: NDArray[np.float64]) -> None:
        points = self._rounded(lonlat, once=True)
        if len(points) > 1:
            self._path(points)

    def area(self, polygon: Any) -> None:
        """Draw an area: the outer ring with a positive area in the tile, the inner ones negative."""
        outer = self._rounded(shapely.get_coordinates(polygon.exterior), once=True)
        if len(outer) < 4 or shapely.Polygon(outer).area == 0:
            return  # it is smaller than the tile can show
        inner = [
            ring
            for each in polygon.interiors
            for ring in [self._rounded(shapely.get_coordinates(each), once=True)]
            if len(ring) >= 4 and shapely.Polygon(ring).area > 0
        ]
        turned = orient(shapely.Polygon(outer, inner), 1.0)
        for ring in (turned.exterior, *turned.interiors):
            points = [(int(x), int(y)) for x, y in ring.coords]
            self._path(points[:-1])
            self.numbers.append(1 << 3 | CLOSE)

    def _rounded(self, lonlat: NDArray[np.float64], *, once: bool = False) -> list[tuple[int, int]]:
        """Return whole units; `once`: a point that stands twice in a row is one."""
        rounded = np.rint(self._square.to_tile(lonlat)).astype(np.int64).tolist()
        points = [(x, y) for x, y in rounded]
        if not once:
            return points
        return [each for place, each in enumerate(points) if not place or each != points[place - 1]]

    def _path(self, points: list[tuple[int, int]]) -> None:
        self.numbers.append(1 << 3 | MOVE)
        self._step(points[0])
        self.numbers.append((len(points) - 1) << 3 | DRAW)
        for each in points[1:]:
            self._step(each)

    def _step(self, to: tuple[int, int]) -> None:
        self.numbers += [_zigzag(to[0] - self._at[0]), _zigzag(to[1] - self._at[1])]
        self._at = to


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _packed(values: Sequence[int]) -> bytes:
    return b"".join(map(_varint, values))


def _number_field(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _bytes_field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content
