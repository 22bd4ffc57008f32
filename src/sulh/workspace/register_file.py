"""What the ledger holds, so that a report that comes in again is recognised; kept between commands.

What holds of all such files is in `kept_file`. This one has digests, where reports stood, and the senders' own
keys: nothing of what they say.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sulh.ledger.record import parse
from sulh.observe.known_reports import KnownReports
from sulh.observe.report_register import ReportRegister
from sulh.picture import body_check
from sulh.workspace.kept_file import (
    FAULTS,
    kept_header,
    packed,
    program_digest,
    read_kept,
    unpacked,
    write_kept,
)
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sulh.ledger import Record, Store
    from sulh.picture import Registry
    from sulh.workspace.folder import Workspace

__all__ = ["current_register", "load_register"]

FORMAT = 1
TITLE = b"sulh register\n"
WRITE_AFTER = 5_000
"""A file is written once so many records are newer than it."""
ROOMS = ("ledger", "observe", "picture")
"""The rooms whose code decides what a report's digest is."""


def load_register(workspace: Workspace, kinds: Registry = RECORD_KINDS) -> ReportRegister:
    """Return what the ledger holds, by all its records."""
    register = ReportRegister(kinds)
    _learn(register, workspace.store.records())
    return register


def current_register(workspace: Workspace, kinds: Registry = RECORD_KINDS) -> ReportRegister:
    """Return what the ledger holds: from the file, and by the records since."""
    if kinds is not RECORD_KINDS:
        return load_register(workspace, kinds)
    store, path = workspace.store, workspace.ledger / "ledger.sqlite.register"
    sizes, base = _read(path, store)
    register, later = ReportRegister(kinds, base=base), 0
    for site in store.sites():
        before = sizes.get(site, 0)
        sizes[site] = before + _learn(
            register, (parse(row[4]) for row in store.chain(site).rows(before))
        )
        later += sizes[site] - before
    if later >= WRITE_AFTER:
        base = register.known()
        register = ReportRegister(kinds, base=base)  # takes less memory, too
        with suppress(*FAULTS):  # a folder that cannot be written, or no key: then there is no file
            _write(path, store, sizes, base)
    return register


def _learn(register: ReportRegister, records: Iterable[Record]) -> int:
    """Learn the reports among some records; return how many records these are."""
    kinds, problem, count = register.kinds, body_check(register.kinds), 0
    for record in records:
        count += 1
        if problem(record.kind, record.body):
            continue
        if record.kind in kinds:
            register.add(record.kind, record.body, simulated=record.simulated)
        elif record.kind == "correction":
            register.add(record.body["kind"], record.body["body"], simulated=record.simulated)
    return count


def _header() -> dict[str, Any]:
    program = program_digest(ROOMS)
    return {"format": FORMAT, **kept_header(simulated=False), "program": program}


def _write(path: Path, store: Store, sizes: Mapping[str, int], base: KnownReports) -> None:
    frames = {"keys": base.keys, "contents": base.contents, "substances": base.substances}
    header = _header() | {"files": base.files, "markings": base.markings}
    contents = {name: packed(frame) for name, frame in frames.items()}
    write_kept(path, store, TITLE, header, {each: n for each, n in sizes.items() if n}, contents)


def _read(path: Path, store: Store) -> tuple[dict[str, int], KnownReports | None]:
    """Return how many records of each site a file knows, and what it knows; nothing where it cannot be used."""
    try:
        if not path.exists():
            return {}, None
        content = read_kept(path, store, TITLE, _header())
        if content is None:
            return {}, None
        header, sizes, parts = content
        base = KnownReports(
            *(unpacked(parts[name]) for name in ("keys", "contents", "substances")),
            files=tuple(header["files"]),
            markings=header["markings"],
        )
    except FAULTS:
        return {}, None
    return sizes, base
