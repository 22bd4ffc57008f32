"""A record: one entry of a site's ledger, chained to the one before it.

The canonical bytes of a record hold everything but its id. The id is the RFC 9162 leaf hash of
those bytes, SHA-256 over ``0x00`` and the bytes, in hex; `prev` is the id of the record before, so
that no record can change without changing every later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import orjson
from msgspec import Struct

from sulh.errors import InputError, LedgerError, SulhError, plural
from sulh.ledger.canonical import (
    PlainInteger,
    PlainObject,
    canonical,
    is_canonical,
    plain_reader,
)
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

__all__ = [
    "FIRST_PREV",
    "FORMAT",
    "Draft",
    "Record",
    "check_site_name",
    "encoder",
    "leaf_hash",
    "parse",
    "read_fields",
]

FORMAT = 1
FIRST_PREV = "0" * 64
BODY_BYTES_MAX = 1_000_000
KIND_LENGTH_MAX = 40
SITE_LENGTH_MAX = 64
TYPES = {"author": str, "kind": str, "seq": int, "simulated": bool, "site": str}
"""Of the fields beside the body. A body may be anything: one that does not fit its kind is set aside."""
KEYS = {"author", "body", "kind", "prev", "recorded_at", "seq", "simulated", "site", "v"}


class PlainRecord(TypedDict):
    """The fields of nearly every record, for the fast reader."""

    author: str
    body: PlainObject
    kind: str
    prev: str
    recorded_at: str
    seq: PlainInteger
    simulated: bool
    site: str
    v: Literal[1]


_read_plain = plain_reader(PlainRecord)
_moment = lru_cache(maxsize=256)(parse_utc)
"""Records of one batch share one time, and the words that stand in many records are there once: a server
keeps millions of them."""


class Draft(Struct, frozen=True, kw_only=True):
    """What is to be recorded, before it has its place in the chain.

    `content` is the body as `sulh.ledger.canonical.canonical_each` wrote it, where that is done already;
    then it counts, and `body` may be empty.
    """

    kind: str
    body: dict[str, Any]
    simulated: bool = False
    content: bytes = b""

    def __post_init__(self) -> None:
        check_kind(self.kind)


@lru_cache(maxsize=1024)
def check_kind(kind: str) -> None:
    """Refuse a name that no kind of record may have.

    Raises
    ------
    InputError
        When it is not lower-case letters and hyphens.
    """
    word = kind.replace("-", "")
    if not (word.isascii() and word.isalpha() and word.islower()) or len(kind) > KIND_LENGTH_MAX:
        raise InputError(f"{kind!r} is not a record kind: lower-case letters and hyphens.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of a ledger. Times are UTC; `id` and `prev` are 64 hex digits."""

    id: str
    site: str
    seq: int
    kind: str
    recorded_at: datetime
    author: str
    simulated: bool
    body: dict[str, Any]
    prev: str


def check_site_name(site: str) -> None:
    """Refuse a name that is not 1 to 64 letters, digits, hyphens, dots or underscores.

    Raises
    ------
    InputError
        When it is not.
    """
    plain = site.isascii() and all(c.isalnum() or c in "-._" for c in site)
    if not site or len(site) > SITE_LENGTH_MAX or not plain:
        raise InputError(
            f"{site[:80]!r} cannot be a site's name.",
            remedy="Use 1 to 64 letters, digits, hyphens, dots or underscores.",
        )


def leaf_hash(content: bytes) -> bytes:
    """Return the RFC 9162 section 2.1.1 leaf hash of a record's bytes."""
    return sha256(b"\x00" + content).digest()


def encoder(
    *, site: str, recorded_at: str, author: str
) -> Callable[[Draft, bytes, int, str], bytes]:
    """Return the function that writes the canonical bytes of a batch's records.

    It takes a draft, the canonical bytes of its body, its place in the chain and the id before it.
    The members stand in the order of their names, as RFC 8785 asks, and the body between them as it
    is. It raises `InputError` when the record is larger than a megabyte.
    """
    begin = b'{"author":' + canonical(author) + b',"body":'
    timed = f'","recorded_at":"{recorded_at}","seq":'
    ends = [f',"simulated":{word},"site":"{site}","v":{FORMAT}}}' for word in ("false", "true")]

    def encode(draft: Draft, body: bytes, seq: int, prev: str) -> bytes:
        end = f',"kind":"{draft.kind}","prev":"{prev}{timed}{seq}{ends[draft.simulated]}'
        content = begin + body + end.encode()
        if len(content) > BODY_BYTES_MAX:
            raise InputError(
                f"A record of {plural(len(content), 'byte')} is larger than a megabyte.",
                remedy="Keep large content in a file and name it by its digest.",
            )
        return content

    return encode


def read_fields(content: bytes) -> tuple[Mapping[str, Any] | None, str]:
    """Return the fields of a record's canonical bytes, or None and why they are none."""
    plain = _read_plain(content)
    if plain is not None:
        return plain, ""
    try:
        fields = orjson.loads(content)
        if not isinstance(fields, dict) or fields.keys() != KEYS or fields["v"] != FORMAT:
            return None, "its bytes are no record"
        if not is_canonical(content, fields):
            return None, "its bytes are not canonical JSON"
    except (ValueError, SulhError) as error:
        return None, f"its bytes cannot be read: {error}"
    return fields, ""


def parse(content: bytes) -> Record:
    """Return the record that canonical bytes hold.

    Raises
    ------
    LedgerError
        When they hold no record of this format.
    """
    try:
        fields = orjson.loads(content)
        if not isinstance(fields, dict) or fields.keys() != KEYS or fields["v"] != FORMAT:
            raise ValueError("not a record of format 1")  # noqa: TRY301 -- caught below with the rest
        for name, kind in TYPES.items():
            if type(fields[name]) is not kind:
                raise TypeError(f"{name} is not {kind.__name__}")  # noqa: TRY301 -- likewise
        return Record(
            id=leaf_hash(content).hex(),
            site=intern(fields["site"]),
            seq=fields["seq"],
            kind=intern(fields["kind"]),
            recorded_at=_moment(fields["recorded_at"]),
            author=intern(fields["author"]),
            simulated=fields["simulated"],
            body=fields["body"] if isinstance(fields["body"], dict) else {},
            prev=fields["prev"],
        )
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise LedgerError(f"Bytes in the ledger are not a record: {error}") from error
