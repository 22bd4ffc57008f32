"""Field types of this room: what a word, a count, an amount, a day or a nation is in its forms.

Counts of persons and items are stricter here than elsewhere: plain digits, up to a million, for money
rests on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from sulh.picture.number_fields import DayField, QuantityField, WholeField, load_quantity
from sulh.picture.text_fields import ChoiceField, KeyField, TextField, WordsField
from sulh.sustain.contributions.nations import match_nation
from sulh.tables.fields import parse_choice, parse_key
from sulh.tables.rows import FaultyField
from sulh.tables.times import parse_date

__all__ = [
    "AmountField",
    "LineField",
    "NationField",
    "OneOfField",
    "PlainCountField",
    "PlainDayField",
    "PlainKeyField",
    "WordSetField",
]

COUNT_MAX = 1_000_000
DECIMALS_MAX = 6
DAY_FIRST, DAY_LAST = date(1945, 1, 1), date(2199, 12, 31)
TEXT_MAX = 500


def parse_line(field: str, text: str, *, required: bool) -> str:
    """Return a text of one line without the blanks around it."""
    text = text.strip()
    if not text and required:
        raise FaultyField("missing", field, "", message="is missing", expected="a text")
    if len(text) > TEXT_MAX or any(not c.isprintable() for c in text):
        raise FaultyField("bad-text", field, text, expected="one line of printable text")
    return text


@dataclass(frozen=True, kw_only=True)
class LineField(TextField):
    """A text of one line, up to 500 characters."""

    calls = (parse_line,)
    input = "text"
    dtype = pl.Categorical


def parse_one_of(field: str, text: str, choices: tuple[str, ...]) -> str:
    """Return one of some words, in any case; there must be one."""
    return parse_choice(field, parse_line(field, text, required=True), choices)


@dataclass(frozen=True, kw_only=True)
class OneOfField(ChoiceField):
    """One of a few words, which must be there."""

    required: bool = True

    calls = (parse_one_of,)


def parse_plain_key(field: str, text: str, *, required: bool) -> str:
    """Return a short identifying text, case-folded."""
    return parse_key(field, text, required=required).casefold()


@dataclass(frozen=True, kw_only=True)
class PlainKeyField(KeyField):
    """A short identifying text in which capital letters do not count."""

    calls = (parse_plain_key,)


def parse_counted(field: str, text: str, *, required: bool, low: int, high: int) -> int | None:
    """Return a whole number in plain digits."""
    text = parse_line(field, text, required=required)
    if not text:
        return None
    expected = f"a whole number from {low} to {high:,}"
    if text.startswith("-") and text[1:].isdecimal():
        raise FaultyField("negative", field, text, message="is negative", expected=expected)
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(high)):
        raise FaultyField("bad-count", field, text, expected=expected)
    if not low <= int(text) <= high:
        raise FaultyField("bad-count", field, text, message="is out of range", expected=expected)
    return int(text)


@dataclass(frozen=True, kw_only=True)
class PlainCountField(WholeField):
    """A count of persons or items up to a million, in plain digits."""

    required: bool = True
    high: int = COUNT_MAX

    calls = (parse_counted,)


def parse_amount(field: str, text: str, *, required: bool, high: int) -> Decimal | None:
    """Return a decimal number of 0 or more (litres, tonnes, parts), exactly as written."""
    text = parse_line(field, text, required=required)
    if not text:
        return None
    expected = f"a decimal number from 0 to {high:,}, such as 1250.5"
    try:
        value = Decimal(text) if text.isascii() and "_" not in text else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise FaultyField("bad-quantity", field, text, expected=expected)
    if value < 0:
        raise FaultyField("negative", field, text, message="is negative", expected=expected)
    exponent = value.as_tuple().exponent
    if value > high or (isinstance(exponent, int) and exponent < -DECIMALS_MAX):
        raise FaultyField("bad-quantity", field, text, expected=expected)
    return value.copy_abs()


@dataclass(frozen=True, kw_only=True)
class AmountField(QuantityField):
    """An amount of a supply, with at most six decimals."""

    required: bool = True
    high: int = COUNT_MAX

    calls = (parse_amount, load_quantity)


def parse_on_day(field: str, text: str, *, required: bool) -> date | None:
    """Return a day from 1945 to 2199, written ``2026-03-31``."""
    text = parse_line(field, text, required=required)
    if not text:
        return None
    day = parse_date(field, text)
    if not DAY_FIRST <= day <= DAY_LAST:
        raise FaultyField("bad-date", field, text, expected=f"a day from {DAY_FIRST.year} on")
    return day


@dataclass(frozen=True, kw_only=True)
class PlainDayField(DayField):
    """A day from 1945 to 2199."""

    calls = (parse_on_day,)


def parse_nation(field: str, text: str, first_day: str) -> str:
    """Return the code of a nation of a day; a day that cannot be read is another field's problem."""
    if not text.strip():
        raise FaultyField("missing", field, "", message="is missing")
    try:
        day = parse_date(field, first_day.strip())
    except FaultyField:
        return ""
    match = match_nation(text, day)
    if not match.nation:
        raise FaultyField(
            "unknown-nation",
            field,
            text,
            message="is no nation of that time",
            remedy=match.hint,
        )
    return match.nation


@dataclass(frozen=True, kw_only=True)
class NationField(KeyField):
    """The ISO 3166 code of a nation, by any of its names on the day in the column `on`."""

    required: bool = True
    on: str

    calls = (parse_nation,)

    def parse_code(self, name: str) -> str:
        """Return an expression for the code."""
        return f'parse_nation({name!r}, get({name!r}, ""), get({self.on!r}, ""))'


def parse_word_set(field: str, text: str) -> frozenset[str]:  # noqa: ARG001 -- as every parser
    """Return the words between semicolons, case-folded."""
    return frozenset(word.strip().casefold() for word in text.split(";") if word.strip())


@dataclass(frozen=True, kw_only=True)
class WordSetField(WordsField):
    """A set of words, parted by semicolons, in which capital letters do not count."""

    calls = (parse_word_set,)
    empty = frozenset()
    dumped = "sorted({})"
    loaded = "frozenset({})"

    def options(self) -> dict[str, Any]:
        """Return nothing: the set may be empty."""
        return {}
