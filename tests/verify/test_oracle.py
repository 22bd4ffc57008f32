"""The oracle itself, on cases worked out by hand: every kind, every reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import shapely
from tests.verify.oracle import verify
from tests.verify.oracle_resolve import distance_to_border_m
from tests.verify.small_mission import (
    IN_A,
    IN_B,
    JANUARY,
    MICROSECOND,
    act,
    bounds,
    box,
    count,
    days,
    findings,
    judge,
    notice,
    obligation,
    request,
    said,
    small_pack,
    utc,
    visit,
    waiver,
    watch,
)

from sulh.mission.provisions import (
    Ceasefire,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    WithdrawBy,
    Within,
)
from sulh.values import Count, Place, Span

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.provisions import Provision
    from sulh.observe.records import Incident, Inspection, Report, Request

TEN_TANKS = Limit(item="tank", at_most=10)
NO_FIRE = Ceasefire(acts=("fire",))

# ------------------------------------------------------------------ limit


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
            (5, 2),
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
        pytest.param([waiver(lifts=True)], 99, "met waived", (None, None), id="lifted"),
        pytest.param(
            [waiver(lifts=True, start=utc(1, 5), until=utc(1, 20))],
            99,
            "met within-limit",
            (None, None),
            id="lifted at the time of the count",
        ),
        pytest.param(
            [waiver(lifts=True, parties=("Q",))],
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


# ------------------------------------------------------------------ withdraw-by


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


# ------------------------------------------------------------------ ceasefire


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([act()], "breached act", (1, None), id="an act"),
        pytest.param([act(), watch()], "breached act", (1, 1), id="an act, all watched"),
        pytest.param([watch()], "met no-act", (0, 0), id="all watched, nothing happened"),
        pytest.param(
            [watch(days(1, 30))], "undetermined no-report", (0, None), id="a day not watched"
        ),
        pytest.param(
            [watch(days(1, 15)), watch(days(16, 31))], "met no-act", (0, 0), id="watched in turns"
        ),
        pytest.param(
            [watch(Span(utc(1, 1), utc(1, 15))), watch(days(15, 31))],
            "met no-act",
            (0, 0),
            id="turns that overlap by an instant",
        ),
        pytest.param(
            [watch(days(1, 15)), watch(Span(utc(1, 16) + MICROSECOND, JANUARY.end))],
            "undetermined no-report",
            (0, None),
            id="a microsecond not watched",
        ),
        pytest.param(
            [watch(complete=False)], "undetermined no-report", (0, None), id="only deadly acts"
        ),
        pytest.param([watch(marks="F6")], "undetermined no-report", (0, None), id="weak watch"),
        pytest.param(
            [watch(subjects=("crossing",))], "undetermined no-report", (0, None), id="other acts"
        ),
        pytest.param(
            [watch(place=Place(zone="inner"))], "undetermined no-report", (0, None), id="a part"
        ),
        pytest.param([watch(place=Place(district="Land"))], "met no-act", (0, 0), id="the whole"),
        pytest.param([watch(place=Place())], "met no-act", (0, 0), id="everywhere"),
        pytest.param(
            [watch(place=Place(country="Atlantis"))],
            "undetermined no-report",
            (0, None),
            id="nobody knows where",
        ),
        pytest.param(
            [watch(place=Place(zone="Atlantis", country="land"))],
            "undetermined no-report",
            (0, None),
            id="an unknown part of the whole",
        ),
        pytest.param(
            [act(act="crossing"), watch()], "met no-act", (0, 0), id="another kind of act"
        ),
        pytest.param(
            [act(act="hostile-act"), watch()], "met no-act", (0, 0), id="a wider kind of act"
        ),
        pytest.param([act(a="Party Q"), watch()], "met no-act", (0, 0), id="another's act"),
        pytest.param([act(a="Stranger"), watch()], "met no-act", (0, 0), id="an outsider's act"),
        pytest.param([act(a="Nobody knows"), watch()], "met no-act", (0, 0), id="no party's act"),
        pytest.param([act(a="P"), watch()], "met no-act", (0, 0), id="an id is not a name"),
        pytest.param(
            [act(a="Party Q", b="Party P")], "breached act", (1, None), id="whoever takes part"
        ),
        pytest.param(
            [act(a="Stranger;Party P"), watch()], "breached act", (1, 1), id="a joint act"
        ),
        pytest.param([act(place=IN_B), watch()], "met no-act", (0, 0), id="in the next zone"),
        pytest.param(
            [act(marks="B4"), watch()],
            "undetermined weak-source",
            (0, 1),
            id="weak, all watched",
        ),
        pytest.param([act(a="Union")], "undetermined coalition", (0, None), id="coalition"),
        pytest.param(
            [act(a="Union", span=days(1, 1, 2)), watch()],
            "met no-act",
            (0, 0),
            id="a coalition that P has left",
        ),
        pytest.param(
            [act(place=Place(lon=11.0, lat=0.5, accuracy_m=0))],
            "undetermined near-border",
            (0, None),
            id="on the border",
        ),
        pytest.param(
            [act(place=Place(zone="land"))],
            "undetermined vague-place",
            (0, None),
            id="somewhere in the land",
        ),
        pytest.param(
            [act(place=Place(district="inner"))], "breached act", (1, None), id="in a part"
        ),
        pytest.param(
            [act(place=Place())], "undetermined vague-place", (0, None), id="no place at all"
        ),
        pytest.param(
            [act(place=Place(zone="Atlantis", country="b")), watch()],
            "met no-act",
            (0, 0),
            id="an unknown town of another zone",
        ),
        pytest.param(
            [act(span=Span(utc(1, 31, 23), utc(2, 1)))],
            "undetermined vague-date",
            (0, None),
            id="straddles the month",
        ),
        pytest.param(
            [act(span=Span(JANUARY.end, JANUARY.end))], "breached act", (1, None), id="last instant"
        ),
        pytest.param(
            [act(a="Union", marks="F6", place=Place())],
            "undetermined coalition vague-place weak-source",
            (0, None),
            id="many doubts",
        ),
        pytest.param(
            [act(), act(ref="s", marks="F6"), watch()],
            "breached act",
            (1, 2),
            id="one for certain, one perhaps",
        ),
    ],
)
def test_no_fire_by_p_in_zone_a(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """No fire by P in zone a, whoever began."""
    judgement = judge(NO_FIRE, *reports)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 0, 0)


@pytest.mark.parametrize(
    ("incident", "verdict"),
    [
        (act(b="Party Q", initiator="a"), "breached act"),
        (act(b="Party Q", initiator="b"), "met no-act"),
        (act(b="Party Q"), "undetermined initiator-unknown"),
        (act(a="Party Q", b="Party P"), "undetermined initiator-unknown"),
        (act(a="Party Q", b="Party P", initiator="b"), "breached act"),
        (act(), "breached act"),
        (act(b="Civilians"), "breached act"),
        (act(b="Civilians;Party Q"), "undetermined initiator-unknown"),
        (act(a="Civilians", b="Party P"), "undetermined initiator-unknown"),
        (act(a="", b="Party P"), "undetermined initiator-unknown"),
        (
            act(a="Militia", b="Party Q", marks="F6"),
            "undetermined coalition initiator-unknown weak-source",
        ),
    ],
)
def test_only_the_initiator_breaches(incident: Incident, verdict: str) -> None:
    """By initiator: the side that began; one-sided acts were begun by side a."""
    terms = Ceasefire(acts=("fire",), attribution="initiator")
    assert said(judge(terms, incident, watch())) == verdict


@pytest.mark.parametrize(
    ("opponent", "verdict"),
    [
        ("Party Q", "breached act"),
        ("Mission", "breached act"),
        ("Civilians", "breached act"),
        ("Union", "breached act"),
        ("Militia", "breached act"),
        ("Mixed Union", "met no-act"),
        ("Stranger", "met no-act"),
        ("Stranger;Party Q", "breached act"),
        ("somebody", "met no-act"),
        ("", "met no-act"),
    ],
)
def test_only_acts_against_the_protected_count(opponent: str, verdict: str) -> None:
    """Against parties: somebody protected stands on the other side."""
    terms = Ceasefire(acts=("fire",), against="parties")
    assert said(judge(terms, act(b=opponent), watch())) == verdict


def test_a_name_that_changes_hands_is_possibly_protected() -> None:
    """The front of 14 or 15 January is P or Q, each only perhaps; P may have fought itself."""
    terms = Ceasefire(acts=("fire",), against="parties")
    doubtful = act(a="Party P", b="The front", span=days(14, 15))
    assert said(judge(terms, doubtful, watch())) == "undetermined coalition opponent-unknown"


def test_the_greatest_participation_counts() -> None:
    """P by its own name and through the coalition: its own name decides."""
    assert said(judge(NO_FIRE, act(a="Union;Party P"))) == "breached act"


@pytest.mark.parametrize(
    ("lifted", "verdict"),
    [
        (waiver(lifts=True, start=utc(1, 10), until=utc(1, 11)), "met no-act"),
        (waiver(lifts=True, start=utc(1, 11)), "breached act"),
        (waiver(lifts=True), "met waived"),
        (waiver(adds=Count(5, 5)), "breached act"),
        (
            waiver(lifts=True, zones=("inner",), start=utc(1, 2)),
            "undetermined waiver-unclear",
        ),
    ],
)
def test_lifted_acts_do_not_count(lifted: Provision, verdict: str) -> None:
    """An act under a lift is none; under a possible lift it is possible."""
    assert said(judge(NO_FIRE, act(), watch(), waivers=(lifted,))) == verdict


def test_a_lift_within_the_span_of_an_act_is_unclear() -> None:
    """The act may have happened before or after the lift began."""
    lifted = waiver(lifts=True, start=utc(1, 10, 12))
    judgement = judge(NO_FIRE, act(span=days(10, 10)), watch(), waivers=(lifted,))
    assert said(judgement) == "undetermined waiver-unclear"
    assert bounds(judgement) == (0, 1, 0, 0)


def test_everywhere_needs_a_watch_of_everywhere() -> None:
    """A provision that names no zone is met only when the watch names none either."""
    everywhere = {"zones": ()}
    assert said(judge(NO_FIRE, watch(), **everywhere)) == "undetermined no-report"
    assert said(judge(NO_FIRE, watch(place=Place()), **everywhere)) == "met no-act"
    assert said(judge(NO_FIRE, act(place=Place()), **everywhere)) == "breached act"
    point = Place(lon=10.5, lat=0.5, accuracy_m=1)
    assert said(judge(NO_FIRE, watch(place=point), **everywhere)) == "undetermined no-report"


def test_a_zoned_lift_is_only_possible_for_everywhere() -> None:
    """An exception for zone a leaves an act everywhere possible, not certain."""
    judgement = judge(NO_FIRE, act(), waivers=(waiver(lifts=True, zones=("a",)),), zones=())
    assert said(judgement) == "undetermined waiver-unclear"


def test_the_time_in_force_is_a_doubt_of_its_own() -> None:
    """In force from noon: an act of that day is possible; an act before it is none."""
    in_force = {"in_force_from": utc(1, 10, 12)}
    assert said(judge(NO_FIRE, act(span=days(10, 10)), **in_force)) == "undetermined vague-date"
    assert said(judge(NO_FIRE, act(span=days(9, 9)), watch(), **in_force)) == "met no-act"
    until = {"in_force_until": utc(1, 10, 12)}
    assert said(judge(NO_FIRE, act(), watch(), **until)) == "met no-act"


# ------------------------------------------------------------------ prohibit, respect-line


def test_prohibit_takes_the_worse_limb() -> None:
    """No weapons but old tanks, and no fire."""
    terms = Prohibit(item="weapon", except_items=("old-tank",), acts=("fire",))
    assert said(judge(terms, visit(), watch())) == "met no-act within-limit"
    assert said(judge(terms, watch())) == "undetermined no-complete-count"
    assert said(judge(terms, visit())) == "undetermined no-report"
    assert said(judge(terms, count(1))) == "breached over-limit"
    both = judge(terms, count(2), act(), watch())
    assert said(both) == "breached act over-limit"
    assert bounds(both) == (2, None, 0, 0)
    fired = judge(terms, visit(), act(), watch())
    assert said(fired) == "breached act"
    assert bounds(fired) == (1, 1, 0, 0)
    excepted = judge(terms, visit(), count(3, inspection="visit", item="old-tank"), watch())
    assert said(excepted) == "met no-act within-limit"


def test_prohibit_of_acts_alone_counts_nothing() -> None:
    """Without an item there is no presence limb."""
    assert said(judge(Prohibit(item=None, acts=("fire",)), watch())) == "met no-act"


def test_prohibit_of_things_alone_asks_for_no_watch() -> None:
    """Without acts there is no act limb."""
    assert said(judge(Prohibit(item="tank"), visit())) == "met within-limit"


def test_exceptions_add_to_nothing() -> None:
    """A limit of zero is raised like any other."""
    terms = Prohibit(item="tank")
    judgement = judge(
        terms, visit(), count(2, inspection="visit"), waivers=(waiver(adds=Count(2, 2)),)
    )
    assert said(judgement) == "met within-limit"
    assert bounds(judgement) == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("lon", "verdict"),
    [
        (11.0, "undetermined near-border"),
        (11.017, "undetermined near-border"),  # 1,892 m beyond: the line is drawn to 2,000 m
        (11.019, "breached act"),  # 2,115 m
    ],
)
def test_on_the_line_is_no_breach(lon: float, verdict: str) -> None:
    """Beyond the line counts its accuracy, greater than the zone's."""
    terms = RespectLine(line="line", item=None, acts=("fire",))
    incident = act(place=Place(lon=lon, lat=0.5, accuracy_m=0))
    assert said(judge(terms, incident, zones=("b",))) == verdict


