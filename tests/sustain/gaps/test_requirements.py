"""Requirements, pledges and deployments: bad rows are rejected with their reason."""

import pytest

from sulh.sustain import read_pledges, read_unit_deployments
from sulh.tables import open_table


def test_bad_rows_are_rejected_with_their_reason(tmp_path):
    """A misspelt nation, a date that ends before it starts, a doubled id: each is told."""
    path = tmp_path / "p.csv"
    path.write_text(
        "id,nation,unit_type,strength,level,first,last,notice_days\n"
        "P1,Senegal,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P1,Senegal,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P2,Indonsia,infantry,850,rdl,2026-02-01,2026-12-31,60\n"
        "P3,Senegal,infantry,-850,rdl,2026-02-01,2026-12-31,60\n"
        "P4,Senegal,infantry,850,9,2026-02-01,2026-12-31,60\n"
        "P5,Senegal,infantry,850,rdl,2026-02-01,2025-12-31,60\n",
        "utf-8",
    )  # fmt: skip
    read = read_pledges(open_table(path), "p.csv")
    problems = read.problems
    assert [each.id for each in read.value] == ["P1"]
    assert [each.code for each in problems] == [
        "doubled-reference",
        "unknown-nation",
        "negative",
        "bad-word",
        "ends-before-start",
    ]
    assert "Indonesia" in problems[1].remedy


@pytest.mark.parametrize(
    ("last", "code"), [("9999-12-31", "bad-date"), ("", "missing"), ("20261231", "bad-date")]
)
def test_a_day_that_cannot_be_is_a_problem_of_its_row(tmp_path, last, code):
    """Neither the end of the calendar nor an empty day stops the reader."""
    path = tmp_path / "d.csv"
    path.write_text(f"id,requirement,nation,first,last\nD1,R1,BGD,2026-01-01,{last}\n", "utf-8")
    read = read_unit_deployments(open_table(path), "d.csv")
    assert [(each.row, each.code) for each in read.problems] == [(2, code)]


def test_rows_of_json_may_leave_columns_out(tmp_path):
    """What a row leaves out is missing there, and the other rows stay."""
    path = tmp_path / "d.jsonl"
    path.write_text(
        '{"id": "D1", "requirement": "R1", "nation": "BGD", "first": "2026-01-01", "last": "2026-02-01"}\n'
        '{"id": "D2"}\n{"nation": "BGD"}\n',
        "utf-8",
    )
    read = read_unit_deployments(open_table(path), "d.jsonl")
    assert [each.id for each in read.value] == ["D1"]
    assert {(each.row, each.code) for each in read.problems} == {(2, "missing"), (3, "missing")}
    assert [each.field for each in read.problems if each.row == 2] == [
        *("requirement", "nation", "first", "last"),
    ]
