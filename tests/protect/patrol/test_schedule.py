"""A schedule in one call: hours, a calendar, and a frame of it."""

from datetime import date

import pytest

from sulh.errors import InputError
from sulh.protect import PatrolPlace, daylight, patrol_hours, schedule_patrols

PLACES = tuple(
    PatrolPlace(name=name, lon=35.0 + 0.05 * k, lat=33.0, value=3.0 + k, stay_min=45)
    for k, name in enumerate(("Market", "Well", "School"))
)


def test_the_calendar_is_a_frame():
    """Each visit is a row of its day, and the same seed gives the same."""
    first = date(2026, 11, 25)
    schedules = [
        schedule_patrols(PLACES, (35.1, 33.1), first, seed=4, days=5, utc_offset_h=2) for _ in "ab"
    ]
    assert schedules[0].frame.equals(schedules[1].frame)
    assert {*schedules[0].frame["date"]} <= {each.isoformat() for each in schedules[0].dates}
    assert schedules[0].dates[0] == first


def test_the_shortest_daylight_holds_for_all_days():
    """The latest sunrise and the earliest sunset of the days, less the margin; hours replace them."""
    days = [date(2026, 11, day) for day in range(10, 30)]
    lights = [daylight(day, 35.0, 33.0, 2.0) for day in days]
    base = (35.0, 33.0)
    hours = patrol_hours(days[0], len(days), base, utc_offset_h=2.0, margin_min=20.0)
    assert hours == (max(rise for rise, _ in lights) + 20, min(sets for _, sets in lights) - 20)
    assert patrol_hours(days[0], 1, base, leave_min=420.0, back_min=960.0) == (420.0, 960.0)
    with pytest.raises(InputError, match="offset from UTC"):
        patrol_hours(days[0], 1, base, leave_min=420.0)
