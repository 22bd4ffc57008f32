"""The Merkle tree of RFC 9162 section 2.1 by its recursive definitions: slow and obvious."""

from collections.abc import Sequence

from sulh.ledger.merkle import EMPTY_ROOT, node_hash


def root_of_leaves(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes, by the recursive definition."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = largest_power_below(len(leaves))
    return node_hash(root_of_leaves(leaves[:split]), root_of_leaves(leaves[split:]))


def largest_power_below(size: int) -> int:
    """Return the largest power of two smaller than `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of leaf `index` (RFC 9162 section 2.1.3.1).

    Raises
    ------
    IndexError
        When there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = largest_power_below(len(leaves))
    if index < split:
        return [*prove_inclusion(leaves[:split], index), root_of_leaves(leaves[split:])]
    return [*prove_inclusion(leaves[split:], index - split), root_of_leaves(leaves[:split])]


def prove_consistency(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the proof that the first `earlier` leaves are a prefix (RFC 9162 section 2.1.4.1).

    Raises
    ------
    ValueError
        When `earlier` is not between 1 and the number of leaves.
    """
    if not 0 < earlier <= len(leaves):
        raise ValueError(f"no earlier tree of {earlier} in one of {len(leaves)}")
    return _subproof(leaves, earlier, whole=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root_of_leaves(leaves)]
    split = largest_power_below(len(leaves))
    if earlier <= split:
        return [
            *_subproof(leaves[:split], earlier, whole=whole),
            root_of_leaves(leaves[split:]),
        ]
    return [
        *_subproof(leaves[split:], earlier - split, whole=False),
        root_of_leaves(leaves[:split]),
    ]
