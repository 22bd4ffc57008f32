"""The fields of one row of the room's own forms, each read as what it must be.

What any table means by a word, a day or a yes is read by `sulh.tables`. Counts of persons and items
are stricter here than elsewhere: plain digits, up to a million, for money rests on them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sulh.sustain.contributions.nations import match_nation
from sulh.tables.fields import parse_choice, parse_key, parse_whole, parse_yes
from sulh.tables.rows import FaultyField
from sulh.tables.times import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Fields"]

COUNT_MAX = 1_000_000
DECIMALS_MAX = 6
DAY_FIRST, DAY_LAST = date(1945, 1, 1), date(2199, 12, 31)
TEXT_MAX = 500


class Fields:
    """The fields of one row; each method raises `FaultyField` for what it cannot read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str, *, optional: bool = False) -> str:
        """Return a text without the blanks around it."""
        text = self._values.get(name, "").strip()
        if not text and not optional:
            raise FaultyField("missing", name, "", message="is missing", expected="a text")
        if len(text) > TEXT_MAX or any(not c.isprintable() for c in text):
            raise FaultyField("bad-text", name, text, expected="one line of printable text")
        return text

    def key(self, name: str, *, optional: bool = False) -> str:
        """Return a short identifying text."""
        return parse_key(name, self._values.get(name, ""), required=not optional)

    def words(self, name: str) -> frozenset[str]:
        """Return the words between semicolons, case-folded."""
        words = (word.strip().casefold() for word in self._values.get(name, "").split(";"))
        return frozenset(word for word in words if word)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return one of the `allowed` words, in any case."""
        return parse_choice(name, self.text(name), allowed)

    def flag(self, name: str) -> bool:
        """Return yes or no; an empty field is no."""
        return parse_yes(name, self.text(name, optional=True))

    def number(self, name: str) -> int:
        """Return a whole number that must be there."""
        number = parse_whole(name, self._values.get(name, ""))
        if number is None:
            raise FaultyField("missing", name, "", message="is missing", expected="a number")
        return number

    def count(self, name: str, *, least: int = 0) -> int:
        """Return a whole number from `least` to a million."""
        text = self.text(name)
        expected = f"a whole number from {least} to {COUNT_MAX:,}"
        if text.startswith("-") and text[1:].isdecimal():
            raise FaultyField("negative", name, text, message="is negative", expected=expected)
        if not (text.isascii() and text.isdecimal()) or len(text) > len(str(COUNT_MAX)):
            raise FaultyField("bad-count", name, text, expected=expected)
        if not least <= int(text) <= COUNT_MAX:
            raise FaultyField("bad-count", name, text, message="is out of range", expected=expected)
        return int(text)

    def quantity(self, name: str) -> Decimal:
        """Return a decimal number, none or more (litres, tonnes, parts)."""
        text = self.text(name)
        expected = f"a decimal number from 0 to {COUNT_MAX:,}, such as 1250.5"
        try:
            value = Decimal(text) if text.isascii() and "_" not in text else Decimal("NaN")
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise FaultyField("bad-quantity", name, text, expected=expected)
        if value < 0:
            raise FaultyField("negative", name, text, message="is negative", expected=expected)
        exponent = value.as_tuple().exponent
        if value > COUNT_MAX or (isinstance(exponent, int) and exponent < -DECIMALS_MAX):
            raise FaultyField("bad-quantity", name, text, expected=expected)
        return value

    def day(self, name: str) -> date:
        """Return a day, written ``2026-03-31``."""
        text = self.text(name)
        day = parse_date(name, text)
        if not DAY_FIRST <= day <= DAY_LAST:
            raise FaultyField("bad-date", name, text, expected=f"a day from {DAY_FIRST.year} on")
        return day

    def day_or_none(self, name: str) -> date | None:
        """Return a day, or None where the field is empty."""
        return self.day(name) if self.text(name, optional=True) else None

    def period(self, since: str = "from", until: str = "to") -> tuple[date, date | None]:
        """Return the first and the last day of a period; None: it has no end yet."""
        first, last = self.day(since), self.day_or_none(until)
        if last is not None and last < first:
            raise FaultyField(
                "ends-before-start",
                until,
                last,
                message="is before the first day",
                expected=f"{first} or later",
            )
        return first, last

    def span(self, first: str = "first", last: str = "last") -> tuple[date, date]:
        """Return the first and the last day of a period that has both."""
        begin, end = self.period(first, last)
        if end is None:
            raise FaultyField("missing", last, "", message="is missing", expected="a day")
        return begin, end

    def nation(self, name: str, on: date) -> str:
        """Return the code of a nation of that day."""
        text = self._values.get(name, "")
        match = match_nation(text, on)
        if not match.nation:
            raise FaultyField(
                "unknown-nation", name, text, message="is no nation of that time", remedy=match.hint
            )
        return match.nation