# ------------------------------------------------------------------ periodic

TWICE = Periodic(duty="check", times_per_month=2)
DUTY_OF_M = {"parties": ("M",)}


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([visit("x"), visit("y")], "met done", (2, 2), id="twice"),
        pytest.param([visit(), watch()], "breached missed", (1, 1), id="once"),
        pytest.param([watch()], "breached missed", (0, 0), id="never"),
        pytest.param([visit()], "undetermined register-incomplete", (1, 1), id="no register"),
        pytest.param(
            [visit(), watch(days(2, 31))],
            "undetermined register-incomplete",
            (1, 1),
            id="a register with a hole",
        ),
        pytest.param(
            [visit("x"), visit("y", marks="F6"), watch()],
            "undetermined weak-source",
            (1, 2),
            id="one is only told of",
        ),
        pytest.param(
            [visit("x"), visit("y", place=Place()), watch()],
            "undetermined vague-place",
            (1, 2),
            id="one was nobody says where",
        ),
        pytest.param(
            [visit("x"), visit("y", place=Place(zone="land")), watch()],
            "met done",
            (2, 2),
            id="a visit to the whole is one to the part",
        ),
        pytest.param(
            [visit("x"), visit("y", place=Place(zone="inner")), watch()],
            "met done",
            (2, 2),
            id="a visit to a part of the zone is in the zone",
        ),
        pytest.param(
            [visit("x"), visit("y", place=IN_B), watch()],
            "breached missed",
            (1, 1),
            id="one was next door",
        ),
        pytest.param(
            [visit("x"), visit("y", span=Span(utc(1, 31), utc(2, 2))), watch()],
            "undetermined vague-date",
            (1, 2),
            id="one straddles the month",
        ),
        pytest.param(
            [visit("x"), visit("y", duty="patrol"), watch()],
            "breached missed",
            (1, 1),
            id="another duty",
        ),
        pytest.param(
            [visit("x"), visit("y", inspector="Party P"), watch()],
            "breached missed",
            (1, 1),
            id="another's visit",
        ),
        pytest.param(
            [visit("x"), visit("y", complete=False)], "met done", (2, 2), id="complete or not"
        ),
    ],
)
def test_twice_a_month(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """The mission checks zone a twice a month."""
    judgement = judge(TWICE, *reports, **DUTY_OF_M)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 2, 2)


