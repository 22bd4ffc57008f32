"""When the sun rises and sets, so that patrols are back before dark.

The formula is NOAA's "General Solar Position Calculations" (Global Monitoring Division,
https://gml.noaa.gov/grad/solcalc/solareqns.PDF): good to a minute or two between 72° south and north.
"""

from __future__ import annotations

from datetime import timedelta
from math import acos, cos, degrees, pi, radians, sin, tan
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.protect.patrol.clock import DAY_MIN

if TYPE_CHECKING:
    from datetime import date

__all__ = ["daylight", "patrol_hours"]

ZENITH = 90.833
"""Zenith angle of the sun's centre at sunrise, in degrees: half a disc and refraction (same source)."""


def daylight(day: date, lon: float, lat: float, utc_offset_h: float = 0.0) -> tuple[float, float]:
    """Return sunrise and sunset in minutes after local midnight; `lon`, `lat` in degrees, WGS 84."""
    middle = 12 - lon / 15  # hours UTC, near enough to noon to tell when the sun rises and sets
    times = []
    for side in (-1, 1):
        noon, half = _arc(day, middle, lon, lat)
        noon, half = _arc(day, (noon + side * half) / 60, lon, lat)
        times.append(noon + side * half + 60 * utc_offset_h)
    return times[0], times[1]


def _arc(day: date, hour: float, lon: float, lat: float) -> tuple[float, float]:
    """Return solar noon and half the daylight, in minutes UTC, for the sun at this hour UTC."""
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


def patrol_hours(
    first: date,
    days: int,
    base: tuple[float, float],
    *,
    utc_offset_h: float | None = None,
    leave_min: float | None = None,
    back_min: float | None = None,
    margin_min: float = 30.0,
    night: bool = False,
) -> tuple[float, float]:
    """Return when patrols leave and must be back, in minutes after local midnight.

    The shortest daylight of all days holds for each day, less a margin at both ends; `leave_min` and
    `back_min` replace it. At `night` it is the shortest darkness, and a return at or before the departure
    is on the next day.

    Raises
    ------
    InputError
        When daylight is needed and there is no offset from UTC, or the sun does not rise or set.
    """
    if leave_min is not None and back_min is not None:
        return leave_min, back_min + DAY_MIN * (night and back_min <= leave_min)
    if utc_offset_h is None:
        raise InputError(
            "Daylight in local time needs the offset from UTC.",
            remedy="Give --utc-offset, or both --leave and --return.",
        )
    lights = [daylight(first + timedelta(days=k), *base, utc_offset_h) for k in range(days + night)]
    rises, sets = zip(*lights, strict=True)
    if night:
        rises, sets = sets[:-1], rises[1:]
    leave = max(rises) + margin_min if leave_min is None else leave_min
    back = min(sets) - margin_min if back_min is None else back_min
    return leave, back + DAY_MIN * (night and back <= leave)
