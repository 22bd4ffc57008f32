"""MISP events as STIX 2.1: what can be recognised becomes indicators, the event a report, sightings sightings.

Form: MISP core format (draft-dulaunoy-misp-core-format). Nothing is dropped without a word: an attribute that
is not for detection, or of a type that has no pattern here, is counted and named. Ids are those of MISP
(``indicator--`` and the attribute's UUID), so that the same event gives the same objects.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import orjson

from sulh.errors import InputError, shown
from sulh.ledger.tlp import Tlp, marking_in
from sulh.share.threats.intrusions import SULH, address_pattern, quoted, stix_time
from sulh.share.threats.stix import OBJECTS_MAX, tlp_marking_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MispImport", "read_misp"]

PATTERNS: Mapping[str, str] = {
    "domain": "domain-name:value",
    "email": "email-addr:value",
    "email-dst": "email-message:to_refs[*].value",
    "email-src": "email-message:from_ref.value",
    "email-subject": "email-message:subject",
    "filename": "file:name",
    "hostname": "domain-name:value",
    "md5": "file:hashes.MD5",
    "mutex": "mutex:name",
    "regkey": "windows-registry-key:key",
    "sha1": "file:hashes.'SHA-1'",
    "sha256": "file:hashes.'SHA-256'",
    "sha512": "file:hashes.'SHA-512'",
    "ssdeep": "file:hashes.SSDEEP",
    "uri": "url:value",
    "url": "url:value",
}
"""The object path of STIX for a type of MISP; addresses follow from their value."""
ADDRESSES = frozenset({"ip-src", "ip-dst"})
VALUE_MAX = 4_000
TLP = re.compile(r"tlp:(?P<word>[a-z+]+)", re.IGNORECASE)
WHITE = {"white": "clear"}
"""TLP 1's word for CLEAR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MispImport:
    """The STIX objects of events, and how many attributes are not among them, by type and why."""

    objects: tuple[dict[str, Any], ...]
    left_out: Mapping[tuple[str, str], int]


def read_misp(content: bytes) -> MispImport:
    """Return the events of a MISP export: one event, a list, or the answer of a search.

    Raises
    ------
    InputError
        When the content is no JSON or holds no event.
    """
    try:
        value = orjson.loads(content)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise InputError(f"The content is no JSON: {shown(str(error))}.") from error
    events = list(_events(value))
    if not events:
        raise InputError(
            "There is no STIX object and no MISP event in it.",
            remedy="Export an event as MISP JSON, or as STIX 2.1.",
        )
    left_out: Counter[tuple[str, str]] = Counter()
    objects: list[dict[str, Any]] = []
    for each in events:
        objects += _event_objects(each, left_out)
        if len(objects) > OBJECTS_MAX:
            raise InputError(
                f"There are more than {OBJECTS_MAX:,} objects in it.",
                remedy="Export fewer events at a time.",
            )
    unique = {(each["id"], each.get("modified")): each for each in objects}
    return MispImport(objects=tuple(unique.values()), left_out=dict(sorted(left_out.items())))


