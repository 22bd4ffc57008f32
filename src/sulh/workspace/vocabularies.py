"""The lists whose words a report may hold: those of the mission's pack, and the kinds of record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.workspace.record_kinds import KIND_NAMES, RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.mission import Pack

__all__ = ["form_words", "vocabulary"]


class KindWord(NamedTuple):
    """A kind of record as a word: what a form calls it, and that it never had another id."""

    name: str
    formerly: tuple[str, ...] = ()


KIND_WORDS: Mapping[str, Any] = {
    each: KindWord(RECORD_KINDS[each].title if each in RECORD_KINDS else each)
    for each in KIND_NAMES
}


def vocabulary(pack: Pack, name: str) -> Mapping[str, Any]:
    """Return the words of a list by id, each with a `name`: ``acts``, ``items``, ``zones``, ``kinds``."""
    words: Mapping[str, Any] = KIND_WORDS if name == "kinds" else getattr(pack, name)
    return words


def form_words(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return the words that forms offer to choose from, by the name of their list."""
    return {name: tuple(vocabulary(pack, name)) for name in ("acts", "items", "zones", "kinds")}
