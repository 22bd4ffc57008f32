"""Activities of others as rows of the report form: projects and payments, or who does what where (3W).

Nothing is guessed: an activity that fits no record is taken out with the reason, and what has no place in a
record is counted by its name in the standard.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.recover.iati.stream import read_statements
from sulh.tables import Rejected, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sulh.recover.iati.stream import Node, Statement
    from sulh.recover.rebuild_records import Scale

__all__ = ["IATI_COLUMNS", "IatiRest", "activity_rows"]

Cells = dict[str, str]

IATI_COLUMNS = (
    *("kind", "ref", "source", "start", "end", "place", "country", "lon", "lat", "accuracy_m"),
    *("title", "scale", "service", "budget", "currency", "stage", "contractor", "funder"),
    *("project", "money", "amount", "organisation", "cluster", "supply", "progress"),
)
"""The columns of the report form that an activity fills."""
MONEY = {"1": "received", "2": "committed", "3": "paid", "4": "paid"}
"""IATI's types of transactions that a payment can say; interest, loans, pledges and the like it cannot."""
STAGES = {"1": "proposed", "2": "agreed", "3": "agreed", "4": "agreed"}
PROGRESS = {"1": "planned", "2": "ongoing", "3": "delivered", "4": "delivered"}
NO_STATUS = {"5": "is cancelled", "6": "is suspended"}
FUNDING, IMPLEMENTING = "1", "4"
DAC_PURPOSES, DAC_CATEGORIES, CLUSTERS = ("", "1"), "2", "10"
SERVICES = (
    ("16040", "housing"),
    ("16030", "housing"),
    ("16020", "livelihoods"),
    ("15130", "justice"),
    ("11", "education"),
    ("12", "health"),
    ("13", "health"),
    ("14", "water"),
    ("151", "administration"),
    ("21", "transport"),
    ("23", "power"),
)
"""How purpose codes of the OECD DAC begin, and the service that they are, the first that fits [GK]."""
RELIEF = "72"
"""How the codes of emergency response begin: 720 and those below it."""
REVISED = "2"
SAID = frozenset(
    (
        *("iati-identifier", "reporting-org", "title", "participating-org", "activity-status"),
        *("activity-date", "recipient-country", "location", "sector"),
    )
)
"""Elements of an activity that a record says."""
MONEY_SAID = frozenset(("budget", "planned-disbursement", "transaction"))


@dataclass(slots=True, kw_only=True)
class IatiRest:
    """What no record of a file says: elements by name, how many, and problems of the file as a whole."""

    elements: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


class _NoRecordError(ValueError):
    """An activity fits no record: its message is the reason."""


def activity_rows(
    pieces: Iterable[bytes], file: str, rest: IatiRest, *, scale: Scale
) -> Iterator[Row | Rejected]:
    """Yield rows of the report form for the activities of a file, one activity in memory at a time.

    Relief (marked as humanitarian, or with a sector of emergency response) becomes a `delivery` for each
    sector, place and organisation; any other activity a `project` of a `scale`, which the standard does not
    say, and its transactions `payment` records. `rest` counts what is in none of them.

    Raises
    ------
    InputError
        As `sulh.recover.iati.stream.read_statements` does.
    """
    numbers = itertools.count(1)
    for each in read_statements(pieces, file):
        if isinstance(each, Problem):
            rest.problems.append(each)
            continue
        errors = [problem for problem in each.problems if problem.severity == "error"]
        if errors:
            yield _refused(errors, each, next(numbers))
            continue
        if each.node.name != "iati-activity":
            rest.elements[each.node.name] += 1
            continue
        try:
            rows = (
                _deliveries(each.node, rest)
                if _is_relief(each.node)
                else _project(each.node, scale, rest)
            )
        except _NoRecordError as error:
            yield _refused([_no_record(each, file, str(error))], each, next(numbers))
            continue
        rest.elements.update(_unsaid(each.node))
        for cells in rows:
            values = {name: text for name, text in cells.items() if text}
            yield Row(next(numbers), values, json.dumps(values, ensure_ascii=False))


