"""``sulh verify`` and ``sulh tally``: breaches first, within the terminal's width, and as files."""

import csv
import io
import json
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from rich.console import Console
from tests.report.island import PACK, judged

from sulh.cli import main
from sulh.report.terminal import findings as shown
from sulh.verify import Findings, tally

TABLES, FINDINGS = judged()
AT = ("--exercise", "--at", "2021-06")


@pytest.fixture(scope="module")
def island(tmp_path_factory):
    """A mission on the fictional island with its exercise."""
    folder = tmp_path_factory.mktemp("missions") / "island"
    for arguments in (
        ["init", str(folder), "--pack", "example"],
        ["-C", str(folder), "observe",
         str(folder / "pack" / "example" / "reports" / "exercise.simulated.csv")],
    ):  # fmt: skip
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
    return folder


def run(folder, *arguments, code=0):
    """Run a command on a mission and return what it prints."""
    result = CliRunner().invoke(main, ["-C", str(folder), *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def printed(show, width):
    """Return what a function prints on a terminal of a width, without colours."""
    out = io.StringIO()
    terminal = Console(file=out, width=width, highlight=False)
    show(terminal)
    return out.getvalue()


def test_the_hint_asks_about_the_same_findings(island):
    """It repeats the folder, the times and the exercise; so does the message where none is found."""
    text = run(island, "verify", *AT)
    assert f"Ask why: sulh -C {island} explain FINDING --at 2021-07-01T02:00:00Z --exercise" in text
    result = CliRunner().invoke(main, ["-C", str(island), "explain", "zzzz"])
    assert result.exit_code == 2
    assert "--exercise" in result.output


def test_breaches_come_first_then_doubts_then_counts(island):
    """Each breach has a line with its id; what has no report is a line for each reason."""
    text = run(island, "verify", *AT)
    marks = ["SIMULATED", "Breached", "In doubt", "Nothing reported", "Met"]
    places = [text.index(each) for each in marks]
    assert places == sorted(places)
    rows = json.loads(run(island, "verify", *AT, "--json"))
    breached = [row for row in rows if row["verdict"] == "breached"]
    assert breached
    assert all(row["id"] in text for row in breached if row["month"] == "2021-06")
    silent = [row for row in rows if row["reasons"] == ["no-complete-count"]]
    assert silent
    assert not any(row["id"] in text for row in silent if not row["possible"])
    assert f"{len(rows):,} findings" in text


def test_all_lists_every_finding(island):
    """With --all each finding has its own row."""
    text = run(island, "verify", *AT, "--all")
    rows = json.loads(run(island, "verify", *AT, "--json"))
    assert all(row["id"] in text for row in rows)


@pytest.mark.parametrize("width", [60, 80, 132])
def test_no_line_is_wider_than_the_terminal(width):
    """On a narrow terminal too each line of both commands fits."""
    counts = tally(PACK, TABLES, at=FINDINGS.frame["until"].max())
    for show in (
        lambda out: shown.show_summary(out, PACK, FINDINGS, simulated=True),
        lambda out: shown.show_findings(out, FINDINGS, simulated=False),
        lambda out: shown.show_tally(out, PACK, counts, every=False, simulated=False),
        lambda out: shown.show_tally(out, PACK, counts, every=True, simulated=True),
    ):
        text = printed(show, width)
        assert max(map(len, text.splitlines())) <= width


def test_without_findings_there_is_still_a_sentence():
    """No finding and no act: both commands say so instead of an empty screen."""
    empty = Findings(FINDINGS.frame.clear())
    text = printed(lambda out: shown.show_summary(out, PACK, empty, simulated=False), 80)
    assert "of 0 findings" in text
    none = tally(PACK, TABLES, at=FINDINGS.frame["from"].min())
    text = printed(lambda out: shown.show_tally(out, PACK, none, every=False, simulated=False), 80)
    assert "No act" in text


def test_findings_and_acts_are_written_by_their_ending(island, tmp_path):
    """CSV and JSON hold the rows that --json prints, XLSX is a workbook; another ending is refused."""
    rows = json.loads(run(island, "verify", *AT, "--json", "--party", "RED"))
    run(island, "verify", *AT, "--party", "RED", "-o", tmp_path / "f.csv")
    table = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text("utf-8"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [row["reasons"].split() for row in table] == [row["reasons"] for row in rows]
    run(island, "verify", *AT, "--party", "RED", "-o", tmp_path / "f.json")
    assert json.loads((tmp_path / "f.json").read_text("utf-8")) == rows
    run(island, "tally", *AT, "-o", tmp_path / "t.xlsx")
    assert "xl/workbook.xml" in ZipFile(tmp_path / "t.xlsx").namelist()
    assert ".csv" in run(island, "verify", *AT, "-o", tmp_path / "f.docx", code=2)
    assert not (tmp_path / "f.docx").exists()


def test_from_leaves_out_earlier_months(island):
    """A month, a day or a moment: findings of months that ended before are left out.

    A month and a day are the mission's: on the island, west of Greenwich, they begin two hours later.
    """
    for start in ("2021-05", "2021-05-01", "2021-05-01T06:00Z"):
        rows = json.loads(run(island, "verify", *AT, "--from", start, "--json"))
        assert {row["month"] for row in rows} == {"2021-05", "2021-06"}
    rows = json.loads(run(island, "verify", *AT, "--from", "2021-05-01T00:00Z", "--json"))
    assert {row["month"] for row in rows} == {"2021-04", "2021-05", "2021-06"}
    assert "No such option" in run(island, "verify", "--since", "2021-05", code=2)


def test_an_unknown_finding_is_named(island):
    """`explain` takes the first letters of an id, and says so where none begins with them."""
    rows = json.loads(run(island, "verify", *AT, "--json"))
    assert rows[0]["id"] in run(island, "explain", rows[0]["id"][:6], *AT)
    assert "no finding" in run(island, "explain", "zzzzzzzzzz", *AT, code=2)


def test_tally_leaves_out_what_ended_before(island):
    """`--from` and `--since` are one option of `tally`, and it counts."""
    every = json.loads(run(island, "tally", *AT, "--json"))["tally"]
    some = json.loads(run(island, "tally", *AT, "--since", "2021-05", "--json"))["tally"]
    assert some == json.loads(run(island, "tally", *AT, "--from", "2021-05", "--json"))["tally"]
    months = {row["month"] for row in every}
    assert {row["month"] for row in some} == {month for month in months if month >= "2021-05"}


@pytest.mark.parametrize("name", ["RED", "red", "Red Party", "RED ARMY", "  red  army "])
def test_a_party_by_any_of_its_names(island, name):
    """Id, name or alias, in any case, finds what the id finds."""
    rows = json.loads(run(island, "verify", *AT, "--party", name, "--json"))
    assert rows
    assert {row["party"] for row in rows} == {"RED"}


@pytest.mark.parametrize(
    ("option", "value", "suggestion"),
    [
        ("--party", "Redd Party", "RED"),
        ("--party", "nobody", "There are"),
        ("--provision", "zzz", "There are"),
    ],
)
def test_an_unknown_filter_is_an_error_with_suggestions(island, option, value, suggestion):
    """Not an empty success."""
    assert suggestion in run(island, "verify", *AT, option, value, code=2)


def test_nothing_known_yet_is_said(island):
    """`--as-of` before the first report."""
    assert "Nothing was recorded by 2001" in run(island, "verify", *AT, "--as-of", "2001-01-01")
