"""The bytes of attachments: beside the ledger, each in a file named by its SHA-256.

The ledger says which file belongs to which report (kind ``attachment``); this folder holds what came in.
Bytes do not travel by sync: another site names what it lacks.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger.private_files import make_private_file, make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FOLDER", "has_attachment", "keep_attachment", "read_attachment"]

FOLDER = "attachments"
DIGEST = re.compile("[0-9a-f]{64}")


def _path(folder: Path, digest: str) -> Path:
    if not DIGEST.fullmatch(digest):
        raise refusal(InputError, "no-digest", digest=repr(digest[:80]))
    return folder / FOLDER / digest


def has_attachment(folder: Path, digest: str) -> bool:
    """Say whether the bytes of that digest are here."""
    return _path(folder, digest).is_file()


def keep_attachment(folder: Path, digest: str, content: bytes) -> bool:
    """Keep bytes under their digest, durably; return whether they are new. What is there stays.

    Raises
    ------
    InputError
        When the bytes have another digest: the line has changed them.
    """
    path = _path(folder, digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise refusal(InputError, "other-file")
    if path.is_file():
        return False
    make_private_folder(path.parent)
    half = path.with_name(f".{digest}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(make_private_file(half), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return True


def read_attachment(folder: Path, digest: str) -> bytes:
    """Return the bytes of a digest, checked against it.

    Raises
    ------
    InputError
        When they are not here, or the disk has changed them.
    """
    path = _path(folder, digest)
    if not path.is_file():
        raise refusal(InputError, "file-not-here")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise refusal(InputError, "file-damaged")
    return content
