"""The ground of a pack: which zones hold a point, and points drawn in a zone or at its border."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import cos, pi, radians, sin
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.exercise.chance import Draws
    from sulh.mission import Pack
    from sulh.values import ZoneId

__all__ = ["YEARS", "Ground", "Month", "months_of", "moved"]

YEARS = range(1901, 9998)
"""Years that can be played: the form also takes the dates of a few months before and after."""
METRES_A_DEGREE = 111_195.0
TRIES = 200


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of the mission's time zone: its name as in a finding, ``[from_, until)``, UTC."""

    name: str
    from_: datetime
    until: datetime

    def at(self, share: float) -> datetime:
        """Return a moment of it, to the minute."""
        moment = self.from_ + (self.until - self.from_) * share
        return moment.replace(second=0, microsecond=0)


def months_of(pack: Pack, from_: datetime, until: datetime) -> Iterator[Month]:
    """Yield the whole months of the mission's time zone that lie in ``[from_, until)``, UTC."""
    local = from_.astimezone(pack.timezone)
    year, month = local.year, local.month
    while True:
        name = f"{year}-{month:02}"
        start = datetime(year, month, 1, tzinfo=pack.timezone).astimezone(from_.tzinfo)
        year, month = year + month // 12, month % 12 + 1
        end = datetime(year, month, 1, tzinfo=pack.timezone).astimezone(from_.tzinfo)
        if end > until:
            return
        if start >= from_:
            yield Month(name, start, end)


def moved(lon: float, lat: float, metres: float, turn: float) -> tuple[float, float]:
    """Return a point so many metres away; `turn` in [0, 1) is the direction. Five decimals: about a metre."""
    angle = 2.0 * pi * turn
    north = metres * cos(angle) / METRES_A_DEGREE
    east = metres * sin(angle) / (METRES_A_DEGREE * cos(radians(lat)))
    return round(lon + east, 5), round(lat + north, 5)


@dataclass(frozen=True)
class Ground:
    """The ground of one pack."""

    pack: Pack

    @cached_property
    def drawn(self) -> dict[ZoneId, shapely.Geometry]:
        """Return the drawn zones, ready to be asked often."""
        shapes = {
            zone.id: zone.geometry for zone in self.pack.zones.values() if zone.geometry is not None
        }
        for shape in shapes.values():
            shapely.prepare(shape)
        return shapes

    def wider(self, zone: ZoneId) -> frozenset[ZoneId]:
        """Return a zone and all that contain it, by name."""
        wide, ahead = {zone}, [zone]
        while ahead:
            for each in self.pack.zones[ahead.pop()].within:
                if each not in wide:
                    wide.add(each)
                    ahead.append(each)
        return frozenset(wide)

    def zones_at(self, lon: float, lat: float, name: ZoneId | None = None) -> frozenset[ZoneId]:
        """Return the zones that hold a point; of those not drawn, the one named and the wider ones."""
        point = shapely.Point(lon, lat)
        inside = {
            wide
            for each, shape in self.drawn.items()
            if shape.covers(point)
            for wide in self.wider(each)  # what the pack says lies within, does, whatever is drawn
        }
        if name and name not in self.drawn:
            inside |= {each for each in self.wider(name) if each not in self.drawn} | {name}
        return frozenset(inside)

    def point_in(self, zone: ZoneId, draw: Draws) -> tuple[float, float]:
        """Return a point of a zone; where it is not drawn, of any wider drawn one, or of the whole area."""
        shape = next(
            (self.drawn[each] for each in sorted(self.wider(zone)) if each in self.drawn), None
        ) if zone else None  # fmt: skip
        shape = self.drawn.get(zone, shape)
        if shape is None:
            shape = self.drawn[draw.choice(sorted(self.drawn))]
        west, south, east, north = shape.bounds
        for _ in range(TRIES):
            lon, lat = round(draw.between(west, east), 5), round(draw.between(south, north), 5)
            if shape.covers(shapely.Point(lon, lat)):
                return lon, lat
        inner = shape.representative_point()
        return round(inner.x, 5), round(inner.y, 5)

    def point_near_border(self, zone: ZoneId, draw: Draws) -> tuple[float, float]:
        """Return a point within 12 km of the border of a zone, inside or outside; else one of it."""
        if zone not in self.drawn:
            return self.point_in(zone, draw)
        border = self.drawn[zone].boundary
        point = border.interpolate(draw.uniform(), normalized=True)
        return moved(point.x, point.y, draw.between(100, 12_000), draw.uniform())

    def district_at(self, lon: float, lat: float) -> str:
        """Return the name of the district that holds a point, as reports write it; else empty."""
        if not self.pack.districts:
            return ""
        point = shapely.Point(lon, lat)
        for zone, shape in self.drawn.items():
            if self.pack.zones[zone].kind == self.pack.districts and shape.covers(point):
                return self.pack.zones[zone].names[0]
        return ""
