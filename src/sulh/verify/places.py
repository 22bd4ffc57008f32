"""Places to zones: no, possibly, certainly, with the doubt that keeps it from being certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.border_distance import near_borders
from sulh.kernels.geofence import locate_pairs
from sulh.kernels.grouped_sums import NEAR, SURE, VAGUE, group_rows
from sulh.kernels.near_cells import can_be_near
from sulh.verify.codes import encode_rows
from sulh.verify.reasons import BIT
from sulh.verify.zones import CERTAIN, Zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from sulh.values import Place, ZoneId
    from sulh.verify.times import Ints, Tris

__all__ = ["Places", "Spot", "places", "places_of"]

SLACK_M = 0.001
"""Searched beyond both accuracies, so that a point on the border itself is found when both are 0."""
VAGUELY, EXACT, CONTRADICTORY = 1, 2, 3
"""A row with coordinates: of a region's centre, of a point, of a point outside the place it names."""
Bits = NDArray[np.int64]
Floats = NDArray[np.float64]
NAMES = ("zone", "district", "country")
Spot = tuple["ZoneId", float]
"""A zone (empty: everywhere) and the accuracy of its border, in metres, that counts."""


@dataclass(frozen=True, slots=True)
class _PointIndex:
    """Which exact points lie in the drawn zones, and near their borders, zone after zone.

    The points of zone z are ``inside[inside_first[z] : inside_first[z + 1]]``; those near its border, and
    how many metres away they are, likewise.
    """

    inside_first: Ints
    inside: Ints
    near_first: Ints
    near: Ints
    metres: Floats


