"""A record that was corrected or retracted says so wherever it stands, with both ids and the time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.observe.small_files import INCIDENT

from sulh import workspace
from sulh.errors import InputError
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.verify import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = datetime(2019, 6, 1, tzinfo=UTC)
NOW = datetime(2025, 1, 1, 9, 30, tzinfo=UTC)
ROW = INCIDENT | {"start": "2019-05-03", "reliability": "A", "credibility": "1"}
OTHER = ROW | {"ref": "i-2", "start": "2019-05-20", "actor": "3R", "opponent": "MPC"}
GOOD = ROW | {"deaths_best": "3"}


@pytest.fixture
def mission(tmp_path: Path) -> Iterator[workspace.Workspace]:
    opened = workspace.set_up(tmp_path / "m", pack_name="minusca", site="hq", now=NOW, store="")
    with opened.store:
        source = open_reports(rows_table([ROW, OTHER], name="two.jsonl"))
        workspace.import_reports(opened, source, workspace.ImportOptions(now=NOW))
        yield opened


def first(mission: workspace.Workspace) -> str:
    return next(each.id for each in mission.store.records(kinds=["incident"]))


def correct(mission: workspace.Workspace, record: str) -> str:
    table = rows_table([GOOD], name="right.jsonl")
    correction = workspace.Correction(file=table, reason="a recount", author="officer", now=NOW)
    return workspace.correct_record(mission, record, correction)


def retract(mission: workspace.Workspace, record: str) -> str:
    return workspace.retract_record(
        mission, record, reason="wrong valley", author="officer", now=NOW
    )


def finding_on(judgement: workspace.Judgement, record: str) -> str:
    """A finding on a month that rests on the record."""
    return next(each.id for each in judgement.findings if record in each.records and not each.ref)


def report_of(mission: workspace.Workspace, judgement: workspace.Judgement) -> str:
    path = mission.folder / "report.html"
    workspace.write_report(mission, judgement, path, tlp="CLEAR", generated_at=NOW)
    return path.read_text("utf-8")


def test_a_correction_is_named(mission: workspace.Workspace) -> None:
    """In the explanation, the list of reports and the list of corrections."""
    record = first(mission)
    amendment = correct(mission, record)
    judgement = workspace.judge(mission, as_of=None, at=AT)
    name = finding_on(judgement, record)
    amendments = workspace.read_amendments(mission, judgement)
    text = explain(mission.pack, judgement.tables, judgement.findings, name, amendments).as_text()
    line = f"corrected by record {amendment[:12]} on 1 January 2025 10:30 (UTC+01:00): a recount"
    assert record[:12] in text
    assert line in text
    page = report_of(mission, judgement)
    assert "Corrected and retracted records" in page
    assert page.count(line) >= 2
    earlier = workspace.judge(mission, as_of=datetime(2024, 1, 1, tzinfo=UTC), at=AT)
    assert not workspace.read_amendments(mission, earlier).by_record


def test_a_retraction_is_named(mission: workspace.Workspace) -> None:
    """A finding that lost its report says which, and no page says that nothing was ever reported."""
    record = first(mission)
    name = finding_on(workspace.judge(mission, as_of=None, at=AT), record)
    amendment = retract(mission, record)
    judgement = workspace.judge(mission, as_of=None, at=AT)
    amendments = workspace.read_amendments(mission, judgement)
    explanation = explain(mission.pack, judgement.tables, judgement.findings, name, amendments)
    assert explanation.verdict == "undetermined"
    (text,) = explanation.retracted
    line = f"retracted by record {amendment[:12]} on 1 January 2025 10:30 (UTC+01:00): wrong valley"
    assert text == f"{record[:12]} (Team site 4 i-1): {line}"
    assert "Retracted, and no longer used:" in explanation.as_text()
    assert json.loads(json.dumps(explanation.as_json()))["retracted"] == [text]
    page = report_of(mission, judgement)
    assert "ever reported" not in page
    assert "A retracted report does not count" in page
    assert page.count(line) >= 2
    pytest.importorskip("typst")
    path = mission.folder / "report.pdf"
    assert workspace.write_report(mission, judgement, path, tlp="CLEAR", generated_at=NOW) > 10_000


def test_what_is_retracted_is_not_amended_again(mission: workspace.Workspace) -> None:
    """The refusal names both records; the way back is to retract the retraction."""
    record = first(mission)
    one = correct(mission, record)
    retraction = retract(mission, record)
    for again in (retract, correct):
        for target in (record, one):
            with pytest.raises(InputError, match="is retracted already") as refusal:
                again(mission, target)
            assert target[:12] in str(refusal.value)
            assert retraction[:12] in str(refusal.value)
            assert f"sulh retract {retraction[:12]}" in refusal.value.remedy
    retract(mission, retraction)
    with pytest.raises(InputError, match=f"{retraction[:12]} is retracted already"):
        retract(mission, retraction)
    correct(mission, record)
    retract(mission, record)


def test_a_correction_alone_can_be_retracted_once(mission: workspace.Workspace) -> None:
    """Then the record before it holds and can be corrected; the correction itself cannot."""
    record = first(mission)
    one = correct(mission, record)
    retract(mission, one)
    with pytest.raises(InputError, match=f"{one[:12]} is retracted already"):
        correct(mission, one)
    correct(mission, record)
