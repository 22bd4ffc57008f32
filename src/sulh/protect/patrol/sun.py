"""When the sun rises and sets, so that patrols are back before dark.

The formula is NOAA's "General Solar Position Calculations" (Global Monitoring Division,
https://gml.noaa.gov/grad/solcalc/solareqns.PDF): good to a minute or two between 72° south and north.
"""

from __future__ import annotations

from math import acos, cos, degrees, pi, radians, sin, tan
from typing import TYPE_CHECKING

from sulh.errors import InputError

if TYPE_CHECKING:
    from datetime import date

__all__ = ["daylight"]

ZENITH = 90.833
"""Of the sun's centre at sunrise, in degrees: half a disc and refraction (same source)."""


def daylight(day: date, lon: float, lat: float, utc_offset_h: float = 0.0) -> tuple[float, float]:
    """Return sunrise and sunset in minutes after local midnight; `lon`, `lat` in degrees, WGS 84."""
    middle = 12 - lon / 15  # hours UTC, near enough to noon to tell when the sun rises and sets
    found = []
    for side in (-1, 1):
        noon, half = _arc(day, middle, lon, lat)
        noon, half = _arc(day, (noon + side * half) / 60, lon, lat)
        found.append(noon + side * half + 60 * utc_offset_h)
    return found[0], found[1]


def _arc(day: date, hour: float, lon: float, lat: float) -> tuple[float, float]:
    """Return solar noon and half the daylight, in minutes UTC, as the sun stands at this hour UTC."""
    days = day.timetuple().tm_yday - 1 + (hour - 12) / 24
    turn = 2 * pi / (366 if _is_leap(day.year) else 365) * days
    equation_min = 229.18 * (
        0.000075
        + 0.001868 * cos(turn)
        - 0.032077 * sin(turn)
        - 0.014615 * cos(2 * turn)
        - 0.040849 * sin(2 * turn)
    )
    declination = (
        0.006918
        - 0.399912 * cos(turn)
        + 0.070257 * sin(turn)
        - 0.006758 * cos(2 * turn)
        + 0.000907 * sin(2 * turn)
        - 0.002697 * cos(3 * turn)
        + 0.00148 * sin(3 * turn)
    )
    at = radians(lat)
    cosine = cos(radians(ZENITH)) / (cos(at) * cos(declination)) - tan(at) * tan(declination)
    if not -1 <= cosine <= 1:
        state = "never rises" if cosine > 1 else "never sets"
        raise InputError(
            f"On {day} the sun {state} at latitude {lat:g}.",
            remedy="Give the hours yourself with --leave and --return.",
        )
    return 720 - 4 * lon - equation_min, 4 * degrees(acos(cosine))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
