"""The audit of one chain: every record, link, head and signature, whatever the chain is kept in.

It trusts nothing but the site's public key, which stands in the first record (or is an argument, which is
stronger). It reads the chain once, in constant memory. Where a record is at fault, the next signed head
puts the audit right again, so that one changed record does not accuse all that come after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import SulhError, plural
from sulh.ledger.batch import split_frontier
from sulh.ledger.head import head_holds
from sulh.ledger.merkle import add_leaves, root_of
from sulh.ledger.record import FIRST_PREV, leaf_hash, read_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sulh.ledger.batch import Row
    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.store import Chain

__all__ = ["Fault", "StoredHead", "audit_chain", "columns_agree", "faults_of_chain"]

PROGRESS_EVERY = 2_000
SIZE_MAX = 2**63
MARKS = {0: False, 1: True}
"""What the column `simulated` says."""

StoredHead = tuple[int | None, "SignedHead", bytes]
"""The size under which a head is stored (None where that is not looked at), the head, its frontier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong. `seq` is -1 and `record` empty where no one record is at fault.

    `site` is the other site whose chain it is in; empty for the own chain.
    """

    code: str
    seq: int
    record: str
    message: str
    site: str = ""

    def __str__(self) -> str:
        """Name the record and say what is wrong with it."""
        place = f"record {self.seq} ({self.record[:12]})" if self.seq >= 0 else "ledger"
        if self.site:
            place = f"site {self.site}, {place}"
        return f"{place}: {self.message} [{self.code}]"


def audit_chain(
    chain: Chain,
    *,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check every record, link, head and signature of a chain.

    Parameters
    ----------
    chain
        The site's own chain, or the copy of another site's.
    public_key
        The site's public key in hex, from somewhere else than the chain. Without it the key that
        the first record names is used.
    progress
        Called with the number of records seen so far.
    """
    heads = ((None, *each) for each in chain.heads())
    return tuple(faults_of_chain(chain.rows(), heads, public_key=public_key, progress=progress))


def faults_of_chain(
    rows: Iterable[Row],
    heads: Iterable[StoredHead],
    *,
    site: str | None = None,
    public_key: str | None = None,
    at_least: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Fault]:
    """Walk records and heads in step, and yield what is wrong in the order it is met.

    `site` is whose chain it must be; None: whoever the first record names. `at_least` is how many records
    it must have.
    """
    walk = _Walk(site=site, key=public_key)
    signed = _Heads(heads)
    follow = walk.follow
    for row in rows:
        while signed.next_size <= row[0]:
            yield from signed.check(walk)
        if not follow(row):
            yield from walk.look_closely(row)
        if progress and walk.expected % PROGRESS_EVERY == 0:
            progress(walk.expected)
    while signed.next_size <= walk.expected:
        yield from signed.check(walk)
    if walk.expected == 0:
        yield Fault(code="no-genesis", seq=0, record="", message="there is no first record")
    yield from signed.remaining(walk.expected)
    if walk.expected < at_least:
        which = f"records {walk.expected} to {at_least - 1}"
        message = f"{which} were written and are gone; fetch them by a sync, or restore a copy"
        yield Fault(code="truncated", seq=walk.expected, record="", message=message)


