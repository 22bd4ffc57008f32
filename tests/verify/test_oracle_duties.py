"""The oracle's duties, on cases worked out by hand: periodic, notice, answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.verify.small_mission import (
    IN_B,
    MICROSECOND,
    act,
    bounds,
    days,
    findings,
    judge,
    notice,
    request,
    said,
    utc,
    visit,
    waiver,
    watch,
)

from sulh.mission.provisions import NotifyBefore, Periodic, Within
from sulh.values import Place, Span

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.provisions import Provision
    from sulh.observe.records import Incident, Inspection, Report, Request


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
            [visit(), watch(marks="A2")],
            "undetermined register-unconfirmed",
            (1, 1),
            id="one says that the register is complete",
        ),
        pytest.param(
            [visit(), watch(marks="A2"), watch(ref="w2", marks="B3", source="liaison")],
            "breached missed",
            (1, 1),
            id="two say so",
        ),
        pytest.param(
            [visit(), watch(marks="A2"), watch(ref="w2", marks="A2", source=" RADIO ")],
            "undetermined register-unconfirmed",
            (1, 1),
            id="one says so twice",
        ),
        pytest.param(
            [
                visit(),
                watch(marks="A2"),
                watch(days(2, 31), ref="w2", marks="A2", source="liaison"),
            ],
            "undetermined register-unconfirmed",
            (1, 1),
            id="the other speaks of a part of the month",
        ),
        pytest.param(
            [
                *(visit(), watch(marks="A2"), watch(days(1, 9), ref="w2")),
                watch(days(10, 31), ref="w3", marks="A2", source="liaison"),
            ],
            "breached missed",
            (1, 1),
            id="for a part by a check, for the rest by another source",
        ),
        pytest.param(
            [visit(), watch(marks="A2"), watch(ref="w2", marks="A4", source="liaison")],
            "undetermined register-unconfirmed",
            (1, 1),
            id="the other's word is weak",
        ),
        pytest.param(
            [visit(), visit("y", source="liaison"), watch(marks="A2")],
            "met done",
            (2, 2),
            id="what is done needs no register",
        ),
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
    lifted = (waiver(suspends=True, start=start),)
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
    lifted = (waiver(suspends=True, start=utc(1, 5), until=utc(1, 6)),)
    assert said(judge(TEN_DAYS, watch(), waivers=lifted, **DUTY_OF_M)) == (
        "undetermined waiver-unclear"
    )


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
            [watch(Span(utc(1, 10, 12), utc(1, 10, 12)))],
            "breached missed",
            (0, 0),
            id="a register of the activities of just that moment",
        ),
        pytest.param(
            [watch(Span(utc(1, 9, 12), utc(1, 10, 12) - MICROSECOND))],
            "undetermined register-incomplete",
            (0, 0),
            id="a register of the activities of the day before",
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
        (waiver(suspends=True), "met waived"),
        (waiver(suspends=True, zones=("inner",)), "undetermined waiver-unclear"),
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
        (waiver(suspends=True), "met waived"),
        (waiver(suspends=True, zones=("inner",)), "undetermined waiver-unclear"),
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


def test_an_act_told_of_once_and_vaguely_is_no_missing_notice() -> None:
    """Where the one report of an act does not stand alone, a second one is needed, in that month."""
    weak = act(marks="A2", place=Place(zone="a"))
    second = act(ref="x", marks="F6", span=days(20, 20))
    alone = findings(NOTICE, weak, watch(), reports_at_least=None)
    assert [said(each) for each in alone.values()] == ["undetermined one-report"]
    both = findings(NOTICE, weak, second, watch(), reports_at_least=None)
    assert [said(each) for each in both.values()] == ["breached missed", "undetermined weak-source"]
    one = findings(NOTICE, weak, watch(), reports_at_least=1)
    assert [said(each) for each in one.values()] == ["breached missed"]
