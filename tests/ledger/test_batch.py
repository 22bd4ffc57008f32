"""A batch holds what a plain, slow writer would write; another site's is admitted only whole and in place."""

from datetime import UTC, datetime, timedelta

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.rfc9162 import root_of_leaves

from sulh.errors import LedgerError
from sulh.ledger import Draft, SignedHead
from sulh.ledger.batch import Tail, admit, grow, tail_after
from sulh.ledger.head import head_holds
from sulh.ledger.keys import public_hex
from sulh.ledger.merkle import add_leaf, add_leaves, root_of
from sulh.ledger.record import leaf_hash
from sulh.values import format_utc

NOW = datetime(2024, 5, 3, 10, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def drafts(count, **body):
    return [
        Draft(kind="note", body={"n": n, "text": "مرحبا", "none": None, **body})
        for n in range(count)
    ]


def made(tail, count, key=KEY, now=NOW, **body):
    return grow(tail, drafts(count, **body), recorded_at=now, author='a "role"', key=key)


def after(site, batch):
    return tail_after(site, batch.head.content, batch.frontier)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=4))
@settings(derandomize=True, max_examples=20, deadline=None)
def test_records_are_those_of_a_plain_writer(counts):
    """Each record is the RFC 8785 bytes of its nine members; the head is over the RFC 9162 tree."""
    tail, prev, leaves = Tail(site="s-1"), "0" * 64, []
    for batch_at, count in enumerate(counts):
        moment = NOW + timedelta(minutes=batch_at)
        batch = made(tail, count, now=moment)
        for n, row in enumerate(batch.rows):
            expected = rfc8785.dumps(
                {
                    "author": 'a "role"', "body": {"n": n, "text": "مرحبا", "none": None}, "kind": "note",
                    "prev": prev, "recorded_at": format_utc(moment), "seq": len(leaves), "simulated": False,
                    "site": "s-1", "v": 1,
                }
            )  # fmt: skip
            assert row == (len(leaves), "note", format_utc(moment), 0, expected)
            leaves.append(leaf_hash(expected))
            prev = leaves[-1].hex()
        assert batch.head.read().root == root_of_leaves(leaves).hex()
        assert head_holds(batch.head.content, batch.head.signature, public_hex(KEY))
        tail = after("s-1", batch)
        assert (tail.size, tail.last) == (len(leaves), prev)


@given(st.integers(0, 200), st.integers(0, 200))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_many_leaves_at_once_are_as_one_by_one(size, more):
    """Adding level by level gives the same frontier as adding leaf by leaf."""
    leaves = [n.to_bytes(32) for n in range(size + more)]
    one_by_one, at_once = [], []
    for n, leaf in enumerate(leaves):
        add_leaf(one_by_one, n, leaf)
    add_leaves(at_once, 0, leaves[:size])
    add_leaves(at_once, size, leaves[size:])
    assert at_once == one_by_one
    assert root_of(at_once) == root_of_leaves(leaves)


def test_what_one_site_grows_another_admits():
    """Rows, head and frontier are the same on both sides, batch after batch."""
    mine, theirs = Tail(site="s-1"), Tail(site="s-1")
    for count in (1, 3, 200, 1):
        batch = made(mine, count)
        admitted = admit(
            theirs, [row[4] for row in batch.rows], batch.head, public_key=public_hex(KEY)
        )
        assert (admitted.rows, admitted.frontier, admitted.size) == (
            batch.rows,
            batch.frontier,
            batch.size,
        )
        mine, theirs = after("s-1", batch), after("s-1", admitted)


FIRST = made(Tail(site="s-1"), 3)
SECOND = made(after("s-1", FIRST), 3)
FORKED = made(after("s-1", FIRST), 3, text="rewritten")
STRANGE = made(after("s-1", FIRST), 3, key=OTHER_KEY)
OTHER_SITE = made(Tail(site="s-2"), 3)


def contents(batch):
    return [row[4] for row in batch.rows]


@pytest.mark.parametrize(
    ("records", "head"),
    [
        ([], SECOND.head),
        (contents(SECOND)[:2], SECOND.head),
        (contents(SECOND)[1:], SECOND.head),
        (contents(SECOND)[::-1], SECOND.head),
        (contents(FORKED), SECOND.head),
        (contents(SECOND), FORKED.head),
        (contents(FIRST), FIRST.head),
        (contents(OTHER_SITE), OTHER_SITE.head),
        (contents(STRANGE), STRANGE.head),
        (contents(SECOND), SignedHead(content=SECOND.head.content, signature=bytes(64))),
        (contents(SECOND), SignedHead(content=b"{}", signature=SECOND.head.signature)),
        ([contents(SECOND)[0], b"rubbish", contents(SECOND)[2]], SECOND.head),
        ([contents(SECOND)[0].replace(b'"n":0', b'"n": 0'), *contents(SECOND)[1:]], SECOND.head),
    ],
    ids=[
        "no record", "one too few", "begins too late", "reversed", "other records", "other head", "again",
        "another site's", "another key", "no signature", "no head", "rubbish", "not canonical",
    ],
)  # fmt: skip
def test_a_batch_that_does_not_continue_the_chain_is_refused(records, head):
    """Nothing that was changed, cut, moved or signed by another is admitted."""
    with pytest.raises(LedgerError):
        admit(after("s-1", FIRST), records, head, public_key=public_hex(KEY))
