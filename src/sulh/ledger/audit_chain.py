"""The audit of one chain: every record, link, head and signature, whatever the chain is kept in.

It trusts nothing but the site's public key, which stands in the first record (or is given, which is
stronger). It reads the chain once, in constant memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import SulhError
from sulh.ledger.canonical import WORTH_COMPILING
from sulh.ledger.head import head_holds
from sulh.ledger.merkle import add_leaf, add_leaves, root_of
from sulh.ledger.record import FIRST_PREV, KEYS, leaf_hash, read_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sulh.ledger.batch import Row
    from sulh.ledger.head import Head, SignedHead
    from sulh.ledger.store import Chain

__all__ = ["Fault", "Middle", "audit_chain", "faults_of_chain"]

CHUNK = 2_000
QUOTES_OF_AUTHOR = 4
BODY = b',"body":{'
NONE = b"no record begins so"


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
        where = f"record {self.seq} ({self.record[:12]})" if self.seq >= 0 else "ledger"
        if self.site:
            where = f"site {self.site}, {where}"
        return f"{where}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """A signed head's place in a chain, where a walk may begin when another walk ends there.

    `key` is the site's public key, `last` the id of the record before and `time` its recording time;
    `frontier` is the Merkle tree's over the `size` records before.
    """

    site: str
    key: str
    size: int
    last: str
    time: str
    frontier: tuple[bytes, ...]


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
    return tuple(faults_of_chain(chain.rows(), chain.heads(), public_key, progress))


def faults_of_chain(
    rows: Iterable[Row],
    heads: Iterable[tuple[SignedHead, bytes]],
    public_key: str | None,
    progress: Callable[[int], None] | None,
    begin: Middle | None = None,
) -> Iterator[Fault]:
    """Walk records and heads side by side, and yield what is wrong in the order it is met.

    The walk begins with the first record, or behind a head that another walk checks.
    """
    signed = _Heads(heads, begin.size if begin else 0)
    walk = _Walk(key=public_key, begin=begin)
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        plain = _plain(chunk)
        at = 0
        while at < len(chunk):
            stop = min(len(chunk), at + max(signed.next_size - walk.expected, 1))
            went = walk.run(chunk[at:stop], plain[at:stop])
            if not went:
                yield from walk.step(chunk[at])
            at += went or 1
            if walk.expected >= signed.next_size:
                yield from signed.check(walk)
        if progress:
            progress(walk.expected)
    yield from signed.remaining(walk.expected)


def _plain(chunk: list[Row]) -> list[bool]:
    """Say which rows' bytes are certainly canonical JSON of nine members, author and body first."""
    if len(chunk) < WORTH_COMPILING:
        return [False] * len(chunk)
    from sulh.kernels.canonical_json import certain_members  # noqa: PLC0415 -- numba is slow to load

    contents = [row[4] for row in chunk]
    offsets = np.zeros(len(contents) + 1, np.int64)
    np.cumsum([len(content) for content in contents], out=offsets[1:])
    members = certain_members(np.frombuffer(b"".join(contents), np.uint8), offsets)
    return (members == len(KEYS)).tolist()  # type: ignore[no-any-return]


class _Walk:
    """Where the walk stands: what the next record must say."""

    def __init__(self, *, key: str | None, begin: Middle | None = None) -> None:
        self.key = begin.key if begin else key
        self.site = begin.site if begin else ""
        self.expected = begin.size if begin else 0
        self.prev = begin.last if begin else FIRST_PREV
        self.frontier = list(begin.frontier) if begin else []
        self._given = key
        self._begin = NONE
        self._time = begin.time if begin else ""
        self._time_key = _time_key(self._time)

    def run(self, rows: list[Row], plain: list[bool]) -> int:
        """Take the records from the first on that certainly hold, and return how many they are.

        What is certain is compared whole: canonical bytes that begin as the record before did and
        end in the words that its columns and the walk ask for.
        """
        if self.expected == 0:
            return 0
        time, begin, expected, prev = self._time, self._begin, self.expected, self.prev
        timed = f'","recorded_at":"{time}","seq":'
        ends = [f',"simulated":{word},"site":"{self.site}","v":1}}' for word in ("false", "true")]
        leaves: list[bytes] = []
        for (seq, kind, recorded_at, simulated, content), is_plain in zip(rows, plain, strict=True):
            if not (is_plain and seq == expected and recorded_at == time):
                break
            ending = f'"kind":"{kind}","prev":"{prev}{timed}{seq}{ends[simulated != 0]}'
            if not (content.startswith(begin) and content.endswith(ending.encode())):
                break
            leaf = sha256(b"\x00" + content).digest()
            leaves.append(leaf)
            prev = leaf.hex()
            expected += 1
        add_leaves(self.frontier, self.expected, leaves)
        self.prev, self.expected = prev, expected
        return len(leaves)

    def step(self, row: Row) -> Iterator[Fault]:
        """Take one record after looking at it field by field, and yield what is wrong with it."""
        seq, content = row[0], row[4]
        leaf = leaf_hash(content)
        yield from self._look_closely(row, leaf.hex())
        add_leaf(self.frontier, seq if seq == self.expected else self.expected, leaf)
        self.prev, self.expected = leaf.hex(), seq + 1
        self._begin = content[: content.find(BODY) + len(BODY)] if _begins_well(content) else NONE

    def _look_closely(self, row: Row, identity: str) -> Iterator[Fault]:
        """Check a record field by field, and say what is wrong with it."""
        seq = row[0]
        if seq != self.expected:
            yield Fault(
                code="missing",
                seq=self.expected,
                record="",
                message=f"records {self.expected} to {seq - 1} are missing",
            )
        fields, reason = read_fields(row[4])
        if fields is not None and not _columns_agree(fields, row):
            fields, reason = None, "its columns do not say what its bytes say"
        if fields is None:
            yield Fault(code="changed", seq=seq, record=identity, message=reason)
            return
        if seq == 0:
            self.site = fields["site"]
            self.key, fault = _key_of(fields, identity, self._given)
            if fault:
                yield fault
        yield from self._links(fields, seq=seq, identity=identity)
        self._time = fields["recorded_at"]
        self._time_key = _time_key(self._time)

    def _links(self, fields: dict[str, Any], *, seq: int, identity: str) -> Iterator[Fault]:
        """Check a record against the one before it."""
        if fields["prev"] != self.prev:
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
        if _time_key(fields["recorded_at"]) < self._time_key:
            yield Fault(
                code="time-runs-back",
                seq=seq,
                record=identity,
                message="it was recorded earlier than the record before it",
            )


