"""Parse where something was: coordinates in degrees, WGS 84, and the names of places."""

from __future__ import annotations

import re

from sulh.errors import shown
from sulh.tables.fields import parse_decimal
from sulh.tables.positions import parse_degrees
from sulh.tables.rows import Area, FaultyField

__all__ = ["parse_accuracy", "parse_angle", "parse_coordinates", "parse_point"]

SEXAGESIMAL_MARK = re.compile(r"[^\d.,+-]")
REGION_WORD = "region"
ACCURACY_M_MAX = 20_000_000
MARGIN_DEGREES = 1.0
"""A point is far from the mission's area when it lies further outside than this."""


def parse_accuracy(text: str) -> float | None:
    """Return the radius of the circle around a point, in metres; None: the point is a region's centre."""
    text = text.strip()
    if text.casefold() == REGION_WORD:
        return None
    if not text:
        raise FaultyField(
            "missing",
            "accuracy_m",
            "",
            message="is missing",
            expected="the radius in metres around the point, or 'region'",
            remedy="A satellite receiver is good to about 15 m, a map to about 100 m.",
        )
    accuracy_m = parse_decimal("accuracy_m", text)
    if accuracy_m is None or not 0 <= accuracy_m <= ACCURACY_M_MAX:
        raise FaultyField(
            "bad-accuracy", "accuracy_m", text, expected=f"metres, 0 to {ACCURACY_M_MAX:,}"
        )
    return accuracy_m


def parse_angle(field: str, text: str, letters: str) -> float | None:
    """Return degrees, as a decimal number or with minutes and seconds; None for an empty field.

    `letters` are those of the two sides: ``EW`` for a longitude, ``NS`` for a latitude.
    """
    try:
        return parse_decimal(field, text)
    except FaultyField:
        if not SEXAGESIMAL_MARK.search(text.strip()):
            raise
    return parse_degrees(field, text, letters)


def parse_point(
    names: tuple[str, str], lon_text: str, lat_text: str, area: Area | None
) -> tuple[float, float]:
    """Return coordinates that must be there."""
    lon, lat = parse_coordinates(names, lon_text, lat_text, area)
    if lon is None or lat is None:
        raise FaultyField("missing", names[0], "", message="is missing", expected="degrees")
    return lon, lat


def parse_coordinates(
    names: tuple[str, str], lon_text: str, lat_text: str, area: Area | None
) -> tuple[float | None, float | None]:
    """Return lon and lat; both are None where both fields are empty.

    Refused are one without the other, values that are no degrees on the globe, and a point far from
    the mission's `area` that would lie in it with lon and lat exchanged.
    """
    lon, lat = parse_angle(names[0], lon_text, "EW"), parse_angle(names[1], lat_text, "NS")
    if lon is None or lat is None:
        if lon is not None or lat is not None:
            missing = names[0] if lon is None else names[1]
            raise FaultyField(
                "missing", missing, "", message="is missing beside the other coordinate"
            )
        return None, None
    if not -90 <= lat <= 90:
        is_exchanged = -90 <= lon <= 90 and abs(lat) <= 180
        raise FaultyField(
            "bad-coordinates",
            names[1],
            shown(lat_text),
            message="is no latitude" + (": lon and lat seem to be exchanged" * is_exchanged),
            expected="between -90 and 90",
        )
    if not -180 <= lon <= 180:
        raise FaultyField(
            "bad-coordinates",
            names[0],
            shown(lon_text),
            message="is no longitude",
            expected="between -180 and 180",
        )
    if area is not None and not _holds(area, lon, lat, MARGIN_DEGREES) and _holds(area, lat, lon):
        raise FaultyField(
            "bad-coordinates",
            names[1],
            f"{shown(lon_text)}, {shown(lat_text)}",
            message="lies far from the mission's area: lon and lat seem to be exchanged",
            remedy="Write the longitude (east) in lon and the latitude (north) in lat.",
        )
    return lon, lat


def _holds(area: Area, lon: float, lat: float, margin: float = 0.0) -> bool:
    west, south, east, north = area
    return west - margin <= lon <= east + margin and south - margin <= lat <= north + margin
