"""A language as a reader hears it: its messages, numbers, dates and lists.

English is plain text, as `sulh.verify` and the reports have always said it. In every other language each
value stands isolated (U+2068, U+2069) from the words around it, so that names of any direction, numbers,
dates and grid references keep their own order (Unicode UAX #9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from sulh.errors import InputError
from sulh.languages import LANGUAGES, RIGHT_TO_LEFT, has_message, say, say_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

__all__ = ["ENGLISH", "Speech", "balanced", "bare", "foreign"]

OPEN, CLOSE = "\u2068", "\u2069"
INSTANT = timedelta(microseconds=1)
MARKS = re.compile("[\u2066-\u2069\u200e\u200f]")
STRANGE = re.compile("[\u202a-\u202e\u2066\u2067]")
COMMA = {"ar": "، "}
SEMICOLON = {"ar": "؛ ", "fr": " ; "}


def bare(text: str) -> str:
    """Return text without isolates and direction marks."""
    return MARKS.sub("", text)


def foreign(text: str) -> str:
    """Return an English sentence isolated from what stands around it; nothing stays nothing."""
    return f"{OPEN}{bare(text)}{CLOSE}" if text else ""


def balanced(text: str) -> str:
    """Return text in which each isolate that is opened is closed, and no mark turns what follows.

    A mark that has no partner becomes U+FFFD: whoever sent it sees that something was taken out.
    """
    if not MARKS.search(text) and not STRANGE.search(text):
        return text
    letters = list(STRANGE.sub("\N{REPLACEMENT CHARACTER}", text))
    waiting: list[int] = []
    for place, letter in enumerate(letters):
        if letter == OPEN:
            waiting.append(place)
        elif letter == CLOSE:
            if waiting:
                waiting.pop()
            else:
                letters[place] = "\N{REPLACEMENT CHARACTER}"
    for place in waiting:
        letters[place] = "\N{REPLACEMENT CHARACTER}"
    return "".join(letters)


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in one language; `language` is one of `sulh.languages.LANGUAGES`.

    Raises
    ------
    InputError
        When it is not.
    """

    language: str = "en"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise InputError(
                f"There are no words in the language {self.language!r}.",
                remedy=f"Choose one of {', '.join(LANGUAGES)}.",
            )

    @property
    def is_english(self) -> bool:
        """Say whether it is English, in which nothing is isolated."""
        return self.language == "en"

    @property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, name: str, /, **values: str | int) -> str:
        """Return a message; numbers choose its plural.

        In a language from right to left it begins with a mark of that direction: an isolate goes by its
        first letter, and a Latin name at the beginning would turn all of it.

        Raises
        ------
        KeyError
            When the language has no such message, or a value is missing.
        """
        if self.is_english:
            return say_plain(name, **values)
        safe = {
            key: self._safe(each) if isinstance(each, str) else each for key, each in values.items()
        }
        return self._mark + say(self.language, name, **safe)

    @property
    def _mark(self) -> str:
        return "\u200f" if self.language in RIGHT_TO_LEFT else ""

    def _safe(self, text: str) -> str:
        """Return text that turns nothing around it; numbers and dates alone run from left to right.

        An isolate without a letter runs from left to right by the standard, but not in every renderer.
        """
        is_number = self._mark and not any(each.isalpha() for each in text)
        return f"\u200e{balanced(text)}" if is_number else balanced(text)

    def word(self, word: str) -> str:
        """Return a word of the forms' vocabulary; as it is where the language has no message for it."""
        name = f"word-{word.lower()}"
        if self.is_english or not has_message(self.language, name):
            return word
        return self.say(name)

    def clause(self, name: str, /) -> str:
        """Return a message that is one sentence as a clause: without its full stop and its capital."""
        text = self.say(name).rstrip(".")
        return f"{text[:1].lower()}{text[1:]}"

    @property
    def between(self) -> str:
        """Return what stands between two parts of a line: a comma and a space."""
        return COMMA.get(self.language, ", ")

    def apart(self, text: str) -> str:
        """Return text isolated from what stands around it."""
        return text if self.is_english or not text else f"{OPEN}{self._safe(text)}{CLOSE}"

    def number(self, value: float) -> str:
        """Return a whole number with marks between thousands."""
        if self.is_english:
            return f"{value:,.0f}"
        return str(format_decimal(round(value), locale=self.language))

    def exact(self, value: Decimal) -> str:
        """Return a decimal number with all its digits, and marks between thousands."""
        if self.is_english:
            return f"{value:,f}"
        digits = f"{value:f}".partition(".")[2]
        return self.decimal(value, len(digits))

    def decimal(self, value: float | Decimal, digits: int = 2) -> str:
        """Return a number with so many digits after the point."""
        if self.is_english:
            return f"{value:,.{digits}f}"
        form = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return str(format_decimal(value, format=form, locale=self.language))

    def brief(self, value: float, digits: int = 6) -> str:
        """Return a number with so many digits that count, and no zeros at its end."""
        return self.exact(Decimal(f"{value:.{digits}g}"))

    def signed(self, value: float, digits: int = 2) -> str:
        """Return a number with its sign and so many digits after the point."""
        if self.is_english:
            return f"{value:+,.{digits}f}"
        sign = "\N{MINUS SIGN}" if value < 0 else "+"
        return self.apart(f"{sign}{self.decimal(abs(value), digits)}")

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share, such as 0.5, in percent."""
        if self.is_english:
            return f"{share:.{digits}%}"
        form = f"#,##0.{'0' * digits}%" if digits else "#,##0%"
        if self.language == "fr":
            form = form.replace("%", "\N{NO-BREAK SPACE}%")
        return str(format_percent(share, format=form, locale=self.language))

    def bounds(self, low: int, high: int | None) -> str:
        """Return bounds: ``12``, ``10 to 12``, ``at least 10``."""
        if high is None:
            return self.say("bounds-least", low=self.number(low))
        if low == high:
            return self.number(low)
        return self.say("bounds-range", low=self.number(low), high=self.number(high))

    def allowance(self, low: int | None, high: int | None) -> str:
        """Return what was allowed; `low` None: no upper limit at all."""
        if low is None:
            return self.say("allow-any")
        if high is None:
            return self.say("allow-perhaps-any", low=self.number(low))
        if low == high:
            return self.number(low)
        return self.say("allow-perhaps", low=self.number(low), high=self.number(high))

    def comma(self, parts: Sequence[str]) -> str:
        """Return parts with commas between."""
        return self._listed(parts, self.between)

    def semicolon(self, parts: Sequence[str]) -> str:
        """Return parts with semicolons between."""
        return self._listed(parts, SEMICOLON.get(self.language, "; "))

    def _listed(self, parts: Sequence[str], between: str) -> str:
        """Return a list that runs in the direction of its language, whatever its parts are."""
        mark = self._mark if len(parts) > 1 else ""
        return mark + between.join(map(self.apart, parts))

    def join(self, parts: Sequence[str]) -> str:
        """Return ``a, b and c``."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("join-and", list=self.comma(parts[:-1]), last=parts[-1])

    def either(self, parts: Sequence[str]) -> str:
        """Return ``a, b or c``."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("join-or", list=self.comma(parts[:-1]), last=parts[-1])

    # Times

    def month(self, month: str) -> str:
        """Return ``May 2024`` for ``2024-05``."""
        first = datetime(int(month[:4]), int(month[5:]), 1)  # noqa: DTZ001 -- a month has no clock
        return str(format_date(first, "MMMM yyyy", locale=self.language))

    def stretch(self, first: str, last: str) -> str:
        """Return ``2024-01 to 2024-03``; one month alone where both are the same."""
        if first == last:
            return self.apart(first)
        return self.say("period-to", first=first, last=last)

    def runs(self, runs: Sequence[tuple[str, str]]) -> str:
        """Return runs of months: ``2024-01 to 2024-03, 2024-06``."""
        return self.comma([each[0] if each[0] == each[1] else self.stretch(*each) for each in runs])

    def moment(self, when: datetime) -> str:
        """Return a moment to the minute, in UTC."""
        return self.apart(f"{when:%Y-%m-%d %H:%M} UTC")

    def day_text(self, day: date) -> str:
        """Return a day as a page's own words have it: ``2019-02-03`` in English, ``3 février 2019``."""
        return day.isoformat() if self.is_english else self.day(day)

    def day(self, day: date) -> str:
        """Return ``3 February 2019``."""
        return str(format_date(day, "d MMMM yyyy", locale=self.language))

    def period(self, start: datetime, end: datetime, zone: tzinfo) -> str:
        """Return a half-open period by its local days: ``3 to 28 February 2019``, ``May 2024``."""
        first, last = start.astimezone(zone).date(), (end - INSTANT).astimezone(zone).date()
        if first == last:
            return self.day(first)
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and first.day == 1 and (last + timedelta(days=1)).month != last.month:
            return self.month(f"{first:%Y-%m}")
        begin = str(first.day) if same_month else self.day(first)
        return self.say("period-to", first=begin, last=self.day(last))

    def span(self, start: datetime, end: datetime, zone: tzinfo) -> str:
        """Return a closed span in local time: whole days as dates, others to the minute."""
        first, last = start.astimezone(zone), end.astimezone(zone)
        if _is_midnight(first) and _is_midnight(last + INSTANT):
            return self.period(start, end + INSTANT, zone)
        day, offset = self.day(first.date()), _offset(last)
        if start == end:
            return self.say("span-moment", day=day, time=f"{first:%H:%M}", zone=_offset(first))
        times = {"first": f"{first:%H:%M}", "last": f"{last:%H:%M}"}
        if first.date() == last.date():
            return self.say("span-hours", day=day, zone=_offset(first), **times)
        return self.say("span-days", day=day, until=self.day(last.date()), zone=offset, **times)


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return "UTC" if text == "+0000" else f"UTC{text[:3]}:{text[3:]}"


ENGLISH = Speech()
