"""The oracle's *disarm-by*: what was laid down before a month's judged part begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.verify.oracle_findings import Judged, Period, judged
from tests.verify.oracle_resolve import (
    CERTAIN,
    MICROSECOND,
    NO,
    Case,
    Held,
    all_of,
    as_span,
    is_party,
    lacking,
    lift,
    place_in_zone,
    possible,
    strong,
)

from sulh.observe.arms_records import CombatantCount, Weapon
from sulh.values import Tri

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.provisions import DisarmBy


def disarmed(case: Case, part: Period, terms: DisarmBy) -> Judged:
    moment, since = part[0], case.provision.in_force_from
    of_sender: dict[str, int] = {}
    high = 0
    doubts: set[str] = set()
    for _, report in case.reports:
        numbers = told(report, terms)
        if numbers is None:
            continue
        held = all_of(
            strong(case.pack, report),
            is_party(case.pack, report.actor, report.span, case.party),
            place_in_zone(case, report.place),
            in_time(report, since, moment),
        )
        if held.tri == Tri.NO:
            continue
        high += numbers[1]
        if held == CERTAIN:
            source = report.origin.source
            of_sender[source] = of_sender.get(source, 0) + numbers[0]
        else:
            doubts |= held.doubts
    low = max(of_sender.values(), default=0)
    bounds = (low, high, terms.at_least, terms.at_least)
    if low >= terms.at_least:
        return judged("met", {"done" if moment <= terms.deadline else "done-before"}, *bounds)
    if high >= terms.at_least:
        return judged("undetermined", doubts or {"count-straddles"}, *bounds)
    lack = {"register-incomplete"}
    if since < moment:
        lack = lacking(case, "disarmament", since, moment - MICROSECOND)
    lifted = lift(case, as_span(part)) != Tri.NO
    if not lack and not lifted:
        return judged("breached", {"missed"}, *bounds)
    return judged("undetermined", lack | ({"waiver-unclear"} if lifted else set()), *bounds)


def told(report: object, terms: DisarmBy) -> tuple[int, int] | None:
    """How many a report tells of, at least and at most; None: it tells of something else."""
    if terms.what == "weapons":
        if not isinstance(report, Weapon):
            return None
        number = 1 if report.items is None else report.items
        return number, number
    if not isinstance(report, CombatantCount) or report.phase != terms.what:
        return None
    last_digit = report.people % 10
    return report.people - last_digit, report.people - last_digit + 9


def in_time(report: Weapon | CombatantCount, since: datetime, moment: datetime) -> Held:
    if report.span.end < since or report.span.start >= moment:
        return NO
    if report.span.start >= since and report.span.end < moment:
        return CERTAIN
    return possible("vague-date")
