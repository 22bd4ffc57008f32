"""How far a project is, and what it will cost and when it will end if it goes on like this.

Earned value management (ISO 21508:2018; PMI, Practice Standard for Earned Value Management, 2nd edition,
2011 [GK]), and earned schedule for time (Lipke 2003, Schedule is different, The Measurable News [GK]):

- planned value PV: the budget of the work that should be done by now,
- earned value EV: the budget of the work that is done,
- actual cost AC: what was paid,
- cost index CPI = EV / AC, schedule index SPI = EV / PV,
- cost at the end: AC + (B - EV) if the rest costs what was planned, B / CPI if it goes on as so far, and
  AC + (B - EV) / (CPI x SPI) if lateness costs as well; B is the budget,
- time: ES is when the plan had reached today's EV; the length at the end is the planned length
  x (time so far / ES).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.values import Span

__all__ = ["EarnedValue", "Part", "earned_value", "planned_share"]

CENT = Decimal("0.01")
WIDE = Context(prec=2_000)
"""Amounts in records have up to 120 decimals: an index of such a one has hundreds of digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a project: when it is planned, its share of the budget, and its progress (0 to 1)."""

    span: Span
    share: Decimal
    progress: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedValue:
    """Progress and forecast of a project at a moment; amounts in the project's currency, to the cent.

    Empty where it cannot be worked out: no index before anything is planned or paid, no forecast of time
    before anything is done or after all is. `ends` is UTC.
    """

    budget: Decimal
    plan: Decimal
    earned: Decimal
    paid: Decimal
    cost_index: Decimal | None
    schedule_index: Decimal | None
    costs: tuple[Decimal, ...]
    ends: datetime | None

    @property
    def cost_low(self) -> Decimal | None:
        """The least cost at the end of the three formulas."""
        return min(self.costs, default=None)

    @property
    def cost_high(self) -> Decimal | None:
        """The greatest cost at the end of the three formulas."""
        return max(self.costs, default=None)

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has; amounts are texts, exact to the cent."""
        return {
            "budget": f"{self.budget:f}",
            "plan": f"{self.plan:f}",
            "earned": f"{self.earned:f}",
            "paid": f"{self.paid:f}",
            "cost_index": None if self.cost_index is None else f"{self.cost_index:f}",
            "schedule_index": None if self.schedule_index is None else f"{self.schedule_index:f}",
            "cost_at_end": [f"{each:f}" for each in self.costs],
            "ends": format_utc(self.ends) if self.ends else None,
        }


def earned_value(
    budget: Decimal, parts: Sequence[Part], paid: Decimal, *, at: datetime
) -> EarnedValue:
    """Return progress and forecast at a moment (UTC). The parts' shares are more than 0 together.

    Shares are taken of their own sum. Each part is planned to go evenly from its start to its end.
    """
    whole = sum((each.share for each in parts), Decimal(0))
    plan = budget * planned_share(parts, at)
    earned = budget * sum((each.share * each.progress for each in parts), Decimal(0)) / whole
    cost_index = earned / paid if paid else None
    schedule_index = earned / plan if plan else None
    costs: list[Decimal] = []
    if cost_index:
        costs = [paid + budget - earned, budget / cost_index]
        if schedule_index and earned < budget:
            costs.append(paid + (budget - earned) / (cost_index * schedule_index))
    return EarnedValue(
        budget=_cents(budget),
        plan=_cents(plan),
        earned=_cents(earned),
        paid=_cents(paid),
        cost_index=None if cost_index is None else _cents(cost_index),
        schedule_index=None if schedule_index is None else _cents(schedule_index),
        costs=tuple(_cents(each) for each in costs),
        ends=_ends(parts, earned / budget, at),
    )


def planned_share(parts: Sequence[Part], at: datetime) -> Decimal:
    """Return how much of all work the plan has done by a moment, 0 to 1."""
    whole = sum((each.share for each in parts), Decimal(0))
    return sum((each.share * _elapsed(each.span, at) for each in parts), Decimal(0)) / whole


def _elapsed(span: Span, at: datetime) -> Decimal:
    """Return the share of a span that has passed at a moment."""
    if at >= span.end:
        return Decimal(1)
    if at <= span.start:
        return Decimal(0)
    return _seconds(span.start, at) / _seconds(span.start, span.end)


def _ends(parts: Sequence[Part], share: Decimal, at: datetime) -> datetime | None:
    """Return when all is done if it goes on as so far, by earned schedule."""
    begin, end = min(each.span.start for each in parts), max(each.span.end for each in parts)
    if not 0 < share < 1 or at <= begin:
        return None
    edges = sorted({moment for each in parts for moment in (each.span.start, each.span.end)})
    shares = [planned_share(parts, each) for each in edges]
    after = next(place for place, each in enumerate(shares) if each >= share)
    if after == 0:
        return None
    rise = (share - shares[after - 1]) / (shares[after] - shares[after - 1])
    reached = edges[after - 1] + (edges[after] - edges[after - 1]) * float(rise)
    if reached <= begin:
        return None
    stretch = (at - begin) / (reached - begin)
    try:
        return begin + (end - begin) * stretch
    except OverflowError:
        return None


def _seconds(start: datetime, end: datetime) -> Decimal:
    return Decimal(round((end - start).total_seconds()))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, context=WIDE)
