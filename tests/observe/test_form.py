"""Sulh's own form: every kind of row, and every way in which a row can be wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import INCIDENT, NOW, OBSERVATION, bring, write_csv

from sulh.observe import (
    Coverage,
    Incident,
    Inspection,
    Notification,
    Observation,
    Origin,
    Participant,
    Request,
)
from sulh.values import Count, Place, Reliability, Span

if TYPE_CHECKING:
    from pathlib import Path

DAY = Span(
    datetime(2024, 5, 2, 23, tzinfo=UTC), datetime(2024, 5, 3, 22, 59, 59, 999999, tzinfo=UTC)
)
"""3 May 2024 in Bangui, which is one hour ahead of UTC."""


def test_an_incident_in_full(tmp_path: Path) -> None:
    """Each column of an incident arrives in the field that the form's page names."""
    row = INCIDENT | {
        "end": "2024-05-03T20:00:00+01:00",
        "district": "Bangui",
        "country": "Central African Republic",
        "place": "PK5",
        "reliability": "b",
        "credibility": "2",
        "means": "Seen",
        "actor": "UPC; MPC",
        "initiator": "opponent",
        "deaths_low": "1",
        "deaths_best": "2",
        "civilian_deaths_best": "1",
        "text": "A fight.",
        "language": "en",
        "link": "https://example.org/1",
    }
    report = bring(write_csv(tmp_path, row)).only
    assert report == Incident(
        origin=Origin(
            source="Team site 4",
            ref="i-1",
            reliability=Reliability("B", 2),
            means="seen",
            file="reports.csv",
            row=2,
            text="A fight.",
            language="en",
            link="https://example.org/1",
        ),
        span=DAY,
        place=Place(
            lon=18.55,
            lat=4.37,
            accuracy_m=100.0,
            country="Central African Republic",
            district="Bangui",
            name="PK5",
        ),
        act="armed-clash",
        participants=(
            Participant(name="UPC", side="a"),
            Participant(name="MPC", side="a"),
            Participant(name="FPRC", side="b"),
        ),
        initiator="b",
        deaths=Count(1, None, 2),
        civilian_deaths=Count(1, 1, 1),
    )


def test_the_other_kinds(tmp_path: Path) -> None:
    """One row of each other kind arrives with its own fields."""
    base = {"source": "HQ", "start": "2024-05-03", "zone": "zone-a"}
    rows = [
        OBSERVATION | {"inspection": "v-1", "complete": "yes"},
        base
        | {
            "kind": "inspection",
            "ref": "v-1",
            "inspector": "MFO",
            "duty": "verification",
            "complete": "yes",
            "answers": "r-1",
        },
        base
        | {
            "kind": "notification",
            "ref": "n-1",
            "actor": "EGY",
            "act": "overflight",
            "activity_start": "2034-05-03",
        },
        base | {"kind": "request", "ref": "r-1", "actor": "EGY", "request": "verification"},
        base | {"kind": "coverage", "ref": "c-1", "subjects": "fire; overflight"},
    ]
    brought = bring(write_csv(tmp_path, *rows), now=NOW)
    assert brought.problems == ()
    observation, inspection, notification, request, coverage = brought.reports
    assert isinstance(observation, Observation)
    assert observation.count == Count(3, 3, 3)
    assert observation.complete
    assert observation.inspection == "v-1"
    assert observation.span.start == observation.span.end == datetime(2024, 5, 3, 9, tzinfo=UTC)
    assert isinstance(inspection, Inspection)
    assert (inspection.inspector, inspection.duty, inspection.complete, inspection.answers) == (
        "MFO",
        "verification",
        True,
        "r-1",
    )
    assert isinstance(notification, Notification)
    assert notification.activity.start == datetime(2034, 5, 2, 23, tzinfo=UTC)
    assert isinstance(request, Request)
    assert request.request == "verification"
    assert isinstance(coverage, Coverage)
    assert (coverage.subjects, coverage.complete) == (("fire", "overflight"), False)


@pytest.mark.parametrize(
    ("bounds", "count"),
    [
        ({"best": "3"}, Count(3, 3, 3)),
        ({"low": "3"}, Count(3, None)),
        ({"high": "3"}, Count(0, 3)),
        ({"low": "2", "high": "5"}, Count(2, 5)),
        ({"low": "2", "best": "3"}, Count(2, None, 3)),
        ({"low": "2", "best": "3", "high": "5"}, Count(2, 5, 3)),
        ({"best": "0"}, Count(0, 0, 0)),
        ({"best": "12.0"}, Count(12, 12, 12)),
        ({"best": "٣٠"}, Count(30, 30, 30)),
    ],
)
def test_bounds_of_a_count(tmp_path: Path, bounds: dict[str, str], count: Count) -> None:
    """Which bounds are known follows from which columns are filled."""
    row = {**OBSERVATION, "best": ""} | bounds
    assert bring(write_csv(tmp_path, row)).only.count == count


