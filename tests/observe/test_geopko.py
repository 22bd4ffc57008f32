"""Geo-PKO rows become observations by the rules of docs/reference/readers.md."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import BANGUI, GEOPKO_ROW, NOW, bring, write_csv

from sulh.observe import Observation
from sulh.tables.times import days_span
from sulh.values import Count, Place

if TYPE_CHECKING:
    from pathlib import Path


def observation(folder: Path, **changes: str) -> Observation:
    only = bring(write_csv(folder, GEOPKO_ROW | changes)).only
    assert isinstance(only, Observation)
    return only


def test_a_deployment_in_full(tmp_path: Path) -> None:
    """A map of the year shows so many of the mission's troops at a place."""
    found = observation(tmp_path)
    assert found.origin.ref == "MINUSCA 2019 Bria 1"
    assert (found.actor, found.item) == ("MINUSCA", "military-personnel")
    assert found.span == days_span(date(2019, 1, 1), date(2019, 12, 31), BANGUI)
    assert found.place == Place(
        lon=21.99, lat=6.54, accuracy_m=5000.0, country="Central African Republic", name="Bria"
    )
    assert found.count == Count(325, 975, 650)
    assert not found.complete


@pytest.mark.parametrize(
    ("troops", "mean", "count"),
    [
        ("35", "35", Count(17, 53, 35)),
        ("1", "1", Count(0, 2, 1)),
        ("NA", "150", Count(75, 225, 150)),
        ("0", "150", Count(0, None, 0)),
        ("0", "0", Count(0, None, 0)),
        ("NA", "NA", Count(0, None)),
        ("unknown", "", Count(0, None)),
        ("150.0", "0", Count(75, 225, 150)),
    ],
)
def test_bounds_of_a_unit(tmp_path: Path, troops: str, mean: str, count: Count) -> None:
    """Half as many more or fewer; no figure, or none shown, bounds nothing."""
    assert observation(tmp_path, **{"NoTroops": troops, "ave.no.troops": mean}).count == count


def test_several_maps_of_one_year(tmp_path: Path) -> None:
    """Each map's row has a key of its own."""
    brought = bring(write_csv(tmp_path, GEOPKO_ROW, GEOPKO_ROW, GEOPKO_ROW | {"year": "2020"}))
    assert [each.origin.ref for each in brought.reports] == [
        "MINUSCA 2019 Bria 1",
        "MINUSCA 2019 Bria 2",
        "MINUSCA 2020 Bria 1",
    ]


def test_a_place_without_coordinates(tmp_path: Path) -> None:
    """A place that was not found on the map keeps its name."""
    place = observation(tmp_path, latitude="NA", longitude="NA").place
    assert (place.lon, place.name) == (None, "Bria")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": "last"}, "not-a-number"),
        ({"year": ""}, "bad-date"),
        ({"year": "12"}, "bad-date"),
        ({"year": "2034"}, "future"),
        ({"mission": ""}, "missing"),
        ({"location": ""}, "missing"),
        ({"NoTroops": "-5"}, "negative"),
        ({"NoTroops": "about 100"}, "not-a-number"),
        ({"NoTroops": "2000000"}, "too-large"),
        ({"latitude": "NA"}, "not-a-number"),
        ({"latitude": ""}, "missing"),
    ],
)
def test_a_faulty_row(tmp_path: Path, change: dict[str, str], code: str) -> None:
    """What cannot be read takes the row out."""
    assert bring(write_csv(tmp_path, GEOPKO_ROW | change), now=NOW).codes == [code]
