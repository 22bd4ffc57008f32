"""Tables of demands, candidate sites and travel times for a laydown; every bad row is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural, shown
from sulh.mission import pack_area
from sulh.protect.laydown.problem import CandidateSite
from sulh.protect.reading import need_columns, parse_amount
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_choice, parse_name, parse_yes
from sulh.tables.points import parse_point
from sulh.tables.rows import NoRowsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.mission import Pack
    from sulh.protect.laydown.problem import Use
    from sulh.tables import Area, Read, Row, Table

__all__ = [
    "Demands",
    "Sites",
    "check_exchange",
    "map_area",
    "read_demands",
    "read_sites",
    "read_travel_times",
]

Floats = NDArray[np.float64]
Point = tuple[float, float]
USES = ("may", "must", "never")
NEAR_DEGREES = 1.0
"""How far outside the box of a mission's map a place may lie."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demands:
    """Where people need help within reach: float64[n] degrees; `weights` float64[samples, n]."""

    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    weights: Floats
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sites:
    """Candidate sites and where they are, float64[n] degrees."""

    sites: tuple[CandidateSite, ...]
    lon: Floats
    lat: Floats


class _Demand(NamedTuple):
    name: str
    point: Point
    samples: tuple[float, ...]
    district: str
    measure: str


def map_area(pack: Pack) -> Area | None:
    """Return the box of a pack's map: zones, lines, sites, and the outlines behind them."""
    own = pack_area(pack)
    boxes = [base.geometry.bounds for base in pack.base] + ([own] if own else [])
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def read_demands(
    table: Table, file: str, *, area: Area | None = None, measure: str = ""
) -> Read[Demands]:
    """Read demands: `lon`, `lat`, `weight`, and optionally `name`, `district`, `samples`.

    A table from `sulh warn forecast` needs no change: `cell` is the name, `mean` or `samples` the
    weight, summed over periods, `country` the district. `area` is the box of the mission's map.

    Raises
    ------
    InputError
        When a column is missing, no row can be read, or the rows do not fit together.
    """
    names = {name.strip().lower() for name in table.columns}
    is_forecast = {"cell", "mean"} <= names
    weight = "mean" if is_forecast and "weight" not in names else "weight"
    columns = _columns(table, file, ("lon", "lat", weight))
    name, district = ("cell", "country") if is_forecast else ("name", "district")

    def convert(row: Row) -> _Demand | Literal[True]:  # True: of another measure
        values = _values(row, columns)
        if is_forecast and measure and values.get("measure", "") != measure:
            return True
        texts = values.get("samples", "").split() or [values[weight]]
        return _Demand(
            name=parse_name(name, values.get(name, ""), required=is_forecast)
            or f"row {row.number}",
            point=_point(values, area),
            samples=tuple(
                parse_amount("samples" if len(texts) > 1 else weight, text) for text in texts
            ),
            district=parse_name("district", values.get(district, ""), required=False),
            measure=values.get("measure", ""),
        )

    read = convert_rows(table, file, convert)
    rows = [each for each in read.value if each is not True]
    if not rows:
        remedy = "Give at least one row with lon, lat and weight."
        raise NoRowsError(read, file, what="demand", remedy=remedy)
    return read.with_value(_demands(rows, file, is_forecast=is_forecast))


def _demands(rows: list[_Demand], file: str, *, is_forecast: bool) -> Demands:
    measures = sorted({each.measure for each in rows})
    if len(measures) > 1:
        raise InputError(
            f"{file} has several measures: {', '.join(measures)}.",
            remedy="Choose one with --measure.",
        )
    sizes = {len(each.samples) for each in rows}
    if len(sizes) > 1:
        raise InputError(
            f"{file} has rows with {min(sizes)} and with {plural(max(sizes), 'sample')}.",
            remedy="Give each row the same number of samples.",
        )
    rows = _sum_periods(rows) if is_forecast else rows
    districts = tuple(each.district or "no district" for each in rows)
    return Demands(
        names=tuple(each.name for each in rows),
        lon=np.array([each.point[0] for each in rows]),
        lat=np.array([each.point[1] for each in rows]),
        weights=np.array([each.samples for each in rows], np.float64).T,
        districts=districts if any(each.district for each in rows) else (),
    )


def _sum_periods(rows: list[_Demand]) -> list[_Demand]:
    """Sum the periods of each cell, sample by sample: how they lean together stays."""
    cells: dict[str, _Demand] = {}
    for row in rows:
        earlier = cells.get(row.name)
        sums = row.samples
        if earlier is not None:
            sums = tuple(a + b for a, b in zip(earlier.samples, sums, strict=True))
        cells[row.name] = row._replace(samples=sums)
    return list(cells.values())


def read_sites(table: Table, file: str, *, area: Area | None = None) -> Read[Sites]:
    """Read candidate sites: `name`, `lon`, `lat`, and optionally the fields of `CandidateSite`.

    A site with the name or the place of an earlier one is rejected.

    Raises
    ------
    InputError
        When a column is missing, or no row can be read.
    """
    columns = _columns(table, file, ("name", "lon", "lat"))
    rows: dict[str | Point, int] = {}

    def convert(row: Row) -> tuple[CandidateSite, Point]:
        values = _values(row, columns)
        site, point = _site(values), _point(values, area)
        for field, key in (("name", site.name), ("lon", point)):
            if key in rows:
                raise FaultyField(
                    "duplicate-id",
                    field,
                    shown(key),
                    message=f"is that of the site in row {rows[key]}",
                    remedy="Give each site once, under one name, at its own place.",
                )
        rows[site.name] = rows[point] = row.number
        return site, point

    read = convert_rows(table, file, convert)
    if not read.value:
        remedy = "Give at least one row with name, lon and lat."
        raise NoRowsError(read, file, what="site", remedy=remedy)
    sites, points = zip(*read.value, strict=True)
    lon, lat = np.array(points, np.float64).T
    return read.with_value(Sites(sites=sites, lon=lon.copy(), lat=lat.copy()))