FAULTS = [
    ({"kind": "rumour"}, "unknown-kind", "kind"),
    ({"kind": ""}, "unknown-kind", "kind"),
    ({"ref": ""}, "missing", "ref"),
    ({"ref": "  "}, "missing", "ref"),
    ({"ref": "a" * 201}, "too-long", "ref"),
    ({"ref": "i\u202e1"}, "bad-character", "ref"),
    ({"actor": "Red\u3164Army"}, "bad-character", "actor"),
    ({"place": "B\u034fa"}, "bad-character", "place"),
    ({"ref": "i\u200d1"}, "bad-character", "ref"),
    ({"ref": "i\n1"}, "bad-character", "ref"),
    ({"source": ""}, "missing", "source"),
    ({"actor": "UPC\u2067"}, "bad-character", "actor"),
    ({"actor": ";".join(f"actor {n}" for n in range(101))}, "too-long", "actor"),
    ({"start": ""}, "missing", "start"),
    ({"start": "yesterday"}, "bad-date", "start"),
    ({"start": "2024-02-30"}, "bad-date", "start"),
    ({"start": "03/05/2024"}, "bad-date", "start"),
    ({"start": "2024-05-03T10:00:00"}, "bad-date", "start"),
    ({"start": "1066-10-14"}, "bad-date", "start"),
    ({"start": "9999-12-31"}, "bad-date", "start"),
    ({"start": "1800-05-03T10:00:00Z"}, "bad-date", "start"),
    ({"start": "0001-01-01T00:00:00+14:00"}, "bad-date", "start"),
    ({"start": "2" * 1000}, "bad-date", "start"),
    ({"start": "2031-05-03"}, "future", "start"),
    ({"end": "2031-05-03"}, "future", "end"),
    ({"end": "2024-05-02"}, "ends-before-start", "end"),
    ({"lat": ""}, "missing", "lat"),
    ({"lon": ""}, "missing", "lon"),
    ({"lon": "4.37", "lat": "118.55"}, "bad-coordinates", "lat"),
    ({"lon": "181"}, "bad-coordinates", "lon"),
    ({"lon": "nan"}, "not-a-number", "lon"),
    ({"lon": "inf"}, "not-a-number", "lon"),
    ({"lon": "1e308"}, "not-a-number", "lon"),
    ({"lon": "1e99"}, "bad-coordinates", "lon"),
    ({"lon": "18,55"}, "not-a-number", "lon"),
    ({"lon": "0x10"}, "not-a-number", "lon"),
    ({"accuracy_m": ""}, "missing", "accuracy_m"),
    ({"accuracy_m": "-1"}, "bad-accuracy", "accuracy_m"),
    ({"accuracy_m": "30000000"}, "bad-accuracy", "accuracy_m"),
    ({"accuracy_m": "good"}, "not-a-number", "accuracy_m"),
    ({"reliability": "G"}, "bad-code", "reliability"),
    ({"credibility": "0"}, "bad-code", "credibility"),
    ({"credibility": "7"}, "bad-code", "credibility"),
    ({"means": "hunch"}, "bad-word", "means"),
    ({"initiator": "UPC"}, "bad-word", "initiator"),
    ({"act": ""}, "missing", "act"),
    ({"deaths_best": "-1"}, "negative", "deaths_best"),
    ({"deaths_best": "2.5"}, "not-a-number", "deaths_best"),
    ({"deaths_best": "1e308"}, "not-a-number", "deaths_best"),
    ({"deaths_best": "NaN"}, "not-a-number", "deaths_best"),
    ({"deaths_best": "∞"}, "not-a-number", "deaths_best"),
    ({"deaths_best": "1000000001"}, "too-large", "deaths_best"),
    ({"deaths_low": "3", "deaths_high": "2"}, "bounds", "deaths_high"),
    ({"deaths_low": "3", "deaths_best": "2"}, "bounds", "deaths_best"),
    ({"deaths_best": "5", "deaths_high": "4"}, "bounds", "deaths_best"),
    ({"deaths_high": "4", "civilian_deaths_low": "5"}, "bounds", "civilian_deaths_low"),
    ({"text": "x" * 65_537}, "too-long", "text"),
    ({"text": "a\x00b"}, "bad-character", "text"),
    ({"link": "javascript:alert(1)"}, "bad-word", "link"),
    ({"link": "x" * 2001}, "too-long", "link"),
    ({"simulated": "yes"}, "simulated", "simulated"),
    ({"simulated": "perhaps"}, "bad-word", "simulated"),
]


