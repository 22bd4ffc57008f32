"""Words and numbers as a report writes them; hostile text becomes harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH, balanced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.languages.speech import Speech

__all__ = [
    "deaths_text",
    "first_part",
    "join_words",
    "moment",
    "numbered",
    "plural",
    "readable",
    "shorten",
]

TEXT_MAX = 1_000

# Control characters, lone surrogates, noncharacters, and the marks that turn the direction of all
# text after them (Unicode UAX #9, explicit formatting), but for isolates that are closed. The joiners that Persian and Indic scripts
# need are left alone.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def readable(text: str) -> str:
    """Return text without the characters that would break or turn what stands around it."""
    return balanced(UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def shorten(text: str, most: int = TEXT_MAX, speech: Speech = ENGLISH) -> str:
    """Cut text that is longer than `most` characters, with a mark that says so."""
    if len(text) <= most:
        return text
    kept = text[:most].rstrip()
    if not speech.is_english:  # what was isolated, and is cut off, ends here
        kept += "\u2069" * (kept.count("\u2068") - kept.count("\u2069"))
    return f"{kept}… [{speech.say('report-cut', count=len(text))}]"


def first_part(words: str) -> str:
    """Return what stands before the first comma; all of it where that would cut an isolate."""
    first = words.partition(", ")[0]
    return first if first.count("\u2068") == first.count("\u2069") else words


def plural(number: int, one: str, many: str = "") -> str:
    """Return ``1 month``, ``1,848 months``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def moment(when: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def deaths_text(
    low: int | None, best: int | None, high: int | None, speech: Speech = ENGLISH
) -> str:
    """Return deaths as ``12``, ``10 to 12``, ``11 (10 to 12)``, ``at least 10``: best, with bounds."""
    if low is None:
        return speech.say("report-not-known")
    bounds = speech.bounds(low, high)
    if best is None or best == low == high or (best == low and high is None):
        return bounds
    return speech.say("report-best", best=speech.number(best), bounds=bounds)


def numbered(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return whole numbers as runs: 1, 2, 3, 7 as (1, 3), (7, 7)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
