"""The oracle's acts: *ceasefire*, and the act limb of prohibitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.verify.oracle_events import events, fewest
from tests.verify.oracle_findings import Judged, Period, judged
from tests.verify.oracle_resolve import (
    CERTAIN,
    MICROSECOND,
    NO,
    Case,
    Held,
    all_of,
    dated,
    is_civilians,
    is_exact,
    is_party,
    is_protected,
    not_lifted,
    place_in_zone,
    possible,
    strong,
    watched,
    wider_acts,
)

from sulh.observe.records import Incident, Participant
from sulh.values import Tri

if TYPE_CHECKING:
    from sulh.mission.provisions import Ceasefire


def acts(case: Case, part: Period, terms: Ceasefire) -> Judged:
    counted = {
        id_: (report, count_act(case, report, terms))
        for id_, report in case.reports
        if isinstance(report, Incident)
    }
    told = [(id_, report) for id_, (report, held) in counted.items() if held.tri != Tri.NO]
    certain_events = []
    doubts_of_possible = []
    possible_events = 0
    for event in events(case, told):
        inside = [one for one in event if dated(one[1].span, part).tri != Tri.NO]
        torn = len(inside) < len(event)
        held = {
            id_: all_of(counted[id_][1], dated(report.span, part), possible("vague-date"))
            if torn
            else all_of(counted[id_][1], dated(report.span, part))
            for id_, report in inside
        }
        if CERTAIN in held.values():
            certain_events.append(inside[0])
        elif inside:
            possible_events += 1
            doubts_of_possible += [one.doubts for one in held.values()]
    start, until = part
    looked = watched(case, terms.acts, start, until - MICROSECOND)
    high = len(certain_events) + possible_events if looked else None
    least = fewest(case, certain_events)
    bounds = (least, high, 0, 0)
    if certain_events and one_alone(case, told, part):
        return judged("undetermined", {"one-report"}, 0, high, 0, 0)
    if certain_events:
        twice = {"may-be-one"} if least < len(certain_events) else set()
        return judged("breached", {"act"} | twice, *bounds)
    if possible_events:
        return judged("undetermined", set().union(*doubts_of_possible), *bounds)
    if looked:
        return judged("met", {"no-act"}, *bounds)
    return judged("undetermined", {"no-report"}, *bounds)


def one_alone(case: Case, told: list[tuple[str, Incident]], part: Period) -> bool:
    """Say whether one report alone tells of acts in the month, and a second one is asked for."""
    here = [report for _, report in told if dated(report.span, part).tri != Tri.NO]
    return len(here) == 1 and not decides_alone(case, here[0])


def decides_alone(case: Case, report: Incident) -> bool:
    """Say whether the rule of evidence asks for no second report beside this one."""
    asked = case.pack.evidence_rule.reports_at_least
    marks, place = report.origin.reliability, report.place
    if asked == 1 or marks.credibility == 1:
        return True
    if asked == 2 or marks.source not in ("A", "B") or marks.credibility > 2:
        return False
    return is_exact(case.pack, place) and place.accuracy_m <= 5000


def count_act(case: Case, incident: Incident, terms: Ceasefire, *, waived: bool = True) -> Held:
    """How surely an incident is an act of the party in the zone, in force.

    Without `waived`, the waivers are left aside.
    """
    if not wider_acts(case.pack, incident.act) & set(terms.acts):
        return NO
    common = all_of(
        strong(case.pack, incident),
        place_in_zone(case, incident.place),
        dated(incident.span, case.in_force),
        not_lifted(case, incident.span) if waived else CERTAIN,
    )
    counts = [
        all_of(common, took_part(case, incident, terms, participant))
        for participant in incident.participants
    ]
    greatest = max((count.tri for count in counts), default=Tri.NO)
    if greatest != Tri.POSSIBLE:
        return Held(greatest)
    doubts = [count.doubts for count in counts if count.tri == Tri.POSSIBLE]
    return possible(*frozenset().union(*doubts))


def took_part(case: Case, incident: Incident, terms: Ceasefire, one: Participant) -> Held:
    """How surely this participant is the party, began it, and stood against somebody protected."""
    conditions = [is_party(case.pack, one.name, incident.span, case.party)]
    others = [other for other in incident.participants if other.side != one.side]
    if terms.attribution == "initiator":
        side_b = [p for p in incident.participants if p.side == "b"]
        one_sided = all(is_civilians(case.pack, p.name, incident.span) for p in side_b)
        initiator = incident.initiator or ("a" if one_sided else "")
        if initiator == "":
            conditions.append(possible("initiator-unknown"))
        elif initiator != one.side:
            conditions.append(NO)
    if terms.against == "parties":
        protected = [is_protected(case.pack, other.name, incident.span) for other in others]
        tri = max(protected, default=Tri.NO)
        conditions.append(possible("opponent-unknown") if tri == Tri.POSSIBLE else Held(tri))
    return all_of(*conditions)
