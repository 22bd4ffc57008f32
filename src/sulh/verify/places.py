"""Places to zones: no, possibly, certainly, with the doubt that keeps it from being certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from sulh.kernels.border_distance import near_borders
from sulh.kernels.geofence import ZoneIndex, build_index, locate_pairs
from sulh.kernels.grouped_sums import NEAR, SURE, VAGUE, group_rows
from sulh.kernels.near_cells import can_be_near
from sulh.mission.provisions import RespectLine
from sulh.observe.names import normalise_name
from sulh.verify.codes import coded_rows
from sulh.verify.reasons import BIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from sulh.mission.pack import Pack, Zone
    from sulh.values import ZoneId
    from sulh.verify.times import Ints, Tris

__all__ = ["Grounds", "Places", "Spot", "ancestors", "places"]

CERTAIN = 2
SLACK_M = 0.001
"""Searched beyond both accuracies, so that a point on the border itself is found when both are 0."""
Bits = NDArray[np.int64]
Floats = NDArray[np.float64]
Spot = tuple["ZoneId", float]
"""A zone (empty: everywhere) and the accuracy of its border, in metres, that counts."""


@dataclass(frozen=True)
class Grounds:
    """The pack's zones by the names they bear, and which contain which."""

    pack: Pack
    by_name: dict[str, tuple[ZoneId, ...]]
    above: dict[ZoneId, frozenset[ZoneId]]

    @staticmethod
    def of(pack: Pack) -> Grounds:
        """Collect the zones' names and containers."""
        found: dict[str, list[ZoneId]] = {}
        for zone in pack.zones.values():
            for name in {normalise_name(text) for text in (zone.id, *zone.names)}:
                found.setdefault(name, []).append(zone.id)
        return Grounds(
            pack,
            {name: tuple(zones) for name, zones in found.items()},
            {zone: ancestors(pack, zone) for zone in pack.zones},
        )

    def borne(self, text: str) -> tuple[ZoneId, ...]:
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
        zones = self.borne(text)
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


def ancestors(pack: Pack, zone: ZoneId) -> frozenset[ZoneId]:
    """Return the zones that contain a zone, at any depth."""
    found: set[ZoneId] = set()
    waiting = list(pack.zones[zone].within)
    while waiting:
        each = waiting.pop()
        if each not in found and each in pack.zones:
            found.add(each)
            waiting += pack.zones[each].within
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Found:
    """Which exact points lie in the drawn zones, and near their borders, zone after zone.

    The points of zone z are ``held[held_first[z] : held_first[z + 1]]``; those near its border, and
    how many metres away they are, likewise.
    """

    held_first: Ints
    held: Ints
    near_first: Ints
    near: Ints
    metres: Floats


