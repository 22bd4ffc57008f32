"""Names of nations: each means one nation at its time, or none."""

import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from sulh.errors import InputError
from sulh.sustain import (
    find_nation,
    match_nation,
    nations,
    read_aliases,
    read_contributions,
    summarise_contributions,
)
from sulh.tables import open_table

DATA = Path(os.environ.get("SULH_DATA", ""))


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Côte d’Ivoire", None, "CIV"),
        ("COTE D'IVOIRE", None, "CIV"),
        ("Turkey", None, "TUR"),
        ("Türkiye", None, "TUR"),
        ("Zaire", date(1994, 5, 1), "COD"),
        ("Yugoslavia", date(1995, 5, 1), "YUG"),
        ("Yugoslavia", date(2010, 5, 1), ""),
        ("South Sudan", date(2001, 1, 1), ""),
        ("Korea (ROK)", None, "KOR"),
        ("Congo", None, "COG"),
        ("idn", None, "IDN"),
        ("Indonsia", None, ""),
        ("Multinational", None, ""),
    ],
)
def test_a_name_means_one_nation_at_its_time_or_none(name, on, code):
    """Spellings and names of the past are known; a State that is not there then is no match."""
    assert match_nation(name, on).nation == code


def test_a_misspelt_name_shows_the_nearest_and_is_not_guessed():
    """The near name is told, to the reader and to the person who asks."""
    assert match_nation("Indonsia").nearest == "Indonesia"
    with pytest.raises(InputError, match="Did you mean Indonesia"):
        find_nation("Indonsia")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Democratic Republic of the Congo (DRC)", "COD"),
        ("The former Yugoslav Republic of Maced", "MKD"),
        ("United Republic of Tanz", "TZA"),
        ("Germany 1/", "DEU"),
        ("Germany (a)", "DEU"),
        ("Germany¹", "DEU"),
        ("Türkiye 2/", "TUR"),
        ("Netherlands (Kingdom of the)*", "NLD"),
        ("Egypt, Arab Rep.", "EGY"),
        ("Gambia, The", "GMB"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Venezuela, RB", "VEN"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("St. Kitts and Nevis", "KNA"),
        ("U.K.", "GBR"),
        ("D.R. Congo", "COD"),
        ("Côte dIvoire", "CIV"),
        ("Sudan (South)", "SSD"),
        ("Republic of Mali", "MLI"),
        ("Korea, Dem. Rep.", ""),
        ("Republic of the", ""),
        ("Republic of China", ""),
        ("Guinea (unit of three nations)", ""),
        ("Nige", ""),
    ],
)
def test_spellings_of_the_un_and_the_world_bank_are_known_and_the_rest_is_not_guessed(name, code):
    """Footnote marks, abbreviations, order, missing letters and ends; two meanings are none."""
    assert match_nation(name).nation == code


def test_no_spelling_means_two_nations():
    """Every known name, in every way it may be varied, still means its own nation."""
    for code, nation in nations().items():
        for text in (
            nation.name,
            nation.name.upper(),
            f"{nation.name} 3/",
            f"{nation.name} ({code})",
        ):
            assert match_nation(text).nation == code, text


@pytest.mark.parametrize("month", ["201501", "201706", "202208", "202305"])
def test_every_contributor_of_the_real_tables_is_a_nation(month):
    """As many nations as the UN says, none unmatched."""
    path = DATA / "un" / f"un_{month}.csv"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there; set SULH_DATA")
    people = read_contributions(open_table(path), path.name).value
    counts = {"201501": 121, "201706": 127, "202208": 123, "202305": 123}
    assert people.filter(pl.col("nation") == "").is_empty()
    assert people.filter(pl.col("low") > 0)["nation"].n_unique() == counts[month]


