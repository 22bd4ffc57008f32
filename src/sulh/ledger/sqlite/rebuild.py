"""Write a damaged ledger anew from its good records, and say which ones are lost.

A record is good when its bytes are canonical and a head that the site signed vouches for them. The new
chain is the old one up to the last head before the first loss, byte for byte, so that every proof and
every copy elsewhere still agrees with it. What comes after the loss cannot continue that chain: whole
batches go into a bundle, to be added by a sync once the lost ones have come from another site; good
records of a batch that is not whole go into a file of their own. The old ledger is only read.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from sulh.errors import LedgerError, SulhError
from sulh.ledger.batch import Tail, admit, public_key_of, split_frontier, tail_after
from sulh.ledger.canonical import canonical
from sulh.ledger.head import head_holds
from sulh.ledger.keys import load_key, public_hex
from sulh.ledger.merkle import add_leaves, root_of
from sulh.ledger.open import open_store
from sulh.ledger.private_files import make_private_file, make_private_folder
from sulh.ledger.record import check_site_name, leaf_hash
from sulh.ledger.sqlite.chain import open_file
from sulh.ledger.sqlite.check_file import CheckFile, read_check_file, write_check_file
from sulh.ledger.sqlite.good_records import GoodRecords
from sulh.ledger.sqlite.readable import DamagedFile
from sulh.ledger.sqlite.storage import DATABASE, SITES, write_first_batch
from sulh.ledger.store import KEY
from sulh.ledger.sync import LAST_LINE, batch_lines, first_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sulh.ledger.batch import Batch
    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.sqlite.chain import SqliteChain
    from sulh.ledger.sqlite.good_records import Source

__all__ = ["LostRecord", "RebuiltChain", "rebuild"]

AFTER_LOSS = "after-loss"
NO_HEAD = "no signed head vouches for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRecord:
    """A record that is not in the new ledger, and why. `id` is empty where it is not known."""

    seq: int
    id: str
    reason: str


@dataclass(slots=True, kw_only=True)
class RebuiltChain:
    """What became of one chain.

    `records` are in the new chain; `repaired` are the places of those among them whose row was damaged
    around their bytes. `in_bundle` are good records after the loss in whole batches, `loose` those in
    batches that are not whole. `files` are where these two are.
    """

    site: str
    records: int = 0
    repaired: list[int] = field(default_factory=list)
    lost: list[LostRecord] = field(default_factory=list)
    in_bundle: int = 0
    loose: int = 0
    files: list[str] = field(default_factory=list)


def rebuild(folder: Path, target: Path, url: str = "") -> tuple[RebuiltChain, ...]:
    """Write every chain of the ledger in `folder`, or in the database at `url`, anew into files.

    Parameters
    ----------
    folder
        Where the ledger's key is, and its files where no `url` is given. Nothing in it is changed.
    target
        A folder that does not exist yet. The key is not copied into it.
    url
        The address of the database that holds the records; empty: they are in `folder`.

    Returns
    -------
    tuple of RebuiltChain
        The own chain first.

    Raises
    ------
    LedgerError
        When `target` exists, there is no ledger, or nothing of the own chain can be read.
    """
    if target.exists():
        raise LedgerError(
            f"{target} exists already; nothing was written.", remedy="Name a folder that does not."
        )
    with ExitStack() as stack:
        sources = _sources(folder, url, stack)
        own = next(iter(sources))
        next(sources[own].rows(), None)  # raises here where nothing of it can be read
        make_private_folder(target)
        key_folders = {own: folder}
        return tuple(
            _rebuild_chain(name, source, target, key_folders.get(name))
            for name, source in sources.items()
        )


def _sources(folder: Path, url: str, stack: ExitStack) -> dict[str, Source]:
    """Open every chain as far as it can be read, the own first; return them by name."""
    if url:
        store = stack.enter_context(open_store(folder, url))
        return {site: store.chain(site) for site in store.sites()}
    paths = [folder / DATABASE, *sorted((folder / SITES).glob("*.sqlite"))]
    if not paths[0].is_file():
        raise LedgerError(f"There is no ledger in {folder}.")
    return {path.stem: stack.enter_context(closing(DamagedFile(path))) for path in paths}


def _public_key(source: Source, folder: Path | None) -> str:
    """Return the key to check a chain with: from the key's file, else from its first record."""
    if folder is not None:
        with suppress(LedgerError):
            return public_hex(load_key(folder / KEY))
    with suppress(LedgerError):
        first = next(source.rows(0, 1), None)
        return public_key_of(first[4]) if first else ""
    return ""


