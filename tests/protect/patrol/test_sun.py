"""The sun rises and sets as published; the shortest daylight holds for all days."""

from datetime import date

import pytest

from sulh.errors import InputError
from sulh.protect import daylight


def test_the_sun_over_the_equator_and_the_poles():
    """At an equinox the day at the equator lasts twelve hours and some minutes; at the pole none sets."""
    rise, sets = daylight(date(2026, 3, 20), 0.0, 0.0)
    assert sets - rise == pytest.approx(12 * 60 + 6.7, abs=1)
    assert (sets + rise) / 2 == pytest.approx(720 + 7.5, abs=1)  # equation of time in late March
    east, _ = daylight(date(2026, 3, 20), 15.0, 0.0, 1.0)
    assert east == pytest.approx(rise, abs=0.1)  # an hour before
    with pytest.raises(InputError, match="never rises"):
        daylight(date(2026, 12, 21), 20.0, 80.0)


@pytest.mark.parametrize(
    ("day", "lon", "lat", "offset", "rise", "sets"),
    [
        # US Naval Observatory for Atlanta (W84.4, N33.8), printed at
        # https://rhodesmill.org/pyephem/rise-set.html: 7:15 a.m. and 7:56 p.m., daylight time
        (date(2009, 9, 6), -84.4, 33.8, -4, 435, 1196),
        # US Naval Observatory for Boston (W71.1, N42.3), 6:45 a.m. Eastern Standard Time, printed at
        # https://gist.github.com/soniakeys/b066347d58a59ac6f3b4
        (date(2014, 2, 12), -71.1, 42.3, -5, 405, None),
        # NOAA's calculator as in https://www.rubydoc.info/gems/sun/file/README.md, New York: 07:20:02, 16:38:16
        (date(2015, 1, 1), -73.99, 40.75, -5, 440.04, 998.27),
    ],
)
def test_the_sun_rises_and_sets_as_published(day, lon, lat, offset, rise, sets):
    """Within two minutes, which the formula promises; the times are published to the minute."""
    times = daylight(day, lon, lat, offset)
    assert times[0] == pytest.approx(rise, abs=2)
    assert sets is None or times[1] == pytest.approx(sets, abs=2)
