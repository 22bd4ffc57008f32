"""What is due for a month, line by line, each with its days, records and rate.

The rules (`docs/reference/sustain-units.md` says where each is from, and which are unverified):

- a day earns one part in D of the monthly rate; D is the number of days of that calendar month
  (a decision of the product, so that a whole month earns the whole rate; no source was found);
- each day takes the rate in force that day, so that a month that straddles a change is split;
- a line gathers all days of one unit, thing, reason and rate, and is rounded once, half up to
  the cent; so records may be split at any day and the sum stays the same; where one thing has
  two deductions, the second is what both round to less the first, so that they never exceed it;
- personnel are paid as deployed, less those absent; items as agreed from the first inspection
  on, less those not present, less those present and not serviceable (wet lease only) where
  fewer than `full_pay_percent` of the agreed items are serviceable;
- nothing is paid for a day outside the unit's deployment;
- an inspection holds until the next; where two of one day disagree the lower counts are used;
- self-sustainment is paid for persons present, less the days its standard was found not met.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from sulh.sustain.units.days import holds_on, latest_by
from sulh.sustain.units.rates import ReimbursementRate, rate_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from sulh.sustain.records import (
        EquipmentHolding,
        EquipmentInspection,
        PersonnelPeriod,
        StandardAssessment,
    )
    from sulh.sustain.units.unit_records import UnitRecords

    Check = TypeVar("Check", EquipmentInspection, StandardAssessment)

__all__ = ["DayCount", "Reimbursement", "ReimbursementLine", "reimburse", "rounded_amount"]

CENT = Decimal("0.01")
FULL_PAY_PERCENT = 90  # COE Manual, general knowledge, not verified (GK)


class DayCount(NamedTuple):
    """So many persons or items on one day, by these records, at the rate with this id."""

    day: date
    number: int
    records: tuple[str, ...]
    rate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReimbursementLine:
    """One figure. `sign` is 1 for an entitlement, -1 for a deduction; `amount` has the sign.

    `quantity` is person-days or item-days; amount = sign x quantity x rate / days of the month.
    `rates` are those in force on its days, all of one amount; each of `days` names its own.
    """

    unit: str
    kind: str
    category: str
    lease: str
    reason: str
    sign: int
    rates: tuple[ReimbursementRate, ...]
    days: tuple[DayCount, ...]
    month_days: int
    quantity: int
    amount: Decimal

    @property
    def rate_amount(self) -> Decimal:
        """Return the monthly rate of the line, US dollars."""
        return self.rates[0].amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Reimbursement:
    """A month's lines; `notes` say what the figures rest on and what is in doubt."""

    year: int
    month: int
    lines: tuple[ReimbursementLine, ...]
    notes: tuple[str, ...]

    @property
    def gross(self) -> Decimal:
        """Return the sum of the entitlements, US dollars."""
        return sum((each.amount for each in self.lines if each.sign > 0), Decimal(0))

    @property
    def deductions(self) -> Decimal:
        """Return the sum of the deductions, US dollars, zero or more."""
        return -sum((each.amount for each in self.lines if each.sign < 0), Decimal(0))

    @property
    def net(self) -> Decimal:
        """Return what is due, US dollars."""
        return self.gross - self.deductions


def rounded_amount(quantity: int, rate: Decimal, month_days: int) -> Decimal:
    """Return `quantity` x `rate` / `month_days`, rounded once, half up to the cent."""
    with localcontext() as context:
        context.prec = 60
        return (quantity * rate / month_days).quantize(CENT, ROUND_HALF_UP)


Key = tuple[str, str, str, str, str, int]
Entry = tuple[Key, DayCount]


def reimburse(
    year: int,
    month: int,
    records: UnitRecords,
    rates: tuple[ReimbursementRate, ...],
    *,
    full_pay_percent: int = FULL_PAY_PERCENT,
) -> Reimbursement:
    """Compute a month; raise `InputError` where a day has no rate."""
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    notes: dict[str, None] = {}
    entries: list[Entry] = []
    for day in days:
        present = _present(records.personnel, day)
        entries += _personnel(present, day, notes)
        entries += _equipment(records, day, full_pay_percent, notes)
        entries += _sustainment(present, records.standards, day, notes)
    by_key: dict[tuple[Key, Decimal], _Days] = defaultdict(_Days)
    units = {each.ref: each for each in records.units}
    for key, count in entries:
        unit = units.get(key[0])
        is_deployed = unit is not None and holds_on(unit, count.day)
        if count.number and not is_deployed:
            notes[f"{key[0]}: records cover days outside its deployment; not paid then."] = None
        elif count.number:
            rate = rate_on(rates, key[1:4], count.day)
            group = by_key[key, rate.amount]
            group.counts.append(count._replace(rate=rate.id))
            group.rates[rate.id] = rate
    return Reimbursement(
        year=year, month=month, lines=_lines(by_key, len(days)), notes=tuple(notes)
    )


@dataclass(slots=True)
class _Days:
    """The days of one line, and the rates on them."""

    counts: list[DayCount] = field(default_factory=list)
    rates: dict[str, ReimbursementRate] = field(default_factory=dict)


