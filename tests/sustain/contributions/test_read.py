"""Contributions: every row is accounted for, totals add up, nothing is guessed or averaged."""

import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.sustain import (
    SCHEMA,
    bundled_groups,
    chosen,
    concentration,
    differences,
    find_nation,
    match_nation,
    parse_contributors,
    read_contributions,
    read_groups,
    settle,
    shares,
    totals,
)
from sulh.tables.csv_rows import csv_table

UN = "isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date\n"
FORM = "nation,mission,period,kind,sex,low,best,high,source\n"


def read(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_contributions(csv_table(path, name), name)


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


def test_contributor_text_is_read_whole_or_refused():
    """Sizes that are unknown stay so; a negative size or a torn text is refused."""
    assert parse_contributors("France (150), Nepal (size unknown)") == (
        ("France", 150),
        ("Nepal", None),
    )
    assert parse_contributors("Korea (ROK) (300)") == (("Korea (ROK)", 300),)
    for bad in (
        "France (-5), Nepal (20)",
        "France 150",
        "France (150) Nepal (3)",
        "(150)",
        "France (",
    ):
        with pytest.raises(ValueError, match=r".*"):
            parse_contributors(bad)


def test_un_rows_are_kept_or_rejected_with_a_reason(tmp_path):
    """A negative strength, an ambiguous day, a code that contradicts the name: each its own reason."""
    found = read(
        tmp_path,
        UN
        + "IDN,Indonesia,UNIFIL,Troops,83,1148,2024-09-30\n"
        + "IDN,Indonesia,UNIFIL,Troops,-3,1148,2024-09-30\n"
        + "IDN,Indonesia,UNIFIL,Troops,3,1148,01/02/2024\n"
        + "IDN,Italy,UNIFIL,Troops,3,1148,30/09/2024\n"
        + "ITA,Italy,UNIFIL,Wizards,3,1000,30-Sep-2024\n"
        + ",Itly,UNIFIL,Troops,3,,2024-09-30\n",
    )
    assert (found.read, found.kept, found.blank) == (6, 2, 0)
    assert [(each.row, each.code) for each in found.problems] == [
        (3, "negative"),
        (4, "ambiguous-date"),
        (5, "nation-conflict"),
        (6, "unknown-kind"),
        (7, "missing"),
    ]
    assert found.table.get_column("best").to_list() == [83, 1148, 3, 1000]
    assert set(found.table.get_column("period")) == {"2024-09"}


def test_a_contradiction_is_shown_with_both_bounds_and_never_averaged(tmp_path):
    """Two figures for the same thing: lowest, highest, no best; a repeated row counts once."""
    found = read(
        tmp_path,
        UN
        + "IDN,Indonesia,UNIFIL,Troops,0,100,2024-09-15\n"
        + "IDN,Indonesia,UNIFIL,Troops,0,300,2024-09-30\n"
        + "ITA,Italy,UNIFIL,Troops,0,50,2024-09-30\n"
        + "ITA,Italy,UNIFIL,Troops,0,50,2024-09-30\n",
    )
    done = settle(found.table)
    (line,) = done.conflicts.to_dicts()
    assert (line["low"], line["best"], line["high"]) == (100, None, 300)
    assert line["rows"] == ["table.csv:2.2", "table.csv:3.2"]
    assert done.repeated == 3  # Italy's two, and Indonesia's women, who are none in both rows
    (total,) = totals(done.table).to_dicts()
    assert (total["known"], total["unknown"], total["low"], total["high"]) == (50, 1, 150, 350)


def test_two_sources_are_never_added_and_their_disagreement_is_shown(tmp_path):
    """A table that says 100 and one that says 500 to 600 disagree; each keeps its total."""
    one = read(tmp_path, FORM + "IDN,UNIFIL,2024-09,troops,,,100,,A\nITA,UNIFIL,2024-09,,,,7,,A\n")
    two = read(tmp_path, FORM + "Indonesia,UNIFIL,2024-09,troops,,500,,600,B\n", "other.csv")
    lines = settle(pl.concat([one.table, two.table])).table
    assert totals(lines).get_column("source").to_list() == ["A", "B"]
    (apart,) = differences(lines).to_dicts()
    assert (apart["who"], apart["high"], apart["low_other"]) == ("IDN", 100, 500)


def test_an_unknown_size_keeps_the_share_open(tmp_path):
    """With an unbounded other, a share may be anything down to nothing."""
    found = read(tmp_path, FORM + "IDN,X,2024,,,,100,,\nITA,X,2024,,,,,,\n")
    ranked = shares(totals(settle(found.table).table, ("who",))).to_dicts()
    assert [r["share"] for r in ranked] == [1.0, None]
    assert [(r["share_low"], round(r["share_high"], 3)) for r in ranked] == [
        (0.0, 0.990),
        (1 / 101, 1.0),
    ]


def test_concentration_of_equals_and_of_one():
    """Four equals: HHI 1/4, two give half; one alone: HHI 1."""
    frame = pl.DataFrame(
        {
            "source": ["A"] * 4 + ["B"],
            "period": ["2024"] * 5,
            "known": [5, 5, 5, 5, 9],
            "unknown": [0] * 5,
        }
    )
    four, one = concentration(frame).to_dicts()
    assert (four["hhi"], four["top"]) == (0.25, 2)
    assert (one["hhi"], one["top"]) == (1.0, 1)


@pytest.mark.parametrize(("group", "on", "count"), [("OIC", date(2024, 1, 1), 56), ("OIC", date(2026, 1, 1), 57), ("AU", date(2026, 1, 1), 55), ("EU", date(2026, 1, 1), 27), ("EU", date(2019, 1, 1), 28), ("OIC", date(1969, 12, 31), 25)])  # fmt: skip
def test_groups_have_the_members_of_their_day(group, on, count):
    """The OIC has 57 members, Syria suspended from 2012 to 2025; the EU 28 until 2020."""
    assert len(bundled_groups()[group].members(on)) == count


def test_a_faulty_group_is_refused_with_its_place():
    """No such nation, an end before the beginning, a key nobody knows."""
    head = '[[group]]\nid = "G"\nname = "G"\nsource = "me"\ngrade = "own"\n'
    for members, said in (
        ("XXX 1990", "no nation"),
        ("IDN 1990 1980", "ends before"),
        ("IDN 1990-13-01", "day that is none"),
        ("Indonesia", "does not match"),
    ):
        with pytest.raises(InputError, match=said):
            read_groups(head + f'members = ["{members}"]\n', "mine.toml")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.sampled_from(["IDN", "ITA", "TUR", ""]),
        st.sampled_from(["UNIFIL", "MINUSCA"]),
        st.sampled_from(["troops", "police"]),
        st.sampled_from(["F", "M"]),
        st.sampled_from(["2024-09", "2024-10"]),
        st.one_of(st.none(), st.integers(0, 500)),
    ),
    max_size=40,
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(ROWS)
def test_totals_of_any_grouping_add_up_and_trace_to_their_rows(rows):
    """However lines are grouped, sums, bounds and rows are the same; a plain loop agrees."""
    table = pl.DataFrame(
        [
            (f"t:{i}.1", s, n, n or "Qwerty", m, "", None, None, k, x, p, date(2024, 9, 1), date(2024, 9, 30),
             1 if v is None else v, v, v)
            for i, (s, n, m, k, x, p, v) in enumerate(rows)
        ],
        schema=SCHEMA,
        orient="row",
    )  # fmt: skip
    lines = settle(table).table
    assert sorted(lines.get_column("rows").explode().drop_nulls()) == sorted(
        table.get_column("row")
    )
    plain = {}
    for s, n, m, k, x, p, v in rows:
        plain.setdefault((s, p), {}).setdefault((n, m, k, x), set()).add(v)
    whole = {(r["source"], r["period"]): r for r in totals(lines).to_dicts()}
    assert whole.keys() == plain.keys()
    for key, said in plain.items():
        known = sum(next(iter(v)) for v in said.values() if len(v) == 1 and None not in v)
        low = sum(min(1 if v is None else v for v in vs) for vs in said.values())
        is_open = any(None in v for v in said.values())
        assert whole[key]["known"] == known
        assert whole[key]["low"] == low
        assert whole[key]["high"] == (None if is_open else sum(max(v) for v in said.values()))
    for by in (("who",), ("mission",), ("kind", "sex"), ("who", "mission", "kind", "sex")):
        parts = totals(lines, by)
        for key, total in whole.items():
            own = parts.filter((pl.col("source") == key[0]) & (pl.col("period") == key[1]))
            assert own["known"].sum() == total["known"]
            assert own["low"].sum() == total["low"]
            assert sorted(own["rows"].explode()) == total["rows"]