def test_a_month_that_is_not_over_is_pending() -> None:
    """On 20 January nobody is late yet; on 1 February somebody is."""
    reports = [visit(), watch(span=days(1, 31))]
    early = judge(TWICE, *reports, at=utc(1, 20), **DUTY_OF_M)
    assert said(early) == "undetermined pending"
    assert said(judge(TWICE, *reports, at=utc(2, 1), **DUTY_OF_M)) == "breached missed"


def test_a_month_partly_in_force_breaches_nothing() -> None:
    """A duty that began on 2 January owes nothing certain for January."""
    judgement = judge(TWICE, visit(), watch(), in_force_from=utc(1, 2), **DUTY_OF_M)
    assert said(judgement) == "undetermined vague-date"


@pytest.mark.parametrize(
    ("start", "verdict"),
    [(utc(1, 1), "met waived"), (utc(1, 2), "undetermined waiver-unclear")],
)
def test_lifted_duty(start: datetime, verdict: str) -> None:
    """A lift of the whole month meets it; of a part, leaves it open."""
    lifted = (waiver(lifts=True, start=start),)
    assert said(judge(TWICE, watch(), waivers=lifted, **DUTY_OF_M)) == verdict


TEN_DAYS = Periodic(duty="check", every_days=10)


def noon(day: int, **changes: Any) -> Inspection:
    return visit(f"v{day}", span=Span(utc(1, day, 12), utc(1, day, 12)), **changes)


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([noon(9), noon(19), noon(29)], "met done", (3, 3), id="each ten days"),
        pytest.param(
            [noon(9), noon(20), noon(29), watch()],
            "breached missed",
            (3, 3),
            id="a day late",
        ),
        pytest.param(
            [noon(9), noon(20), noon(29)],
            "undetermined register-incomplete",
            (3, 3),
            id="a day late, says no register",
        ),
        pytest.param(
            [noon(9), noon(19, marks="F6"), noon(29), watch()],
            "undetermined weak-source",
            (2, 3),
            id="one weak",
        ),
        pytest.param(
            [visit("v1", span=days(9, 9)), visit("v2", span=days(19, 19)), noon(29), watch()],
            "undetermined vague-date",
            (3, 3),
            id="days, not hours: perhaps a day late",
        ),
        pytest.param(
            [noon(9), noon(20), noon(29), watch(days(10, 31))],
            "breached missed",
            (3, 3),
            id="register of ten days up to one late moment",
        ),
        pytest.param(
            [noon(9), noon(20), noon(29), watch(days(11, 31))],
            "undetermined register-incomplete",
            (3, 3),
            id="register of less than ten days",
        ),
    ],
)
def test_every_ten_days(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """Nothing is owed before 11 January; then each moment needs a visit in the ten days before."""
    judgement = judge(TEN_DAYS, *reports, **DUTY_OF_M)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 1, 1)


