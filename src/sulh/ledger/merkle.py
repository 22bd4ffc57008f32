"""The Merkle tree over a ledger's records, RFC 9162 section 2.1.

A tree of n leaves is kept as its *frontier*: the roots of the perfect subtrees whose sizes are the
powers of two in n, largest first. A leaf is added in amortised constant time. Proofs are checked here,
and made in `sulh.ledger.tree`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "add_leaf",
    "add_leaves",
    "check_consistency",
    "check_inclusion",
    "root_of",
]

EMPTY_ROOT = sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def add_leaf(frontier: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf hash to the frontier of a tree of `size` leaves, in place."""
    frontier.append(leaf)
    while size & 1:
        right = frontier.pop()
        frontier[-1] = node_hash(frontier[-1], right)
        size >>= 1


def add_leaves(frontier: list[bytes], size: int, leaves: Sequence[bytes]) -> None:
    """Add leaf hashes in order to the frontier of a tree of `size` leaves, in place, level by level."""
    nodes, left_over = list(leaves), []
    while nodes:
        if size & 1:
            nodes.insert(0, frontier.pop())
        if len(nodes) & 1:
            left_over.append(nodes.pop())
        nodes = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(nodes[::2], nodes[1::2], strict=True)
        ]
        size >>= 1
    frontier.extend(reversed(left_over))


def root_of(frontier: Sequence[bytes]) -> bytes:
    """Return the root of the tree with this frontier."""
    if not frontier:
        return EMPTY_ROOT
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_hash(left, root)
    return root


def check_inclusion(
    leaf: bytes, index: int, *, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Say whether the path proves that the leaf stands at `index` (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, reached = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and reached == root


def check_consistency(
    earlier: int, later: int, *, earlier_root: bytes, later_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether the path proves the earlier tree a prefix of the later (section 2.1.4.2)."""
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not path and earlier_root == later_root
    nodes = list(path)
    if earlier & (earlier - 1) == 0:
        nodes.insert(0, earlier_root)
    if not nodes:
        return False
    node, last = earlier - 1, later - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    small = large = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            small, large = node_hash(sibling, small), node_hash(sibling, large)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            large = node_hash(large, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and small == earlier_root and large == later_root
