"""Files of roads: the same two streets in each format are the same network; faults are named."""

import gzip
import json
import sqlite3
import struct
import sys

import numpy as np
import pytest
from tests.respond.convoys.invented import vehicle

from sulh.errors import InputError, MissingExtraError
from sulh.protect import Pace, minutes_by_road
from sulh.protect.roads.speeds import SURFACES
from sulh.workspace.roads import read_convoy_ways, read_road_file

PACE = Pace(road_kmh=40.0, off_kmh=5.0, off_max_km=1.0)
A, B, C = (20.0, 5.0), (20.1, 5.0), (20.1, 5.1)
FIRST = {"highway": "secondary", "surface": "asphalt", "maxspeed": "50"}
SECOND = {"highway": "track", "tracktype": "grade4", "oneway": "yes", "maxweight": "10 t"}


def minutes(roads, *places):
    lon, lat = np.array(places).T
    return minutes_by_road(roads, lon, lat, lon, lat)


def geojson(path):
    features = [
        {
            "type": "Feature",
            "properties": tags,
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for tags, line in ((FIRST, [A, B]), (SECOND, [B, C]))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def graphml(path):
    keys = sorted({*FIRST, *SECOND, "x", "y", "length", "geometry"})
    parts = [f'<key id="{k}" for="all" attr.name="{k}" attr.type="string"/>' for k in keys]
    parts.append('<graph edgedefault="directed">')
    for name, (x, y) in zip("abc", (A, B, C), strict=True):
        parts.append(f'<node id="{name}"><data key="x">{x}</data><data key="y">{y}</data></node>')
    for s, t, tags in (("a", "b", FIRST), ("b", "a", FIRST), ("b", "c", SECOND)):
        more = "".join(f'<data key="{k}">{v}</data>' for k, v in tags.items())
        parts.append(f'<edge source="{s}" target="{t}">{more}</edge>')
    body = "".join(parts)
    path.write_text(
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{body}</graph></graphml>'
    )


def geopackage(path, *, srs=4326):
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE gpkg_spatial_ref_sys(srs_id, organization, organization_coordsys_id);"
        "CREATE TABLE gpkg_contents(table_name, data_type);"
        "CREATE TABLE gpkg_geometry_columns(table_name, column_name, srs_id);"
        "CREATE TABLE roads(fid INTEGER PRIMARY KEY, geom BLOB, highway, surface, maxspeed, tracktype, oneway, maxweight);"
        "INSERT INTO gpkg_contents VALUES('roads', 'features');"
    )
    base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES(?, 'EPSG', ?)", (srs, srs))
    base.execute("INSERT INTO gpkg_geometry_columns VALUES('roads', 'geom', ?)", (srs,))
    for tags, line in ((FIRST, [A, B]), (SECOND, [B, C])):
        wkb = struct.pack("<BII4d", 1, 2, 2, *line[0], *line[1])
        blob = b"GP\x00\x01" + struct.pack("<i", srs) + wkb
        names = ("highway", "surface", "maxspeed", "tracktype", "oneway", "maxweight")
        base.execute(
            "INSERT INTO roads(geom, highway, surface, maxspeed, tracktype, oneway, maxweight) VALUES(?,?,?,?,?,?,?)",
            (blob, *(tags.get(n) for n in names)),
        )
    base.commit()
    base.close()


def osm_text(*more):
    nodes = "".join(f'<node id="{i}" version="1" lon="{x}" lat="{y}"/>' for i, (x, y) in enumerate((A, B, C), 1))  # fmt: skip
    ways = "".join(
        f'<way id="{n}" version="1"><nd ref="{s}"/><nd ref="{t}"/>'
        + "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
        + "</way>"
        for n, s, t, tags in ((1, 1, 2, FIRST), (2, 2, 3, SECOND))
    )
    return f'<osm version="0.6">{nodes}{ways}{"".join(more)}</osm>'


def osm(path):
    pytest.importorskip("osmium", reason="the extra roads is not installed")
    path.write_text(osm_text())


@pytest.mark.parametrize(
    ("name", "write"),
    [("r.geojson", geojson), ("r.graphml", graphml), ("r.gpkg", geopackage), ("r.osm", osm)],
)
def test_each_format_gives_the_same_network(tmp_path, name, write):
    """50 km/h by its limit on the paved road, 8 on the bad track, one way there, and 10 t on it."""
    write(tmp_path / name)
    roads = read_road_file(tmp_path / name, PACE, class_speeds=True).value
    table = minutes(roads, A, B, C)
    assert table[0, 1] == pytest.approx(11.0875 / 50 * 60, rel=1e-3)
    assert table[1, 2] == pytest.approx(11.0575 / 8 * 60, rel=1e-3)
    assert table[2, 1] == np.inf
    weak = roads.facts.bears_t < np.inf
    assert set(roads.facts.bears_t[weak]) == {10.0}
    assert {SURFACES[i] for i in roads.facts.surfaces[weak]} == {"earth"}
    assert {SURFACES[i] for i in roads.facts.surfaces[~weak]} == {"paved"}
    assert f"{name}: surface known for" in " ".join(roads.notes)


@pytest.mark.parametrize(
    ("name", "write"),
    [("r.geojson", geojson), ("r.graphml", graphml), ("r.gpkg", geopackage), ("r.osm", osm)],
)
def test_each_format_gives_vehicles_the_roads_of_their_classes(tmp_path, name, write):
    """Held to secondary roads there is no track; held to motorways there is no road, and the plan says so."""
    write(tmp_path / name)
    fleet = [vehicle("v", roads=("Secondary",)), vehicle("m", roads=("motorway",)), vehicle("any")]
    ways = read_convoy_ways(tmp_path / name, PACE, fleet, class_speeds=True).value
    every, own = (ways.of(frozenset(each)) for each in ((), ("secondary",)))
    assert np.isfinite(minutes(every.roads, A, B, C)[0]).all()
    assert np.isfinite(minutes(own.roads, A, B, C)[0]).tolist() == [True, True, False]
    assert minutes(own.roads, A, B)[0, 1] == pytest.approx(11.0875 / 50 * 60, rel=1e-3)
    assert ways.of(frozenset(("motorway",))) is None
    assert ways.notes(fleet) == ("m: no road is of the classes motorway.",)


def test_class_speeds_are_asked_for_where_a_file_is_no_extract(tmp_path):
    """Without them a class is not read, and the notes say so."""
    geojson(tmp_path / "r.geojson")
    roads = read_road_file(tmp_path / "r.geojson", PACE).value
    assert roads.facts is None
    assert "not read: highway, maxweight, surface, tracktype" in roads.notes[1]
    assert minutes(roads, A, B)[0, 1] == pytest.approx(11.0875 / 50 * 60, rel=1e-3)
    with gzip.open(tmp_path / "p.geojson.gz", "wb") as file:
        file.write((tmp_path / "r.geojson").read_bytes())
    assert len(read_road_file(tmp_path / "p.geojson.gz", PACE).value.lon) == len(roads.lon)


def test_turns_of_an_extract_are_in_the_search(tmp_path):
    """From the first road onto the track is forbidden; turns for lorries alone and by the hour are told."""
    pytest.importorskip("osmium", reason="the extra roads is not installed")
    relation = (
        '<relation id="{}" version="1"><member type="way" ref="1" role="from"/>'
        '<member type="node" ref="2" role="via"/><member type="way" ref="2" role="to"/>'
        '<tag k="type" v="restriction"/><tag k="{}" v="no_left_turn"/></relation>'
    )
    more = relation.format(1, "restriction"), relation.format(2, "restriction:hgv")
    (tmp_path / "r.osm").write_text(osm_text(*more))
    roads = read_road_file(tmp_path / "r.osm", PACE).value
    table = minutes(roads, A, B, C)
    assert table[0, 2] == np.inf
    assert np.isfinite([table[0, 1], table[1, 2], table[1, 0]]).all()
    assert "turns (restriction:hgv) 1" in " ".join(roads.notes)


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    """The sentence says what to install."""
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(MissingExtraError, match="extra 'roads'"):
        read_road_file(tmp_path / "r.osm.pbf", PACE)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("r.gpkg", b"no database", "no GeoPackage"),
        ("r.graphml", b"<graphml><graph>", "no XML"),
        ("r.graphml", b'<!DOCTYPE g [<!ENTITY a "b">]><graphml/>', "own XML entities"),
        ("r.graphml", b'<graphml><graph><node id="a"/><edge source="a" target="z"/></graph></graphml>', "leads to a node"),
        ("r.graphml", b'<graphml><graph><data key="crs">epsg:32635</data></graph></graphml>', "not in WGS 84"),
        ("r.shp", b"", "not read as roads"),
        ("r.osm.pbf", b"\x00\x00\x00\x05hello", "OpenStreetMap data"),
        ("r.osm", b"<osm version='0.6'></osm>", "no open road"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, words):
    """One sentence, whatever the bytes are."""
    if "osm" in name:
        pytest.importorskip("osmium", reason="the extra roads is not installed")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_road_file(tmp_path / name, PACE)
    assert words in str(caught.value)


def test_a_geopackage_in_metres_is_refused(tmp_path):
    """Its coordinates would be read as degrees."""
    geopackage(tmp_path / "r.gpkg", srs=25832)
    with pytest.raises(InputError, match="EPSG:25832"):
        read_road_file(tmp_path / "r.gpkg", PACE)


def test_an_impossible_length_is_named_and_a_true_one_counts(tmp_path):
    """2640.41 km between two near towns: the drawn length counts; 14 km on a winding road: that counts."""

    def network(km):
        road = {"type": "Feature", "properties": {"length_km": km},
                "geometry": {"type": "LineString", "coordinates": [A, B]}}  # fmt: skip
        text = json.dumps({"type": "FeatureCollection", "features": [road]})
        (tmp_path / "r.geojson").write_text(text)
        return read_road_file(tmp_path / "r.geojson", PACE)

    winding, wrong = network(14), network(2640.41)
    assert minutes(winding.value, A, B)[0, 1] == pytest.approx(14 / 40 * 60)
    assert minutes(wrong.value, A, B)[0, 1] == pytest.approx(11.0875 / 40 * 60, rel=1e-3)
    assert not winding.problems
    (problem,) = wrong.problems
    assert (problem.code, problem.severity, problem.value) == (
        "length-contradicts",
        "warning",
        "2640.41",
    )
    assert "as drawn it has 11.09 km" in problem.message


def test_closed_roads_and_islands_are_told(tmp_path):
    """Speed 0 and no access are closed roads; a part of the network that leads nowhere is an island."""
    lines = [({"speed_kmh": 0}, [A, B]), ({}, [A, C]), ({}, [(30.0, 5.0), (30.001, 5.0)])]
    features = [
        {
            "type": "Feature",
            "properties": tags,
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for tags, line in lines
    ]
    (tmp_path / "r.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features})
    )
    notes = " ".join(read_road_file(tmp_path / "r.geojson", PACE).value.notes)
    assert "closed (speed 0, no access, or not for vehicles): 1" in notes
    assert "1 part is not connected both ways" in notes
    assert "near lon 30.00" in notes
