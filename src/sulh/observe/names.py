"""How two spellings of one name are told to be the same, and which names a pack does not know."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission import Pack

__all__ = ["normalise_name", "unmatched"]


def normalise_name(name: str) -> str:
    """Return the name case-folded, in Unicode NFC, with runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def unmatched(names: Iterable[str], pack: Pack) -> tuple[tuple[str, int], ...]:
    """Count the names that no actor of the pack bears, the most frequent first.

    An actor bears its id, its name and its aliases, of whatever dates. Spellings that differ in
    case or spacing only are counted as one, under the first spelling.
    """
    own_names = {
        normalise_name(name)
        for actor in pack.actors.values()
        for name in (actor.id, actor.name, *(alias.name for alias in actor.aliases))
    }
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for name in names:
        key = normalise_name(name)
        if key and key not in own_names:
            counts[key] += 1
            spelling.setdefault(key, name)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple((spelling[key], count) for key, count in ordered)
