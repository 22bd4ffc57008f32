"""A batch: the records that are written together, and the signed head that closes them.

Both stores write batches, and a batch is what sites exchange. A site makes its own from drafts;
another site's is admitted only when every record follows the one before it and the head is signed
by that site's key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from sulh.errors import InputError, LedgerError, plural
from sulh.ledger.canonical import canonical_each
from sulh.ledger.head import Head, SignedHead, head_bytes, head_holds, parse_head
from sulh.ledger.merkle import add_leaves, root_of
from sulh.ledger.record import FIRST_PREV, encoder, leaf_hash, parse, read_fields
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.record import Draft

__all__ = [
    "Batch",
    "Group",
    "Row",
    "Tail",
    "admit",
    "grow",
    "grow_groups",
    "public_key_of",
    "split_frontier",
    "tail_after",
]

Row = tuple[int, str, str, int, bytes]
"""`seq`, `kind`, `recorded_at` (UTC, text), `simulated` (0 or 1), canonical bytes."""

HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """Where a chain ends: its size, last id, last time (UTC; None when empty) and frontier.

    `signed` is how many records the site is known to have signed, where that is more than `size`.
    """

    site: str
    size: int = 0
    last: str = FIRST_PREV
    time: datetime | None = None
    frontier: tuple[bytes, ...] = ()
    signed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one transaction writes: rows, the head over them, and the frontier after them."""

    rows: tuple[Row, ...]
    head: SignedHead
    size: int
    frontier: bytes
    ids: tuple[str, ...] = field(default=())


def tail_after(site: str, head: bytes | None, frontier: bytes) -> Tail:
    """Return where a chain ends, from its last head's bytes and the frontier stored with it."""
    if head is None:
        return Tail(site=site)
    last = parse_head(head)
    return Tail(
        site=site,
        size=last.size,
        last=last.last,
        time=last.time,
        frontier=tuple(split_frontier(frontier)),
    )


def split_frontier(frontier: bytes) -> list[bytes]:
    """Return the hashes that a stored frontier holds one after another."""
    return [frontier[i : i + HASH_BYTES] for i in range(0, len(frontier), HASH_BYTES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Drafts that one author records at one time (UTC)."""

    drafts: Sequence[Draft]
    recorded_at: datetime
    author: str


def grow(
    tail: Tail,
    drafts: Sequence[Draft],
    *,
    recorded_at: datetime,
    author: str,
    key: Ed25519PrivateKey,
) -> Batch:
    """Return the batch that one author's drafts become; see `grow_groups`."""
    return grow_groups(
        tail, [Group(drafts=drafts, recorded_at=recorded_at, author=author)], key=key
    )


def grow_groups(tail: Tail, groups: Sequence[Group], *, key: Ed25519PrivateKey) -> Batch:
    """Return the batch that groups of drafts become at the end of the site's own chain.

    The recording time never runs backwards: where the clock is behind the last record, that
    record's time is used, so that *as of* keeps its meaning.

    Raises
    ------
    InputError
        When a draft cannot be a record.
    LedgerError
        When the chain lacks records that the site signed: more would give it two histories.
    """
    if tail.size < tail.signed:
        raise LedgerError(
            f"Site {tail.site} signed {plural(tail.signed, 'record')}, and {tail.size:,} of them are here. "
            "New records would give the site two histories.",
            remedy="Fetch the missing ones from a site that holds them: `sulh sync`. Where nobody does, "
            "see docs/reference/ledger-format.md, Rebuilding.",
        )
    prev, moment = tail.last, tail.time
    rows: list[Row] = []
    leaves: list[bytes] = []
    ids: list[str] = []
    for group in groups:
        moment = max(group.recorded_at, moment) if moment else group.recorded_at
        time_text = format_utc(moment)
        encode = encoder(site=tail.site, recorded_at=time_text, author=group.author)
        for draft, body in zip(group.drafts, _canonical_bodies(group.drafts), strict=True):
            seq = tail.size + len(rows)
            content = encode(draft, body, seq, prev)
            digest = sha256(b"\x00" + content)
            leaves.append(digest.digest())
            prev = digest.hexdigest()
            ids.append(prev)
            rows.append((seq, draft.kind, time_text, int(draft.simulated), content))
    if moment is None:
        raise InputError("There is nothing to record.")
    frontier = list(tail.frontier)
    add_leaves(frontier, tail.size, leaves)
    size = tail.size + len(rows)
    signed = head_bytes(
        Head(site=tail.site, size=size, root=root_of(frontier).hex(), last=prev, time=moment)
    )
    return Batch(
        rows=tuple(rows),
        head=SignedHead(content=signed, signature=key.sign(signed)),
        size=size,
        frontier=b"".join(frontier),
        ids=tuple(ids),
    )


def _canonical_bodies(drafts: Sequence[Draft]) -> list[bytes]:
    """Return the bodies as canonical JSON; some may be that already."""
    rest = iter(canonical_each([each.body for each in drafts if not each.content]))
    return [each.content or next(rest) for each in drafts]


def admit(tail: Tail, contents: Sequence[bytes], head: SignedHead, *, public_key: str) -> Batch:
    """Return a batch that another site sent, when it continues the chain held of its site.

    Raises
    ------
    LedgerError
        When it does not: a record is malformed, not canonical, of another site, out of its place,
        or earlier than the one before; or the head is of other records or not signed by the site.
    """
    if not contents:
        raise LedgerError(f"A batch of site {tail.site} holds no record.")
    prev, latest = tail.last, tail.time
    rows: list[Row] = []
    leaves: list[bytes] = []
    for seq, content in enumerate(contents, start=tail.size):
        fields, reason = read_fields(content)
        if fields is None:
            raise LedgerError(f"Record {seq} of site {tail.site} is refused: {reason}.")
        record = parse(content)
        place = (record.site, record.seq, record.prev)
        if place != (tail.site, seq, prev):
            raise LedgerError(
                f"Record {seq} of site {tail.site} is refused: it does not follow the record "
                "before it."
            )
        if latest and record.recorded_at < latest:
            raise LedgerError(
                f"Record {seq} of site {tail.site} is refused: it was recorded at "
                f"{format_utc(record.recorded_at)}, the one before it at {format_utc(latest)}."
            )
        latest = record.recorded_at
        leaves.append(leaf_hash(content))
        prev = leaves[-1].hex()
        rows.append((seq, record.kind, fields["recorded_at"], int(record.simulated), content))
    size = tail.size + len(rows)
    frontier = list(tail.frontier)
    add_leaves(frontier, tail.size, leaves)
    closing = parse_head(head.content)
    if not head_holds(head.content, head.signature, public_key):
        raise LedgerError(f"A head of site {tail.site} is refused: its signature does not hold.")
    if (closing.site, closing.size, closing.root, closing.last) != (
        tail.site,
        size,
        root_of(frontier).hex(),
        prev,
    ):
        raise LedgerError(
            f"A head of site {tail.site} is refused: it is of other records than those sent."
        )
    return Batch(rows=tuple(rows), head=head, size=size, frontier=b"".join(frontier))


def public_key_of(genesis: bytes) -> str:
    """Return the public key (hex) that the bytes of a first record name.

    Raises
    ------
    LedgerError
        When they are no genesis.
    """
    record = parse(genesis)
    key = record.body.get("public_key") if record.kind == "genesis" else None
    if not isinstance(key, str) or record.seq != 0:
        raise LedgerError(f"The first record of site {record.site} is no genesis.")
    return key
