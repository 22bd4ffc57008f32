"""The zones of a pack: the names that they bear, which hold which, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from sulh.kernels.geofence import ZoneIndex, build_index
from sulh.kernels.near_cells import NearCells, mark_near
from sulh.mission.area import pack_area
from sulh.mission.per_pack import once_a_pack
from sulh.mission.provisions import RespectLine
from sulh.observe.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission.pack import Pack, Zone
    from sulh.values import ZoneId

__all__ = ["Zones", "ancestors", "zones_of"]

CERTAIN = 2
FAR_DEGREES = 5.0
"""So far outside the box around all that a pack draws, a place that it knows by name cannot be."""
NEAR_DEGREES = 0.5
"""A report so far from all that a pack draws, which names none of its zones, is of another mission's area."""
BORDER_DEGREES = 0.05
"""The same for a report that names a country, where the pack has countries and that is none of them."""
REACHES_KEPT = 8
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Zones:
    """The pack's zones by the names they bear, and which contain which."""

    pack: Pack
    by_name: dict[str, tuple[ZoneId, ...]]
    above: dict[ZoneId, frozenset[ZoneId]]
    _near_borders: dict[float, NearCells] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def of(pack: Pack) -> Zones:
        """Collect the zones' names and containers.

        A zone bears its id and its `names`, and its title where no other zone bears that.
        """
        names: dict[str, list[ZoneId]] = {}
        for zone in pack.zones.values():
            for name in {normalise_name(text) for text in (zone.id, *zone.names)}:
                names.setdefault(name, []).append(zone.id)
        by_title: dict[str, list[ZoneId]] = {}
        for zone in pack.zones.values():
            by_title.setdefault(normalise_name(zone.name), []).append(zone.id)
        names = by_title | names
        return Zones(
            pack,
            {name: tuple(zones) for name, zones in names.items()},
            {zone: ancestors(pack, zone) for zone in pack.zones},
        )

    def bearers_of(self, text: str) -> tuple[ZoneId, ...]:
        """Return the zones that bear a name."""
        return self.by_name.get(normalise_name(text), ()) if text else ()

    def relation(self, name_of: ZoneId, zone: ZoneId) -> int:
        """Return the tri of being in `zone` for something said to be in `name_of`."""
        if name_of == zone or zone in self.above[name_of]:
            return CERTAIN
        return 1 if name_of in self.above[zone] else 0

    def by_names(self, zones: Iterable[ZoneId], zone: ZoneId) -> int:
        """Return the tri for a name that several zones may bear."""
        tris = {self.relation(each, zone) for each in zones}
        return tris.pop() if len(tris) == 1 else 1

    def by_names_of_whole(self, zones: Iterable[ZoneId], zone: ZoneId) -> int:
        """Return as `by_names` does, where what concerns the whole concerns the part."""
        tris = {CERTAIN if self.relation(each, zone) else 0 for each in zones}
        return tris.pop() if len(tris) == 1 else 1

    def holds_whole(self, text: str, zone: ZoneId) -> bool:
        """Say whether a named zone is, for sure, the zone or one that contains it."""
        zones = self.bearers_of(text)
        return bool(zones) and all(each == zone or each in self.above[zone] for each in zones)

    @cached_property
    def drawn(self) -> tuple[Zone, ...]:
        """Return the zones that are drawn."""
        return tuple(each for each in self.pack.zones.values() if each.geometry is not None)

    @cached_property
    def index(self) -> ZoneIndex:
        """Return the drawn zones, in order, made ready for points."""
        shapes = [
            shapely.multipolygons(shapely.get_parts(shapely.force_2d(each.geometry)))
            for each in self.drawn
        ]
        _, coords, (rings, polygons, zones) = shapely.to_ragged_array(np.array(shapes))
        return build_index(coords, rings, polygon_offsets=polygons, zone_offsets=zones)

    def near_borders(self, reach_m: float) -> NearCells:
        """Return where points may be within a reach of a border; kept for the next table."""
        near = self._near_borders.get(reach_m)
        if near is None:
            borders = self.index.borders
            assert borders is not None  # noqa: S101 -- the index is of lon, lat
            near = mark_near(borders.edges, reach_m=reach_m)
            if len(self._near_borders) >= REACHES_KEPT:
                self._near_borders.clear()
            self._near_borders[reach_m] = near
        return near

    def is_far(self, lon: Floats, lat: Floats, *, undrawn: bool = False) -> NDArray[np.bool_]:
        """Say which points are far outside the pack's area; `undrawn` where it draws nothing."""
        area = pack_area(self.pack)
        if area is None:
            return np.full(lon.size, undrawn)
        west, south, east, north = area
        return np.asarray(
            (lon < west - FAR_DEGREES)
            | (lon > east + FAR_DEGREES)
            | (lat < south - FAR_DEGREES)
            | (lat > north + FAR_DEGREES)
        )

    @cached_property
    def area(self) -> shapely.Geometry | None:
        """Return all that the pack draws, made ready for points; None where it draws nothing."""
        pack = self.pack
        shapes = [each.geometry for each in self.drawn]
        shapes += [each.geometry for each in pack.lines.values()]
        shapes += [shapely.Point(each.lon, each.lat) for each in pack.sites.values()]
        if not shapes:
            return None
        area = shapely.GeometryCollection(shapes)
        shapely.prepare(area)
        return area

    @cached_property
    def names_countries(self) -> bool:
        """Say whether the pack has countries among its zones, so that another one is none of its."""
        return any(each.kind == "country" for each in self.pack.zones.values())

    def reaches(self, lon: Floats, lat: Floats, elsewhere: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which points are in the pack's area or near it; all are where it draws nothing.

        `elsewhere`: the report names another country, so that it must be at the border itself.
        """
        if self.area is None:
            return np.ones(lon.size, dtype=np.bool_)
        reach = np.where(elsewhere, BORDER_DEGREES, NEAR_DEGREES)
        return np.asarray(shapely.dwithin(self.area, shapely.points(lon, lat), reach))

    @cached_property
    def margins_m(self) -> Floats:
        """Return the widest accuracy, in metres, that counts for the border of each drawn zone."""
        widest = {each.id: each.accuracy_m for each in self.drawn}
        for provision in self.pack.provisions:
            if isinstance(provision.terms, RespectLine):
                line = self.pack.lines[provision.terms.line].accuracy_m
                for zone in provision.zones:
                    if zone in widest:
                        widest[zone] = max(widest[zone], line)
        return np.array(list(widest.values()), dtype=np.float64)


@once_a_pack
def zones_of(pack: Pack) -> Zones:
    """Return the zones of a pack, with what questions about places have made of them so far."""
    return Zones.of(pack)


def ancestors(pack: Pack, zone: ZoneId) -> frozenset[ZoneId]:
    """Return the zones that contain a zone, at any depth."""
    result: set[ZoneId] = set()
    waiting = list(pack.zones[zone].within)
    while waiting:
        each = waiting.pop()
        if each not in result and each in pack.zones:
            result.add(each)
            waiting += pack.zones[each].within
    return frozenset(result)