def _refused(errors: Sequence[Problem], statement: Statement, number: int) -> Rejected:
    """Return an activity as a row that is taken out; its problems say the line of the file."""
    first, *others = (
        replace(each, row=number, message=f"{each.message} (line {each.row})") for each in errors
    )
    raw = json.dumps({"ref": statement.node.value("iati-identifier")}, ensure_ascii=False)
    return Rejected(first, raw, 0, tuple(others))


def _no_record(statement: Statement, file: str, reason: str) -> Problem:
    return Problem(
        code="iati-no-record",
        source=file,
        row=statement.node.line,
        field=f"iati-activity[{statement.number}]",
        value=shown(statement.node.value("iati-identifier")),
        message=reason,
        remedy="Enter it by hand if it matters: sulh observe --template project.",
    )


def _is_relief(node: Node) -> bool:
    if node.attributes.get("humanitarian") in ("1", "true"):
        return True
    return any(
        (_vocabulary(each) in (*DAC_PURPOSES, DAC_CATEGORIES) and _code(each).startswith(RELIEF))
        or _vocabulary(each) == CLUSTERS
        for each in node.all("sector")
    )


def _project(node: Node, scale: str, rest: IatiRest) -> list[Cells]:
    """Return an activity as a project, and its transactions as payments."""
    places = node.all("location")
    if len(places) != 1:
        raise _NoRecordError(f"has {len(places) or 'no'} places, and a project has one")
    ref, source = node.value("iati-identifier"), _name(node.first("reporting-org"))
    stage, (budget, currency) = _status(node, STAGES), _budget(node)
    services = {_service(each) for each in node.all("sector")}
    if len(services) > 1:
        rest.elements["sector (of several services: other)"] += 1
    project = {
        **_common(node, places[0]),
        "kind": "project",
        "ref": ref,
        "source": source,
        "title": node.value("title/narrative"),
        "scale": scale,
        "service": services.pop() if len(services) == 1 else "other",
        "budget": f"{budget:f}",
        "currency": currency,
        "stage": stage,
        "contractor": _only(node, IMPLEMENTING, rest),
        "funder": _only(node, FUNDING, rest),
    }
    counts: Counter[str] = Counter()
    payments = []
    for each in node.all("transaction"):
        kind = each.value("transaction-type", "code")
        if kind not in MONEY:
            rest.elements[f"transaction (of type {shown(kind) or '?'})"] += 1
            continue
        day = _day(each, "transaction-date")
        own = each.attributes.get("ref", "").strip() or f"{kind}-{day}"
        counts[own] += 1
        side = "provider-org" if kind == "1" else "receiver-org"
        payments.append(
            {
                "kind": "payment",
                "ref": f"{ref}/{own}" + (f"/{counts[own]}" if counts[own] > 1 else ""),
                "source": source,
                "start": day,
                "project": ref,
                "money": MONEY[kind],
                "amount": f"{_amount(each):f}",
                "currency": _currency(each, node),
                "organisation": _name(each.first(side)),
            }
        )
    return [project, *payments]


def _deliveries(node: Node, rest: IatiRest) -> list[Cells]:
    """Return relief as who does what where: one row for each sector, place and organisation."""
    places = node.all("location")
    if not places:
        raise _NoRecordError("has no places, and a delivery has one")
    progress = _status(node, PROGRESS)
    ref, reporter = node.value("iati-identifier"), _name(node.first("reporting-org"))
    names = _partners(node, IMPLEMENTING) or [reporter]
    words = {_code(each): each for each in node.all("sector") or node.all("transaction/sector")}
    if not words:
        raise _NoRecordError("has no sector, and a delivery says what is delivered")
    rest.elements.update(each.name for each in node.children if each.name in MONEY_SAID)
    rows = []
    for (at, place), (code, sector), (who, name) in itertools.product(
        enumerate(places, 1), words.items(), enumerate(names, 1)
    ):
        words_of = sector.value("narrative")
        rows.append(
            {
                **_common(node, place),
                "kind": "delivery",
                "ref": f"{ref}/{at}/{code}/{who}",
                "source": reporter,
                "organisation": name,
                "cluster": (words_of or code) if _vocabulary(sector) == CLUSTERS else "",
                "supply": words_of
                or (f"DAC {code}" if _vocabulary(sector) in DAC_PURPOSES else code),
                "progress": progress,
            }
        )
    return rows


