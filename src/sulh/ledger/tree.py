"""Proofs from the Merkle tree over a chain's records, RFC 9162 section 2.1, many from one tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.ledger.merkle import EMPTY_ROOT, node_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Tree"]


class Tree:
    """The perfect subtrees over leaf hashes: 64 bytes a leaf in all, built once.

    `levels[h][i]` is the root over the leaves from ``i * 2**h`` to ``(i + 1) * 2**h``.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append(
                [node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
            )

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0])

    def root(self, size: int) -> bytes:
        """Return the root over the first `size` leaves."""
        return self._between(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the audit path of leaf `index` in the tree of `size` (section 2.1.3.1).

        Raises
        ------
        IndexError
            When there is no such leaf, or no such tree.
        """
        if not 0 <= index < size <= self.size:
            raise IndexError(f"no leaf {index} in a tree of {size} of {self.size}")
        path: list[bytes] = []
        start, stop = 0, size
        while stop - start > 1:
            middle = start + largest_power_below(stop - start)
            if index < middle:
                path.append(self._between(middle, stop))
                stop = middle
            else:
                path.append(self._between(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, earlier: int, later: int) -> list[bytes]:
        """Return the proof that the first `earlier` leaves are a prefix (section 2.1.4.1).

        Raises
        ------
        ValueError
            When the sizes are not in order, or beyond the tree.
        """
        if not 0 < earlier <= later <= self.size:
            raise ValueError(f"no tree of {earlier} in one of {later} of {self.size}")
        path: list[bytes] = []
        start, stop, whole = 0, later, True
        while earlier != stop:
            middle = start + largest_power_below(stop - start)
            if earlier <= middle:
                path.append(self._between(middle, stop))
                stop = middle
            else:
                path.append(self._between(start, middle))
                start, whole = middle, False
        if not whole:
            path.append(self._between(start, stop))
        return path[::-1]

    def _between(self, start: int, stop: int) -> bytes:
        """Return the root over some leaves; `start` is a multiple of the largest power within."""
        height = (stop - start).bit_length() - 1
        if stop - start == 1 << height:
            return self._levels[height][start >> height]
        middle = start + largest_power_below(stop - start)
        return node_hash(self._between(start, middle), self._between(middle, stop))


def largest_power_below(size: int) -> int:
    """Return the largest power of two smaller than `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)
