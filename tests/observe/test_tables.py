"""Reports become typed columns, and nothing of them is lost or invented on the way."""

from datetime import UTC, datetime

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.verify.random_missions import seeded_mission

from sulh.observe.records import (
    REPORT_KINDS,
    Comparison,
    Coverage,
    Incident,
    Inspection,
    Observation,
)
from sulh.observe.tables import PLURALS, tables_from_reports

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment):
    return round((moment - EPOCH).total_seconds() * 1e6)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_every_report_stands_in_its_table_as_it_was_said(seed):
    """Ids, times, places, counts and participants, against the reports themselves."""
    reports = seeded_mission(seed).reports
    tables = tables_from_reports(reports)
    assert tables.ids.to_list() == [identity for identity, _ in reports]
    rows = {row["index"]: row for row in tables.all_reports().iter_rows(named=True)}
    happened = {
        at: each for at, (_, each) in enumerate(reports) if not isinstance(each, Comparison)
    }
    assert sorted(rows) == sorted(happened)  # a comparison is of reports; nothing happened in it
    for index, report in happened.items():
        row = rows[index]
        assert row["kind"] == REPORT_KINDS.of(report).name
        assert (row["start"], row["end"]) == (micros(report.span.start), micros(report.span.end))
        assert (row["lon"], row["lat"]) == (report.place.lon, report.place.lat)
        assert row["accuracy_m"] == report.place.accuracy_m
        assert row["zone"] == (report.place.zone or "")
        assert row["reliability"] == report.origin.reliability.source
        assert row["credibility"] == report.origin.reliability.credibility


def test_participants_point_at_their_incident():
    """A participant's row is the place of its incident among the incidents."""
    for seed in range(30):
        reports = seeded_mission(seed).reports
        tables = tables_from_reports(reports)
        incidents = [report for _, report in reports if isinstance(report, Incident)]
        assert tables.participants.rows() == [
            (row, each.name, each.side)
            for row, incident in enumerate(incidents)
            for each in incident.participants
        ]


def test_one_number_for_one_inspection():
    """Observations and the inspection they name share a number; those that name none have -1."""
    for seed in range(30):
        reports = [report for _, report in seeded_mission(seed).reports]
        tables = tables_from_reports([(str(i), r) for i, r in enumerate(reports)])
        named = {}
        told = [
            *zip(
                [(r.origin.source, r.inspection) for r in reports if isinstance(r, Observation)],
                tables.observations["visit"],
                strict=True,
            ),
            *zip(
                [(r.origin.source, r.origin.ref) for r in reports if isinstance(r, Inspection)],
                tables.inspections["visit"],
                strict=True,
            ),
        ]
        for key, number in told:
            assert (number == -1) == (not key[1])
            if number >= 0:
                assert named.setdefault(number, key) == key
        assert len(set(named.values())) == len(named)


def test_no_reports_still_make_whole_tables():
    """Empty tables have all columns, so that the rooms after need no special case."""
    tables = tables_from_reports([])
    assert all(tables.of_kind(kind).height == 0 for kind in PLURALS)
    assert tables.of_kind("coverage").schema["subjects"] == pl.List(pl.String)
    assert tables.of_kind(Coverage.__name__.lower()).schema["complete"] == pl.Boolean
