"""The bytes of attachments: beside the ledger, each in a file named by its SHA-256.

The ledger says which file belongs to which report (kind ``attachment``); this folder holds what came in,
and beside each file which accounts have sent it (``SHA-256.senders``).
An exchange of records with another site brings the bytes too (`sulh.workspace.attachment_sync`).
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

__all__ = [
    "FOLDER",
    "attachment_path",
    "has_attachment",
    "keep_attachment",
    "note_sender",
    "read_attachment",
    "senders_of",
]

FOLDER = "attachments"
DIGEST = re.compile("[0-9a-f]{64}")


def attachment_path(folder: Path, digest: str) -> Path:
    """Return where the bytes of a digest are kept, or will be.

    Raises
    ------
    InputError
        When it is no SHA-256.
    """
    if not DIGEST.fullmatch(digest):
        raise refusal(InputError, "no-digest", digest=repr(digest[:80]))
    return folder / FOLDER / digest


def has_attachment(folder: Path, digest: str) -> bool:
    """Say whether the bytes of that digest are here."""
    return attachment_path(folder, digest).is_file()


def keep_attachment(folder: Path, digest: str, content: bytes) -> bool:
    """Keep bytes under their digest, durably; return whether they are new. What is there stays.

    Raises
    ------
    InputError
        When the bytes have another digest: the line has changed them.
    """
    path = attachment_path(folder, digest)
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
    path = attachment_path(folder, digest)
    if not path.is_file():
        raise refusal(InputError, "file-not-here")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise refusal(InputError, "file-damaged")
    return content


def note_sender(folder: Path, digest: str, account: str) -> None:
    """Keep, durably, that an account has sent the bytes of a digest: it had them already."""
    path = _senders_path(folder, digest)
    senders = senders_of(folder, digest) | {account}
    half = path.with_name(f".{digest}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(make_private_file(half), "w", encoding="utf-8") as file:
            file.writelines(f"{each}\n" for each in sorted(senders))
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def senders_of(folder: Path, digest: str) -> frozenset[str]:
    """Return the accounts that have sent the bytes of a digest to this site."""
    path = _senders_path(folder, digest)
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _senders_path(folder: Path, digest: str) -> Path:
    path = attachment_path(folder, digest)
    return path.with_name(f"{digest}.senders")
