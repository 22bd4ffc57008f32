"""What a unit can do today, not only what it has: capabilities between two bounds.

A capability needs so many sets; each set needs serviceable items and certified persons, and the
unit must have supplies for so many days. The lower bound rests only on what is proven: an
inspection that is not too old, servicing within its interval. The upper bound also counts what
may work. Each capability is judged alone: two that need the same truck are not added up.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import InputError, plural
from sulh.sustain.units.days import holds_on, latest_by
from sulh.sustain.units.training import valid_certificates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sulh.sustain.records import Stock
    from sulh.sustain.units.unit_records import UnitRecords

__all__ = [
    "INSPECTION_DAYS_MAX",
    "Capability",
    "Need",
    "NeedState",
    "Readiness",
    "assess_readiness",
    "read_capabilities",
    "serviceable_items",
    "serviced_items",
]

INSPECTION_DAYS_MAX = 92  # quarterly verification; COE Manual, not verified (GK)


class Need(NamedTuple):
    """`kind` equipment or course: `amount` a set. Supply: days on hand.

    `service_days`: an item counts as proven only if serviced within so many days; 0: no interval.
    """

    kind: str
    name: str
    amount: int
    service_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """Something units of the `unit_types` must be able to do, `sets` times at once."""

    id: str
    title: str
    unit_types: tuple[str, ...]
    sets: int
    needs: tuple[Need, ...]


class NeedState(NamedTuple):
    """What there is for a need, between bounds (items, persons or days), and why they differ."""

    need: Need
    low: int
    high: int
    sets_low: int
    sets_high: int
    reason: str
    records: tuple[str, ...]


class Readiness(NamedTuple):
    """One capability of one unit. `verdict`: able, partly, unable or undetermined."""

    unit: str
    capability: Capability
    low: int
    high: int
    verdict: str
    states: tuple[NeedState, ...]

    @property
    def limits(self) -> tuple[NeedState, ...]:
        """Return the needs that hold the proven number of sets down."""
        if self.low >= self.capability.sets:
            return ()
        return tuple(each for each in self.states if each.sets_low == self.low)


def read_capabilities(text: str, file: str) -> tuple[Capability, ...]:
    """Read capabilities from TOML; raise `InputError` where an entry is faulty."""
    try:
        entries = tomllib.loads(text).get("capability", [])
        return tuple(_capability(each) for each in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{file} is no list of capabilities: {error}.",
            remedy="See the reference page of the unit forms for an example.",
        ) from error


def _capability(entry: dict[str, Any]) -> Capability:
    needs = []
    for each in entry["needs"]:
        kinds = [kind for kind in ("equipment", "course", "supply") if kind in each]
        amount, service_days = each.get("amount", 1), each.get("service_days", 0)
        if len(kinds) != 1 or set(each) - {*kinds, "amount", "service_days"}:
            raise ValueError(f"need {each} must name one of equipment, course, supply")
        if (
            type(amount) is not int
            or amount < 1
            or type(service_days) is not int
            or service_days < 0
        ):
            raise ValueError(f"need {each}: amount and service_days must be whole numbers")
        needs.append(Need(kinds[0], str(each[kinds[0]]), amount, service_days))
    if type(entry["sets"]) is not int or entry["sets"] < 1 or not needs:
        raise ValueError(f"{entry['id']} needs at least one set and one need")
    return Capability(
        id=str(entry["id"]),
        title=str(entry["title"]),
        unit_types=tuple(entry["unit_types"]),
        sets=entry["sets"],
        needs=tuple(needs),
    )


def assess_readiness(
    records: UnitRecords,
    capabilities: Iterable[Capability],
    day: date,
    *,
    inspection_days_max: int = INSPECTION_DAYS_MAX,
) -> tuple[Readiness, ...]:
    """Return what every unit deployed on a day can do, in the order of units and capabilities."""
    every = tuple(capabilities)
    results = []
    for unit in records.units:
        if not holds_on(unit, day):
            continue
        for each in every:
            if unit.type in each.unit_types:
                states = tuple(
                    _state(records, unit.ref, need, day, each.sets, inspection_days_max)
                    for need in each.needs
                )
                low = min(state.sets_low for state in states)
                high = min(state.sets_high for state in states)
                verdict = _verdict(low, high, each.sets)
                results.append(Readiness(unit.ref, each, low, high, verdict, states))
    return tuple(results)


def _verdict(low: int, high: int, sets: int) -> str:
    if low >= sets:
        return "able"
    if high == 0:
        return "unable"
    return "partly" if high < sets and low > 0 else "undetermined"


def _state(
    records: UnitRecords, unit: str, need: Need, day: date, sets: int, days_max: int
) -> NeedState:
    if need.kind == "course":
        valid = valid_certificates(records.certificates, unit, course=need.name, day=day)
        low = high = sum(each.holders for each in valid)
        refs, reason = tuple(each.ref for each in valid), ""
    elif need.kind == "supply":
        low, high, reason, refs = _days_left(records.stocks, unit, need, day)
        enough = (sets if low >= need.amount else 0, sets if high >= need.amount else 0)
        return NeedState(need, low, high, *enough, reason, refs)
    else:
        low, high, reason, refs = serviceable_items(records, unit, need, day, days_max)
    full_sets = (min(low // need.amount, sets), min(high // need.amount, sets))
    return NeedState(need, low, high, *full_sets, reason, refs)


Bounds = tuple[int, int, str, tuple[str, ...]]


def serviceable_items(
    records: UnitRecords, unit: str, need: Need, day: date, days_max: int
) -> Bounds:
    """Return the items that are proven serviceable and those that may be, why, by which records.

    An item past its service interval is not proven; nothing is proven by an inspection of more
    than `days_max` days ago.
    """
    holdings = [
        each
        for each in records.equipment
        if each.unit == unit and each.category == need.name and holds_on(each, day)
    ]
    agreed = sum(each.agreed for each in holdings)
    latest = latest_by(
        (e for e in records.inspections if e.unit == unit and e.category == need.name), day
    )
    if not latest:
        reason = "never inspected" if agreed else "none held"
        return 0, agreed, reason, tuple(e.ref for e in holdings)
    last = latest[0].day
    low, high = min(e.serviceable for e in latest), max(e.serviceable for e in latest)
    reasons = [f"inspections of {last} disagree"] if low != high else []
    if (day - last).days > days_max:
        low, high = 0, max(e.present for e in latest)
        reasons.append(f"last inspected {last}, {plural((day - last).days, 'day')} ago")
    if need.service_days:
        items, _ = serviced_items(records, unit, need.name, day, need.service_days)
        if items < low:
            reasons.append(f"{low - items} past their service interval")
            low = items
    return low, high, "; ".join(reasons), tuple(each.ref for each in latest)


def serviced_items(
    records: UnitRecords, unit: str, category: str, day: date, service_days: int
) -> tuple[int, tuple[str, ...]]:
    """Return how many items had their service within so many days up to a day, by which records."""
    services = [
        each
        for each in records.servicing
        if each.unit == unit
        and each.category == category
        and 0 <= (day - each.day).days < service_days
    ]
    return sum(each.items for each in services), tuple(each.ref for each in services)


def _days_left(stocks: Iterable[Stock], unit: str, need: Need, day: date) -> Bounds:
    latest = latest_by((e for e in stocks if e.unit == unit and e.supply == need.name), day)
    if not latest:
        return 0, need.amount, "never counted", ()
    last = latest[0].day
    days = [
        need.amount
        if not each.used_per_day
        else max(int(each.on_hand // each.used_per_day) - (day - last).days, 0)
        for each in latest
    ]
    reason = (
        f"counts of {last} disagree" if min(days) != max(days) else f"counted {last}, used since"
    )
    return min(days), max(days), reason, tuple(each.ref for each in latest)
