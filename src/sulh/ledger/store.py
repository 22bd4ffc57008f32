"""What a site keeps: its own chain, to which only it appends, and copies of other sites' chains.

A `Store` is the ledger that the rest of Sulh works with. Where its chains are kept is a `Storage`: files
in a folder (`sulh.ledger.sqlite`) or a database (`sulh.ledger.postgres`).
"""

from __future__ import annotations

from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Protocol, Self

from msgspec import structs

from sulh.errors import InputError, LedgerError
from sulh.ledger.batch import Batch, Tail, admit, grow, grow_groups, public_key_of
from sulh.ledger.keys import load_key
from sulh.ledger.record import check_site_name, leaf_hash, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.batch import Group, Row
    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.record import Draft, Record

__all__ = ["KEY", "RESTORED", "Chain", "Storage", "Store"]

PREV = b'"prev":"'
KEY = "site.key"
"""The file of the site's signing key, in the ledger's folder wherever the records are kept."""
RESTORED = "restored.json"
"""While this file is in the ledger's folder, the ledger came from a backup and takes no new records:
others may hold records that the site signed after it."""


class Chain(Protocol):
    """One site's records in order, with the heads that the site signed over them.

    `site` is the site whose chain this is, `where` the file or database it is kept in.
    """

    site: str
    where: str

    @property
    def size(self) -> int:
        """The number of records."""

    def rows(
        self, first: int = 0, stop: int | None = None, *, kinds: frozenset[str] | None = None
    ) -> Iterator[Row]:
        """Yield the stored rows `first` up to, not including, `stop`, in order; of all kinds or some."""

    def heads(self, after: int = 0) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield each signed head over more than `after` records, with the frontier stored with it."""

    def write(self, make: Callable[[Tail], Batch]) -> Batch:
        """Write the batch that `make` returns for the end of the chain; durable on return.

        Raises
        ------
        LedgerError
            When it cannot be written; the remedy says what is known of the batch.
        """

    @property
    def public_key(self) -> str:
        """The site's public key (64 hex digits), which the first record names."""
        first = next(self.rows(0, 1), None)
        if first is None:
            raise LedgerError(
                f"Site {self.site} has no first record in {self.where}.", remedy="Restore a copy."
            )
        return public_key_of(first[4])

    def head_at(self, size: int) -> SignedHead | None:
        """Return the signed head over `size` records, or None where the site signed none."""
        head = next((head for head, _ in self.heads(after=size - 1)), None)
        return head if head is not None and head.read().size == size else None

    def extend(self, contents: Sequence[bytes], head: SignedHead) -> None:
        """Add a batch that another site sent after checking all of it; durable on return.

        Raises
        ------
        LedgerError
            When the batch does not continue this chain, or cannot be written. Nothing is written.
        """
        key = self.public_key if self.size else public_key_of(contents[0])
        self.write(lambda tail: admit(tail, contents, head, public_key=key))