def _lines(
    by_key: Mapping[tuple[Key, Decimal], _Days], month_days: int
) -> tuple[ReimbursementLine, ...]:
    """Return the lines in order; several of one thing and sign round to the sum of all together."""
    lines = []
    earlier: dict[tuple[str, str, str, str, int, Decimal], int] = defaultdict(int)
    for (key, amount), days in sorted(by_key.items(), key=lambda each: _order(each[0][0])):
        name, kind, category, lease, reason, sign = key
        quantity = sum(each.number for each in days.counts)
        before = earlier[name, kind, category, lease, sign, amount]
        earlier[name, kind, category, lease, sign, amount] += quantity
        due = rounded_amount(before + quantity, amount, month_days) - rounded_amount(
            before, amount, month_days
        )
        lines.append(
            ReimbursementLine(
                unit=name,
                kind=kind,
                category=category,
                lease=lease,
                reason=reason,
                sign=sign,
                rates=tuple(days.rates.values()),
                days=tuple(days.counts),
                month_days=month_days,
                quantity=quantity,
                amount=sign * due,
            )
        )
    return tuple(lines)


def _order(key: Key) -> tuple[str, str, str, str, int, str]:
    unit, kind, category, lease, reason, sign = key
    rank = ("personnel", "equipment", "self-sustainment").index(kind)
    return unit, str(rank), category, lease, -sign, reason


Present = dict[str, tuple[int, int, tuple[str, ...], tuple[str, ...]]]
"""By unit: the persons deployed and absent, and the records of each."""


def _present(personnel: Iterable[PersonnelPeriod], day: date) -> Present:
    present: Present = {}
    for each in personnel:
        if holds_on(each, day):
            there, away, refs, away_refs = present.get(each.unit, (0, 0, (), ()))
            if each.status == "deployed":
                present[each.unit] = (there + each.persons, away, (*refs, each.ref), away_refs)
            else:
                present[each.unit] = (there, away + each.persons, refs, (*away_refs, each.ref))
    return present


def _personnel(present: Present, day: date, notes: dict[str, None]) -> Iterator[Entry]:
    for unit, (there, away, refs, away_refs) in present.items():
        if away > there:
            notes[
                f"{unit}, {day}: {away} absent of {there} deployed ({', '.join(away_refs)}); "
                f"{there} are deducted. Correct one of the records."
            ] = None
        yield (unit, "personnel", "", "", "deployed", 1), DayCount(day, there, refs)
        yield (
            (unit, "personnel", "", "", "absent", -1),
            DayCount(day, min(away, there), (*refs, *away_refs)),
        )


def _of(checks: Iterable[Check], unit: str, category: str) -> Iterator[Check]:
    return (each for each in checks if each.unit == unit and each.category == category)


def _equipment(
    records: UnitRecords, day: date, full_pay_percent: int, notes: dict[str, None]
) -> Iterator[Entry]:
    groups: dict[tuple[str, str, str], list[EquipmentHolding]] = defaultdict(list)
    for each in records.equipment:
        if holds_on(each, day):
            groups[each.unit, each.category, each.lease].append(each)
    for (unit, category, lease), holdings in groups.items():
        others = [g for g in groups if g[:2] == (unit, category) and g[2] != lease]
        if others:
            notes[
                f"{unit}, {category}: held under both leases; not paid until one is corrected."
            ] = None
            continue
        latest = latest_by(_of(records.inspections, unit, category), day)
        if not latest:
            notes[
                f"{unit}, {category}: no inspection up to some days of the month; not paid then."
            ] = None
            continue
        if len({(each.present, each.serviceable) for each in latest}) > 1:
            notes[
                f"{unit}, {category}: the inspections {', '.join(each.ref for each in latest)} of "
                f"{latest[0].day} disagree; the lower counts are used."
            ] = None
        yield from _items(
            (unit, "equipment", category, lease), holdings, latest, day, full_pay_percent
        )


def _items(
    thing: tuple[str, str, str, str],
    holdings: Sequence[EquipmentHolding],
    latest: Sequence[EquipmentInspection],
    day: date,
    full_pay_percent: int,
) -> Iterator[Entry]:
    """Return the items agreed, not present and not serviceable of one thing on a day."""
    present = min(each.present for each in latest)
    serviceable = min(each.serviceable for each in latest)
    agreed = sum(each.agreed for each in holdings)
    refs = (*(each.ref for each in holdings), *(each.ref for each in latest))
    there = min(present, agreed)
    failing = there - min(serviceable, there)
    is_short = serviceable * 100 < full_pay_percent * agreed and thing[3] == "wet"
    yield (*thing, "agreed", 1), DayCount(day, agreed, refs)
    yield (*thing, "not present", -1), DayCount(day, agreed - there, refs)
    yield (*thing, "not serviceable", -1), DayCount(day, failing if is_short else 0, refs)


def _sustainment(
    present: Present, standards: tuple[StandardAssessment, ...], day: date, notes: dict[str, None]
) -> Iterator[Entry]:
    for unit, category in sorted({(each.unit, each.category) for each in standards}):
        latest = latest_by(_of(standards, unit, category), day)
        if not latest or unit not in present:
            continue
        there, away, refs, away_refs = present[unit]
        refs = (*refs, *away_refs, *(each.ref for each in latest))
        is_met = all(each.is_met for each in latest)
        if not is_met and any(each.is_met for each in latest):
            notes[
                f"{unit}, {category}: assessments of {latest[0].day} disagree; they count as not met."
            ] = None
        persons = max(there - away, 0)
        key = (unit, "self-sustainment", category, "")
        yield (*key, "persons present", 1), DayCount(day, persons, refs)
        yield (*key, "standard not met", -1), DayCount(day, 0 if is_met else persons, refs)
