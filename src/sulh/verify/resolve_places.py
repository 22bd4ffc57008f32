"""Places to zones: no, possibly, certainly, with the doubt that keeps it from being certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from sulh.kernels.near_edges import edges_of, nearer_than
from sulh.observe.names import normalise_name
from sulh.verify.reasons import BIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission.pack import Pack, Zone
    from sulh.values import ZoneId
    from sulh.verify.times import Tris

__all__ = ["Grounds", "Places", "ancestors", "places"]

CERTAIN = 2
Bits = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
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
class Places:
    """Where the rows of a table lie. What is worked out for a zone is kept for the next question."""

    grounds: Grounds
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy_m: NDArray[np.float64]
    names: tuple[tuple[str, str, str], ...]
    name_code: NDArray[np.int64]
    _known: dict[tuple[ZoneId, float], tuple[Tris, Bits]] = field(default_factory=dict)
    _named: dict[tuple[ZoneId, bool], tuple[Tris, NDArray[np.bool_]]] = field(default_factory=dict)

    def inside(self, zone: ZoneId, *, accuracy_m: float | None = None) -> tuple[Tris, Bits]:
        """Return for each row whether it is in the zone (uint8), and the doubts (bits).

        `accuracy_m` is used instead of the zone's where it is greater.
        """
        if not zone:
            size = self.lon.size
            return np.full(size, CERTAIN, np.uint8), np.zeros(size, np.int64)
        border = max(self.grounds.pack.zones[zone].accuracy_m, accuracy_m or 0.0)
        key = (zone, border)
        if key not in self._known:
            self._known[key] = self._inside(self.grounds.pack.zones[zone], border)
        return self._known[key]

    def by_name(self, zone: ZoneId, *, of_whole: bool = False) -> tuple[Tris, NDArray[np.bool_]]:
        """Return the tri by name alone, and whether any zone is named at all.

        With `of_whole`, what names a zone that contains the zone is certainly in it: a visit to the
        whole is a visit to the part.
        """
        key = (zone, of_whole)
        if key not in self._named:
            judge = self.grounds.by_names_of_whole if of_whole else self.grounds.by_names
            tris = np.ones(len(self.names), dtype=np.uint8)
            any_named = np.zeros(len(self.names), dtype=np.bool_)
            for code, texts in enumerate(self.names):
                zones = next((z for z in map(self.grounds.borne, texts) if z), ())
                if zones:
                    tris[code] = judge(zones, zone)
                    any_named[code] = True
            self._named[key] = tris[self.name_code], any_named[self.name_code]
        return self._named[key]

    def _inside(self, zone: Zone, border_m: float) -> tuple[Tris, Bits]:
        tri, _ = self.by_name(zone.id)
        located = ~np.isnan(self.lon)
        vague = located & np.isnan(self.accuracy_m)
        near = np.zeros(tri.size, dtype=np.bool_)
        if zone.geometry is None:
            tri = np.where(vague, np.minimum(tri, 1), tri).astype(np.uint8)
        else:
            tri = np.where(vague, 1, tri).astype(np.uint8)
            exact = np.flatnonzero(located & ~vague)
            if exact.size:
                measured = self._measure(zone, border_m, exact)
                near[exact] = measured == 1
                tri[exact] = self._unless_contradicted(zone.id, exact, measured)
        doubts = np.where(near, BIT["near-border"], BIT["vague-place"])
        return tri, np.where(tri == 1, doubts, 0)

    def _measure(self, zone: Zone, border_m: float, rows: NDArray[np.int64]) -> Tris:
        """Return the tri of points with an accuracy against a drawn zone."""
        lon, lat = self.lon[rows], self.lat[rows]
        assert zone.geometry is not None  # noqa: S101 -- the caller asks for drawn zones only
        shapely.prepare(zone.geometry)
        tri = np.where(shapely.intersects_xy(zone.geometry, lon, lat), CERTAIN, 0).astype(np.uint8)
        margin = self.accuracy_m[rows] + border_m
        tri[nearer_than(lon, lat, margin, zone_edges(zone.geometry))] = 1
        return tri

    def _unless_contradicted(self, zone: ZoneId, rows: NDArray[np.int64], measured: Tris) -> Tris:
        """Lower to *possible* where the zone that the report names says the opposite."""
        said = np.full(len(self.names), 1, dtype=np.uint8)
        for code, (name, _, _) in enumerate(self.names):
            zones = self.grounds.borne(name)
            if zones:
                said[code] = self.grounds.by_names(zones, zone)
        told = said[self.name_code[rows]]
        opposite = (np.maximum(told, measured) == CERTAIN) & (np.minimum(told, measured) == 0)
        return np.where(opposite, 1, measured).astype(np.uint8)


def places(grounds: Grounds, table: pl.DataFrame) -> Places:
    """Take the places of a table's rows."""
    combined = table.select(pl.struct("zone", "district", "country").alias("names"))["names"]
    distinct = combined.unique(maintain_order=True)
    names = tuple((each["zone"], each["district"], each["country"]) for each in distinct)
    codes = (
        table.select("zone", "district", "country")
        .join(
            pl.DataFrame(
                {
                    "zone": [each[0] for each in names],
                    "district": [each[1] for each in names],
                    "country": [each[2] for each in names],
                    "code": np.arange(len(names)),
                },
                schema_overrides={
                    "zone": pl.String,
                    "district": pl.String,
                    "country": pl.String,
                    "code": pl.Int64,
                },
            ),
            on=["zone", "district", "country"],
            how="left",
            maintain_order="left",
        )["code"]
        .to_numpy()
    )
    return Places(
        grounds,
        _floats(table["lon"]),
        _floats(table["lat"]),
        _floats(table["accuracy_m"]),
        names,
        codes,
    )


def _floats(column: pl.Series) -> NDArray[np.float64]:
    return column.fill_null(float("nan")).to_numpy().astype(np.float64, copy=False)


def zone_edges(geometry: shapely.Geometry) -> NDArray[np.float64]:
    """Return the border of a polygon or line as edges, float64 (m, 4)."""
    lines = shapely.get_parts(shapely.boundary(geometry)) if geometry.area else [geometry]
    rings = [
        np.asarray(shapely.get_coordinates(part))
        for line in lines
        for part in shapely.get_parts(line)
    ]
    return edges_of(rings)
