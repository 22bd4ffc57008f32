"""``sulh sustain contributions`` and ``places``, as people run them."""

import json

import openpyxl
import pytest
from click.testing import CliRunner
from tests.sustain.contributions.tables import UN

from sulh.cli import main

TABLE = UN + (
    "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
    "ITA,Italy,UNIFIL,Staff Officers,30,70,2024-09-30\n"
    ',"<b>#x</b>",UNIFIL,Troops,0,5,2024-09-30\n'
)


def test_the_commands_answer_on_a_table(tmp_path):
    """The brief is written, the unmatched name shown; for a wrong group the right ones are named."""
    path = tmp_path / "un.csv"
    path.write_text(TABLE, "utf-8")
    out = tmp_path / "brief.html"
    run = CliRunner().invoke(
        main, ["sustain", "contributions", str(path), "-o", str(out), "--trace"]
    )
    assert run.exit_code == 0, run.output
    assert "3 rows read, 3 kept, 0 rejected" in run.output
    assert "unmatched: <b>#x</b>" in run.output
    assert "un.csv:2.1, un.csv:2.2" in run.output
    assert "1,336 people known" in out.read_text("utf-8")
    assert "<b>#x" not in out.read_text("utf-8")
    refused = CliRunner().invoke(main, ["sustain", "contributions", str(path), "--group", "NOPE"])
    assert refused.exit_code == 2
    assert "ASEAN" in refused.output


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


@pytest.mark.parametrize(
    ("at", "periods"),
    [("2024-09", ["2024-09"]), ("2024-09-12", ["2024-09"]), (None, ["2024-10"])],
)
def test_a_day_or_a_month_chooses_the_period(tmp_path, at, periods):
    """The period is the month that the day lies in; without one it is the latest."""
    path = tmp_path / "un.csv"
    rows = "IDN,Indonesia,M,Troops,1,2,{}\n"
    path.write_text(UN + "".join(rows.format(day) for day in ("2024-09-30", "2024-10-31")), "utf-8")
    options = ["--at", at] if at else []
    run = CliRunner().invoke(main, ["sustain", "contributions", str(path), "--json", *options])
    assert run.exit_code == 0, run.output
    assert [row["period"] for row in json.loads(run.output)["contributions"]] == periods


def test_a_day_without_figures_is_an_error(tmp_path):
    """Not an answer of nothing; the nearest periods are named."""
    path = tmp_path / "un.csv"
    path.write_text(UN + "IDN,Indonesia,M,Troops,1,2,2024-09-30\n", "utf-8")
    run = CliRunner().invoke(main, ["sustain", "contributions", str(path), "--at", "2024-10"])
    assert run.exit_code == 2
    assert "The nearest with rows: 2024-09" in run.output


def test_a_day_lies_in_the_month_of_one_source_and_in_the_year_of_another(tmp_path):
    """Each source answers with its own kind of period, and the page has a table for each."""
    table = tmp_path / "own.csv"
    table.write_text(
        "nation,mission,period,best,source\nIDN,M,2024-09,5,A\nIDN,M,2024,7,A\nIDN,M,2024,6,B\n",
        "utf-8",
    )
    page = tmp_path / "brief.html"
    run = CliRunner().invoke(
        main, ["sustain", "contributions", str(table), "--at", "2024-09", "-o", str(page)]
    )
    assert run.exit_code == 0, run.output
    for heading in ("A, 2024-09", "A, 2024", "B, 2024"):
        assert f"By nation, {heading}<" in page.read_text("utf-8")


def test_every_table_can_be_a_workbook_or_csv(tmp_path):
    """All rows are in it, figures as numbers; a name that is a formula stays text."""
    path = tmp_path / "un.csv"
    path.write_text(TABLE.replace("<b>#x</b>", "=1+1"), "utf-8")
    for ending in ("xlsx", "csv"):
        out = str(tmp_path / f"out.{ending}")
        run = CliRunner().invoke(main, ["sustain", "contributions", str(path), "-o", out])
        assert run.exit_code == 0, run.output
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[:3] == ["contributions", "trend", "women"]
    header, *rows = book["contributions"].iter_rows(values_only=True)
    people = dict(zip([row[header.index("contributor")] for row in rows],
                      [row[header.index("people")] for row in rows], strict=True))  # fmt: skip
    assert people == {"IDN": 1231, "ITA": 100, "unmatched: =1+1": 5}
    assert (tmp_path / "out.csv").read_text("utf-8").count("\n") == 4


def test_another_ending_is_refused_before_any_work(tmp_path):
    """The message names the endings that can be written."""
    path = tmp_path / "un.csv"
    path.write_text(TABLE, "utf-8")
    run = CliRunner().invoke(main, ["sustain", "contributions", str(path), "-o", "brief.docx"])
    assert run.exit_code == 2
    assert ".xlsx" in run.output


def test_places_are_shown_and_written(tmp_path):
    """The table of mission-years is printed, written as a page and as CSV; no match is said."""
    path = tmp_path / "places.csv"
    path.write_text(
        "mission,year,country,location,latitude,longitude,Infantry,NoTroops,Reserve,hq,UNPOL,Med,Av,UNMO\n"
        "M,2004,DRC,Bunia,1.5,30.2,100,100,0,3,0,0,0,1\nM,2004,DRC,Bunia,1.5,30.2,300,300,0,3,0,0,0,0\n",
        "utf-8",
    )
    for ending in ("html", "csv", "xlsx"):
        out = str(tmp_path / f"p.{ending}")
        run = CliRunner().invoke(main, ["sustain", "places", str(path), "-o", out])
        assert run.exit_code == 0, run.output
    assert "100 to 300" in run.output
    assert "100 to 300" in (tmp_path / "p.html").read_text("utf-8")
    assert "M,2004,1,2,100,300,0" in (tmp_path / "p.csv").read_text("utf-8")
    nothing = CliRunner().invoke(main, ["sustain", "places", str(path), "--mission", "X"])
    assert nothing.exit_code == 2
    assert "The tables have M." in nothing.output


def test_aliases_totals_and_lower_bounds_as_people_see_them(tmp_path):
    """An unmatched name makes figures *at least*; an alias of one's own settles it; a total is no nation."""
    path, dead, names = (tmp_path / each for each in ("un.csv", "dead.csv", "names.csv"))
    path.write_text(
        UN + "IDN,Indonesia,M,Troops,0,100,2024-09-30\n,Cote dIvory,M,Troops,0,40,2024-09-30\n"
        ",Total,,,0,141,2024-09-30\n",
        "utf-8",
    )
    dead.write_text("nation,mission,period,fatalities\nCote dIvory,M,2020,2\n", "utf-8")
    names.write_text("name,nation\nCote dIvory,CIV\n", "utf-8")
    command = ["sustain", "contributions", str(path), "--fatalities", str(dead)]
    run = CliRunner().invoke(main, command)
    assert run.exit_code == 0, run.output
    assert "at least 100" in run.output
    assert "at least 0" in run.output
    assert "Cote dIvory (Cote d Ivoire?)" in run.output
    assert "it says 141, and the rows that are kept give 140" in run.output
    run = CliRunner().invoke(main, [*command, "--aliases", str(names), "--nation", "CIV", "--json"])
    content = json.loads(run.output)
    (row,) = content["contributions"]
    assert (row["people"], row["may_be_more"], row["deaths"], row["deaths_high"]) == (
        40,
        False,
        2,
        2,
    )
    assert content["unmatched"] == []
    for wrong in (["--mission", "MM"], ["--nation", "Ghana"]):
        refused = CliRunner().invoke(main, [*command, *wrong])
        assert refused.exit_code == 2
