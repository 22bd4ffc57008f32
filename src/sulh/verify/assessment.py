"""What one assessment of a provision says, month by month, and how assessments and months are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.grouped_sums import UNBOUNDED
from sulh.verify.reasons import BIT, BREACHED, MET, UNDETERMINED

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.values import PartyId, ZoneId
    from sulh.verify.times import Ints, Months
    from sulh.verify.waivers import Waiver

__all__ = [
    "Alike",
    "Assessment",
    "Check",
    "Pairs",
    "apply_waivers",
    "combine",
    "month_pairs",
    "no_pairs",
    "ragged",
]

Bits = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is to be judged: a provision, for a party, in a zone, over months.

    `judged_low` and `judged_high` are the judged part of each month, in microseconds; where the
    second is not after the first, the month is not judged.
    """

    provision: Provision
    party: PartyId
    zone: ZoneId
    months: Months
    judged_low: Ints
    judged_high: Ints
    force_from: int
    force_until: int
    at: int
    waivers: tuple[Waiver, ...]
    border_m: float | None = None

    @property
    def is_judged(self) -> NDArray[np.bool_]:
        """Say which months are judged."""
        return np.asarray(self.judged_low < self.judged_high)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which records belong to a month: `month` (position), `index` into `Tables.ids`, equal sizes."""

    month: Ints
    index: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Records that count with another one: `index` of each, `lead` the index of that other, and the month.

    They may be one event. `less` int64[months, 3] is by
    how much the deaths of the deciding records, low, best and high, are less where each event counts once.
    """

    month: Ints
    index: Ints
    lead: Ints
    less: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One verdict a month: verdict uint8, reasons as bits, bounds, and the records that speak."""

    verdict: NDArray[np.uint8]
    reasons: Bits
    low: Ints
    high: Ints
    allowed_low: Ints
    allowed_high: Ints
    deciding: Pairs
    doubtful: Pairs
    alike: Alike | None = None


def no_pairs() -> Pairs:
    """Return no pairs."""
    empty = np.empty(0, dtype=np.int64)
    return Pairs(empty, empty)


def month_pairs(check: Check, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return which spans touch which judged months: positions of spans, positions of months."""
    months = np.flatnonzero(check.is_judged)
    low, high = check.judged_low[months], check.judged_high[months]
    first = np.searchsorted(high, start, side="right")
    last = np.searchsorted(low, end, side="right") - 1
    counts = np.maximum(last - first + 1, 0)
    span = np.repeat(np.arange(start.size), counts)
    month = months[np.repeat(first, counts) + ragged(counts)] if span.size else span
    return span, month


def ragged(counts: Ints) -> Ints:
    """Return 0, 1, …, n-1 for each n of `counts`, one after the other."""
    total = int(counts.sum())
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(total) - starts


def combine(presence: Assessment | None, acts: Assessment | None) -> Assessment:
    """Return the worst of two assessments in each month."""
    if presence is None or acts is None:
        only = presence if acts is None else acts
        assert only is not None  # noqa: S101 -- a provision has a assessment
        return only
    from_acts = acts.verdict > presence.verdict
    same = acts.verdict == presence.verdict

    def pick(one: Ints, other: Ints) -> Ints:
        return np.where(from_acts, other, one)

    reasons = np.where(same, presence.reasons | acts.reasons, pick(presence.reasons, acts.reasons))
    return Assessment(
        verdict=np.maximum(presence.verdict, acts.verdict),
        reasons=reasons,
        low=pick(presence.low, acts.low),
        high=pick(presence.high, acts.high),
        allowed_low=pick(presence.allowed_low, acts.allowed_low),
        allowed_high=pick(presence.allowed_high, acts.allowed_high),
        deciding=_joined(presence.deciding, acts.deciding),
        doubtful=_joined(presence.doubtful, acts.doubtful),
        alike=acts.alike,
    )


def _joined(one: Pairs, other: Pairs) -> Pairs:
    return Pairs(np.concatenate([one.month, other.month]), np.concatenate([one.index, other.index]))


def apply_waivers(check: Check, assessment: Assessment) -> Assessment:
    """Make each month that one lift certainly covers *met*, whatever was reported."""
    covered = np.zeros(assessment.verdict.size, dtype=np.bool_)
    for waiver in check.waivers:
        if waiver.terms.suspends:
            covered |= waiver.applies(check.judged_low, check.judged_high - 1) == 2
    return replace(
        assessment,
        verdict=np.where(covered, MET, assessment.verdict).astype(np.uint8),
        reasons=np.where(covered, BIT["waived"], assessment.reasons),
    )


def verdicts(breached: NDArray[np.bool_], undetermined: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return *breached* where so, else *undetermined* where so, else *met*."""
    return np.where(breached, BREACHED, np.where(undetermined, UNDETERMINED, MET)).astype(np.uint8)


def unbounded(size: int) -> Ints:
    """Return a column that says *no upper bound*."""
    return np.full(size, UNBOUNDED, dtype=np.int64)
