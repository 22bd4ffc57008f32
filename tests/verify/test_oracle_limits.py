"""The oracle's limits and withdrawals, on cases worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.verify.small_mission import (
    IN_B,
    bounds,
    count,
    days,
    findings,
    judge,
    said,
    utc,
    visit,
    waiver,
    watch,
)

from sulh.mission.provisions import Limit, WithdrawBy
from sulh.values import Count, Place, Span

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.observe.records import Report

TEN_TANKS = Limit(item="tank", at_most=10)


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([count(11)], "breached over-limit", (11, None), id="certainly more"),
        pytest.param([count(10)], "undetermined no-complete-count", (10, None), id="part only"),
        pytest.param(
            [visit(), count(10, inspection="visit")], "met within-limit", (10, 10), id="all counted"
        ),
        pytest.param([visit()], "met within-limit", (0, 0), id="all seen, nothing there"),
        pytest.param(
            [visit(), count(6, inspection="visit"), count(5, inspection="visit", ref="s")],
            "breached over-limit",
            (11, 11),
            id="rows of one inspection add up",
        ),
        pytest.param(
            [visit(), count(6, inspection="visit"), count(6, inspection="visit", ref="s")],
            "undetermined partial-alleges same-row",
            (6, 12),
            id="two rows of one inspection that say the same may be one",
        ),
        pytest.param(
            [count(6), count(5, ref="s")],
            "undetermined no-complete-count",
            (6, None),
            id="two single counts do not add up",
        ),
        pytest.param(
            [visit(), count(8, 12, inspection="visit")],
            "undetermined count-straddles",
            (8, 12),
            id="bounds hold the limit",
        ),
        pytest.param(
            [visit(), count(8, None, inspection="visit")],
            "undetermined count-straddles",
            (8, None),
            id="no upper bound",
        ),
        pytest.param(
            [count(11, marks="D2")],
            "undetermined partial-alleges weak-source",
            (0, None),
            id="weak source",
        ),
        pytest.param(
            [count(11, marks="F1")],
            "undetermined partial-alleges weak-source",
            (0, None),
            id="F is never strong",
        ),
        pytest.param(
            [count(11, actor="Union")],
            "undetermined coalition partial-alleges",
            (0, None),
            id="coalition",
        ),
        pytest.param(
            [count(11, actor=" MILITIA ")],
            "undetermined coalition partial-alleges",
            (0, None),
            id="a name that two parties bear",
        ),
        pytest.param(
            [count(11, actor="The front", span=days(14, 14))],
            "breached over-limit",
            (11, None),
            id="an alias in its time",
        ),
        pytest.param(
            [count(11, actor="The front", span=days(15, 15))],
            "undetermined no-complete-count",
            (0, None),
            id="an alias after its time",
        ),
        pytest.param(
            [count(11, actor="The front", span=days(14, 15))],
            "undetermined coalition partial-alleges",
            (0, None),
            id="an alias that changes hands within the span",
        ),
        pytest.param(
            [count(11, place=Place(lon=10.5, lat=0.001, accuracy_m=11))],
            "undetermined near-border partial-alleges",
            (0, None),
            id="111 m from the border, accuracies of 11 m and 100 m",
        ),
        pytest.param(
            [count(11, place=Place(lon=10.5, lat=0.001, accuracy_m=10))],
            "breached over-limit",
            (11, None),
            id="110.57 m from the border, accuracies of 10 m and 100 m",
        ),
        pytest.param(
            [count(11, place=Place(lon=10.5, lat=0.5))],
            "undetermined partial-alleges vague-place",
            (0, None),
            id="a region's centre",
        ),
        pytest.param(
            [count(11, place=Place(zone="b", lon=10.5, lat=0.5, accuracy_m=1))],
            "undetermined partial-alleges vague-place",
            (0, None),
            id="coordinates and name contradict each other",
        ),
        pytest.param(
            [count(11, span=Span(utc(1, 31), utc(2, 1)))],
            "undetermined partial-alleges vague-date",
            (0, None),
            id="straddles the month",
        ),
        pytest.param(
            [visit(), count(2, inspection="visit"), count(5, ref="s")],
            "undetermined contradiction",
            (0, 2),
            id="all there were two, says one; five, says another",
        ),
        pytest.param(
            [visit(), count(2, inspection="visit"), count(5, ref="s", span=days(11, 11))],
            "met within-limit",
            (5, None),
            id="counts of different days exclude nothing",
        ),
        pytest.param(
            [visit(marks="F6"), count(2, inspection="visit")],
            "undetermined no-complete-count",
            (2, None),
            id="a weak inspection is not complete",
        ),
        pytest.param(
            [visit(complete=False), count(2, inspection="visit")],
            "undetermined no-complete-count",
            (2, None),
            id="an inspection that saw part",
        ),
        pytest.param(
            [visit(place=Place(zone="inner")), count(2, inspection="visit")],
            "undetermined no-complete-count",
            (2, None),
            id="all of a part of the zone",
        ),
        pytest.param(
            [visit(place=Place(zone="land")), count(2, inspection="visit")],
            "met within-limit",
            (2, 2),
            id="all of a wider zone",
        ),
        pytest.param(
            [count(4, complete=True, place=Place(zone="THE A ZONE"))],
            "met within-limit",
            (4, 4),
            id="a complete count with no inspection",
        ),
        pytest.param(
            [count(4, complete=True)],
            "undetermined no-complete-count",
            (4, None),
            id="complete, but of no zone by name",
        ),
        pytest.param(
            [visit(), count(3, inspection="visit", item="old-tank")],
            "met within-limit",
            (3, 3),
            id="a narrower kind counts",
        ),
        pytest.param(
            [visit(), count(13, inspection="visit", item="weapon")],
            "met within-limit",
            (0, 0),
            id="a wider kind does not",
        ),
        pytest.param(
            [visit(), count(3, inspection="visit", actor="Union")],
            "met within-limit",
            (0, 3),
            id="even if all the coalition's tanks are P's",
        ),
        pytest.param(
            [count(13, place=IN_B), visit()],
            "met within-limit",
            (0, 0),
            id="what stands in the next zone",
        ),
        pytest.param(
            [count(11, inspection="lost")],
            "breached over-limit",
            (11, None),
            id="rows of an inspection that never came are a part",
        ),
    ],
)
def test_limit_of_ten_tanks(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """At most ten tanks of P in zone a."""
    judgement = judge(TEN_TANKS, *reports)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 10, 10)


@pytest.mark.parametrize(
    ("waivers", "tanks", "verdict", "allowed"),
    [
        pytest.param([waiver(adds=Count(5, 5))], 15, "met within-limit", (15, 15), id="five more"),
        pytest.param([waiver(adds=Count(5, 5))], 16, "breached over-limit", (15, 15), id="not six"),
        pytest.param(
            [waiver(adds=Count(5, 5)), waiver(adds=Count(2, 2))],
            17,
            "met within-limit",
            (17, 17),
            id="overlapping exceptions add up",
        ),
        pytest.param(
            [waiver(at_most=14), waiver(at_most=12), waiver(adds=Count(2, 2))],
            16,
            "met within-limit",
            (16, 16),
            id="the highest ceiling, and more",
        ),
        pytest.param([waiver(at_most=3)], 10, "met within-limit", (10, 10), id="never lowered"),
        pytest.param(
            [waiver(adds=Count(3, 5))],
            14,
            "undetermined partial-alleges waiver-unclear",
            (13, 15),
            id="three to five more",
        ),
        pytest.param(
            [waiver(adds=Count(3, None))],
            99,
            "undetermined partial-alleges waiver-unclear",
            (13, None),
            id="nobody knows how many more",
        ),
        pytest.param(
            [waiver(adds=Count(5, 5), start=utc(1, 10, 12))],
            12,
            "undetermined partial-alleges waiver-unclear",
            (10, 15),
            id="begins within the day of the count",
        ),
        pytest.param(
            [waiver(adds=Count(5, 5), until=utc(1, 10))],
            12,
            "breached over-limit",
            (10, 10),
            id="ended before the count",
        ),
        pytest.param([waiver(suspends=True)], 99, "met waived", (None, None), id="lifted"),
        pytest.param(
            [waiver(suspends=True, start=utc(1, 5), until=utc(1, 20))],
            99,
            "met within-limit",
            (None, None),
            id="lifted at the time of the count",
        ),
        pytest.param(
            [waiver(suspends=True, parties=("Q",))],
            11,
            "breached over-limit",
            (10, 10),
            id="for the other party",
        ),
        pytest.param(
            [waiver(adds=Count(5, 5), zones=("b",))],
            11,
            "breached over-limit",
            (10, 10),
            id="in the other zone",
        ),
        pytest.param(
            [waiver(adds=Count(5, 5), zones=("land",))],
            15,
            "met within-limit",
            (15, 15),
            id="in a wider zone",
        ),
        pytest.param(
            [waiver(adds=Count(5, 5), zones=("inner",))],
            15,
            "undetermined partial-alleges waiver-unclear",
            (10, 15),
            id="in a part of the zone",
        ),
    ],
)
def test_limit_with_exceptions(
    waivers: list[Provision], tanks: int, verdict: str, allowed: tuple[int | None, ...]
) -> None:
    """At most ten tanks, or what the exceptions make of it; all were counted."""
    reports = [visit(), count(tanks, inspection="visit")]
    judgement = judge(TEN_TANKS, *reports, waivers=tuple(waivers))
    assert said(judgement) == verdict
    assert bounds(judgement) == (tanks, tanks, *allowed)


def test_limit_without_zone_is_breached_anywhere_but_never_counted_wholly() -> None:
    """Everywhere: a count over the limit breaches, a complete count of one zone does not meet."""
    everywhere = {"zones": ()}
    assert said(judge(TEN_TANKS, count(11, place=IN_B), **everywhere)) == "breached over-limit"
    wholly = [visit(), count(1, inspection="visit")]
    assert said(judge(TEN_TANKS, *wholly, **everywhere)) == "undetermined no-complete-count"


def test_contradiction_reaches_every_month_that_either_count_touches() -> None:
    """A count from 20 January to 10 February, contradicted on 25 January, decides no month."""
    long = Span(utc(1, 20), utc(2, 10))
    reports = [
        visit(span=long),
        count(1, inspection="visit", span=long),
        count(5, ref="s", span=days(25, 25)),
    ]
    for month in ("2024-01", "2024-02"):
        assert said(judge(TEN_TANKS, *reports, month=month)) == "undetermined contradiction"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(14, None), (15, "breached over-limit"), (16, "breached over-limit")],
)
def test_withdraw_by_the_fifteenth(day: int, verdict: str | None) -> None:
    """From the deadline on, one tank is too many; before it, nothing counts."""
    terms = WithdrawBy(item="tank", deadline=utc(1, 15))
    judgement = judge(terms, count(1, span=days(day, day)))
    assert said(judgement) == (verdict or "undetermined no-complete-count")
    assert bounds(judgement)[2:] == (0, 0)


def test_a_count_that_straddles_the_deadline_decides_nothing() -> None:
    """The date that straddles is the doubt."""
    terms = WithdrawBy(item="tank", deadline=utc(1, 15))
    judgement = judge(terms, count(1, span=days(14, 15)))
    assert said(judgement) == "undetermined partial-alleges vague-date"


def test_no_month_is_judged_before_the_deadline() -> None:
    """The months of a withdrawal begin with its deadline."""
    terms = WithdrawBy(item="tank", deadline=utc(2, 15))
    found = findings(terms, watch(days(1, 29, 2)), watch())
    assert [key.month for key in found] == ["2024-02"]


@pytest.mark.parametrize(
    ("reports", "at_most", "verdict"),
    [
        pytest.param([count(11, marks="A2")], 10, "undetermined one-count", id="one too many"),
        pytest.param([count(12, marks="A2")], 10, "breached over-limit", id="two too many"),
        pytest.param([count(105, marks="A2")], 100, "undetermined one-count", id="a twentieth"),
        pytest.param([count(106, marks="A2")], 100, "breached over-limit", id="more than that"),
        pytest.param([count(11)], 10, "breached over-limit", id="confirmed"),
        pytest.param([count(1, marks="A2")], 0, "breached over-limit", id="where none is allowed"),
        pytest.param(
            [count(11, marks="A2"), count(11, ref="s", marks="A2", span=days(20, 20))],
            10,
            "breached over-limit",
            id="counted twice",
        ),
        pytest.param(
            [visit(marks="A2"), count(11, inspection="visit")],
            10,
            "undetermined one-count",
            id="the inspection has the mark that counts",
        ),
        pytest.param(
            [visit(), count(11, inspection="visit", marks="A2")],
            10,
            "breached over-limit",
            id="an inspection that is confirmed",
        ),
    ],
)
def test_a_narrow_count_needs_a_second(reports: list[Report], at_most: int, verdict: str) -> None:
    """One count that is over by a twentieth or less, or by one, may be a miscount."""
    terms = Limit(item="tank", at_most=at_most)
    assert said(judge(terms, *reports, reports_at_least=None)) == verdict
    assert judge(terms, *reports, reports_at_least=1).verdict == "breached"
