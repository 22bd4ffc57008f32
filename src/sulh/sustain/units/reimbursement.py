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
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from sulh.sustain.units.days import holds_on, latest_by
from sulh.sustain.units.rates import Rate, rate_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from sulh.sustain.units.equipment import (
        EquipmentHolding,
        EquipmentInspection,
        PersonnelPeriod,
        StandardAssessment,
        Unit,
    )

    Checked = TypeVar("Checked", EquipmentInspection, StandardAssessment)

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
    rates: tuple[Rate, ...]
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
    def deducted(self) -> Decimal:
        """Return the sum of the deductions, US dollars, none or more."""
        return -sum((each.amount for each in self.lines if each.sign < 0), Decimal(0))

    @property
    def net(self) -> Decimal:
        """Return what is due, US dollars."""
        return self.gross - self.deducted


def rounded_amount(quantity: int, rate: Decimal, month_days: int) -> Decimal:
    """Return `quantity` x `rate` / `month_days`, half up to the cent, without a step between."""
    with localcontext() as context:
        context.prec = 60
        return (quantity * rate / month_days).quantize(CENT, ROUND_HALF_UP)


Key = tuple[str, str, str, str, str, int]
Entry = tuple[Key, DayCount]


def reimburse(
    year: int,
    month: int,
    *,
    units: tuple[Unit, ...],
    personnel: tuple[PersonnelPeriod, ...],
    holdings: tuple[EquipmentHolding, ...],
    inspections: tuple[EquipmentInspection, ...],
    standards: tuple[StandardAssessment, ...],
    rates: tuple[Rate, ...],
    full_pay_percent: int = FULL_PAY_PERCENT,
) -> Reimbursement:
    """Compute a month; raise `InputError` where a day has no rate."""
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    notes: dict[str, None] = {}
    entries: list[Entry] = []
    for day in days:
        present = _present(personnel, day)
        entries += _personnel(present, day, notes)
        entries += _equipment(holdings, inspections, day, full_pay_percent, notes)
        entries += _sustainment(present, standards, day, notes)
    gathered: dict[tuple[Key, Decimal], list[DayCount]] = defaultdict(list)
    used: dict[tuple[Key, Decimal], dict[str, Rate]] = defaultdict(dict)
    deployed = {each.ref: each for each in units}
    for key, counted in entries:
        unit = deployed.get(key[0])
        is_there = unit is not None and holds_on(unit, counted.day)
        if counted.number and not is_there:
            notes[f"{key[0]}: records cover days outside its deployment; not paid then."] = None
        elif counted.number:
            rate = rate_on(rates, key[1:4], counted.day)
            gathered[key, rate.amount].append(counted._replace(rate=rate.id))
            used[key, rate.amount][rate.id] = rate
    lines = []
    taken: dict[tuple[str, str, str, str, int, Decimal], int] = defaultdict(int)
    for (key, amount), counts in sorted(gathered.items(), key=lambda each: _order(each[0][0])):
        name, kind, category, lease, reason, sign = key
        quantity = sum(each.number for each in counts)
        so_far = taken[name, kind, category, lease, sign, amount]
        taken[name, kind, category, lease, sign, amount] += quantity
        due = rounded_amount(so_far + quantity, amount, len(days)) - rounded_amount(
            so_far, amount, len(days)
        )
        lines.append(
            ReimbursementLine(
                unit=name,
                kind=kind,
                category=category,
                lease=lease,
                reason=reason,
                sign=sign,
                rates=tuple(used[key, amount].values()),
                days=tuple(counts),
                month_days=len(days),
                quantity=quantity,
                amount=sign * due,
            )
        )
    return Reimbursement(year=year, month=month, lines=tuple(lines), notes=tuple(notes))


def _order(key: Key) -> tuple[str, str, str, str, int, str]:
    unit, kind, category, lease, reason, sign = key
    rank = ("personnel", "equipment", "self-sustainment").index(kind)
    return unit, str(rank), category, lease, -sign, reason


