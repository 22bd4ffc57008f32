"""The oracle's duties: *periodic*, *notify-before* and *within*."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.verify.oracle_acts import count_act, decides_alone
from tests.verify.oracle_findings import Judged, Key, Period, judged, key, month_of, months
from tests.verify.oracle_resolve import (
    CERTAIN,
    MICROSECOND,
    NO,
    Case,
    Held,
    all_of,
    as_span,
    dated,
    is_party,
    lacking,
    lift,
    named_by,
    overlap,
    place_in_zone,
    possible,
    strong,
    tri_by_name,
    watched_spans,
    wider_acts,
    wider_zones,
    within,
)

from sulh.mission.provisions import Ceasefire, NotifyBefore, Periodic, Within
from sulh.observe.records import Incident, Inspection, Notification, Request
from sulh.values import Span, Tri

BY_LACK: list[set[str]] = [set(), {"register-unconfirmed"}, {"register-incomplete"}]


def visits(case: Case, duty: str) -> list[tuple[Inspection, Held]]:
    """List the counted inspections of a duty by the party in the zone."""
    found = []
    for _, report in case.reports:
        if not isinstance(report, Inspection) or report.duty != duty:
            continue
        place = place_in_zone(case, report.place)
        named = named_by(case.pack, report.place)
        if case.zone and named:
            place = max(place, by_name(case, named), key=lambda held: held.tri)
        held = all_of(
            strong(case.pack, report),
            is_party(case.pack, report.inspector, report.span, case.party),
            place,
        )
        if held.tri != Tri.NO:
            found.append((report, held))
    return found


def by_name(case: Case, named: list[str]) -> Held:
    """Where a visit to a zone of this name was; a visit to the whole is a visit to the part."""
    answers = set()
    for name in named:
        around = name in wider_zones(case.pack, case.zone)
        answers.add(Tri.CERTAIN if around else tri_by_name(case.pack, [name], case.zone))
    tri = answers.pop() if len(answers) == 1 else Tri.POSSIBLE
    return possible("vague-place") if tri == Tri.POSSIBLE else Held(tri)


def times_per_month(case: Case, part: Period, month: Period, terms: Periodic) -> Judged:
    owed = terms.times_per_month
    counted = [(v, held) for v, held in visits(case, terms.duty) if touches(v.span, part)]
    low = sum(all_of(held, dated(visit.span, part)) == CERTAIN for visit, held in counted)
    high = len(counted)
    bounds = (low, high, owed, owed)
    start, until = month
    whole_in_force = case.in_force[0] <= start and until <= case.in_force[1]
    lacks = lacking(case, terms.duty, start, until - MICROSECOND)
    lifted = lift(case, as_span(part)) != Tri.NO
    if low >= owed:
        return judged("met", {"done"}, *bounds)
    if high >= owed:
        doubts = [all_of(held, dated(visit.span, part)).doubts for visit, held in counted]
        return judged("undetermined", set().union(*doubts), *bounds)
    if until > case.at:
        return judged("undetermined", {"pending"}, *bounds)
    reasons = set(lacks)
    if not whole_in_force:
        reasons.add("vague-date")
    if lifted:
        reasons.add("waiver-unclear")
    if reasons:
        return judged("undetermined", reasons, *bounds)
    return judged("breached", {"missed"}, *bounds)


def touches(span: Span, part: Period) -> bool:
    return within(span, *part) != Tri.NO


def every_days(case: Case, part: Period, terms: Periodic) -> Judged:
    length = timedelta(days=terms.every_days)
    counted = visits(case, terms.duty)
    in_month = [(visit, held) for visit, held in counted if touches(visit.span, part)]
    low = sum(all_of(held, dated(visit.span, part)) == CERTAIN for visit, held in in_month)
    bounds = (low, len(in_month), 1, 1)

    unsure = []  # moments not certainly served
    unserved = []  # moments not even possibly served
    for moment in moments_to_try(case, part, terms, counted):
        if not any(
            held == CERTAIN and visit.span.start > moment - length and visit.span.end <= moment
            for visit, held in counted
        ):
            unsure.append(moment)
        if not any(may_serve(visit, moment, length) for visit, _ in counted):
            unserved.append(moment)
    if not unsure:
        return judged("met", {"done"}, *bounds)
    lifted = lift(case, as_span(part)) != Tri.NO
    if not unserved:
        reasons: set[str] = set()
        for visit, held in counted:
            if may_serve(visit, unsure[0], length):
                reasons |= held.doubts or {"vague-date"}
        return judged("undetermined", reasons, *bounds)
    each_lacks = [
        lacking(case, terms.duty, moment - length + MICROSECOND, moment) for moment in unserved
    ]
    lacks = min(each_lacks, key=BY_LACK.index)  # the moment that says most
    if not lacks and not lifted:
        return judged("breached", {"missed"}, *bounds)
    reasons = lacks
    return judged("undetermined", reasons | ({"waiver-unclear"} if lifted else set()), *bounds)


def may_serve(visit: Inspection, moment: datetime, length: timedelta) -> bool:
    """Say whether the visit touches the N days up to the moment, ``(moment - N days, moment]``."""
    return visit.span.start <= moment and visit.span.end > moment - length


def moments_to_try(
    case: Case, part: Period, terms: Periodic, counted: list[tuple[Inspection, Held]]
) -> list[datetime]:
    """Every moment of the month at which an answer can change, in order, and its first one.

    Served or not, watched or not: all of it stays the same from one of these moments to the next.
    """
    length = timedelta(days=terms.every_days)
    first = max(part[0], case.in_force[0] + length)
    moments = {first}
    for visit, _ in counted:
        for moment in (visit.span.start, visit.span.end):
            moments |= {moment, moment + length}
    for span in watched_spans(case, [terms.duty]):
        moments |= {span.start + length - MICROSECOND, span.end + MICROSECOND}
    return sorted(moment for moment in moments if first <= moment < part[1])


def notices(case: Case, terms: NotifyBefore, since: datetime | None) -> dict[Key, Judged]:
    """One finding for each act of the list."""
    findings = {}
    told = []
    for id_, report in case.reports:
        if not isinstance(report, Incident):
            continue
        counts = count_act(case, report, Ceasefire(acts=terms.acts), waived=False)
        if counts.tri != Tri.NO:
            told.append((id_, report, counts, month_of(case.pack, report.span.start)))
    for id_, report, counts, month in told:
        if report.span.start < case.at and month in months(case, since):
            found = judge_act(case, report, counts, terms)
            only = [each for each in told if each[3] == month] == [(id_, report, counts, month)]
            if found.verdict == "breached" and only and not decides_alone(case, report):
                found = judged("undetermined", {"one-report"}, *found[2:])
            findings[key(case, month, id_)] = found
    return findings


def judge_act(case: Case, incident: Incident, counts: Held, terms: NotifyBefore) -> Judged:
    hours = timedelta(hours=terms.hours)
    sure, perhaps = 0, 0
    doubts: set[str] = set()
    for _, report in case.reports:
        if not isinstance(report, Notification):
            continue
        held = fits(case, report, incident)
        if held.tri == Tri.NO or report.span.start > incident.span.end - hours:
            continue
        perhaps += 1
        inside = (
            report.activity.start <= incident.span.start
            and incident.span.end <= report.activity.end
        )
        if not inside or report.span.end > incident.span.start - hours:
            held = all_of(held, possible("vague-date"))
        sure += held == CERTAIN
        doubts |= held.doubts
    bounds = (sure, perhaps, 1, 1)
    lifted = lift(case, incident.span)
    if sure:
        return judged("met", {"done"}, *bounds)
    if lifted == Tri.CERTAIN:
        return judged("met", {"waived"}, *bounds)
    reasons = set(doubts | counts.doubts)
    if not perhaps:
        reasons |= lacking(case, "notification", incident.span.start, incident.span.end)
    if lifted == Tri.POSSIBLE:
        reasons.add("waiver-unclear")
    if reasons:
        return judged("undetermined", reasons, *bounds)
    return judged("breached", {"missed"}, *bounds)


def fits(case: Case, notice: Notification, incident: Incident) -> Held:
    """How surely a notice is by the party, of the act, in the zone; its times are tried later."""
    related = notice.act in wider_acts(case.pack, incident.act) or (
        incident.act in wider_acts(case.pack, notice.act)
    )
    if not related or not overlap(incident.span, notice.activity):
        return NO
    place = place_in_zone(case, notice.place)
    if case.zone:
        named = named_by(case.pack, notice.place)
        nowhere = not any((notice.place.zone, notice.place.district, notice.place.country))
        around = bool(named) and all(n in wider_zones(case.pack, case.zone) for n in named)
        if around or (nowhere and notice.place.lon is None):
            place = CERTAIN
    return all_of(
        strong(case.pack, notice),
        is_party(case.pack, notice.actor, notice.span, case.party),
        place,
    )


def answers(case: Case, terms: Within, since: datetime | None) -> dict[Key, Judged]:
    """One finding for each request."""
    findings = {}
    for id_, report in case.reports:
        if not isinstance(report, Request) or report.request != terms.request:
            continue
        received = report.span.start
        month = month_of(case.pack, received)
        place = place_in_zone(case, report.place)
        in_force = case.in_force[0] <= received < case.in_force[1] and received < case.at
        if place.tri != Tri.NO and in_force and month in months(case, since):
            held = all_of(strong(case.pack, report), place)
            findings[key(case, month, id_)] = judge_request(case, report, held, terms)
    return findings


def answers_to(case: Case, request: Request, duty: str) -> list[tuple[Inspection, Held]]:
    """List the party's inspections that answer a request: of its source, else of any."""
    found = []
    for _, report in case.reports:
        if not isinstance(report, Inspection) or report.duty != duty:
            continue
        held = all_of(
            strong(case.pack, report),
            is_party(case.pack, report.inspector, report.span, case.party),
        )
        if held.tri != Tri.NO and report.answers == request.origin.ref:
            found.append((report, held))
    same = [(visit, h) for visit, h in found if visit.origin.source == request.origin.source]
    return same or found


def judge_request(case: Case, request: Request, asked: Held, terms: Within) -> Judged:
    hours = timedelta(hours=terms.hours)
    received = request.span
    sure, perhaps = 0, 0
    doubts: set[str] = set()
    for visit, visited in answers_to(case, request, terms.duty):
        if visit.span.start > received.end + hours or visit.span.end < received.start:
            continue
        perhaps += 1
        held = visited
        if visit.span.end > received.start + hours or visit.span.start < received.start:
            held = all_of(held, possible("vague-date"))
        sure += held == CERTAIN
        doubts |= held.doubts
    bounds = (sure, perhaps, 1, 1)
    lifted = lift(case, received)
    if sure:
        return judged("met", {"done"}, *bounds)
    if lifted == Tri.CERTAIN:
        return judged("met", {"waived"}, *bounds)
    reasons = set(doubts | asked.doubts)
    if not perhaps:
        if case.at <= received.end + hours:
            reasons.add("pending")
        else:
            reasons |= lacking(case, terms.duty, received.start, received.end + hours)
    if lifted == Tri.POSSIBLE:
        reasons.add("waiver-unclear")
    if reasons:
        return judged("undetermined", reasons, *bounds)
    return judged("breached", {"missed"}, *bounds)
