"""The oracle's acts: *ceasefire*, and the act limb of prohibitions."""

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
    dated,
    is_civilians,
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
    certain_acts = 0
    doubts_of_possible = []
    for _, report in case.reports:
        if not isinstance(report, Incident):
            continue
        held = all_of(count_act(case, report, terms), dated(report.span, part))
        if held == CERTAIN:
            certain_acts += 1
        elif held.tri == Tri.POSSIBLE:
            doubts_of_possible.append(held.doubts)
    start, until = part
    looked = watched(case, terms.acts, start, until - MICROSECOND)
    high = certain_acts + len(doubts_of_possible) if looked else None
    bounds = (certain_acts, high, 0, 0)
    if certain_acts:
        return judged("breached", {"act"}, *bounds)
    if doubts_of_possible:
        return judged("undetermined", set().union(*doubts_of_possible), *bounds)
    if looked:
        return judged("met", {"no-act"}, *bounds)
    return judged("undetermined", {"no-report"}, *bounds)


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
