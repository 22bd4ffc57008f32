"""How Sulh's own CSV forms for units become records: each row one record, or one problem.

A row is taken out when a field is missing, unreadable or impossible, or when its reference has
been used before; nothing is guessed or cut to fit. Reading the file itself is the caller's part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from sulh.errors import InputError, Problem, shown
from sulh.tables.rows import FaultyField, Row, Table, convert_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Fields", "FormRead", "read_form"]

COUNT_MAX = 1_000_000
DECIMALS_MAX = 6
DAY_FIRST, DAY_LAST = date(1945, 1, 1), date(2199, 12, 31)
TEXT_MAX = 500


class Referenced(Protocol):
    """A record that a statement can point to."""

    @property
    def ref(self) -> str:
        """Return the row's own reference."""
        ...


Made_co = TypeVar("Made_co", covariant=True)
Record = TypeVar("Record", bound=Referenced)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRead(Generic[Made_co]):
    """What a form brought. `rows` = records + rows with an error; blank rows are apart.

    `raw` is the text of each rejected row by its line number, for the rejects file.
    """

    records: tuple[Made_co, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    raw: Mapping[int, str]

    @property
    def read(self) -> int:
        """Return how many rows were read, blank ones apart."""
        return self.rows

    @property
    def kept(self) -> int:
        """Return how many rows became records."""
        return len(self.records)


class Fields:
    """The fields of one row, read as what they must be."""

    def __init__(self, row: Row) -> None:
        self._values = row.values

    def text(self, name: str, *, optional: bool = False) -> str:
        """Return a text without the blanks around it."""
        text = self._values.get(name, "").strip()
        if not text and not optional:
            raise FaultyField("missing", name, "", message="is missing", expected="a text")
        if len(text) > TEXT_MAX or any(not c.isprintable() for c in text):
            raise FaultyField("bad-text", name, text, expected="one line of printable text")
        return text

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return one of the `allowed` words."""
        text = self.text(name)
        if text not in allowed:
            raise FaultyField(
                "bad-word",
                name,
                text,
                message="is no known word",
                expected=" or ".join(allowed),
            )
        return text

    def flag(self, name: str) -> bool:
        """Return yes or no; an empty field is no."""
        return self.text(name, optional=True) != "" and self.choice(name, ("yes", "no")) == "yes"

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
        try:
            value = date.fromisoformat(text) if len(text) == len("2026-03-31") else None
        except ValueError:
            value = None
        if value is None or not DAY_FIRST <= value <= DAY_LAST:
            raise FaultyField("bad-date", name, text, expected="a day such as 2026-03-31")
        return value

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


def read_form(
    table: Table,
    file: str,
    *,
    columns: tuple[str, ...],
    convert: Callable[[Fields], Record],
    last_day: date | None = None,
    days: tuple[str, ...] = (),
) -> FormRead[Record]:
    """Turn the rows of a table into records.

    `columns` are those that the header must name; others are refused too, for a misspelt column
    would otherwise be an empty one. `last_day`: a day in one of the columns `days` after it is
    refused, for it has not come yet; None: not checked.

    Raises
    ------
    InputError
        When a column is missing or unknown.
    """
    _check_header(table.columns, columns, file)
    first_rows: dict[str, int] = {}

    def record_of(row: Row) -> Record:
        fields = Fields(row)
        record = convert(fields)
        _refuse_future(fields, days, last_day)
        _refuse_doubled(record.ref, first_rows, columns[0])
        first_rows[record.ref] = row.number
        return record

    read = convert_rows(table, file, record_of)
    return FormRead(
        records=read.value, problems=read.problems, rows=read.rows, blank=read.blank, raw=read.raw
    )


def _refuse_doubled(ref: str, first_rows: Mapping[str, int], column: str) -> None:
    if ref in first_rows:
        raise FaultyField(
            "doubled-reference",
            column,
            ref,
            message=f"was used in row {first_rows[ref]} already",
            remedy="Give each row its own reference.",
        )


def _refuse_future(fields: Fields, days: Iterable[str], last_day: date | None) -> None:
    for name in days:
        found = fields.day_or_none(name)
        if last_day is not None and found is not None and found > last_day:
            raise FaultyField(
                "future", name, found, message="has not come yet", expected=f"{last_day} or earlier"
            )


def _check_header(found: tuple[str, ...], wanted: tuple[str, ...], file: str) -> None:
    missing = [name for name in wanted if name not in found]
    unknown = [name for name in found if name and name not in wanted]
    if missing or unknown:
        parts = [f"lacks the column {shown(name)!r}" for name in missing[:3]]
        parts += [f"has the unknown column {shown(name)!r}" for name in unknown[:3]]
        raise InputError(
            f"{file} {', '.join(parts)}.", remedy=f"Its columns are: {', '.join(wanted)}."
        )
