"""What must hold across a pack's files: references, dates, cycles, names that collide."""

from __future__ import annotations

import difflib
import unicodedata
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from sulh.mission.documents import Document
    from sulh.mission.positions import Position
    from sulh.mission.raw import Raw

__all__ = ["check_across", "known", "parse_time"]

OWN_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "limit": (("item", "at_most"), ()),
    "prohibit": ((), ("item", "acts", "except_items")),
    "ceasefire": (("acts",), ("attribution", "against")),
    "respect-line": (("line", "zones"), ("item", "acts", "except_items")),
    "withdraw-by": (("item", "deadline"), ("at_most",)),
    "disarm-by": (("what", "at_least", "deadline"), ()),
    "periodic": (("duty",), ("times_per_month", "every_days")),
    "notify-before": (("acts", "hours"), ()),
    "within": (("request", "duty", "hours"), ()),
    "waive": (("provisions", "from"), ("adds", "at_most", "suspends")),
}
"""For each kind: the keys of its own that it must have, and those it may have."""

ALL_OWN = {key for needed, may in OWN_KEYS.values() for key in (*needed, *may)} - {"zones", "from"}


def parse_time(text: Any, timezone: ZoneInfo) -> datetime:
    """Return a pack's date (the start of the day there) or time with an offset, in UTC.

    Raises
    ------
    ValueError
        When the text is neither.
    """
    if isinstance(text, str) and len(text) == len("2019-02-06"):
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=timezone).astimezone(UTC)
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError("names no offset; write e.g. 2024-11-27T04:00:00+02:00")
    return moment.astimezone(UTC)


def check_across(raw: Raw, timezone: ZoneInfo) -> None:
    """Note every fault that no single file shows."""
    sources = _ids(raw, raw.sources, "source")
    _sources_named(raw, sources)
    items = _vocabulary(raw, "item")
    acts = _vocabulary(raw, "act")
    actors = _ids(raw, raw.actors, "actor")
    _actors(raw, actors, timezone)
    zones = _features(raw, "zones")
    lines = _features(raw, "lines")
    _features(raw, "sites")
    _zones_within(raw, zones)
    _provisions(
        raw,
        timezone,
        {"items": items, "acts": acts, "actors": actors, "zones": zones, "lines": lines},
    )


def _ids(raw: Raw, document: Document, key: str) -> dict[str, Position]:
    """Return ids with their places, and note those that stand twice."""
    positions: dict[str, Position] = {}
    for number, row in raw.rows(document, key):
        identity = row.get("id")
        if not isinstance(identity, str):
            continue
        if identity in positions:
            document.fault("duplicate-id", (key, number, "id"), "stands twice", value=identity)
        positions.setdefault(identity, (key, number))
    return positions


def _features(raw: Raw, layer: str) -> dict[str, Position]:
    positions: dict[str, Position] = {}
    for feature in raw.features.get(layer, []):
        identity = feature.properties["id"]
        if identity in positions:
            raw.layers[layer].fault(
                "duplicate-id", (feature.number, "properties", "id"), "stands twice", value=identity
            )
        positions.setdefault(identity, (feature.number,))
    return positions


def _sources_named(raw: Raw, sources: Mapping[str, Position]) -> None:
    """Note every `source` that no source has for its id."""
    for document in raw.documents():
        waiting: list[tuple[Position, Any]] = [((), document.value)]
        while waiting:
            path, value = waiting.pop()
            if isinstance(value, dict):
                source = value.get("source")
                if isinstance(source, str):
                    known(document, (*path, "source"), source, sources, "source")
                waiting += [
                    ((*path, key), each) for key, each in value.items() if key != "geometry"
                ]
            elif isinstance(value, list):
                waiting += [((*path, n), each) for n, each in enumerate(value)]


def known(document: Document, path: Position, name: Any, allowed: Iterable[str], what: str) -> bool:
    """Say whether a pack has something of this name; note it where it has not."""
    names = list(allowed)
    if name in names or not isinstance(name, str):
        return True
    near = difflib.get_close_matches(name, names, n=1)
    document.fault(
        "unknown-reference",
        path,
        f"names no {what} of the pack",
        value=name,
        remedy=f"Did you mean {near[0]!r}?" if near else f"Add the {what}, or mend the name.",
    )
    return False


NOT_BUILT_IN = object()
"""Is the wider kind of a word that is not built in, or that a pack said once already."""


