"""Reports come in from files, uploads and rows in memory alike, and the ledger says what came."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.observe.small_files import GED_ROW, INCIDENT, csv_text

from sulh import workspace
from sulh.errors import InputError
from sulh.observe import open_reports
from sulh.tables import open_content, rows_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2025, 1, 1, tzinfo=UTC)
ROWS = [
    INCIDENT,
    INCIDENT | {"ref": "i-2", "lat": ""},
    INCIDENT | {"ref": "i-3", "act": "dancing"},
    INCIDENT | {"text": "other words"},
    INCIDENT,
    INCIDENT | {"ref": "i-4", "actor": "Nobody; UPC"},
]


@pytest.fixture
def mission(tmp_path: Path) -> Iterator[workspace.Workspace]:
    opened = workspace.set_up(tmp_path / "m", pack_name="minusca", site="hq", now=NOW, store="")
    with opened.store:
        yield opened


def bring(mission: workspace.Workspace, source: Any, **options: Any) -> workspace.ImportResult:
    """Import with the options of a test."""
    return workspace.import_reports(
        mission, source, workspace.ImportOptions(**({"now": NOW} | options))
    )


def bodies(mission: workspace.Workspace) -> list[dict[str, Any]]:
    """The records but for the first, without what says where they came from."""
    return [
        {
            name: value
            for name, value in record.body.items()
            if name not in ("file", "digest", "size")
        }
        for record in mission.store.records()
        if record.kind not in ("genesis", "import")
    ]


def imports(mission: workspace.Workspace) -> list[dict[str, Any]]:
    return [record.body for record in mission.store.records(kinds=["import"])]


def test_what_comes_in_and_what_does_not(mission: workspace.Workspace, tmp_path: Path) -> None:
    """Each row is counted once: entered, duplicate, conflict or rejected."""
    path = tmp_path / "reports.csv"
    path.write_text(csv_text(*ROWS))
    brought = bring(mission, path)
    assert (brought.rows, brought.entered, brought.duplicates) == (6, 2, 1)
    assert (brought.conflicts, brought.rejected) == (1, 2)
    assert brought.unmatched == (("Nobody", 1),)
    assert [problem.row for problem in brought.first_problems] == [3, 4, 5]
    (record,) = imports(mission)
    assert record["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (record["name"], record["size"]) == ("reports.csv", path.stat().st_size)
    assert (record["format"], record["entered"], record["rejected"]) == ("form", 2, 3)
    again = bring(mission, path)
    assert (again.entered, again.duplicates, len(imports(mission))) == (0, 3, 1)


def test_rows_uploads_and_files_bring_the_same(tmp_path: Path) -> None:
    """Rows in memory are the rows of their JSON Lines; an upload is its file; nothing else is written."""
    content = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    path = tmp_path / "reports.jsonl"
    path.write_bytes(content)
    results, ledgers, digests = [], [], []
    for number, source in enumerate(
        (
            path,
            open_reports(rows_table(ROWS, name="reports.jsonl")),
            open_reports(open_content(content, name="reports.jsonl")),
        )
    ):
        mission = workspace.set_up(
            tmp_path / f"m{number}", pack_name="minusca", site="hq", now=NOW, store=""
        )
        with mission.store:
            brought = bring(mission, source)
            results.append(brought.as_json() | {"rejects": ""})
            digests.append(imports(mission)[0]["digest"])
            ledgers.append(bodies(mission))
    assert results[0] == results[1] == results[2]
    assert ledgers[0] == ledgers[1] == ledgers[2]
    assert set(digests) == {hashlib.sha256(content).hexdigest()}


def test_an_unknown_word_names_those_that_are_near(mission: workspace.Workspace) -> None:
    """Near words first; where none is near, all of them; and the command that lists them."""
    rows = [INCIDENT | {"ref": "1", "act": "armed-clas"}, INCIDENT | {"ref": "2", "act": "zzz"}]
    near, far = bring(mission, open_reports(rows_table(rows, name="x.jsonl"))).first_problems
    assert near.expected.startswith("one of: armed-clash")
    assert far.expected.count(",") >= 3
    assert "sulh pack show minusca" in near.remedy


def test_a_packed_file(mission: workspace.Workspace, tmp_path: Path) -> None:
    """It is unpacked while it is read, and named by the digest of the file as it stands."""
    path = tmp_path / "events.csv.gz"
    rows = [GED_ROW | {"id": str(number)} for number in range(300)] + [GED_ROW | {"best": "x"}]
    path.write_bytes(gzip.compress(csv_text(*rows).encode()))
    brought = bring(mission, path)
    assert (brought.format, brought.rows, brought.rejected) == ("ged", 301, 1)
    assert brought.rejects.endswith("rejects/events.rejects.csv")
    assert imports(mission)[0]["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_damaged_packed_file_leaves_whole_batches(
    mission: workspace.Workspace, tmp_path: Path
) -> None:
    """What was read before the damage is in; the file again, whole, adds what is missing."""
    rows = [GED_ROW | {"id": str(number)} for number in range(9000)]
    packed = gzip.compress(csv_text(*rows).encode())
    path = tmp_path / "events.csv.gz"
    path.write_bytes(packed[:-4])
    with pytest.raises(InputError, match="cut off"):
        bring(mission, path)
    before = len(bodies(mission))
    assert before % 2000 == 0
    assert imports(mission) == []
    path.write_bytes(packed)
    brought = bring(mission, path)
    assert brought.entered + before == 9001  # the last says what the file covers


def test_with_and_without_reading_ahead(tmp_path: Path) -> None:
    """A validator keeps all in one thread; the ledger is the same, record by record."""
    rows = [GED_ROW | {"id": str(number % 4500)} for number in range(5000)]
    rows[4100]["best"] = "x"
    path = tmp_path / "events.csv"
    path.write_text(csv_text(*rows))
    contents = []
    for name, validator in (("a", None), ("b", lambda _report: None)):
        mission = workspace.set_up(
            tmp_path / name, pack_name="minusca", site="hq", now=NOW, store=""
        )
        with mission.store:
            brought = bring(mission, path, validator=validator)
            assert (brought.rows, brought.rejected) == (5000, 1)
            contents.append([(brought.as_json() | {"rejects": ""}), bodies(mission)])
    assert contents[0] == contents[1]


def test_a_marking_stands_in_every_record(mission: workspace.Workspace, tmp_path: Path) -> None:
    """Also in the record of the import; a second import of the same is known."""
    path = tmp_path / "reports.csv"
    path.write_text(csv_text(INCIDENT))
    bring(mission, path, tlp="TLP:AMBER")
    assert {body["tlp"] for body in (*bodies(mission), *imports(mission))} == {"TLP:AMBER"}
    assert bring(mission, path, tlp="TLP:GREEN").duplicates == 1
