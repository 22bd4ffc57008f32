"""Violations that reports count add up without a count of a day inside that of its week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.verify.test_same_event import GOOD, PACK, laid_out

from sulh.observe.records import Observation, Origin
from sulh.values import Count, Place, Span
from sulh.verify import tally

AT = datetime(2024, 1, 1, tzinfo=UTC)


def counted(first: int, days: int, best: int, **more: str) -> Observation:
    """So many violations in some days of March 2023."""
    start = datetime(2023, 3, first, 6, tzinfo=UTC)
    return Observation(
        origin=Origin(source=more.get("source", "OSCE"), ref="r", reliability=GOOD),
        span=Span(start, start + timedelta(days=days) - timedelta(microseconds=1)),
        place=Place(district=more.get("district", "Ouaka"), name=more.get("place", "A")),
        actor=more.get("actor", "not attributed"),
        item=more.get("item", "violation-reported"),
        count=Count(best, best, best),
    )


def sums(*reports: Observation) -> list[tuple[str, str, int, int, int]]:
    frame = tally(PACK, laid_out(*reports), at=AT).violations
    columns = ("source", "district", "reports", "low", "high")
    return [tuple(row) for row in frame.select(columns).rows()]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([counted(1, 1, 5), counted(2, 1, 7)], [("OSCE", "Ouaka", 2, 12, 12)]),
        ([counted(1, 7, 20), counted(2, 1, 7)], [("OSCE", "Ouaka", 2, 20, 20)]),
        ([counted(1, 1, 5), counted(1, 1, 5, place="B")], [("OSCE", "Ouaka", 2, 10, 10)]),
        (
            [counted(1, 1, 5), counted(1, 1, 5, source="UN")],
            [("OSCE", "Ouaka", 1, 5, 5), ("UN", "Ouaka", 1, 5, 5)],
        ),
        ([counted(1, 1, 5, item="weapon")], []),
    ],
    ids=["days", "a week and its day", "two places", "two sources", "another item"],
)
def test_what_reports_count(reports: list[Observation], expected: list[object]) -> None:
    """Counts of one source and place whose times overlap are not added."""
    assert sums(*reports) == expected


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.integers(1, 8), st.integers(0, 9), st.sampled_from("AB")),
        min_size=1,
        max_size=7,
    )
)
def test_against_a_plain_count(drawn: list[tuple[int, int, int, str]]) -> None:
    """Put together whatever overlaps, step by step, and add the greatest of each group."""
    groups: list[list[tuple[int, int, int, str]]] = [[each] for each in drawn]

    def overlap(one: tuple[int, int, int, str], other: tuple[int, int, int, str]) -> bool:
        is_same = one[3] == other[3]
        return is_same and one[0] < other[0] + other[1] and other[0] < one[0] + one[1]

    while pair := next(
        (
            (one, other)
            for one, other in combinations(groups, 2)
            if any(overlap(a, b) for a in one for b in other)
        ),
        None,
    ):
        groups.remove(pair[1])
        pair[0].extend(pair[1])
    expected = sum(max(each[2] for each in group) for group in groups)
    ((_, _, reports, low, high),) = sums(*(counted(f, d, b, place=p) for f, d, b, p in drawn))
    assert (reports, low, high) == (len(drawn), expected, expected)


def test_no_violation_is_an_act() -> None:
    """Nothing is judged from a count."""
    result = tally(PACK, laid_out(counted(1, 1, 5, actor="UPC")), at=AT)
    assert result.frame.is_empty()
    assert result.as_json()["violations_reported"][0]["name"] == "UPC"
