"""A place that was geocoded twice counts once; one name far apart keeps both bounds."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.sustain import CONTRIBUTION_SCHEMA, contribution_summary, deduplicate, shares, totals
from sulh.sustain.contributions.same_places import one_spelling
from sulh.sustain.contributions.summary import ContributionQuery

FIRST, LAST = date(1995, 1, 1), date(1995, 12, 31)


def lines(*rows):
    """Return contributions: nation, mission, place, lon, lat, size (low, best, high)."""
    return pl.DataFrame(
        [
            (f"t:{i}.1", "Geo-PKO", n, n or "Atlantis", m, place, lon, lat, "troops", "", "1995", FIRST, LAST, *size)
            for i, (n, m, place, lon, lat, size) in enumerate(rows, 2)
        ],
        schema=CONTRIBUTION_SCHEMA,
        orient="row",
    )  # fmt: skip


@pytest.mark.parametrize("east", [0.0, 0.0017, 0.04])
def test_positions_within_the_stated_distance_are_one_place(east):
    """Byumba, 190 m apart: Nigeria has 650, not 1,300; the summary says that it is one place."""
    table = lines(
        ("NGA", "UNAMIR", "Byumba", 30.06, -1.57, (325, 650, 975)),
        ("NGA", "UNAMIR", "byumba ", 30.06 + east, -1.57, (325, 650, 975)),
        ("NGA", "UNAMIR", "Byumba", None, None, (325, 650, 975)),
    )
    distinct = deduplicate(table)
    (total,) = totals(distinct.table, ("contributor",)).to_dicts()
    assert (total["people"], total["low"], total["high"]) == (650, 325, 975)
    assert (distinct.repeats, distinct.conflicts.height) == (2, 0)
    assert distinct.places["is_one"].to_list() == ([True] if east else [])


def test_positions_far_apart_are_a_conflict_with_the_bounds_of_one_and_of_all():
    """Diffra at two positions 14 km apart: one place of 300, or two."""
    table = lines(
        ("ETH", "UNISFA", "Diffra", 28.0, 10.0, (150, 300, 450)),
        ("ETH", "UNISFA", "Diffra", 28.13, 10.0, (150, 300, 450)),
        ("ETH", "UNISFA", "Abyei", 28.4, 9.6, (50, 100, 150)),
    )
    distinct = deduplicate(table)
    assert distinct.places.select("place", "is_one").rows() == [("Diffra", False)]
    (conflict,) = distinct.conflicts.to_dicts()
    assert (conflict["low"], conflict["best"], conflict["high"]) == (150, None, 900)
    assert conflict["rows"] == ["t:2.1", "t:3.1"]


def test_steps_of_less_than_the_distance_join_a_chain_of_positions():
    """Three positions 4 km apart each are one place, though the ends are 8 km apart."""
    chain = [("NPL", "M", "Town", 10 + 0.036 * i, 0.0, (10, 10, 10)) for i in (0, 2, 1)]
    assert totals(deduplicate(lines(*chain)).table)["people"].to_list() == [10]


def test_a_mission_is_one_whatever_its_case_and_blanks():
    """Two spellings are one mission: rows that repeat each other count once."""
    table = lines(
        ("NPL", "MINUSMA", "", None, None, (50, 50, 50)),
        ("NPL", "Minusma  ", "", None, None, (50, 50, 50)),
        ("NPL", "M INUSMA", "", None, None, (50, 50, 50)),
    )
    assert totals(deduplicate(table).table, ("mission",)).select("mission", "people").rows() == [
        ("MINUSMA", 50)
    ]
    assert one_spelling(table, "mission")["mission"].n_unique() == 1


def test_rows_that_contradict_each_other_leave_two_contributors():
    """Nepal 50, Ghana 40 or 60: two contributors, and Nepal has 45.5 to 55.6 %."""
    table = lines(
        ("NPL", "M", "", None, None, (50, 50, 50)),
        ("GHA", "M", "", None, None, (40, 40, 40)),
        ("GHA", "M", "", None, None, (60, 60, 60)),
    )
    summary = contribution_summary(deduplicate(table), ContributionQuery())
    (whole,) = summary.concentration.to_dicts()
    assert whole["contributors"] == 2
    nepal = summary.contributors.filter(nation="NPL").to_dicts()[0]
    assert (round(nepal["share_low"], 3), round(nepal["share_high"], 3)) == (0.455, 0.556)
    assert nepal["share_low"] <= nepal["share"] <= nepal["share_high"]


SIZES = st.one_of(
    st.just((1, None, None)),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
        lambda s: (s[0], s[0] + s[1], s[0] + s[1] + s[2])
    ),
)
NEAR = st.sampled_from([(None, None), (10.0, 0.0), (10.01, 0.0), (11.0, 0.0)])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["NPL", "GHA", "IDN", ""]),
        st.sampled_from(["M", "m "]),
        st.sampled_from(["", "Town"]),
        NEAR,
        SIZES,
    ),
    min_size=1,
    max_size=12,
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(ROWS)
def test_every_point_estimate_lies_within_its_bounds(rows):
    """Whatever rows say: people, shares and totals; and nobody is lost among the contributors."""
    table = lines(*((n, m, place, *at, size) for n, m, place, at, size in rows))
    distinct = deduplicate(table)
    ranked = shares(totals(distinct.table, ("nation", "contributor"))).to_dicts()
    assert {each["nation"] for each in ranked} == {row[0] for row in rows}
    for each in ranked:
        assert each["low"] <= each["people"]
        assert each["high"] is None or each["people"] <= each["high"]
        assert 0 <= each["share_low"] <= each["share_high"] <= 1
        if each["share"] is not None:
            assert each["share_low"] - 1e-12 <= each["share"] <= each["share_high"] + 1e-12
        assert each["may_be_more"] == (bool(each["nation"]) and any(not row[0] for row in rows))
    counts = distinct.table["rows"].list.len().sum()
    assert counts == len(rows)
