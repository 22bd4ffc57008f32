"""What has come in before is recognised, and what contradicts it is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.observe.random_reports import reports
from tests.observe.small_files import INCIDENT, bring, write_csv

from sulh.ledger import canonical
from sulh.observe import REPORT_KINDS, Report, ReportRegister, sort_out
from sulh.observe.report_register import digests_of, written

if TYPE_CHECKING:
    from pathlib import Path


@given(reports)
def test_the_digests_of_a_report_and_of_its_body_are_the_same(report: Report) -> None:
    """A report of a file is compared with bodies of the ledger, also as JSON gives them back."""
    kind = REPORT_KINDS.of(report)
    content, *digests = written(kind, report)
    assert tuple(digests) == digests_of(kind.name, kind.to_body(report))
    assert tuple(digests) == digests_of(kind.name, json.loads(content))


def test_in_one_file(tmp_path: Path) -> None:
    """The same row twice is a duplicate; the same key with other words is a conflict."""
    rows = [INCIDENT, INCIDENT, INCIDENT | {"deaths_best": "3"}, INCIDENT | {"ref": "i-2"}]
    brought = bring(write_csv(tmp_path, *rows))
    found = sort_out(brought.reports, ReportRegister(REPORT_KINDS), "reports.csv")
    assert [body["ref"] for _, body in found.fresh] == ["i-1", "i-2"]
    assert found.duplicates == 1
    (conflict,) = found.conflicts
    assert (conflict.code, conflict.row, conflict.severity) == ("conflict", 4, "error")
    assert "reports.csv, row 2" in conflict.message
    assert "sulh correct" in conflict.remedy
    (twin,) = found.lookalikes
    assert (twin.code, twin.row, twin.severity) == ("looks-alike", 5, "warning")
    assert "'i-1'" in twin.message
    assert "reports.csv, row 2" in twin.message


def test_another_sender_is_another_report(tmp_path: Path) -> None:
    """Two who report the same event confirm each other; they are no duplicates."""
    brought = bring(write_csv(tmp_path, INCIDENT, INCIDENT | {"source": "Sector West"}))
    found = sort_out(brought.reports, ReportRegister(REPORT_KINDS), "reports.csv")
    assert (len(found.fresh), found.duplicates, found.lookalikes) == (2, 0, ())


def test_another_kind_with_the_same_key_is_another_report(tmp_path: Path) -> None:
    """A team numbers each of its forms from one: a sender's key is one within a kind."""
    request = {"kind": "request", "request": "inspection", "zone": "", "actor": "UPC"}
    rows = [INCIDENT, INCIDENT | request, INCIDENT | request, INCIDENT]
    brought = bring(write_csv(tmp_path, *rows))
    found = sort_out(brought.reports, ReportRegister(REPORT_KINDS), "reports.csv")
    assert [(kind, body["ref"]) for kind, body in found.fresh] == [
        ("incident", "i-1"),
        ("request", "i-1"),
    ]
    assert (found.duplicates, found.conflicts) == (2, ())


def test_the_place_in_a_file_does_not_matter(tmp_path: Path) -> None:
    """A report that comes again in another file, in another row, is a duplicate."""
    known = ReportRegister(REPORT_KINDS)
    first = bring(write_csv(tmp_path, INCIDENT))
    sort_out(first.reports, known, "reports.csv")
    rows = [INCIDENT | {"ref": "i-0", "act": "fire"}, INCIDENT]
    again = bring(write_csv(tmp_path, *rows, name="later.csv"))
    found = sort_out(again.reports, known, "later.csv")
    assert ([body["ref"] for _, body in found.fresh], found.duplicates) == (["i-0"], 1)


def test_a_corrected_report_that_comes_again(tmp_path: Path) -> None:
    """After a correction both versions are known: neither file brings a conflict."""
    rows = [INCIDENT, INCIDENT | {"deaths_best": "3"}]
    brought = bring(write_csv(tmp_path, *rows))
    known = ReportRegister(REPORT_KINDS)
    for report in brought.reports:
        ((kind, body),) = sort_out([report], ReportRegister(REPORT_KINDS), "x").fresh
        known.add(kind, body)
    found = sort_out(brought.reports, known, "reports.csv")
    assert (found.fresh, found.duplicates, found.conflicts) == ((), 2, ())


@given(st.lists(reports, max_size=6))
def test_a_second_time_nothing_is_fresh(several: list[Report]) -> None:
    """Against what the ledger gives back, the reports it holds are duplicates, to the last one."""
    first = sort_out(several, ReportRegister(REPORT_KINDS), "x")
    known = ReportRegister(REPORT_KINDS)
    for kind, body in first.fresh:
        known.add(kind, json.loads(canonical(body)))
    entered = [report for report in several if _is_among(report, first.fresh)]
    again = sort_out(entered, known, "x")
    assert again.fresh == ()
    assert again.conflicts == ()
    assert again.duplicates == len(entered)
    assert len(first.fresh) + first.duplicates + len(first.conflicts) == len(several)


def _is_among(report: Report, fresh: tuple[tuple[str, dict[str, object]], ...]) -> bool:
    found = sort_out([report], ReportRegister(REPORT_KINDS), "x").fresh[0]
    without = [{**body, "row": 0, "file": ""} for kind, body in fresh if kind == found[0]]
    return {**found[1], "row": 0, "file": ""} in without


@given(reports, st.text(max_size=3), st.text(max_size=3))
def test_keys_do_not_run_together(report: Report, left: str, right: str) -> None:
    """Source "ab" with key "c" is not source "a" with key "bc"."""
    one = replace(report, origin=replace(report.origin, source="s" + left, ref=right + "r"))
    other = replace(report, origin=replace(report.origin, source="s", ref=left + right + "r"))
    found = sort_out([one, other], ReportRegister(REPORT_KINDS), "x")
    assert len(found.fresh) == (2 if left else 1)
    assert found.conflicts == ()
