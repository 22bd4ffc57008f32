"""Figures per head: each names its year, and none is guessed."""

from tests.sustain.contributions.tables import UN, read

from sulh.sustain import ContributionQuery, contribution_summary, deduplicate, read_measures


def test_figures_per_head_name_the_year_they_rest_on(tmp_path):
    """The year's figure, else the latest before it; a later one is never used."""
    people = read(
        tmp_path,
        "nation,year,value\nIndonesia,2010,200000000\nIndonesia,2030,900000000\nItaly,2025,1\nItaly,2025,2\n"
        "Atlantis,2010,5\nFrance,2010,0\n",
        reader=read_measures,
    )
    assert [(e.row, e.code) for e in people.problems] == [
        (5, "doubled-reference"),
        (6, "unknown-nation"),
        (7, "bad-quantity"),
    ]
    text = UN + "IDN,Indonesia,M,Troops,0,1000,2024-09-30\nITA,Italy,M,Troops,0,9,2024-09-30\n"
    lines = deduplicate(read(tmp_path, text, "un.csv").value)
    summary = contribution_summary(lines, ContributionQuery(), population=people.value)
    indonesia, italy = summary.frame.sort("contributor").to_dicts()
    assert (indonesia["per_million"], indonesia["per_million_year"]) == (5.0, 2010)
    assert indonesia["per_million_origin"] == "table.csv:2"
    assert italy["per_million"] is None