def _events(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "response" in value or "Event" in value:
            yield from _events(value.get("response", value.get("Event")))
        elif "info" in value or "Attribute" in value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _events(each)


def _event_objects(
    event: Mapping[str, Any], left_out: Counter[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Return the objects of one event: its sender, indicators, sightings, and a report on them."""
    key = str(event.get("uuid") or event.get("id") or event.get("info"))
    identity = _uuid(event.get("uuid"), f"misp event {key}")
    moment = _time(event.get("timestamp")) or _day(event.get("date")) or "1970-01-01T00:00:00.000Z"
    sender = _sender(event)
    marking = _marking(event.get("Tag"), None)
    common = {"spec_version": "2.1", "created_by_ref": sender["id"]}
    objects: list[dict[str, Any]] = []
    for each, group in _attributes(event):
        kind = str(each.get("type"))[:60]
        pattern = _pattern(kind, each.get("value"))
        if each.get("deleted") or group.get("deleted"):
            left_out[kind, "deleted"] += 1
        elif not each.get("to_ids"):
            left_out[kind, "not for detection (to_ids)"] += 1
        elif pattern is None:
            left_out[kind, "no pattern of STIX for this type or value"] += 1
        else:
            when = _time(each.get("timestamp")) or moment
            uuid = _uuid(each.get("uuid"), f"misp {key} {kind} {each.get('value')}")
            strict = _marking(each.get("Tag"), marking)
            indicator = {
                "type": "indicator",
                "id": f"indicator--{uuid}",
                **common,
                "created": when,
                "modified": when,
                "name": str(each.get("value"))[:200],
                "indicator_types": ["malicious-activity"],
                "pattern": pattern,
                "pattern_type": "stix",
                "valid_from": when,
                "labels": [f"misp:type={kind}", *_label(group, event)],
            } | _marked(strict)
            objects.append(indicator)
            objects += _sightings(each, indicator, common)
    if not any(event.get(name) for name in ("uuid", "id", "info")):
        return [sender, *objects]  # the answer of a search for attributes, of whatever events
    report = {
        "type": "report",
        "id": f"report--{identity}",
        **common,
        "created": moment,
        "modified": moment,
        "name": str(event.get("info", "MISP event"))[:500] or "MISP event",
        "published": moment,
        "object_refs": [each["id"] for each in (sender, *objects)],
    }
    return [sender, *objects, report | _marked(marking)]


def _attributes(
    event: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the attributes of an event and of its objects, each with the event or object that it is of."""
    for group in (event, *_dicts(event.get("Object"))):
        for each in _dicts(group.get("Attribute")):
            yield each, group


def _label(group: Mapping[str, Any], event: Mapping[str, Any]) -> list[str]:
    return [] if group is event else [f"misp:object={str(group.get('name'))[:60]}"]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _pattern(kind: str, value: Any) -> str | None:
    """Return the pattern of an attribute; a pair such as ``filename|md5`` holds only together."""
    if not isinstance(value, str) or not 0 < len(value) <= VALUE_MAX:
        return None
    kinds, values = kind.split("|"), value.split("|")
    if kind == "malware-sample":
        kinds = ["filename", "md5"]
    if len(kinds) != len(values):
        return None
    parts = [_comparison(*pair) for pair in zip(kinds, values, strict=True)]
    return f"[{' AND '.join(filter(None, parts))}]" if all(parts) else None


def _comparison(kind: str, value: str) -> str | None:
    text = value.strip()
    if not text or any(ord(each) < 32 for each in text):
        return None
    if kind in ADDRESSES:
        return address_pattern(text)
    path = PATTERNS.get(kind)
    return f"{path} = '{quoted(text)}'" if path else None


def _sightings(
    attribute: Mapping[str, Any], indicator: Mapping[str, Any], common: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the sightings of an attribute; false positives and expirations are none."""
    for each in _dicts(attribute.get("Sighting")):
        when = _time(each.get("date_sighting"))
        if when is not None and str(each.get("type", "0")) == "0":
            uuid = _uuid(each.get("uuid"), f"{indicator['id']} {when}")
            yield {
                "type": "sighting",
                "id": f"sighting--{uuid}",
                **common,
                "created": when,
                "modified": when,
                "first_seen": when,
                "last_seen": when,
                "sighting_of_ref": indicator["id"],
            } | {k: v for k, v in indicator.items() if k == "object_marking_refs"}


def _sender(event: Mapping[str, Any]) -> dict[str, Any]:
    org = event.get("Orgc") or event.get("Org")
    org = org if isinstance(org, dict) else {}
    name = str(org.get("name") or event.get("orgc") or "MISP")[:200]
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": f"identity--{_uuid(org.get('uuid'), f'misp org {name}')}",
        "created": "1970-01-01T00:00:00.000Z",
        "modified": "1970-01-01T00:00:00.000Z",
        "name": name,
        "identity_class": "organization",
    }


def _marking(tags: Any, otherwise: Tlp | None) -> Tlp | None:
    """Return the strictest TLP among tags, and no milder than the event's."""
    names = [TLP.fullmatch(str(each.get("name"))) for each in _dicts(tags)]
    words = [match["word"].lower() for match in names if match]
    markings = [marking_in({"tlp": WHITE.get(each, each)}, Tlp.RED) for each in words]
    markings += [] if otherwise is None else [otherwise]
    return max(markings, default=None)


def _marked(marking: Tlp | None) -> dict[str, Any]:
    return {} if marking is None else {"object_marking_refs": [tlp_marking_id(marking)]}


def _uuid(value: Any, otherwise: str) -> str:
    try:
        return str(UUID(value)) if isinstance(value, str) else str(uuid5(SULH, otherwise))
    except ValueError:
        return str(uuid5(SULH, otherwise))


def _time(value: Any) -> str | None:
    """Return a time of MISP (seconds since 1970, as text) as STIX writes it."""
    try:
        seconds = int(value)
        return stix_time(datetime.fromtimestamp(seconds, UTC)) if seconds > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _day(value: Any) -> str | None:
    try:
        return f"{date.fromisoformat(value)}T00:00:00.000Z"
    except (TypeError, ValueError):
        return None
