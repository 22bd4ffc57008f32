"""Names on a map that do not lie on each other: a few places to try, then a number and a key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from sulh.report.svg import PAPER, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.report.map_frame import MapFrame

__all__ = ["Labels"]

HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
NAME_MAX = 40
SHORT_MAX = 26


@dataclass(slots=True)
class Labels:
    """The boxes that names fill on a drawing, and the names without room there, by number."""

    width: float
    height: float
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    key: list[str] = field(default_factory=list)

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Take a box with its top left corner at x, y, unless part of it is filled or outside."""
        box = (x, y, x + width, y + height)
        if x < 0 or y < 0 or box[2] > self.width or box[3] > self.height:
            return False
        if any(
            box[0] < each[2] and each[0] < box[2] and box[1] < each[3] and each[1] < box[3]
            for each in self.boxes
        ):
            return False
        self.boxes.append(box)
        return True

    def beside(self, x: float, y: float, name: str, *, size: float, gap: float = 5) -> list[str]:
        """Return a name next to a point where there is room, else a number that the key explains."""
        short = _short(name)
        elements = self._beside(x, y, short, size, gap)
        if elements is None:
            number = str(len(self.key) + 1)
            elements = self._beside(x, y, number, size - 1, gap - 2)
            self.key.append(name)
            if elements is None:
                elements = [text(x + gap - 1, y + 3, number, size=size - 1, more=HALO)]
        return elements

    def _beside(self, x: float, y: float, name: str, size: float, gap: float) -> list[str] | None:
        wide, tall = width_of(name, size), size * 1.15
        for left, top in _around(x, y, wide, tall, gap):
            if self.take(left, top, wide, tall):
                return [text(left, top + size * 0.9, name, size=size, more=HALO)]
        return None

    def inside(
        self,
        frame: MapFrame,
        area: shapely.Geometry,
        name: str,
        letter: str,
        fill: str,
        ink: str = PAPER,
    ) -> list[str]:
        """Return an area's name with the letter of its verdict, somewhere within it.

        `fill` is the colour behind the letter, `ink` the letter's own.
        """
        lines = _lines(name)
        badge = 20.0 if letter else 0.0
        wide = max(width_of(each, 14) for each in lines) + badge
        tall = 17.0 * len(lines)
        for left, top in self._places(frame, area, wide, tall):
            if not self.take(left, top, wide, tall):
                continue
            elements = [
                text(left + badge, top + 13.5 + 17 * n, each, size=14,
                     more=f'{HALO} font-weight="700"')
                for n, each in enumerate(lines)
            ]  # fmt: skip
            if letter:
                elements += [
                    rect(left, top + 1, 16, 16, fill, f'stroke="{PAPER}" rx="2"'),
                    text(left + 8, top + 13.5, letter, size=12.5, anchor="middle",
                         more=f'fill="{ink}" font-weight="700"'),
                ]  # fmt: skip
            return elements
        self.key.append(f"{name} ({letter})" if letter else name)
        return []

    def _places(
        self, frame: MapFrame, area: shapely.Geometry, wide: float, tall: float
    ) -> Iterator[tuple[float, float]]:
        """Yield where a name could stand: on the area; and, where that is small, around it."""
        candidates = self._candidates(frame, area)
        for point in candidates:
            yield point.x - wide / 2, point.y - tall / 2
        for point in candidates[:1]:
            for gap in (14, 30, 60):
                yield from _around(point.x, point.y, wide, tall, gap)

    def within(self, frame: MapFrame, area: shapely.Geometry, name: str) -> list[str]:
        """Return an area's name in pale letters somewhere within it, if there is room."""
        wide, tall = width_of(name, 11.5), 14.0
        visible = shapely.make_valid(frame.project(area))
        for point in self._candidates(frame, area):
            left, top = point.x - wide / 2, point.y - tall / 2
            if not shapely.contains(visible, shapely.box(left, top, left + wide, top + tall)):
                continue
            if self.take(left, top, wide, tall):
                return [text(left, top + 11, name, size=11.5, more='fill="#7a7262"')]
        return []

    def _candidates(self, frame: MapFrame, area: shapely.Geometry) -> list[shapely.Point]:
        """Return points of the drawn area: near its middle first, then over a grid."""
        outline = frame.project(area)
        edge = shapely.box(0, 0, self.width, self.height)
        visible = shapely.intersection(shapely.make_valid(outline), edge)
        if visible.is_empty:
            return []
        middle = shapely.point_on_surface(visible)
        west, south, east, north = visible.bounds
        grid = [
            shapely.Point(west + (east - west) * i / 12, south + (north - south) * j / 12)
            for i in range(1, 12)
            for j in range(1, 12)
        ]
        shapely.prepare(visible)
        within = [each for each in grid if shapely.contains(visible, each)]
        return [middle, *sorted(within, key=lambda each: each.distance(middle))]


def _around(
    x: float, y: float, wide: float, tall: float, gap: float
) -> Iterator[tuple[float, float]]:
    """Yield the top left corners of a box next to a point: right, left, above, below, aslant."""
    near = gap * 0.7
    yield x + gap, y - tall / 2
    yield x - gap - wide, y - tall / 2
    yield x - wide / 2, y - gap - tall
    yield x - wide / 2, y + gap
    yield x + near, y - near - tall
    yield x + near, y + near
    yield x - near - wide, y - near - tall
    yield x - near - wide, y + near


def _short(name: str) -> str:
    """Return a name without what stands in parentheses, if it is long, and cut if it still is."""
    if len(name) > SHORT_MAX and " (" in name:
        name = name.partition(" (")[0]
    return name if len(name) <= NAME_MAX else name[: NAME_MAX - 1] + "…"


def _lines(name: str) -> list[str]:
    """Break a long name in two at the space nearest to its middle."""
    name = name if len(name) <= 2 * NAME_MAX else name[: 2 * NAME_MAX - 1] + "…"
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= SHORT_MAX or not spaces:
        return [name]
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return [name[:middle], name[middle + 1 :]]
