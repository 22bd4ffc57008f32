"""An attack on the mission as a STIX 2.1 bundle that others can act on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from sulh.errors import plural
from sulh.share.threats.stix import tlp_marking_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sulh.ledger.tlp import Tlp
    from sulh.share.threats.records import Intrusion

__all__ = ["SULH", "UNRATED", "address_pattern", "intrusion_objects", "quoted", "stix_time"]

SULH = UUID("6c0b3f0e-2a3d-5f4b-9d0e-5d1c7a5e4b11")
"""The namespace of ids that Sulh makes (RFC 9562, version 5): the same record gives the same ids everywhere."""
STIX_OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""STIX 2.1 section 2.9: the namespace of cyber observables' ids."""
BLOCK_DAYS = 90
UNRATED = "unrated"
"""The label of what nobody who may rate it has reviewed."""
UNRATED_CONFIDENCE = 15
"""STIX 2.1 appendix A: low, of none, low, medium and high."""
TECHNIQUES = {
    "phishing": "T1566",
    "spear-phishing": "T1566",
    "credential-theft": "T1589.001",
    "ransomware": "T1486",
    "website-defacement": "T1491.002",
    "denial-of-service": "T1498",
    "data-leak": "T1567",
}
"""Techniques of MITRE ATT&CK Enterprise, where there is one that says the same."""
DIGEST_NAMES = {32: "MD5", 40: "SHA-1", 64: "SHA-256"}


def stix_time(moment: datetime) -> str:
    """Return a time (UTC) as STIX writes it, in milliseconds, cut and never rounded up."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def intrusion_objects(
    intrusion: Intrusion,
    *,
    record: str,
    mission: str,
    created: datetime,
    modified: datetime,
    marking: Tlp,
    is_unrated: bool = False,
) -> list[dict[str, Any]]:
    """Return an attack as STIX objects: the mission, a report, indicators, and a sighting of each.

    Parameters
    ----------
    record
        Id of the record, from which the objects' ids follow.
    mission
        The mission's name: who reports it. No team site, no person.
    created, modified
        When the record came in, and when it was last amended (UTC).
    marking
        How the objects are marked.
    is_unrated
        Nobody who rates reports has reviewed it. Each object says so: its confidence is low, it bears the
        label `UNRATED`, and it is no sign for a blocklist.
    """
    confidence = intrusion.confidence
    if is_unrated:
        confidence = min(
            UNRATED_CONFIDENCE, UNRATED_CONFIDENCE if confidence is None else confidence
        )
    claim = " Not reviewed yet: nobody who rates reports has rated it." if is_unrated else ""
    maker = _identity(mission)
    common = {
        "spec_version": "2.1",
        "created": stix_time(created),
        "modified": stix_time(max(created, modified)),
        "created_by_ref": maker["id"],
        "object_marking_refs": [tlp_marking_id(marking)],
    } | ({"confidence": confidence} if confidence is not None else {})
    if is_unrated:
        common["labels"] = [UNRATED]
    begin, end = stix_time(intrusion.span.start), stix_time(intrusion.span.end)
    until = intrusion.span.end + timedelta(days=intrusion.block_days or BLOCK_DAYS)
    objects = [maker]
    for label, pattern in _signs(intrusion):
        identity = f"{record} {pattern}"
        indicator = f"indicator--{uuid5(SULH, identity)}"
        objects += [
            {
                "type": "indicator",
                "id": indicator,
                **common,
                "name": label,
                "indicator_types": ["unknown" if is_unrated else "malicious-activity"],
                **({"description": claim.strip()} if claim else {}),
                "pattern": pattern,
                "pattern_type": "stix",
                "valid_from": begin,
                "valid_until": stix_time(until),
            },
            {
                "type": "sighting",
                "id": f"sighting--{uuid5(SULH, f'sighting {identity}')}",
                **common,
                "sighting_of_ref": indicator,
                "first_seen": begin,
                "last_seen": end,
                "where_sighted_refs": [maker["id"]],
            },
        ]
    objects.append(
        {
            "type": "report",
            "id": f"report--{uuid5(SULH, record)}",
            **common,
            "name": f"{intrusion.attack.replace('-', ' ').capitalize()}, {intrusion.span.start:%Y-%m-%d}",
            "description": f"How far it came: {intrusion.extent}."
            + (
                f" It reached {plural(intrusion.affected, 'person', 'people')}."
                if intrusion.affected is not None
                else ""
            )
            + claim,
            "report_types": ["attack-pattern"],
            "published": stix_time(created),
            "object_refs": [each["id"] for each in objects],
        }
        | _external(intrusion.attack)
    )
    return objects


def _identity(mission: str) -> dict[str, Any]:
    """Return the mission as an identity; it is the same object from whatever site, so it has no time of one."""
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": f"identity--{uuid5(SULH, f'mission {mission}')}",
        "created": "2020-01-01T00:00:00.000Z",
        "modified": "2020-01-01T00:00:00.000Z",
        "name": mission,
        "identity_class": "organization",
    }


def _external(attack: str) -> dict[str, Any]:
    technique = TECHNIQUES.get(attack)
    if technique is None:
        return {}
    return {"external_references": [{"source_name": "mitre-attack", "external_id": technique}]}


def _signs(intrusion: Intrusion) -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of each sign by which the attack can be recognised."""
    for each in intrusion.senders:
        yield f"Sender {each}", f"[email-addr:value = '{quoted(each)}']"
    for each in intrusion.domains:
        yield f"Domain {each.lower()}", f"[domain-name:value = '{quoted(each.lower())}']"
    for each in intrusion.addresses:
        yield f"Address {each}", f"[{address_pattern(each)}]"
    for each in intrusion.urls:
        yield f"Web address {each[:80]}", f"[url:value = '{quoted(each)}']"
    for each in intrusion.digests:
        name = DIGEST_NAMES[len(each)]
        key = name if name == "MD5" else f"'{name}'"
        yield f"File {each.lower()[:12]}", f"[file:hashes.{key} = '{each.lower()}']"


def address_pattern(address: str) -> str:
    """Return the comparison of an IP address, of version 4 or 6."""
    kind = "ipv6-addr" if ":" in address else "ipv4-addr"
    return f"{kind}:value = '{quoted(address)}'"


def quoted(text: str) -> str:
    """Return a text as it stands between the quotes of a pattern."""
    return text.replace("\\", "\\\\").replace("'", "\\'")