Present = dict[str, tuple[int, int, tuple[str, ...], tuple[str, ...]]]
"""By unit: the persons deployed and absent, and the records of each."""


def _present(personnel: Iterable[PersonnelPeriod], day: date) -> Present:
    found: Present = {}
    for each in personnel:
        if holds_on(each, day):
            there, away, by, but = found.get(each.unit, (0, 0, (), ()))
            if each.kind == "deployed":
                found[each.unit] = (there + each.persons, away, (*by, each.ref), but)
            else:
                found[each.unit] = (there, away + each.persons, by, (*but, each.ref))
    return found


def _personnel(present: Present, day: date, notes: dict[str, None]) -> Iterator[Entry]:
    for unit, (there, away, by, but) in present.items():
        if away > there:
            notes[
                f"{unit}, {day}: {away} absent of {there} deployed ({', '.join(but)}); "
                f"{there} are deducted. Correct one of the records."
            ] = None
        yield (unit, "personnel", "", "", "deployed", 1), DayCount(day, there, by)
        yield (
            (unit, "personnel", "", "", "absent", -1),
            DayCount(day, min(away, there), (*by, *but)),
        )


def _of(found: Iterable[Checked], unit: str, category: str) -> Iterator[Checked]:
    return (each for each in found if each.unit == unit and each.category == category)


def _equipment(
    holdings: Iterable[EquipmentHolding],
    inspections: tuple[EquipmentInspection, ...],
    day: date,
    full_pay_percent: int,
    notes: dict[str, None],
) -> Iterator[Entry]:
    groups: dict[tuple[str, str, str], list[EquipmentHolding]] = defaultdict(list)
    for each in holdings:
        if holds_on(each, day):
            groups[each.unit, each.category, each.lease].append(each)
    for (unit, category, lease), held in groups.items():
        others = [g for g in groups if g[:2] == (unit, category) and g[2] != lease]
        if others:
            notes[
                f"{unit}, {category}: held under both leases; not paid until it is told apart."
            ] = None
            continue
        latest = latest_by(_of(inspections, unit, category), day)
        if not latest:
            notes[
                f"{unit}, {category}: no inspection up to some days of the month; not paid then."
            ] = None
            continue
        present, serviceable = (
            min(each.present for each in latest),
            min(each.serviceable for each in latest),
        )
        if len({(each.present, each.serviceable) for each in latest}) > 1:
            notes[
                f"{unit}, {category}: the inspections {', '.join(each.ref for each in latest)} of "
                f"{latest[0].day} disagree; the lower counts are used."
            ] = None
        agreed = sum(each.agreed for each in held)
        refs = (*(each.ref for each in held), *(each.ref for each in latest))
        there = min(present, agreed)
        failing = there - min(serviceable, there)
        is_short = serviceable * 100 < full_pay_percent * agreed and lease == "wet"
        key = (unit, "equipment", category, lease)
        yield (*key, "agreed", 1), DayCount(day, agreed, refs)
        yield (*key, "not present", -1), DayCount(day, agreed - there, refs)
        yield (*key, "not serviceable", -1), DayCount(day, failing if is_short else 0, refs)


def _sustainment(
    present: Present,
    standards: tuple[StandardAssessment, ...],
    day: date,
    notes: dict[str, None],
) -> Iterator[Entry]:
    for unit, category in sorted({(each.unit, each.category) for each in standards}):
        latest = latest_by(_of(standards, unit, category), day)
        if not latest or unit not in present:
            continue
        there, away, by, but = present[unit]
        refs = (*by, *but, *(each.ref for each in latest))
        is_met = all(each.is_met for each in latest)
        if not is_met and any(each.is_met for each in latest):
            notes[
                f"{unit}, {category}: assessments of {latest[0].day} disagree; taken as not met."
            ] = None
        persons = max(there - away, 0)
        key = (unit, "self-sustainment", category, "")
        yield (*key, "persons present", 1), DayCount(day, persons, refs)
        yield (*key, "standard not met", -1), DayCount(day, 0 if is_met else persons, refs)