def test_aliases_of_ones_own_give_a_name_its_nation(tmp_path):
    """In every table; a faulty alias is a problem of its row."""
    path = tmp_path / "aliases.csv"
    path.write_text(
        "name,nation\nCôte d'Or,Ivory Coast\nAtlantis,NOWHERE\ncote d or,GHA\n", "utf-8"
    )
    read = read_aliases(open_table(path), path.name)
    assert dict(read.value) == {"cote d or": "CIV"}
    assert [each.code for each in read.problems] == ["unknown-nation", "conflict"]
    table = pl.DataFrame(
        {"nation": ["Cote d’Or"], "mission": ["M"], "period": ["2024"], "best": [7]}
    )
    summary = summarise_contributions(table, aliases={"Cote D Or": "CIV"}, nation="CIV")
    assert summary.frame.select("nation", "people").rows() == [("CIV", 7)]
    assert not summary.problems


@pytest.mark.parametrize(
    ("name", "code"),
    [("Cameroun", "CMR"), ("TCHAD", "TCD"), ("Maroc", "MAR"), ("Guinee equatoriale", "GNQ")],
)
def test_french_names_are_names(name, code):
    """Half of the missions keep their tables in French."""
    assert match_nation(name).nation == code
    assert match_nation("Nigeria").nation == "NGA"


def test_an_unmatched_name_makes_every_figure_it_may_add_to_a_lower_bound():
    """Nepal has 100 people and 3 dead, or more: the sum of the unmatched; nobody has a certain 0."""
    table = pl.DataFrame(
        {
            "nation": ["Nepal", "Cote dIvory", "Ghana"],
            "mission": ["M"] * 3,
            "period": ["2024"] * 3,
            "best": [100, 40, 60],
        }
    )
    dead = pl.DataFrame(
        {"nation": ["Nepal", "Cote dIvory"], "mission": ["M"] * 2, "period": ["2020"] * 2, "fatalities": [3, 2]}
    )  # fmt: skip
    summary = summarise_contributions(table, fatalities=dead)
    rows = {each["contributor"]: each for each in summary.content()["contributions"]}
    nepal, ghana = rows["NPL"], rows["GHA"]
    assert (nepal["people"], nepal["low"], nepal["high"], nepal["may_be_more"]) == (
        100,
        100,
        140,
        True,
    )
    assert (nepal["deaths"], nepal["deaths_high"]) == (3, 5)
    assert (ghana["deaths"], ghana["deaths_high"]) == (0, 2)
    assert (ghana["share_low"], ghana["share_high"]) == (60 / 200, 100 / 200)
    assert rows["unmatched: Cote dIvory"]["may_be_more"] is False
    names = summary.content()["unmatched"]
    assert {(each["name"], each["nearest"]) for each in names} == {("Cote dIvory", "Cote d Ivoire")}
    group = summarise_contributions(table, group="AU").trend.to_dicts()[0]
    assert (group["people"], group["high"], group["may_be_more"]) == (60, 100, True)
    with pytest.raises(InputError, match="CIV") as error:
        summarise_contributions(table, nation="Côte d'Ivoire")
    assert "Cote dIvory" in error.value.remedy


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mission": "UNFIL"}, "UNIFIL"),
        ({"nation": "Ghana"}, "GHA"),
    ],
)
def test_a_question_about_what_no_table_has_is_refused_with_what_there_is(options, words):
    """A mission, a nation; never an answer of nothing."""
    table = pl.DataFrame(
        {"nation": ["Nepal"], "mission": ["UNIFIL"], "period": ["2024"], "best": [7]}
    )
    with pytest.raises(InputError) as error:
        summarise_contributions(table, **options)
    assert words in f"{error.value} {error.value.remedy}"


def test_the_real_names_of_geopko_are_nations_or_said_to_be_none():
    """Four names mean no one nation; nothing else is unmatched."""
    path = DATA / "geopko_tcc_v2.3.csv"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there; set SULH_DATA")
    people = read_contributions(open_table(path), path.name).value
    names = set(people.filter(pl.col("nation") == "")["as_written"])
    assert names == {"TCC name unknown", "Multinational", "Un", "CARICOM"}