def test_days_that_are_not_owed_yet() -> None:
    """Judged on 11 January at midnight, the ten days are not over."""
    assert said(judge(TEN_DAYS, watch(), at=utc(1, 11), **DUTY_OF_M)) == "met done"
    late = judge(TEN_DAYS, watch(), at=utc(1, 11) + MICROSECOND, **DUTY_OF_M)
    assert said(late) == "breached missed"


def test_lifted_days() -> None:
    """A lift that touches the month keeps a late visit from being a breach."""
    lifted = (waiver(lifts=True, start=utc(1, 5), until=utc(1, 6)),)
    assert said(judge(TEN_DAYS, watch(), waivers=lifted, **DUTY_OF_M)) == (
        "undetermined waiver-unclear"
    )


# ------------------------------------------------------------------ notify-before

NOTICE = NotifyBefore(acts=("fire",), hours=24)
IN_TIME = Span(utc(1, 9, 12), utc(1, 9, 12))
LATE = Span(utc(1, 9, 12) + MICROSECOND, utc(1, 9, 13))


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([notice(IN_TIME)], "met done", (1, 1), id="24 hours before"),
        pytest.param([notice(LATE), watch()], "breached missed", (0, 0), id="a moment late"),
        pytest.param(
            [notice(LATE)], "undetermined register-incomplete", (0, 0), id="late, no register"
        ),
        pytest.param([watch()], "breached missed", (0, 0), id="never"),
        pytest.param(
            [watch(Span(utc(1, 9, 12), utc(1, 10, 12) - MICROSECOND))],
            "breached missed",
            (0, 0),
            id="a register of just the 24 hours",
        ),
        pytest.param(
            [watch(Span(utc(1, 9, 13), utc(1, 10, 12)))],
            "undetermined register-incomplete",
            (0, 0),
            id="a register of 23 hours",
        ),
        pytest.param(
            [notice(days(9, 9)), watch()], "undetermined vague-date", (0, 1), id="that day"
        ),
        pytest.param(
            [notice(IN_TIME, marks="F6"), watch()],
            "undetermined weak-source",
            (0, 1),
            id="weak notice",
        ),
        pytest.param(
            [notice(IN_TIME, actor="Union"), watch()],
            "undetermined coalition",
            (0, 1),
            id="the coalition's notice",
        ),
        pytest.param(
            [notice(IN_TIME, actor="Party Q"), watch()], "breached missed", (0, 0), id="another's"
        ),
        pytest.param([notice(IN_TIME, act="hostile-act")], "met done", (1, 1), id="wider act"),
        pytest.param(
            [notice(IN_TIME, act="crossing"), watch()], "breached missed", (0, 0), id="other act"
        ),
        pytest.param(
            [notice(IN_TIME, place=Place(zone="land"))], "met done", (1, 1), id="wider zone"
        ),
        pytest.param(
            [notice(IN_TIME, place=Place(zone="b")), watch()],
            "breached missed",
            (0, 0),
            id="other zone",
        ),
        pytest.param(
            [notice(IN_TIME, place=Place(zone="Atlantis")), watch()],
            "undetermined vague-place",
            (0, 1),
            id="unknown zone",
        ),
        pytest.param(
            [notice(IN_TIME, activity=days(11, 11)), watch()],
            "breached missed",
            (0, 0),
            id="of another day",
        ),
    ],
)
def test_notice_of_a_day(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """P gives 24 hours' notice of fire in zone a; it fired on 10 January at noon."""
    judgement = judge(NOTICE, act(), *reports)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 1, 1)


