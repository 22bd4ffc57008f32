"""The drawings: true to scale, told in words, and legible without colour."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.island import AT, PACK, exercise, facts, incident, model

from sulh.observe.tables import tables_from_reports
from sulh.report import build_report
from sulh.report.labels import Labels
from sulh.report.months import distance, following
from sulh.report.timeline_axes import choose_bins
from sulh.verify import verify

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def report():
    """The report of the exercise on the fictional island."""
    return model()


def test_drawings_are_xml_with_words(report):
    """Each drawing parses, and has a title and a description that are not empty."""
    names = set()
    for figure in (report.bars, report.map, report.timeline):
        root = ET.fromstring(figure.svg)
        assert root.find(f"{SVG}title").text.startswith("SIMULATED (exercise): ")
        assert root.find(f"{SVG}desc").text
        assert figure.caption
        names |= {each.get("id") for each in root.iter() if each.get("id")}
        used = set(re.findall(r"url\(#([^)]+)\)", figure.svg))
        assert used <= {each.get("id") for each in root.iter()}
    assert all(re.match("bars-|map-|timeline-", name) for name in names)


def test_a_vague_place_is_hollow():
    """A report that names only a region is drawn hollow and dashed; a position is filled."""
    sharp = model(incident(accuracy_m=10)).map.svg
    vague = model(incident(accuracy_m=None)).map.svg
    assert vague.count('fill="none" stroke="#b8460a"') + vague.count(
        'fill="none" stroke="#8a5a00"'
    ) > (sharp.count('fill="none" stroke="#b8460a"') + sharp.count('fill="none" stroke="#8a5a00"'))


def test_zones_bear_a_letter_and_a_pattern(report):
    """A zone's verdict is told by pattern and letter, not by colour alone."""
    root = ET.fromstring(report.map.svg)
    letters = {each.text for each in root.iter(f"{SVG}text")}
    assert "B" in letters
    assert "url(#map-breached)" in report.map.svg


def test_a_mission_without_zones_has_a_map_of_its_reports():
    """Where the pack draws nothing, the places of the reports are the map; without any, none."""
    bare = replace(PACK, zones={k: replace(z, geometry=None) for k, z in PACK.zones.items()},
                   lines={}, sites={}, base=(), provisions=())  # fmt: skip
    tables = tables_from_reports(exercise(incident()))
    assert build_report(bare, tables, verify(bare, tables, at=AT), facts()).map is not None
    nothing = tables_from_reports([])
    assert build_report(bare, nothing, verify(bare, nothing, at=AT), facts()).map is None


BOXES = st.lists(
    st.tuples(st.floats(0, 500), st.floats(0, 300), st.text("abc ", min_size=1, max_size=30)),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(BOXES)
def test_names_never_lie_on_each_other(points):
    """Whatever the places, no two boxes that were taken overlap or leave the drawing."""
    labels = Labels(500, 300)
    for x, y, name in points:
        labels.beside(x, y, name, size=10)
    taken = [shapely.box(*each) for each in labels.boxes]
    frame = shapely.box(0, 0, 500, 300)
    assert all(frame.covers(each) for each in taken)
    tree = shapely.STRtree(taken)
    for place, each in enumerate(taken):
        for other in tree.query(each).tolist():
            if other != place:
                assert shapely.intersection(each, taken[other]).area < 1e-6


@given(st.integers(0, 600), st.integers(0, 11))
def test_steps_of_time_hold_all_months(length, shift):
    """Every month falls into one step, in order, and there are never too many steps."""
    first = following("1991-01", shift)
    last = following(first, length)
    bins = choose_bins(first, last, left=0, right=100)
    assert bins.number <= 120
    places = [bins.place(following(first, by)) for by in range(length + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == bins.number - 1
    assert bins.place(following(bins.first, -1)) is None
    assert distance(bins.first, first) < bins.unit
