"""Rules of IATI that its structure cannot say, after its public rulesets, each with its number there.

Restated by us from the rules' published meaning; `sulh` applies those on activities, their dates, money,
shares, partners and identifiers, and on organisations.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.recover.iati.advice import aid_types, identifier_style, spaces
from sulh.recover.iati.organisation_rules import ORGANISATION_CHECKS
from sulh.recover.iati.rule_parts import (
    DAC,
    Found,
    day_of,
    narratives,
    period_faults,
    vocabulary_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sulh.recover.iati.stream import Node

__all__ = ["rule_problems"]

WHOLE = Decimal(100)
MONEY = ("budget/value", "planned-disbursement/value", "transaction/value")


def rule_problems(statement: Node, file: str, path: str, *, today: date) -> tuple[Problem, ...]:
    """Return the rules that an activity or organisation breaks, and advice that it does not take.

    It is read all the same.

    Dates after `today` are in the future.
    """
    return tuple(
        Problem(
            code=code,
            source=file,
            row=statement.line,
            field=f"{path}/{where}" if where else path,
            message=f"{message} (rule {number} of the IATI standard)",
            severity="warning",
        )
        for check, code in (CHECKS if statement.name == "iati-activity" else ORGANISATION_CHECKS)
        for number, where, message in check(statement, today)
    )


def _identifiers(node: Node, _today: date) -> Iterator[Found]:
    own, org = node.value("iati-identifier"), node.value("reporting-org", "ref")
    if own and own == org:
        yield (
            "1.1.3",
            "iati-identifier",
            f"is the identifier of the reporting organisation: {shown(own)}",
        )


def _dates(node: Node, today: date) -> Iterator[Found]:
    days = {
        each.attributes.get("type", ""): day_of(each.attributes.get("iso-date", ""))
        for each in node.all("activity-date")
    }
    if not {"1", "2"} & days.keys():
        yield "6.11.1", "activity-date", "has neither a planned nor an actual start (type 1 or 2)"
    for number, first, last, word in (
        ("11.1.2", "1", "3", "planned"),
        ("11.1.3", "2", "4", "actual"),
    ):
        begin, end = days.get(first), days.get(last)
        if begin and end and begin > end:
            yield number, "activity-date", f"the {word} start {begin} is after the {word} end {end}"
    for number, kind, word in (("11.1.4", "2", "start"), ("11.1.5", "4", "end")):
        day = days.get(kind)
        if day and day > today:
            yield number, "activity-date", f"the actual {word} {day} is in the future"
    for place, each in enumerate(node.all("transaction"), start=1):
        for number, path, name in (
            ("11.2.1", "transaction-date", "iso-date"),
            ("11.2.2", "value", "value-date"),
        ):
            day = day_of(each.value(path, name))
            if day and day > today:
                yield number, f"transaction[{place}]/{path}/@{name}", f"{day} is in the future"
    changed = node.attributes.get("last-updated-datetime", "")
    if changed and (day_of(changed) or today) > today:
        yield "11.1.1", "@last-updated-datetime", f"{shown(changed)} is in the future"


def _periods(node: Node, _today: date) -> Iterator[Found]:
    yield from period_faults(node, "budget", longest=True)
    yield from period_faults(node, "planned-disbursement", longest=False)


def _sectors(node: Node, _today: date) -> Iterator[Found]:
    own = node.all("sector")
    transactions = node.all("transaction")
    with_sector = [each for each in transactions if each.all("sector")]
    if not own and not with_sector:
        yield "6.2.2", "sector", "is missing in the activity and in its transactions"
    if own and with_sector:
        yield "6.6.2", "sector", "stands in the activity and in transactions: only in one of them"
    if not own and with_sector and len(with_sector) < len(transactions):
        yield (
            "6.7.2",
            "transaction/sector",
            "is missing in some transactions, and the activity has none",
        )
    for vocabulary in dict.fromkeys(map(vocabulary_of, own)):
        group = [each for each in own if vocabulary_of(each) == vocabulary]
        yield from _shares(
            group, f"sector[@vocabulary='{vocabulary or 1}']", ("2.1.1", "2.1.2", "2.1.4")
        )
    for each in own:
        if vocabulary_of(each) in ("98", "99") and not each.all("narrative"):
            yield (
                "2.2.1",
                "sector",
                "has a code of the organisation's own and no narrative that says it",
            )


def _places(node: Node, _today: date) -> Iterator[Found]:
    countries, regions = node.all("recipient-country"), node.all("recipient-region")
    transactions = node.all("transaction")
    placed = [
        each
        for each in transactions
        if each.all("recipient-country") or each.all("recipient-region")
    ]
    if (countries or regions) and placed:
        yield (
            "3.6.2",
            "recipient-country",
            "stands in the activity and in transactions: only in one of them",
        )
    if not countries and not regions and (not placed or len(placed) < len(transactions)):
        yield (
            "3.7.1",
            "recipient-country",
            "or a region is missing, in the activity or in all transactions",
        )
    if countries and not regions:
        yield from _shares(countries, "recipient-country", ("3.1.1", "3.1.2", "3.1.4"))
    for vocabulary in dict.fromkeys(map(vocabulary_of, regions)):
        group = [each for each in regions if vocabulary_of(each) == vocabulary]
        yield from _shares([*group, *countries], "recipient-region", ("3.4.1", "3.4.2", "3.4.4"))


def _shares(nodes: list[Node], where: str, numbers: tuple[str, str, str]) -> Iterator[Found]:
    """Say which shares are missing, do not add up to 100, or are not 0 to 100."""
    texts = [each.attributes.get("percentage", "") for each in nodes]
    shares = [share for share in map(_number, texts) if share is not None]
    if any(not 0 <= each <= WHOLE for each in shares):
        yield "12.1.1", where, "has a percentage below 0 or above 100"
    if len(nodes) == 1:
        if shares and shares[0] != WHOLE:
            yield (
                numbers[2],
                where,
                f"stands alone, with {shares[0]:f} percent in place of 100 or none",
            )
    elif len(shares) < len(nodes):
        yield numbers[0], where, "stands more than once, and not each has a percentage"
    elif sum(shares) != WHOLE:
        yield numbers[1], where, f"has percentages that add up to {sum(shares):f}, not to 100"


def _languages_and_money(node: Node, _today: date) -> Iterator[Found]:
    if not node.attributes.get("xml:lang") and any(
        not each.attributes.get("xml:lang") for each in narratives(node)
    ):
        yield "4.1.1", "@xml:lang", "is missing, and some narratives do not say their language"
    if not node.attributes.get("default-currency") and any(
        not each.attributes.get("currency") for path in MONEY for each in node.all(path)
    ):
        yield "7.8.1", "@default-currency", "is missing, and some values do not say their currency"


def _organisations(node: Node, _today: date) -> Iterator[Found]:
    for number, path in (
        ("6.10.1", "participating-org"),
        ("6.9.1", "transaction/provider-org"),
        ("6.9.1", "planned-disbursement/provider-org"),
        ("6.9.2", "transaction/receiver-org"),
        ("6.9.2", "planned-disbursement/receiver-org"),
        ("6.8.1", "other-identifier/owner-org"),
    ):
        for place, each in enumerate(node.all(path), start=1):
            if not each.attributes.get("ref") and not each.all("narrative"):
                yield number, f"{path}[{place}]", "has neither @ref nor a narrative"
    for number, path in (("4.3.1", "title"), ("4.4.1", "description")):
        for each in node.all(path):
            if not any(text.text.strip() for text in each.all("narrative")):
                yield number, path, "has a narrative without words"
    for each in node.all("policy-marker"):
        if vocabulary_of(each) in DAC and not each.attributes.get("significance"):
            yield "6.14.1", "policy-marker", "has no @significance"
        if vocabulary_of(each) == "99" and not each.all("narrative"):
            yield (
                "6.13.1",
                "policy-marker",
                "has a code of the organisation's own and no narrative that says it",
            )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip()) if text.strip() else None
    except InvalidOperation:
        return None


CHECKS: tuple[tuple[Callable[[Node, date], Iterator[Found]], str], ...] = (
    (_identifiers, "iati-rule"),
    (_dates, "iati-rule"),
    (_periods, "iati-rule"),
    (_sectors, "iati-rule"),
    (_places, "iati-rule"),
    (_languages_and_money, "iati-rule"),
    (_organisations, "iati-rule"),
    (identifier_style, "iati-advice"),
    (spaces, "iati-advice"),
    (aid_types, "iati-advice"),
)
