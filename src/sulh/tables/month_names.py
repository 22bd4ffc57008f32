"""Days with the month in words, in English, French and Arabic: ``3 May 2024``, ``٣ أيار ٢٠٢٤``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

__all__ = ["NAMED_DAY", "iso_of_named_day", "month_of"]

NAMES = (
    ("january", "jan", "janvier", "janv", "يناير", "كانون الثاني", "جانفي"),
    ("february", "feb", "fevrier", "fevr", "fev", "فبراير", "شباط", "فيفري"),
    ("march", "mar", "mars", "مارس", "آذار"),
    ("april", "apr", "avril", "avr", "أبريل", "ابريل", "نيسان", "أفريل"),
    ("may", "mai", "مايو", "أيار", "ماي"),
    ("june", "jun", "juin", "يونيو", "حزيران", "جوان"),
    ("july", "jul", "juillet", "juil", "يوليو", "تموز", "جويلية"),
    ("august", "aug", "aout", "أغسطس", "آب", "أوت"),
    ("september", "sep", "sept", "septembre", "سبتمبر", "أيلول"),
    ("october", "oct", "octobre", "أكتوبر", "تشرين الأول"),
    ("november", "nov", "novembre", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "decembre", "ديسمبر", "كانون الأول"),
)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).rstrip(".")


MONTHS = {_plain(name): number for number, names in enumerate(NAMES, start=1) for name in names}
NAMED_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?[ -]([^\W\d_]+\.?(?: [^\W\d_]+)?),?[ -](\d{4})(,?[ T]\d.*)?"
)


def month_of(word: str) -> int | None:
    """Return the number of the month that a word names, in any of the three languages."""
    return MONTHS.get(_plain(word))


def iso_of_named_day(text: str) -> str:
    """Return a day with the month in words, and its time if it has one, as ISO 8601; any other text as it is.

    >>> iso_of_named_day("1er février 2024")
    '2024-02-01'
    >>> iso_of_named_day("03-May-2024 14:30")
    '2024-05-03 14:30'
    """
    match = NAMED_DAY.fullmatch(text)
    month = month_of(match[2]) if match else None
    if match is None or month is None:
        return text
    try:
        return date(int(match[3]), month, int(match[1])).isoformat() + (match[4] or "")
    except ValueError:
        return text
