"""Forms of units: each row is a record or one problem; the reference names every column."""

from datetime import date
from pathlib import Path

import pytest

from sulh.errors import InputError
from sulh.sustain import UNIT_FORMS, read_form
from sulh.tables import open_table

ROOT = Path(__file__).parents[3]


FORM = {each.name: each for each in UNIT_FORMS}


def read(tmp_path, name, text):
    path = tmp_path / f"{name}.csv"
    path.write_text(text, "utf-8")
    form = FORM[name]
    return read_form(
        open_table(path),
        path.name,
        form,
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
    result = read(
        tmp_path, "inspections", f"{header}\nOK,U,truck,2022-01-01,periodic,3,3,s\n{row}\n"
    )
    assert [each.ref for each in result.value] == ["OK"]
    ((problem),) = result.problems
    assert (problem.code, problem.field, problem.row) == (code, field, 3)
    assert result.rows == len(result.value) + len(result.problems)


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
