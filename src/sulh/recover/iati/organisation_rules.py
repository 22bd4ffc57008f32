"""Rules of IATI for organisations: their budgets, money, languages and identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.recover.iati.advice import space_faults
from sulh.recover.iati.rule_parts import Found, day_of, narratives, period_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sulh.recover.iati.stream import Node

__all__ = ["ORGANISATION_CHECKS"]

PERIODS = (
    "total-budget",
    "recipient-org-budget",
    "recipient-region-budget",
    "recipient-country-budget",
    "total-expenditure",
)
REFERENCES = (
    ("1.17.1", "recipient-org-budget/recipient-org", "ref"),
    ("1.18.1", "reporting-org", "ref"),
)


def _periods(node: Node, _today: date) -> Iterator[Found]:
    for name in PERIODS:
        yield from period_faults(node, name, longest=True)
    for place, each in enumerate(node.all("recipient-country-budget"), start=1):
        begin = day_of(each.value("period-start", "iso-date"))
        end = day_of(each.value("period-end", "iso-date"))
        for value in each.all("budget-line/value"):
            day = day_of(value.attributes.get("value-date", ""))
            if begin and end and day and not begin <= day <= end:
                where = f"recipient-country-budget[{place}]/budget-line/value"
                yield "11.3.1", where, f"is of {day}, outside {begin} to {end}"


def _texts_and_money(node: Node, today: date) -> Iterator[Found]:
    changed = node.attributes.get("last-updated-datetime", "")
    if changed and (day_of(changed) or today) > today:
        yield "11.4.1", "@last-updated-datetime", f"{shown(changed)} is in the future"
    if not node.attributes.get("xml:lang") and any(
        not each.attributes.get("xml:lang") for each in narratives(node)
    ):
        yield "4.5.1", "@xml:lang", "is missing, and some narratives do not say their language"
    values = [
        value
        for name in PERIODS
        for path in (f"{name}/value", _line_of(name))
        for value in node.all(path)
    ]
    if not node.attributes.get("default-currency") and any(
        not each.attributes.get("currency") for each in values
    ):
        yield "7.8.2", "@default-currency", "is missing, and some values do not say their currency"


def _line_of(name: str) -> str:
    """Return the path to the values of the lines of a budget, or of what was spent."""
    return f"{name}/{'expense' if name == 'total-expenditure' else 'budget'}-line/value"


def _identifiers(node: Node, _today: date) -> Iterator[Found]:
    own = node.first("organisation-identifier")
    if own is not None and own.text != own.text.strip():
        yield "1.12.1", "organisation-identifier", "begins or ends with a space or a new line"
    yield from space_faults(node, REFERENCES)


ORGANISATION_CHECKS: tuple[tuple[Callable[[Node, date], Iterator[Found]], str], ...] = (
    (_periods, "iati-rule"),
    (_texts_and_money, "iati-rule"),
    (_identifiers, "iati-advice"),
)
