"""Acts: which incidents count against a party, and for which month.

Serves *ceasefire*, and the act assessment of *prohibit* and *respect-line*. The meaning is in
docs/reference/verification-semantics.md, section *ceasefire*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.arrays import Bits, Reports, kinds_under
from sulh.verify.assessment import Assessment, Check, Pairs, month_pairs, unbounded, verdicts
from sulh.verify.coverage import covered_times
from sulh.verify.lone_reports import one_is_enough, stands_alone
from sulh.verify.provisions.events import fewest, once_each
from sulh.verify.reasons import BIT, BREACHED, UNDETERMINED
from sulh.verify.times import Ints, Tris, within
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Against, Attribution

__all__ = ["CountableActs", "assess_acts", "count_acts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountableActs:
    """The incidents that count, at least possibly: their `rows`, `tri` (1, 2) and doubts (bits)."""

    rows: Ints
    tri: Tris
    doubts: Bits


def assess_acts(
    check: Check,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    attribution: Attribution = "participants",
    against: Against = "anyone",
) -> Assessment:
    """Judge each month: did the party do any of the acts?"""
    acts = count_acts(check, pack, reports, kinds, attribution=attribution, against=against)
    start, end = reports.incidents.start[acts.rows], reports.incidents.end[acts.rows]
    act, month = month_pairs(check, start, end)
    inside = (start[act] >= check.judged_low[month]) & (end[act] < check.judged_high[month])
    certain = inside & (acts.tri[act] == 2)
    size = check.judged_low.size
    events = once_each(reports, acts.rows, act, month, certain)
    certain, possible = events.certain, ~events.certain
    certain_count = np.bincount(month[certain & events.leads], minlength=size)
    possible_count = np.bincount(month[possible & events.leads], minlength=size)
    bits = np.where(acts.tri[act] == 1, acts.doubts[act], 0)
    bits |= np.where(inside & ~events.torn, 0, BIT["vague-date"])
    reasons = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(reasons, month[possible], bits[possible])
    covered = covered_times(pack, reports, check.zone, kinds).covers(
        check.judged_low, check.judged_high
    )
    least, alike = fewest(reports, acts.rows[act], month, events, size)
    alone = _alone(pack, reports, acts.rows[act], month, certain, size)
    breached, doubtful = (certain_count > 0) & ~alone, (possible_count > 0) | alone
    certain, possible = certain & ~alone[month], possible | alone[month]
    reasons[alone] = BIT["one-report"]
    least = np.where(alone, 0, least)
    verdict = verdicts(breached, doubtful | ~covered)
    act_bits = np.where(least < certain_count, BIT["act"] | BIT["may-be-one"], BIT["act"])
    reasons = np.where(
        breached,
        act_bits,
        np.where(doubtful, reasons, np.where(covered, BIT["no-act"], BIT["no-report"])),
    )
    index = reports.incidents.index[acts.rows].astype(np.int64)
    possible &= np.isin(verdict[month], (BREACHED, UNDETERMINED))
    none = np.zeros(size, dtype=np.int64)
    return Assessment(
        verdict=verdict,
        reasons=reasons,
        low=least,
        high=np.where(covered, certain_count + possible_count, unbounded(size)),
        allowed_low=none,
        allowed_high=none,
        deciding=Pairs(month[certain], index[act[certain]]),
        doubtful=Pairs(month[possible], index[act[possible]]),
        alike=alike,
    )


def _alone(
    pack: Pack, reports: Reports, rows: Ints, month: Ints, certain: NDArray[np.bool_], size: int
) -> NDArray[np.bool_]:
    """Say in which months one report alone tells of acts, and the rule of evidence asks for a second.

    `rows`, `month` and `certain` are entries for each incident and month that it touches.
    """
    if one_is_enough(pack.evidence_rule):
        return np.zeros(size, dtype=np.bool_)
    stands = certain & stands_alone(reports.incidents, pack.evidence_rule)[rows]
    reported = np.bincount(month, minlength=size)
    sure = np.bincount(month[certain], minlength=size)
    wanting = np.bincount(month[stands], minlength=size) == 0
    alone: NDArray[np.bool_] = (reported == 1) & (sure == 1) & wanting
    return alone


def count_acts(
    check: Check,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    attribution: Attribution,
    against: Against,
    in_force: bool = True,
    waived: bool = True,
) -> CountableActs:
    """Return the incidents that count for the party, whatever their month.

    Without `in_force`, the time in force is left aside (for comparing before and after); without
    `waived`, the waivers are.
    """
    incidents, people = reports.incidents, reports.participants
    base, bits = _base(check, pack, reports, kinds, in_force=in_force, waived=waived)
    party, party_doubts = people.party(check.party)
    of_party = (
        np.flatnonzero((party > 0) & (base[people.row] > 0)) if people.row.size else people.row
    )
    row = people.row[of_party]
    tri = np.minimum(base[row], party[of_party])
    doubts = bits[row] | party_doubts[of_party]
    if attribution == "initiator":
        began = people.initiator[row]
        own = np.where(began == people.side[of_party], 2, np.where(began < 0, 1, 0))
        tri, doubts = _lower(tri, doubts, own.astype(np.uint8), "initiator-unknown")
    if against == "parties":
        tri, doubts = _lower(tri, doubts, people.opponent[of_party], "opponent-unknown")
    best = np.zeros(incidents.start.size, dtype=np.uint8)
    np.maximum.at(best, row, tri)
    doubt_bits = np.zeros(incidents.start.size, dtype=np.int64)
    np.bitwise_or.at(doubt_bits, row[tri == 1], doubts[tri == 1])
    rows = np.flatnonzero(best)
    return CountableActs(
        rows=rows, tri=best[rows], doubts=np.where(best[rows] == 1, doubt_bits[rows], 0)
    )


def _lower(tri: Tris, doubts: Bits, other: Tris, reason: str) -> tuple[Tris, Bits]:
    return np.minimum(tri, other), doubts | np.where(other == 1, BIT[reason], 0)


def _base(
    check: Check,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    in_force: bool,
    waived: bool,
) -> tuple[Tris, Bits]:
    """Return what does not depend on who took part: act, strength, place, time, waiver."""
    incidents = reports.incidents
    all_kinds = frozenset[str]().union(*(kinds_under(pack.acts, each) for each in kinds))
    tri = np.where(incidents.kinds("act", all_kinds), 2, 0).astype(np.uint8)
    bits: NDArray[np.int64] = incidents.weak.copy()
    tri = np.minimum(tri, np.where(incidents.strong, 2, 1)).astype(np.uint8)
    place, place_doubts = incidents.places.inside(check.zone, accuracy_m=check.border_m)
    tri, bits = np.minimum(tri, place), bits | place_doubts
    if in_force:
        time = within(incidents.start, incidents.end, check.force_from, check.force_until)
        tri, bits = _lower(tri, bits, time, "vague-date")
    if waived:
        suspended = suspension_tri(check.waivers, incidents.start, incidents.end)
        tri, bits = _lower(tri, bits, (2 - suspended).astype(np.uint8), "waiver-unclear")
    return tri, bits
