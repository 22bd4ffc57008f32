"""Records of cyber threats: objects that came in as STIX, and attacks that the mission itself met.

No field holds the name of a person: whoever was attacked is a count, an attacker is what can be blocked.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from msgspec import Struct

from sulh.errors import InputError, Problem, shown
from sulh.picture import Kind, Origin
from sulh.picture import fields as f
from sulh.share.threats.stix import read_object, read_objects
from sulh.tables import FaultyField
from sulh.values import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sulh.picture import Entry

__all__ = [
    "COLLECTION_NAME",
    "DOMAIN",
    "Attack",
    "Extent",
    "Intrusion",
    "ThreatObject",
    "collection_problem",
]

COLLECTION_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
DOMAIN = re.compile(
    r"(?=.{1,253}\Z)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
ADDRESS = re.compile(r"[^\s@<>\"]{1,64}@(?P<domain>[^\s@<>\"']+)")
URL = re.compile(r"https?://[^\s<>\"'\\]{1,1900}", re.IGNORECASE)
DIGEST = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")

Attack = Literal[
    "phishing",
    "spear-phishing",
    "credential-theft",
    "malware",
    "ransomware",
    "website-defacement",
    "denial-of-service",
    "data-leak",
    "radio-jamming",
    "navigation-jamming",
    "other-attack",
]
Extent = Literal["attempt", "opened", "compromise", "unclear"]


class ThreatObject(Struct, frozen=True, kw_only=True, gc=False):
    """One object of threat intelligence as it came in: STIX 2.1 in canonical JSON.

    A new version of the object is a new record; a version with `revoked` takes the object back.
    """

    origin: Origin
    collection: Annotated[
        str, f.KeyField(required=True, meaning="the collection it belongs to, by name")
    ]
    content: Annotated[
        str,
        f.TextField(
            required=True,
            tabled=False,
            meaning="the object in canonical JSON",
            standard="STIX 2.1, RFC 8785",
        ),
    ]


class Intrusion(Struct, frozen=True, kw_only=True, gc=False):
    """An attack on the mission's mail, networks, radios or navigation, and by what others can recognise it.

    It leaves as a STIX bundle: a report, an indicator for each sign and a sighting of each. `senders` are the
    addresses that an attacker sent from, never those of the people who were attacked.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was noticed")]
    attack: Annotated[
        Attack,
        f.ChoiceField(required=True, meaning="what kind of attack", choices=get_args(Attack)),
    ]
    extent: Annotated[
        Extent, f.ChoiceField(required=True, meaning="how far it came", choices=get_args(Extent))
    ]
    collection: Annotated[
        str, f.KeyField(required=True, meaning="the collection it belongs to, by name")
    ]
    senders: Annotated[
        tuple[str, ...], f.WordsField(meaning="e-mail addresses that the attacker sent from")
    ] = ()
    domains: Annotated[tuple[str, ...], f.WordsField(meaning="domain names of the attacker")] = ()
    addresses: Annotated[
        tuple[str, ...], f.WordsField(meaning="IP addresses of the attacker, version 4 or 6")
    ] = ()
    urls: Annotated[tuple[str, ...], f.WordsField(meaning="web addresses of the attacker")] = ()
    digests: Annotated[
        tuple[str, ...],
        f.WordsField(meaning="MD5, SHA-1 or SHA-256 of malicious files, in hexadecimal digits"),
    ] = ()
    affected: Annotated[
        int | None, f.WholeField(unit="persons", meaning="people whom it reached")
    ] = None
    confidence: Annotated[
        int | None,
        f.WholeField(high=100, meaning="how sure, from 0 to 100", standard="STIX 2.1"),
    ] = None
    block_days: Annotated[
        int | None,
        f.WholeField(
            low=1, high=3650, unit="days", meaning="how long the signs hold; empty: 90 days"
        ),
    ] = None


def check_collection(collection: str) -> None:
    """Refuse a name that no collection can have."""
    if not COLLECTION_NAME.fullmatch(collection):
        raise FaultyField(
            "bad-word",
            "collection",
            shown(collection),
            message="is no name of a collection",
            expected="lower-case letters, digits and hyphens",
        )


def collection_problem(report: Entry, collections: Mapping[str, frozenset[str]]) -> Problem | None:
    """Return why an attack or an object may not enter its collection; None: it may, or it is neither.

    `collections` are the names of those that its sender reports to, by kind. In one that is not there it would
    leave to nobody, and nobody would notice.
    """
    if not isinstance(report, Intrusion | ThreatObject):
        return None
    kind = "intrusion" if isinstance(report, Intrusion) else "threat-object"
    names = sorted(collections[kind])
    if report.collection in names:
        return None
    return Problem(
        code="not-your-collection",
        source=report.origin.file,
        row=report.origin.row,
        field="collection",
        value=shown(report.collection),
        message="is no collection of threats that this account reports to",
        expected=", ".join(names) or "no report of an attack from this account",
        remedy="Write one of these; an administrator adds others in serve.toml."
        if names
        else "Ask a watch officer to report it.",
    )


def check_threat(threat: ThreatObject) -> None:
    """Refuse content that is no single STIX object."""
    check_collection(threat.collection)
    try:
        (value,) = read_objects(threat.content.encode())
        read_object(value)
    except (InputError, ValueError) as error:
        raise FaultyField(
            "bad-word",
            "content",
            shown(threat.content[:80]),
            message="is no STIX object",
            expected=str(error),
        ) from error


def is_address(text: str) -> bool:
    """Say whether a text is an IP address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_sender(text: str) -> bool:
    """Say whether a text is an e-mail address."""
    match = ADDRESS.fullmatch(text)
    return match is not None and DOMAIN.fullmatch(match["domain"].lower()) is not None


SIGNS: dict[str, tuple[Callable[[str], object], str]] = {
    "senders": (is_sender, "an e-mail address"),
    "domains": (lambda text: DOMAIN.fullmatch(text.lower()), "a domain name"),
    "addresses": (is_address, "an IP address"),
    "urls": (URL.fullmatch, "a web address with http:// or https://"),
    "digests": (lambda text: DIGEST.fullmatch(text.lower()), "32, 40 or 64 hexadecimal digits"),
}


def check_intrusion(intrusion: Intrusion) -> None:
    """Refuse a sign that is none of its kind."""
    check_collection(intrusion.collection)
    for name, (is_sign, expected) in SIGNS.items():
        for each in getattr(intrusion, name):
            if not is_sign(each):
                raise FaultyField("bad-word", name, shown(each), expected=expected)


THREAT_KINDS = (
    Kind(ThreatObject, table="threat_objects", rule=check_threat),
    Kind(Intrusion, table="intrusions", rule=check_intrusion),
)
