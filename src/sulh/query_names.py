"""Names as people write them in questions: an id, a full name or an alias, in any case."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["match_name", "near_names", "plain_name"]

SUGGESTED = 3
LISTED = 20
ALIKE = 0.6


def plain_name(text: str) -> str:
    """Return a name without what people leave out: case, accents, signs, more than one space."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    letters = (each if each.isalnum() else " " for each in parts if not unicodedata.combining(each))
    return " ".join("".join(letters).split())


def near_names(text: str, names: Iterable[str], *, alike: float = ALIKE) -> list[str]:
    """Return the names that are most like a text, the nearest first."""
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(plain_name(name), name)
    near = get_close_matches(plain_name(text), by_plain, n=SUGGESTED, cutoff=alike)
    return [by_plain[each] for each in near]


def match_name(what: str, text: str, names: Mapping[str, Iterable[str]]) -> str:
    """Return the id that a text means: itself, or one whose names hold it.

    Parameters
    ----------
    what
        What is named, for the error: ``party``.
    text
        What somebody wrote.
    names
        By id, its further names.

    Raises
    ------
    InputError
        When no id is meant, or more than one; it suggests near names.
    """
    if text in names:
        return text
    plain = plain_name(text)
    by_id = [each for each in names if plain_name(each) == plain]
    matches = by_id or [
        each for each, own in names.items() if plain in {plain_name(name) for name in own}
    ]
    if plain and len(matches) == 1:
        return matches[0]
    if len(matches) > 1:
        raise InputError(
            f"{shown(text)!r} is the name of more than one {what}.",
            remedy=f"Write one of: {', '.join(matches)}.",
        )
    labels = {name: each for each, own in names.items() for name in (each, *own)}
    near = list(dict.fromkeys(labels[name] for name in near_names(text, labels)))
    first_ids = list(names)[:LISTED]
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    raise InputError(
        f"There is no {what} {shown(text)!r}.",
        remedy=f"Did you mean {' or '.join(near)}?"
        if near
        else f"There are: {', '.join(first_ids) or 'none'}{more}.",
    )