def geopko():
    path = Path(os.environ.get("SULH_DATA", "/nonexistent")) / "geopko_tcc_v2.3.csv"
    if not path.exists():
        pytest.skip("SULH_DATA holds no geopko_tcc_v2.3.csv")
    return path


def test_every_row_of_the_real_table_is_accounted_for_and_totals_agree_with_pandas():
    """4,286 rows; sums by mission, year and name equal an independent count with pandas."""
    import pandas as pd

    path = geopko()
    found = read_contributions(csv_table(path, path.name), path.name)
    frame = pd.read_csv(path)
    errors = {each.row for each in found.problems if each.severity == "error"}
    assert found.read == len(frame) == found.kept + len(errors)
    parts = frame["year.overview"].str.extractall(r"([^,(][^,]*?) \((\d+|size unknown)\)(?:,|$)")
    parts = parts.reset_index(level=1, drop=True).join(frame[["mission", "year"]])
    parts["size"] = pd.to_numeric(parts[1], errors="coerce")
    parts["name"] = parts[0].str.strip()
    theirs = parts.groupby(["mission", "year", "name"])["size"].agg(["sum", "count", "size"])
    ours = found.table.group_by("mission", "period", "as_written").agg(
        pl.col("best").sum(), pl.col("best").count().alias("stated"), pl.len()
    )
    expected = {k: (int(r["sum"]), int(r["count"]), int(r["size"])) for k, r in theirs.iterrows()}
    assert {
        (r["mission"], int(r["period"]), r["as_written"]): (r["best"], r["stated"], r["len"])
        for r in ours.to_dicts()
    } == expected
    done = settle(found.table)
    assert sum(done.table.get_column("rows").list.len()) == found.table.height


def test_a_group_in_the_real_table_is_the_sum_of_its_members():
    """The OIC's known total in UNIFIL is that of its members, each by itself."""
    path = geopko()
    lines = settle(read_contributions(csv_table(path, path.name), path.name).table).table
    group = bundled_groups()["OIC"]
    whole = totals(chosen(lines, mission="UNIFIL", group=group))
    for row in whole.to_dicts():
        members = group.members(date(int(row["period"]), 12, 31))
        single = [
            totals(
                chosen(lines, mission="UNIFIL", nation=n).filter(pl.col("period") == row["period"])
            )["known"].sum()
            for n in members
        ]
        assert row["known"] == sum(single)