@dataclass(frozen=True)
class Places:
    """Where the rows of a table lie. Results for a zone are kept for the next question.

    `names` are the distinct names of zone, district and country, and `name_code` says which a row
    has. Coordinates are NaN where there are none, and so is the accuracy of a region's centre.
    """

    zones: Zones
    lon: Floats
    lat: Floats
    accuracy_m: Floats
    names: tuple[tuple[str, ...], ...]
    name_code: Ints
    _inside_of: dict[Spot, tuple[Tris, Bits]] = field(default_factory=dict)
    _tri_by_name: dict[tuple[ZoneId, bool], Tris] = field(default_factory=dict)

    @cached_property
    def has_point(self) -> NDArray[np.bool_]:
        """Say which rows have coordinates."""
        return ~np.isnan(self.lon)

    @cached_property
    def exact(self) -> NDArray[np.bool_]:
        """Say which rows have coordinates with an accuracy; 0, 0 far from the pack's area is none."""
        exact = self.has_point & ~np.isnan(self.accuracy_m)
        zero = np.zeros(1)
        if self.zones.is_far(zero, zero, undrawn=True)[0]:
            exact &= (self.lon != 0) | (self.lat != 0)
        return exact

    @cached_property
    def contradicts(self) -> NDArray[np.bool_]:
        """Say which exact rows lie, for certain, outside every zone that they name.

        Outside a zone is outside it, or a wider one, as drawn; where none of them is drawn, far outside
        the pack's area.
        """
        outside = np.zeros(self.lon.size, dtype=np.bool_)
        if not self.exact.any():
            return outside
        for code, zones in enumerate(self.zones_by_name):
            rows = np.flatnonzero(self.exact & (self.name_code == code))
            if rows.size and zones:
                outside[rows] = np.all([self._is_outside(zone, rows) for zone in zones], axis=0)
        return outside

    @cached_property
    def at_zero(self) -> NDArray[np.bool_]:
        """Say which rows have the coordinates 0, 0, which are none so far from the pack's area."""
        return self.has_point & ~np.isnan(self.accuracy_m) & ~self.exact

    @cached_property
    def foreign(self) -> NDArray[np.bool_]:
        """Say which rows are of another area: they name no zone, and lie far from all that is drawn.

        Without coordinates: they name a country, where the pack has countries and that is none of them.
        """
        names_none = np.array([not zones for zones in self.zones_by_name], dtype=np.bool_)
        elsewhere = names_none & self.zones.names_countries
        elsewhere &= np.array([bool(texts[-1]) for texts in self.names], dtype=np.bool_)
        foreign = elsewhere[self.name_code] & (~self.has_point | self.at_zero)
        rows = np.flatnonzero(names_none[self.name_code] & self.has_point & ~self.at_zero)
        foreign[rows] = ~self.zones.reaches(
            self.lon[rows], self.lat[rows], elsewhere[self.name_code[rows]]
        )
        return foreign

    def _is_outside(self, zone: ZoneId, rows: Ints) -> NDArray[np.bool_]:
        """Say which exact rows are certainly outside a zone."""
        wider = [each for each in self.zones.drawn if each.id in {zone, *self.zones.above[zone]}]
        if not wider:
            return self.zones.is_far(self.lon[rows], self.lat[rows])
        outside = np.zeros(rows.size, dtype=np.bool_)
        for each in wider:
            touches = np.zeros(self.lon.size, dtype=np.bool_)
            touches[np.concatenate(self._touched(self.spot(each.id)))] = True
            outside |= ~touches[rows]
        return outside

    def _touched(self, spot: Spot) -> tuple[Ints, Ints]:
        """Return the exact rows inside a drawn zone, and those too near its border to say."""
        zone, border_m = spot
        points = self._points
        at = [each.id for each in self.zones.drawn].index(zone)
        inside = points.inside[points.inside_first[at] : points.inside_first[at + 1]]
        part = slice(points.near_first[at], points.near_first[at + 1])
        near = points.near[part]
        return inside, near[points.metres[part] <= self.accuracy_m[near] + border_m]

    @cached_property
    def zones_by_name(self) -> tuple[tuple[ZoneId, ...], ...]:
        """Return for each of `names` the zones that bear the first of the three that some zone bears."""
        bearers = ([self.zones.bearers_of(text) for text in texts] for texts in self.names)
        return tuple(next((zones for zones in each if zones), ()) for each in bearers)

    @cached_property
    def _points(self) -> _PointIndex:
        rows = np.flatnonzero(self.exact)
        lon, lat = self.lon[rows], self.lat[rows]
        index, size = self.zones.index, len(self.zones.drawn)
        points, zones = locate_pairs(index, lon, lat)
        inside_first, order = group_rows(zones.astype(np.int64), size)
        near_points, near_zones, metres = self._near(rows)
        near_first, near_order = group_rows(near_zones.astype(np.int64), size)
        return _PointIndex(
            inside_first,
            rows[points[order]],
            near_first,
            rows[near_points[near_order]],
            metres[near_order],
        )

    def _near(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """Return which of some rows are near which drawn zones' borders, and how many metres."""
        borders, margins = self.zones.index.borders, self.zones.margins_m
        assert borders is not None  # noqa: S101 -- the index is of lon, lat
        lon, lat, radius = self.lon[rows], self.lat[rows], self.accuracy_m[rows]
        # Few reports are far less exact than the others: those are measured without a first check.
        usual = float(np.quantile(radius, 0.9)) if rows.size else 0.0
        reach = usual + margins.max(initial=0.0) + SLACK_M
        near = self.zones.near_borders(reach)
        candidates = np.flatnonzero((radius > usual) | can_be_near(lon, lat, near))
        offsets, zones, metres = near_borders(
            borders,
            lon[candidates],
            lat[candidates],
            radius_m=radius[candidates] + SLACK_M,
            margin_m=margins,
        )
        return np.repeat(candidates, np.diff(offsets)), zones.astype(np.int64), metres

    def spot(self, zone: ZoneId, accuracy_m: float | None = None) -> Spot:
        """Return the zone with the accuracy that counts: its own, or `accuracy_m` if greater."""
        own = self.zones.pack.zones[zone].accuracy_m if zone else 0.0
        return zone, max(own, accuracy_m or 0.0)

    def inside(self, zone: ZoneId, *, accuracy_m: float | None = None) -> tuple[Tris, Bits]:
        """Return for each row whether it is in the zone (uint8), and the doubts (bits).

        `accuracy_m` is used instead of the zone's where it is greater.
        """
        if not zone:
            size = self.lon.size
            return np.full(size, CERTAIN, np.uint8), np.zeros(size, np.int64)
        spot = self.spot(zone, accuracy_m)
        if spot not in self._inside_of:
            self._inside_of[spot] = self._inside(spot)
        return self._inside_of[spot]

    def by_name(self, zone: ZoneId, *, of_whole: bool = False) -> tuple[Tris, NDArray[np.bool_]]:
        """Return for each row the tri by name alone, and whether any zone is named at all.

        With `of_whole`, what names a zone that contains the zone is certainly in it: a visit to the
        whole is a visit to the part.
        """
        any_named = np.array([bool(each) for each in self.zones_by_name], dtype=np.bool_)
        return self._tri_of_names(zone, of_whole=of_whole)[self.name_code], any_named[
            self.name_code
        ]

    def _tri_of_names(self, zone: ZoneId, *, of_whole: bool = False) -> Tris:
        key = (zone, of_whole)
        if key not in self._tri_by_name:
            judge = self.zones.by_names_of_whole if of_whole else self.zones.by_names
            tris = [judge(zones, zone) if zones else 1 for zones in self.zones_by_name]
            self._tri_by_name[key] = np.array(tris, dtype=np.uint8)
        return self._tri_by_name[key]

    def wholes(self, zone: ZoneId) -> NDArray[np.bool_]:
        """Say for each of `names` whether its `zone` is for sure the zone or one that contains it."""
        flags = [bool(zone) and self.zones.holds_whole(texts[0], zone) for texts in self.names]
        return np.array(flags, dtype=np.bool_)

    def _inside(self, spot: Spot) -> tuple[Tris, Bits]:
        zone = self.zones.pack.zones[spot[0]]
        tri = self._tri_of_names(zone.id)[self.name_code]
        vague = self.has_point & ~self.exact
        near = np.zeros(tri.size, dtype=np.bool_)
        if zone.geometry is None or zone.by == "name":
            doubtful = vague if zone.geometry is not None else vague | self.contradicts
            tri = np.where(doubtful, np.minimum(tri, 1), tri).astype(np.uint8)
        else:
            tri[vague] = 1
        if zone.geometry is not None:
            tri[self.exact] = 0
            rows, how = self._measured(spot)
            tri[rows] = np.where(how == SURE, CERTAIN, 1)
            near[rows] = how == NEAR
        doubts = np.where(near, BIT["near-border"], BIT["vague-place"])
        return tri, np.where(tri == 1, doubts, 0)

    def _measured(self, spot: Spot) -> tuple[Ints, NDArray[np.uint8]]:
        """Return the exact rows that are at least possibly in a drawn zone, and how they are.

        A row is only possibly inside where the name of its place says the opposite.
        """
        zone = self.zones.pack.zones[spot[0]]
        inside, near = self._touched(spot)
        by_name = self._tri_of_names(zone.id)[self.name_code]
        how = np.zeros(self.lon.size, dtype=np.uint8)
        how[inside] = np.where(by_name[inside] > 0, SURE, VAGUE)
        how[near] = NEAR
        if zone.by == "name":
            how[near[by_name[near] == 0]] = 0
            how[near[by_name[near] == CERTAIN]] = SURE
        how[self.exact & (by_name == CERTAIN) & (how == 0)] = VAGUE
        rows = np.flatnonzero(how)
        return rows, how[rows]

    def place_lists(
        self, spots: list[Spot]
    ) -> tuple[Ints, tuple[Ints, Ints, Tris, Ints, Ints, Tris]]:
        """Return where rows are, as `sulh.kernels.grouped_sums.gather` takes it.

        Returns
        -------
        of_class : int64[n]
        lists : tuple
            first, place in `spots`, how: of each class, and of each row by itself.
        """
        n_names = max(len(self.names), 1)
        of_class = self.name_code
        if self.has_point.any():
            status = np.where(self.exact, np.where(self.contradicts, CONTRADICTORY, EXACT), VAGUELY)
            of_class = of_class + n_names * np.where(self.has_point, status, 0)
        classes = [
            [(at, how) for at, spot in enumerate(spots) if (how := self._how(spot, status, code))]
            for status in range(4)
            for code in range(len(self.names))
        ] or [[]]
        first = np.cumsum([0, *(len(each) for each in classes)])
        pairs = [pair for each in classes for pair in each]
        rows, own_at, own_how = self._own(spots)
        own_first, order = group_rows(rows, self.lon.size)
        return of_class, (
            first.astype(np.int64),
            np.array([at for at, _ in pairs], dtype=np.int64),
            np.array([how for _, how in pairs], dtype=np.uint8),
            own_first,
            own_at[order],
            own_how[order],
        )

    def _how(self, spot: Spot, status: int, code: int) -> int:
        """Return how rows with a name are in a spot, by their status (0: only named)."""
        zone = spot[0]
        if not zone:
            return SURE
        tri = int(self._tri_of_names(zone)[code])
        of_pack = self.zones.pack.zones[zone]
        if status in {EXACT, CONTRADICTORY} and of_pack.geometry is not None:
            return 0
        if of_pack.geometry is None or of_pack.by == "name":
            return (0, VAGUE, SURE if status in {0, EXACT} else VAGUE)[tri]
        return ((0, VAGUE, SURE)[tri], VAGUE)[status]

    def _own(self, spots: list[Spot]) -> tuple[Ints, Ints, Tris]:
        """Return in which drawn spots the exact rows are, and how, one entry a row and spot."""
        rows, at, how = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.uint8)]
        if self.exact.any():
            for place, spot in enumerate(spots):
                if spot[0] and self.zones.pack.zones[spot[0]].geometry is not None:
                    some, ways = self._measured(spot)
                    rows.append(some)
                    at.append(np.full(some.size, place))
                    how.append(ways)
        return np.concatenate(rows), np.concatenate(at), np.concatenate(how)


def places(zones: Zones, table: pl.DataFrame) -> Places:
    """Return the places of a table's rows."""
    codes, names = encode_rows(table, NAMES)
    return Places(
        zones,
        _floats(table["lon"]),
        _floats(table["lat"]),
        _floats(table["accuracy_m"]),
        tuple(names),
        codes,
    )


def places_of(zones: Zones, reported: Sequence[Place]) -> Places:
    """Return the places of some reports, without the cost of a table: most come one by one."""
    numbers: dict[tuple[str, str, str], int] = {}
    codes = [
        numbers.setdefault((each.zone, each.district, each.country), len(numbers))
        for each in reported
    ]
    points = [(each.lon, each.lat, each.accuracy_m) for each in reported]
    lon, lat, accuracy_m = np.array(points, dtype=np.float64).reshape(-1, 3).T  # None: NaN
    return Places(zones, lon, lat, accuracy_m, tuple(numbers), np.array(codes, dtype=np.int64))


def _floats(column: pl.Series) -> Floats:
    if column.null_count() == len(column):
        return np.full(len(column), np.nan)
    return column.to_numpy().astype(np.float64, copy=False)  # without a value: NaN
