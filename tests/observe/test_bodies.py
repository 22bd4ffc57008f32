"""Bodies of records carry every report unchanged."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace
from tests.observe.random_reports import reports

from sulh.errors import InputError
from sulh.ledger import canonical
from sulh.observe import REPORT_KINDS, Observation, Origin, Report
from sulh.picture.origin import KEYS_OF_ORIGIN
from sulh.values import Count, Place, Span
from sulh.workspace.record_kinds import RECORD_KINDS

from_body, to_body = REPORT_KINDS.from_body, REPORT_KINDS.to_body
NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)


def kind_of(report: Report) -> str:
    return REPORT_KINDS.of(report).name


@given(reports)
def test_a_report_comes_back_from_its_body(report: Report) -> None:
    """What goes into the ledger comes out of it, for every kind."""
    assert from_body(kind_of(report), to_body(report)) == report


@given(reports)
def test_a_report_comes_back_from_canonical_json(report: Report) -> None:
    """It also does after it was written as canonical JSON and parsed by any JSON reader."""
    written = canonical(to_body(report))
    assert from_body(kind_of(report), json.loads(written)) == report
    assert canonical(json.loads(written)) == written


@given(reports, st.sampled_from([None, 1e-7, -0.00000123, 5e-324, -0.0, 12.0]))
def test_what_is_written_at_once_is_what_is_written_step_by_step(
    report: Report, lat: float | None
) -> None:
    """The bytes of an import are those of the body, also of numbers that RFC 8785 writes in its own way."""
    if lat is not None:
        report = replace(report, place=replace(report.place, lon=lat, lat=lat))
    kind, body = REPORT_KINDS.of(report), to_body(report)
    substance, content = kind.write(report)
    assert content == canonical(body)
    rest = {key: value for key, value in body.items() if key not in KEYS_OF_ORIGIN}
    assert substance == orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)


def test_every_number_of_a_body_is_one_that_canonical_json_can_hold() -> None:
    """What is written at once is not searched for larger whole numbers, nor for fractions but of places."""
    for kind in RECORD_KINDS:
        for field in inspect.type_info(kind.body_class).fields:
            for number in numbers_of(field.type):
                if isinstance(number, inspect.FloatType):
                    assert field.name in {"lon", "lat", "accuracy_m"}, (kind, field.name)
                else:
                    assert number.le is not None, (kind, field.name)
                    assert number.le < 2**53, (kind, field.name)


def numbers_of(of_type: inspect.Type) -> list[inspect.IntType | inspect.FloatType]:
    """Return the numbers within a type of a body."""
    if isinstance(of_type, inspect.IntType | inspect.FloatType):
        return [of_type]
    parts = (getattr(of_type, name, ()) for name in ("types", "item_types"))
    inner = [getattr(of_type, name, None) for name in ("item_type", "value_type", "type")]
    each = [*(part for group in parts for part in group), *filter(None, inner)]
    return [number for part in each for number in numbers_of(part)]


@given(reports)
def test_what_is_empty_is_left_out(report: Report) -> None:
    """A body holds no empty text, no null and no empty list; only counts have nulls."""
    assert not [key for key, value in to_body(report).items() if value in ("", None, [])]


def test_the_body_of_an_observation_in_full() -> None:
    """The form is part of the ledger's format: a change here changes every ledger."""
    report = Observation(
        origin=Origin(source="Team site 4", ref="o-1", row=2, file="a.csv"),
        span=Span(NOON, NOON),
        place=Place(lon=18.5, lat=4.0, accuracy_m=100.0, zone="zone-a", name="Bangui"),
        actor="UPC",
        item="tank",
        count=Count(2, None, 3),
    )
    assert to_body(report) == {
        "source": "Team site 4",
        "ref": "o-1",
        "reliability": "F",
        "credibility": 6,
        "span": ["2024-05-03T12:00:00Z"],
        "row": 2,
        "file": "a.csv",
        "lon": 18.5,
        "lat": 4,
        "accuracy_m": 100,
        "zone": "zone-a",
        "place": "Bangui",
        "actor": "UPC",
        "item": "tank",
        "count": [2, 3, None],
        "complete": False,
    }


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("genesis", {}),
        ("incident", {}),
        ("incident", {"source": "a", "ref": "b", "span": [], "act": "c"}),
        ("incident", {"source": "a", "ref": "b", "span": ["yesterday"], "act": "c"}),
        (
            "observation",
            {"source": "a", "ref": "b", "span": ["2024-05-03T12:00:00Z"], "count": [5]},
        ),
        ("coverage", {"source": "a", "ref": "b", "span": ["2024-05-03T12:00:00Z"], "subjects": 1}),
    ],
)
def test_a_body_of_something_else_is_refused(kind: str, body: dict[str, object]) -> None:
    """A record that carries no report says so, and raises nothing else."""
    with pytest.raises(InputError, match="record"):
        from_body(kind, body)