class _Walk:
    """How far the walk is: what the next record must say."""

    def __init__(self, *, site: str | None, key: str | None) -> None:
        self.site = site
        self.key = key
        self.expected = 0
        self.prev = FIRST_PREV
        self.time = ""
        self.faulty = False
        """Whether a record since the last head is at fault."""
        self._frontier: list[bytes] = []
        self._covered = 0
        self._leaves: list[bytes] = []

    def follow(self, row: Row) -> bool:
        """Go on to a record that certainly holds; say whether it does."""
        seq, kind, recorded_at, simulated, content = row
        if seq != self.expected or seq == 0 or type(content) is not bytes:
            return False
        fields, _ = read_fields(content)
        if (
            fields is None
            or fields["seq"] != seq
            or fields["prev"] != self.prev
            or fields["site"] != self.site
            or fields["kind"] != kind
            or fields["recorded_at"] != recorded_at
            or type(simulated) is not int
            or fields["simulated"] is not MARKS.get(simulated)
            or (recorded_at != self.time and _time_key(recorded_at) < _time_key(self.time))
        ):
            return False
        self._add(content, seq, recorded_at)
        return True

    def _add(self, content: bytes, seq: int, recorded_at: str) -> None:
        leaf = leaf_hash(content)
        self._leaves.append(leaf)
        self.prev, self.expected, self.time = leaf.hex(), seq + 1, recorded_at

    def frontier(self) -> list[bytes]:
        """Return the frontier of the tree over the records so far."""
        add_leaves(self._frontier, self._covered, self._leaves)
        self._covered += len(self._leaves)
        self._leaves.clear()
        return self._frontier

    def settle(self, head: Head, frontier: list[bytes]) -> None:
        """Go on from a signed head whose frontier holds."""
        self._frontier, self._covered, self.faulty = frontier, head.size, False
        self._leaves.clear()
        if head.size == self.expected:
            self.prev = head.last

    def look_closely(self, row: Row) -> Iterator[Fault]:
        """Check a record field by field, say what is wrong with it, and go on to it."""
        for fault in self._faults_of(row):
            self.faulty = True
            yield fault

    def _faults_of(self, row: Row) -> Iterator[Fault]:
        seq, content = row[0], row[4]
        if seq > self.expected:
            yield _missing(self.expected, seq - 1)
        elif seq < self.expected:
            yield Fault(code="changed", seq=seq, record="", message="it stands there twice")
            return
        if type(content) is not bytes:
            yield Fault(code="changed", seq=seq, record="", message="its bytes cannot be read")
            self.expected, self.prev = seq + 1, ""
            return
        identity = leaf_hash(content).hex()
        fields, reason = read_fields(content)
        if fields is None:
            yield Fault(code="changed", seq=seq, record=identity, message=reason)
            self.expected, self.prev = seq + 1, ""
            return
        if not columns_agree(fields, row):
            reason = "its columns do not say what its bytes say"
            yield Fault(code="changed", seq=seq, record=identity, message=reason)
            self._add(content, seq, self.time)
            return
        if seq == 0:
            yield from self._begin(fields, identity)
        yield from self._links(fields, identity, gap=seq > self.expected)
        self._add(content, seq, fields["recorded_at"])

    def _begin(self, fields: Mapping[str, Any], identity: str) -> Iterator[Fault]:
        """Take the site and its key from the first record."""
        self.site = self.site or fields["site"]
        body = fields["body"]
        key = body.get("public_key") if isinstance(body, dict) else None
        if fields["kind"] != "genesis" or not isinstance(key, str):
            message = "the first record is no genesis"
            yield Fault(code="no-genesis", seq=0, record=identity, message=message)
        elif self.key is not None and key != self.key:
            message = "it names another public key"
            yield Fault(code="other-key", seq=0, record=identity, message=message)
        else:
            self.key = key

    def _links(self, fields: Mapping[str, Any], identity: str, *, gap: bool) -> Iterator[Fault]:
        """Check a record against the one before it, unless that is missing or cannot be read."""
        seq = fields["seq"]
        if fields["prev"] != self.prev and self.prev and not gap:
            if seq > 0:
                yield Fault(
                    code="changed",
                    seq=seq - 1,
                    record=self.prev,
                    message="it is not what the record after it names: it was changed, or the order was",
                )
            yield Fault(
                code="broken-link",
                seq=seq,
                record=identity,
                message="it does not name the record that stands before it",
            )
        if fields["site"] != self.site:
            yield Fault(code="other-site", seq=seq, record=identity, message="it is another site's")
        if _time_key(fields["recorded_at"]) < _time_key(self.time):
            yield Fault(
                code="time-runs-back",
                seq=seq,
                record=identity,
                message="it was recorded earlier than the record before it",
            )


