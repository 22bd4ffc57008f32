"""Duties done again and again: so many times a month, or at least every so many days.

The meaning is in docs/reference/verification-semantics.md, section *periodic*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.assessment import Case, Limb, Pairs, month_pairs
from sulh.verify.coverage import Watched, watched
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Periodic
    from sulh.verify.arrays import Bits, Flags, Reports
    from sulh.verify.times import Ints, Tris

__all__ = ["Done", "duty_done", "periodic"]

DAY = 86_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The inspections that count: `rows`, spans, `tri` (1, 2) and doubts (bits)."""

    rows: Ints
    start: Ints
    end: Ints
    tri: Tris
    doubts: Bits


def duty_done(case: Case, reports: Reports, duty: str) -> Done:
    """Return the inspections of the duty, by the party, in the zone, at least possibly."""
    seen = reports.inspections
    party, party_doubts = seen.party(case.party)
    place, place_doubts = seen.places.inside(case.zone, accuracy_m=case.border_m)
    if case.zone:
        named, any_named = seen.places.by_name(case.zone, of_whole=True)
        better = any_named & (named > place)
        place = np.where(better, named, place)
        place_doubts = np.where(place == 2, 0, np.where(better, BIT["vague-place"], place_doubts))
    tri = np.minimum(np.minimum(party, place), np.where(seen.strong, 2, 1))
    tri = np.where(seen.kinds("duty", frozenset({duty})), tri, 0)
    rows = np.flatnonzero(tri)
    doubts = seen.weak | party_doubts | place_doubts
    return Done(
        rows=rows,
        start=seen.start[rows],
        end=seen.end[rows],
        tri=tri[rows].astype(np.uint8),
        doubts=doubts[rows],
    )


def periodic(case: Case, pack: Pack, reports: Reports, terms: Periodic) -> Limb:
    """Judge each month: was the duty done often enough?"""
    done = duty_done(case, reports, terms.duty)
    register = watched(pack, reports, case.zone, (terms.duty,))
    span, month = month_pairs(case, done.start, done.end)
    inside = (done.start[span] >= case.judged_low[month]) & (
        done.end[span] < case.judged_high[month]
    )
    size = case.judged_low.size
    low = np.bincount(month[inside & (done.tri[span] == 2)], minlength=size)
    high = np.bincount(month, minlength=size)
    lifted = suspension_tri(case.waivers, case.judged_low, np.maximum(case.judged_high - 1, 0)) > 0
    if terms.times_per_month is not None:
        owed = terms.times_per_month
        bits = np.zeros(size, dtype=np.int64)
        unsure = done.doubts[span] | np.where(inside, 0, BIT["vague-date"])
        np.bitwise_or.at(bits, month, unsure)
        verdict, reasons = _by_count(case, low, high, owed, register, lifted, bits)
    else:
        assert terms.every_days is not None  # noqa: S101 -- a pack gives one of the two
        owed = 1
        verdict, reasons = _by_gap(case, done, terms.every_days * DAY, register, lifted)
    allowed = np.full(size, owed, dtype=np.int64)
    index = reports.inspections.index[done.rows]
    sure = inside & (done.tri[span] == 2)
    return Limb(
        verdict=verdict,
        reasons=reasons,
        low=low,
        high=high,
        allowed_low=allowed,
        allowed_high=allowed,
        deciding=Pairs(month[sure], index[span[sure]]),
        doubtful=Pairs(month[~sure], index[span[~sure]]),
    )


def _by_count(
    case: Case, low: Ints, high: Ints, owed: int, register: Watched, lifted: Flags, unsure: Bits
) -> tuple[NDArray[np.uint8], Bits]:
    """Judge by how often the duty was done in the month."""
    over = case.months.end <= case.at
    whole = (case.months.start >= case.force_from) & (case.months.end <= case.force_until) & over
    covered = register.covers(case.months.start, case.months.end)
    enough, too_few = low >= owed, high < owed
    breached = too_few & whole & covered & ~lifted
    missing = np.where(whole, 0, BIT["vague-date"])
    missing |= np.where(covered, 0, BIT["register-incomplete"])
    missing |= np.where(lifted, BIT["waiver-unclear"], 0)
    missing = np.where(over, missing, BIT["pending"])
    reasons = np.where(
        enough,
        BIT["done"],
        np.where(breached, BIT["missed"], np.where(too_few, missing, unsure)),
    )
    verdict = np.where(enough, MET, np.where(breached, BREACHED, UNDETERMINED))
    return verdict.astype(np.uint8), reasons


def _by_gap(
    case: Case, done: Done, length: int, register: Watched, lifted: Flags
) -> tuple[NDArray[np.uint8], Bits]:
    """Judge by whether some moment of the month has no duty done within the time before it.

    A moment t is possibly served by an inspection when t lies in [start, end + length), certainly when in
    [end, start + length).
    """
    verdict = np.full(case.judged_low.size, MET, dtype=np.uint8)
    reasons = np.full(case.judged_low.size, BIT["done"], dtype=np.int64)
    sure = done.tri == 2
    perhaps = _shadow(done.start, done.end + length)
    certain = _shadow(done.end[sure], done.start[sure] + length)
    owed_from = case.force_from + length
    for month in np.flatnonzero(case.is_judged):
        low, high = max(int(case.judged_low[month]), owed_from), int(case.judged_high[month])
        gaps = _gaps(certain, low, high)
        if not gaps:
            continue
        verdict[month] = UNDETERMINED
        unserved = _gaps(perhaps, low, high)
        if unserved:
            covered = any(_some_covered(register, each, length) for each in unserved)
            if covered and not lifted[month]:
                verdict[month], reasons[month] = BREACHED, BIT["missed"]
                continue
            bits = 0 if covered else BIT["register-incomplete"]
            reasons[month] = bits | (BIT["waiver-unclear"] if lifted[month] else 0)
            continue
        first = gaps[0][0]
        serving = (done.start <= first) & (first < done.end + length)
        doubts = np.where(done.doubts[serving], done.doubts[serving], BIT["vague-date"])
        reasons[month] = np.bitwise_or.reduce(doubts)
    return verdict, reasons


def _shadow(low: Ints, high: Ints) -> list[tuple[int, int]]:
    """Return the union of half-open intervals, in order."""
    joined: list[tuple[int, int]] = []
    for each_low, each_high in sorted(zip(low.tolist(), high.tolist(), strict=True)):
        if each_low >= each_high:
            continue
        if joined and each_low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], each_high))
        else:
            joined.append((each_low, each_high))
    return joined


def _gaps(shadow: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """Return the parts of ``[low, high)`` that no interval covers."""
    gaps = []
    reached = low
    for each_low, each_high in shadow:
        if each_high <= reached:
            continue
        if each_low >= high:
            break
        if each_low > reached:
            gaps.append((reached, each_low))
        reached = max(reached, each_high)
    if reached < high:
        gaps.append((reached, high))
    return gaps


def _some_covered(register: Watched, gap: tuple[int, int], length: int) -> bool:
    """Say whether the register is complete over the time up to some moment t of the gap.

    The time up to t is (t - length, t]: it lies in a watched interval [s, e] when s <= t - length + 1
    microsecond and t <= e.
    """
    low, high = gap
    for start, end in zip(register.start.tolist(), register.end.tolist(), strict=True):
        if max(low, start + length - 1) <= min(high - 1, end):
            return True
    return False
