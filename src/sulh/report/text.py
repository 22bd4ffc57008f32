"""Words and numbers as a report writes them; hostile text becomes harmless."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text, room_texts
from sulh.languages.speech import ENGLISH, balanced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from sulh.languages.speech import Speech

__all__ = [
    "deaths_text",
    "first_part",
    "grouped_reasons",
    "hour_cells",
    "hour_heads",
    "join_words",
    "moment",
    "numbered",
    "readable",
    "shorten",
    "two_clocks",
]

TEXT_MAX = 1_000
SAME_MIN, NAMES_MAX = 4, 3
"""So many with one reason stand in one line, and so many of them are named there."""

# Control characters, lone surrogates, noncharacters, and the marks that turn the direction of all
# text after them (Unicode UAX #9, explicit formatting), but for isolates that are closed. The joiners
# that Persian and Indic scripts need are left alone.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def readable(text: str) -> str:
    """Return text without the characters that would break or turn what stands around it."""
    return balanced(UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def grouped_reasons(lines: Sequence[str], speech: Speech = ENGLISH) -> tuple[str, ...]:
    """Return sentences such as ``NAME: why.``; those of many names with the same reason become one, by number.

    The order is that of the first of each reason.
    """
    groups: dict[str, list[str]] = {}
    for each in lines:
        name, _, why = each.partition(": ")
        groups.setdefault(why, []).append(name)
    result: list[str] = []
    for why, names in groups.items():
        if not why or len(names) < SAME_MIN:
            own = [f"{name}: {why}" if why else name for name in names]
            result += room_texts(own, speech.language)
            continue
        more = speech.number(len(names) - NAMES_MAX)
        first = speech.semicolon(names[:NAMES_MAX])
        reason = room_text(why.removesuffix("."), speech.language)
        sentence = speech.say("sheet-grouped", names=first, more=more, why=reason)
        result.append(f"{sentence}." if why.endswith(".") else sentence)
    return tuple(result)


def shorten(text: str, most: int = TEXT_MAX, speech: Speech = ENGLISH) -> str:
    """Cut text that is longer than `most` characters, with a mark that says so."""
    if len(text) <= most:
        return text
    head = text[:most].rstrip()
    if not speech.is_english:  # what was isolated, and is cut off, ends here
        head += "\u2069" * (head.count("\u2068") - head.count("\u2069"))
    return f"{head}… [{speech.say('report-cut', count=len(text))}]"


def first_part(words: str, speech: Speech = ENGLISH) -> str:
    """Return what stands before the first comma; all of it where that would cut an isolate."""
    first = words.partition(speech.between)[0]
    return first if first.count("\u2068") == first.count("\u2069") else words


def join_words(words: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def moment(when: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def two_clocks(when: datetime, clock: tzinfo, speech: Speech = ENGLISH) -> str:
    """Return a moment to the minute on a mission's clock, and in UTC where that is another."""
    own = when.astimezone(clock)
    if not own.utcoffset():
        return speech.moment(when.astimezone(UTC))
    utc = moment(when.astimezone(UTC))
    return speech.say("sheet-own-clock", own=f"{own:%Y-%m-%d %H:%M}", utc=utc)


def hour_cells(when: datetime, first: datetime, clock: tzinfo) -> tuple[str, ...]:
    """Return the time of day on a mission's clock and in UTC, or in UTC alone where both are one.

    A day other than that of the `first` moment of a table stands before its time.
    """
    zones = (clock, UTC) if first.astimezone(clock).utcoffset() else (UTC,)
    cells = []
    for zone in zones:
        own = when.astimezone(zone)
        is_same = own.date() == first.astimezone(zone).date()
        cells.append(f"{own:%H:%M}" if is_same else f"{own:%m-%d %H:%M}")
    return tuple(cells)


def hour_heads(
    first: datetime, clock: tzinfo, what: str = "", speech: Speech = ENGLISH
) -> tuple[str, ...]:
    """Return the heads of the columns that `hour_cells` fills; `what` stands before them."""
    own = ("sheet-own-time",) if first.astimezone(clock).utcoffset() else ()
    clocks = [speech.say(each) for each in (*own, "sheet-utc")]
    return tuple(speech.comma((what, each)) if what else each for each in clocks)


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