def _begins_well(content: bytes) -> bool:
    """Say whether canonical bytes certainly begin with an author's plain name and a body."""
    end = content.find(BODY)
    return (
        content.startswith(b'{"author":"')
        and content.count(b'"', 0, end) == QUOTES_OF_AUTHOR
        and content.find(b"\\", 0, end) < 0
    )


def _time_key(text: str) -> str:
    """Return a recording time in a form whose text order is the order of time."""
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    return f"{seconds}.{fraction:0<6}"


def _columns_agree(fields: dict[str, Any], row: Row) -> bool:
    columns = (fields["seq"], fields["kind"], fields["recorded_at"], fields["simulated"])
    typed = isinstance(fields["simulated"], bool) and isinstance(fields["recorded_at"], str)
    return typed and columns == (*row[:3], bool(row[3])) and row[3] in (0, 1)


def _key_of(
    fields: dict[str, Any], identity: str, public_key: str | None
) -> tuple[str | None, Fault | None]:
    """Return the key to check signatures with, and a fault where the ledger names another."""
    body = fields["body"]
    named = body.get("public_key") if isinstance(body, dict) else None
    if fields["kind"] != "genesis" or not isinstance(named, str):
        return public_key, Fault(
            code="no-genesis", seq=0, record=identity, message="the first record is no genesis"
        )
    if public_key is not None and named != public_key:
        return public_key, Fault(
            code="other-key", seq=0, record=identity, message="it names another public key"
        )
    return named, None


class _Heads:
    """The signed heads, read in step with the records."""

    def __init__(self, heads: Iterable[tuple[SignedHead, bytes]], signed: int) -> None:
        self._rows = iter(heads)
        self._next: tuple[SignedHead, bytes] | None = None
        self._read: Head | None = None
        self._signed = signed
        self._fault = ""
        self.next_size = 0
        self._advance()

    def _advance(self) -> None:
        """Take up the next head; one that cannot be read is reported where the walk stands."""
        self._next = next(self._rows, None)
        self._read, self._fault = None, ""
        if self._next is None:
            self.next_size = 2**63
            return
        try:
            self._read = self._next[0].read()
            self.next_size = self._read.size
        except SulhError as error:
            self._fault, self.next_size = str(error), 0

    def check(self, walk: _Walk) -> Iterator[Fault]:
        """Check the heads that speak of no more records than were walked."""
        while self._next is not None and self.next_size <= walk.expected:
            (signed, kept), head = self._next, self._read
            at = walk.expected
            if head is None:
                yield Fault(code="bad-head", seq=at - 1, record="", message=self._fault)
                self._advance()
                continue
            if not head_holds(signed.content, signed.signature, walk.key or ""):
                yield Fault(
                    code="bad-signature",
                    seq=head.size - 1,
                    record=head.last,
                    message=f"the signature of the head at {head.size} records does not hold",
                )
            if not _agrees(head, kept, walk):
                yield Fault(
                    code="head-disagrees",
                    seq=head.size - 1,
                    record=walk.prev,
                    message=f"the signed head at {head.size} records is of other records than these",
                )
            self._signed = head.size
            self._advance()

    def remaining(self, size: int) -> Iterator[Fault]:
        """Report heads beyond the last record, and records beyond the last head."""
        while self._next is not None:
            spoken = f"of {self._read.size} records" if self._read else "that cannot be read"
            yield Fault(
                code="truncated" if self._read else "bad-head",
                seq=size,
                record="",
                message=f"there is a signed head {spoken}, and there are {size} records",
            )
            self._advance()
        if self._signed < size:
            yield Fault(
                code="unsigned",
                seq=self._signed,
                record="",
                message=f"records {self._signed} to {size - 1} stand in no signed head",
            )


def _agrees(head: Head, kept: bytes, walk: _Walk) -> bool:
    return (
        head.size == walk.expected
        and head.root == root_of(walk.frontier).hex()
        and head.last == walk.prev
        and head.site == walk.site
        and kept == b"".join(walk.frontier)
    )