@pytest.mark.parametrize(
    ("incident", "verdict"),
    [
        (act(marks="F6"), "undetermined weak-source"),
        (act(a="Union"), "undetermined coalition"),
        (act(place=Place(zone="land")), "undetermined vague-place"),
        (act(b="Party Q", initiator="b"), "breached missed"),
    ],
)
def test_no_notice_of_a_doubtful_act(incident: Incident, verdict: str) -> None:
    """What keeps an act from being certain keeps its missing notice from being a breach."""
    assert said(judge(NOTICE, incident, watch())) == verdict


@pytest.mark.parametrize(
    ("lifted", "verdict"),
    [
        (waiver(lifts=True), "met waived"),
        (waiver(lifts=True, zones=("inner",)), "undetermined waiver-unclear"),
    ],
)
def test_no_notice_needed(lifted: Provision, verdict: str) -> None:
    """An exception takes the duty away; a possible one, possibly."""
    assert said(judge(NOTICE, act(), watch(), waivers=(lifted,))) == verdict


def test_one_finding_for_each_act() -> None:
    """Acts by others, elsewhere, of other kinds or not in force ask for no notice."""
    reports = [
        act(),
        act(a="Party Q"),
        act(place=IN_B),
        act(act="crossing"),
        act(span=Span(utc(2, 1), utc(2, 1))),
        act(span=Span(utc(3, 1), utc(3, 1))),
    ]
    found = findings(NOTICE, *reports, in_force_until=utc(2, 28))
    assert [(key.month, int(key.ref, 16)) for key in found] == [("2024-01", 0), ("2024-02", 4)]


