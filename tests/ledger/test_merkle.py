"""The Merkle tree is that of RFC 9162: roots, inclusion, consistency."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.rfc9162 import prove_consistency, prove_inclusion, root_of_leaves

from sulh.ledger.merkle import add_leaf, check_consistency, check_inclusion, root_of
from sulh.ledger.tree import Tree


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


@given(st.integers(1, 300), st.data())
@settings(deadline=None, max_examples=200)
def test_one_tree_gives_the_proofs_of_the_definition(count, data):
    """Paths and roots from the built tree are those of the recursive definition, at every size."""
    leaves = leaves_of(count)
    tree = Tree(leaves)
    size = data.draw(st.integers(1, count))
    index, earlier = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert tree.root(size) == root_of_leaves(leaves[:size])
    assert tree.inclusion(index, size) == prove_inclusion(leaves[:size], index)
    assert tree.consistency(earlier, size) == prove_consistency(leaves[:size], earlier)


def test_there_is_no_proof_of_what_is_not_there():
    """A leaf beyond the tree, an empty earlier tree or one that is larger has no proof."""
    tree = Tree(leaves_of(5))
    for index, size in ((5, 5), (-1, 5), (3, 3), (0, 6)):
        with pytest.raises(IndexError):
            tree.inclusion(index, size)
    for earlier, later in ((0, 5), (6, 6), (4, 3)):
        with pytest.raises(ValueError, match="no tree"):
            tree.consistency(earlier, later)
