"""Filters against a slow oracle that asks feature by feature, and against hostile ones."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.share.filters import FeatureColumns, keep_rows, parse_filter

TIMES = [None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 5, 3, 14, 30, tzinfo=UTC)]
ROWS = [
    {
        "n": n,
        "x": x,
        "name": name,
        "ok": ok,
        "day": day,
        "time": TIMES[place % 3],
        "tags": tags,
    }
    for place, (n, x, name, ok, day, tags) in enumerate(
        [
            (1, 1.5, "Alpha", True, date(2026, 5, 3), ["a", "b"]),
            (2, None, "ALPHA", False, None, ["a"]),
            (None, -3.0, None, None, date(2025, 1, 1), []),
            (4, 0.0, "Élan_50%", True, date(2026, 1, 1), None),
            (-7, 2.0, "straße", None, date(2026, 5, 4), ["b", "c"]),
            (0, float(10**9), "", False, None, ["c"]),
        ]
    )
]
SCHEMA = {
    "n": pl.Int64,
    "x": pl.Float64,
    "name": pl.String,
    "ok": pl.Boolean,
    "day": pl.Date,
    "time": pl.Datetime("us", "UTC"),
    "tags": pl.List(pl.String),
}
LON = np.array([10.0, 20.0, np.nan, 15.0, 10.5, 179.5])
LAT = np.array([0.0, 5.0, np.nan, 2.5, 0.5, -16.0])
FEATURES = FeatureColumns(frame=pl.DataFrame(ROWS, schema=SCHEMA), lon=LON, lat=LAT)


def kept(text: str) -> list[int]:
    return np.flatnonzero(keep_rows(FEATURES, parse_filter(text))).tolist()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("casei(name) = casei('alpha')", [0, 1]),
        ("casei(name) = casei('STRASSE')", [4]),
        ("accenti(name) LIKE 'Elan%'", [3]),
        (r"name LIKE '%\_50\%'", [3]),
        ("name LIKE 'A____'", [0, 1]),
        ("name = ''", [5]),
        ("ok", [0, 3]),
        ("NOT ok", [1, 5]),
        ("ok IS NULL", [2, 4]),
        ("true", [0, 1, 2, 3, 4, 5]),
        ("n / 0 = 1", []),
        ("n div 2 = 2", [3]),
        ("-n = 7", [4]),
        ("x * 2 >= 3 and n in (1, -7)", [0, 4]),
        ("day = '2026-05-03'", [0]),
        ("time > '2026-02-01T00:00:00+02:00'", [2, 5]),
        ("day < TIMESTAMP('2026-01-01T00:00:01Z')", [2, 3]),
        ("t_during(time, interval('2026-01-01T00:00:00Z', '..'))", [2, 5]),
        ("t_intersects(day, interval('2026-05-03T10:00:00Z', '..'))", [0, 4]),
        ("t_equals(day, DATE('2026-05-03'))", [0]),
        ("a_contains(tags, ('a', 'b'))", [0]),
        ("a_overlaps(tags, ('a', 'c'))", [0, 1, 4, 5]),
        ("a_containedBy(tags, ('a', 'b'))", [0, 1, 2]),
        ("a_equals(tags, ('b', 'a'))", [0]),
        ("geometry IS NULL", [2]),
        ("s_intersects(geometry, BBOX(9, -1, 11, 1))", [0, 4]),
        ("not s_intersects(geometry, BBOX(9, -1, 11, 1))", [1, 3, 5]),
        ("s_disjoint(geometry, BBOX(9, -1, 11, 1))", [1, 3, 5]),
        ("s_within(geometry, BBOX(10, 0, 20, 5))", [3, 4]),
        ("s_touches(geometry, BBOX(10, 0, 20, 5))", [0, 1]),
        ("s_equals(geometry, POINT(10 0))", [0]),
        ("s_intersects(geometry, BBOX(170, -20, -170, 0))", [5]),
        ("s_intersects(geometry, POLYGON((9 -1, 30 -1, 30 20, 9 -1)))", [0, 1, 3, 4]),
    ],
)
def test_a_filter_keeps_what_it_says(text, rows):
    assert kept(text) == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("deaths = 1", "no property"),
        ("n = 'one'", "cannot compare"),
        ("name > 3", "cannot compare"),
        ("name LIKE name", "pattern"),
        ("name + 1 = 2", "a number"),
        ("n", "true or false"),
        ("foo(n) = 1", "no function"),
        ("time = 'tomorrow'", "no time"),
        ("time = '2026-05-03T10:00:00'", "zone"),
        ("day = DATE('2026-13-01')", "no date"),
        ("t_after(n, DATE('2026-01-01'))", "a time"),
        ("t_after(day, interval('2026-05-03','2026-01-01'))", "before it begins"),
        ("s_intersects(geometry, name)", "a geometry"),
        ("s_intersects(geometry, BBOX(0, 10, 10, 0))", "north"),
        ("s_intersects(geometry, POLYGON((0 0, 1 1)))", "cannot be read"),
        ("a_contains(tags, name)", "a list"),
        ("n = ", "CQL2"),
        ("", "CQL2"),
        ("(" * 11 + "n = 1" + ")" * 11, "brackets"),
        ("n = " + "-" * 11_000 + "1", "in a row"),
        ("n = " + "1 + " * 1000 + "1", "nests"),
        ("n = 1 or " * 2000 + "n = 1", "characters"),
    ],
)
def test_a_filter_that_cannot_be_asked_is_refused_with_words(text, words):
    with pytest.raises(InputError) as caught:
        kept(text)
    assert words in f"{caught.value} {caught.value.remedy}"
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "tree",
    [
        "[",
        "1",
        '"text"',
        "{}",
        '{"op": "=", "args": []}',
        '{"op": "not", "args": [1]}',
        '{"op": "in", "args": [{"property": "n"}, []]}',
        '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point"}]}',
        '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": ["a", 1]}]}',
        '{"op": "=", "args": [{"property": "n"}, NaN]}',
        '{"op": "not", "args": [' * 3000 + "true" + "]}" * 3000,
        "[" * 100_000,
    ],
)
def test_a_filter_in_json_that_is_none_is_refused(tree):
    with pytest.raises(InputError):
        keep_rows(FEATURES, parse_filter(tree, "cql2-json"))


def test_no_short_line_stops_the_parser():
    """Each bracket doubles what a wrong filter costs; the bounds keep the worst below some seconds."""
    begun = time.process_time()
    for text in ("n=1 and (((((((((" + "n=1 or " * 110 + "n=)))))))))", "(" * 3000, "n=(" * 10):
        with pytest.raises(InputError):
            parse_filter(text)
    assert time.process_time() - begun < 60  # unbounded, it takes years


@pytest.mark.parametrize("word", ["or", "and"])
def test_a_long_list_of_conditions_is_answered_at_once(word):
    """Joined one inside the other, 1,500 of them took two minutes with six features."""
    begun = time.process_time()
    text = f" {word} ".join(["n=1"] * 1_400)
    assert kept(text) == [0]
    places = f" {word} ".join(["tags = 'a'", *["n=1"] * 3])
    with pytest.raises(InputError, match="list"):
        kept(places)
    times = ", ".join(["TIMESTAMP('2026-01-01T00:00:00Z')"] * 300)
    assert kept(f"time IN ({times})") == [1, 4]
    assert time.process_time() - begun < 5


def test_a_filter_compares_no_more_places_than_can_be_answered():
    line = "S_CROSSES(geometry, LINESTRING(0 0, 20 5))"
    assert kept(" or ".join([line] * 40)) == []
    with pytest.raises(InputError, match="41 comparisons of places"):
        kept(" or ".join([line] * 41))


NAMES = st.sampled_from(["n", "x", "name", "ok"])
COMPARED = {"n": st.sampled_from(["-7", "0", "1.5", "2"]), "x": st.sampled_from(["0", "1.5", "-3"])}
COMPARED |= {
    "name": st.sampled_from(["'Alpha'", "''", "'z'"]),
    "ok": st.sampled_from(["true", "false"]),
}
OPERATORS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


@st.composite
def conditions(draw):
    """Return a condition as text, and as a function of a row that says true, false or None."""
    kind = draw(st.sampled_from(["compare", "null", "between", "in", "like"]))
    name = draw(NAMES if kind in {"compare", "null"} else st.sampled_from(["n", "x"]))
    if kind == "null":
        return f"{name} IS NULL", lambda row: row[name] is None
    if kind == "between":
        low, high = draw(COMPARED[name]), draw(COMPARED[name])
        return (
            f"{name} BETWEEN {low} AND {high}",
            lambda row: None if row[name] is None else float(low) <= row[name] <= float(high),
        )
    if kind == "in":
        values = draw(st.lists(COMPARED[name], min_size=1, max_size=3))
        return (
            f"{name} IN ({', '.join(values)})",
            lambda row: (
                None if row[name] is None else row[name] in [float(each) for each in values]
            ),
        )
    if kind == "like":
        start = draw(st.sampled_from(["A", "", "z"]))
        return (
            f"name LIKE '{start}%'",
            lambda row: None if row["name"] is None else row["name"].startswith(start),
        )
    operator = draw(OPERATORS)
    text = draw(COMPARED[name])
    value = {"true": True, "false": False}.get(text, text[1:-1] if text[0] == "'" else None)
    value = float(text) if value is None else value
    signs = {
        "=": "__eq__",
        "<>": "__ne__",
        "<": "__lt__",
        "<=": "__le__",
        ">": "__gt__",
        ">=": "__ge__",
    }

    def holds(row):
        if row[name] is None:
            return None
        left = float(row[name]) if name in {"n", "x"} else row[name]
        return getattr(left, signs[operator])(value)

    return f"{name} {operator} {text}", holds


def negated(pair):
    return f"NOT ({pair[0]})", lambda row: None if (v := pair[1](row)) is None else not v


def joined(pairs):
    word, left, right = pairs

    def holds(row):
        a, b = left[1](row), right[1](row)
        if word == "AND":
            return False if False in (a, b) else None if None in (a, b) else True
        return True if True in (a, b) else None if None in (a, b) else False

    return f"({left[0]}) {word} ({right[0]})", holds


FILTERS = st.recursive(
    conditions(),
    lambda inner: (
        inner.map(negated) | st.tuples(st.sampled_from(["AND", "OR"]), inner, inner).map(joined)
    ),
    max_leaves=5,
)


@given(FILTERS)
@settings(max_examples=60, deadline=None)
def test_filters_agree_with_a_look_at_each_row(pair):
    text, holds = pair
    try:
        tree = parse_filter(text)
    except InputError as error:
        assert "brackets" in str(error)  # noqa: PT017 -- nested deeper than is read
        return
    expected = [place for place, row in enumerate(ROWS) if holds(row) is True]
    assert np.flatnonzero(keep_rows(FEATURES, tree)).tolist() == expected


@given(st.text(max_size=60) | st.text(alphabet="()'\"=<>andor nx10.,-*/%^BBOXlike\\", max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_or_refused(text):
    try:
        keep = keep_rows(FEATURES, parse_filter(text))
    except InputError:
        return
    assert keep.shape == (len(ROWS),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["n", "name", "..", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries(
            {"op": st.sampled_from(["=", "and", "not", "in", "like", "+", "casei", "t_after"]),
             "args": st.lists(inner, max_size=3)}
        )
        | st.fixed_dictionaries({"property": st.sampled_from(["n", "name", "geometry", "tags"])})
        | st.fixed_dictionaries({"interval": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"bbox": st.lists(inner, max_size=6)})
    ),
    max_leaves=8,
)  # fmt: skip


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_is_answered_or_refused(tree):
    try:
        keep = keep_rows(FEATURES, parse_filter(json.dumps(tree), "cql2-json"))
    except InputError:
        return
    assert keep.shape == (len(ROWS),)


SPATIAL = [
    "intersects",
    "disjoint",
    "within",
    "touches",
    "equals",
    "contains",
    "crosses",
    "overlaps",
]


@given(
    st.sampled_from(SPATIAL),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=6),
    st.booleans(),
)
@settings(max_examples=80, deadline=None)
def test_points_in_an_area_the_fast_way_are_those_of_shapely(name, corners, reverse):
    area = shapely.convex_hull(shapely.multipoints(corners))
    lon, lat = (each.ravel().astype(float) for each in np.meshgrid(range(7), range(7)))
    features = FeatureColumns(frame=pl.DataFrame({"n": range(49)}), lon=lon, lat=lat)
    sides = [{"property": "geometry"}, json.loads(shapely.to_geojson(area))]
    points = shapely.points(lon, lat)
    if reverse:
        sides.reverse()
        expected = getattr(shapely, name)(area, points)
    else:
        expected = getattr(shapely, name)(points, area)
    tree = parse_filter(json.dumps({"op": f"s_{name}", "args": sides}), "cql2-json")
    assert keep_rows(features, tree).tolist() == expected.tolist()


def test_dates_and_times_of_all_relations_agree_with_allens_definitions():
    days = [date(2026, 1, 1) + timedelta(days=each) for each in range(6)]
    spans = [(a, b) for a in days for b in days if a < b]
    rows = [{"start": a, "end": b} for a, b in spans]
    features = FeatureColumns(frame=pl.DataFrame(rows))
    relations = {
        "t_before": lambda a, b, c, d: b < c,
        "t_after": lambda a, b, c, d: a > d,
        "t_meets": lambda a, b, c, d: b == c,
        "t_metBy": lambda a, b, c, d: a == d,
        "t_overlaps": lambda a, b, c, d: a < c < b < d,
        "t_overlappedBy": lambda a, b, c, d: c < a < d < b,
        "t_during": lambda a, b, c, d: c < a and b < d,
        "t_contains": lambda a, b, c, d: a < c and d < b,
        "t_starts": lambda a, b, c, d: a == c and b < d,
        "t_startedBy": lambda a, b, c, d: a == c and d < b,
        "t_finishes": lambda a, b, c, d: b == d and a > c,
        "t_finishedBy": lambda a, b, c, d: b == d and a < c,
        "t_equals": lambda a, b, c, d: (a, b) == (c, d),
    }
    for c, d in spans:
        of_each = np.zeros(len(rows), dtype=int)
        for name, holds in relations.items():
            text = f"{name}(interval(start, \"end\"), interval('{c}', '{d}'))"
            keep = keep_rows(features, parse_filter(text))
            assert keep.tolist() == [holds(a, b, c, d) for a, b in spans], text
            of_each += keep
        assert (of_each == 1).all()  # each pair of intervals stands in one relation, and one only
