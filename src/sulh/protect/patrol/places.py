"""The places that patrols visit, from rows of text, and how long the ways between them take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError, Problem, shown
from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

__all__ = ["PatrolPlace", "clock", "read_patrol_places", "travel_min"]

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|(24):(00)")
DAY_MIN = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPlace:
    """A place to be present at: lon, lat in degrees, WGS 84; times in minutes after local midnight.

    `value` is the harm to be feared there without presence, on any scale that is one for all places.
    """

    name: str
    lon: float
    lat: float
    value: float
    stay_min: float
    opens_min: float = 0.0
    closes_min: float = DAY_MIN


def read_patrol_places(
    rows: Iterable[tuple[int, Mapping[str, str]]], source: str
) -> tuple[tuple[PatrolPlace, ...], tuple[Problem, ...]]:
    """Return the places and, for each row that is none, the problem.

    `rows` are line numbers with name, lon, lat, value, minutes and perhaps opens, closes (HH:MM).
    """
    places: list[PatrolPlace] = []
    problems: list[Problem] = []
    for number, row in rows:
        try:
            place = _place(row)
            _is_new(place, places)
        except _Faulty as fault:
            problems.append(
                Problem(
                    code="unreadable",
                    source=source,
                    row=number,
                    field=fault.field,
                    message=fault.message,
                    value=shown(row.get(fault.field, "")),
                    expected=fault.expected,
                )
            )
        else:
            places.append(place)
    return tuple(places), tuple(problems)


class _Faulty(Exception):  # noqa: N818 -- never leaves this file
    def __init__(self, field: str, message: str, expected: str) -> None:
        super().__init__(message)
        self.field, self.message, self.expected = field, message, expected


def _place(row: Mapping[str, str]) -> PatrolPlace:
    name = (row.get("name") or "").strip()
    if not name:
        raise _Faulty("name", "a place needs a name", "a name that no other place has")
    stay = _number(row, "minutes", 1.0, DAY_MIN)
    opens, closes = _time(row, "opens", 0.0), _time(row, "closes", DAY_MIN)
    if closes - opens < stay:
        raise _Faulty(
            "closes",
            f"{name} is open for {max(closes - opens, 0):g} minutes, and a visit takes {stay:g}",
            "opening hours within one day that hold a whole visit",
        )
    return PatrolPlace(
        name=name,
        lon=_number(row, "lon", -180.0, 180.0),
        lat=_number(row, "lat", -90.0, 90.0),
        value=_number(row, "value", 0.0, 1e12),
        stay_min=stay,
        opens_min=opens,
        closes_min=closes,
    )


def _is_new(place: PatrolPlace, places: list[PatrolPlace]) -> None:
    for other in places:
        if other.name == place.name:
            raise _Faulty("name", "this place was given before", "each place once")
        if (other.lon, other.lat) == (place.lon, place.lat):
            raise _Faulty("lon", f"{other.name} is at the same point", "each place once")


def _number(row: Mapping[str, str], field: str, low: float, high: float) -> float:
    expected = f"a number from {low:g} to {high:g}"
    try:
        value = float(row.get(field) or "")
    except ValueError:
        raise _Faulty(field, "not a number", expected) from None
    if not isfinite(value) or not low <= value <= high:
        raise _Faulty(field, "out of range", expected)
    return value


def _time(row: Mapping[str, str], field: str, default: float) -> float:
    text = (row.get(field) or "").strip()
    if not text:
        return default
    try:
        return clock(text)
    except InputError:
        raise _Faulty(field, "not a time of day", "HH:MM, from 00:00 to 24:00") from None


def clock(text: str) -> float:
    """Return minutes after midnight of HH:MM."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{shown(text)!r} is not a time of day.", remedy="Write HH:MM.")
    hours, minutes = text.strip().split(":")
    return 60.0 * int(hours) + int(minutes)


def travel_min(
    places: tuple[PatrolPlace, ...], base: tuple[float, float], speed_kmh: float
) -> NDArray[np.float64]:
    """Return minutes between base (row and column 0) and places, on the great circle at one speed."""
    lon = np.array([base[0], *(p.lon for p in places)])
    lat = np.array([base[1], *(p.lat for p in places)])
    return distances_m(lon, lat, lon, lat) * 60 / (1000 * speed_kmh)
