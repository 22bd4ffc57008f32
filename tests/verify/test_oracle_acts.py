"""The oracle's ceasefires and prohibitions, on cases worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.verify.small_mission import (
    IN_B,
    JANUARY,
    MICROSECOND,
    act,
    bounds,
    count,
    days,
    judge,
    said,
    utc,
    visit,
    waiver,
    watch,
)

from sulh.mission.provisions import Ceasefire, Prohibit, RespectLine
from sulh.values import Count, Place, Span

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.observe.records import Incident, Report

NO_FIRE = Ceasefire(acts=("fire",))


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
        pytest.param([act(a="P"), watch()], "breached act", (1, 1), id="an id is a name"),
        pytest.param([act(a=" p "), watch()], "breached act", (1, 1), id="in any case"),
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
        (waiver(suspends=True, start=utc(1, 10), until=utc(1, 11)), "met no-act"),
        (waiver(suspends=True, start=utc(1, 11)), "breached act"),
        (waiver(suspends=True), "met waived"),
        (waiver(adds=Count(5, 5)), "breached act"),
        (
            waiver(suspends=True, zones=("inner",), start=utc(1, 2)),
            "undetermined waiver-unclear",
        ),
    ],
)
def test_lifted_acts_do_not_count(lifted: Provision, verdict: str) -> None:
    """An act under a lift is none; under a possible lift it is possible."""
    assert said(judge(NO_FIRE, act(), watch(), waivers=(lifted,))) == verdict


def test_a_lift_within_the_span_of_an_act_is_unclear() -> None:
    """The act may have happened before or after the lift began."""
    lifted = waiver(suspends=True, start=utc(1, 10, 12))
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
    judgement = judge(NO_FIRE, act(), waivers=(waiver(suspends=True, zones=("a",)),), zones=())
    assert said(judgement) == "undetermined waiver-unclear"


def test_the_time_in_force_is_a_doubt_of_its_own() -> None:
    """In force from noon: an act of that day is possible; an act before it is none."""
    in_force = {"in_force_from": utc(1, 10, 12)}
    assert said(judge(NO_FIRE, act(span=days(10, 10)), **in_force)) == "undetermined vague-date"
    assert said(judge(NO_FIRE, act(span=days(9, 9)), watch(), **in_force)) == "met no-act"
    until = {"in_force_until": utc(1, 10, 12)}
    assert said(judge(NO_FIRE, act(), watch(), **until)) == "met no-act"


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


@pytest.mark.parametrize(
    ("reports", "verdict", "measured"),
    [
        pytest.param([act(marks="A2")], "undetermined one-report", (0, None), id="told once"),
        pytest.param(
            [act(marks="A2"), watch()], "undetermined one-report", (0, 1), id="once, all watched"
        ),
        pytest.param([act()], "breached act", (1, None), id="told once, and confirmed"),
        pytest.param(
            [act(marks="A2"), act(ref="x", marks="B2", span=days(20, 20))],
            "breached act",
            (2, None),
            id="two acts",
        ),
        pytest.param(
            [act(marks="A2"), act(ref="x", marks="F6", span=days(20, 20))],
            "breached act",
            (1, None),
            id="another one is only told of",
        ),
        pytest.param(
            [act(marks="A2"), act("Party Q", ref="x", marks="A2")],
            "undetermined one-report",
            (0, None),
            id="the other one names another",
        ),
        pytest.param(
            [act(marks="A2"), act(ref="x", marks="A2", span=Span(utc(2, 5), utc(2, 5)))],
            "undetermined one-report",
            (0, None),
            id="the other one is of another month",
        ),
        pytest.param([act(marks="F6")], "undetermined weak-source", (0, None), id="a weak one"),
    ],
)
def test_two_reports_where_the_pack_asks_for_them(
    reports: list[Report], verdict: str, measured: tuple[int | None, ...]
) -> None:
    """A breach by an act rests on two reports, or on one that other sources confirm."""
    judgement = judge(NO_FIRE, *reports, reports_at_least=2)
    assert said(judgement) == verdict
    assert bounds(judgement)[:2] == measured


NEAR = {"lon": 10.5, "lat": 0.5}


@pytest.mark.parametrize(
    ("reports", "verdict"),
    [
        pytest.param(
            [act(marks="A2", place=Place(zone="a"))],
            "undetermined one-report",
            id="an area's name alone",
        ),
        pytest.param(
            [act(marks="A2", place=Place(**NEAR, accuracy_m=5000))], "breached act", id="a position"
        ),
        pytest.param(
            [act(marks="B2", place=Place(**NEAR, accuracy_m=5001))],
            "undetermined one-report",
            id="a position that nobody can find",
        ),
        pytest.param(
            [act(marks="C2", place=Place(**NEAR, accuracy_m=100))],
            "undetermined one-report",
            id="a source that is fairly reliable",
        ),
        pytest.param(
            [act(marks="A3", place=Place(**NEAR, accuracy_m=100))],
            "undetermined one-report",
            id="possibly true",
        ),
        pytest.param([act(marks="C1")], "breached act", id="confirmed by others"),
        pytest.param(
            [act(marks="A2", place=Place(zone="a")), act(ref="x", marks="F6", span=days(20, 20))],
            "breached act",
            id="a second one, however weak",
        ),
    ],
)
def test_a_weak_report_is_no_ground_for_an_accusation(reports: list[Report], verdict: str) -> None:
    """Left to itself the rule of evidence asks for a second report where the first is weak or vague."""
    assert said(judge(NO_FIRE, *reports, reports_at_least=None)) == verdict