# ------------------------------------------------------------------ within

ANSWER = Within(request="check", duty="check", hours=48)


def answer(day: int, hour: int, **changes: Any) -> Inspection:
    span = Span(utc(1, day, hour), utc(1, day, hour))
    return visit("answer", **({"span": span, "answers": "ask"} | changes))


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([answer(12, 12)], "met done", (1, 1), id="48 hours"),
        pytest.param([answer(12, 13), watch()], "breached missed", (0, 0), id="49 hours"),
        pytest.param(
            [answer(12, 13)], "undetermined register-incomplete", (0, 0), id="49 hours, no register"
        ),
        pytest.param([watch(days(10, 12))], "breached missed", (0, 0), id="never"),
        pytest.param(
            [watch(Span(utc(1, 10, 12), utc(1, 12, 12) - MICROSECOND))],
            "undetermined register-incomplete",
            (0, 0),
            id="a register that ends a moment early",
        ),
        pytest.param([answer(12, 12, source="post")], "met done", (1, 1), id="of another source"),
        pytest.param(
            [answer(12, 13), answer(11, 0, source="post"), watch()],
            "breached missed",
            (0, 0),
            id="the request's own source goes first",
        ),
        pytest.param(
            [answer(12, 12, marks="F6"), watch()], "undetermined weak-source", (0, 1), id="weak"
        ),
        pytest.param(
            [answer(12, 12, span=days(12, 12)), watch()],
            "undetermined vague-date",
            (0, 1),
            id="that day",
        ),
        pytest.param(
            [answer(12, 12, answers="other"), watch()], "breached missed", (0, 0), id="of another"
        ),
        pytest.param(
            [answer(12, 12, inspector="Party Q"), watch()], "breached missed", (0, 0), id="by Q"
        ),
    ],
)
def test_answer_within_48_hours(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """The mission checks zone a within 48 hours of a request; one came on 10 January at noon."""
    judgement = judge(ANSWER, request(), *reports, **DUTY_OF_M)
    assert said(judgement) == verdict
    assert bounds(judgement) == (*measured, 1, 1)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (request(marks="F6"), "undetermined weak-source"),
        (request(place=Place(zone="land")), "undetermined vague-place"),
        (request(place=Place()), "undetermined vague-place"),
    ],
)
def test_a_doubtful_request(asked: Request, verdict: str) -> None:
    """A request that is weak, or perhaps for another zone, is no ground for a breach."""
    assert said(judge(ANSWER, asked, watch(), **DUTY_OF_M)) == verdict


