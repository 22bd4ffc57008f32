"""Forms are read row by row; readiness and training rest on what is proven."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sulh.cli import main
from sulh.errors import InputError
from sulh.sustain import UNIT_FORMS, read_capabilities, read_form
from sulh.tables.csv_rows import csv_table

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "units"
FORM = {each.name: each for each in UNIT_FORMS}


def read(tmp_path, name, text):
    path = tmp_path / f"{name}.csv"
    path.write_text(text, "utf-8")
    form = FORM[name]
    return read_form(
        csv_table(path, path.name),
        path.name,
        columns=form.columns,
        convert=form.convert,
        days=form.past,
        last_day=date(2022, 12, 31),
    )


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ("I,U,truck,2022-01-01,periodic,-3,0,s", "negative", "present"),
        ("I,U,truck,2022-01-01,periodic,3,4,s", "more-than-present", "serviceable"),
        ("I,U,truck,2022-02-30,periodic,3,3,s", "bad-date", "day"),
        ("I,U,truck,2023-01-01,periodic,3,3,s", "future", "day"),
        ("I,U,truck,2022-01-01,glance,3,3,s", "bad-word", "kind"),
        ("I,U,truck,2022-01-01,periodic,٣,3,s", "bad-count", "present"),
        ("I,U,truck,2022-01-01,periodic,3.5,3,s", "bad-count", "present"),
        ("I,,truck,2022-01-01,periodic,3,3,s", "missing", "unit"),
        ("OK,U,truck,2022-01-01,periodic,3,3,s", "doubled-reference", "ref"),
        ("I,U,truck,2022-01-01", "wrong-width", ""),
    ],
)
def test_a_bad_row_is_rejected_with_its_field_and_the_others_stay(tmp_path, row, code, field):
    """Every row is a record or one problem; the good row is kept."""
    header = ",".join(FORM["inspections"].columns)
    found = read(
        tmp_path, "inspections", f"{header}\nOK,U,truck,2022-01-01,periodic,3,3,s\n{row}\n"
    )
    assert [each.ref for each in found.records] == ["OK"]
    ((problem),) = found.problems
    assert (problem.code, problem.field, problem.row) == (code, field, 3)
    assert found.rows == len(found.records) + len(found.problems)


def test_a_misspelt_column_is_refused(tmp_path):
    """A column that is misspelt would be an empty one."""
    with pytest.raises(InputError, match="servicable"):
        read(tmp_path, "inspections", "ref,unit,category,day,kind,present,servicable,source\n")


def test_every_column_and_problem_is_in_the_reference():
    """The reference page of the forms names each form and column."""
    page = (ROOT / "docs/reference/sustain-units.md").read_text("utf-8")
    for form in UNIT_FORMS:
        assert f"### {form.name}.csv\n" in page
        section = page.split(f"### {form.name}.csv\n")[1].split("\n#")[0]
        for column in form.columns:
            assert f"`{column}`" in section, (form.name, column)


def test_capabilities_with_a_fault_are_refused():
    """A need must name one thing."""
    with pytest.raises(InputError, match="must name one"):
        read_capabilities(
            '[[capability]]\nid="x"\ntitle="x"\nunit_types=["a"]\nsets=1\nneeds=[{amount=2}]',
            "c.toml",
        )


def run(*arguments):
    result = CliRunner().invoke(main, ["sustain", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def lines_with(output, *words):
    return [line for line in output.splitlines() if all(word in line for word in words)]


def test_the_example_shows_what_units_can_do_today(tmp_path):
    """15 carriers make 5 of 6 patrols; a drone past its service leaves doubt; so do two counts."""
    page = tmp_path / "ready.html"
    output = run("readiness", EXAMPLE, "--at", "2022-06-25", "--html", page)
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
        *("reimbursement", EXAMPLE, "--month", "2022-06", "--rates", EXAMPLE / "rates.toml"),
        *("--csv", tmp_path / "s.csv", "--html", tmp_path / "s.html"),
    )
    assert "gross 1,203,554.90  deducted 33,427.60  net 1,170,127.30 US dollars" in output
    assert "1,170,127.30" in (tmp_path / "s.html").read_text("utf-8")
