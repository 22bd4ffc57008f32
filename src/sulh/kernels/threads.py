"""Work on parts of an array in threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["in_chunks"]

Part = TypeVar("Part")


def in_chunks(
    work: Callable[[int, int], Part], n: int, *, block: int, alone: int, threads: int | None
) -> list[Part]:
    """Call ``work(begin, end)`` on parts of ``range(n)``, in threads; return the results in order.

    Compiled code that lets go of the interpreter's lock runs at once in plain threads. They are
    used instead of numba's own, of which one kind (workqueue) aborts when two threads call it at
    once and another (OpenMP) after a fork.

    Parameters
    ----------
    work : callable
    n : int
    block : int
        Parts begin at multiples of this.
    alone : int
        So many elements or fewer are done on the calling thread: starting others would cost more.
    threads : int or None
        None: as many as numba is set to (``NUMBA_NUM_THREADS``, or all cores).
    """
    n_threads = threads or numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]
    if n <= alone or n_threads == 1:
        return [work(0, n)]
    # Several parts a thread, so that one with more work in it holds up nobody.
    step = -(-n // (8 * n_threads * block)) * block
    with ThreadPoolExecutor(n_threads) as pool:
        return list(pool.map(lambda begin: work(begin, min(begin + step, n)), range(0, n, step)))
