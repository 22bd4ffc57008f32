"""Sealed content: what only an audience may read, and what can be forgotten without breaking a chain.

The chain holds ciphertext: libsodium's secret box (XSalsa20-Poly1305) under a random key of the *case*.
The case's key is kept outside the chain, wrapped for each audience in a sealed box (X25519). Whoever
destroys the case's key has forgotten the content: the chain still audits, and nobody can read it, not
even with the audience's own key. Needs the extra `privacy` (PyNaCl).
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from sulh.errors import InputError, LedgerError, MissingExtraError
from sulh.ledger.canonical import canonical

try:
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, PublicKey, SealedBox
    from nacl.secret import SecretBox
    from nacl.utils import random
except ImportError as error:
    raise MissingExtraError(work="Sealed content", extra="privacy") from error

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CaseKey",
    "is_sealed",
    "new_audience_key",
    "new_case_key",
    "open_sealed",
    "seal",
]

PACKET = "sulh-case-key"
PAD_BYTES = 256
"""Content is padded to a multiple of this, so that its length tells little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKey:
    """A case's key, wrapped for each audience (base64): what is kept outside the chain, and destroyed."""

    case: str
    wrapped: Mapping[str, str]

    def key_for(self, audience: str, private_key: str) -> bytes:
        """Return the case's key, given the audience's private key (64 hex digits).

        Raises
        ------
        LedgerError
            When the case is not for this audience, or the key is another.
        """
        if audience not in self.wrapped:
            raise LedgerError(f"Case {self.case} is not sealed for {audience}.")
        try:
            box = SealedBox(PrivateKey(bytes.fromhex(private_key)))
            return box.decrypt(base64.b64decode(self.wrapped[audience], validate=True))
        except (CryptoError, ValueError, binascii.Error) as error:
            raise LedgerError(
                f"The key of audience {audience} does not open case {self.case}."
            ) from error

    def to_packet(self) -> str:
        """Return it as it travels beside the records, in one line."""
        return canonical(
            {"what": PACKET, "v": 1, "case": self.case, "wrapped": dict(self.wrapped)}
        ).decode()

    @classmethod
    def from_packet(cls, packet: str) -> CaseKey | None:
        """Read what travelled; None when it is something else."""
        try:
            fields = json.loads(packet)
            if fields["what"] != PACKET or fields["v"] != 1:
                return None
            wrapped = {str(name): str(each) for name, each in fields["wrapped"].items()}
            return cls(case=str(fields["case"]), wrapped=wrapped)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def new_audience_key() -> tuple[str, str]:
    """Return a new pair of an audience: private key and public key, 64 hex digits each."""
    key = PrivateKey.generate()
    return bytes(key).hex(), bytes(key.public_key).hex()


def new_case_key(case: str, audiences: Mapping[str, str]) -> tuple[CaseKey, bytes]:
    """Return a new case's key, wrapped for audiences (name to public key, hex), and the key itself.

    Raises
    ------
    InputError
        When there is no audience, or one's public key is none.
    """
    if not audiences:
        raise InputError("A case is sealed for at least one audience.")
    key = random(SecretBox.KEY_SIZE)
    wrapped = {}
    for name, public in audiences.items():
        try:
            box = SealedBox(PublicKey(bytes.fromhex(public)))
        except ValueError as error:
            raise InputError(f"The public key of audience {name} is none.") from error
        wrapped[name] = base64.b64encode(box.encrypt(key)).decode()
    return CaseKey(case=case, wrapped=wrapped), key


def seal(value: Any, *, case: str, audiences: tuple[str, ...], key: bytes) -> dict[str, Any]:
    """Return what stands in a record instead of a value that JSON can say."""
    content = canonical([value])
    padded = content + b" " * (-len(content) % PAD_BYTES)
    box = SecretBox(key).encrypt(padded)
    return {
        "sealed": {
            "case": case,
            "audiences": sorted(audiences),
            "box": base64.b64encode(bytes(box)).decode(),
        }
    }


def is_sealed(value: Any) -> TypeGuard[dict[str, Any]]:
    """Say whether a value of a record's body is sealed."""
    return isinstance(value, dict) and value.keys() == {"sealed"}


def open_sealed(value: Mapping[str, Any], key: bytes) -> Any:
    """Return the value that was sealed.

    Raises
    ------
    LedgerError
        When the key is another's, or the box was changed.
    """
    try:
        box = base64.b64decode(value["sealed"]["box"], validate=True)
        return json.loads(SecretBox(key).decrypt(box))[0]
    except (CryptoError, ValueError, KeyError, TypeError, binascii.Error) as error:
        raise LedgerError("The sealed content does not open with this key.") from error
