"""A signed head: what a ledger looked like at a size. One is written with every batch."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from sulh.errors import LedgerError
from sulh.ledger.canonical import canonical
from sulh.ledger.keys import signature_holds
from sulh.values import format_utc, parse_utc

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Head", "SignedHead", "head_bytes", "head_holds", "parse_head", "sign_head"]

KEYS = {"last", "root", "site", "size", "time", "v"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The state of a site's ledger: `size` records, Merkle `root` and `last` id in hex."""

    site: str
    size: int
    root: str
    last: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A head's canonical bytes and the site's 64-byte Ed25519 signature over them."""

    content: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of the head's bytes."""
        return sha256(self.content).hexdigest()

    def read(self) -> Head:
        """Return what the head says; its signature is not checked here."""
        return parse_head(self.content)


def head_bytes(head: Head) -> bytes:
    """Return the canonical bytes that are signed."""
    return canonical(
        {
            "last": head.last,
            "root": head.root,
            "site": head.site,
            "size": head.size,
            "time": format_utc(head.time),
            "v": 1,
        }
    )


def sign_head(head: Head, key: Ed25519PrivateKey) -> bytes:
    """Return the 64-byte Ed25519 signature over the head."""
    return key.sign(head_bytes(head))


def head_holds(content: bytes, signature: bytes, public: str) -> bool:
    """Say whether the bytes of a head were signed by the holder of the public key (hex)."""
    return signature_holds(public, content, signature)


def parse_head(content: bytes) -> Head:
    """Return the head that canonical bytes hold.

    Raises
    ------
    LedgerError
        When they hold none.
    """
    try:
        fields = orjson.loads(content)
        if not isinstance(fields, dict) or fields.keys() != KEYS or fields["v"] != 1:
            raise ValueError("not a head of format 1")  # noqa: TRY301 -- caught below with the rest
        if type(fields["size"]) is not int or fields["size"] < 0:
            raise ValueError("its size is no number")  # noqa: TRY301 -- as above
        if not all(isinstance(fields[name], str) for name in ("site", "root", "last")):
            raise TypeError("its texts are none")  # noqa: TRY301 -- as above
        return Head(
            site=fields["site"],
            size=fields["size"],
            root=fields["root"],
            last=fields["last"],
            time=parse_utc(fields["time"]),
        )
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise LedgerError(f"Bytes in the ledger are no head: {error}") from error