def _site(values: Mapping[str, str]) -> CandidateSite:
    room = values.get("room", "")
    return CandidateSite(
        name=parse_name("name", values["name"]),
        use=cast("Use", parse_choice("use", values.get("use", "") or "may", USES)),
        existing=parse_yes("existing", values.get("existing", "") or "no"),
        strength_min=parse_amount("strength_min", values.get("strength_min", "") or "0"),
        room=parse_amount("room", room) if room.strip() else None,
        cost=parse_amount("cost", values.get("cost", "") or "0"),
        cost_to_leave=parse_amount("cost_to_leave", values.get("cost_to_leave", "") or "0"),
    )


def read_travel_times(
    table: Table,
    file: str,
    *,
    sites: tuple[CandidateSite, ...],
    demands: tuple[str, ...],
    units: tuple[str, ...] = (),
) -> Read[Any]:
    """Read `site`, `demand`, `minutes` into float64[sites, demands]; other pairs are not connected.

    With the column `unit` the value is a dictionary of such tables by the kinds of `units`; a row that
    names no unit counts for each kind that has no row of its own for the pair.

    Raises
    ------
    InputError
        When a column is missing, or two demands have one name.
    """
    columns = _columns(table, file, ("site", "demand", "minutes"))
    positions = {
        "site": {site.name: i for i, site in enumerate(sites)},
        "demand": {name: i for i, name in enumerate(demands)},
    }
    kinds = {name: i for i, name in enumerate(("", *units))}
    if len(positions["demand"]) < len(demands):
        twice = next(name for i, name in enumerate(demands) if positions["demand"][name] != i)
        raise InputError(
            f"Two demands are named {shown(twice)}, so travel times to it have no meaning.",
            remedy="Give each demand a name of its own.",
        )
    minutes = np.full((len(kinds), len(sites), len(demands)), np.inf)

    def convert(row: Row) -> bool:
        values = _values(row, columns)
        unit = values.get("unit", "").strip()
        kind = _position("unit", unit, kinds) if unit else 0
        ends = (_position(field, values[field], positions[field]) for field in positions)
        pair = (kind, *ends)
        time = parse_amount("minutes", values["minutes"])
        if np.isfinite(minutes[pair]) and minutes[pair] != time:
            raise FaultyField(
                "conflict", "minutes", time, message="differs from an earlier row of the same pair"
            )
        minutes[pair] = time
        return True

    read = convert_rows(table, file, convert)
    if "unit" not in columns:
        return read.with_value(minutes[0])
    own = np.where(np.isfinite(minutes), minutes, minutes[0])
    return read.with_value({name: own[i] for name, i in kinds.items() if name})


def check_exchange(demands: Demands, sites: Sites) -> None:
    """Refuse two tables of which one seems to have longitudes and latitudes exchanged.

    Raises
    ------
    InputError
        When the boxes of demands and sites lie apart, and would meet with one of them exchanged.
    """
    there = _box(demands.lon, demands.lat)
    if _meet(there, _box(sites.lon, sites.lat)) or not _meet(there, _box(sites.lat, sites.lon)):
        return
    raise InputError(
        f"The demands lie at lon {there[0]:.2f} to {there[2]:.2f}, lat {there[1]:.2f} to {there[3]:.2f}, "
        f"the sites at lon {sites.lon.min():.2f} to {sites.lon.max():.2f}, lat {sites.lat.min():.2f} to "
        f"{sites.lat.max():.2f}: in one of the tables lon and lat seem to be exchanged.",
        remedy="Write the longitude (east) in lon and the latitude (north) in lat.",
    )


def _box(lon: Floats, lat: Floats) -> Area:
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def _meet(one: Area, other: Area) -> bool:
    return all(
        one[k] <= other[k + 2] + NEAR_DEGREES and other[k] <= one[k + 2] + NEAR_DEGREES
        for k in (0, 1)
    )


def _position(field: str, text: str, positions: Mapping[str, int]) -> int:
    name = parse_name(field, text)
    if name not in positions:
        raise FaultyField(
            "unknown-reference", field, shown(name), message=f"is not a {field} of the other table"
        )
    return positions[name]


def _point(values: Mapping[str, str], area: Area | None) -> Point:
    """Return lon and lat; refuse a point far from the mission's area."""
    lon, lat = parse_point(("lon", "lat"), values["lon"], values["lat"], area)
    if area is None:
        return lon, lat
    west, south, east, north = area
    if not (
        west - NEAR_DEGREES <= lon <= east + NEAR_DEGREES
        and south - NEAR_DEGREES <= lat <= north + NEAR_DEGREES
    ):
        raise FaultyField(
            "bad-coordinates",
            "lon",
            f"{lon}, {lat}",
            message="lies outside the mission's area",
            expected=f"within {NEAR_DEGREES:g} degree of lon {west:.2f} to {east:.2f}, "
            f"lat {south:.2f} to {north:.2f}",
        )
    return lon, lat


def _columns(table: Table, file: str, needed: tuple[str, ...]) -> dict[str, str]:
    """Return the columns by their names in lower case."""
    columns = {name.strip().lower(): name for name in table.columns}
    need_columns(columns, file, needed)
    return columns


def _values(row: Row, columns: Mapping[str, str]) -> dict[str, str]:
    return {key: row.values.get(name, "") for key, name in columns.items()}