@pytest.mark.parametrize(("change", "code", "field"), FAULTS)
def test_a_faulty_field_rejects_its_row(
    tmp_path: Path, change: dict[str, str], code: str, field: str
) -> None:
    """The problem names row, field and reason, and the rows beside it come in."""
    rows = (INCIDENT, INCIDENT | {"ref": "i-2"} | change, INCIDENT | {"ref": "i-3"})
    brought = bring(write_csv(tmp_path, *rows), now=NOW)
    (problem,) = (each for each in brought.problems if each.severity == "error")
    assert (problem.code, problem.field) == (code, field)
    assert problem.message
    assert [report.origin.ref for report in brought.reports] == ["i-1", "i-3"]


OBSERVATION_FAULTS = [
    ({"best": ""}, "missing"),
    ({"item": ""}, "missing"),
    ({"actor": ""}, "missing"),
    ({"actor": "UPC; MPC"}, "bad-word"),
    ({"complete": "partly"}, "bad-word"),
]


@pytest.mark.parametrize(("change", "code"), OBSERVATION_FAULTS)
def test_a_faulty_observation(tmp_path: Path, change: dict[str, str], code: str) -> None:
    """An observation needs one actor, one item and some bound."""
    assert bring(write_csv(tmp_path, OBSERVATION | change)).codes == [code]


def test_a_coverage_without_subjects(tmp_path: Path) -> None:
    """Coverage of nothing in particular covers nothing."""
    row = {"kind": "coverage", "ref": "c", "source": "HQ", "start": "2024-05-03"}
    assert bring(write_csv(tmp_path, row)).codes == ["missing"]


def test_arabic_text_stays_as_written(tmp_path: Path) -> None:
    """Right-to-left text with its marks is kept; names may hold joiners, and dates Arabic digits."""
    row = INCIDENT | {
        "text": "\u202bاشتباك مسلح\u202c قرب بيروت",
        "actor": "می\u200cخواهم",
        "place": "صور",
        "start": "٢٠٢٤-٠٥-٠٣",
    }
    report = bring(write_csv(tmp_path, row)).only
    assert report.origin.text == row["text"]
    assert report.participants[0].name == row["actor"]
    assert report.place.name == "صور"
    assert report.span == DAY


def test_two_spellings_of_one_letter_are_one(tmp_path: Path) -> None:
    """Names come in in NFC, so that a name typed on another machine is the same name."""
    report = bring(write_csv(tmp_path, INCIDENT | {"actor": "Se\u0301le\u0301ka"})).only
    assert report.participants[0].name == "S\u00e9l\u00e9ka"


def test_a_formula_is_text(tmp_path: Path) -> None:
    """What looks like a formula is text like any other."""
    text = '=HYPERLINK("http://example.org","x")'
    assert bring(write_csv(tmp_path, INCIDENT | {"text": text})).only.origin.text == text


def test_a_region_is_no_place(tmp_path: Path) -> None:
    """With the accuracy `region`, coordinates are a region's centre."""
    place = bring(write_csv(tmp_path, INCIDENT | {"accuracy_m": "region"})).only.place
    assert (place.lon, place.lat, place.accuracy_m) == (18.55, 4.37, None)


@pytest.mark.parametrize(
    ("lon", "lat", "is_refused"),
    [
        ("18.55", "4.37", False),
        ("4.37", "18.55", True),
        ("28.0", "4.0", False),
        ("14.0", "18.55", False),
        ("-73.9", "40.7", False),
    ],
)
def test_exchanged_coordinates(tmp_path: Path, lon: str, lat: str, *, is_refused: bool) -> None:
    """A point is refused if it lies far off, and in the mission's area when exchanged."""
    area = (14.4, 2.2, 27.5, 11.1)
    path = write_csv(tmp_path, INCIDENT | {"lon": lon, "lat": lat})
    brought = bring(path, area=area)
    assert brought.codes == (["bad-coordinates"] if is_refused else [])
    assert bring(path).problems == ()


def test_the_source_may_be_given_once(tmp_path: Path) -> None:
    """A row that names no source has the one given with the file."""
    path = write_csv(tmp_path, INCIDENT | {"source": ""}, INCIDENT | {"ref": "2"})
    brought = bring(path, source="Sector West")
    assert [each.origin.source for each in brought.reports] == ["Sector West", "Team site 4"]


def test_a_simulated_row_comes_in_with_an_exercise(tmp_path: Path) -> None:
    """A row marked as simulated is taken in only where the whole file is."""
    path = write_csv(tmp_path, INCIDENT | {"simulated": "yes"})
    assert bring(path, simulated=True).only.origin.ref == "i-1"
    assert bring(path).codes == ["simulated"]


def test_unknown_columns_are_warned_of_once(tmp_path: Path) -> None:
    """A column that the form does not have is named, once, and the rows come in."""
    rows = [INCIDENT | {"ref": str(n), "colour": "red", "=1+1": ""} for n in range(5)]
    brought = bring(write_csv(tmp_path, *rows))
    assert [(each.code, each.field, each.severity) for each in brought.problems] == [
        ("unknown-column", "colour", "warning"),
        ("unknown-column", "=1+1", "warning"),
    ]
    assert len(brought.reports) == 5
