"""Dated rates a month, in exact decimals, each with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.sustain.units.days import holds_on

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "RATE_TAGS",
    "ReimbursementRate",
    "rate_on",
    "read_rates",
    "un_personnel_rates",
    "with_personnel_rates",
]

KINDS = ("personnel", "equipment", "self-sustainment")
RATE_TAGS = {"V": "verified", "GK": "not verified", "A": "assumed", "F": "fictional"}
KEYS = {"id", "kind", "category", "lease", "amount", "from", "until", "tag", "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReimbursementRate:
    """US dollars for one person or item a calendar month, from `since` to `until` (included).

    `category` and `lease` are empty for personnel; `tag` says how sure the figure is.
    """

    id: str
    kind: str
    category: str
    lease: str
    amount: Decimal
    since: date
    until: date | None
    tag: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the rate is for."""
        return self.kind, self.category, self.lease


def un_personnel_rates() -> tuple[ReimbursementRate, ...]:
    """Return the personnel rates that come with Sulh (July 2014 on)."""
    name = "un-personnel.toml"
    return read_rates(files("sulh.sustain").joinpath("rates", name).read_text("utf-8"), name)


def with_personnel_rates(
    rates: tuple[ReimbursementRate, ...],
) -> tuple[ReimbursementRate, ...]:
    """Return rates with those for people: the own ones, or the United Nations' where there are none."""
    if any(each.kind == "personnel" for each in rates):
        return rates
    return rates + un_personnel_rates()


def read_rates(text: str, file: str) -> tuple[ReimbursementRate, ...]:
    """Read a rate table.

    Raises
    ------
    InputError
        When an entry is faulty, or two entries for one thing share a day: a wrong rate table
        would make every figure wrong, so the whole table is refused.
    """
    try:
        entries = tomllib.loads(text).get("rate", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file} is not TOML: {error}.", remedy="Mend that line.") from error
    if not isinstance(entries, list) or not entries:
        raise InputError(f"{file} holds no rate.", remedy="Give each rate a [[rate]] table.")
    rates = tuple(_rate(entry, f"{file}, rate {n}") for n, entry in enumerate(entries, 1))
    names = [each.id for each in rates]
    duplicate = next((name for name in names if names.count(name) > 1), "")
    if duplicate:
        raise InputError(
            f"{file} has two rates with the id {shown(duplicate)!r}.",
            remedy="Give each rate its own id: a statement names the rate of each day by it.",
        )
    _refuse_overlaps(rates, file)
    return rates


def _rate(entry: Any, where: str) -> ReimbursementRate:
    if not isinstance(entry, dict) or entry.keys() - KEYS:
        raise InputError(f"{where} has unknown keys.", remedy=f"Use: {', '.join(sorted(KEYS))}.")

    def text(name: str, *, allowed: Iterable[str] = (), optional: bool = False) -> str:
        value = entry.get(name, "")
        if not isinstance(value, str) or (not value and not optional):
            raise InputError(
                f"{where}: {name} must be a text in quotes.", remedy="No float is read."
            )
        if value and allowed and value not in allowed:
            raise InputError(
                f"{where}: {name} {shown(value)!r} is unknown.",
                remedy=f"Use {' or '.join(allowed)}.",
            )
        return value

    kind = text("kind", allowed=KINDS)
    is_personnel, is_equipment = kind == "personnel", kind == "equipment"
    since, until = entry.get("from"), entry.get("until")
    if type(since) is not date or not (until is None or (type(until) is date and until >= since)):
        raise InputError(
            f"{where}: from and until must be days, in order.", remedy="E.g. 2026-07-01."
        )
    try:
        amount = Decimal(text("amount"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not (amount.is_finite() and 0 <= amount <= 10**9):
        raise InputError(f"{where}: amount is no sum of money.", remedy='E.g. amount = "1428.00".')
    return ReimbursementRate(
        id=text("id"),
        kind=kind,
        category=text("category", optional=is_personnel),
        lease=text("lease", allowed=("wet", "dry"), optional=not is_equipment),
        amount=amount,
        since=since,
        until=until,
        tag=text("tag", allowed=tuple(RATE_TAGS)),
        source=text("source"),
    )


def _refuse_overlaps(rates: tuple[ReimbursementRate, ...], file: str) -> None:
    ordered = sorted(rates, key=lambda each: (each.key, each.since))
    for earlier, later in pairwise(ordered):
        if earlier.key == later.key and (earlier.until is None or earlier.until >= later.since):
            raise InputError(
                f"{file}: {earlier.id} and {later.id} both hold on {later.since}.",
                remedy="Let the earlier one end the day before.",
            )


def rate_on(
    rates: Iterable[ReimbursementRate], key: tuple[str, str, str], day: date
) -> ReimbursementRate:
    """Return the rate for a thing on a day.

    Raises
    ------
    InputError
        When no rate covers the day: nothing is carried on from another.
    """
    for each in rates:
        if each.key == key and holds_on(each, day):
            return each
    what = " ".join(part for part in key if part)
    raise InputError(
        f"No rate for {what} covers {day}.", remedy="Add it to a rate table (--rates)."
    )
