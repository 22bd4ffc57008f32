"""Columns of texts as whole numbers, so that each distinct text is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.verify.times import Ints

__all__ = ["Codes", "encode", "encode_rows"]

DENSE = 1 << 22
"""At most this many combinations of codes are looked up in a table; more are sorted."""
FEW = 32
"""So few texts are numbered one by one: Polars' fixed cost is that of hundreds, for each report over HTTP."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A column: `codes` int64 (n,), each the place of its text in `values`."""

    codes: Ints
    values: tuple[str, ...]


def encode(column: pl.Series) -> Codes:
    """Return numbers for the distinct texts of a column."""
    if len(column) <= FEW:
        texts = column.to_list()
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        return Codes(np.array([places[text] for text in texts], dtype=np.int64), tuple(places))
    numbers, firsts = _numbers(column.cast(pl.Categorical).to_physical().to_numpy())
    return Codes(numbers, tuple(column[firsts].cast(pl.String).to_list()))


def encode_rows(frame: pl.DataFrame, names: Sequence[str]) -> tuple[Ints, list[tuple[str, ...]]]:
    """Return numbers for the distinct rows of some text columns, and the rows."""
    columns = [encode(frame[name]) for name in names]
    if not frame.height:
        return np.empty(0, dtype=np.int64), []
    various = [column for column in columns if len(column.values) > 1] or columns[:1]
    combined = various[0].codes
    for column in various[1:]:
        combined = combined * len(column.values) + column.codes
    numbers, firsts = _numbers(combined)
    rows = [tuple(column.values[column.codes[at]] for column in columns) for at in firsts.tolist()]
    return numbers, rows


def _numbers(numbers: Ints) -> tuple[Ints, Ints]:
    """Return numbers from 0 for the distinct values, and where each first stands."""
    if numbers.min() == numbers.max():
        return np.zeros(numbers.size, dtype=np.int64), np.zeros(1, dtype=np.int64)
    if int(numbers.max()) >= max(DENSE, numbers.size):
        _, firsts, inverse = np.unique(numbers, return_index=True, return_inverse=True)
        return inverse.astype(np.int64), firsts
    place = np.full(int(numbers.max()) + 1, -1, dtype=np.int64)
    place[numbers[::-1]] = np.arange(numbers.size - 1, -1, -1)
    used = np.flatnonzero(place >= 0)
    firsts = place[used]
    place[used] = np.arange(used.size)
    return place[numbers], firsts
