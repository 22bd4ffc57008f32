"""The one map frame: projection, shapes, graticule, scale bar, north arrow, key and figure.

Areas up to half the globe: plate carrée with longitudes scaled by the cosine of the middle latitude
(equirectangular, standard parallel there): distances are right along that parallel and all
meridians, which a mission's area is small enough for. Wider areas: Equal Earth, whose areas are
true. Neither needs a network. Lon, lat in degrees, WGS 84.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from sulh.languages.speech import ENGLISH
from sulh.report.equal_earth import equal_earth
from sulh.report.model import Figure
from sulh.report.svg import GREY, INK, PAPER, SOFT, document, line, num, path, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.languages.speech import Speech

    Floats = NDArray[np.float64]

__all__ = [
    "KeyEntry",
    "MapFrame",
    "fit_map",
    "graticule",
    "key_box",
    "key_words",
    "map_figure",
    "place_key",
    "scale_bar_and_north",
    "shape",
    "world_map",
]

METRES_A_DEGREE = 111_195.0  # mean Earth radius 6,371,008.8 m, times pi over 180
MARGIN = 0.05
SPAN_MIN = 0.05  # degrees: a map of one point still shows some ground
SQUEEZE_MIN = 0.05
FINE = 0.35  # simplify outlines to a third of a unit of the drawing
GRATICULES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45)
WORLD_GRATICULE = 30
BARS_KM = (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)
KEY_ROW = 24.0
LINES = "#9fb0bf"

KeyEntry = tuple[str, str]
"""A line of a map's key: a swatch drawn from x 0 to 24 above y 4, and what it stands for."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A drawing of a part of the Earth.

    `west` to `north` in degrees, beyond 180 E where it crosses 180; `scale` in units of the drawing
    a degree of latitude; `squeeze` is how much shorter a degree of longitude is. `is_world`: Equal
    Earth over all longitudes, without a squeeze.
    """

    west: float
    south: float
    east: float
    north: float
    scale: float
    squeeze: float
    is_world: bool = False

    @property
    def width(self) -> float:
        """Return the width of the drawing."""
        if self.is_world:
            return float(-2 * self._left * self.scale)
        return (self.east - self.west) * self.squeeze * self.scale

    @property
    def height(self) -> float:
        """Return the height of the drawing."""
        return float((self._top - self._on_plane(0.0, self.south)[1]) * self.scale)

    @property
    def _left(self) -> float:
        return float(self._on_plane(self.west, 0.0)[0])

    @property
    def _top(self) -> float:
        return float(self._on_plane(0.0, self.north)[1])

    def _on_plane(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Return x, y in degrees, y towards the north; of numbers or arrays."""
        if self.is_world:
            x, y = equal_earth(lon, lat)
            return np.degrees(x), np.degrees(y)
        if self.east > 180:
            lon = np.where(np.asarray(lon) < self.east - 360, np.asarray(lon) + 360, lon)
        return lon * self.squeeze, lat

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the drawing."""
        x, y = self._on_plane(lon, lat)
        return float((x - self._left) * self.scale), float((self._top - y) * self.scale)

    def metres(self, distance_m: float) -> float:
        """Return a distance on the drawing."""
        return distance_m / METRES_A_DEGREE * self.scale

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies on the drawing."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def project(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """Return a geometry in the drawing's units, with no more points than can be seen."""

        def to_drawing(points: Floats) -> Floats:
            x, y = self._on_plane(points[:, 0], points[:, 1])
            return np.column_stack(((x - self._left) * self.scale, (self._top - y) * self.scale))

        outline = shapely.simplify(shapely.transform(geometry, to_drawing), FINE)
        return shapely.clip_by_rect(outline, -20, -20, self.width + 20, self.height + 20)


def fit_map(shapes: Sequence[shapely.Geometry], *, width: float, height: float) -> MapFrame | None:
    """Return the frame that shows all shapes, with a margin; None when there are none."""
    if not shapes:
        return None
    points = shapely.get_coordinates(list(shapes))
    lon = points[:, 0]
    if lon.max() - lon.min() > 180:
        lon = np.where(lon < 0, lon + 360, lon)
    west, east = float(lon.min()), float(lon.max())
    south, north = float(points[:, 1].min()), float(points[:, 1].max())
    if east - west > 180:
        return world_map(width, south=max(south - 3, -90), north=min(north + 3, 90))
    span = max(east - west, north - south)
    margin = max(span * MARGIN, (SPAN_MIN - span) / 2)
    west, east, south, north = west - margin, east + margin, south - margin, north + margin
    squeeze = max(math.cos(math.radians((south + north) / 2)), SQUEEZE_MIN)
    scale = min(width / ((east - west) * squeeze), height / (north - south))
    return MapFrame(west, south, east, north, scale, squeeze)


def world_map(width: float, *, south: float = -90, north: float = 90) -> MapFrame:
    """Return the frame of the whole globe, or of all of it between two parallels."""
    half = math.degrees(float(equal_earth(180, 0)[0]))
    return MapFrame(-180, south, 180, north, width / (2 * half), 1, is_world=True)


def shape(frame: MapFrame, geometry: shapely.Geometry, style: str) -> str:
    """Return a path for lines or polygons, of any number of parts; nothing where none is seen."""
    outline = frame.project(geometry)
    parts = []
    for part in shapely.get_parts(outline):
        closed = part.geom_type == "Polygon"
        for ring in [part.exterior, *part.interiors] if closed else [part]:
            points = shapely.get_coordinates(ring)
            if len(points) > 1:
                joined = "L".join(f"{num(x)} {num(y)}" for x, y in points)
                parts.append(f"M{joined}{'Z' if closed else ''}")
    return path("".join(parts), f'fill-rule="evenodd" {style}') if parts else ""


