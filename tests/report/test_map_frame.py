"""The map frame: true to scale on small areas, true in area on the globe, and cut off at its edge."""

import math
import xml.etree.ElementTree as ET

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sulh.report.map_frame import fit_map, key_box, map_figure, shape, world_map

SVG = "{http://www.w3.org/2000/svg}"


def test_a_scale_is_right_on_the_ground():
    """Ten kilometres north and ten kilometres east are as long as ten kilometres are drawn."""
    middle = 33.2
    frame = fit_map([shapely.box(35.0, middle - 0.4, 35.8, middle + 0.4)], width=900, height=900)
    north = 10_000 / 111_195
    east = north / math.cos(math.radians(middle))
    x, y = frame.xy(35.4, middle)
    assert frame.xy(35.4, middle + north)[1] == pytest.approx(y - frame.metres(10_000), abs=0.01)
    assert frame.xy(35.4 + east, middle)[0] == pytest.approx(x + frame.metres(10_000), abs=0.01)


def test_a_map_across_180_degrees_is_one_map():
    """An area on both sides of the antimeridian is drawn together, east of 180 to the right."""
    shapes = [shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -178, -16)]
    frame = fit_map(shapes, width=900, height=900)
    assert frame.east - frame.west < 6
    assert frame.xy(179, -17)[0] < frame.xy(-179, -17)[0] <= frame.width


def test_without_shapes_there_is_no_map():
    """Nothing to show gives no frame; one point gives a frame with some ground."""
    assert fit_map([], width=900, height=900) is None
    point = fit_map([shapely.Point(20, 5)], width=900, height=900)
    assert point.holds(*point.xy(20, 5))
    assert point.metres(1000) < point.width / 2


def test_the_globe_has_true_areas():
    """Ten degrees by ten at 60 degrees north are half of those at the equator, as on the sphere."""
    frame = world_map(960)
    boxes = [shapely.segmentize(shapely.box(20, s, 30, s + 10), 0.5) for s in (-5, 55)]
    middle, north = (shapely.area(frame.project(each)) for each in boxes)

    def on_sphere(south):
        return math.sin(math.radians(south + 10)) - math.sin(math.radians(south))

    assert north / middle == pytest.approx(on_sphere(55) / on_sphere(-5), rel=0.02)


def test_what_spans_the_globe_is_drawn_on_the_globe():
    """Shapes on all continents give the globe, which has no scale bar and no north arrow."""
    shapes = [shapely.Point(-120, 40), shapely.Point(0, 10), shapely.Point(140, -30)]
    frame = fit_map(shapes, width=500, height=400)
    assert frame.is_world
    assert frame.width == pytest.approx(500)
    svg = map_figure(frame, [], name="w", title="T", description="D", caption="C").svg
    assert " km<" not in svg


SHAPES = st.lists(
    st.tuples(st.floats(-180, 180), st.floats(-89, 89)).map(shapely.Point), min_size=1, max_size=9
)


@given(SHAPES)
def test_a_frame_holds_what_it_was_fitted_to(shapes):
    """Every place that a frame was fitted to lies on the drawing, and the drawing keeps its size."""
    frame = fit_map(shapes, width=500, height=400)
    assert frame.width <= 500.001
    assert frame.is_world or frame.height <= 400.001
    for each in shapes:
        x, y = frame.xy(each.x, each.y)
        assert -0.01 <= x <= frame.width + 0.01
        assert -0.01 <= y <= frame.height + 0.01


def test_a_shape_is_cut_off_at_the_edge():
    """A line far beyond the frame does not make the drawing's numbers endless."""
    frame = fit_map([shapely.box(10, 10, 11, 11)], width=500, height=500)
    drawn = shape(frame, shapely.LineString([(10.5, 10.5), (80, 10.5)]), 'stroke="red"')
    assert f"{frame.width + 20:.1f}" in drawn
    assert shape(frame, shapely.Point(80, 80).buffer(1), "") == ""


@pytest.mark.parametrize("beside", [False, True])
def test_the_key_lies_within_the_drawing(beside):
    """Every entry of the key is inside the drawing, and its words are escaped."""
    frame = fit_map([shapely.box(10, 10, 11, 11)], width=300, height=300)
    key = [(key_box("red"), f"what number {n} <means>") for n in range(7)]
    figure = map_figure(
        frame, [], name="m", title="T", description="D", caption="C", key=key, key_beside=beside
    )
    root = ET.fromstring(figure.svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    places = [
        tuple(map(float, each.get("transform")[10:-1].split()))
        for each in root.iter(f"{SVG}g")
        if each.get("transform")
    ]
    assert len(places) == 7
    assert all(x + 34 < width and y < height for x, y in places)
