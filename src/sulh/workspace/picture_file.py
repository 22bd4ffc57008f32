"""The picture kept between commands: columns beside the ledger, made again from it at will.

What holds of all such files is in `kept_file`. It holds what the ledger's records say in clear, nothing of what
is sealed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.ledger.record import parse
from sulh.observe import REPORT_KINDS
from sulh.picture import LivePicture, LiveState, TableBuilder, Version
from sulh.verify.live import touched_spans
from sulh.workspace.kept_file import FAULTS, kept_header, packed, read_kept, unpacked, write_kept
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sulh.ledger import Record, Store
    from sulh.workspace.folder import Workspace

__all__ = ["CurrentPicture", "current_picture"]

FORMAT = 1
TITLE = b"sulh picture\n"
WRITE_AFTER = 5_000
"""A file is written once so many records are newer than it: fewer are read faster than it is written."""
TOGETHER = 50_000
SPANS_MAX = 100_000
"""Of more changes than this nobody needs the times: most is then judged anew."""


@dataclass(slots=True, kw_only=True)
class CurrentPicture:
    """What all records say now, made from so many of each site.

    `spans`: the times that changed since the records that the caller named, as `touched_spans` returns them;
    None where that is not known. `is_written`: the file was made anew.
    """

    live: LivePicture
    sizes: dict[str, int] = field(default_factory=dict)
    spans: list[tuple[int, int, int]] | None = None
    is_written: bool = False


def current_picture(
    workspace: Workspace, *, simulated: bool = False, since: Mapping[str, int] | None = None
) -> CurrentPicture:
    """Return what all records say now: from the file, and from the records since.

    `since`: how many records of each site the caller knows, for whom the times of what is new are collected.
    """
    store, path = workspace.store, workspace.ledger / _name(simulated=simulated)

    def fetch(site: str, seq: int) -> Record:
        return parse(next(store.chain(site).rows(seq, seq + 1))[4])

    sizes, state = _read(path, store, simulated=simulated)
    live = LivePicture(
        REPORT_KINDS, check=body_problem, fetch=fetch, simulated=simulated, state=state
    )
    current = CurrentPicture(live=live, sizes=sizes)
    later = 0
    if since is not None and all(since.get(site, 0) >= size for site, size in sizes.items()):
        for batch in _batches(store, sizes, since):
            live.add(batch)
            later += len(batch)
        current.spans = []
    for batch in _batches(store, sizes):
        change = live.add(batch)
        later += len(batch)
        if current.spans is not None:
            current.spans += touched_spans(change, live.tables)
            if len(current.spans) > SPANS_MAX:
                current.spans = None
    if later >= WRITE_AFTER:
        with suppress(*FAULTS):  # a folder that cannot be written, or no key: then there is no file
            _write(path, store, sizes, live.state, simulated=simulated)
            current.is_written = True
    return current


def _batches(
    store: Store, sizes: dict[str, int], until: Mapping[str, int] | None = None
) -> Iterator[list[Record]]:
    """Yield what each site recorded after its size, up to some place in its chain; the sizes grow."""
    for site in store.sites():
        first = sizes.get(site, 0)
        rows = store.chain(site).rows(first)
        if until is not None:
            rows = islice(rows, until.get(site, 0) - first)
        while batch := [parse(row[4]) for row in islice(rows, TOGETHER)]:
            sizes[site] = batch[-1].seq + 1
            yield batch


def _name(*, simulated: bool) -> str:
    return "ledger.sqlite.exercise.picture" if simulated else "ledger.sqlite.picture"


def _header(*, simulated: bool) -> dict[str, Any]:
    return {"format": FORMAT, **kept_header(simulated=simulated)}


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
    header = _header(simulated=simulated) | {
        "versions": [[*map(_plain, key), asdict(each)] for key, each in state.versions.items()]
    }
    contents = {name: packed(frame) for name, frame in parts.items()}
    write_kept(path, store, TITLE, header, sizes, contents)


def _read(path: Path, store: Store, *, simulated: bool) -> tuple[dict[str, int], LiveState | None]:
    """Return how many records of each site a file holds, and what it says; nothing where it cannot be used."""
    try:
        kept = read_kept(path, store, TITLE, _header(simulated=simulated))
        if kept is None:
            return {}, None
        header, sizes, parts = kept
        return sizes, _state_of(header, parts, simulated=simulated)
    except FAULTS:
        return {}, None


def _state_of(header: dict[str, Any], parts: dict[str, bytes], *, simulated: bool) -> LiveState:
    frames = {name: unpacked(part) for name, part in parts.items()}
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


def _plain(order: tuple[datetime, str, int]) -> list[Any]:
    return [order[0].isoformat(), *order[1:]]


def _order(plain: list[Any]) -> tuple[datetime, str, int]:
    return datetime.fromisoformat(plain[0]), plain[1], plain[2]