@dataclass(frozen=True)
class Places:
    """Where the rows of a table lie. What is worked out for a zone is kept for the next question.

    `names` are the distinct names of zone, district and country, and `name_code` says which a row
    has. Coordinates are NaN where there are none, and so is the accuracy of a region's centre.
    """

    grounds: Grounds
    lon: Floats
    lat: Floats
    accuracy_m: Floats
    names: tuple[tuple[str, ...], ...]
    name_code: Ints
    _known: dict[Spot, tuple[Tris, Bits]] = field(default_factory=dict)
    _named: dict[tuple[ZoneId, bool], Tris] = field(default_factory=dict)

    @cached_property
    def located(self) -> NDArray[np.bool_]:
        """Say which rows have coordinates."""
        return ~np.isnan(self.lon)

    @cached_property
    def exact(self) -> NDArray[np.bool_]:
        """Say which rows have coordinates with an accuracy."""
        return self.located & ~np.isnan(self.accuracy_m)

    @cached_property
    def borne(self) -> tuple[tuple[ZoneId, ...], ...]:
        """Return for each of `names` the zones that bear the first of the three that some zone bears."""
        found = ([self.grounds.borne(text) for text in texts] for texts in self.names)
        return tuple(next((zones for zones in each if zones), ()) for each in found)

    @cached_property
    def _found(self) -> _Found:
        rows = np.flatnonzero(self.exact)
        lon, lat = self.lon[rows], self.lat[rows]
        index, size = self.grounds.index, len(self.grounds.drawn)
        points, zones = locate_pairs(index, lon, lat)
        held_first, order = group_rows(zones.astype(np.int64), size)
        near_points, near_zones, metres = self._near(rows)
        near_first, near_order = group_rows(near_zones.astype(np.int64), size)
        return _Found(
            held_first,
            rows[points[order]],
            near_first,
            rows[near_points[near_order]],
            metres[near_order],
        )

    def _near(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """Return which of some rows are near which drawn zones' borders, and how many metres."""
        borders, margins = self.grounds.index.borders, self.grounds.margins_m
        assert borders is not None  # noqa: S101 -- the index is of lon, lat
        lon, lat, radius = self.lon[rows], self.lat[rows], self.accuracy_m[rows]
        # Few reports are far less exact than the others: those are measured without a first look.
        usual = float(np.quantile(radius, 0.9)) if rows.size else 0.0
        reach = usual + margins.max(initial=0.0) + SLACK_M
        tried = np.flatnonzero(
            (radius > usual) | can_be_near(lon, lat, borders.edges, reach_m=reach)
        )
        offsets, zones, metres = near_borders(
            borders, lon[tried], lat[tried], radius_m=radius[tried] + SLACK_M, margin_m=margins
        )
        return np.repeat(tried, np.diff(offsets)), zones.astype(np.int64), metres

    def spot(self, zone: ZoneId, accuracy_m: float | None = None) -> Spot:
        """Return the zone with the accuracy that counts: its own, or `accuracy_m` if greater."""
        own = self.grounds.pack.zones[zone].accuracy_m if zone else 0.0
        return zone, max(own, accuracy_m or 0.0)

    def inside(self, zone: ZoneId, *, accuracy_m: float | None = None) -> tuple[Tris, Bits]:
        """Return for each row whether it is in the zone (uint8), and the doubts (bits).

        `accuracy_m` is used instead of the zone's where it is greater.
        """
        if not zone:
            size = self.lon.size
            return np.full(size, CERTAIN, np.uint8), np.zeros(size, np.int64)
        spot = self.spot(zone, accuracy_m)
        if spot not in self._known:
            self._known[spot] = self._inside(spot)
        return self._known[spot]

    def by_name(self, zone: ZoneId, *, of_whole: bool = False) -> tuple[Tris, NDArray[np.bool_]]:
        """Return for each row the tri by name alone, and whether any zone is named at all.

        With `of_whole`, what names a zone that contains the zone is certainly in it: a visit to the
        whole is a visit to the part.
        """
        any_named = np.array([bool(each) for each in self.borne], dtype=np.bool_)
        return self._tri_of_names(zone, of_whole=of_whole)[self.name_code], any_named[
            self.name_code
        ]

    def _tri_of_names(self, zone: ZoneId, *, of_whole: bool = False) -> Tris:
        key = (zone, of_whole)
        if key not in self._named:
            judge = self.grounds.by_names_of_whole if of_whole else self.grounds.by_names
            tris = [judge(zones, zone) if zones else 1 for zones in self.borne]
            self._named[key] = np.array(tris, dtype=np.uint8)
        return self._named[key]

    def _said(self, zone: ZoneId) -> Tris:
        """Return for each of `names` the tri that its `zone` alone says; 1 where that says nothing."""
        borne = [self.grounds.borne(texts[0]) for texts in self.names]
        tris = [self.grounds.by_names(zones, zone) if zones else 1 for zones in borne]
        return np.array(tris, dtype=np.uint8)

    def wholes(self, zone: ZoneId) -> NDArray[np.bool_]:
        """Say for each of `names` whether its `zone` is for sure the zone or one that contains it."""
        found = [bool(zone) and self.grounds.holds_whole(texts[0], zone) for texts in self.names]
        return np.array(found, dtype=np.bool_)

    def _inside(self, spot: Spot) -> tuple[Tris, Bits]:
        zone = self.grounds.pack.zones[spot[0]]
        tri = self._tri_of_names(zone.id)[self.name_code]
        vague = self.located & ~self.exact
        near = np.zeros(tri.size, dtype=np.bool_)
        if zone.geometry is None:
            tri = np.where(vague, np.minimum(tri, 1), tri).astype(np.uint8)
        else:
            tri = np.where(vague, 1, np.where(self.exact, 0, tri)).astype(np.uint8)
            rows, how = self._measured(spot)
            tri[rows] = np.where(how == SURE, CERTAIN, 1)
            near[rows] = how == NEAR
        doubts = np.where(near, BIT["near-border"], BIT["vague-place"])
        return tri, np.where(tri == 1, doubts, 0)

    def _measured(self, spot: Spot) -> tuple[Ints, NDArray[np.uint8]]:
        """Return the exact rows that are at least possibly in a drawn zone, and how they are.

        A row is only possibly inside where the zone that its report names says the opposite.
        """
        zone, border_m = spot
        found = self._found
        at = [each.id for each in self.grounds.drawn].index(zone)
        held = found.held[found.held_first[at] : found.held_first[at + 1]]
        part = slice(found.near_first[at], found.near_first[at + 1])
        near = found.near[part]
        near = near[found.metres[part] <= self.accuracy_m[near] + border_m]
        said = self._said(zone)
        taken = np.zeros(self.lon.size, dtype=np.bool_)
        taken[near] = True
        held = held[~taken[held]]
        taken[held] = True
        told = np.empty(0, dtype=np.int64)
        if (said == CERTAIN).any():
            told = np.flatnonzero(self.exact & (said == CERTAIN)[self.name_code] & ~taken)
        how = np.full(near.size + held.size + told.size, VAGUE, dtype=np.uint8)
        how[: near.size] = NEAR
        how[near.size : near.size + held.size][said[self.name_code[held]] > 0] = SURE
        return np.concatenate([near, held, told]), how

    def listed(self, spots: list[Spot]) -> tuple[Ints, tuple[Ints, Ints, Tris, Ints, Ints, Tris]]:
        """Return where rows are, as `sulh.kernels.grouped_sums.gather` takes it.

        Returns
        -------
        of_class : int64[n]
        lists : tuple
            first, place in `spots`, how: of each class, and of each row by itself.
        """
        n_names = max(len(self.names), 1)
        of_class = self.name_code
        if self.located.any():
            of_class = of_class + n_names * np.where(self.exact, 2, np.where(self.located, 1, 0))
        classes = [
            [(at, how) for at, spot in enumerate(spots) if (how := self._how(spot, status_, code))]
            for status_ in range(3)
            for code in range(len(self.names))
        ] or [[]]
        first = np.cumsum([0, *(len(each) for each in classes)])
        listed = [pair for each in classes for pair in each]
        rows, own_at, own_how = self._own(spots)
        own_first, order = group_rows(rows, self.lon.size)
        return of_class, (
            first.astype(np.int64),
            np.array([at for at, _ in listed], dtype=np.int64),
            np.array([how for _, how in listed], dtype=np.uint8),
            own_first,
            own_at[order],
            own_how[order],
        )

    def _how(self, spot: Spot, status: int, code: int) -> int:
        """Return how rows with a name are in a spot, by their status: named, vague or exact."""
        zone = spot[0]
        if not zone:
            return SURE
        tri = int(self._tri_of_names(zone)[code])
        if self.grounds.pack.zones[zone].geometry is None:
            return (0, VAGUE, VAGUE if status == 1 else SURE)[tri]
        return ((0, VAGUE, SURE)[tri], VAGUE, 0)[status]

    def _own(self, spots: list[Spot]) -> tuple[Ints, Ints, Tris]:
        """Return in which drawn spots the exact rows are, and how, one entry a row and spot."""
        rows, at, how = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.uint8)]
        if self.exact.any():
            for place, spot in enumerate(spots):
                if spot[0] and self.grounds.pack.zones[spot[0]].geometry is not None:
                    found, ways = self._measured(spot)
                    rows.append(found)
                    at.append(np.full(found.size, place))
                    how.append(ways)
        return np.concatenate(rows), np.concatenate(at), np.concatenate(how)


def places(grounds: Grounds, table: pl.DataFrame) -> Places:
    """Take the places of a table's rows."""
    codes, names = coded_rows(table, ("zone", "district", "country"))
    return Places(
        grounds,
        _floats(table["lon"]),
        _floats(table["lat"]),
        _floats(table["accuracy_m"]),
        tuple(names),
        codes,
    )


def _floats(column: pl.Series) -> Floats:
    if column.null_count() == len(column):
        return np.full(len(column), np.nan)
    return column.fill_null(float("nan")).to_numpy().astype(np.float64, copy=False)
