"""Find what a question names in a pack: a party or a provision, by id, name or alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.query_names import match_name

if TYPE_CHECKING:
    from sulh.mission.pack import Pack

__all__ = ["find_party", "find_provision"]


def find_party(pack: Pack, text: str) -> str:
    """Return the id of the party, or of the mission, that a text names.

    Raises
    ------
    InputError
        When none is named, or more than one; it suggests near names.
    """
    return match_name(
        "party",
        text,
        {
            each.id: (each.name, *(alias.name for alias in each.aliases))
            for each in pack.actors.values()
            if each.kind in ("party", "mission")
        },
    )


def find_provision(pack: Pack, text: str) -> str:
    """Return the id of the provision that a text names by id or title.

    Raises
    ------
    InputError
        When none is named, or more than one; it suggests near names.
    """
    return match_name("provision", text, {each.id: (each.title,) for each in pack.provisions})
