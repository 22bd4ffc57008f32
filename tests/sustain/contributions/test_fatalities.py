"""Fatalities and figures per head: the UN's columns, counts that add up, no guessed figure."""

import json
import shutil
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.cli import main
from sulh.mission import check, find
from sulh.sustain import (
    Wanted,
    bundled_groups,
    contribution_summary,
    count_fatalities,
    nations,
    read_contributions,
    read_fatalities,
    read_measures,
    settle,
)
from sulh.sustain.contributions.rows import FORMS as ROW_FORMS
from sulh.sustain.contributions.rows import read_row
from sulh.tables.csv_rows import csv_table

HEAD = (
    "id,incident_date,casualty_id,mission_acronym,type_of_casualty,gender,casualty_nationality,"
    "casualty_personnel_type,type_of_incident,m49_code,isocode3,last_update\n"
)
UN = "isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date\n"


def opened(tmp_path, text, reader, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return reader(csv_table(path, name), name)


def deaths(tmp_path):
    return opened(
        tmp_path,
        HEAD
        + "1,1961-05-02,A-1,ONUC,Fatality,M,Indonesia,Military,Malicious Act,360.0,IDN,2025-04-04\n"
        + "2,2014-05-22,A-2,UNIFIL,Fatality,M,Indonesia,Local ,Accident,360.0,IDN,2025-04-04\n"
        + "3,1957-06-20,A-3,UNEF,Fatality,M,Yugoslavia,Military,Illness,890.0,YUG,2025-04-04\n"
        + "4,1960-09-30,A-4,ONUC,Fatality,M,ZZ [Undetermined],Military,Accident,,,2025-04-04\n"
        + "5,1960-09-31,A-5,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,2025-04-04\n"
        + "6,1960-09-30,A-1,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,2025-04-04\n"
        + "7,1960-09-30,A-7,ONUC,Injury,M,Ghana,Military,Accident,,GHA,2025-04-04\n",
        read_fatalities,
    )


def test_the_table_of_the_un_is_counted_row_by_row(tmp_path):
    """An unmatched name stays; a day that is none, a doubled case, an injury are rejected."""
    found = deaths(tmp_path)
    assert (found.read, found.kept, len(found.raw)) == (7, 4, 3)
    errors = [(e.row, e.code) for e in found.problems if e.severity == "error"]
    assert errors == [(6, "bad-date"), (7, "doubled-reference"), (8, "no-fatality")]
    by = {row["who"]: row for row in count_fatalities(found.table, ("who",)).to_dicts()}
    assert by.keys() == {"IDN", "YUG", "unmatched: ZZ [Undetermined]"}
    assert (by["IDN"]["deaths"], by["IDN"]["uniformed"], by["IDN"]["malicious"]) == (2, 1, 1)
    assert by["IDN"]["rows"] == ["table.csv:2", "table.csv:3"]


def test_deaths_count_up_to_the_period(tmp_path):
    """A contribution of 2000 is beside the deaths up to then, not those of 2014."""
    dead = deaths(tmp_path)
    text = UN + "IDN,Indonesia,ONUC,Troops,0,10,2000-01-31\n"
    settled = settle(opened(tmp_path, text, read_contributions, "un.csv").table)
    found = contribution_summary(settled, Wanted(), fatalities=dead.table)
    assert found.shown["deaths"].to_list() == [1]
    assert found.deaths["deaths"].sum() == 4


def test_figures_per_head_name_the_year_they_rest_on(tmp_path):
    """The year's figure, else the latest before it; a later one is never used."""
    people = opened(
        tmp_path,
        "nation,year,value\nIndonesia,2010,200000000\nIndonesia,2030,900000000\nItaly,2025,1\nItaly,2025,2\n"
        "Atlantis,2010,5\nFrance,2010,0\n",
        read_measures,
    )
    assert [(e.row, e.code) for e in people.problems] == [
        (5, "doubled-reference"),
        (6, "unknown-nation"),
        (7, "bad-quantity"),
    ]
    text = UN + "IDN,Indonesia,M,Troops,0,1000,2024-09-30\nITA,Italy,M,Troops,0,9,2024-09-30\n"
    settled = settle(opened(tmp_path, text, read_contributions, "un.csv").table)
    found = contribution_summary(settled, Wanted(), population=people.table)
    indonesia, italy = found.shown.sort("who").to_dicts()
    assert (indonesia["per_million"], indonesia["per_million_year"]) == (5.0, 2010)
    assert indonesia["per_million_origin"] == "table.csv:2"
    assert italy["per_million"] is None


def test_a_groups_trend_is_the_sum_of_its_members_at_the_time(tmp_path):
    """Croatia counts to the EU from July 2013 on."""
    text = UN + "".join(
        f"{code},{name},M,Troops,1,{n},{day}\n"
        for code, name, n in (
            ("HRV", "Croatia", 10),
            ("FRA", "France", 20),
            ("IDN", "Indonesia", 5),
        )
        for day in ("2013-06-30", "2013-07-31")
    )
    settled = settle(opened(tmp_path, text, read_contributions, "un.csv").table)
    found = contribution_summary(settled, Wanted(group=bundled_groups()["EU"]))
    assert found.trend.select("period", "known", "known_of_all", "contributors").rows() == [
        ("2013-06", 21, 38, 1),
        ("2013-07", 32, 38, 2),
    ]


def test_the_bundled_groups_have_their_members():
    """57 of the OIC, 55 of the AU, 27 of the EU on one day; each is a nation that is known."""
    day, known = date(2025, 6, 1), nations()
    counts = {name: len(group.members(day)) for name, group in bundled_groups().items()}
    assert (counts["OIC"], counts["AU"], counts["EU"], counts["ASEAN"]) == (57, 55, 27, 10)
    for group in bundled_groups().values():
        assert set(group.members(day)) <= known.keys()
    assert len(bundled_groups()["EU"].members(date(2019, 6, 1))) == 28
    assert len(bundled_groups()["OIC"].members(date(2013, 6, 1))) == 56


WORDS = st.sampled_from
ROWS = st.lists(
    st.tuples(
        WORDS(["IDN", "ITA", "", "YUG", "XX"]),
        WORDS(["Indonesia", "Italy", "Yugoslavia", "Indonsia", "Zaire", "", " Italy "]),
        WORDS(["UNIFIL", "", " M "]),
        WORDS(["Troops", "Wizards", "staff officers", ""]),
        WORDS(["0", "12", "-3", "", "x", " 7 ", "12.0", "9999999999"]),
        WORDS(["5", "5", "6"]),
        WORDS(["2024-09-30", "30-Sep-2024", "01/02/2024", "30/09/1990", "nonsense", "1991-01-31"]),
    ),
    max_size=12,
)


@settings(derandomize=True, max_examples=120, deadline=None)
@given(rows=ROWS)
def test_columns_say_what_rows_say(tmp_path_factory, rows):
    """The quick way over columns gives the lines that each row gives alone, in their order."""
    path = tmp_path_factory.mktemp("un") / "un.csv"
    path.write_text(UN + "".join(",".join(row) + "\n" for row in rows), "utf-8")
    found = read_contributions(csv_table(path, "un.csv"), "un.csv")
    lines, kept = [], 0
    for row in csv_table(path, "un.csv").rows:
        try:
            made, _ = read_row(ROW_FORMS[0], row, "un.csv")
        except ValueError:
            continue
        kept += 1
        lines += [line[2:] for line in made]
    assert found.table.rows() == lines
    assert (found.read, found.kept) == (len(rows), kept)


def test_the_command_joins_all_tables_and_writes_rejects(tmp_path):
    """JSON holds the account of each table; a bad row is in its rejects file."""
    (tmp_path / "un.csv").write_text(
        UN
        + "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\nIDN,Indonesia,UNIFIL,Troops,-1,1,2024-09-30\n",
        "utf-8",
    )
    (tmp_path / "income.csv").write_text("nation,year,value\nIDN,2023,1371000000000\n", "utf-8")
    (tmp_path / "dead.csv").write_text(
        "nation,mission,period,fatalities\nIDN,UNIFIL,2014,1\n", "utf-8"
    )
    run = CliRunner().invoke(
        main,
        [
            *("sustain", "contributions", str(tmp_path / "un.csv"), "--nation", "IDN", "--json"),
            *("--income", str(tmp_path / "income.csv"), "--fatalities", str(tmp_path / "dead.csv")),
        ],
    )
    assert run.exit_code == 0, run.output
    content = json.loads(run.output)
    (row,) = content["contributions"]
    assert row["deaths"] == 1
    assert row["per_income"] == pytest.approx(1231 / 1371)
    assert [each["rejected"] for each in content["tables"]] == [1, 0, 0]
    assert "negative" in (tmp_path / "un.rejects.csv").read_text("utf-8-sig")


def test_a_group_of_the_pack_can_be_asked_for(tmp_path):
    """contributors.toml of a pack defines a group, as dated memberships."""
    pack = tmp_path / "island"
    pack.mkdir()
    (pack / "contributors.toml").write_text(
        '[[group]]\nid = "north"\nname = "North"\nsource = "made up"\ngrade = "A"\nmembers = ["ITA 2020"]\n',
        "utf-8",
    )
    path = tmp_path / "un.csv"
    path.write_text(
        UN + "ITA,Italy,M,Troops,1,2,2019-12-31\nITA,Italy,M,Troops,1,2,2020-01-31\n", "utf-8"
    )
    run = CliRunner().invoke(
        main,
        ["sustain", "contributions", str(path), "--group", "north", "--pack", str(pack), "--json"],
    )
    assert run.exit_code == 0, run.output
    assert [row["period"] for row in json.loads(run.output)["trend"]] == ["2020-01"]


def test_an_empty_table_is_no_fault(tmp_path):
    """No row: no contribution, and no page breaks."""
    found = opened(tmp_path, UN, read_contributions)
    summary = contribution_summary(settle(found.table), Wanted())
    assert isinstance(summary.shown, pl.DataFrame)
    assert summary.shown.height == 0


def test_the_check_of_a_pack_holds_its_groups_to_the_schema(tmp_path):
    """A member without a first day is a fault with its line."""
    pack = tmp_path / "island"
    shutil.copytree(find("example"), pack)
    (pack / "contributors.toml").write_text(
        '[[group]]\nid = "N"\nname = "N"\nsource = "ceasefire"\ngrade = "own"\nmembers = ["ITA"]\n',
        "utf-8",
    )
    found = [each for each in check(pack) if each.source == "contributors.toml"]
    assert [(each.row, each.field) for each in found] == [(6, "group[0].members[0]")]
