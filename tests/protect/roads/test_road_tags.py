"""Speeds and one-way roads of OpenStreetMap and osmnx; what is read and what is not is told."""

import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.roads.test_roads import PACE, line, times

from sulh.cli import main
from sulh.protect import read_roads
from sulh.protect.roads.tags import read_tags

A, B = (20.0, 5.0), (20.2, 5.0)


@pytest.mark.parametrize(
    ("properties", "kmh", "direction"),
    [
        ({}, 60, 0),
        ({"speed_kph": 41.5, "maxspeed": "80"}, 41.5, 0),
        ({"speed_kmh": 20, "speed_kph": 41.5}, 20, 0),
        ({"maxspeed": "50"}, 50, 0),
        ({"maxspeed": 50}, 50, 0),
        ({"maxspeed": "30 mph"}, 48.28032, 0),
        ({"maxspeed": ["50", "30"]}, 30, 0),
        ({"maxspeed": "['50', '30']"}, 30, 0),
        ({"maxspeed": "50;80 km/h"}, 50, 0),
        ({"maxspeed": "RO:urban"}, 60, 0),
        ({"maxspeed": "none", "oneway": "yes"}, 60, 1),
        ({"maxspeed": "900"}, 60, 0),
        ({"oneway": True}, 60, 1),
        ({"oneway": "True"}, 60, 1),
        ({"oneway": "-1"}, 60, -1),
        ({"oneway": "no", "junction": "roundabout"}, 60, 0),
        ({"junction": "roundabout"}, 60, 1),
        ({"oneway": False}, 60, 0),
        ({"oneway": "reversible"}, 60, 0),
    ],
)
def test_what_a_road_says_is_read(properties, kmh, direction):
    """The first speed that can be read counts; the others are as they were drawn."""
    tags = read_tags(properties, PACE)
    assert tags.speed_kmh == pytest.approx(kmh)
    assert tags.direction == direction
    unread = {"RO:urban", "none", "900", "reversible"} & set(map(str, properties.values()))
    assert bool(tags.unread) == bool(unread)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from(["speed_kph", "maxspeed", "oneway", "junction", "name"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.floats(),
            st.text(max_size=9),
            st.lists(st.text(max_size=4), max_size=3),
        ),
    )
)
def test_no_property_stops_the_reader(properties):
    """Whatever stands there, the road has a speed and a direction."""
    tags = read_tags(properties, PACE)
    assert 0 < tags.speed_kmh <= 200
    assert tags.direction in (-1, 0, 1)


def test_a_one_way_road_is_used_in_its_direction_only():
    """There it is a road, back it is a walk of the detour; the reverse of it is the other way round."""
    for word, there, back in (("yes", True, False), ("-1", False, True), ("no", True, True)):
        roads = read_roads([line(A, B, oneway=word)], "roads", PACE).value
        minutes = times(roads, [A, B], [A, B])
        assert np.isfinite([minutes[0, 1], minutes[1, 0]]).tolist() == [there, back], word


def test_what_was_read_is_told_for_each_file():
    """How many roads have which speed, what could not be read, and what is not read at all."""
    roads = [line(A, B, speed_kph=40), line(A, B, maxspeed="50", oneway="yes", highway="track"),
             line(A, B, maxspeed="walk", lanes=2)]  # fmt: skip
    speeds, unread, others = read_roads(roads, "r.geojson", PACE).value.notes
    assert (
        speeds
        == "r.geojson: 3 roads; speeds: speed_kph 1, maxspeed 1, 1 at --road-kmh 60; one way: 1."
    )
    assert unread == "r.geojson: 1 value cannot be read: maxspeed walk."
    assert others == "r.geojson: properties that are not read: highway, lanes."


DEMAND = "name,lon,lat,weight\nTown,20.2,5.0,10\nFar,21.0,5.0,6\n"
SITES = "name,lon,lat\nBase,20.0,5.0\n"


def run(folder, *more, demand=DEMAND, sites=SITES):
    (folder / "demand.csv").write_text(demand, "utf-8")
    (folder / "sites.csv").write_text(sites, "utf-8")
    words = [str(folder / each) for each in ("demand.csv", "sites.csv")]
    return CliRunner().invoke(main, ["protect", "laydown", *words, *more])


