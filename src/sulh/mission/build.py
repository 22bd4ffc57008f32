"""Build a pack's typed values from documents in which no fault was found."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sulh.mission.check_names import language_of
from sulh.mission.checks import parse_time
from sulh.mission.pack import (
    Act,
    Actor,
    Agreement,
    Alias,
    Base,
    EvidenceRule,
    Item,
    Line,
    Membership,
    MissionDate,
    Pack,
    PackNames,
    Site,
    Source,
    WetSeason,
    Zone,
)
from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    Provision,
    RespectLine,
    Terms,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.values import Count

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from sulh.mission.raw import Raw

__all__ = ["build", "digest_of"]

Row = dict[str, Any]


def digest_of(folder: Path) -> str:
    """Return the SHA-256 (hex) over a pack's files.

    For each file, in the order of its path with forward slashes: the path in UTF-8, a NUL,
    the length in decimal, a NUL, and the content.
    """
    whole = hashlib.sha256()
    paths = {
        each.relative_to(folder).as_posix(): each for each in folder.rglob("*") if each.is_file()
    }
    for name in sorted(paths):
        if name.endswith(".rejects.csv"):
            continue
        content = paths[name].read_bytes()
        whole.update(name.encode() + b"\x00" + str(len(content)).encode() + b"\x00" + content)
    return whole.hexdigest()


def build(raw: Raw, timezone: ZoneInfo) -> Pack:
    """Return the pack that the documents say."""
    head: Row = raw.pack.value
    actors = {row["id"]: _actor(row, timezone) for _, row in raw.rows(raw.actors, "actor")}
    zones = {
        each.properties["id"]: _zone(each.properties, each.geometry)
        for each in raw.features["zones"]
    }
    provisions = tuple(
        _provision(row, document.value["agreement"], timezone, actors, zones)
        for document in raw.agreements
        for _, row in raw.rows(document, "provision")
    )
    return Pack(
        id=head["id"],
        version=head["version"],
        title=head["title"],
        summary=head["summary"],
        timezone=timezone,
        digest=digest_of(raw.folder),
        languages=tuple(head["languages"]),
        evidence_rule=EvidenceRule(**head.get("evidence", {})),
        sources={row["id"]: Source(**row) for _, row in raw.rows(raw.sources, "source")},
        actors=actors,
        items={
            row["id"]: Item(**_word(row))
            for each in (raw.builtin, raw.vocabulary)
            for _, row in raw.rows(each, "item")
        },
        acts={
            row["id"]: Act(**_word(row))
            for each in (raw.builtin, raw.vocabulary)
            for _, row in raw.rows(each, "act")
        },
        zones=zones,
        lines={
            each.properties["id"]: Line(**each.properties, geometry=each.geometry)
            for each in raw.features["lines"]
        },
        sites={
            each.properties["id"]: Site(**each.properties, lon=each.geometry.x, lat=each.geometry.y)
            for each in raw.features["sites"]
        },
        base=tuple(
            Base(**each.properties, geometry=each.geometry) for each in raw.features["base"]
        ),
        agreements={
            each.value["agreement"]["id"]: _agreement(each.value["agreement"], timezone)
            for each in raw.agreements
        },
        provisions=provisions,
        history=tuple(MissionDate(**row) for _, row in raw.rows(raw.pack, "history")),
        wet_seasons=tuple(
            WetSeason(from_=row.pop("from"), **row)
            for row in (dict(each) for _, each in raw.rows(raw.pack, "wet_season"))
        ),
        districts=head.get("districts", ""),
        fictional=head.get("fictional", False),
        names=_names(raw),
        folder=str(raw.folder),
    )


def _names(raw: Raw) -> dict[str, PackNames]:
    """Return what the pack says in other languages, with the built-in words that it does not say anew."""
    contents: dict[str, Row] = {language_of(each): dict(each.value) for each in raw.names}
    for document in raw.builtin_names:
        content = contents.setdefault(language_of(document), {})
        for key, words in document.value.items():
            own = {row["id"] for _, row in raw.rows(raw.vocabulary, key)}
            built_in = {name: each for name, each in words.items() if name not in own}
            content[key] = built_in | content.get(key, {})
    return {language: PackNames(**each) for language, each in contents.items()}


def _time(row: Row, key: str, timezone: ZoneInfo) -> Any:
    return parse_time(row[key], timezone) if row.get(key) is not None else None


def _actor(row: Row, timezone: ZoneInfo) -> Actor:
    aliases = [
        each if isinstance(each, dict) else {"name": each} for each in row.get("aliases", [])
    ]
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(
            Alias(
                name=each["name"],
                from_=_time(each, "from", timezone),
                until=_time(each, "until", timezone),
            )
            for each in aliases
        ),
        members=tuple(
            Membership(
                party=each["party"],
                from_=_time(each, "from", timezone),
                until=_time(each, "until", timezone),
                source=each.get("source", row["source"]),
                evidence=each.get("evidence", row["evidence"]),
            )
            for each in row.get("members", [])
        ),
        source=row["source"],
        evidence=row["evidence"],
        note=row.get("note", ""),
    )


def _zone(properties: Row, geometry: Any) -> Zone:
    return Zone(
        **properties
        | {
            "geometry": geometry,
            "within": tuple(properties.get("within", ())),
            "names": tuple(properties.get("names", ())),
        }
    )


def _agreement(row: Row, timezone: ZoneInfo) -> Agreement:
    return Agreement(**row | {"signed": _time(row, "signed", timezone)})


def _provision(
    row: Row, agreement: Row, timezone: ZoneInfo, actors: dict[Any, Actor], zones: dict[Any, Zone]
) -> Provision:
    parties: list[Any] = []
    for each in row.get("parties", []):
        parties += [a.id for a in actors.values() if a.kind == "party"] if each == "*" else [each]
    places: list[Any] = []
    for each in row.get("zones", []):
        kind = each.removeprefix("kind:") if each.startswith("kind:") else None
        places += [z.id for z in zones.values() if z.kind == kind] if kind else [each]
    return Provision(
        id=row["id"],
        agreement=agreement["id"],
        kind=row["kind"],
        article=row["article"],
        title=row["title"],
        text=row["text"],
        parties=tuple(dict.fromkeys(parties)),
        zones=tuple(dict.fromkeys(places)),
        in_force_from=_time(row, "from", timezone) or _time(agreement, "signed", timezone),
        in_force_until=_time(row, "until", timezone),
        severity=row.get("severity", "minor"),
        source=row["source"],
        evidence=row["evidence"],
        terms=_terms(row, timezone),
        note=row.get("note", ""),
    )


def _terms(row: Row, timezone: ZoneInfo) -> Terms:  # noqa: PLR0911 -- one a kind
    acts = tuple(row.get("acts", ()))
    besides: dict[str, Any] = {
        "item": row.get("item"),
        "except_items": tuple(row.get("except_items", ())),
    }
    match row["kind"]:
        case "limit":
            return Limit(item=row["item"], at_most=row["at_most"])
        case "prohibit":
            return Prohibit(**besides, acts=acts)
        case "ceasefire":
            return Ceasefire(
                acts=acts,
                attribution=row.get("attribution", "participants"),
                against=row.get("against", "anyone"),
            )
        case "respect-line":
            return RespectLine(line=row["line"], **besides, acts=acts)
        case "withdraw-by":
            return WithdrawBy(
                item=row["item"],
                deadline=parse_time(row["deadline"], timezone),
                at_most=row.get("at_most", 0),
            )
        case "disarm-by":
            return DisarmBy(
                what=row["what"],
                at_least=row["at_least"],
                deadline=parse_time(row["deadline"], timezone),
            )
        case "periodic":
            return Periodic(
                duty=row["duty"],
                times_per_month=row.get("times_per_month"),
                every_days=row.get("every_days"),
            )
        case "notify-before":
            return NotifyBefore(acts=acts, hours=row["hours"])
        case "within":
            return Within(request=row["request"], duty=row["duty"], hours=row["hours"])
        case _:
            return Waive(
                provisions=tuple(row["provisions"]),
                adds=_adds(row.get("adds")),
                at_most=row.get("at_most"),
                suspends=row.get("suspends", False),
            )


def _adds(value: Any) -> Count | None:
    if value is None:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    return Count(low, high)


def _word(row: dict[str, Any]) -> dict[str, Any]:
    """Return a word of the vocabulary with what it was called before as a tuple."""
    return row | {"formerly": tuple(row.get("formerly", ()))}