def _common(node: Node, location: Node) -> Cells:
    """Return when and where an activity is: its plan, or else what was; a point stands for its region."""
    days = {
        each.attributes.get("type", ""): each.attributes.get("iso-date", "")[:10]
        for each in node.all("activity-date")
    }
    countries = {each.value("narrative") for each in node.all("recipient-country")}
    cells = {
        "start": days.get("1") or days.get("2", ""),
        "end": days.get("3") or days.get("4", ""),
        "place": location.value("name/narrative"),
        "country": countries.pop() if len(countries) == 1 else "",
    }
    point = location.value("point/pos").split()
    if len(point) == 2:
        cells |= {"lat": point[0], "lon": point[1], "accuracy_m": "region"}
    return cells


def _status(node: Node, words: dict[str, str]) -> str:
    code = node.value("activity-status", "code")
    if code not in words:
        raise _NoRecordError(NO_STATUS.get(code, f"has the status {shown(code)!r}"))
    return words[code]


def _budget(node: Node) -> tuple[Decimal, str]:
    """Return the whole budget: of periods with a revised one, that; else what is planned to be disbursed."""
    parts = node.all("planned-disbursement")
    if node.all("budget"):
        parts = _in_force(node.all("budget"))
    currencies = {_currency(each, node) for each in parts}
    if len(currencies) != 1:
        reason = "has budgets in several currencies" if currencies else "has no budget"
        raise _NoRecordError(reason)
    return sum(map(_amount, parts), Decimal(0)), currencies.pop()


def _in_force(budgets: Sequence[Node]) -> list[Node]:
    """Return the budget in force for each period, none of which may overlap another."""
    periods: dict[tuple[str, str], Node] = {}
    for each in sorted(budgets, key=_is_revised):
        period = _day(each, "period-start"), _day(each, "period-end")
        if period in periods and _is_revised(periods[period]) == _is_revised(each):
            raise _NoRecordError(f"has two budgets for {period[0]} to {period[1]}")
        periods[period] = each
    for (_, end), (begin, _) in itertools.pairwise(sorted(periods)):
        if begin < end:
            raise _NoRecordError("has budgets for periods that overlap")
    return [*periods.values()]


def _is_revised(budget: Node) -> bool:
    return budget.attributes.get("type") == REVISED


def _day(node: Node, path: str) -> str:
    return node.value(path, "iso-date")[:10]


def _amount(node: Node) -> Decimal:
    return Decimal(node.value("value") or "0")


def _currency(node: Node, activity: Node) -> str:
    return node.value("value", "currency") or activity.attributes.get("default-currency", "")


def _service(sector: Node) -> str:
    if _vocabulary(sector) not in (*DAC_PURPOSES, DAC_CATEGORIES):
        return "other"
    code = _code(sector)
    return next((service for begin, service in SERVICES if code.startswith(begin)), "other")


def _only(node: Node, role: str, rest: IatiRest) -> str:
    """Return the one organisation in a role; of several, none is chosen."""
    names = _partners(node, role)
    if len(names) > 1:
        rest.elements[f"participating-org (several in role {role})"] += 1
    return names[0] if len(names) == 1 else ""


def _partners(node: Node, role: str) -> list[str]:
    partners = (
        _name(each) for each in node.all("participating-org") if each.attributes.get("role") == role
    )
    return [*dict.fromkeys(filter(None, partners))]


def _name(node: Node | None) -> str:
    return "" if node is None else node.value("narrative") or node.attributes.get("ref", "")


def _vocabulary(node: Node) -> str:
    return node.attributes.get("vocabulary", "")


def _code(node: Node) -> str:
    return node.attributes.get("code", "").strip()


def _unsaid(node: Node) -> Iterator[str]:
    """Yield the elements of an activity that no record says."""
    for each in node.children:
        if each.name not in SAID and each.name not in MONEY_SAID:
            yield each.name
    for _ in node.all("title/narrative")[1:]:
        yield "title (in other languages)"
    countries = node.all("recipient-country")
    if len(countries) > 1:
        yield "recipient-country (of several)"
    elif countries and not _name(countries[0]):
        yield "recipient-country (without its name)"
