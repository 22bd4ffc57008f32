"""One call from frames or tables to a summary."""

from datetime import date

import polars as pl
import pytest
from tests.sustain.contributions.tables import UN, read

from sulh.errors import InputError
from sulh.sustain import (
    CONTRIBUTION_SCHEMA,
    Contribution,
    Fatality,
    read_groups,
    summarise_contributions,
    value_frame,
)
from sulh.tables import open_table

FRAME = pl.DataFrame(
    {
        "nation": ["IDN", "Nepal", "Atlantis", "Ghana"],
        "mission": ["UNIFIL"] * 4,
        "period": ["2024-09"] * 4,
        "best": [1231, 870, None, -4],
    }
)


def test_a_frame_in_a_form_is_read_like_a_file():
    """Numbers and nulls are taken as they are; bad rows are named by their number."""
    summary = summarise_contributions(FRAME)
    people = dict(summary.frame.select("contributor", "people").rows())
    assert people == {"IDN": 1231, "NPL": 870, "unmatched: Atlantis": 1}
    assert [(e.row, e.code, e.severity) for e in summary.problems] == [
        (3, "unknown-nation", "warning"),
        (4, "negative", "error"),
    ]
    assert summary.frame["last_day"].to_list() == [date(2024, 9, 30)] * 3
    assert summary.frame.filter(pl.col("contributor") == "IDN")["rows"].to_list() == [
        ["table-1:1.1"]
    ]


def test_tables_frames_and_typed_values_give_the_same(tmp_path):
    """A file, the frame it becomes, and the typed values that a ledger could hold agree."""
    text = UN + "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
    frame = read(tmp_path, text).value
    values = [Contribution(*row[1:]) for row in frame.rows()]
    names = frame["row"].to_list()
    again = value_frame(CONTRIBUTION_SCHEMA, zip(names, values, strict=True))
    assert again.equals(frame)
    figures = [
        summarise_contributions(each).frame.drop("rows")
        for each in (
            frame,
            again,
            open_table(tmp_path / "table.csv"),
            pl.read_csv(tmp_path / "table.csv"),
        )
    ]
    assert all(each.equals(figures[0]) for each in figures)


def test_nation_group_mission_and_day_choose():
    """Names in any case; own groups beside the bundled ones."""
    mine = read_groups(
        '[[group]]\nid = "mine"\nname = "Mine"\nsource = "me"\ngrade = "own"\nmembers = ["NPL 1990"]\n',
        "mine.toml",
    )
    assert summarise_contributions(FRAME, nation="indonesia").frame["nation"].to_list() == ["IDN"]
    assert summarise_contributions(FRAME, group="oic").frame["nation"].to_list() == ["IDN"]
    assert summarise_contributions(FRAME, group="MINE", groups=mine).frame["nation"].to_list() == [
        "NPL"
    ]
    assert summarise_contributions(FRAME, mission="unifil").frame.height == 3
    assert summarise_contributions(FRAME, day=date(2024, 9, 3)).frame.height == 3
    with pytest.raises(InputError, match="No row is of a month or a year that holds 2024-08-03"):
        summarise_contributions(FRAME, day=date(2024, 8, 3))


def test_population_income_and_fatalities_may_be_frames():
    """Each is read as its file would be; what is wrong in it is among the problems."""
    people = pl.DataFrame({"nation": ["IDN", "Narnia"], "year": [2020, 2020], "value": [2e8, 1.0]})
    deaths = pl.DataFrame(
        {"nation": ["IDN"], "mission": ["UNIFIL"], "period": [2014], "fatalities": [3]}
    )
    summary = summarise_contributions(FRAME, nation="IDN", population=people, fatalities=deaths)
    (row,) = summary.frame.to_dicts()
    assert (row["per_million"], row["deaths"]) == (pytest.approx(1231 / 200), 3)
    assert ("population", "unknown-nation") in {(e.source, e.code) for e in summary.problems}
    assert Fatality._fields[-1] == "deaths"


@pytest.mark.parametrize("options", [{"nation": "Narnia"}, {"group": "NOPE"}])
def test_an_unknown_nation_or_group_is_refused(options):
    """The message names what there is."""
    with pytest.raises(InputError, match="called"):
        summarise_contributions(FRAME, **options)


def test_no_table_is_no_contribution():
    """Nothing in, nothing out, and no fault."""
    summary = summarise_contributions()
    assert summary.frame.height == 0
    assert summary.content()["contributions"] == []
