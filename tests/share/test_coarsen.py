"""Coarse places and times: true, the same each time, and no finer from two exports than from one."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from sulh.share import CELLS_DEG, Coarsening, coarse_point, coarse_span
from sulh.values import Span

EARTH = Geod(ellps="WGS84")
LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)
CELLS = st.sampled_from(CELLS_DEG)


@given(LON, LAT, st.floats(0, 200_000), CELLS)
def test_the_radius_holds_the_true_place(lon, lat, accuracy_m, cell):
    """Wherever the report's own circle reaches, the coarse circle reaches too."""
    x, y, radius = coarse_point(lon, lat, accuracy_m, cell)
    _, _, metres = EARTH.inv(lon, lat, x, y)
    assert metres + accuracy_m <= radius or radius == 20_100_000


@given(LON, LAT, CELLS)
def test_a_point_becomes_the_centre_of_its_cell(lon, lat, cell):
    """In exact arithmetic: the cell of the fixed grid that holds the point."""
    side = Fraction(cell)
    x, y, _ = coarse_point(lon, lat, 0, cell)
    for value, center, most in ((lon, x, 180), (lat, y, 90)):
        edge = min(floor((Fraction(str(value)) + most) / side) * side, 2 * most - side) - most
        assert abs(Fraction(center) - (edge + side / 2)) < Fraction(1, 10**9)
    assert coarse_point(x, y, 0, cell)[:2] == (x, y), "what is coarse stays as it is"


@given(LON, LAT, st.sampled_from(range(len(CELLS_DEG))), st.sampled_from(range(len(CELLS_DEG))))
def test_two_exports_say_no_more_than_the_finer_one(lon, lat, first, second):
    """The coarse answer follows from the fine one, so that it adds nothing."""
    fine, coarse = CELLS_DEG[min(first, second)], CELLS_DEG[max(first, second)]
    x, y, _ = coarse_point(lon, lat, 0, fine)
    assert coarse_point(x, y, 0, coarse) == coarse_point(lon, lat, 0, coarse)


def test_a_reports_own_accuracy_does_not_show():
    """A phone's 5 metres and a map's 500 leave alike; a region's centre says that it is one."""
    radii = {coarse_point(35.2, 33.27, each, "0.1")[2] for each in (0, 5, 20, 500)}
    assert len(radii) == 1
    assert coarse_point(35.2, 33.27, None, "0.1")[2] is None


@given(
    st.integers(0, 30 * 365 * 86_400),
    st.timedeltas(timedelta(0), timedelta(days=3)),
    st.sampled_from(["UTC", "Asia/Beirut", "Africa/Cairo", "Pacific/Apia"]),
)
def test_a_time_becomes_whole_days(start, length, name):
    """Whole local days that hold the span, and the same for every moment of them."""
    zone = ZoneInfo(name)
    begin = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=start)
    span = Span(begin, begin + length)
    days = coarse_span(span, zone)
    assert days.start <= span.start <= span.end <= days.end
    assert coarse_span(days, zone) == days
    assert days.start.astimezone(zone).date() == span.start.astimezone(zone).date()
    assert days.end.astimezone(zone).date() == span.end.astimezone(zone).date()


def test_cells_that_do_not_nest_are_refused():
    with pytest.raises(ValueError, match=r"0\.03"):
        Coarsening(cell_deg="0.03")
    for fine, coarse in zip(CELLS_DEG, CELLS_DEG[1:], strict=False):
        assert Fraction(coarse) % Fraction(fine) == 0
    assert all(180 % Fraction(each) == 0 for each in CELLS_DEG)
