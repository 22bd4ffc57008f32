"""Activities of IATI as values: who does what where, with how much money; and the account of a whole file."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sulh.errors import Problem
from sulh.recover.iati.rules import rule_problems
from sulh.recover.iati.stream import Statement, read_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sulh.recover.iati.stream import Node

__all__ = ["Activity", "IatiAccount", "read_activities"]

STATUS = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
"""IATI's codes of an activity's status."""
SPENT = ("3", "4")
"""Codes of transactions that spend: disbursements and expenditures."""
PROBLEMS_MAX = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An activity, in short; `budget` and `spent` are sums by currency, ``?`` where nobody says which."""

    identifier: str
    title: str
    organisation: str
    status: str
    start: str
    end: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    places: tuple[str, ...]
    budget: Mapping[str, Decimal]
    spent: Mapping[str, Decimal]

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has; amounts are texts, exact."""
        return {
            "identifier": self.identifier,
            "title": self.title,
            "organisation": self.organisation,
            "status": self.status,
            "start": self.start,
            "end": self.end,
            "countries": list(self.countries),
            "sectors": list(self.sectors),
            "places": list(self.places),
            "budget": {currency: f"{sum_:f}" for currency, sum_ in self.budget.items()},
            "spent": {currency: f"{sum_:f}" for currency, sum_ in self.spent.items()},
        }


@dataclass(slots=True, kw_only=True)
class IatiAccount:
    """What a file holds: statements, those without an error, and problems, of which 1,000 are listed."""

    statements: int = 0
    good: int = 0
    errors: int = 0
    warnings: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, problems: Iterable[Problem]) -> bool:
        """Count problems; say whether one is an error."""
        has_error = False
        for each in problems:
            is_error = each.severity == "error"
            has_error |= is_error
            self.errors += is_error
            self.warnings += not is_error
            if len(self.problems) < PROBLEMS_MAX:
                self.problems.append(each)
        return has_error


def read_activities(
    pieces: Iterable[bytes], file: str, account: IatiAccount, *, today: date
) -> Iterator[Activity]:
    """Yield the activities of a file whose structure is right, one at a time; `account` counts what is wrong.

    A rule of the standard that an activity breaks is a warning: most of the files in use break some.

    Raises
    ------
    InputError
        As `sulh.recover.iati.stream.read_statements` does.
    """
    for each in read_statements(pieces, file):
        if isinstance(each, Problem):
            account.add((each,))
            continue
        account.statements += 1
        is_activity = each.node.name == "iati-activity"
        root = "iati-activities" if is_activity else "iati-organisations"
        path = f"{root}/{each.node.name}[{each.number}]"
        problems = each.problems + rule_problems(each.node, file, path, today=today)
        if account.add(problems):
            continue
        account.good += 1
        if is_activity:
            yield _activity(each)


def _activity(statement: Statement) -> Activity:
    node = statement.node
    days = {
        each.attributes.get("type"): each.attributes.get("iso-date", "")
        for each in node.all("activity-date")
    }
    currency = node.attributes.get("default-currency", "")
    placed = [node, *node.all("transaction")]
    return Activity(
        identifier=node.value("iati-identifier"),
        title=node.value("title/narrative"),
        organisation=node.value("reporting-org/narrative") or node.value("reporting-org", "ref"),
        status=STATUS.get(
            node.value("activity-status", "code"), node.value("activity-status", "code")
        ),
        start=days.get("2") or days.get("1") or "",
        end=days.get("4") or days.get("3") or "",
        countries=_codes(placed, "recipient-country"),
        sectors=_codes(placed, "sector"),
        places=tuple(
            dict.fromkeys(
                filter(None, (each.value("name/narrative") for each in node.all("location")))
            )
        ),
        budget=_sums(node.all("budget"), currency),
        spent=_sums(
            [
                each
                for each in node.all("transaction")
                if each.value("transaction-type", "code") in SPENT
            ],
            currency,
        ),
    )


def _codes(nodes: Iterable[Node], name: str) -> tuple[str, ...]:
    codes = (each.attributes.get("code", "") for node in nodes for each in node.all(name))
    return tuple(dict.fromkeys(filter(None, codes)))


def _sums(nodes: Iterable[Node], currency: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for each in nodes:
        value = each.first("value")
        if value is not None and value.text.strip():
            own = value.attributes.get("currency") or currency or "?"
            sums[own] = sums.get(own, Decimal(0)) + Decimal(value.text.strip())
    return sums