def test_an_answer_not_yet_due_is_pending() -> None:
    """At noon two days later it is just not late."""
    assert said(judge(ANSWER, request(), watch(), at=utc(1, 12, 12), **DUTY_OF_M)) == (
        "undetermined pending"
    )
    at = utc(1, 12, 12) + MICROSECOND
    assert said(judge(ANSWER, request(), watch(), at=at, **DUTY_OF_M)) == "breached missed"


@pytest.mark.parametrize(
    ("lifted", "verdict"),
    [
        (waiver(lifts=True), "met waived"),
        (waiver(lifts=True, zones=("inner",)), "undetermined waiver-unclear"),
    ],
)
def test_no_answer_needed(lifted: Provision, verdict: str) -> None:
    """An exception takes the duty away; a possible one, possibly."""
    judgement = judge(ANSWER, request(), watch(), waivers=(lifted,), **DUTY_OF_M)
    assert said(judgement) == verdict


def test_requests_of_other_kinds_zones_and_times_find_nothing() -> None:
    """One finding for each request of the kind, for the zone, in force, before `at`."""
    reports = [
        request(request="other"),
        request(place=Place(zone="b")),
        request(span=Span(utc(1, 1) - timedelta(days=1), utc(1, 1))),
        request(span=Span(utc(6, 1), utc(6, 1))),
    ]
    assert findings(ANSWER, *reports, **DUTY_OF_M) == {}


# ------------------------------------------------------------------ months, at, since


def test_months_run_from_the_first_report_to_the_last() -> None:
    """From the month of the earliest start to that of the latest end, whatever they report."""
    reports = [request(span=Span(utc(2, 10), utc(2, 10))), act(span=Span(utc(4, 1), utc(5, 1)))]
    months = [key.month for key in findings(NO_FIRE, *reports)]
    assert months == ["2024-02", "2024-03", "2024-04", "2024-05"]
    assert findings(NO_FIRE) == {}


