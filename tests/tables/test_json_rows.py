"""JSON Lines and GeoJSON: one object, one row; what says two things is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.observe.small_files import INCIDENT, OBSERVATION, bring, write_csv

from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def jsonl(folder: Path, *lines: object) -> Path:
    path = folder / "reports.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8", newline="")
    return path


def geojson(folder: Path, *features: object, **more: object) -> Path:
    path = folder / "reports.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more))
    return path


def feature(properties: Any, geometry: Any = None) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [18.55, 4.37]}
PLACELESS = {k: v for k, v in INCIDENT.items() if k not in ("lon", "lat")}


def test_the_three_ways_say_the_same(tmp_path: Path) -> None:
    """A report is the same from CSV, JSON Lines and GeoJSON, but for its file and row."""
    row = INCIDENT | {"deaths_best": "2"}
    as_json = PLACELESS | {"deaths_best": 2, "lon": 18.55, "lat": 4.37, "text": None}
    found = [
        bring(write_csv(tmp_path, row)).only,
        bring(jsonl(tmp_path, as_json)).only,
        bring(geojson(tmp_path, feature(PLACELESS | {"deaths_best": 2}, POINT))).only,
    ]
    for report in found:
        assert (report.span, report.place) == (found[0].span, found[0].place)
        assert (report.participants, report.deaths) == (found[0].participants, found[0].deaths)


def test_json_types(tmp_path: Path) -> None:
    """Numbers may be texts, yes and no may be true and false, several names may be a list."""
    line = OBSERVATION | {"best": 3.0, "complete": True}
    other = INCIDENT | {"actor": ["UPC", "MPC"], "lon": 18, "lat": 4.5}
    brought = bring(jsonl(tmp_path, line, other))
    observation, incident = brought.reports
    assert (observation.count.best, observation.complete) == (3, True)
    assert [each.name for each in incident.participants] == ["UPC", "MPC", "FPRC"]
    assert (incident.place.lon, incident.place.lat) == (18.0, 4.5)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1, 2]",
        '"text"',
        "null",
        '{"kind": "observation", "low": 1, "low": 500}',
        '{"low": NaN}',
        '{"low": -Infinity}',
        "[" * 100_000,
        '{"kind": ' + "[" * 700 + "]" * 700 + "}",
        '{"low": ' + "9" * 5000 + "}",
        "\udcff",
    ],
    ids=[
        "cut",
        "list",
        "text",
        "null",
        "doubled",
        "nan",
        "inf",
        "deep",
        "deep value",
        "long",
        "no utf-8",
    ],
)
def test_a_bad_line_of_json(tmp_path: Path, line: str) -> None:
    """A line that is no object, or says two things, is a problem; the lines around it are read."""
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps(OBSERVATION | {"ref": "1"}), line, json.dumps(OBSERVATION | {"ref": "2"})]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    brought = bring(path)
    assert [report.origin.ref for report in brought.reports] == ["1", "2"]
    assert [(each.code, each.row) for each in brought.problems] == [("bad-json", 2)]


def test_half_a_character_in_json(tmp_path: Path) -> None:
    """JSON can name half a character; no record could carry it."""
    lines = [OBSERVATION | {"ref": "1"}, OBSERVATION | {"ref": "2", "text": "\ud800"}]
    assert bring(jsonl(tmp_path, *lines)).codes == ["bad-character"]


def test_a_line_too_long(tmp_path: Path) -> None:
    """Ten megabytes on a line are one problem, and the line after it has its right number."""
    long = json.dumps(OBSERVATION | {"text": "x" * 10_000_000})
    bad = json.dumps(OBSERVATION | {"kind": "rumour"})
    brought = bring(jsonl(tmp_path, OBSERVATION, long, bad))
    assert [(each.code, each.row) for each in brought.problems] == [
        ("too-long", 2),
        ("unknown-kind", 3),
    ]


def test_blank_lines(tmp_path: Path) -> None:
    """Empty lines and empty objects are counted apart."""
    brought = bring(jsonl(tmp_path, "", OBSERVATION, "{}", "  "))
    assert (brought.rows, brought.blank) == (1, 3)


def test_unknown_keys_are_warned_of_once_and_of_a_hundred(tmp_path: Path) -> None:
    """A file whose every line has a new key cannot fill the screen."""
    brought = bring(jsonl(tmp_path, *[OBSERVATION | {f"k{n}": 1} for n in range(300)]))
    assert set(brought.codes) == {"unknown-column"}
    assert 50 <= len(brought.codes) <= 150


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "text",
        feature(None, POINT),
        feature(PLACELESS, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}),
        feature(PLACELESS, {"type": "Point", "coordinates": [1]}),
        feature(PLACELESS, {"type": "Point", "coordinates": None}),
        feature(PLACELESS, [1, 2]),
        feature(INCIDENT, {"type": "Point", "coordinates": [18.6, 4.37]}),
    ],
)
def test_a_bad_feature(tmp_path: Path, bad: object) -> None:
    """A feature that is no point with properties, or names two places, is rejected alone."""
    brought = bring(geojson(tmp_path, feature(PLACELESS, POINT), bad))
    assert [(each.code, each.row) for each in brought.problems] == [("bad-feature", 2)]
    assert len(brought.reports) == 1


@pytest.mark.parametrize("depth", [100, 300, 500, 700, 900])
def test_a_nested_feature(tmp_path: Path, depth: int) -> None:
    """However deep a value is nested, nothing but its own row, or the file, is refused."""
    path = tmp_path / "reports.geojson"
    nested = "[" * depth + "]" * depth
    good = json.dumps(feature(PLACELESS, POINT))
    path.write_text(f'{{"features": [{{"properties": {{"a": {nested}}}}}, {good}]}}')
    try:
        brought = bring(path)
    except InputError as refused:
        assert "nested" in str(refused)  # noqa: PT017 -- either is right
    else:
        assert len(brought.reports) == 1


def test_coordinates_of_text_or_truth(tmp_path: Path) -> None:
    """Coordinates that are no numbers reject the feature."""
    points = [{"type": "Point", "coordinates": pair} for pair in (["a", 4], [True, 4], [18, 400])]
    brought = bring(geojson(tmp_path, *[feature(PLACELESS, point) for point in points]))
    assert brought.codes == ["not-a-number", "not-a-number", "bad-coordinates"]


def test_coordinates_named_twice(tmp_path: Path) -> None:
    """Properties may repeat the geometry's coordinates, in any writing."""
    properties = PLACELESS | {"lon": "18.550", "lat": 4.37}
    assert bring(geojson(tmp_path, feature(properties, POINT))).only.place.lon == 18.55


def test_a_feature_without_geometry(tmp_path: Path) -> None:
    """A report may have no coordinates."""
    assert bring(geojson(tmp_path, feature(PLACELESS | {"zone": "a"}))).only.place.lon is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"features": 1}', '{"a": NaN}', "\x00"])
def test_no_feature_collection(tmp_path: Path, text: str) -> None:
    """What is no FeatureCollection is refused as a whole."""
    path = tmp_path / "reports.geojson"
    path.write_text(text)
    with pytest.raises(InputError):
        bring(path)


def test_another_system_of_coordinates(tmp_path: Path) -> None:
    """Metres of a national grid are not taken for degrees."""
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32634"}}
    with pytest.raises(InputError, match="WGS 84"):
        bring(geojson(tmp_path, feature(PLACELESS, POINT), crs=grid))
    wgs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert bring(geojson(tmp_path, feature(PLACELESS, POINT), crs=wgs)).only.place.lon == 18.55
