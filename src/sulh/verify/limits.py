"""Presence: how many of an item a party had in a zone, against how many were allowed.

Serves *limit*, *withdraw-by*, and the presence limb of *prohibit* and *respect-line*. The meaning is in
docs/reference/verification-semantics.md, section *limit*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sulh.verify.limb import Case, Limb, Pairs, month_pairs, ragged, unbounded, verdicts
from sulh.verify.reasons import BIT, BREACHED, MET, UNBOUNDED, UNDETERMINED
from sulh.verify.waivers import allowances

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.verify.reports import Bits, Flags, Reports
    from sulh.verify.times import Ints

__all__ = ["presence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Censuses:
    """The censuses of one provision, party and zone, one entry each.

    `rows` holds the observations of all, census after census, `row_counts` how many each has;
    `inspection` the row of its inspection, or -1.
    """

    start: Ints
    end: Ints
    low: Ints
    alleged: Ints
    high: Ints
    complete: Flags
    doubts: Bits
    inspection: Ints
    rows: Ints
    row_counts: Ints


def presence(case: Case, reports: Reports, items: frozenset[str], at_most: int) -> Limb:
    """Judge each month: is what was counted of `items` within `at_most` and the waivers?"""
    found = _take_censuses(case, reports, items)
    allowed_low, allowed_high = allowances(at_most, case.waivers, found.start, found.end)
    contradicted = _contradicted(found)
    census, month = month_pairs(case, found.start, found.end)
    certain = (found.start[census] >= case.judged_low[month]) & (
        found.end[census] < case.judged_high[month]
    )
    clear = ~contradicted[census]
    over = clear & certain & (found.low > allowed_high)[census]
    alleges = clear & (found.alleged > allowed_low)[census]
    straddles = clear & (found.complete & (found.high > allowed_low))[census] & ~alleges
    settled = found.complete[census] & certain
    size = case.judged_low.size
    breached, doubtful = _any(size, month, over), _any(size, month, ~clear | alleges | straddles)
    counted = _any(size, month, settled)
    reasons = _reasons(
        found, census, month, size,
        alleges=alleges, straddles=straddles, clear=clear, certain=certain,
        unclear=(allowed_low != allowed_high)[census],
    )  # fmt: skip
    verdict = verdicts(breached, doubtful | ~counted)
    reasons = np.where(
        breached,
        BIT["over-limit"],
        np.where(
            doubtful, reasons, np.where(counted, BIT["within-limit"], BIT["no-complete-count"])
        ),
    )
    bounds = _bounds(case, found, census, month, certain & clear, at_most)
    decides = (over & breached[month]) | (settled & (verdict == MET)[month])
    raises = (~clear | alleges | straddles) & (verdict == UNDETERMINED)[month]
    also = (alleges | ~clear) & ~over & (verdict == BREACHED)[month]
    return Limb(
        verdict=verdict,
        reasons=reasons,
        low=bounds[0],
        high=bounds[1],
        allowed_low=bounds[2],
        allowed_high=bounds[3],
        deciding=_records(reports, found, census[decides], month[decides]),
        doubtful=_records(reports, found, census[raises | also], month[raises | also]),
    )


def _take_censuses(case: Case, reports: Reports, items: frozenset[str]) -> _Censuses:
    """Gather the rows that count into censuses, and the complete inspections without any."""
    seen, inspected = reports.observations, reports.inspections
    rows = _rows(case, reports, items)
    party, party_doubts = seen.party(case.party)
    place, place_doubts = seen.places.inside(case.zone, accuracy_m=case.border_m)
    rows = rows[(party[rows] > 0) & (place[rows] > 0)]
    codes = reports.census[rows]
    order = np.argsort(codes, kind="stable")
    rows, codes = rows[order], codes[order]
    firsts = np.flatnonzero(np.diff(codes, prepend=-1)) if rows.size else rows
    counts = np.diff(np.append(firsts, rows.size))
    code = codes[firsts]
    sure = seen.strong[rows] & (party[rows] == 2) & (place[rows] == 2)
    low_of = reports.counts_low[rows]
    doubts = seen.weak[rows] | party_doubts[rows] | place_doubts[rows]
    whole, whole_alone = _complete(case, reports)
    inspection = np.where(code < inspected.start.size, code, -1)
    complete = np.where(
        inspection >= 0,
        whole[np.maximum(inspection, 0)] if whole.size else False,
        whole_alone[rows[firsts]] & (code % 2 != inspected.start.size % 2),
    )
    high = _sums(np.minimum(reports.counts_high[rows], UNBOUNDED), firsts)
    start, end = _least(seen.start[rows], firsts), _most(seen.end[rows], firsts)
    if inspected.start.size:
        at = np.maximum(inspection, 0)
        start = np.where(inspection >= 0, np.minimum(start, inspected.start[at]), start)
        end = np.where(inspection >= 0, np.maximum(end, inspected.end[at]), end)
    empty = np.setdiff1d(np.flatnonzero(whole), inspection)
    none = np.zeros(empty.size, dtype=np.int64)
    return _Censuses(
        start=np.concatenate([start, inspected.start[empty]]),
        end=np.concatenate([end, inspected.end[empty]]),
        low=np.concatenate([_sums(np.where(sure, low_of, 0), firsts), none]),
        alleged=np.concatenate([_sums(low_of, firsts), none]),
        high=np.concatenate([np.where(complete, high, UNBOUNDED), none]),
        complete=np.concatenate([complete, np.ones(empty.size, dtype=np.bool_)]).astype(np.bool_),
        doubts=np.concatenate([_ors(np.where(low_of > 0, doubts, 0), firsts), none]),
        inspection=np.concatenate([inspection, empty]),
        rows=rows,
        row_counts=np.concatenate([counts, none]),
    )


def _rows(case: Case, reports: Reports, items: frozenset[str]) -> Ints:
    """Return the observations of the items."""
    parts = [reports.rows_of_item[item] for item in items if item in reports.rows_of_item]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def _complete(case: Case, reports: Reports) -> tuple[Flags, Flags]:
    """Say which inspections, and which observations alone, counted everything in the zone."""
    found = []
    for column in (reports.inspections, reports.observations):
        flags = column.strong & column.frame["complete"].to_numpy()
        if flags.any() and case.zone:
            names = column.places.names
            whole = np.array([reports.grounds.holds_whole(each[0], case.zone) for each in names])
            flags = flags & whole[column.places.name_code]
        found.append(flags if case.zone else np.zeros(flags.size, dtype=np.bool_))
    return found[0], found[1]


def _sums(values: Ints, firsts: Ints) -> Ints:
    """Return sums over groups, with *no bound* wherever a member has none."""
    if not firsts.size:
        return np.empty(0, dtype=np.int64)
    free = values >= UNBOUNDED
    sums = np.add.reduceat(np.where(free, 0, values), firsts)
    return np.where(np.logical_or.reduceat(free, firsts), UNBOUNDED, sums)


def _ors(values: Bits, firsts: Ints) -> Bits:
    return np.bitwise_or.reduceat(values, firsts) if firsts.size else values[:0]


def _least(values: Ints, firsts: Ints) -> Ints:
    return np.minimum.reduceat(values, firsts) if firsts.size else values[:0]


def _most(values: Ints, firsts: Ints) -> Ints:
    return np.maximum.reduceat(values, firsts) if firsts.size else values[:0]


def _contradicted(found: _Censuses) -> Flags:
    """Say which censuses exclude another of the same time."""
    flags = np.zeros(found.start.size, dtype=np.bool_)
    finite = np.flatnonzero(found.complete & (found.high < UNBOUNDED))
    if not finite.size:
        return flags
    order = np.argsort(found.start, kind="stable")
    reach = np.maximum.accumulate(found.end[order])
    _mark_contradictions(finite, order, reach, found.start, found.end, found.low, found.high, flags)
    return flags


@njit(cache=True)
def _mark_contradictions(
    finite: NDArray[np.int64],
    order: NDArray[np.int64],
    reach: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    flags: NDArray[np.bool_],
) -> None:
    """Mark pairs whose spans share a moment and whose bounds do not, walking back from each."""
    for a in finite:
        after = np.searchsorted(start[order], end[a], side="right")
        k = after - 1
        while k >= 0 and reach[k] >= start[a]:
            b = order[k]
            if b != a and end[b] >= start[a] and high[a] < low[b]:
                flags[a] = True
                flags[b] = True
            k -= 1


def _any(size: int, month: Ints, flags: Flags) -> Flags:
    found = np.zeros(size, dtype=np.bool_)
    found[month[flags]] = True
    return found


def _reasons(
    found: _Censuses,
    census: Ints,
    month: Ints,
    size: int,
    *,
    alleges: Flags,
    straddles: Flags,
    clear: Flags,
    certain: Flags,
    unclear: Flags,
) -> Bits:
    bits = np.where(clear, 0, BIT["contradiction"])
    bits |= np.where(
        alleges,
        BIT["partial-alleges"]
        | found.doubts[census]
        | np.where(certain, 0, BIT["vague-date"])
        | np.where(unclear, BIT["waiver-unclear"], 0),
        0,
    )
    bits |= np.where(straddles, BIT["count-straddles"], 0)
    reasons = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(reasons, month, bits)
    return reasons


def _bounds(
    case: Case, found: _Censuses, census: Ints, month: Ints, sure: Flags, at_most: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Return what was measured and what was allowed, month by month."""
    size = case.judged_low.size
    low = np.zeros(size, dtype=np.int64)
    np.maximum.at(low, month[sure], found.low[census[sure]])
    whole = found.complete[census]
    high = np.full(size, -1, dtype=np.int64)
    np.maximum.at(high, month[whole], found.high[census[whole]])
    high = np.where(high < 0, UNBOUNDED, high)
    month_low, month_high = allowances(
        at_most, case.waivers, case.judged_low, np.maximum(case.judged_high - 1, case.judged_low)
    )
    span_low, span_high = allowances(at_most, case.waivers, found.start, found.end)
    allowed_low, allowed_high = unbounded(size), np.full(size, -1, dtype=np.int64)
    np.minimum.at(allowed_low, month, span_low[census])
    np.maximum.at(allowed_high, month, span_high[census])
    touched = np.zeros(size, dtype=np.bool_)
    touched[month] = True
    return (
        low,
        high,
        np.where(touched, allowed_low, month_low),
        np.where(touched, allowed_high, month_high),
    )


def _records(reports: Reports, found: _Censuses, census: Ints, month: Ints) -> Pairs:
    """Return the records of censuses: the inspection, and the rows."""
    counts = found.row_counts[census]
    firsts = np.cumsum(found.row_counts) - found.row_counts
    rows = found.rows[np.repeat(firsts[census], counts) + ragged(counts)]
    inspected = found.inspection[census] >= 0
    inspections = found.inspection[census[inspected]]
    return Pairs(
        np.concatenate([month[inspected], np.repeat(month, counts)]),
        np.concatenate([reports.inspections.index[inspections], reports.observations.index[rows]]),
    )
