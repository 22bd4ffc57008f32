"""Acts: which incidents count against a party, and for which month.

Serves *ceasefire*, and the act limb of *prohibit* and *respect-line*. The meaning is in
docs/reference/verification-semantics.md, section *ceasefire*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.arrays import Bits, Reports, kinds_under
from sulh.verify.assessment import Case, Limb, Pairs, month_pairs, unbounded, verdicts
from sulh.verify.coverage import watched
from sulh.verify.reasons import BIT, BREACHED, UNDETERMINED
from sulh.verify.times import Ints, Tris, within
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Against, Attribution

__all__ = ["Counted", "acts", "count_acts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The incidents that count, at least possibly: their `rows`, `tri` (1, 2) and doubts (bits)."""

    rows: Ints
    tri: Tris
    doubts: Bits


def acts(
    case: Case,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    attribution: Attribution = "participants",
    against: Against = "anyone",
) -> Limb:
    """Judge each month: did the party do any of the acts?"""
    counted = count_acts(case, pack, reports, kinds, attribution=attribution, against=against)
    start, end = reports.incidents.start[counted.rows], reports.incidents.end[counted.rows]
    act, month = month_pairs(case, start, end)
    inside = (start[act] >= case.judged_low[month]) & (end[act] < case.judged_high[month])
    certain = inside & (counted.tri[act] == 2)
    size = case.judged_low.size
    certain_count = np.bincount(month[certain], minlength=size)
    possible_count = np.bincount(month[~certain], minlength=size)
    bits = np.where(counted.tri[act] == 1, counted.doubts[act], 0)
    bits |= np.where(inside, 0, BIT["vague-date"])
    reasons = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(reasons, month[~certain], bits[~certain])
    covered = watched(pack, reports, case.zone, kinds).covers(case.judged_low, case.judged_high)
    breached, doubtful = certain_count > 0, possible_count > 0
    verdict = verdicts(breached, doubtful | ~covered)
    reasons = np.where(
        breached,
        BIT["act"],
        np.where(doubtful, reasons, np.where(covered, BIT["no-act"], BIT["no-report"])),
    )
    index = reports.incidents.index[counted.rows]
    shown = ~certain & np.isin(verdict[month], (BREACHED, UNDETERMINED))
    none = np.zeros(size, dtype=np.int64)
    return Limb(
        verdict=verdict,
        reasons=reasons,
        low=certain_count,
        high=np.where(covered, certain_count + possible_count, unbounded(size)),
        allowed_low=none,
        allowed_high=none,
        deciding=Pairs(month[certain], index[act[certain]]),
        doubtful=Pairs(month[shown], index[act[shown]]),
    )


def count_acts(
    case: Case,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    attribution: Attribution,
    against: Against,
    in_force: bool = True,
    waived: bool = True,
) -> Counted:
    """Return the incidents that count for the party, whatever their month.

    Without `in_force`, the time in force is left aside (for comparing before and after); without
    `waived`, the waivers are.
    """
    seen, people = reports.incidents, reports.participants
    base, bits = _base(case, pack, reports, kinds, in_force=in_force, waived=waived)
    party, party_doubts = people.party(case.party)
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
    best = np.zeros(seen.start.size, dtype=np.uint8)
    np.maximum.at(best, row, tri)
    kept = np.zeros(seen.start.size, dtype=np.int64)
    np.bitwise_or.at(kept, row[tri == 1], doubts[tri == 1])
    rows = np.flatnonzero(best)
    return Counted(rows=rows, tri=best[rows], doubts=np.where(best[rows] == 1, kept[rows], 0))


def _lower(tri: Tris, doubts: Bits, other: Tris, reason: str) -> tuple[Tris, Bits]:
    return np.minimum(tri, other), doubts | np.where(other == 1, BIT[reason], 0)


def _base(
    case: Case,
    pack: Pack,
    reports: Reports,
    kinds: tuple[str, ...],
    *,
    in_force: bool,
    waived: bool,
) -> tuple[Tris, Bits]:
    """Return what does not depend on who took part: act, strength, place, time, waiver."""
    seen = reports.incidents
    wanted = frozenset[str]().union(*(kinds_under(pack.acts, each) for each in kinds))
    tri = np.where(seen.kinds("act", wanted), 2, 0).astype(np.uint8)
    bits: NDArray[np.int64] = seen.weak.copy()
    tri = np.minimum(tri, np.where(seen.strong, 2, 1)).astype(np.uint8)
    place, place_doubts = seen.places.inside(case.zone, accuracy_m=case.border_m)
    tri, bits = np.minimum(tri, place), bits | place_doubts
    if in_force:
        time = within(seen.start, seen.end, case.force_from, case.force_until)
        tri, bits = _lower(tri, bits, time, "vague-date")
    if waived:
        lifted = suspension_tri(case.waivers, seen.start, seen.end)
        tri, bits = _lower(tri, bits, (2 - lifted).astype(np.uint8), "waiver-unclear")
    return tri, bits
