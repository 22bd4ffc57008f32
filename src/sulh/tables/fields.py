"""Parse the text of one field: names, keys, numbers, counts, codes.

Every function raises `FaultyField` for what it cannot read, and guesses nothing. Digits may be
European or Arabic (Unicode decimal digits); what is written keeps its script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sulh.errors import shown
from sulh.tables.rows import FaultyField
from sulh.tables.times import plain_digits
from sulh.values import COUNT_MAX, Count, Reliability

__all__ = [
    "parse_choice",
    "parse_count",
    "parse_decimal",
    "parse_key",
    "parse_name",
    "parse_reliability",
    "parse_text",
    "parse_whole",
    "parse_yes",
    "short_name",
]

TEXT_BYTES_MAX = 64 * 1024
KEY_LENGTH_MAX = 200
WHOLE = re.compile(r"[+-]?\d{1,15}(\.0{1,6})?")
DECIMAL = re.compile(r"[+-]?(\d{1,12}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?")
ARABIC_MARK = "\N{ARABIC DECIMAL SEPARATOR}"
PLAIN_DIGITS_MAX = 9  # below COUNT_MAX, whatever the digits
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
JOINERS = "\u200c\u200d"
"""Persian and several Indian scripts need them inside words."""
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode categories of what cannot be seen: controls, marks of direction, line ends."""
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0")
"""Letters, marks and signs that nobody sees (Unicode: Default_Ignorable_Code_Point; the empty Braille cell).
Choosers of a letter's variant are not among them: Japanese and Mongolian names need them."""


def parse_text(field: str, text: str) -> str:
    """Return free text in NFC, of at most 64 KB, without NUL. Marks of direction stay in it."""
    if len(text) > TEXT_BYTES_MAX or len(text.encode("utf-8", "surrogatepass")) > TEXT_BYTES_MAX:
        raise FaultyField(
            "too-long",
            field,
            shown(text),
            message=f"holds more than {TEXT_BYTES_MAX // 1024} KB",
            remedy="Shorten the text and keep the long form as an attachment.",
        )
    if NO_TEXT.search(text):
        raise FaultyField(
            "bad-character", field, shown(text), message="holds a NUL or half a character"
        )
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def parse_key(field: str, text: str, *, required: bool = True) -> str:
    """Return a short identifying text: one line, nothing that cannot be seen."""
    clean = text.strip()
    if 0 < len(clean) <= KEY_LENGTH_MAX and clean.isascii() and clean.isprintable():
        return clean
    return _parse_line(field, clean, required, "")


def parse_name(field: str, text: str, *, required: bool = True) -> str:
    """Return the name of an actor or a place: a key, in which joiners of letters may stand."""
    return _parse_line(field, text.strip(), required, JOINERS)


@lru_cache(maxsize=16384)
def _parse_line(field: str, text: str, required: bool, allowed: str) -> str:  # noqa: FBT001 -- private
    clean = parse_text(field, text)
    if required and not clean:
        raise FaultyField("missing", field, "", message="is missing")
    if len(clean) > KEY_LENGTH_MAX:
        raise FaultyField(
            "too-long", field, shown(clean), message=f"is longer than {KEY_LENGTH_MAX} characters"
        )
    if clean.isascii() and clean.isprintable():
        return clean
    if any(_is_hidden(c) and c not in allowed for c in clean):
        raise FaultyField(
            "bad-character",
            field,
            shown(clean),
            message="holds a character that cannot be seen (a control, a mark of direction)",
            remedy="Type it again without hidden characters.",
        )
    return clean


def _is_hidden(character: str) -> bool:
    return character in BLANK or unicodedata.category(character) in HIDDEN


def short_name(text: str) -> str:
    """Return text that only describes, as a name: on one line, nothing hidden in it, cut short."""
    return _short_name(text[: 4 * KEY_LENGTH_MAX])


@lru_cache(maxsize=16384)
def _short_name(text: str) -> str:
    if len(text) <= KEY_LENGTH_MAX and text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = "".join(" " if _is_hidden(c) and c not in JOINERS else c for c in text)
    return unicodedata.normalize("NFC", " ".join(seen.split()))[:KEY_LENGTH_MAX].strip()


