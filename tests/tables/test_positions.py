"""Positions in every notation mean the point that independent libraries find."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.tables import FaultyField
from sulh.tables.points import parse_coordinates
from sulh.tables.positions import parse_degrees, parse_spot, utm_to_degrees

pyproj = pytest.importorskip("pyproj")

METRE = 1 / 111_000


@pytest.mark.parametrize("zone", [1, 31, 34, 36, 60])
@pytest.mark.parametrize("is_south", [False, True])
def test_utm_agrees_with_proj(zone: int, is_south: bool) -> None:
    """All over a zone and a little beyond, to a millimetre."""
    there = pyproj.Transformer.from_crs(4326, (32700 if is_south else 32600) + zone, always_xy=True)
    chance = random.Random(zone)
    for _ in range(200):
        lon = 6 * zone - 183 + chance.uniform(-3.4, 3.4)
        lat = chance.uniform(-79.9, -0.1) if is_south else chance.uniform(0.1, 83.9)
        east_m, north_m = there.transform(lon, lat)
        own = utm_to_degrees(zone, east_m, north_m, is_south=is_south)
        off = abs((own[0] - lon + 180) % 360 - 180)
        assert max(off, abs(own[1] - lat)) < METRE / 1000


@pytest.mark.parametrize("precision", [5, 4, 3, 2])
def test_mgrs_agrees_with_geotrans(precision: int) -> None:
    """A reference of any length: the true point lies within the radius around its cell's centre."""
    mgrs = pytest.importorskip("mgrs")
    geod = pyproj.Geod(ellps="WGS84")
    chance = random.Random(precision)
    for _ in range(400):
        lon, lat = chance.uniform(-180, 180), chance.uniform(-79.5, 83.5)
        text = mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=precision)
        spot = parse_spot("position", text, None)
        assert spot is not None
        assert spot.accuracy_m is not None
        off_m = geod.inv(lon, lat, spot.lon, spot.lat)[2]
        assert off_m <= 1.01 * 10 ** (5 - precision) * 0.5**0.5 + 0.1
        assert off_m <= spot.accuracy_m


def test_plus_codes_agree_with_their_own_library() -> None:
    """Any length of a full code."""
    olc = pytest.importorskip("openlocationcode.openlocationcode")
    chance = random.Random(1)
    for _ in range(300):
        lat, lon = chance.uniform(-89, 89), chance.uniform(-180, 179)
        code = olc.encode(lat, lon, chance.choice([4, 6, 8, 10, 11, 12, 15]))
        spot, area = parse_spot("position", code, None), olc.decode(code)
        assert spot is not None
        assert spot.lat == pytest.approx(area.latitudeCenter, abs=1e-9)
        assert spot.lon == pytest.approx(area.longitudeCenter, abs=1e-9)


BAMBARI = (20.6672, 5.7618)


@pytest.mark.parametrize(
    "text",
    [
        "5.7618, 20.6672",
        "5.7618 20.6672",
        "5.7618,20.6672",
        "5,7618; 20,6672",
        "5,7618 20,6672",
        "5.7618° 20.6672°",
        "5.7618 20.6672 468 4.5",
        "5.7618N 20.6672E",
        "N5.7618 E20.6672",
        "20.6672 E, 5.7618 N",
        "5°45'42.5\"N 20°40'1.9\"E",
        "5\u00ba45\u203242.5\u2033N, 20\u00ba40\u20321.9\u2033E",
        "5 45.708 N 20 40.032 E",
        "05 45 42N 020 40 02E",
        "5d45'42.5\" N 20d40'1.9\" E",
        "٥٫٧٦١٨, ٢٠٫٦٦٧٢",
        "5:45:42N 20:40:02E",
    ],
)
def test_pairs_of_degrees(text: str) -> None:
    """Latitude first, or as the letters say; points or commas; European or Arabic digits."""
    spot = parse_spot("position", text, None)
    assert spot is not None
    assert (spot.lon, spot.lat) == pytest.approx(BAMBARI, abs=3e-4)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5,20", "decimal mark"),
        ("95.0 20.0", "globe"),
        ("5.7N 20.6S", "one latitude"),
        ("5°61'N 20°40'E", None),
        ("34N FA 1234 5678", "does not lie in its band"),
        ("34N FL 123 4567", "no grid reference"),
        ("61N FL 1234 5678", "no grid reference"),
        ("35N AL 1234 5678", "no grid reference"),
        ("34N 34567 637890", None),
        ("34P 345678 37890", "band"),
        ("6FRG2V+3Q", None),
        ("Bambari", None),
        ("", None),
    ],
)
def test_what_is_no_position(text: str, says: str | None) -> None:
    """It is refused in words, or left to the gazetteer; nothing is guessed."""
    if says is None:
        with contextlib.suppress(FaultyField):
            assert parse_spot("position", text, None) is None
    else:
        with pytest.raises(FaultyField, match=says):
            parse_spot("position", text, None)


def test_the_letter_s_of_utm_is_decided_by_the_mission() -> None:
    """South of the equator, or band S in the north: without an area nobody can say."""
    text = "36S 700000 3700000"
    with pytest.raises(FaultyField, match="band S"):
        parse_spot("position", text, None)
    lebanon = parse_spot("position", text, (35.0, 33.0, 36.7, 34.7))
    assert lebanon is not None
    assert lebanon.lat == pytest.approx(33.42, abs=0.1)
    south = parse_spot("position", "36 south 700000 3700000", None)
    assert south is not None
    assert south.lat < 0


@given(st.text(max_size=40) | st.from_regex(r"\A[0-9NSEWFL°'\" .,;+-]{0,30}\Z"))
def test_any_text_is_a_point_a_fault_or_none(text: str) -> None:
    """Nothing else is raised, and a point is on the globe."""
    with contextlib.suppress(FaultyField):
        spot = parse_spot("position", text, None)
        assert spot is None or (-180 <= spot.lon <= 180 and -90 <= spot.lat <= 90)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("5.5", 5.5), ("5°30'N", 5.5), ("5 30 0 S", -5.5), ("-5°30'", -5.5), ("S 5.5", -5.5)],
)
def test_one_angle(text: str, degrees: float) -> None:
    """In a column of its own."""
    lon, lat = parse_coordinates(("lon", "lat"), "20°0'E", text, None)
    assert (lon, lat) == (20.0, degrees)
    with pytest.raises(FaultyField):
        parse_degrees("lat", "5°30'E", "NS")


@pytest.mark.parametrize(
    "text", ["34S 463153 636884", "34 SOUTH 463153 636884", "34 NORTH 463153 9600000"]
)
def test_utm_beyond_its_ends_is_refused(text: str) -> None:
    """A soldier's S that means no half of the earth must not lead to a pole."""
    with pytest.raises(FaultyField):
        parse_spot("position", text, None)
