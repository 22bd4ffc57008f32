"""Duties done again and again: so many times a month, or at least every so many days.

The meaning is in docs/reference/verification-semantics.md, section *periodic*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.verify.assessment import Assessment, Check, Pairs, month_pairs
from sulh.verify.coverage import CoveredTimes, Register, lacks, register_of
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED
from sulh.verify.waivers import suspension_tri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.mission.provisions import Periodic
    from sulh.verify.arrays import Bits, Flags, Reports
    from sulh.verify.times import Ints, Tris

__all__ = ["DutyRecords", "duty_inspections", "periodic"]

DAY = 86_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRecords:
    """The inspections that count: `rows`, spans, `tri` (1, 2) and doubts (bits)."""

    rows: Ints
    start: Ints
    end: Ints
    tri: Tris
    doubts: Bits


def duty_inspections(check: Check, reports: Reports, duty: str) -> DutyRecords:
    """Return the inspections of the duty, by the party, in the zone, at least possibly."""
    inspections = reports.inspections
    party, party_doubts = inspections.party(check.party)
    place, place_doubts = inspections.places.inside(check.zone, accuracy_m=check.border_m)
    if check.zone:
        name_tri, any_named = inspections.places.by_name(check.zone, of_whole=True)
        better = any_named & (name_tri > place)
        place = np.where(better, name_tri, place)
        place_doubts = np.where(place == 2, 0, np.where(better, BIT["vague-place"], place_doubts))
    tri = np.minimum(np.minimum(party, place), np.where(inspections.strong, 2, 1))
    tri = np.where(inspections.kinds("duty", frozenset({duty})), tri, 0)
    rows = np.flatnonzero(tri)
    doubts = inspections.weak | party_doubts | place_doubts
    return DutyRecords(
        rows=rows,
        start=inspections.start[rows],
        end=inspections.end[rows],
        tri=tri[rows].astype(np.uint8),
        doubts=doubts[rows],
    )


def periodic(check: Check, pack: Pack, reports: Reports, terms: Periodic) -> Assessment:
    """Judge each month: was the duty done often enough?"""
    records = duty_inspections(check, reports, terms.duty)
    register = register_of(pack, reports, check.zone, terms.duty)
    span, month = month_pairs(check, records.start, records.end)
    inside = (records.start[span] >= check.judged_low[month]) & (
        records.end[span] < check.judged_high[month]
    )
    size = check.judged_low.size
    low = np.bincount(month[inside & (records.tri[span] == 2)], minlength=size)
    high = np.bincount(month, minlength=size)
    suspended = (
        suspension_tri(check.waivers, check.judged_low, np.maximum(check.judged_high - 1, 0)) > 0
    )
    if terms.times_per_month is not None:
        owed = terms.times_per_month
        bits = np.zeros(size, dtype=np.int64)
        unsure = records.doubts[span] | np.where(inside, 0, BIT["vague-date"])
        np.bitwise_or.at(bits, month, unsure)
        verdict, reasons = _by_count(check, low, high, owed, register, suspended, bits)
    else:
        assert terms.every_days is not None  # noqa: S101 -- a pack gives one of the two
        owed = 1
        verdict, reasons = _by_gap(check, records, terms.every_days * DAY, register, suspended)
    allowed = np.full(size, owed, dtype=np.int64)
    index = reports.inspections.index[records.rows]
    sure = inside & (records.tri[span] == 2)
    return Assessment(
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
    check: Check,
    low: Ints,
    high: Ints,
    owed: int,
    register: Register,
    suspended: Flags,
    unsure: Bits,
) -> tuple[NDArray[np.uint8], Bits]:
    """Judge by how often the duty was done in the month."""
    over = check.months.end <= check.at
    whole = (
        (check.months.start >= check.force_from) & (check.months.end <= check.force_until) & over
    )
    lack = lacks(register, check.months.start, check.months.end)
    enough, too_few = low >= owed, high < owed
    breached = too_few & whole & (lack == 0) & ~suspended
    missing = np.where(whole, 0, BIT["vague-date"])
    missing |= lack
    missing |= np.where(suspended, BIT["waiver-unclear"], 0)
    missing = np.where(over, missing, BIT["pending"])
    reasons = np.where(
        enough, BIT["done"], np.where(breached, BIT["missed"], np.where(too_few, missing, unsure))
    )
    verdict = np.where(enough, MET, np.where(breached, BREACHED, UNDETERMINED))
    return verdict.astype(np.uint8), reasons


def _by_gap(
    check: Check, records: DutyRecords, length: int, register: Register, suspended: Flags
) -> tuple[NDArray[np.uint8], Bits]:
    """Judge by whether some moment of the month has no duty done within the time before it.

    A moment t is possibly served by an inspection when t lies in [start, end + length), certainly when in
    [end, start + length).
    """
    verdict = np.full(check.judged_low.size, MET, dtype=np.uint8)
    reasons = np.full(check.judged_low.size, BIT["done"], dtype=np.int64)
    sure = records.tri == 2
    perhaps = _shadow(records.start, records.end + length)
    certain = _shadow(records.end[sure], records.start[sure] + length)
    owed_from = check.force_from + length
    for month in np.flatnonzero(check.is_judged):
        low, high = (max(int(check.judged_low[month]), owed_from), int(check.judged_high[month]))
        gaps = _gaps(certain, low, high)
        if not gaps:
            continue
        verdict[month] = UNDETERMINED
        unserved = _gaps(perhaps, low, high)
        if unserved:
            lack = _lack(register, unserved, length)
            if not lack and not suspended[month]:
                verdict[month], reasons[month] = BREACHED, BIT["missed"]
                continue
            reasons[month] = lack | (BIT["waiver-unclear"] if suspended[month] else 0)
            continue
        first = gaps[0][0]
        serving = (records.start <= first) & (first < records.end + length)
        doubts = np.where(records.doubts[serving], records.doubts[serving], BIT["vague-date"])
        reasons[month] = np.bitwise_or.reduce(doubts)
    return verdict, reasons


def _shadow(low: Ints, high: Ints) -> list[tuple[int, int]]:
    """Return the union of half-open intervals, in order."""
    merged: list[tuple[int, int]] = []
    for each_low, each_high in sorted(zip(low.tolist(), high.tolist(), strict=True)):
        if each_low >= each_high:
            continue
        if merged and each_low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], each_high))
        else:
            merged.append((each_low, each_high))
    return merged


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


def _lack(register: Register, unserved: list[tuple[int, int]], length: int) -> int:
    """Return the bit of what the register lacks in all gaps; 0 where it is confirmed up to one moment."""
    if any(_some_covered(register.confirmed, each, length) for each in unserved):
        return 0
    declared = any(_some_covered(register.declared, each, length) for each in unserved)
    return BIT["register-unconfirmed" if declared else "register-incomplete"]


def _some_covered(register: CoveredTimes, gap: tuple[int, int], length: int) -> bool:
    """Say whether the register is complete over the time up to some moment t of the gap.

    The time up to t is (t - length, t]: it lies in a watched interval [s, e] when s <= t - length + 1
    microsecond and t <= e.
    """
    low, high = gap
    for start, end in zip(register.start.tolist(), register.end.tolist(), strict=True):
        if max(low, start + length - 1) <= min(high - 1, end):
            return True
    return False
