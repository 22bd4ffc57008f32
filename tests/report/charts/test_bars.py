"""The bar chart: true to scale, said in words, and never outside its drawing."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.report.charts.bars import (
    Bar,
    BarChart,
    Bounds,
    Key,
    Part,
    column,
    draw_bars,
    draw_columns,
    ticks,
)

SVG = "{http://www.w3.org/2000/svg}"


def chart(*bars, **more):
    """Return a chart of bars."""
    words = {"name": "c", "title": "T", "description": "D", "caption": "C", **more}
    return BarChart(bars=bars, **words)


def rects(figure, fill):
    """Return the rectangles of a fill, as numbers."""
    return [
        {name: float(each.get(name)) for name in ("x", "y", "width", "height")}
        for each in ET.fromstring(figure.svg).iter(f"{SVG}rect")
        if each.get("fill") == fill
    ]


def test_a_row_is_as_long_as_its_value():
    """Half the value is half the length, and the parts of a row follow each other."""
    figure = draw_bars(
        chart(
            Bar(label="one", parts=(Part(100, "red"), Part(50, "blue"))),
            Bar(label="two", parts=(Part(50, "red"),)),
        )
    )
    (long, short), (after,) = rects(figure, "red"), rects(figure, "blue")
    assert long["width"] == pytest.approx(2 * short["width"], abs=0.2)
    assert after["x"] == pytest.approx(long["x"] + long["width"], abs=0.1)


def test_a_column_is_as_high_as_its_value():
    """The columns stand on one line, and a bound that nobody knows is a triangle."""
    figure = draw_columns(
        chart(
            Bar(label="2024-01", parts=(Part(4, "red"),), bounds=Bounds(2, 5)),
            Bar(label="2024-02", parts=(Part(2, "red"),), bounds=Bounds(2, 6, is_open=True)),
        )
    )
    high, low = rects(figure, "red")
    assert high["height"] == pytest.approx(2 * low["height"], abs=0.2)
    assert high["y"] + high["height"] == pytest.approx(low["y"] + low["height"], abs=0.11)
    assert figure.svg.count('Z"') == 1


def test_a_number_without_room_is_written_after_the_bar():
    """A narrow part's number stands after the bar; a part of nothing has none."""
    figure = draw_bars(
        chart(
            Bar(label="wide", parts=(Part(900, "red", "B"), Part(0, "blue", "U"))),
            Bar(label="thin", parts=(Part(1, "red", "B"),), note="and more"),
        )
    )
    words = [each.text for each in ET.fromstring(figure.svg).iter(f"{SVG}text")]
    assert "B 900" in words
    assert "B 1  and more" in words
    assert not any("U" in each for each in words)


def test_hostile_words_stay_words():
    """Markup in labels, notes, keys and descriptions is escaped."""
    hostile = "<script>&\x00\u202e"
    figure = draw_bars(
        chart(
            Bar(label=hostile, parts=(Part(1, "red"),), note=hostile),
            title=hostile,
            description=hostile,
            key=(Key("red", hostile),),
            scale=((1, hostile),),
        )
    )
    root = ET.fromstring(figure.svg)
    assert [each.tag for each in root.iter()].count(f"{SVG}script") == 0
    assert "\u202e" not in figure.svg


VALUES = st.floats(0, 1e9, allow_nan=False)
BARS = st.lists(
    st.builds(
        lambda label, values, low, more, is_open, ring: Bar(
            label=label,
            parts=tuple(Part(each, "red", "B") for each in values),
            bounds=Bounds(low, low + more, is_open),
            ring=ring,
        ),
        st.text(max_size=60),
        st.lists(VALUES, max_size=4),
        VALUES,
        VALUES,
        st.booleans(),
        VALUES,
    ),
    max_size=30,
)


@given(BARS)
def test_nothing_is_drawn_outside(bars):
    """Whatever the values, every rectangle and line lies within the drawing."""
    for draw in (draw_bars, draw_columns):
        root = ET.fromstring(draw(chart(*bars)).svg)
        _, _, width, height = map(float, root.get("viewBox").split())
        for each in root.iter(f"{SVG}rect"):
            x, y, wide, high = (float(each.get(n)) for n in ("x", "y", "width", "height"))
            assert -0.2 <= x <= x + wide <= width + 2.2
            assert -0.2 <= y <= y + high <= height + 0.2
        for each in root.iter(f"{SVG}line"):
            assert all(-0.2 <= float(each.get(n)) <= width + 0.2 for n in ("x1", "x2"))


def test_a_column_alone_has_its_place():
    """A column of a timeline begins where it is told to, from the ground up."""
    (drawn,) = column([Part(3, "red")], x=10, wide=4, bottom=100, per_unit=2)
    assert re.findall(r'(?:x|y|width|height)="([^"]+)"', drawn) == ["10", "94", "4", "6"]


@given(st.floats(0, 1e7))
def test_ticks_are_few_and_round(most):
    """From zero up, at most four steps, never above the tallest."""
    values = ticks(most)
    assert values[0] == 0
    assert len(values) <= 4
    assert values[-1] <= most