class Storage(Protocol):
    """Where a ledger's chains are kept. `where` is a path, or an address without its password."""

    where: str

    def own_site(self) -> str | None:
        """Return the site whose own chain is kept here; None where there is no ledger yet."""

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are kept here: the own first, the others by name."""

    def chain(self, site: str) -> Chain | None:
        """Return the chain of a site; None where none is kept here."""

    def newer(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, Iterator[Row]]]:
        """Yield sites with their rows from a size on (0 where none is given), in the order of `sites`.

        A site without such rows may be left out.
        """
        for site in self.sites():
            chain = self.chain(site)
            if chain is not None:
                yield site, chain.rows(sizes.get(site, 0))

    def begin(self, site: str, batch: Batch, *, own: bool) -> None:
        """Start a chain with its first batch, all at once or not at all.

        Raises
        ------
        LedgerError
            When there is such a chain already, or it cannot be written.
        """

    def close(self) -> None:
        """Close all files or connections."""


class Store:
    """An open ledger. Close it, or use it in a ``with`` block.

    `simulates`: it is the ledger of an exercise, and every record that is appended is marked as simulated,
    whoever writes it.
    """

    simulates = False

    def __init__(
        self, storage: Storage, *, site: str, folder: Path, key: Ed25519PrivateKey | None = None
    ) -> None:
        self.site = site
        self.folder = folder
        self._storage = storage
        self._key = key

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close all files or connections."""
        self._storage.close()

    @property
    def where(self) -> str:
        """Where it is kept: a path, or a database's address without its password."""
        return self._storage.where

    @property
    def size(self) -> int:
        """The number of records of the site's own chain."""
        return self.chain(self.site).size

    def append(
        self,
        drafts: Iterable[Draft],
        *,
        recorded_at: datetime,
        author: str,
        batch_size: int = 1000,
    ) -> list[str]:
        """Append records to the own chain in durable batches and return their ids in order.

        The recording time never runs backwards: where the clock is behind the last record, that
        record's time is used, so that *as of* keeps its meaning.

        Raises
        ------
        InputError
            When a draft cannot be a record; the batch that holds it is not written.
        LedgerError
            When the disk is full, the store is locked for long, the key is missing, or records that the
            site signed are missing here.
        """
        chain, key = self.chain(self.site), self._writing_key()
        ids: list[str] = []
        remaining = iter(drafts)
        while batch := self._marked(islice(remaining, batch_size)):

            def make(tail: Tail, batch: Sequence[Draft] = batch) -> Batch:
                return grow(tail, batch, recorded_at=recorded_at, author=author, key=key)

            ids += chain.write(make).ids
        return ids

    def append_groups(self, groups: Sequence[Group]) -> Batch:
        """Append what several authors record in one durable batch, all of it or nothing; return the batch.

        Raises
        ------
        InputError, LedgerError
            As `append` does.
        """
        key = self._writing_key()
        marked = [replace(each, drafts=self._marked(each.drafts)) for each in groups]
        return self.chain(self.site).write(lambda tail: grow_groups(tail, marked, key=key))

    def _marked(self, drafts: Iterable[Draft]) -> list[Draft]:
        if self.simulates:
            return [structs.replace(each, simulated=True) for each in drafts]
        return list(drafts)

    def records(
        self,
        *,
        as_of: datetime | None = None,
        kinds: Iterable[str] | None = None,
        sites: Iterable[str] | None = None,
    ) -> Iterator[Record]:
        """Yield the records of all sites (or those named) in the order recorded.

        Order: recording time, then site, then place in the chain. `as_of` leaves out what any site
        recorded later; `kinds` keeps those kinds only.
        """
        names = None if kinds is None else frozenset(kinds)
        chains = [self.chain(site) for site in (self.sites() if sites is None else sites)]
        each = [_records_of(chain, as_of, names) for chain in chains]
        if len(each) == 1:
            return each[0]
        return merge(*each, key=lambda record: (record.recorded_at, record.site, record.seq))

    def heads(self) -> list[Head]:
        """Return the own chain's heads, the smallest first."""
        return [head.read() for head, _ in self.chain(self.site).heads()]

    def find(self, beginning: str) -> Record:
        """Return the record, of any site, whose id begins so.

        Raises
        ------
        InputError
            When no record's id does, or more than one's.
        """
        start = beginning.lower()
        matches = [
            content
            for site in self.sites()
            for identity, (*_, content) in identified_rows(self.chain(site))
            if start and identity.startswith(start)
        ]
        if not matches:
            raise InputError(
                f"No record's id begins with {beginning[:80]!r}.",
                remedy="List them with `sulh ledger log`.",
            )
        if len(matches) > 1:
            raise InputError(
                f"{len(matches)} records' ids begin with {beginning!r}.",
                remedy="Give more characters.",
            )
        return parse(matches[0])

    def select(self, ids: Collection[str]) -> dict[str, Record]:
        """Return the records of any site that have these ids, by id."""
        if not ids:
            return {}
        return {
            identity: parse(content)
            for site in self.sites()
            for identity, (*_, content) in identified_rows(self.chain(site))
            if identity in ids
        }

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are held: the own first, the others by name."""
        return self._storage.sites()

    def newer(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, Iterator[Row]]]:
        """Yield sites with the rows that they hold beyond the sizes that the caller knows."""
        return self._storage.newer(sizes)

    def chain(self, site: str) -> Chain:
        """Return the chain of a site.

        Raises
        ------
        InputError
            When no chain of that site is held.
        """
        chain = self._storage.chain(site)
        if chain is None:
            raise InputError(
                f"No records of site {site[:80]!r} are held here.",
                remedy=f"Held are: {', '.join(self.sites())}. Fetch others with `sulh sync`.",
            )
        return chain

    def adopt(self, site: str, contents: Sequence[bytes], head: SignedHead) -> Chain:
        """Begin the copy of another site's chain with its first batch, after checking it.

        Raises
        ------
        LedgerError
            When the batch is not the beginning of that site's chain, or a chain of that site is
            held already.
        """
        check_site_name(site)
        if site in self.sites():
            raise LedgerError(f"A chain of site {site} is held already.")
        self._storage.begin(site, first_batch(site, contents, head), own=False)
        return self.chain(site)

    def sign(self, content: bytes) -> bytes:
        """Return the own site's 64-byte Ed25519 signature over `content`.

        Raises
        ------
        LedgerError
            When the key is missing.
        """
        return self._signing_key().sign(content)

    @property
    def is_closed_by_restore(self) -> bool:
        """Whether it came from a backup and takes no new records until `sulh ledger resume`."""
        return (self.folder / RESTORED).exists()

    def _writing_key(self) -> Ed25519PrivateKey:
        if self.is_closed_by_restore:
            raise LedgerError(
                "This ledger was restored from a backup. Other sites may hold later records of "
                f"site {self.site}; new ones now would give it two histories.",
                remedy="Run `sulh sync` with each site it exchanged records with, then "
                "`sulh ledger resume`.",
            )
        return self._signing_key()

    def _signing_key(self) -> Ed25519PrivateKey:
        if self._key is None:
            self._key = load_key(self.folder / KEY)
        return self._key


def first_batch(site: str, contents: Sequence[bytes], head: SignedHead) -> Batch:
    """Return the batch with which a chain begins, checked under the key that its first record names.

    Raises
    ------
    LedgerError
        When it is not the beginning of that site's chain.
    """
    if not contents:
        raise LedgerError(f"A batch of site {site} holds no record.")
    return admit(Tail(site=site), contents, head, public_key=public_key_of(contents[0]))


def identified_rows(chain: Chain) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a chain with their ids, which are not hashed: each next record names the last."""
    before: Row | None = None
    for row in chain.rows():
        if before is not None:
            yield _prev_of(row[4]), before
        before = row
    if before is not None:
        yield leaf_hash(before[4]).hex(), before


def _prev_of(content: bytes) -> str:
    """Return the id that a record names as the one before; what follows it in the bytes is short."""
    start = content.rfind(PREV) + len(PREV)
    return content[start : start + 64].decode("ascii", "replace")


def _records_of(
    chain: Chain, as_of: datetime | None, kinds: frozenset[str] | None
) -> Iterator[Record]:
    for row in chain.rows(kinds=kinds):
        record = parse(row[4])
        if as_of is not None and record.recorded_at > as_of:
            break
        yield record
