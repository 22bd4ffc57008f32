"""A planner's use of real networks: Mali's trunk roads with and without a closed town."""

import csv
from datetime import date
from os import environ
from pathlib import Path

import numpy as np
import pytest

from sulh.picture import Origin
from sulh.protect import Pace, minutes_by_road, read_roads
from sulh.respond import Points, Travel, Vehicle, WayClosure, land_minutes, prepare_ways
from sulh.values import Place

FOLDER = Path(environ.get("SULH_DATA", "")) / "roads" / "fabflee"
SEVARE = (-4.108, 14.53)


def rows(name):
    if not (FOLDER / name).is_file():
        pytest.skip("SULH_DATA with roads/fabflee is not there")
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def mali():
    nodes = {row["node"]: [float(row["lon"]), float(row["lat"])] for row in rows("mali_nodes.csv")}
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [nodes[row["a"]], nodes[row["b"]]]},
        }
        for row in rows("mali_edges.csv")
    ]
    return prepare_ways(read_roads(features, "mali", Pace(road_kmh=60, off_max_km=40)).value)


def test_mali_from_place_to_place_with_and_without_a_town(mali):
    """Without closures the search's table; with Sévaré shut no trip is faster and some are slower or gone."""
    lon, lat = np.array(
        [(float(r["longitude"]), float(r["latitude"])) for r in rows("mali_locations.csv")]
    ).T
    towns = Points(lon, lat)
    before = land_minutes(mali, Travel(), Vehicle(), towns, towns)
    assert np.allclose(before, minutes_by_road(mali.roads, lon, lat, lon, lat), rtol=1e-9)
    assert np.isfinite(before).any()
    shut = WayClosure(
        origin=Origin(source="s", ref="c"),
        reason="no-go",
        radius_m=20_000,
        since=date(2026, 1, 1),
        place=Place(lon=SEVARE[0], lat=SEVARE[1], accuracy_m=100),
    )
    after = land_minutes(mali, Travel(closures=(shut,)), Vehicle(), towns, towns)
    assert (after >= before - 1e-9).all()
    assert (after > before + 1.0).any()
