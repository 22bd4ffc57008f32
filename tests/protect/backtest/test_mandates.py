"""Mandates are read row by row: a bad row loses no good one."""

import pytest

from sulh.errors import InputError
from sulh.protect import MANDATES, read_mandates
from sulh.tables import open_content


def read(text):
    return read_mandates(open_content(text.encode(), name="m.csv"), "m.csv")


def test_a_bad_row_is_a_problem():
    """The first bad row once stopped the command; now the good rows stay."""
    mandates = read(
        "mission,since,source\nALPHA,2001-01-01,a\nBETA,May 2003,b\n,2003-01-01,c\nGAMMA,2004-02-03,d\n"
    )
    assert [each.mission for each in mandates.value] == ["ALPHA", "GAMMA"]
    assert [(problem.row, problem.field) for problem in mandates.problems] == [
        (3, "since"),
        (4, "mission"),
    ]


def test_a_missing_column_is_named():
    """It takes three columns."""
    with pytest.raises(InputError, match="no column source"):
        read("mission,since\nALPHA,2001-01-01\n")


def test_the_table_that_comes_with_sulh_names_each_mission_once():
    """Each with a resolution of the Security Council."""
    assert len({each.mission for each in MANDATES}) == len(MANDATES)
    assert all(each.source.startswith("S/RES/") for each in MANDATES)
