"""Several processes of this machine as an executor: the edge where a command's work is shared out."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from math import ceil
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["ProcessExecutor"]

Item = TypeVar("Item")
Result = TypeVar("Result")
SHARES = 4
"""Each process gets so many parts of the work, so that one that is done early has more to do."""


class ProcessExecutor:
    """A `sulh.values.Executor` over so many processes; the results are those of one, in the same order."""

    def __init__(self, count: int) -> None:
        self.count = count

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Return the result of each item; the function is sent once with each part."""
        several = list(items)
        size = max(1, ceil(len(several) / (SHARES * self.count)))
        with ProcessPoolExecutor(self.count, mp_context=get_context("spawn")) as pool:
            return list(pool.map(work, several, chunksize=size))
