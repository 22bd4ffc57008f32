"""A finding is one typed value, from the table to the explanation and the JSON form."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from tests.report.island import PACK, judged

from sulh.errors import InputError
from sulh.verify import (
    SCHEMA,
    Findings,
    evidence_of,
    explain,
    explain_finding,
    finding_id,
    summarise_findings,
)


@pytest.fixture(scope="module")
def tables():
    """The reports of the exercise on the fictional island."""
    return judged()[0]


@pytest.fixture(scope="module")
def findings():
    """The findings of the exercise on the fictional island."""
    return judged()[1]


def test_each_row_is_one_finding(findings):
    """Iterating gives the rows of the frame, with real times and all columns."""
    listed = list(findings)
    assert len(listed) == len(findings) == findings.frame.height > 50
    for row, finding in zip(findings.frame.to_dicts(), listed, strict=True):
        for name in SCHEMA:
            value = getattr(finding, "from_" if name == "from" else name)
            assert (list(value) if isinstance(value, tuple) else value) == row[name]
        assert finding.from_.utcoffset() == timedelta(0)
        assert finding.from_ <= finding.until


def test_the_id_is_that_of_its_key(findings):
    """The id follows from provision, party, zone, month and record alone."""
    for each in findings:
        key = (each.provision, each.party, each.zone)
        assert each.id == finding_id(*key, month=each.month, ref=each.ref)


def test_the_json_form_is_that_of_the_frame(findings):
    """Columns in order, times as text with Z, lists as lists: what API and --json show."""
    stamp = "%Y-%m-%dT%H:%M:%SZ"
    rows = findings.frame.with_columns(
        pl.col("from").dt.strftime(stamp), pl.col("until").dt.strftime(stamp)
    ).to_dicts()
    texts = [each.as_json() for each in findings]
    assert texts == rows
    assert all(list(each) == list(SCHEMA) for each in texts)


def test_the_json_form_cuts_parts_of_a_second():
    """A judgement up to a moment with microseconds gives whole seconds in JSON."""
    frame = judged()[1].frame.head(1)
    moment = datetime(2021, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
    (finding,) = Findings(frame.with_columns(pl.lit(moment).alias("until").cast(SCHEMA["until"])))
    assert finding.as_json()["until"] == "2021-03-04T05:06:07Z"


def test_a_finding_that_was_looked_up_can_be_explained(findings, tables):
    """What `find` returns is what `explain_finding` takes; both ways give the same explanation."""
    for each in findings:
        finding = findings.find(each.id[:7].upper() + " ")
        assert finding == each
        evidence = evidence_of(PACK, tables, finding.records)
        explanation = explain_finding(PACK, finding, evidence)
        assert explanation == explain(PACK, tables, findings, finding.id)


@pytest.mark.parametrize("beginning", ["", "  ", "zzzzzz!", "*", "a" * 10_000, "\x00"])
def test_a_finding_that_is_not_there_is_named(findings, beginning):
    """An unknown or empty id is an error with a sentence, not all findings."""
    with pytest.raises(InputError, match="There is no finding"):
        findings.find(beginning)


def test_an_unclear_beginning_is_refused(findings):
    """One letter that begins several ids is not enough."""
    first = [each.id[0] for each in findings]
    letter = max(first, key=first.count)
    with pytest.raises(InputError, match="More than one"):
        findings.find(letter)


def test_the_summary_holds_every_finding_once(findings):
    """Lines and counts together are all findings; each under its verdict, the gravest first."""
    summary = summarise_findings(PACK, findings)
    lines = [*summary.breached, *summary.doubted]
    in_lines = [each.id for line in lines for each in line.findings]
    counts = [*summary.silent, *summary.met]
    assert len(set(in_lines)) == len(in_lines)
    assert len(in_lines) + sum(each.findings for each in counts) == len(findings)
    assert {each.verdict for line in summary.breached for each in line.findings} == {"breached"}
    assert not any(each.is_silent for line in summary.doubted for each in line.findings)
    severities = {each.id: each.severity for each in PACK.provisions}
    order = ["grave", "serious", "minor", "technical"]
    places = [order.index(severities[line.latest.provision]) for line in summary.breached]
    assert places == sorted(places)
    for line in lines:
        assert [each.from_ for each in line.findings] == sorted(
            each.from_ for each in line.findings
        )
        assert len({(each.provision, each.party, each.zone) for each in line.findings}) == 1
