"""The Merkle tree is that of RFC 9162: roots, inclusion, consistency."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.ledger.merkle import (
    add_leaf,
    check_consistency,
    check_inclusion,
    prove_consistency,
    prove_inclusion,
    root_of,
    root_of_leaves,
)


def leaves_of(count):
    return [hashlib.sha256(bytes([0]) + str(n).encode()).digest() for n in range(count)]


@pytest.mark.parametrize("count", range(70))
def test_frontier_gives_the_recursive_root(count):
    """Adding leaves one by one ends at the root that the RFC defines recursively."""
    frontier = []
    for size, leaf in enumerate(leaves_of(count)):
        add_leaf(frontier, size, leaf)
    assert root_of(frontier) == root_of_leaves(leaves_of(count))
    assert len(frontier) == count.bit_count()


@given(st.integers(1, 130), st.data())
@settings(deadline=None, max_examples=150)
def test_inclusion_proves_and_only_that(count, data):
    """The path of a leaf proves its place; another leaf, place, size or root it does not."""
    leaves = leaves_of(count)
    index = data.draw(st.integers(0, count - 1))
    path, root = prove_inclusion(leaves, index), root_of_leaves(leaves)
    assert check_inclusion(leaves[index], index, size=count, path=path, root=root)
    assert not check_inclusion(b"x" * 32, index, size=count, path=path, root=root)
    assert not check_inclusion(leaves[index], index, size=count, path=path, root=b"y" * 32)
    assert not check_inclusion(leaves[index], index, size=count, path=[*path, root], root=root)
    assert not check_inclusion(leaves[index], count, size=count, path=path, root=root)
    if path:
        assert not check_inclusion(leaves[index], index, size=count, path=path[:-1], root=root)


@given(st.integers(1, 130), st.data())
@settings(deadline=None, max_examples=150)
def test_consistency_proves_and_only_that(later, data):
    """The proof shows the earlier tree a prefix; a changed past or a wrong proof fails."""
    leaves = leaves_of(later)
    earlier = data.draw(st.integers(1, later))
    path = prove_consistency(leaves, earlier)
    roots = {"earlier_root": root_of_leaves(leaves[:earlier]), "later_root": root_of_leaves(leaves)}
    assert check_consistency(earlier, later, path=path, **roots)
    changed = [b"z" * 32, *leaves[1:]]
    forged = roots | {"earlier_root": root_of_leaves(changed[:earlier])}
    assert not check_consistency(earlier, later, path=path, **forged)
    if path:
        assert not check_consistency(earlier, later, path=path[:-1], **roots)