def _missing(first: int, last: int) -> Fault:
    which = f"record {first} is" if first == last else f"records {first} to {last} are"
    return Fault(code="missing", seq=first, record="", message=f"{which} missing")


def _time_key(text: str) -> str:
    """Return a recording time in a form whose text order is the order of time."""
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    return f"{seconds}.{fraction:0<6}"


def columns_agree(fields: Mapping[str, Any], row: Row) -> bool:
    """Say whether a stored row's columns repeat what its record says."""
    seq, kind, recorded_at, simulated, _ = row
    return (
        (fields["seq"], fields["kind"], fields["recorded_at"]) == (seq, kind, recorded_at)
        and type(recorded_at) is str
        and type(simulated) is int
        and fields["simulated"] is MARKS.get(simulated)
    )


class _Heads:
    """The signed heads, read in step with the records."""

    def __init__(self, heads: Iterable[StoredHead]) -> None:
        self._rows = iter(heads)
        self._next: StoredHead | None = None
        self._head: Head | None = None
        self._signed = 0
        self._reason = ""
        self.next_size = 0
        self._advance()

    def _advance(self) -> None:
        """Go on to the next head; one that cannot be read is reported at the record the walk is at."""
        self._next = next(self._rows, None)
        self._head, self._reason = None, ""
        if self._next is None:
            self.next_size = SIZE_MAX
            return
        try:
            self._head = self._next[1].read()
            self.next_size = self._head.size
        except SulhError as error:
            self._reason, self.next_size = str(error), 0

    def check(self, walk: _Walk) -> Iterator[Fault]:
        """Check the next head, and put the walk right where a record before it was at fault."""
        assert self._next is not None  # noqa: S101 -- its size would be the largest there is
        (stored_at, signed, content), head = self._next, self._head
        if head is None:
            yield Fault(code="bad-head", seq=walk.expected - 1, record="", message=self._reason)
            self._advance()
            return
        self._signed = head.size
        if stored_at not in (None, head.size):
            yield _disagrees(
                (stored_at or 0) - 1,
                walk,
                f"the head stored at {plural(stored_at, 'record')} is of another size",
            )
        holds = head_holds(signed.content, signed.signature, walk.key or "")
        if not holds:
            yield Fault(
                code="bad-signature",
                seq=head.size - 1,
                record=str(head.last),
                message=f"the signature of the head at {plural(head.size, 'record')} does not hold",
            )
        frontier = split_frontier(content) if type(content) is bytes else []
        consistent = _is_frontier_of(frontier, head)
        excused = consistent and (walk.faulty or head.size > walk.expected)
        if not excused and not _agrees(head, frontier, walk):
            message = (
                f"the signed head at {plural(head.size, 'record')} is of other records than these"
            )
            yield _disagrees(head.size - 1, walk, message)
        if holds and consistent:
            walk.settle(head, frontier)
        self._advance()

    def remaining(self, size: int) -> Iterator[Fault]:
        """Report heads beyond the last record, and records beyond the last head."""
        while self._next is not None:
            which = (
                f"of {plural(self._head.size, 'record')}" if self._head else "that cannot be read"
            )
            yield Fault(
                code="truncated" if self._head else "bad-head",
                seq=size,
                record="",
                message=f"there is a signed head {which}, and there are {plural(size, 'record')}",
            )
            self._advance()
        if self._signed < size:
            yield Fault(
                code="unsigned",
                seq=self._signed,
                record="",
                message=f"records {self._signed} to {size - 1} stand in no signed head",
            )


def _disagrees(seq: int, walk: _Walk, message: str) -> Fault:
    return Fault(code="head-disagrees", seq=seq, record=walk.prev, message=message)


def _is_frontier_of(frontier: list[bytes], head: Head) -> bool:
    return len(frontier) == head.size.bit_count() and root_of(frontier).hex() == head.root


def _agrees(head: Head, frontier: list[bytes], walk: _Walk) -> bool:
    walked = walk.frontier()
    return (
        head.size == walk.expected
        and head.root == root_of(walked).hex()
        and head.last == walk.prev
        and head.site == walk.site
        and frontier == walked
    )