def graticule(frame: MapFrame) -> list[str]:
    """Return meridians and parallels, in a frame that is not the globe with their degrees."""
    if frame.is_world:
        return _world_graticule(frame)
    span = max(frame.east - frame.west, frame.north - frame.south)
    step = next((each for each in GRATICULES if span / each <= 7), 90)
    style = 'stroke-width="0.6" stroke-opacity="0.55"'
    elements = []
    for lon in _steps(frame.west, frame.east, step):
        x, _ = frame.xy(lon, frame.north)
        elements.append(line(x, 0, x, frame.height, LINES, style))
        east = lon - 360 if lon > 180 else lon
        elements.append(_degree(x + 3, frame.height - 4, east, "E", "W"))
    for lat in _steps(frame.south, frame.north, step):
        _, y = frame.xy(frame.west, lat)
        elements.append(line(0, y, frame.width, y, LINES, style))
        elements.append(_degree(3, y - 3, lat, "N", "S"))
    return elements


def _world_graticule(frame: MapFrame) -> list[str]:
    """Return the globe's outline, meridians and parallels, which Equal Earth bends."""
    style = f'fill="none" stroke="{LINES}" stroke-width="0.6" stroke-opacity="0.55"'
    lat = np.linspace(frame.south, frame.north, 61)
    lon = np.linspace(-180, 180, 61)
    curves = [
        np.column_stack((np.full(61, each), lat)) for each in _steps(-180, 180, WORLD_GRATICULE)
    ] + [
        np.column_stack((lon, np.full(61, each)))
        for each in [frame.south, *_steps(frame.south, frame.north, WORLD_GRATICULE), frame.north]
    ]
    return [shape(frame, shapely.LineString(each), style) for each in curves]


def _steps(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(n * step, 6) for n in range(first, math.floor(high / step) + 1)]


def _degree(x: float, y: float, value: float, positive: str, negative: str) -> str:
    side = positive if value > 0 else negative if value < 0 else ""
    return text(x, y, f"{abs(value):g}°{side}", size=9, more=f'fill="{SOFT}"')


def scale_bar_and_north(frame: MapFrame) -> list[str]:
    """Return the scale bar and the north arrow, at the right; none on a map of the globe."""
    if frame.is_world:
        return []
    km = next((each for each in BARS_KM if frame.metres(each * 1000) < frame.width / 4), 0.1)
    long = frame.metres(km * 1000)
    x, y, top = frame.width - long - 16, frame.height - 14, 14.0
    north = frame.width - 22
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


def key_box(fill: str, more: str = "") -> str:
    """Return a swatch of a key: a filled box; `more` are further attributes."""
    return rect(0, -11, 24, 15, fill, more or f'stroke="{GREY}" stroke-width="0.8"')


def key_words(entries: Sequence[KeyEntry], speech: Speech) -> list[KeyEntry]:
    """Return the lines of a key, given by their messages, in a language."""
    return [(swatch, speech.say(name)) for swatch, name in entries]


def place_key(
    frame: MapFrame, entries: Sequence[KeyEntry], *, beside: bool = False
) -> tuple[list[str], tuple[float, float]]:
    """Return the key below the map, or `beside` it, and the size of the map with it."""
    wide = max((width_of(words, 12) for _, words in entries), default=0) + 62
    if beside:
        elements = [
            _entry(entry, frame.width + 24, KEY_ROW * (n + 1)) for n, entry in enumerate(entries)
        ]
        return elements, (frame.width + 24 + wide, frame.height + 1)
    across = max(1, int(frame.width // wide))
    elements = [
        _entry(entry, (n % across) * wide, frame.height + 26 + KEY_ROW * (n // across))
        for n, entry in enumerate(entries)
    ]
    rows = -(-len(entries) // across)
    return elements, (max(frame.width, wide), frame.height + 16 + KEY_ROW * rows)


def _entry(entry: KeyEntry, x: float, y: float) -> str:
    swatch, words = entry
    return f'<g transform="translate({num(x)} {num(y)})">{swatch}{text(34, 0, words, size=12)}</g>'


def map_figure(
    frame: MapFrame,
    layers: Sequence[str],
    *,
    name: str,
    title: str,
    description: str,
    caption: str,
    key: Sequence[KeyEntry] = (),
    key_beside: bool = False,
    land: Sequence[str] = (),
    ground: str = PAPER,
    simulated: bool = False,
    speech: Speech = ENGLISH,
) -> Figure:
    """Return a whole map with its key, cut off at the frame.

    `land` and `layers` are pieces of SVG from the lowest to the highest, below and above the
    graticule. `ground` is the colour below them all. `name` is unique in the page.
    """
    elements, size = place_key(frame, key, beside=key_beside)
    edge = rect(0, 0, frame.width, frame.height, INK)
    body = [
        f'<clipPath id="{name}-edge">{edge}</clipPath><g clip-path="url(#{name}-edge)">',
        rect(0, 0, frame.width, frame.height, ground),
        *land,
        *graticule(frame),
        *scale_bar_and_north(frame),  # below the layers: it covers no label
        *layers,
        "</g>",
        rect(0, 0, frame.width, frame.height, "none", f'stroke="{SOFT}"'),
        *elements,
    ]
    svg = document(name, size, title, description, body, simulated=simulated, speech=speech)
    return Figure(name=name, svg=svg, caption=caption)
