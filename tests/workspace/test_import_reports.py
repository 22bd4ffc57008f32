"""Reports come in from files, uploads and rows in memory alike, and the ledger says what came."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.observe.small_files import ACLED_ROW, GED_ROW, GEOPKO_ROW, INCIDENT, csv_text

from sulh import workspace
from sulh.errors import InputError
from sulh.observe import open_reports
from sulh.tables import open_content, rows_table
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    assert [problem.row for problem in brought.problems] == [3, 4, 5]
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
    near, far = bring(mission, open_reports(rows_table(rows, name="x.jsonl"))).problems
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
    assert (brought.entered + before, brought.added) == (9000, 1)  # what the file covers


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


def parts_of(brought: workspace.ImportResult) -> int:
    """The rows by what became of them."""
    return (
        brought.entered
        + brought.duplicates
        + brought.conflicts
        + brought.left_out
        + brought.rejected
    )


@st.composite
def random_rows(draw: st.DrawFn, name: str) -> list[dict[str, str]]:
    """Rows of a format, of which some are bad, doubled, in conflict, no act, or blank."""
    good = {"ged": GED_ROW, "acled": ACLED_ROW, "geopko": GEOPKO_ROW, "form": INCIDENT}[name]
    key = {"ged": "id", "acled": "event_id_cnty", "geopko": "location", "form": "ref"}[name]
    odd = ["", "x", "0", "2", "Riots", "1.0", "dancing", "2034-01-01"]
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        row = good | {key: f"k{draw(st.integers(0, 3))}"}
        for field in draw(st.lists(st.sampled_from(sorted(good)), max_size=2)):
            row[field] = draw(st.sampled_from(odd))
        rows.append(dict.fromkeys(row, "") if draw(st.booleans()) and not rows else row)
    return rows


@pytest.mark.parametrize("name", ["ged", "acled", "geopko", "form"])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "xlsx"])
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_row_is_in_one_number(
    mission: workspace.Workspace, tmp_path: Path, name: str, ending: str, data: st.DataObject
) -> None:
    """Whatever the reader and the rows: the line adds up, and what Sulh adds is apart."""
    rows = data.draw(random_rows(name))
    columns = {"ged": GED_ROW, "acled": ACLED_ROW, "geopko": GEOPKO_ROW, "form": INCIDENT}[name]
    path = tmp_path / f"t{len(bodies(mission))}.{ending}"
    write_table(path, list(columns), rows)
    before = len(bodies(mission))
    brought = bring(mission, path, format=name)
    assert brought.rows == parts_of(brought)
    assert brought.rows + brought.blank == len(rows)
    assert len(bodies(mission)) - before == brought.entered + brought.added
    assert brought.added <= 1 + len({row.get("country") for row in rows})
    rejects = path.parent / "m" / "rejects" / f"{path.stem}.rejects.csv"
    if rejects.is_file():
        out = brought.conflicts + brought.left_out + brought.rejected
        assert len({line["row"] for line in lines_of(rejects) if line["row"]}) == out
    again = bring(mission, path, format=name)
    assert (again.entered, again.added) == (0, 0)
    assert again.rows == parts_of(again) == brought.rows


def lines_of(rejects: Path) -> list[dict[str, str]]:
    """The lines of a rejects file."""
    return list(csv.DictReader(io.StringIO(rejects.read_bytes().decode("utf-8-sig"), newline="")))


def write_table(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write rows as a file of any ending."""
    if path.suffix == ".csv":
        path.write_text(csv_text(*rows) if rows else ",".join(columns) + "\n")
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows))
    else:
        book = openpyxl.Workbook()
        for cells in (columns, *([row[name] for name in columns] for row in rows)):
            book.active.append(cells)
        book.save(path)


def test_all_problems_are_kept_and_shown_by_kind(
    mission: workspace.Workspace, tmp_path: Path
) -> None:
    """Shown: three examples of a kind and how many there are; in JSON and the rejects file: all."""
    rows = [INCIDENT | {"ref": f"i-{n}", "lat": "95"} for n in range(70)]
    rows += [INCIDENT | {"ref": f"j-{n}", "best": "3"} for n in range(60)]
    rows += [INCIDENT | {"ref": f"k-{n}", "lat": f"5.{n:02}", "inspector": "x"} for n in range(55)]
    path = tmp_path / "t.csv"
    path.write_text(csv_text(*rows))
    brought = bring(mission, path)
    told = brought.as_json()
    assert (brought.rows, brought.entered, brought.rejected) == (185, 55, 130)
    assert len(told["problems"]) == told["problem_count"] == 185
    summary = {(each["code"], each["field"]): each for each in told["problem_summary"]}
    assert {key: each["count"] for key, each in summary.items()} == {
        ("bad-coordinates", "lat"): 70,
        ("unused-value", "best"): 60,
        ("unused-value", "inspector"): 55,
    }
    assert all(len(each["examples"]) == 3 for each in summary.values())
    assert "t.csv:72: best: is no column of the kind incident (found '3')" in "\n".join(
        told["problems"]
    )
    assert len(lines_of(Path(brought.rejects))) == 130


