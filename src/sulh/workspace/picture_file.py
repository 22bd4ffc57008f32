"""The picture kept between commands: columns beside the ledger, made again from it at will.

The file names the heads of the chains that it was made from, and is signed by the site. It is thrown away where
it is damaged, of another version or another site, or where a chain no longer has the head. No proof and no
audit reads it. It holds what the ledger's records say in clear, nothing of what is sealed, and only its owner
may read it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import LedgerError
from sulh.ledger.keys import signature_holds
from sulh.ledger.private_files import make_private_file
from sulh.ledger.record import parse
from sulh.observe import REPORT_KINDS
from sulh.picture import LivePicture, LiveState, TableBuilder, Version
from sulh.picture.tables import table_columns
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.ledger import Record, Store
    from sulh.workspace.folder import Workspace

__all__ = ["current_picture"]

FORMAT = 1
TITLE = b"sulh picture\n"
SIGNATURE_DIGITS = 128
WRITE_AFTER = 5_000
"""A file is written once so many records are newer than it: fewer are read faster than it is written."""
TOGETHER = 50_000
FAULTS = (OSError, ValueError, KeyError, TypeError, LedgerError, pl.exceptions.PolarsError)


def current_picture(workspace: Workspace, *, simulated: bool = False) -> LivePicture:
    """Return what all records say now: from the file, and from the records since."""
    store, path = workspace.store, workspace.ledger / _name(simulated=simulated)

    def fetch(site: str, seq: int) -> Record:
        return parse(next(store.chain(site).rows(seq, seq + 1))[4])

    sizes, state = _read(path, store, simulated=simulated)
    live = LivePicture(
        REPORT_KINDS, check=body_problem, fetch=fetch, simulated=simulated, state=state
    )
    later = 0
    for site in store.sites():
        rows = store.chain(site).rows(sizes.get(site, 0))
        while batch := [parse(row[4]) for row in islice(rows, TOGETHER)]:
            live.add(batch)
            sizes[site] = batch[-1].seq + 1
            later += len(batch)
    if later >= WRITE_AFTER:
        with suppress(*FAULTS):  # a folder that cannot be written, or no key: then there is no file
            _write(path, store, sizes, live.state, simulated=simulated)
    return live


def _name(*, simulated: bool) -> str:
    return "ledger.sqlite.exercise.picture" if simulated else "ledger.sqlite.picture"


def _header(*, simulated: bool) -> dict[str, Any]:
    """Return what a file must say to be of use to this version."""
    layout = [
        f"{kind.name} {kind.source} {table_columns(kind, REPORT_KINDS)}" for kind in RECORD_KINDS
    ]
    return {
        "format": FORMAT,
        "sulh": version("sulh"),
        "polars": pl.__version__,
        "kinds": sha256("\n".join(layout).encode()).hexdigest(),
        "simulated": simulated,
    }


def _write(
    path: Path, store: Store, sizes: dict[str, int], state: LiveState, *, simulated: bool
) -> None:
    parts = {
        "index": state.index.with_columns(pl.col("id", "target").str.decode("hex")),
        "numbers": pl.DataFrame(
            list(state.numbers), schema=["column", "source", "key"], orient="row"
        ),
        **state.tables.frames,
    }
    contents = {name: _packed(frame) for name, frame in parts.items()}
    header = _header(simulated=simulated) | {
        "heads": {site: [size, _head_digest(store, site, size)] for site, size in sizes.items()},
        "versions": [[*map(_plain, key), asdict(each)] for key, each in state.versions.items()],
        "parts": {name: len(content) for name, content in contents.items()},
    }
    whole = b"".join([json.dumps(header).encode(), b"\n", *contents.values()])
    signature = store.sign(TITLE + sha256(whole).digest()).hex().encode()
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(make_private_file(partial), "wb") as file:
            file.write(signature + whole)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _read(path: Path, store: Store, *, simulated: bool) -> tuple[dict[str, int], LiveState | None]:
    """Return how many records of each site a file holds, and what it says; nothing where it cannot be used."""
    try:
        content = path.read_bytes()
        signature, whole = content[:SIGNATURE_DIGITS], memoryview(content)[SIGNATURE_DIGITS:]
        key = store.chain(store.site).public_key
        if not signature_holds(
            key, TITLE + sha256(whole).digest(), bytes.fromhex(str(signature, "ascii"))
        ):
            return {}, None
        end = content.index(b"\n", SIGNATURE_DIGITS) + 1
        header = json.loads(content[SIGNATURE_DIGITS:end])
        expected = _header(simulated=simulated)
        if {name: header.get(name) for name in expected} != expected:
            return {}, None
        for site, (size, digest) in header["heads"].items():
            if site not in store.sites() or _head_digest(store, site, size) != digest:
                return {}, None
        return {site: size for site, (size, _) in header["heads"].items()}, _unpacked(
            content, end, header, simulated=simulated
        )
    except FAULTS:
        return {}, None


def _unpacked(content: bytes, first: int, header: dict[str, Any], *, simulated: bool) -> LiveState:
    frames: dict[str, pl.DataFrame] = {}
    for name, length in header["parts"].items():
        frames[name] = pl.read_ipc(BytesIO(content[first : first + length]))
        first += length
    index = frames.pop("index").with_columns(pl.col("id", "target").bin.encode("hex"))
    numbers = frames.pop("numbers").rows()
    empty = TableBuilder(REPORT_KINDS)
    empty.add(())
    return LiveState(
        index=index,
        tables=replace(empty.tables(simulated=simulated), ids=index["id"], frames=frames),
        numbers={key: place for place, key in enumerate(numbers)},
        versions={
            (_order(one), _order(other)): Version(**each) for one, other, each in header["versions"]
        },
    )


def _head_digest(store: Store, site: str, size: int) -> str:
    """Return the digest of the head that a site signed over so many records.

    Raises
    ------
    LedgerError
        When it signed none.
    """
    head = store.chain(site).head_at(size)
    if head is None:
        raise LedgerError(f"Site {site} signed no head over {size:,} records.")
    return sha256(head.content).hexdigest()


def _packed(frame: pl.DataFrame) -> bytes:
    content = BytesIO()
    frame.write_ipc(content, compression="lz4")
    return content.getvalue()


def _plain(order: tuple[datetime, str, int]) -> list[Any]:
    return [order[0].isoformat(), *order[1:]]


def _order(plain: list[Any]) -> tuple[datetime, str, int]:
    return datetime.fromisoformat(plain[0]), plain[1], plain[2]
