"""The words of indicators, one after the other, so that a search reads them in large pieces.

To parse each of a million objects for one search took a server a quarter of a minute.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sulh.share.threats.stock import Contents

__all__ = ["IndicatorTexts"]

SEARCHED = ("name", "description", "pattern")
"""Properties of an indicator that a search looks at, besides its id."""
PIECE_BYTES = 250_000


class IndicatorTexts:
    """What a search looks at of each indicator, in the order kept, without case; nothing of other objects."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._ends = array("q", [0])

    def append(self, identity: str, fields: Mapping[str, Any]) -> None:
        """Keep the words of the next object; `fields` are those of an indicator, else empty."""
        texts = [identity, *(str(fields.get(name, "")) for name in SEARCHED)] if fields else []
        content = b"".join(each.casefold().encode() + b"\n" for each in texts)
        if content:
            self._contents.append(content)
        self._ends.append(self._ends[-1] + len(content))

    def holding(self, word: str) -> NDArray[np.bool_]:
        """Return by number whether the text of an object holds a word, which has no space in it."""
        needle = word.casefold().encode("utf-8", "surrogatepass")
        ends = self._ends[:]  # it may grow meanwhile
        count = len(ends) - 1
        holds = np.zeros(count, dtype=np.bool_)
        first = 0
        while first < count:
            begin = ends[first]
            stop = max(first + 1, bisect_right(ends, begin + PIECE_BYTES, lo=first) - 1)
            piece = self._contents.read(begin, ends[stop] - begin)
            at = piece.find(needle)
            while at >= 0:
                number = bisect_right(ends, begin + at, lo=first) - 1
                holds[number] = True
                first = number
                at = piece.find(needle, ends[number + 1] - begin)
            first = stop
        return holds