def _vocabulary(raw: Raw, key: str) -> dict[str, str | None]:
    """Return the kinds of item or act with their wider kinds; note what is amiss.

    A pack may say once what is built in: it may be older than the word here.
    """
    builtin = {row["id"]: row.get("is_a") for _, row in raw.rows(raw.builtin, key)}
    parents = dict(builtin)
    own = [
        (number, row)
        for number, row in raw.rows(raw.vocabulary, key)
        if isinstance(row.get("id"), str)
    ]
    for number, row in own:
        is_again = builtin.pop(row["id"], NOT_BUILT_IN) == row.get("is_a")
        if row["id"] in parents and not is_again:
            raw.vocabulary.fault(
                "duplicate-id", (key, number, "id"), "is known already", value=row["id"]
            )
        parents[row["id"]] = row.get("is_a")
    for number, row in own:
        path: Position = (key, number, "is_a")
        if row.get("is_a") is not None:
            known(raw.vocabulary, path, row["is_a"], parents, key)
        if _circles(row["id"], parents):
            raw.vocabulary.fault("cycle", path, "leads back to itself", value=row["id"])
    return parents


def _circles(start: str, parents: Mapping[str, str | None]) -> bool:
    seen, current = set(), parents.get(start)
    while current is not None and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def _zones_within(raw: Raw, zones: Mapping[str, Position]) -> None:
    parents = {
        each.properties["id"]: each.properties.get("within", []) for each in raw.features["zones"]
    }
    for feature in raw.features["zones"]:
        path: Position = (feature.number, "properties", "within")
        document = raw.layers["zones"]
        for name in feature.properties.get("within", []):
            known(document, path, name, zones, "zone")
        reached, waiting = set(), list(parents[feature.properties["id"]])
        while waiting:
            each = waiting.pop()
            if each not in reached:
                reached.add(each)
                waiting += parents.get(each, [])
        if feature.properties["id"] in reached:
            document.fault("cycle", path, "leads back to itself", value=feature.properties["id"])


