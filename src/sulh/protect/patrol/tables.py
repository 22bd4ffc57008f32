"""Tables of places, travel times and payoffs for patrols; every bad row is named."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError, plural, shown
from sulh.protect.patrol.clock import DAY_MIN, parse_clock
from sulh.protect.patrol.game import Payoffs
from sulh.protect.patrol.places import PatrolPlace
from sulh.protect.reading import need_columns, parse_amount
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_name
from sulh.tables.points import parse_point

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.tables import Read, Row, Table

__all__ = ["BASE", "PAYOFFS", "read_patrol_places", "read_patrol_times", "read_payoffs"]

BASE = "base"
"""The name of the base in a table of travel times."""

VALUE_MAX = 1e12
PAYOFFS = ("ours_present", "ours_absent", "theirs_present", "theirs_absent")


def read_patrol_places(
    table: Table, file: str, *, night: bool = False
) -> Read[tuple[PatrolPlace, ...]]:
    """Read places: name, lon, lat, value, minutes, and optionally opens, closes (HH:MM).

    Minutes may be 0, a drive-past. Several opening hours stand in each cell with semicolons between:
    ``07:00;14:00`` and ``12:00;18:00``. At `night`, hours that close before they open close on the next day.

    A place with the name or the point of an earlier one is a problem.

    Raises
    ------
    InputError
        When a column is missing.
    """
    need_columns(table.columns, file, ("name", "lon", "lat", "value", "minutes"))
    places: list[PatrolPlace] = []

    def convert(row: Row) -> PatrolPlace:
        place = _place(row, night=night)
        for other in places:
            if other.name == place.name:
                raise FaultyField("duplicate-id", "name", place.name, message="is given before")
            if (other.lon, other.lat) == (place.lon, place.lat):
                message = f"is the same point as that of {other.name}"
                raise FaultyField("duplicate-id", "lon", place.lon, message=message)
        places.append(place)
        return place

    return convert_rows(table, file, convert)


def _place(row: Row, *, night: bool) -> PatrolPlace:
    get = row.values.get
    name = parse_name("name", get("name", ""))
    lon, lat = parse_point(("lon", "lat"), get("lon", ""), get("lat", ""), None)
    stay = parse_amount("minutes", get("minutes", ""), high=DAY_MIN)
    hours = _hours(row, stay, night=night)
    return PatrolPlace(
        name=name,
        lon=lon,
        lat=lat,
        value=parse_amount("value", get("value", ""), high=VALUE_MAX),
        stay_min=stay,
        opens_min=hours[0][0],
        closes_min=hours[0][1],
        more_hours=tuple(hours[1:]),
    )


def _hours(row: Row, stay: float, *, night: bool) -> list[tuple[float, float]]:
    """Return the opening hours of a place, each long enough for a visit."""
    texts = [row.values.get(field, "").split(";") for field in ("opens", "closes")]
    if len(texts[0]) != len(texts[1]):
        raise FaultyField(
            "bounds",
            "closes",
            shown(row.values.get("closes", "")),
            message=f"has {len(texts[1])} times, and opens has {len(texts[0])}",
            expected="as many as opens",
        )
    hours = []
    for first, last in zip(*texts, strict=True):
        opens, closes = _time("opens", first, 0.0), _time("closes", last, DAY_MIN)
        long = max(closes - opens + DAY_MIN * (night and closes <= opens), 0.0)
        if long < stay or (closes <= opens and not night):
            raise FaultyField(
                "bounds",
                "closes",
                shown(last),
                message=f"leaves {plural(long, 'minute')}, and a visit takes {stay:g}",
                expected="opening hours that are longer than a visit",
                remedy="" if night else "For hours over midnight, plan a night (--night).",
            )
        hours.append((opens, closes))
    return hours


def _time(field: str, text: str, default: float) -> float:
    text = text.strip()
    if not text:
        return default
    try:
        return parse_clock(text)
    except InputError:
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message="is not a time of day",
            expected="HH:MM, from 00:00 to 24:00",
        ) from None


def read_patrol_times(
    table: Table, file: str, places: tuple[PatrolPlace, ...]
) -> Read[NDArray[np.float64]]:
    """Read `from`, `to`, `minutes` into float64[n + 1, n + 1]; row and column 0 are the base.

    The base is named `BASE`. A pair in one direction counts for both, where the other is not given; a
    pair that is missing is infinite.

    Raises
    ------
    InputError
        When a column is missing.
    """
    need_columns(table.columns, file, ("from", "to", "minutes"))
    positions = {BASE: 0, **{place.name: i for i, place in enumerate(places, start=1)}}
    minutes = np.full((len(places) + 1, len(places) + 1), np.inf)
    np.fill_diagonal(minutes, 0.0)

    def convert(row: Row) -> bool:
        ends = []
        for field in ("from", "to"):
            name = parse_name(field, row.values.get(field, ""))
            if name not in positions:
                message = f"is neither {BASE!r} nor a place"
                raise FaultyField("unknown-reference", field, shown(name), message=message)
            ends.append(positions[name])
        time = parse_amount("minutes", row.values.get("minutes", ""))
        if isfinite(minutes[ends[0], ends[1]]) and minutes[ends[0], ends[1]] != time:
            message = "differs from an earlier row of the same pair"
            raise FaultyField("conflict", "minutes", time, message=message)
        minutes[ends[0], ends[1]] = time
        return True

    read = convert_rows(table, file, convert)
    return read.with_value(np.where(np.isfinite(minutes), minutes, minutes.T))


def read_payoffs(table: Table, file: str, places: tuple[PatrolPlace, ...]) -> Read[Payoffs]:
    """Read what both sides get at each place, with presence and without: name and `PAYOFFS`.

    Raises
    ------
    InputError
        When a column or a place is missing.
    """
    need_columns(table.columns, file, ("name", *PAYOFFS))
    names = {place.name for place in places}
    numbers: dict[str, list[float]] = {}

    def convert(row: Row) -> str:
        name = parse_name("name", row.values.get("name", ""))
        if name not in names:
            raise FaultyField("unknown-reference", "name", shown(name), message="is not a place")
        if name in numbers:
            raise FaultyField("duplicate-id", "name", shown(name), message="is given before")
        own = [parse_amount(each, row.values.get(each, ""), low=-VALUE_MAX) for each in PAYOFFS]
        if own[0] < own[1] or own[2] > own[3]:
            raise FaultyField(
                "bounds",
                "ours_present" if own[0] < own[1] else "theirs_present",
                shown(row.values),
                message="makes presence worse for us, or better for them",
                expected="ours_present at least ours_absent, theirs_present at most theirs_absent",
            )
        numbers[name] = own
        return name

    read = convert_rows(table, file, convert)
    missing = [place.name for place in places if place.name not in numbers]
    if missing and not read.problems:
        raise InputError(
            f"{file} has no payoffs for {shown(', '.join(missing))}.",
            remedy="Give each place one row.",
        )
    table_of = np.array([numbers.get(place.name, [np.nan] * 4) for place in places])
    return read.with_value(Payoffs(**dict(zip(PAYOFFS, table_of.T, strict=True))))
