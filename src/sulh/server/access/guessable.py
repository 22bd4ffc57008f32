"""How much of a password is hard to guess: all but words, names, rows of keys and repetitions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["own_length"]

COMMON = """
password passphrase passwort passw0rd motdepasse contrasena parola secret secure security access login
letmein welcome bienvenue marhaba hello bonjour salut changeme change default temporary initial qwerty
azerty qwertz admin administrator administrateur root user guest master system server computer internet
iloveyou jetaime habibi love monkey dragon princess sunshine shadow superman batman football baseball
soccer summer winter spring autumn january february march april june july august september october
november december monday tuesday wednesday thursday friday saturday sunday sulh mission peace peacekeeper
unitednations headquarters observer officer watchofficer analyst liaison contributor auditor facilitator
كلمة المرور كلمةالسر مرحبا السلام
"""
WORDS = tuple(COMMON.split())
"""Words that begin or make up many a guess: the plain ones of four languages, months and days, and what a
mission calls its people. A list of our own, not one of passwords that were stolen."""
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "zxcvbnm",
    "yxcvbnm",
    "wxcvbn",
    "qazwsxedcrfvtgbyhnujm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)
DIGITS = "01234567890"
LETTER_RUN_MIN = 4
DIGIT_RUN_MIN = 3
LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)
CUT = "\0"


def own_length(password: str, names: Iterable[str]) -> int:
    """Return how many characters of a password are left without what is easy to guess.

    That is `WORDS` and `names` (in any case, and with ``@`` for ``a`` and the like), runs along the alphabet,
    the digits or a row of keys, either way, and what is said again. Spaces do not count.
    """
    plain = unicodedata.normalize("NFKC", password).casefold()
    words = {unicodedata.normalize("NFKC", each).casefold() for each in (*WORDS, *names)}
    return min(
        _left(text, sorted(words, key=len, reverse=True))
        for text in (plain, plain.translate(LOOK_ALIKES))
    )


def _left(text: str, words: Iterable[str]) -> int:
    for word in words:
        text = text.replace(word, CUT)
    text = REPEATED.sub(r"\1", _without_runs(text))
    return sum(not (each == CUT or each.isspace()) for each in text)


def _without_runs(text: str) -> str:
    parts, place = [], 0
    while place < len(text):
        length = _run(text, place)
        parts.append(CUT if length else text[place])
        place += length or 1
    return "".join(parts)


def _run(text: str, place: int) -> int:
    """Return how long a run along a row is that begins at a place; 0 where it is too short to be one."""
    longest = 0
    for row, least in (*((each, LETTER_RUN_MIN) for each in ROWS), (DIGITS, DIGIT_RUN_MIN)):
        for way in (row, row[::-1]):
            length = least
            while place + length <= len(text) and text[place : place + length] in way:
                longest = max(longest, length)
                length += 1
    return longest
