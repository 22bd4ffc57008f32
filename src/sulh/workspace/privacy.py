"""Names and other restricted text: sealed for an audience, opened on record, forgotten on request.

The mission's folder ``keys/`` holds what can be destroyed: ``audiences/NAME.pub`` and, where this
site may read, ``NAME.key``; and ``cases/ID.json``, a case's key encrypted for its audiences.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, LedgerError
from sulh.ledger import Draft
from sulh.ledger.bodies import body_fault, usable
from sulh.ledger.seal import (
    CaseKey,
    is_sealed,
    new_audience_key,
    new_case_key,
    open_sealed,
    seal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from sulh.workspace.folder import Workspace

__all__ = [
    "SealedCase",
    "add_audience",
    "add_note",
    "forget_case",
    "key_packets",
    "list_cases",
    "make_audience",
    "open_note",
    "store_key_packets",
]

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
TEXT_MAX = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCase:
    """A case: its audiences, how many notes it has, whether it was forgotten."""

    case: str
    audiences: tuple[str, ...]
    notes: int
    forgotten: bool


def make_audience(folder: Path, name: str) -> str:
    """Make an audience's key pair in a mission's folder, and return its public key (hex).

    Raises
    ------
    InputError
        When the name is not allowed, or there is such an audience already.
    """
    private, public = new_audience_key()
    _write_new(_file(folder, "audiences", name, ".pub"), public, 0o644)
    _write_new(_file(folder, "audiences", name, ".key"), private, 0o600)
    return public


def add_audience(folder: Path, name: str, public_key: str) -> None:
    """Let this site seal for an audience whose private key is at another site.

    Raises
    ------
    InputError
        When the name or the key is not allowed, or there is such an audience already.
    """
    if re.fullmatch(r"[0-9a-f]{64}", public_key) is None:
        raise InputError(f"{public_key[:80]!r} is not a public key.", remedy="Give 64 hex digits.")
    _write_new(_file(folder, "audiences", name, ".pub"), public_key, 0o644)


def add_note(
    workspace: Workspace,
    about: str,
    text: str,
    *,
    case: str,
    audiences: tuple[str, ...],
    author: str,
    now: datetime,
) -> str:
    """Record a restricted note about a record (its id or the beginning), sealed for audiences.

    The first note of a case makes its key and fixes its audiences. Returns the note's id.

    Raises
    ------
    InputError
        When there is no such record or audience, the case's name is not allowed, or the text is empty or
        too long.
    LedgerError
        When the case was forgotten, or this site cannot add to it.
    """
    record = workspace.store.find(about)
    words = text.strip()
    if not words or len(words) > TEXT_MAX:
        raise InputError(f"A note has 1 to {TEXT_MAX:,} characters; this one has {len(words):,}.")
    key = _key_to_write(workspace, case, audiences)
    names = tuple(_read_case(workspace.folder, case).wrapped)
    body = {"about": record.id, "text": seal(words, case=case, audiences=names, key=key)}
    draft = Draft(kind="note", body=body, simulated=record.simulated)
    return workspace.store.append([draft], recorded_at=now, author=author)[0]


def _key_to_write(workspace: Workspace, case: str, audiences: tuple[str, ...]) -> bytes:
    """Return the key of a new case, or of a case that an audience of this site can open."""
    if case in _forgotten(workspace):
        raise LedgerError(f"Case {case} was forgotten.", remedy="Start another case.")
    path = _file(workspace.folder, "cases", case, ".json")
    if path.exists():
        case_key = _read_case(workspace.folder, case)
        for name in case_key.wrapped:
            private = _file(workspace.folder, "audiences", name, ".key")
            if private.exists():
                return case_key.key_for(name, private.read_text("ascii").strip())
        raise LedgerError(
            f"No audience of case {case} is at this site, so nothing can be added to it here.",
            remedy="Start another case for the same audience.",
        )
    publics = {}
    for name in audiences:
        public = _file(workspace.folder, "audiences", name, ".pub")
        if not public.exists():
            raise InputError(
                f"There is no audience {name!r} at this site.",
                remedy="Make it with `sulh privacy audience NAME`, or add its public key.",
            )
        publics[name] = public.read_text("ascii").strip()
    case_key, key = new_case_key(case, publics)
    _write_new(path, case_key.to_packet(), 0o600)
    return key


def open_note(
    workspace: Workspace, beginning: str, *, reason: str, author: str, now: datetime
) -> dict[str, Any]:
    """Return a note with its text, after recording that it is read, by which role and why.

    Raises
    ------
    InputError
        When the record is not a note.
    LedgerError
        When the case was forgotten, or no key here opens it. Nothing is recorded then.
    """
    record = workspace.store.find(beginning)
    sealed = record.body.get("text")
    if record.kind != "note" or body_fault(record.kind, record.body) or not is_sealed(sealed):
        raise InputError(f"Record {record.id[:12]} is not a sealed note.")
    case = str(sealed["sealed"].get("case", ""))
    if (
        case in _forgotten(workspace)
        or not _file(workspace.folder, "cases", case, ".json").exists()
    ):
        raise LedgerError(
            f"The key of case {case} is not at this site: it was forgotten, or it was never sent here."
        )
    case_key = _read_case(workspace.folder, case)
    for name in case_key.wrapped:
        private = _file(workspace.folder, "audiences", name, ".key")
        if private.exists():
            text = open_sealed(sealed, case_key.key_for(name, private.read_text("ascii").strip()))
            body = {
                "account": "",
                "role": author,
                "what": f"note: {reason}",
                "records": [record.id],
            }
            workspace.store.append(
                [Draft(kind="access", body=body)], recorded_at=now, author=author
            )
            return {"record": record.id, "about": record.body["about"], "case": case, "text": text}
    raise LedgerError(f"No audience of case {case} is at this site: {', '.join(case_key.wrapped)}.")


def forget_case(workspace: Workspace, case: str, *, reason: str, author: str, now: datetime) -> str:
    """Destroy a case's key here, and record it, so that every other site does the same.

    Raises
    ------
    InputError
        When no note belongs to that case.
    """
    if case not in {each.case for each in list_cases(workspace)}:
        raise InputError(
            f"There is no case {case[:80]!r}.", remedy="List them with `sulh privacy list`."
        )
    _destroy(_file(workspace.folder, "cases", case, ".json"))
    draft = Draft(kind="key-destroyed", body={"case": case, "reason": reason})
    return workspace.store.append([draft], recorded_at=now, author=author)[0]


def list_cases(workspace: Workspace) -> list[SealedCase]:
    """Return the cases of all notes, by name."""
    noted: dict[str, tuple[tuple[str, ...], int]] = {}
    for record in usable(workspace.store.records(kinds=["note"])):
        sealed = record.body.get("text")
        if is_sealed(sealed):
            names = tuple(map(str, sealed["sealed"].get("audiences", ())))
            case = str(sealed["sealed"].get("case", ""))
            noted[case] = (names, noted.get(case, ((), 0))[1] + 1)
    forgotten = _forgotten(workspace)
    return [
        SealedCase(case=case, audiences=names, notes=count, forgotten=case in forgotten)
        for case, (names, count) in sorted(noted.items())
    ]


def key_packets(workspace: Workspace) -> list[str]:
    """Return the keys of cases as they are sent with the records, encrypted for their audiences."""
    folder = workspace.folder / "keys" / "cases"
    forgotten = _forgotten(workspace)
    return [
        path.read_text("utf-8")
        for path in sorted(folder.glob("*.json"))
        if path.stem not in forgotten
    ]


def store_key_packets(workspace: Workspace, packets: Iterable[str]) -> None:
    """Store keys that came with records, and destroy those that a record says to destroy.

    A key that is here already is not replaced.
    """
    forgotten = _forgotten(workspace)
    for packet in packets:
        key = CaseKey.from_packet(packet)
        if key is not None and NAME.fullmatch(key.case) and key.case not in forgotten:
            path = _file(workspace.folder, "cases", key.case, ".json")
            if not path.exists():
                _write_new(path, key.to_packet(), 0o600)
    for case in forgotten:
        if NAME.fullmatch(case):
            _destroy(_file(workspace.folder, "cases", case, ".json"))


def _forgotten(workspace: Workspace) -> set[str]:
    return {
        str(record.body.get("case", ""))
        for record in usable(workspace.store.records(kinds=["key-destroyed"]))
    }


def _read_case(folder: Path, case: str) -> CaseKey:
    path = _file(folder, "cases", case, ".json")
    case_key = CaseKey.from_packet(path.read_text("utf-8")) if path.exists() else None
    if case_key is None:
        raise LedgerError(f"The key of case {case} cannot be read.", remedy="Restore keys/cases.")
    return case_key


def _file(folder: Path, group: str, name: str, ending: str) -> Path:
    if NAME.fullmatch(name) is None:
        raise InputError(
            f"{name[:80]!r} is not allowed as a name here.",
            remedy="Use 1 to 64 lower-case letters, digits, hyphens, dots or underscores.",
        )
    return folder / "keys" / group / f"{name}{ending}"


def _write_new(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise InputError(f"{path} exists already.") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _destroy(path: Path) -> None:
    """Overwrite a file and delete it. On flash memory the old bytes may stay for a while."""
    if not path.exists():
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