def _rebuild_chain(
    name: str, source: Source, target: Path, key_folder: Path | None
) -> RebuiltChain:
    """Rebuild one chain; the own one has its key in `key_folder`."""
    check = read_check_file(source.path) if isinstance(source, DamagedFile) else None
    own = key_folder is not None
    try:
        with closing(
            _Rebuilding(name, source, target, key=_public_key(source, key_folder), own=own)
        ) as rebuilding:
            for signed, frontier in source.heads():
                rebuilding.add_batch(signed, frontier)
            rebuilding.result.site = rebuilding.result.site or name
            rebuilding.add_rest(check.signed if check else 0)
            return rebuilding.result
    except LedgerError as error:
        if own:
            raise
        return RebuiltChain(site=name, lost=[LostRecord(seq=-1, id="", reason=str(error))])


class _Rebuilding:
    """One chain on its way into a new file."""

    def __init__(self, name: str, source: Source, target: Path, *, key: str, own: bool) -> None:
        self.result = RebuiltChain(site="" if own else name)
        self._records = GoodRecords(source)
        self._key = key
        self._target = target
        self._own = own
        self._tail: Tail | None = None
        self._size = 0
        self._whole = True
        self._chain: SqliteChain | None = None

    @property
    def _path(self) -> Path:
        """The new chain's file."""
        if self._own:
            return self._target / DATABASE
        return self._target / SITES / f"{self.result.site}.sqlite"

    def add_batch(self, signed: SignedHead, frontier: bytes) -> None:
        """Add the records up to a head, if that holds; where it does not, the next one may."""
        try:
            head = signed.read()
            check_site_name(head.site)
        except SulhError:
            return
        holds = head_holds(signed.content, signed.signature, self._key)
        if not holds or head.size <= self._size or self.result.site not in ("", head.site):
            return
        if self._size == 0:
            self.result.site, self._tail = head.site, Tail(site=head.site)
        contents = self._records.between(self._size, head.size)
        batch = self._admit(contents, signed, head)
        if batch is None:
            self._add_broken(contents, head)
        elif self._whole:
            self._add_to_chain(batch)
        else:
            self._add_to_bundle(batch)
        if batch is not None:
            self._tail = tail_after(head.site, signed.content, batch.frontier)
        elif root_of(split_frontier(frontier)).hex() == head.root:
            self._tail = tail_after(head.site, signed.content, frontier)
        else:
            self._tail = None
        self._size = head.size

    def _admit(self, contents: dict[int, bytes], signed: SignedHead, head: Head) -> Batch | None:
        if self._tail is None or len(contents) < head.size - self._size:
            return None
        ordered = [contents[seq] for seq in range(self._size, head.size)]
        try:
            return admit(self._tail, ordered, signed, public_key=self._key)
        except LedgerError:
            return None

    def _add_to_chain(self, batch: Batch) -> None:
        if self._chain is None:
            make_private_folder(self._path.parent)
            write_first_batch(self._path, self.result.site, batch)
            self._chain = open_file(self._path)
        else:
            self._chain.write(lambda _: batch)
        self.result.records = batch.size
        self.result.repaired += sorted(
            seq for seq in self._records.damaged_rows if self._size <= seq < batch.size
        )

    def _add_to_bundle(self, batch: Batch) -> None:
        if not self.result.in_bundle:
            self._write_apart("sulh", [first_line(self.result.site)])
        contents = [row[4] for row in batch.rows]
        self._write_apart("sulh", batch_lines(self.result.site, self._size, contents, batch.head))
        self.result.in_bundle += len(contents)

    def _add_broken(self, contents: dict[int, bytes], head: Head) -> None:
        """Keep what is good of a batch that is not whole, and list what is lost."""
        self._whole = False
        vouched, changed, identity = _vouched_for(contents, head, self._size, self._tail)
        for seq in range(self._size, head.size):
            if seq in vouched:
                continue
            if seq == changed and seq in contents:
                reason = "its bytes were changed"
            else:
                reason = NO_HEAD if seq in contents else self._records.reason(seq)
            self._lose(seq, identity if seq == changed else "", reason)
        contents.pop(changed, None)
        self._add_loose(contents, vouched)

    def _add_loose(self, contents: dict[int, bytes], vouched: set[int]) -> None:
        lines = (
            canonical({"record": contents[seq].decode(), "vouched": seq in vouched}) + b"\n"
            for seq in sorted(contents)
        )
        self._write_apart("jsonl", lines)
        self.result.loose += len(contents)

    def _lose(self, seq: int, identity: str, reason: str) -> None:
        self.result.lost.append(LostRecord(seq=seq, id=identity, reason=reason))

    def add_rest(self, signed: int) -> None:
        """List what stands behind the last head, or must have been there."""
        rest = self._records.between(self._size, None)
        for seq in sorted(rest):
            self._lose(seq, "", NO_HEAD)
        for seq in range(max([self._size, *(seq + 1 for seq in rest)]), signed):
            self._lose(seq, "", self._records.reason(seq))
        if rest:
            self._add_loose(rest, set())
        if self.result.in_bundle:
            self._write_apart("sulh", [LAST_LINE])
        signed = max(signed, self._size)
        if self._chain is not None and self.result.records < signed:
            write_check_file(self._path, CheckFile(records=self.result.records, signed=signed))

    def _write_apart(self, ending: str, lines: Iterable[bytes]) -> None:
        """Add lines to a file of this chain for what is not in it."""
        path = self._target / AFTER_LOSS / f"{self.result.site}.{ending}"
        if not path.exists():
            make_private_folder(path.parent)
            os.close(make_private_file(path))
            self.result.files.append(str(path))
        with path.open("ab") as file:
            file.writelines(lines)

    def close(self) -> None:
        """Close the new file."""
        self._records.close()
        if self._chain is not None:
            self._chain.close()


def _vouched_for(
    contents: dict[int, bytes], head: Head, first: int, tail: Tail | None
) -> tuple[set[int], int, str]:
    """Return which records of a broken batch its head vouches for, the last lost one and its id.

    A head signs the id of its last record, which names the id before it, and so on down to the last one
    lost, whose id is thereby known. If that is the only one, the Merkle root vouches for the rest.
    """
    seq, identity = head.size - 1, head.last
    vouched: set[int] = set()
    while seq >= first and seq in contents and leaf_hash(contents[seq]).hex() == identity:
        vouched.add(seq)
        identity = str(orjson.loads(contents[seq])["prev"])
        seq -= 1
    before = [contents[n] for n in range(first, seq) if n in contents]
    if tail is not None and len(before) == seq - first:
        after = [contents[n] for n in range(seq + 1, head.size)]
        frontier = list(tail.frontier)
        with suppress(ValueError):  # where the site signed a record that names no id
            leaves = [*map(leaf_hash, before), bytes.fromhex(identity), *map(leaf_hash, after)]
            add_leaves(frontier, first, leaves)
        if root_of(frontier).hex() == head.root:
            vouched |= set(range(first, seq))
    return vouched, seq, identity
