"""The site's signing key: Ed25519, RFC 8032, kept in a PKCS#8 PEM file of its owner."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from sulh.errors import LedgerError
from sulh.ledger.private_files import make_private_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load_key", "public_hex", "signature_holds", "write_key"]


def write_key(
    path: Path, key: Ed25519PrivateKey | None = None, *, passphrase: bytes | None = None
) -> Ed25519PrivateKey:
    """Write a new key (or the given one) with permissions 0600 and return it.

    Raises
    ------
    LedgerError
        When the file exists: a key is never overwritten.
    """
    key = key or Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    try:
        handle = make_private_file(path)
    except FileExistsError as error:
        raise LedgerError(f"{path} holds a key already.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def load_key(path: Path, *, passphrase: bytes | None = None) -> Ed25519PrivateKey:
    """Read the site's key.

    Raises
    ------
    LedgerError
        When there is none, it cannot be read, or the passphrase is wrong or missing.
    """
    remedy = "Restore the key from the site's backup; without it nothing can be added."
    try:
        key = load_pem_private_key(path.read_bytes(), password=passphrase)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LedgerError(
            f"The site's key {path} cannot be read: {error}", remedy=remedy
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError(f"{path} holds no Ed25519 key.", remedy=remedy)
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public key as 64 hex digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def signature_holds(public: str, content: bytes, signature: bytes) -> bool:
    """Say whether the signature over the content is by the holder of the public key (hex)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, content)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
