"""A planner's use of real data: Mali's and the Central African Republic's settlements, the Ahr's closed roads."""

import csv
from datetime import date
from decimal import Decimal
from os import environ
from pathlib import Path

import numpy as np
import pytest

from sulh.picture import Origin
from sulh.protect import Demands, Pace, minutes_by_road
from sulh.respond import (
    Delays,
    Medical,
    MedicalAsset,
    MedicalFacility,
    Points,
    Travel,
    Vehicle,
    WayClosure,
    area_conditions,
    evacuate_area,
    land_minutes,
    prepare_ways,
)
from sulh.values import Place
from sulh.workspace.roads import read_road_file

DATA = Path(environ.get("SULH_DATA", ""))
pytestmark = pytest.mark.slow


def path(name):
    if not (DATA / name).is_file():
        pytest.skip(f"SULH_DATA with {name} is not there")
    return DATA / name


def rows(name):
    with path(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def settlements(country):
    """Return villages and towns, one weight each: people are known for few of them."""
    named = [
        r
        for r in rows(f"settlements/osm_2019_{country}.csv")
        if r["value"] in ("village", "town", "city")
    ]
    lon, lat = np.array([(float(r["lon"]), float(r["lat"])) for r in named]).T
    return Demands(names=tuple(r["name"] for r in named), lon=lon, lat=lat, weights=np.ones((1, len(named))))  # fmt: skip


def hospitals(iso):
    """Return an ambulance and a theatre at each hospital of tier 3 and 4, as a planner would assume."""
    every = [r for r in rows("health/who_kwtrp_2019_caf_mli_ssd.csv") if r["iso3c"] == iso and r["Lat"] and float(r["Tier"] or 0) >= 3]  # fmt: skip
    assets, facilities = [], []
    for i, row in enumerate(every):
        place = Place(lon=float(row["Long"]), lat=float(row["Lat"]), accuracy_m=500)
        origin = Origin(source="who", ref=f"{i} {row['Facility name']}")
        assets.append(MedicalAsset(origin=origin, mode="vehicle", medical=True, night=True, start_likely_min=Decimal(10), seats=2, place=place))  # fmt: skip
        facilities.append(
            MedicalFacility(origin=origin, level="2", beds=10, theatres=1, place=place)
        )
    return Medical(assets=tuple(assets), facilities=tuple(facilities))


@pytest.mark.parametrize(
    ("country", "iso", "seen"),
    [("caf", "CAF", (20, 4385, 656, 332)), ("mli", "MLI", (29, 4090, 199, 108))],
)
def test_settlements_within_10_1_2_without_roads(country, iso, seen):
    """Few settlements are; losing a hospital's ambulance never helps; the assumption is said."""
    demand, medical = settlements(country), hospitals(iso)
    cover = evacuate_area(demand, medical, prepare_ways(None), area_conditions(Travel(), wet_factor=0.6), Delays())  # fmt: skip
    dry, wet = cover.people_within(0), cover.people_within(2)
    assert (len(medical.assets), len(demand.names), dry, wet) == seen
    assert all(each.lost >= 0 for each in cover.losses)
    assert "straight lines" in cover.assumption


def test_andorra_from_an_extract():
    """Classes, turns and one-way roads of a real country: the hierarchy is the search; a closed road costs time."""
    pytest.importorskip("osmium", reason="the extra roads is not installed")
    roads = read_road_file(path("roads/graphhopper/andorra.osm.pbf"), Pace(off_max_km=3)).value
    ways = prepare_ways(roads)
    rng = np.random.default_rng(3)
    at = rng.choice(len(roads.lon) if roads.arrivals is None else len(roads.arrivals), 60)
    towns = Points(roads.lon[at], roads.lat[at])
    before = land_minutes(ways, Travel(), Vehicle(), towns, towns)
    assert np.allclose(before, minutes_by_road(roads, *towns[:2], *towns[:2]), rtol=1e-9)
    capital = WayClosure(origin=Origin(source="s", ref="c"), reason="flood", radius_m=300,
                         since=date(2026, 1, 1), place=Place(lon=1.5218, lat=42.5063, accuracy_m=10))  # fmt: skip
    after = land_minutes(ways, Travel(closures=(capital,)), Vehicle(), towns, towns)
    wet = land_minutes(ways, Travel(is_wet=True), Vehicle(kind="lorry"), towns, towns)
    known = np.isfinite(before) & (before > 0)
    assert 0.8 < known.mean() < 1.0
    assert (after > before + 0.1).any()
    assert (after >= before - 1e-9).all()
    assert (wet[known] > before[known]).all()


def test_the_ahr_in_july_2021():
    """404 flooded roads as closures: no way uses one, and places on the river lose their doctor."""
    flooded = read_road_file(path("roads/ahrtal-flood-2021/affected_roads.gpkg"), Pace()).value
    tails = np.repeat(np.arange(len(flooded.lon)), np.diff(flooded.starts))
    middles = {(round((flooded.lon[i] + flooded.lon[j]) / 2, 5), round((flooded.lat[i] + flooded.lat[j]) / 2, 5))
               for i, j in zip(tails, flooded.ends, strict=True)}  # fmt: skip
    shut = tuple(
        WayClosure(origin=Origin(source="openrouteservice", ref=str(k)), reason="flood", radius_m=40,
                   since=date(2021, 7, 15), place=Place(lon=lon, lat=lat, accuracy_m=20))
        for k, (lon, lat) in enumerate(sorted(middles))
    )  # fmt: skip
    places = read_points("roads/ahrtal-flood-2021/affected_places.gpkg")
    doctors = read_points("roads/ahrtal-flood-2021/physicians.gpkg")
    ways = prepare_ways(None, circuity=1.4)
    before = land_minutes(ways, Travel(), Vehicle(), places, doctors).min(axis=1)
    after = land_minutes(ways, Travel(closures=shut), Vehicle(), places, doctors).min(axis=1)
    assert (len(shut), np.isinf(after).sum(), (after > before + 0.01).sum()) == (1049, 3, 16)
    assert np.isfinite(before).all()
    assert (after >= before).all()
    assert (after > before + 0.01).any()
    on_road = prepare_ways(flooded)
    assert not np.isfinite(_by_road(on_road, shut)).any()


def _by_road(ways, shut):
    from sulh.respond.ways import piece_minutes

    return piece_minutes(ways, Travel(closures=shut), Vehicle())[1]


def read_points(name):
    import sqlite3

    import shapely

    base = sqlite3.connect(f"{path(name).resolve().as_uri()}?immutable=1", uri=True)
    table = base.execute("SELECT table_name FROM gpkg_contents").fetchone()[0]
    shapes = [shapely.from_wkb(row[0][8:]) for row in base.execute(f'SELECT geom FROM "{table}"')]
    base.close()
    return Points(*np.array([(each.x, each.y) for each in shapes]).T)
