"""Totals: they add up in any grouping, trace to their rows, and average nothing."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sustain.contributions.tables import FORM, UN, read
from tests.sustain.contributions.test_forms import geopko

from sulh.sustain import (
    CONTRIBUTION_SCHEMA,
    bundled_groups,
    concentration,
    deduplicate,
    differences,
    read_contributions,
    select_lines,
    shares,
    totals,
)
from sulh.tables import open_table


def test_a_contradiction_is_shown_with_both_bounds_and_never_averaged(tmp_path):
    """Two figures for the same thing: lowest, highest, no best; a repeated row counts once."""
    result = read(
        tmp_path,
        UN
        + "IDN,Indonesia,UNIFIL,Troops,0,100,2024-09-15\n"
        + "IDN,Indonesia,UNIFIL,Troops,0,300,2024-09-30\n"
        + "ITA,Italy,UNIFIL,Troops,0,50,2024-09-30\n"
        + "ITA,Italy,UNIFIL,Troops,0,50,2024-09-30\n",
    )
    done = deduplicate(result.value)
    (line,) = done.conflicts.to_dicts()
    assert (line["low"], line["best"], line["high"]) == (100, None, 300)
    assert line["rows"] == ["table.csv:2.2", "table.csv:3.2"]
    assert done.repeats == 3  # Italy's two, and Indonesia's women, who are none in both rows
    (total,) = totals(done.table).to_dicts()
    assert (total["people"], total["low"], total["high"]) == (150, 150, 350)
    assert (total["unknown_sizes"], total["contradictions"]) == (0, 1)


def test_two_sources_are_never_added_and_their_disagreement_is_shown(tmp_path):
    """A table that says 100 and one that says 500 to 600 disagree; each keeps its total."""
    one = read(tmp_path, FORM + "IDN,UNIFIL,2024-09,troops,,,100,,A\nITA,UNIFIL,2024-09,,,,7,,A\n")
    two = read(tmp_path, FORM + "Indonesia,UNIFIL,2024-09,troops,,500,,600,B\n", "other.csv")
    lines = deduplicate(pl.concat([one.value, two.value])).table
    assert totals(lines).get_column("source").to_list() == ["A", "B"]
    (apart,) = differences(lines).to_dicts()
    assert (apart["contributor"], apart["high"], apart["low_other"]) == ("IDN", 100, 500)


def test_an_unknown_size_keeps_the_share_open(tmp_path):
    """With an unbounded other, a share may be anything down to nothing."""
    result = read(tmp_path, FORM + "IDN,X,2024,,,,100,,\nITA,X,2024,,,,,,\n")
    ranked = shares(totals(deduplicate(result.value).table, ("contributor",))).to_dicts()
    assert [r["share"] for r in ranked] == [
        100 / 101,
        None,
    ]  # within its bounds: at least one other
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
            "people": [5, 5, 5, 5, 9],
            "unknown_sizes": [0] * 5,
        }
    )
    four, one = concentration(frame).to_dicts()
    assert (four["hhi"], four["top"]) == (0.25, 2)
    assert (one["hhi"], one["top"]) == (1.0, 1)


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
        schema=CONTRIBUTION_SCHEMA,
        orient="row",
    )  # fmt: skip
    lines = deduplicate(table).table
    assert sorted(lines.get_column("rows").explode().drop_nulls()) == sorted(
        table.get_column("row")
    )
    plain = {}
    for s, n, m, k, x, p, v in rows:
        plain.setdefault((s, p), {}).setdefault((n, m, k, x), set()).add(v)
    whole = {(r["source"], r["period"]): r for r in totals(lines).to_dicts()}
    assert whole.keys() == plain.keys()
    for key, said in plain.items():
        low = sum(min(1 if v is None else v for v in vs) for vs in said.values())
        is_open = any(None in v for v in said.values())
        least = [min(1 if v is None else v for v in vs) for vs in said.values()]
        assert whole[key]["people"] == sum(least) == low
        assert whole[key]["low"] == low
        assert whole[key]["high"] == (None if is_open else sum(max(v) for v in said.values()))
    for by in (
        ("contributor",),
        ("mission",),
        ("kind", "sex"),
        ("contributor", "mission", "kind", "sex"),
    ):
        parts = totals(lines, by)
        for key, total in whole.items():
            own = parts.filter((pl.col("source") == key[0]) & (pl.col("period") == key[1]))
            assert own["people"].sum() == total["people"]
            assert own["low"].sum() == total["low"]
            assert sorted(own["rows"].explode()) == total["rows"]


def test_a_group_in_the_real_table_is_the_sum_of_its_members():
    """The OIC's known total in UNIFIL is that of its members, each by itself."""
    path = geopko()
    lines = deduplicate(read_contributions(open_table(path), path.name).value).table
    group = bundled_groups()["OIC"]
    whole = totals(select_lines(lines, mission="UNIFIL", group=group))
    for row in whole.to_dicts():
        members = group.members(date(int(row["period"]), 12, 31))
        single = [
            totals(
                select_lines(lines, mission="UNIFIL", nation=n).filter(
                    pl.col("period") == row["period"]
                )
            )["people"].sum()
            for n in members
        ]
        assert row["people"] == sum(single)