@pytest.mark.slow
def test_no_way_at_all_is_asked_about_before_a_plan_is_called_proven(tmp_path):
    """A one-way road that leads to the base leaves nobody in reach; only --yes makes that proven."""
    path = tmp_path / "roads.geojson"
    features = {"type": "FeatureCollection", "features": [line(A, B, oneway="-1")]}
    path.write_text(json.dumps(features), "utf-8")
    more = ("--count", "1", "--reach", "60", "--roads", str(path), "--off-road-km", "1")
    done = run(tmp_path, *more)
    assert done.exit_code == 0, done.output
    assert "not called proven: demands without any way at all to a site: 2 of 2" in done.stdout
    assert "Names: Town, Far." in done.stderr
    answer = json.loads(run(tmp_path, *more, "--json").stdout)
    assert (answer["proven"], answer["cut_off"]) == (False, ["Town", "Far"])
    assert json.loads(run(tmp_path, *more, "--yes", "--json").stdout)["proven"] is True
    failed = run(tmp_path, *more, "--goal", "centre")
    assert failed.exit_code == 2
    assert "connected to Town, Far" in failed.output


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"demand": "name,lon,lat,weight\nTown,512000,4412000,10\n"}, "is no latitude"),
        ({"sites": "name,lon,lat\nBase,x,5.0\nB,20,\n"}, "2 rejected. The first: sites.csv:2"),
    ],
)
def test_where_no_row_can_be_used_the_reason_is_shown_and_the_rows_are_kept(tmp_path, files, words):
    """The sentence has the first reason; the rejects file has each row."""
    done = run(tmp_path, "--count", "1", **files)
    assert done.exit_code == 2
    assert words in done.output
    (name,) = files
    assert "has no" in done.output
    assert (tmp_path / f"{name}.rejects.csv").read_text("utf-8-sig").count("\n") >= 2


def test_a_table_with_lon_and_lat_exchanged_is_refused(tmp_path):
    """The boxes lie apart, and meet when one of them is exchanged."""
    done = run(tmp_path, "--count", "1", sites="name,lon,lat\nBase,5.0,20.0\n")
    assert done.exit_code == 2
    assert "seem to be exchanged" in done.output
    assert run(tmp_path, "--count", "1", sites="name,lon,lat\nBase,50,50\n").exit_code == 0


def test_every_row_of_a_forecast_is_counted(tmp_path):
    """Rows of another measure are rows, neither blank nor rejected."""
    forecast = "cell,lon,lat,mean,measure\n" + "".join(
        f"c{i},20.{i},5.0,1,{m}\n" for i in range(3) for m in ("deaths", "civilian_deaths")
    )
    done = run(tmp_path, "--count", "1", "--measure", "deaths", demand=forecast)
    assert "demand.csv: 6 rows read, 0 rejected" in done.stderr


def test_the_page_names_its_mission(tmp_path):
    """With a pack, the title of the page says whose laydown it is."""
    out = tmp_path / "plan.html"
    done = run(tmp_path, "--count", "1", "--pack", "minusca", "-o", str(out))
    assert done.exit_code == 0, done.output
    assert "<title>Laydown, " in out.read_text("utf-8")


def test_the_page_has_the_table_of_speeds():
    """What the reference says is what the code uses."""
    from pathlib import Path

    from sulh.protect.roads import speeds

    page = (Path(__file__).parents[3] / "docs/reference/roads.md").read_text("utf-8")
    for name, kmh in speeds.CLASS_KMH.items():
        assert f"| {name} | {kmh:g} |" in page
    for i, surface in enumerate(speeds.SURFACES):
        others = [speeds.VEHICLE_FACTORS[k][i] for k in ("lorry", "armoured", "motorcycle")]
        cells = [speeds.WET_FACTORS[i], *others, speeds.ESCORT_KMH[i]]
        assert f"| {surface} | {' | '.join(f'{each:g}' for each in cells)} |" in page
    for value, surface in speeds.SURFACE_OF.items():
        row = next(
            each
            for each in page.splitlines()
            if each.startswith(f"| {surface} | ") and value in each
        )
        assert value in row.split(" | ")[1]