def test_protests_are_summed_by_what_they_are(mission: workspace.Workspace, tmp_path: Path) -> None:
    """They are nobody's fault: left out, and counted by event type."""
    rows = [ACLED_ROW | {"event_id_cnty": f"a{n}", "event_type": "Protests"} for n in range(60)]
    rows += [ACLED_ROW | {"event_id_cnty": f"b{n}", "event_type": "Riots"} for n in range(5)]
    path = tmp_path / "t.csv"
    path.write_text(csv_text(*rows, ACLED_ROW))
    brought = bring(mission, path)
    assert (brought.rows, brought.entered, brought.left_out, brought.rejected) == (66, 1, 65, 0)
    assert [(each["count"], each["code"]) for each in brought.as_json()["problem_summary"]] == [
        (60, "not-an-act"),
        (5, "not-an-act"),
    ]


MARKED = [
    INCIDENT | {"ref": "m-1", "tlp": "red"},
    INCIDENT | {"ref": "m-2", "tlp": "TLP:AMBER+STRICT"},
    INCIDENT | {"ref": "m-3", "tlp": ""},
    INCIDENT | {"ref": "m-4", "tlp": "secret"},
    INCIDENT | {"ref": "m-5", "tlp": "Clear"},
]


def markings(mission: workspace.Workspace) -> dict[str, str]:
    """Return the marking of each incident, by its sender's key."""
    records = [each.body for each in mission.store.records() if each.kind == "incident"]
    return {body["ref"]: body.get("tlp", "") for body in records}


def test_a_row_says_how_it_is_marked(mission: workspace.Workspace) -> None:
    """A marking that cannot be read rejects its row: nothing goes out more freely than its sender meant."""
    result = bring(mission, open_reports(rows_table(MARKED, name="m.jsonl")))
    assert (result.entered, result.rejected) == (4, 1)
    assert [(p.field, p.value) for p in result.problems if p.severity == "error"] == [
        ("tlp", "secret")
    ]
    assert markings(mission) == {
        "m-1": "TLP:RED",
        "m-2": "TLP:AMBER+STRICT",
        "m-3": "",
        "m-5": "TLP:CLEAR",
    }


def test_a_marking_of_the_file_and_one_of_the_row(mission: workspace.Workspace) -> None:
    """The stricter of the two holds."""
    bring(mission, open_reports(rows_table(MARKED, name="m.jsonl")), tlp="TLP:AMBER")
    assert markings(mission) == {
        "m-1": "TLP:RED",
        "m-2": "TLP:AMBER+STRICT",
        "m-3": "TLP:AMBER",
        "m-5": "TLP:AMBER",
    }


def test_a_duplicate_that_is_marked_stricter_is_named(mission: workspace.Workspace) -> None:
    """Its marking is not applied in silence nor lost in silence; one as strict as before is no news."""
    first = [INCIDENT | {"ref": "d-1", "tlp": "green"}, INCIDENT | {"ref": "d-2", "text": "x"}]
    bring(mission, open_reports(rows_table(first, name="a.jsonl")))

    def again(*labels: str, **options: str) -> list[tuple[int, str]]:
        rows = [each | {"tlp": label} for each, label in zip(first, labels, strict=True)]
        result = bring(mission, open_reports(rows_table(rows, name="b.jsonl")), **options)
        assert (result.entered, result.duplicates) == (0, 2)
        return [(p.row, p.value) for p in result.problems if p.code == "stricter-marking"]

    assert again("clear", "") == []
    assert again("red", "amber") == [(1, "TLP:RED"), (2, "TLP:AMBER")]
    assert again("", "", tlp="TLP:AMBER") == [(1, "TLP:AMBER"), (2, "TLP:AMBER")]
    assert markings(mission) == {"d-1": "TLP:GREEN", "d-2": ""}


@pytest.mark.parametrize("count", [1, 2_000, 2_001, 4_500])
def test_markings_of_many_rows(mission: workspace.Workspace, tmp_path: Path, count: int) -> None:
    """Each row keeps its own, in whatever batch it is read."""
    labels = ["", "TLP:RED", "TLP:GREEN"]
    rows = [
        INCIDENT | {"ref": f"n-{n}", "text": f"no {n}", "tlp": labels[n % 3]} for n in range(count)
    ]
    path = tmp_path / "many.csv"
    path.write_text(csv_text(*rows), encoding="utf-8")
    assert bring(mission, path).entered == count
    assert markings(mission) == {f"n-{n}": labels[n % 3] for n in range(count)}


def test_words_of_the_pack_in_another_case_or_by_name(mission: workspace.Workspace) -> None:
    """The ledger holds the pack's own word."""
    rows = [INCIDENT | {"ref": f"w-{n}", "act": act} for n, act in enumerate(("FIRE", " Fire "))]
    assert bring(mission, open_reports(rows_table(rows, name="w.jsonl"))).entered == 2
    acts = [each.body["act"] for each in mission.store.records() if each.kind == "incident"]
    assert acts == ["fire", "fire"]


def test_a_table_with_a_kind_says_which_columns_of_the_form_it_lacks(tmp_path: Path) -> None:
    """Also where it fits tables of one kind: those are named, and it is not guessed which was meant."""
    path = tmp_path / "stocks.csv"
    path.write_text("kind,ref,source,depot,supply,quantity,unit,lon,lat,accuracy_m\n", "utf-8")
    with pytest.raises(InputError, match="relief-needs, relief-stocks") as refused:
        open_reports(path, kinds=RECORD_KINDS)
    assert "which also needs: reliability, credibility" in refused.value.remedy
