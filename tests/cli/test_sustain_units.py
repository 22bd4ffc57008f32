"""``sulh sustain readiness``, ``training`` and ``reimbursement`` on the example."""

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from sulh.cli import main

ROOT = Path(__file__).parents[2]


EXAMPLE = ROOT / "examples" / "units"


def run(*arguments):
    result = CliRunner().invoke(main, ["sustain", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def lines_with(output, *words):
    return [line for line in output.splitlines() if all(word in line for word in words)]


def test_the_example_shows_what_units_can_do_today(tmp_path):
    """15 carriers make 5 of 6 patrols; a drone past its service leaves doubt; so do two counts."""
    page = tmp_path / "ready.html"
    output = run("readiness", EXAMPLE, "--at", "2022-06-25", "-o", page)
    assert lines_with(output, "Mounted patrol", "partly", "5 of 6", "armoured-carrier 15")
    assert lines_with(output, "drone", "undetermined", "1 to 2 of 2", "past their service")
    assert lines_with(output, "Clearance team", "undetermined", "3 to 4 of 4", "disagree")
    assert "Mounted patrol" in page.read_text("utf-8")


def test_old_inspections_prove_nothing():
    """Half a year later nothing is proven: every capability is undetermined or unable."""
    output = run("readiness", EXAMPLE, "--at", "2022-12-25")
    assert not lines_with(output, " able ")
    assert lines_with(output, "last inspected 2022-06-10, 198 days ago")


def test_certificates_of_an_exercise_are_never_counted_as_real():
    """Ten hold the certificate from an exercise; eight are still missing."""
    output = run("training", EXAMPLE, "--at", "2022-06-25")
    row = lines_with(output, "Clearance Company", "cyber-hygiene")[0].split()
    assert [part for part in row if part.isdigit()] == ["8", "0", "0", "10", "8"]


def test_the_statement_of_the_example(tmp_path):
    """The figures of the guide: each line and the sum."""
    output = run(
        *("reimbursement", EXAMPLE, "--at", "2022-06", "--rates", EXAMPLE / "rates.toml"),
        *("-o", tmp_path / "s.html"),
    )
    assert "1,203,554.90 gross · 33,427.60 deducted · 1,170,127.30 net, US dollars" in output
    assert "1,170,127.30" in (tmp_path / "s.html").read_text("utf-8")


def test_the_statement_can_be_checked_in_a_spreadsheet(tmp_path):
    """CSV and workbook add up to the net sum."""
    for ending in ("csv", "xlsx"):
        run("reimbursement", EXAMPLE, "--at", "2022-06", "--rates", EXAMPLE / "rates.toml",
            "-o", tmp_path / f"s.{ending}")  # fmt: skip
    with (tmp_path / "s.csv").open(encoding="utf-8") as file:
        assert sum(Decimal(row["amount_usd"]) for row in csv.DictReader(file)) == Decimal(
            "1170127.30"
        )
    rows = list(
        openpyxl.load_workbook(tmp_path / "s.xlsx")["Line by line"].iter_rows(values_only=True)
    )
    assert round(sum(row[-1] for row in rows[1:-1]), 2) == rows[-1][-1] == 1170127.30


def test_a_month_is_judged_on_its_last_day():
    """--at 2022-06 is the 30th of June."""
    assert "Ready on 2022-06-30" in run("readiness", EXAMPLE, "--at", "2022-06")


def test_a_form_may_be_a_workbook(tmp_path):
    """units.xlsx is read as units.csv is; two tables for one form are refused."""
    folder = tmp_path / "units"
    shutil.copytree(EXAMPLE, folder)
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "units.xlsx")
    both = CliRunner().invoke(main, ["sustain", "readiness", str(folder)])
    assert both.exit_code == 2
    assert "units.csv and units.xlsx" in both.output
    (folder / "units.csv").unlink()
    assert lines_with(run("readiness", folder, "--at", "2022-06-25"), "Mounted patrol", "5 of 6")
