"""The names of nations in the reader's language: those of the CLDR, but where the UN's usage is another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global

if TYPE_CHECKING:
    from sulh.languages.speech import Speech

__all__ = ["nation_text"]

OWN = {"PSE": "nation-pse", "COD": "nation-cod", "COG": "nation-cog", "MMR": "nation-mmr"}


def nation_text(code: str, name: str, speech: Speech) -> str:
    """Return what a nation is called in a language; `name`, its English one, where that has no other.

    `code` is its ISO 3166-1 alpha-3 code, or nothing.
    """
    if speech.is_english or not code:
        return name
    return speech.say(OWN[code]) if code in OWN else _territories(speech.language).get(code, name)


@cache
def _territories(language: str) -> dict[str, str]:
    """Return the names of nations in a language by their alpha-3 codes."""
    names = Locale(language).territories
    return {
        code: names[short[0]]
        for code, short in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and short[0] in names
    }
