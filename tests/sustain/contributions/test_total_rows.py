"""Rows called Total are recognised, compared with the sum of the others, and left out."""

import pytest
from tests.sustain.contributions.tables import FORM, UN, read

from sulh.sustain import deduplicate, read_fatalities, totals
from sulh.tables import open_table
from sulh.tables.rejects import keep_rejected


def un(*rows):
    """Return the UN's table of rows: country, mission, women, men."""
    return UN + "".join(
        f',"{country}",{mission},Troops,{women},{men},2024-09-30\n'
        for country, mission, women, men in rows
    )


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        "TOTAL:",
        "Grand Total",
        "Sub-total",
        "Subtotal MINUSMA",
        "Totals",
        "Total général",
        "المجموع",
    ],
)
def test_a_row_called_total_is_left_out_and_compared(tmp_path, word):
    """It agrees, or the difference is told; the contributors are the nations."""
    rows = [("Nepal", "M", 10, 90), ("Ghana", "M", 0, 50)]
    for men, says in ((140, "it agrees with their sum, 150"), (141, "it says 151, and the rows")):
        result = read(tmp_path, un(*rows, (word, "M", 10, men)))
        (problem,) = result.problems
        assert (problem.code, problem.row, says in problem.message) == ("total-row", 4, True)
        assert problem.severity == ("note" if men == 140 else "error")
        assert (result.rows, result.kept) == (3, 2)
        keep_rejected(tmp_path / "t.csv", result.problems, result.raw, folder=None)
        assert (tmp_path / "t.rejects.csv").exists() == (men != 140)
        assert totals(deduplicate(result.value).table)["people"].to_list() == [150]


def test_totals_of_a_nation_a_mission_and_a_block_are_compared_with_their_own_rows(tmp_path):
    """As a spreadsheet writes them: after each nation, after each mission, at the end."""
    result = read(
        tmp_path,
        un(
            ("Nepal", "A", 0, 10),
            ("Nepal", "B", 0, 20),
            ("Nepal Total", "", 0, 30),
            ("Nepal", "Total", 0, 30),
            ("Ghana", "A", 1, 4),
            ("Subtotal", "A", 1, 14),
            ("Subtotal", "", 0, 0),
            ("Total", "", 1, 34),
        ),
    )
    messages = {each.row: each.message for each in result.problems}
    assert list(messages) == [4, 5, 7, 8, 9]
    assert {row for row, text in messages.items() if "agrees" in text} == {4, 5, 7, 8, 9}
    assert set(result.value["nation"]) == {"NPL", "GHA"}


def test_totals_in_the_other_forms(tmp_path):
    """One's own form sums `best`, fatalities their counts; a total without a figure is left out too."""
    own = read(
        tmp_path,
        FORM
        + "NPL,M,2024-09,,,,7,,\nGHA,M,2024-10,,,,5,,\nTotal,M,2024-09,,,,7,,\nTotal,,,,,,,,\n",
    )
    assert ["agrees" in each.message for each in own.problems] == [True, False]
    path = tmp_path / "dead.csv"
    path.write_text("nation,mission,period,fatalities\nNPL,M,2020,3\nTotal,,,4\n", "utf-8")
    dead = read_fatalities(open_table(path), path.name)
    assert dead.value["deaths"].to_list() == [3]
    assert "it says 4, and the rows that are kept give 3" in dead.problems[0].message


def test_a_column_that_the_form_does_not_use_is_told(tmp_path):
    """A misspelt column of one's own form is a warning; the UN's table may have more columns."""
    path = tmp_path / "own.csv"
    path.write_text("nation,mission,period,bset\nNPL,M,2024-09,7\n", "utf-8")
    (problem,) = read(tmp_path, path.read_text("utf-8")).problems
    assert (problem.code, problem.field, problem.severity) == ("unused-column", "bset", "warning")


def test_a_nation_total_is_compared_with_its_own_rows_however_the_nation_is_written(tmp_path):
    """Not with all nations; a total whose words no row has is not compared."""
    rows = [("Côte d'Ivoire", "M", 0, 10), ("CIV", "M", 0, 5), ("Ghana", "M", 0, 50)]
    for word, says in (
        ("Ivory Coast Total", "agrees with their sum, 15"),
        ("Total Côte dIvoire", "agrees with their sum, 15"),
        ("Benin total", "no row has its words"),
    ):
        (problem,) = read(tmp_path, un(*rows, (word, "M", 0, 15))).problems
        assert (problem.code, says in problem.message) == ("total-row", True), problem


def test_rows_that_stand_twice_are_summed_once(tmp_path):
    """As they count once in the answer; a total that counts them twice is told."""
    rows = [("Nepal", "M", 10, 90), ("Nepal", "M", 10, 90), ("Ghana", "M", 0, 50)]
    for men, says in (
        (140, "agrees with their sum, 150"),
        (240, "it says 250 and counts rows that stand twice"),
        (141, "give 150 (1 that stand twice counted once)"),
    ):
        (problem,) = read(tmp_path, un(*rows, ("Total", "M", 10, men))).problems
        assert says in problem.message, problem
