"""So many weapons, or members, of a party to be laid down, cantoned or demobilised by a deadline.

The meaning is in docs/reference/verification-semantics.md, section *disarm-by*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.values import ten_of
from sulh.verify.assessment import Assessment, Check, Pairs
from sulh.verify.codes import encode
from sulh.verify.coverage import lacks, register_of
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.times import micros
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.mission.provisions import DisarmBy
    from sulh.verify.arrays import ReportArrays, Reports
    from sulh.verify.times import Ints

__all__ = ["REGISTER", "disarm_by"]

REGISTER = "disarmament"
"""What coverage reports must hold, and confirm, so that what nobody reported did not happen."""


def disarm_by(check: Check, pack: Pack, reports: Reports, terms: DisarmBy) -> Assessment:
    """Judge each month by what was laid down before its judged part begins."""
    arms = reports.weapons if terms.what == "weapons" else reports.combatants
    party, party_doubts = arms.party(check.party)
    place, place_doubts = arms.places.inside(check.zone)
    tri = np.minimum(np.minimum(party, place), np.where(arms.strong, 2, 1))
    if terms.what != "weapons":
        tri = np.where(arms.kinds("phase", frozenset({terms.what})), tri, 0)
    force = micros(check.provision.in_force_from)
    tri = np.where(arms.end < force, 0, tri)
    rows = np.flatnonzero(tri)
    start, end = arms.start[rows], arms.end[rows]
    low, high = _bounds(arms, terms)
    low, high = low[rows], high[rows]
    is_sure = (tri[rows] == 2) & (start >= force)
    doubts = (arms.weak | party_doubts | place_doubts)[rows]
    doubts = doubts | np.where(start < force, BIT["vague-date"], 0)
    senders = encode(arms.frame["source"]).codes[rows]
    register = register_of(pack, reports, check.zone, REGISTER)
    lack = lacks(register, np.full(check.judged_low.size, force), check.judged_low)
    lack = np.where(check.judged_low > force, lack, BIT["register-incomplete"])
    suspended = suspension_tri(
        check.waivers, check.judged_low, np.maximum(check.judged_high - 1, 0)
    )

    size = check.judged_low.size
    verdict = np.full(size, MET, dtype=np.uint8)
    in_time = check.judged_low <= micros(terms.deadline)
    reasons = np.where(in_time, BIT["done"], BIT["done-before"])
    lows, highs = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    pairs: dict[bool, list[tuple[int, Ints]]] = {True: [], False: []}
    for month in np.flatnonzero(check.is_judged).tolist():
        moment = int(check.judged_low[month])
        sure, maybe = is_sure & (end < moment), start < moment
        lows[month] = _most_of_one_sender(senders[sure], low[sure])
        highs[month] = high[maybe].sum()
        pairs[True].append((month, rows[sure]))
        pairs[False].append((month, rows[maybe & ~sure]))
        if lows[month] >= terms.at_least:
            continue
        verdict[month] = UNDETERMINED
        if highs[month] >= terms.at_least:
            late = np.where(end[maybe & ~sure] >= moment, BIT["vague-date"], 0)
            bits = np.bitwise_or.reduce(doubts[maybe & ~sure] | late, initial=0)
            reasons[month] = bits or BIT["count-straddles"]
            continue
        if not lack[month] and not suspended[month]:
            verdict[month], reasons[month] = BREACHED, BIT["missed"]
            continue
        reasons[month] = lack[month] | (BIT["waiver-unclear"] if suspended[month] else 0)
    owed = np.full(size, terms.at_least, dtype=np.int64)
    return Assessment(
        verdict=verdict,
        reasons=reasons,
        low=lows,
        high=highs,
        allowed_low=owed,
        allowed_high=owed,
        deciding=_pairs(arms, pairs[True]),
        doubtful=_pairs(arms, pairs[False]),
    )


def _bounds(arms: ReportArrays, terms: DisarmBy) -> tuple[Ints, Ints]:
    """Return how many each record tells of: weapons as they are, people by the ten that may be shown."""
    if terms.what == "weapons":
        items = arms.frame["items"].fill_null(1).to_numpy().astype(np.int64)
        return items, items
    tens = [ten_of(each) for each in arms.frame["people"].to_list()]
    low, high = np.array(tens, dtype=np.int64).reshape(-1, 2).T
    return low, high


def _most_of_one_sender(senders: Ints, low: Ints) -> int:
    """Return the greatest sum of one sender: two senders may tell of the same."""
    return int(np.bincount(senders, weights=low).max()) if senders.size else 0


def _pairs(arms: ReportArrays, parts: list[tuple[int, Ints]]) -> Pairs:
    month = np.concatenate([np.full(rows.size, month) for month, rows in parts] or [np.empty(0)])
    rows = np.concatenate([rows for _, rows in parts] or [np.empty(0, dtype=np.int64)])
    return Pairs(month.astype(np.int64), arms.index[rows].astype(np.int64))
