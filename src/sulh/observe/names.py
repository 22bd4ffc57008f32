"""How two spellings of one name are told to be the same, and which names a pack does not know."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from sulh.mission.pack import Alias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission import Pack
    from sulh.values import PartyId

__all__ = ["actor_names", "normalise_name", "unmatched"]


def normalise_name(name: str) -> str:
    """Return the name case-folded, in Unicode NFC, with runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def actor_names(pack: Pack) -> dict[PartyId, tuple[Alias, ...]]:
    """Return by actor the names that it bears: its name, its aliases, and its id.

    The id is left out where another actor has it for a name or an alias: that actor's is what people mean.
    """
    bearers: dict[str, set[str]] = {}
    for actor in pack.actors.values():
        for name in (actor.name, *(alias.name for alias in actor.aliases)):
            bearers.setdefault(normalise_name(name), set()).add(actor.id)
    names: dict[PartyId, tuple[Alias, ...]] = {}
    for actor in pack.actors.values():
        own = (Alias(name=actor.name), *actor.aliases)
        is_free = bearers.get(normalise_name(actor.id), {actor.id}) == {actor.id}
        names[actor.id] = (*own, Alias(name=actor.id)) if is_free else own
    return names


def unmatched(names: Iterable[str], pack: Pack) -> tuple[tuple[str, int], ...]:
    """Count the names that no actor of the pack bears, the most frequent first.

    An actor bears its names (`actor_names`) here whatever their dates. Spellings that differ in
    case or spacing only are counted as one, under the first spelling.
    """
    own_names = {normalise_name(each.name) for own in actor_names(pack).values() for each in own}
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for name in names:
        key = normalise_name(name)
        if key and key not in own_names:
            counts[key] += 1
            spelling.setdefault(key, name)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple((spelling[key], count) for key, count in ordered)
