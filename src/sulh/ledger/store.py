"""What a site keeps: its own chain, to which only it appends, and copies of other sites' chains.

Two stores do this, one on SQLite files and one on PostgreSQL. Everything else in Sulh knows only
these two protocols.
"""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING, Protocol, Self

from sulh.errors import InputError
from sulh.ledger.record import Record, leaf_hash, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from types import TracebackType

    from sulh.ledger.batch import Row
    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.record import Draft

__all__ = ["Chain", "Store", "find_in", "merged_records"]


class Chain(Protocol):
    """One site's records in order, with the heads that the site signed over them."""

    @property
    def site(self) -> str:
        """The site whose chain this is."""

    @property
    def size(self) -> int:
        """The number of records."""

    @property
    def public_key(self) -> str:
        """The site's public key (64 hex digits), which the first record names."""

    def rows(
        self, first: int = 0, stop: int | None = None, *, kinds: frozenset[str] | None = None
    ) -> Iterator[Row]:
        """Yield the stored rows `first` up to, not including, `stop`, in order; of all kinds or some."""

    def heads(self, after: int = 0) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield each signed head over more than `after` records, with the frontier kept there."""

    def extend(self, contents: Sequence[bytes], head: SignedHead) -> None:
        """Add a batch of another site's after checking all of it; durable on return.

        Raises
        ------
        LedgerError
            When the batch does not continue this chain, or cannot be written. Nothing is written.
        """


class Store(Protocol):
    """An open ledger. Close it, or use it in a ``with`` block."""

    @property
    def site(self) -> str:
        """The site whose ledger this is."""

    @property
    def where(self) -> str:
        """Where it is kept: a path, or a database's address without its password."""

    @property
    def size(self) -> int:
        """The number of records of the site's own chain."""

    def __enter__(self) -> Self:
        """Return the store."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""

    def close(self) -> None:
        """Close the database."""

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
            When the disk is full, the store is locked for long, or the key is missing.
        """

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

    def heads(self) -> list[Head]:
        """Return the own chain's heads, the smallest first."""

    def find(self, beginning: str) -> Record:
        """Return the record, of any site, whose id begins so.

        Raises
        ------
        InputError
            When no record's id does, or more than one's.
        """

    def sites(self) -> tuple[str, ...]:
        """Return the sites whose chains are held: the own first, the others by name."""

    def chain(self, site: str) -> Chain:
        """Return the chain of a site.

        Raises
        ------
        InputError
            When no chain of that site is held.
        """

    def adopt(self, site: str, contents: Sequence[bytes], head: SignedHead) -> Chain:
        """Begin the copy of another site's chain with its first batch, after checking it.

        Raises
        ------
        LedgerError
            When the batch is not the beginning of that site's chain, or a chain of that site is
            held already.
        """

    def sign(self, content: bytes) -> bytes:
        """Return the own site's 64-byte Ed25519 signature over `content`.

        Raises
        ------
        LedgerError
            When the key is missing.
        """


def merged_records(
    chains: Iterable[Chain], *, as_of: datetime | None, kinds: Iterable[str] | None
) -> Iterator[Record]:
    """Yield the records of several chains as `Store.records` promises."""
    wanted = None if kinds is None else frozenset(kinds)
    each = [_records_of(chain, as_of, wanted) for chain in chains]
    if len(each) == 1:
        return each[0]
    return merge(*each, key=lambda record: (record.recorded_at, record.site, record.seq))


def _records_of(
    chain: Chain, as_of: datetime | None, wanted: frozenset[str] | None
) -> Iterator[Record]:
    for _, _, _, _, content in chain.rows(kinds=wanted):
        record = parse(content)
        if as_of is not None and record.recorded_at > as_of:
            break
        yield record


def find_in(chains: Iterable[Chain], beginning: str) -> Record:
    """Return the one record whose id begins so, as `Store.find` promises."""
    start = beginning.lower()
    matches = [
        row[4]
        for chain in chains
        for row in chain.rows()
        if start and leaf_hash(row[4]).hex().startswith(start)
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
