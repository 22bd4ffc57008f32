"""What is made of a pack once, and asked for again and again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.mission.pack import Pack

__all__ = ["once_a_pack"]

Made = TypeVar("Made")
PACKS_KEPT = 4


def once_a_pack(make: Callable[[Pack], Made]) -> Callable[[Pack], Made]:
    """Return the function with its results kept for the packs that it was asked about last.

    A pack never changes, so that the same object has the same result; an equal one is looked at anew.
    Each report that comes in over HTTP is an import of its own, and asks for the same things.
    """
    results: tuple[tuple[Pack, Made], ...] = ()

    @wraps(make)
    def made(pack: Pack) -> Made:
        nonlocal results
        for own, result in results:
            if own is pack:
                return result
        result = make(pack)
        results = ((pack, result), *results[: PACKS_KEPT - 1])
        return result

    return made