def parse_whole(field: str, text: str) -> int | None:
    """Return a whole number of zero or more, or None for an empty field. ``12.0`` is 12."""
    text = text.strip()
    if not text:
        return None
    if len(text) <= PLAIN_DIGITS_MAX and text.isascii() and text.isdigit():
        return int(text)
    if not WHOLE.fullmatch(text):
        raise FaultyField("not-a-number", field, shown(text), expected="a whole number")
    number = int(text.partition(".")[0])
    if number < 0:
        raise FaultyField("negative", field, text, message="is negative", expected="0 or more")
    if number > COUNT_MAX:
        raise FaultyField(
            "too-large", field, text, message="is too large", expected=f"at most {COUNT_MAX:,}"
        )
    return number


def parse_decimal(field: str, text: str) -> float | None:
    """Return a finite decimal number, or None for an empty field."""
    text = text.strip()
    if not text:
        return None
    plain = text.replace(ARABIC_MARK, ".")
    if not DECIMAL.fullmatch(plain):
        raise FaultyField("not-a-number", field, shown(text), expected="a decimal number")
    return float(plain)


def parse_count(names: tuple[str, str, str], low: str, best: str, high: str) -> Count | None:
    """Return the bounds that three fields give, or None when all are empty.

    `best` alone means exactly so many; `low` alone at least so many; `high` alone at most.
    """
    if not (low or best or high):
        return None
    bounds = [parse_whole(name, text) for name, text in zip(names, (low, best, high), strict=True)]
    at_least, exactly, at_most = bounds
    if at_least is None and at_most is None:
        return None if exactly is None else Count(exactly, exactly, exactly)
    least = at_least if at_least is not None else 0
    if at_most is not None and least > at_most:
        raise FaultyField("bounds", names[2], at_most, message=f"is less than {names[0]} ({least})")
    if exactly is not None and (exactly < least or (at_most is not None and exactly > at_most)):
        raise FaultyField(
            "bounds",
            names[1],
            exactly,
            message="lies outside its bounds",
            expected="low ≤ best ≤ high",
        )
    return Count(least, at_most, exactly)


@lru_cache(maxsize=256)
def parse_reliability(source: str, credibility: str) -> Reliability:
    """Return the Admiralty code; empty fields mean that it cannot be judged (F, 6).

    Both parts may stand in the first field: ``B2``.
    """
    letter = source.strip().upper() or "F"
    if len(letter) == len("B2") and letter[1] in "123456" and not credibility.strip():
        letter, credibility = letter[0], letter[1]
    if letter not in tuple("ABCDEF"):
        raise FaultyField("bad-code", "reliability", shown(source), expected="a letter A to F")
    number = parse_whole("credibility", credibility)
    if number is None:
        number = 6
    if not 1 <= number <= 6:
        raise FaultyField("bad-code", "credibility", shown(credibility), expected="1 to 6")
    return Reliability(letter, number)


def parse_choice(field: str, text: str, choices: tuple[str, ...]) -> str:
    """Return one of the words, case-folded."""
    word = text.strip().casefold()
    if word not in choices:
        expected = f"one of: {', '.join(choice or 'nothing' for choice in choices)}"
        if not word:
            raise FaultyField("missing", field, "", message="is missing", expected=expected)
        raise FaultyField("bad-word", field, shown(text), expected=expected)
    return word


YES = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai", "نعم", "صحيح"})
NO = frozenset({"no", "n", "false", "0", "non", "faux", "لا", "خطأ"})
"""Words of the three languages, case-folded; other words are no answer."""


def parse_yes(field: str, text: str) -> bool:
    """Return whether the field says yes, in English, French or Arabic; empty means no."""
    word = plain_digits(text.strip().casefold())
    if word and word not in YES and word not in NO:
        raise FaultyField("bad-word", field, shown(text), expected="yes or no")
    return word in YES
