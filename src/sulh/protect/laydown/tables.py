"""Tables of demands, of sites and of travel times, read for a laydown; what cannot be read is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, shown
from sulh.protect.laydown.problem import CandidateSite
from sulh.tables.fields import parse_choice, parse_decimal, parse_name, parse_yes
from sulh.tables.points import parse_point
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.errors import Problem
    from sulh.protect.laydown.problem import Use
    from sulh.tables.rows import Area, Row, Table

__all__ = ["Demands", "Sites", "Taken", "read_demands", "read_sites", "read_travel_times"]

Floats = NDArray[np.float64]
Read = TypeVar("Read")
USES = ("may", "must", "never")
DEMAND_COLUMNS, SITE_COLUMNS = ("lon", "lat", "weight"), ("name", "lon", "lat")
TIME_COLUMNS = ("site", "demand", "minutes")
NEAR_DEGREES = 1.0
"""So far outside the box of a mission's map a place may still be the mission's."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demands:
    """Where people need to be within reach: float64[n] degrees; `weights` float64[samples, n]."""

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taken(Generic[Read]):
    """What a table gave, how many rows it had, and the problems of those that were not taken."""

    read: Read
    rows: int
    problems: tuple[Problem, ...] = ()
    raw: Mapping[int, str] = field(default_factory=dict)


class _Demand(NamedTuple):
    name: str
    place: tuple[float, float]
    samples: tuple[float, ...]
    district: str
    period: str


def read_demands(
    table: Table, file: str, *, area: Area | None = None, measure: str = ""
) -> Taken[Demands]:
    """Read demands: `lon`, `lat`, `weight`, and where they are known `name`, `district`, `samples`.

    A table from `sulh warn forecast` is read as it is: its `cell` is the name, `mean` or `samples` the
    weight, summed over periods, `country` the district. `area` (west, south, east, north) is the mission's.
    """
    columns = {name.strip().lower(): name for name in table.columns}
    is_forecast = "cell" in columns and "mean" in columns
    weight = "mean" if is_forecast and "weight" not in columns else "weight"
    _refuse_missing(columns, (*DEMAND_COLUMNS[:2], weight), file)

    def convert(row: Row) -> _Demand | None:
        values = {key: row.values.get(name, "") for key, name in columns.items()}
        if is_forecast and measure and values.get("measure", "") != measure:
            return None
        place = parse_point(("lon", "lat"), values["lon"], values["lat"], area)
        _refuse_far(place, area)
        texts = values.get("samples", "").split() or [values[weight]]
        name = "cell" if is_forecast else "name"
        return _Demand(
            parse_name(name, values.get(name, ""), required=is_forecast) or f"row {row.number}",
            place,
            tuple(_amount("samples" if len(texts) > 1 else weight, text) for text in texts),
            parse_name(
                "district",
                values.get("district" if not is_forecast else "country", ""),
                required=False,
            ),
            values.get("measure", ""),
        )

    found = convert_rows(table, file, convert)
    made = [each for each in found.value if each is not None]
    if not made:
        raise InputError(
            f"{file} holds no demand that can be read: {found.rows} rows, {len(found.problems)} rejected.",
            remedy="Give at least one row with lon, lat and weight.",
        )
    measures = sorted({each.period for each in made})
    if len(measures) > 1:
        raise InputError(
            f"{file} holds several measures: {', '.join(measures)}.",
            remedy="Choose one with --measure.",
        )
    made = _summed(made) if is_forecast else made
    sizes = {len(each.samples) for each in made}
    if len(sizes) > 1:
        raise InputError(
            f"{file} holds rows with {min(sizes)} and with {max(sizes)} samples.",
            remedy="Give every row as many.",
        )
    districts = tuple(each.district for each in made)
    demands = Demands(
        names=tuple(each.name for each in made),
        lon=np.array([each.place[0] for each in made]),
        lat=np.array([each.place[1] for each in made]),
        weights=np.array([each.samples for each in made], np.float64).T,
        districts=tuple(each or "no district" for each in districts) if any(districts) else (),
    )
    return Taken(read=demands, rows=found.rows, problems=found.problems, raw=found.raw)


def _summed(made: list[_Demand]) -> list[_Demand]:
    """Sum the periods of each cell, sample by sample: they are drawn independently."""
    cells: dict[str, _Demand] = {}
    for each in made:
        old = cells.get(each.name)
        if old is not None:
            both = zip(old.samples, each.samples, strict=True)
            each = each._replace(samples=tuple(a + b for a, b in both))  # noqa: PLW2901
        cells[each.name] = each
    return list(cells.values())


