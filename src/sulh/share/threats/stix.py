"""STIX 2.1 objects: read safely, checked, named by id and version, marked by TLP 2.0.

An object is kept as the canonical JSON (RFC 8785) of what came in, with every property that its sender wrote,
known or not. Standard: OASIS STIX Version 2.1 (2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from sulh.errors import InputError, SulhError, plural, shown
from sulh.ledger import canonical
from sulh.ledger.tlp import Tlp
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "OBJECT_BYTES_MAX",
    "TLP_MARKINGS",
    "StixObject",
    "is_after_revocation",
    "marking_of",
    "read_object",
    "read_objects",
    "references",
    "tlp_marking_id",
]

LARGE_NUMBER = re.compile(rb"[0-9]{16}")
OBJECT_BYTES_MAX = 262_144
OBJECTS_MAX = 20_000
DEPTH_MAX = 64
"""The deepest object of the standard has five levels; whoever nests deeper wants to do harm."""

ID = re.compile(
    r"(?P<type>[a-z][a-z0-9-]{1,248}[a-z0-9])--"
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
)
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z", re.ASCII)
"""STIX 2.1 section 3.16: RFC 3339 in UTC, written with Z."""
CYBER_OBSERVABLES = frozenset(
    {
        "artifact",
        "autonomous-system",
        "directory",
        "domain-name",
        "email-addr",
        "email-message",
        "file",
        "ipv4-addr",
        "ipv6-addr",
        "mac-addr",
        "mutex",
        "network-traffic",
        "process",
        "software",
        "url",
        "user-account",
        "windows-registry-key",
        "x509-certificate",
    }
)

TLP_IDS: Mapping[Tlp, str] = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""TLP 2.0 as OASIS's extension definition fixes it (cti-stix-common-objects)."""
TLP_MARKINGS: Mapping[str, Tlp] = {each: tlp for tlp, each in TLP_IDS.items()} | {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Tlp.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Tlp.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Tlp.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Tlp.RED,
}
"""The fixed markings of TLP 2.0, and of TLP 1 as STIX 2.1 section 7.2.1.4 writes them: WHITE is CLEAR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StixObject:
    """One object: `content` is its canonical JSON; `version` is `modified`, else `created`, else empty.

    `spec_version` is 2.0 for an object that names none and is no cyber observable. `references` are the
    ids of other objects that it names, without the fixed TLP markings.
    """

    id: str
    type: str
    version: str
    spec_version: str
    content: bytes
    references: frozenset[str] = frozenset()

    @property
    def fields(self) -> dict[str, Any]:
        """Return its properties."""
        fields: dict[str, Any] = orjson.loads(self.content)
        return fields


def tlp_marking_id(marking: Tlp) -> str:
    """Return the id of the marking definition of TLP 2.0 for a marking."""
    return TLP_IDS[marking]


def read_objects(content: bytes) -> list[Any]:
    """Return the objects of a bundle, of a TAXII envelope or of one object, unchecked.

    Raises
    ------
    InputError
        When the bytes are no JSON object, are nested too deeply, or hold too many objects.
    """
    try:
        value = orjson.loads(content)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise InputError(
            f"The content is no JSON: {shown(str(error))}.",
            remedy="Send a STIX bundle or a TAXII envelope in UTF-8.",
        ) from error
    if not isinstance(value, dict):
        raise InputError("The content is no JSON object.", remedy='Send {"objects": […]}.')
    objects = [value] if "type" in value and value["type"] != "bundle" else value.get("objects", [])
    if not isinstance(objects, list):
        raise InputError("`objects` is no list.", remedy='Send {"objects": […]}.')
    if len(objects) > OBJECTS_MAX:
        raise InputError(
            f"There are {plural(len(objects), 'object')}.",
            remedy=f"Send at most {OBJECTS_MAX:,} at once.",
        )
    return objects


def is_after_revocation(version: str, revocations: Iterable[str]) -> bool:
    """Say whether a version of an object is later than one that took it back.

    STIX 2.1, 3.6: that is final, and no later version is made; whoever errs makes a new object.
    """
    return bool(version) and any(parse_utc(version) > parse_utc(each) for each in revocations)


def read_object(value: Any) -> StixObject:
    """Return an object with its id and version, checked in form; its properties stay as they are.

    Raises
    ------
    InputError
        When it is no STIX object in form: no id of its type, a time that is none, too deep or too large.
    """
    if not isinstance(value, dict):
        raise InputError("An object of the list is no JSON object.")
    kind, identity = value.get("type"), value.get("id")
    match = ID.fullmatch(identity) if isinstance(identity, str) else None
    if not isinstance(identity, str) or match is None or match["type"] != kind:
        raise InputError(
            f"{shown(str(identity))} is no id of an object of type {shown(str(kind))}.",
            remedy="A STIX id is the type, two hyphens and a UUID.",
        )
    for name in ("created", "modified", "valid_from", "valid_until", "first_seen", "last_seen"):
        if name in value and not _is_time(value[name]):
            raise InputError(
                f"{identity}: {name} is {shown(str(value[name]))}, which is no time.",
                remedy="Write it as 2024-05-03T10:00:00.000Z.",
            )
    _check_depth(value, identity)
    try:
        content = canonical(value)
        if LARGE_NUMBER.search(content):  # 1e16 is written as a whole number that no reader takes
            canonical(orjson.loads(content))
    except (SulhError, ValueError, RecursionError) as error:
        raise InputError(
            f"{identity} is no JSON that can be signed: {shown(str(error))}."
        ) from error
    if len(content) > OBJECT_BYTES_MAX:
        raise InputError(f"{identity} is larger than {OBJECT_BYTES_MAX // 1024} KB.")
    spec = value.get("spec_version") or ("2.1" if kind in CYBER_OBSERVABLES else "2.0")
    if not isinstance(spec, str) or spec not in {"2.0", "2.1"}:
        raise InputError(f"{identity} is of version {shown(str(spec))} of STIX, not 2.0 or 2.1.")
    version = value.get("modified") or value.get("created") or ""
    return StixObject(
        id=identity,
        type=kind,
        version=version,
        spec_version=spec,
        content=content,
        references=frozenset(each for each in references(value) if "--" in each)
        - TLP_MARKINGS.keys(),
    )


def marking_of(fields: Mapping[str, Any], default: Tlp) -> Tlp:
    """Return the strictest TLP marking of an object or of any part of it; without one the default."""
    refs = fields.get("object_marking_refs")
    names = list(refs) if isinstance(refs, list) else []
    parts = fields.get("granular_markings")
    names += (
        [each.get("marking_ref") for each in parts if isinstance(each, dict)]
        if isinstance(parts, list)
        else []
    )
    ids = (each.lower() for each in names if isinstance(each, str))  # a UUID is one in any case
    return max((TLP_MARKINGS[each] for each in ids if each in TLP_MARKINGS), default=default)


def references(value: Any) -> Iterator[str]:
    """Yield the ids that an object names in properties ending in ``_ref`` or ``_refs``, at any depth."""
    if isinstance(value, list):
        for each in value:
            yield from references(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name.endswith("_ref") and isinstance(each, str):
                yield each
            elif name.endswith("_refs") and isinstance(each, list):
                yield from (one for one in each if isinstance(one, str))
            else:
                yield from references(each)


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or not TIME.fullmatch(value):
        return False
    try:
        parse_utc(value)
    except ValueError:
        return False
    return True


def _check_depth(value: Any, identity: str) -> None:
    """Refuse what is nested too deeply, without calling itself for each level."""
    level: list[Any] = [value]
    for _ in range(DEPTH_MAX):
        level = [
            part
            for each in level
            for part in (each.values() if isinstance(each, dict) else each)
            if isinstance(part, dict | list)
        ]
        if not level:
            return
    raise InputError(f"{identity} is nested more than {DEPTH_MAX} levels deep.")