def _time(document: Document, path: Position, value: Any, timezone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    try:
        return parse_time(value, timezone)
    except (ValueError, OverflowError) as error:
        document.fault(
            "bad-date",
            path,
            f"is no date: {error}",
            value=value,
            expected="2019-02-06, or a time with its offset",
        )
        return None


def _times_in_order(
    document: Document, path: Position, row: Mapping[str, Any], timezone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    start = _time(document, (*path, "from"), row.get("from"), timezone)
    until = _time(document, (*path, "until"), row.get("until"), timezone)
    if start is not None and until is not None and until <= start:
        document.fault(
            "ends-before-start", (*path, "until"), "is not after 'from'", value=row["until"]
        )
    return start, until


def _actors(raw: Raw, actors: Mapping[str, Position], timezone: ZoneInfo) -> None:
    document = raw.actors
    borne: dict[str, list[tuple[str, datetime | None, datetime | None]]] = {}
    for number, row in raw.rows(document, "actor"):
        path: Position = ("actor", number)
        members = row.get("members", [])
        if row.get("kind") == "coalition" and not members:
            document.fault("missing", (*path, "members"), "is missing", expected="its members")
        if row.get("kind") != "coalition" and members:
            document.fault("bad-value", (*path, "members"), "belongs to a coalition only")
        for place, member in enumerate(members if isinstance(members, list) else []):
            if isinstance(member, dict):
                where = (*path, "members", place)
                known(document, (*where, "party"), member.get("party"), actors, "actor")
                _times_in_order(document, where, member, timezone)
        names: list[tuple[Position, Any]] = [((*path, "name"), {"name": row.get("name")})]
        for place, alias in enumerate(row.get("aliases", []) or []):
            as_table = alias if isinstance(alias, dict) else {"name": alias}
            names.append(((*path, "aliases", place), as_table))
        for where, alias in names:
            start, until = _times_in_order(document, where, alias, timezone)
            _collide(document, where, (alias.get("name"), row.get("id"), start, until), borne)


def _collide(
    document: Document,
    path: Position,
    alias: tuple[Any, Any, datetime | None, datetime | None],
    borne: dict[str, list[tuple[str, datetime | None, datetime | None]]],
) -> None:
    """Note a name that two actors bear at one time."""
    name, actor, start, until = alias
    if not isinstance(name, str) or not isinstance(actor, str):
        return
    key = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    for other, other_start, other_until in borne.get(key, []):
        apart = (until and other_start and until <= other_start) or (
            other_until and start and other_until <= start
        )
        if other != actor and not apart:
            document.fault(
                "ambiguous-name",
                path,
                f"is also a name of {other} at the same time",
                value=name,
                remedy="Make an umbrella of kind coalition bear it, with both as members.",
            )
    borne.setdefault(key, []).append((actor, start, until))


def _provisions(raw: Raw, timezone: ZoneInfo, defined: Mapping[str, Mapping[str, Any]]) -> None:
    provisions: dict[str, Position] = {}
    agreements: dict[str, str] = {}
    for document in raw.agreements:
        head = document.value.get("agreement") if isinstance(document.value, dict) else None
        identity = head.get("id") if isinstance(head, dict) else None
        if (
            isinstance(identity, str)
            and agreements.setdefault(identity, document.name) != document.name
        ):
            document.fault("duplicate-id", ("agreement", "id"), "stands twice", value=identity)
        for number, row in raw.rows(document, "provision"):
            identity = row.get("id")
            if isinstance(identity, str) and identity in provisions:
                document.fault(
                    "duplicate-id", ("provision", number, "id"), "stands twice", value=identity
                )
            provisions.setdefault(str(identity), ("provision", number))
    for document in raw.agreements:
        head = document.value.get("agreement") if isinstance(document.value, dict) else None
        signed = head.get("signed") if isinstance(head, dict) else None
        _time(document, ("agreement", "signed"), signed, timezone)
        for number, row in raw.rows(document, "provision"):
            path: Position = ("provision", number)
            _own_keys(document, path, row, has_signed=signed is not None)
            _times_in_order(document, path, row, timezone)
            _time(document, (*path, "deadline"), row.get("deadline"), timezone)
            _references(document, path, row, defined, provisions, _zone_kinds(raw))


def _zone_kinds(raw: Raw) -> set[str]:
    return {each.properties["kind"] for each in raw.features["zones"]}


def _own_keys(
    document: Document, path: Position, row: Mapping[str, Any], *, has_signed: bool
) -> None:
    """Note keys that a provision's kind lacks or does not know."""
    kind = row.get("kind")
    if kind not in OWN_KEYS:
        return
    needed, may = OWN_KEYS[kind]
    for key in needed:
        if key not in row:
            document.fault("missing", (*path, key), f"is missing; a {kind!r} needs it")
    for key in sorted(ALL_OWN & set(row) - {*needed, *may}):
        document.fault("unknown-key", (*path, key), f"is no key of a {kind!r}")
    if "parties" not in row and kind != "waive":
        document.fault("missing", (*path, "parties"), "is missing", expected="on whom")
    if "from" not in row and not has_signed and kind != "waive":
        document.fault(
            "missing", (*path, "from"), "is missing, and the agreement has no date in 'signed'"
        )
    exclusive = {
        "periodic": ("times_per_month", "every_days"),
        "waive": ("adds", "at_most", "suspends"),
    }.get(kind)
    if exclusive and sum(key in row for key in exclusive) != 1:
        document.fault("bad-value", path, f"needs exactly one of {', '.join(exclusive)}")
    if kind in ("prohibit", "respect-line") and "item" not in row and "acts" not in row:
        document.fault("missing", (*path, "item"), "is missing; give 'item', 'acts', or both")
    adds = row.get("adds")
    if isinstance(adds, list) and len(adds) == 2 and adds[0] > adds[1]:
        document.fault("bounds", (*path, "adds"), "has its bounds exchanged", value=adds)


def _references(
    document: Document,
    path: Position,
    row: Mapping[str, Any],
    defined: Mapping[str, Mapping[str, Any]],
    provisions: Mapping[str, Position],
    kinds: set[str],
) -> None:
    """Note every name in a provision that the pack does not know."""
    for party in row.get("parties", []) or []:
        if party != "*":
            known(document, (*path, "parties"), party, defined["actors"], "actor")
    for zone in row.get("zones", []) or []:
        if isinstance(zone, str) and zone.startswith("kind:"):
            known(document, (*path, "zones"), zone.removeprefix("kind:"), kinds, "kind of zone")
        else:
            known(document, (*path, "zones"), zone, defined["zones"], "zone")
    if "item" in row:
        known(document, (*path, "item"), row["item"], defined["items"], "item")
    if "line" in row:
        known(document, (*path, "line"), row["line"], defined["lines"], "line")
    for key, table, what in (
        ("except_items", defined["items"], "item"),
        ("acts", defined["acts"], "act"),
        ("provisions", provisions, "provision"),
    ):
        for name in row.get(key, []) or []:
            known(document, (*path, key), name, table, what)