def read_sites(table: Table, file: str, *, area: Area | None = None) -> Taken[Sites]:
    """Read sites: `name`, `lon`, `lat`, and where they matter the fields of `CandidateSite`.

    A site named, or standing, as an earlier one is rejected.
    """
    columns = {name.strip().lower(): name for name in table.columns}
    _refuse_missing(columns, SITE_COLUMNS, file)
    names: dict[str, int] = {}
    places: dict[tuple[float, float], int] = {}

    def convert(row: Row) -> tuple[CandidateSite, tuple[float, float]]:
        values = {key: row.values.get(name, "") for key, name in columns.items()}
        site = CandidateSite(
            name=parse_name("name", values["name"]),
            use=cast("Use", parse_choice("use", values.get("use", "") or "may", USES)),
            existing=parse_yes("existing", values.get("existing", "") or "no"),
            strength_min=_amount("strength_min", values.get("strength_min", "") or "0"),
            room=_amount("room", values["room"]) if values.get("room", "").strip() else None,
            cost=_amount("cost", values.get("cost", "") or "0"),
            cost_to_leave=_amount("cost_to_leave", values.get("cost_to_leave", "") or "0"),
        )
        place = parse_point(("lon", "lat"), values["lon"], values["lat"], area)
        _refuse_far(place, area)
        for name, seen, key in (("name", names, site.name), ("lon", places, place)):
            if key in seen:
                raise FaultyField(
                    "duplicate-id",
                    name,
                    shown(key),
                    message=f"is that of the site in row {seen[key]}",  # type: ignore[index]
                    remedy="Give each site once, under one name, at its own place.",
                )
        names[site.name], places[place] = row.number, row.number
        return site, place

    found = convert_rows(table, file, convert)
    if not found.value:
        raise InputError(
            f"{file} holds no site that can be read: {found.rows} rows, {len(found.problems)} rejected.",
            remedy="Give at least one row with name, lon and lat.",
        )
    sites = Sites(
        sites=tuple(site for site, _ in found.value),
        lon=np.array([place[0] for _, place in found.value]),
        lat=np.array([place[1] for _, place in found.value]),
    )
    return Taken(read=sites, rows=found.rows, problems=found.problems, raw=found.raw)


def read_travel_times(
    table: Table, file: str, *, sites: tuple[CandidateSite, ...], demands: tuple[str, ...]
) -> Taken[Floats]:
    """Read `site`, `demand`, `minutes` into float64[sites, demands]; a pair not given has no way."""
    columns = {name.strip().lower(): name for name in table.columns}
    _refuse_missing(columns, TIME_COLUMNS, file)
    site_at = {site.name: i for i, site in enumerate(sites)}
    demand_at = {name: i for i, name in enumerate(demands)}
    if len(demand_at) < len(demands):
        twice = next(name for i, name in enumerate(demands) if demand_at[name] != i)
        raise InputError(
            f"Two demands are named {shown(twice)}, so travel times to it have no meaning.",
            remedy="Give each demand a name of its own.",
        )
    far = np.full((len(sites), len(demands)), np.inf)

    def convert(row: Row) -> None:
        values = {key: row.values.get(name, "") for key, name in columns.items()}
        at = []
        for name, known in (("site", site_at), ("demand", demand_at)):
            key = parse_name(name, values[name])
            if key not in known:
                raise FaultyField(
                    "unknown-reference",
                    name,
                    shown(key),
                    message=f"is no {name} of the other table",
                )
            at.append(known[key])
        minutes = _amount("minutes", values["minutes"])
        if np.isfinite(far[at[0], at[1]]) and far[at[0], at[1]] != minutes:
            raise FaultyField(
                "conflict", "minutes", minutes, message="is another time for a pair given before"
            )
        far[at[0], at[1]] = minutes

    found = convert_rows(table, file, convert)
    return Taken(read=far, rows=found.rows, problems=found.problems, raw=found.raw)


def _amount(field_name: str, text: str) -> float:
    """Return a number of zero or more."""
    number = parse_decimal(field_name, text)
    if number is None:
        raise FaultyField("missing", field_name, "", message="is missing", expected="a number")
    if number < 0.0:
        raise FaultyField("negative", field_name, shown(text), message="is negative")
    if not np.isfinite(number):
        raise FaultyField("not-a-number", field_name, shown(text), expected="a finite number")
    return number


def _refuse_far(place: tuple[float, float], area: Area | None) -> None:
    if area is None:
        return
    west, south, east, north = area
    if not (
        west - NEAR_DEGREES <= place[0] <= east + NEAR_DEGREES
        and south - NEAR_DEGREES <= place[1] <= north + NEAR_DEGREES
    ):
        raise FaultyField(
            "bad-coordinates",
            "lon",
            f"{place[0]}, {place[1]}",
            message="lies outside the mission's area",
            expected=f"within {NEAR_DEGREES:g} degree of lon {west:.2f} to {east:.2f}, "
            f"lat {south:.2f} to {north:.2f}",
        )


def _refuse_missing(columns: Mapping[str, str], needed: tuple[str, ...], file: str) -> None:
    missing = [name for name in needed if name not in columns]
    if missing:
        raise InputError(
            f"{file} has no column {', '.join(missing)}; it has {shown(', '.join(columns))}.",
            remedy=f"Give it the columns {', '.join(needed)}.",
        )
