"""``sulh observe``: forms that come in, and empty forms that go out."""

import csv
import json
import re

import pytest
from click.testing import CliRunner
from pyxform.xls2xform import convert
from tests.observe.small_files import INCIDENT, csv_text

from sulh.cli import main
from sulh.workspace import RECORD_KINDS


@pytest.fixture
def sulh(tmp_path, monkeypatch):
    """Run a command in an empty folder; return what it printed and its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(main, list(arguments))
        return result.output, result.exit_code

    return run


@pytest.mark.parametrize("kind", RECORD_KINDS.names)
def test_an_empty_form_of_each_kind_comes_in_again(sulh, tmp_path, kind):
    """The table has the kind's columns; a row that holds the kind alone is told what it lacks."""
    assert sulh("init", "m", "--pack", "example")[1] == 0
    assert sulh("observe", "--template", kind, "-o", "form.csv")[1] == 0
    columns = (tmp_path / "form.csv").read_text().strip().split(",")
    assert columns == ["kind", *(column.name for column in RECORD_KINDS[kind].columns)]
    with (tmp_path / "form.csv").open("a") as file:
        csv.DictWriter(file, columns).writerow({"kind": kind})
    output, code = sulh("-C", "m", "observe", "form.csv")
    assert code == 0
    assert "ref: is missing" in output
    lacking = [column.name for column in RECORD_KINDS[kind].columns if column.required]
    with (tmp_path / "m" / "rejects" / "form.rejects.csv").open(encoding="utf-8-sig") as file:
        assert {*lacking} <= {row["field"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("kind", RECORD_KINDS.names)
def test_a_form_for_telephones_offers_the_words_of_the_pack(sulh, tmp_path, kind):
    """Pyxform takes the workbook of each kind without a warning."""
    assert sulh("init", "m", "--pack", "example")[1] == 0
    assert sulh("-C", "m", "observe", "--template", kind, "-o", "form.xlsx")[1] == 0
    result = convert(xlsform=tmp_path / "form.xlsx", validate=False)
    assert result.warnings == []
    if any(column.vocabulary == "acts" for column in RECORD_KINDS[kind].columns):
        assert "armed-clash" in result.xform


def test_what_a_terminal_obeys_is_printed_as_text(sulh, tmp_path):
    """A file's name from somebody else's stick, what a report says, and marks of rich in them."""
    obeyed = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    assert sulh("init", "m", "--pack", "minusca")[1] == 0
    row = INCIDENT | {"actor": "[/x] [link=https://evil.example]", "text": "\x1b[8m\x9b8m\u202e"}
    name = "\x1b]0;t\x07\x9b31m\u202e[red].csv"
    (tmp_path / name).write_text(csv_text(row, row | {"ref": "b", "act": "none"}), "utf-8")
    said = "".join(
        sulh("-C", "m", *words)[0]
        for words in (
            ("observe", name),
            ("ledger", "log", "--json"),
            ("ledger", "log"),
            ("tally",),
            ("observe", "\x1b[31mnone.csv"),
        )
    )
    assert not obeyed.search(said.replace("\n", ""))
    assert "[red].csv" in said
    assert "[/x] [link=https://evil.example]" in said


def test_a_kind_that_is_none(sulh):
    """The message lists those there are; without files and kind, it asks for a file."""
    output, code = sulh("observe", "--template", "rumour")
    assert code == 2
    assert "incident" in str(output)
    output, code = sulh("observe")
    assert code == 2
    assert "Name at least one file" in output


def test_a_newer_release(sulh, tmp_path):
    """A dry run shows the difference and writes nothing; then one command enters it."""
    assert sulh("init", "m", "--pack", "minusca")[1] == 0
    rows = [INCIDENT | {"ref": ref, "start": f"2024-05-0{day}"} for day, ref in enumerate("abc", 1)]
    (tmp_path / "old.csv").write_text(csv_text(*rows))
    (tmp_path / "new.csv").write_text(csv_text(rows[0], rows[2] | {"deaths_best": "7"}))
    sulh("-C", "m", "observe", "old.csv")
    output, code = sulh("-C", "m", "observe", "--update", "--dry-run", "--retract", "new.csv")
    assert code == 0
    for text in (
        "c (record",
        "→ 7, 7, 7",
        "Withdrawn",
        "2 records would be entered",
    ):
        assert text in output
    output, _ = sulh("-C", "m", "observe", "--update", "--json", "new.csv")
    (result,) = json.loads(output)
    assert (result["changed"], result["withdrawn"], result["records"]) == (1, 1, 1)
    assert result["changed_reports"][0]["fields"]["deaths"]["after"] == [7, 7, 7]
    assert "Add --retract" in sulh("-C", "m", "observe", "--update", "new.csv")[0]
    assert "need --update" in sulh("-C", "m", "observe", "--dry-run", "new.csv")[0]


def test_what_came_in_before_a_file_that_cannot_be_read_is_shown(sulh, tmp_path):
    """The first file is in the ledger then; the third is named as not read."""
    assert sulh("init", "m", "--pack", "example")[1] == 0
    (tmp_path / "good.csv").write_text(csv_text(INCIDENT), encoding="utf-8")
    (tmp_path / "none.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "last.csv").write_text(csv_text(INCIDENT), encoding="utf-8")

    output, code = sulh("-C", "m", "observe", "good.csv", "none.csv", "last.csv")

    assert code == 2
    assert "good.csv" in output
    assert "Not read: last.csv" in output
    assert "known table" in output
