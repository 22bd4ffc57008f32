"""Bodies of records carry every report unchanged."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from tests.observe.random_reports import reports

from sulh.errors import InputError
from sulh.ledger import canonical
from sulh.observe import REPORT_KINDS, Observation, Origin, Report
from sulh.values import Count, Place, Span

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
