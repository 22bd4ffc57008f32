"""Read what a scenario says of evacuation and supply: assets, hospitals, stock, vehicles."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sulh.exercise.policies import EvacuationRules, Post, SupplyRules
from sulh.observe.context import Context
from sulh.observe.form import OF_ALL
from sulh.respond import RESPOND_KINDS, Medical
from sulh.tables.rows import FaultyRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.mission import Pack
    from sulh.mission.documents import Document
    from sulh.picture import Entry, Registry

__all__ = ["is_known", "read_evacuation", "read_row", "read_supply"]

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
EXACT_M = "100"
"""How far a place of a scenario may be from where it is said to be, in metres, where it does not say."""
PARTS = {
    "ambulance": "medical-asset",
    "hospital": "medical-facility",
    "stock": "relief-stock",
    "lorry": "relief-vehicle",
}
"""The tables of a scenario whose keys are columns of the form, and the kind of record of each."""


def read_row(
    document: Document, pack: Pack, path: tuple[Any, ...], row: Mapping[str, str], kinds: Registry
) -> Entry | None:
    """Return the record of a row of the form that stands at `path`; None: its faults are noted."""
    kind = row["kind"]
    columns = {*OF_ALL, *(column.name for column in kinds[kind].columns)}
    unknown = sorted(row.keys() - columns)
    for name in unknown:
        near = get_close_matches(name, columns, 1, 0.7)
        document.fault(
            "unknown-key", (*path, name), f"is no column of the kind {kind}", value=row[name],
            remedy=f"Did you mean {near[0]!r}?" if near else
            "Its columns are in docs/reference/report-form.md.",
        )  # fmt: skip
    context = Context(file=document.name, timezone=pack.timezone, kinds=kinds, simulated=True)
    try:
        return kinds[kind].parse(row, context, 1)
    except FaultyRow as fault:
        for each in (fault, *fault.others):
            document.fault(
                each.code, (*path, each.field), each.message, value=each.value, expected=each.expected
            )  # fmt: skip
    return None


def read_evacuation(
    document: Document, pack: Pack, value: dict[str, Any]
) -> EvacuationRules | None:
    """Return who is wounded and what fetches them; None where the scenario does not say."""
    rules = value.get("evacuation")
    assets, facilities = (
        _records(document, pack, value, name) for name in ("ambulance", "hospital")
    )
    if rules is None:
        _needless(document, value, ("ambulance", "hospital"), "evacuation")
        return None
    for n, act in enumerate(rules.get("acts", ())):
        is_known(document, ("evacuation", "acts", n), act, pack.acts, "act of the pack")
    for name, own in (("ambulance", assets), ("hospital", facilities)):
        if not value.get(name):
            _missing(document, "evacuation", name)
        elif not own:
            return None  # its faults are noted
    if not assets or not facilities:
        return None
    return EvacuationRules(
        medical=Medical(
            assets=tuple(each for _, each in assets), facilities=tuple(each for _, each in facilities)
        ),
        rows=tuple(row for row, _ in (*assets, *facilities)),
        **{**rules, "acts": tuple(rules.get("acts", ()))},
    )  # fmt: skip


def read_supply(document: Document, pack: Pack, value: dict[str, Any]) -> SupplyRules | None:
    """Return when convoys go and with what; None where the scenario does not say."""
    rules = value.get("supply")
    stocks, vehicles = (_records(document, pack, value, name) for name in ("stock", "lorry"))
    if rules is None:
        _needless(document, value, ("stock", "lorry", "post"), "supply")
        return None
    for name in ("stock", "lorry", "post"):
        if not value.get(name):
            _missing(document, "supply", name)
    depots = {each.depot: each.place for _, each in stocks}
    for n, (row, each) in enumerate(stocks):
        place = depots[each.depot]
        if (each.place.lon, each.place.lat) != (place.lon, place.lat):
            document.fault(
                "bad-coordinates", ("stock", n, "lon"), f"is not where other stock of {each.depot} lies",
                value=row["lon"], expected="one point for each depot",
            )  # fmt: skip
    for n, (_, each) in enumerate(vehicles):
        if len(stocks) == len(value.get("stock", ())):
            is_known(document, ("lorry", n, "depot"), each.depot, depots, "depot that has stock")
    escort = rules.get("escort", True)
    if escort and vehicles and not any(each.only_escorts for _, each in vehicles):
        document.fault(
            "missing", ("supply", "escort"), "asks for an escort, and no vehicle is one",
            expected="a [[lorry]] with escort = true, or escort = false",
        )  # fmt: skip
    leave = _clock(document, rules.get("leave", "06:00"))
    rest = {key: each for key, each in rules.items() if key not in ("leave", "escort")}
    return SupplyRules(
        stocks=tuple(each for _, each in stocks),
        vehicles=tuple(each for _, each in vehicles),
        posts=_posts(document, value.get("post", ()), value.get("stock", ())),
        rows=tuple(row for row, _ in (*stocks, *vehicles)),
        leave=leave,
        escort=escort,
        **rest,
    )


def _records(
    document: Document, pack: Pack, value: dict[str, Any], name: str
) -> list[tuple[dict[str, str], Any]]:
    """Return the rows of a table of the scenario, with their records; faulty ones are noted and left out."""
    records: list[tuple[dict[str, str], Any]] = []
    refs: set[str] = set()
    for n, each in enumerate(value.get(name, ())):
        row = {key: _text(cell) for key, cell in each.items() if key not in ("site", "name")}
        row |= {"kind": PARTS[name], "ref": each["name"], "source": "exercise"}
        if each["name"] in refs:
            document.fault(
                "duplicate-id", (name, n, "name"), f"is another {name}'s", value=each["name"]
            )
        refs.add(each["name"])
        if "site" in each:
            path = (name, n, "site")
            if not is_known(document, path, each["site"], pack.sites, "site of the pack"):
                continue
            site = pack.sites[each["site"]]
            row |= {"lon": str(site.lon), "lat": str(site.lat)}
        row |= {"accuracy_m": EXACT_M} if "lon" in row and "accuracy_m" not in row else {}
        record = read_row(document, pack, (name, n), row, RESPOND_KINDS)
        if record is not None:
            del row["source"]
            records.append((row, record))
    return records


def _text(cell: Any) -> str:
    return ("yes" if cell else "no") if isinstance(cell, bool) else str(cell)


def _posts(
    document: Document, values: list[dict[str, Any]], stock: list[dict[str, Any]]
) -> tuple[Post, ...]:
    posts: list[Post] = []
    for n, value in enumerate(values):
        path = ("post", n)
        if any((each.name, each.supply) == (value["name"], value["supply"]) for each in posts):
            document.fault(
                "duplicate-id", (*path, "name"), "has this supply in another line", value=value["name"]
            )  # fmt: skip
        supply = value["supply"]
        names = {each.get("supply") for each in stock}
        units = {each.get("unit") for each in stock if each.get("supply") == supply}
        if is_known(document, (*path, "supply"), supply, names, "supply in stock"):
            is_known(
                document,
                (*path, "unit"),
                value["unit"],
                units,
                f"unit in which {supply} is stocked",
            )
        own = {key: each for key, each in value.items() if key not in ("a_day", "holds")}
        a_day = Decimal(str(value["a_day"]))
        holds = Decimal(str(value.get("holds", 0)))
        posts.append(Post(a_day=a_day, holds=holds, **own))
    return tuple(posts)


def _clock(document: Document, text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        document.fault(
            "bad-date", ("supply", "leave"), "is no time of day", value=text, expected="such as 06:00"
        )  # fmt: skip
        return time(6)


def is_known(document: Document, path: tuple[Any, ...], name: str, names: Any, what: str) -> bool:
    """Say whether a name is one of `names`, and note a fault where it is not: it is no `what`."""
    if name in names:
        return True
    document.fault(
        "unknown-reference", path, f"is no {what}", value=name,
        expected=f"one of: {', '.join(sorted(map(str, names))[:20])}",
    )  # fmt: skip
    return False


def _missing(document: Document, table: str, name: str) -> None:
    document.fault(
        "missing", (table,), f"has no {name}", expected=f"one [[{name}]] or more"
    )  # fmt: skip


def _needless(
    document: Document, value: dict[str, Any], names: tuple[str, ...], table: str
) -> None:
    """Note tables that nothing uses: they were meant for something."""
    for name in names:
        if value.get(name):
            document.fault(
                "missing", (name,), f"is there, and the scenario has no [{table}]",
                expected=f"a table [{table}], which may be empty",
            )  # fmt: skip
