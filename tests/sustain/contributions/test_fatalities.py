"""Fatalities: the UN's columns, counts that add up, no death counted twice."""

from tests.sustain.contributions.tables import UN, read

from sulh.sustain import (
    ContributionQuery,
    contribution_summary,
    count_fatalities,
    deduplicate,
    read_fatalities,
)

HEAD = (
    "id,incident_date,casualty_id,mission_acronym,type_of_casualty,gender,casualty_nationality,"
    "casualty_personnel_type,type_of_incident,m49_code,isocode3,last_update\n"
)


def deaths(tmp_path):
    return read(
        tmp_path,
        HEAD
        + "1,1961-05-02,A-1,ONUC,Fatality,M,Indonesia,Military,Malicious Act,360.0,IDN,2025-04-04\n"
        + "2,2014-05-22,A-2,UNIFIL,Fatality,M,Indonesia,Local ,Accident,360.0,IDN,2025-04-04\n"
        + "3,1957-06-20,A-3,UNEF,Fatality,M,Yugoslavia,Military,Illness,890.0,YUG,2025-04-04\n"
        + "4,1960-09-30,A-4,ONUC,Fatality,M,ZZ [Undetermined],Military,Accident,,,2025-04-04\n"
        + "5,1960-09-31,A-5,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,2025-04-04\n"
        + "6,1960-09-30,A-1,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,2025-04-04\n"
        + "7,1960-09-30,A-7,ONUC,Injury,M,Ghana,Military,Accident,,GHA,2025-04-04\n",
        reader=read_fatalities,
    )


def test_the_table_of_the_un_is_counted_row_by_row(tmp_path):
    """An unmatched name stays; a day that is none, a doubled case, an injury are rejected."""
    result = deaths(tmp_path)
    assert (result.rows, result.kept, len(result.raw)) == (7, 4, 3)
    errors = [(e.row, e.code) for e in result.problems if e.severity == "error"]
    assert errors == [(6, "bad-date"), (7, "doubled-reference"), (8, "no-fatality")]
    by = {
        row["contributor"]: row
        for row in count_fatalities(result.value, ("contributor",)).to_dicts()
    }
    assert by.keys() == {"IDN", "YUG", "unmatched: ZZ [Undetermined]"}
    assert (by["IDN"]["deaths"], by["IDN"]["uniformed"], by["IDN"]["malicious"]) == (2, 1, 1)
    assert by["IDN"]["rows"] == ["table.csv:2", "table.csv:3"]


def test_deaths_count_up_to_the_period(tmp_path):
    """A contribution of 2000 is beside the deaths up to then, not those of 2014."""
    dead = deaths(tmp_path)
    text = UN + "IDN,Indonesia,ONUC,Troops,0,10,2000-01-31\n"
    lines = deduplicate(read(tmp_path, text, "un.csv").value)
    summary = contribution_summary(lines, ContributionQuery(), fatalities=dead.value)
    assert summary.frame["deaths"].to_list() == [1]
    assert summary.fatalities["deaths"].sum() == 4


def test_a_reference_counts_once_whichever_way_its_rows_are_read(tmp_path):
    """The first good row with a reference is kept, also beside one with a doubt or a fault."""
    rows = (
        "1,1960-09-31,A-1,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,x\n"  # no such day
        "2,1960-09-30,A-1,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,x\n"
        "3,1960-09-30, A-1 ,ONUC,Fatality,M,Freedonia,Military,Accident,,,x\n"
        "4,1960-09-30,,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,x\n"
        "5,1960-09-30,,ONUC,Fatality,M,Ghana,Military,Accident,,GHA,x\n"
    )
    result = read(tmp_path, HEAD + rows, reader=read_fatalities)
    assert result.value["row"].to_list() == ["table.csv:3", "table.csv:5", "table.csv:6"]
    errors = [(e.row, e.code) for e in result.problems if e.severity == "error"]
    assert errors == [(2, "bad-date"), (4, "doubled-reference")]
