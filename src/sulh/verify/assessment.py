"""What one limb of a provision says, month by month, and how limbs and months are put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.verify.reasons import BIT, BREACHED, MET, UNBOUNDED, UNDETERMINED

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.values import PartyId, ZoneId
    from sulh.verify.times import Ints, Months
    from sulh.verify.waivers import Waiver

__all__ = ["Case", "Limb", "Pairs", "apply_waivers", "combine", "month_pairs", "no_pairs", "ragged"]

Bits = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
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
    """Which records speak for a month: `month` (position), `index` into `Tables.ids`, equal sizes."""

    month: Ints
    index: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """One verdict a month: verdict uint8, reasons as bits, bounds, and the records that speak."""

    verdict: NDArray[np.uint8]
    reasons: Bits
    low: Ints
    high: Ints
    allowed_low: Ints
    allowed_high: Ints
    deciding: Pairs
    doubtful: Pairs


def no_pairs() -> Pairs:
    """Return no pairs."""
    empty = np.empty(0, dtype=np.int64)
    return Pairs(empty, empty)


def month_pairs(case: Case, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return which spans touch which judged months: positions of spans, positions of months."""
    judged = np.flatnonzero(case.is_judged)
    low, high = case.judged_low[judged], case.judged_high[judged]
    first = np.searchsorted(high, start, side="right")
    last = np.searchsorted(low, end, side="right") - 1
    counts = np.maximum(last - first + 1, 0)
    span = np.repeat(np.arange(start.size), counts)
    month = judged[np.repeat(first, counts) + ragged(counts)] if span.size else span
    return span, month


def ragged(counts: Ints) -> Ints:
    """Return 0, 1, …, n-1 for each n of `counts`, one after the other."""
    total = int(counts.sum())
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(total) - starts


def combine(presence: Limb | None, acts: Limb | None) -> Limb:
    """Return the worst of two limbs in each month."""
    if presence is None or acts is None:
        found = presence if acts is None else acts
        assert found is not None  # noqa: S101 -- a provision has a limb
        return found
    from_acts = acts.verdict > presence.verdict
    same = acts.verdict == presence.verdict

    def pick(one: Ints, other: Ints) -> Ints:
        return np.where(from_acts, other, one)

    reasons = np.where(same, presence.reasons | acts.reasons, pick(presence.reasons, acts.reasons))
    return Limb(
        verdict=np.maximum(presence.verdict, acts.verdict),
        reasons=reasons,
        low=pick(presence.low, acts.low),
        high=pick(presence.high, acts.high),
        allowed_low=pick(presence.allowed_low, acts.allowed_low),
        allowed_high=pick(presence.allowed_high, acts.allowed_high),
        deciding=_joined(presence.deciding, acts.deciding),
        doubtful=_joined(presence.doubtful, acts.doubtful),
    )


def _joined(one: Pairs, other: Pairs) -> Pairs:
    return Pairs(np.concatenate([one.month, other.month]), np.concatenate([one.index, other.index]))


def apply_waivers(case: Case, limb: Limb) -> Limb:
    """Make each month that one lift certainly covers *met*, whatever was reported."""
    covered = np.zeros(limb.verdict.size, dtype=np.bool_)
    for waiver in case.waivers:
        if waiver.terms.suspends:
            covered |= waiver.applies(case.judged_low, case.judged_high - 1) == 2
    return replace(
        limb,
        verdict=np.where(covered, MET, limb.verdict).astype(np.uint8),
        reasons=np.where(covered, BIT["waived"], limb.reasons),
    )


def verdicts(breached: NDArray[np.bool_], undetermined: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return *breached* where so, else *undetermined* where so, else *met*."""
    return np.where(breached, BREACHED, np.where(undetermined, UNDETERMINED, MET)).astype(np.uint8)


def unbounded(size: int) -> Ints:
    """Return a column that says *no upper bound*."""
    return np.full(size, UNBOUNDED, dtype=np.int64)