def test_at_leaves_out_what_starts_later() -> None:
    """On 10 January at noon the act of that moment is known; a microsecond before, not."""
    noon = utc(1, 10, 12)
    early = judge(NO_FIRE, watch(), act(), at=noon - MICROSECOND)
    assert said(early) == "met no-act"
    assert said(judge(NO_FIRE, watch(), act(), at=noon + MICROSECOND)) == "breached act"
    # At noon itself the report stays, but of the month only the part before noon counts.
    assert said(judge(NO_FIRE, watch(), act(), at=noon)) == "met no-act"


def test_an_act_that_may_come_after_at_is_possible() -> None:
    """A span that straddles `at` is a doubt."""
    judgement = judge(NO_FIRE, act(span=days(10, 10)), at=utc(1, 10, 12))
    assert said(judgement) == "undetermined vague-date"


def test_since_leaves_out_the_months_that_end_before() -> None:
    """Since 1 February: January, which ends then, is left out."""
    reports = [watch(), act(span=days(10, 10, 2))]
    assert [key.month for key in findings(NO_FIRE, *reports, since=utc(2, 1))] == ["2024-02"]
    assert len(findings(NO_FIRE, *reports, since=utc(2, 1) - MICROSECOND)) == 2
    acts = [act(), act(span=days(10, 10, 2))]
    assert [key.month for key in findings(NOTICE, *acts, since=utc(2, 1))] == ["2024-02"]


def test_months_are_those_of_the_pack() -> None:
    """Cairo's October 2024 ends at 22:00 UTC: its last hour came twice."""
    pack = replace(small_pack(obligation(NO_FIRE)), timezone=ZoneInfo("Africa/Cairo"))
    end = utc(10, 31, 22)
    for moment, month in ((end - MICROSECOND, "2024-10"), (end, "2024-11")):
        found = verify(pack, [("0", act(span=Span(moment, moment)))], at=utc(12, 1))
        assert {key.month: said(j) for key, j in found.items()} == {month: "breached act"}


# ------------------------------------------------------------------ distances


@pytest.mark.parametrize(
    ("lon", "lat", "metres"),
    [
        (10.01, 0.5, 1113.16),  # 0.01 degree of the parallel 0.5 N
        (10.5, 0.01, 1105.74),  # 0.01 degree of the meridian at the equator
        (9.99, 0.5, 1113.16),  # outside
        (10.5, 1.0, 0.0),
        (10.0, 0.0, 0.0),
        (9.99, -0.01, 1569.03),  # beyond the corner: by Pythagoras
    ],
)
def test_distance_to_the_border(lon: float, lat: float, metres: float) -> None:
    """Worked out from the radii of WGS 84 at the equator."""
    assert distance_to_border_m(box(10, 0, 11, 1), lon, lat) == pytest.approx(metres, abs=0.05)


def test_a_long_border_is_straight_in_degrees() -> None:
    """Halfway along a border of 20 degrees on the parallel 60 N, a point on it is on it."""
    north = shapely.box(0, 60, 20, 65)
    assert distance_to_border_m(north, 10.0, 60.0) == 0.0
    # 0.001 degree north of it: 111.4 m, though a great circle would pass 60 km away.
    assert distance_to_border_m(north, 10.0, 60.001) == pytest.approx(111.41, abs=0.05)


def test_inside_is_beyond_both_accuracies() -> None:
    """The nearest border decides, also of a hole and across the antimeridian."""
    ring = shapely.Polygon(box(0, 0, 2, 2).exterior, [box(0.9, 0.9, 1.1, 1.1).exterior])
    assert distance_to_border_m(ring, 1.0, 1.0) == pytest.approx(11_057.5, rel=0.002)
    east = box(179, 0, 180, 1)
    assert distance_to_border_m(east, -179.99, 0.5) == pytest.approx(1113.16, abs=0.05)
    assert IN_A.accuracy_m == 10
