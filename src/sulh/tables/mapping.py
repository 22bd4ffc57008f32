"""Any other table, through a small mapping file: which column says what.

The file is TOML; docs/how-to/read-any-table.md walks through one. The mapped rows are then read as
rows of a table that Sulh knows, with all its checks.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, Problem, plural, shown
from sulh.tables.layout import NO_LAYOUT, SETTINGS, assumption
from sulh.tables.rows import FaultyField, Rejected, Row, Table, convert_row
from sulh.tables.times import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sulh.tables.layout import Layout

__all__ = ["Mapping", "Target", "apply_mapping", "check_order", "read_mapping"]

NO_WORDS: MappingProxyType[str, str] = MappingProxyType({})
KEYS = {"title", "columns", "constants", "values", "date_format", "dates", "split", *SETTINGS}
TIME_MARKS = ("%H", "%I", "%M", "%S", "%X", "%c", "%T", "%R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The table that others are mapped to: what people call it, and its columns.

    `dates` are the columns of days and times, `lists` those of several names joined by semicolons.
    """

    title: str
    columns: tuple[str, ...]
    dates: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping file: field → columns; constants; translations of values; the form of dates.

    Several columns are joined by a space. `dates` and `lists` are the fields of days and times, and of
    several names. `settings` say how the file is laid out (`sulh.tables.layout.Layout`).
    """

    dates: frozenset[str]
    lists: frozenset[str]
    columns: MappingProxyType[str, tuple[str, ...]]
    constants: MappingProxyType[str, str]
    values: MappingProxyType[str, MappingProxyType[str, str]]
    date_format: str
    split: str
    settings: MappingProxyType[str, str]

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the columns that a table must have."""
        return tuple(dict.fromkeys(itertools.chain.from_iterable(self.columns.values())))

    def missing(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that the mapping needs and a table does not have."""
        there = set(columns)
        return tuple(column for column in self.needed if column not in there)


def read_mapping(path: Path, target: Target | None = None) -> Mapping:
    """Read a file that maps other tables to `target`; None: to a table of any columns.

    Raises
    ------
    InputError
        When it is no TOML, or names a field that the target does not have; the message names it.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"The mapping {path} cannot be read: {error}") from error
    unknown = sorted(set(content) - KEYS)
    if unknown:
        raise InputError(
            f"The mapping {path} has the unknown key {unknown[0]!r}.",
            remedy=f"Known keys: {', '.join(sorted(KEYS))}.",
        )
    values = content.get("values", {})
    if not isinstance(values, dict):
        raise InputError(f"[values] in {path} is no table.")
    columns = _columns(path, content.get("columns", {}))
    if not columns:
        raise InputError(f"The mapping {path} has no [columns].")
    constants = _texts(path, "constants", content.get("constants", {}))
    dates = content.get("dates", [])
    if not isinstance(dates, list) or not all(isinstance(each, str) for each in dates):
        raise InputError(f"dates in {path} is not a list of texts.")
    if target is not None:
        parts = {"columns": columns, "constants": constants, "values": values, "dates": dates}
        for name, fields in parts.items():
            _refuse_unknown(path, name, fields, target)
    return Mapping(
        dates=frozenset(dates) | (target.dates if target else frozenset()),
        lists=target.lists if target else frozenset(),
        columns=columns,
        constants=constants,
        values=MappingProxyType(
            {field: _texts(path, f"values.{field}", table) for field, table in values.items()}
        ),
        date_format=_date_format(path, content.get("date_format", "")),
        split=_text(path, "split", content.get("split", "")),
        settings=MappingProxyType(
            {name: str(content[name]) for name in SETTINGS if name in content}
        ),
    )


def _columns(path: Path, table: Any) -> MappingProxyType[str, tuple[str, ...]]:
    """Return the columns of each field: the name of one, or a list of several."""
    fields: dict[str, tuple[str, ...]] = {}
    for field, names in table.items() if isinstance(table, dict) else [("", None)]:
        each = [names] if isinstance(names, str) else names
        if not isinstance(each, list) or not each or not all(isinstance(c, str) for c in each):
            raise InputError(f"[columns] in {path} is no table of texts, or of lists of texts.")
        fields[field] = tuple(each)
    return MappingProxyType(fields)


def _date_format(path: Path, value: Any) -> str:
    """Return the form of dates, after writing and reading a day by it."""
    form = _text(path, "date_format", value)
    day = datetime(2024, 5, 3, tzinfo=UTC)
    try:
        is_clear = not form or datetime.strptime(day.strftime(form), form).date() == day.date()  # noqa: DTZ007 -- the day counts
    except (ValueError, re.error):
        is_clear = False
    if not is_clear:
        raise InputError(
            f"The date_format {shown(form)!r} in {path} does not give a year, a month and a day.",
            remedy="Write e.g. %d.%m.%Y for 03.05.2024, %d/%m/%Y %H:%M %z for a time.",
        )
    return form


def _text(path: Path, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"{name} in {path} is no text.")
    return value


def _texts(path: Path, name: str, table: Any) -> MappingProxyType[str, str]:
    if not isinstance(table, dict) or not all(isinstance(each, str) for each in table.values()):
        raise InputError(f"[{name}] in {path} is no table of texts.")
    return MappingProxyType(dict(table))


def _refuse_unknown(path: Path, name: str, fields: Iterable[str], target: Target) -> None:
    unknown = sorted(set(fields) - set(target.columns))
    if unknown:
        raise InputError(
            f"[{name}] in {path} names {shown(unknown[0])!r}, which {target.title} does not have.",
            remedy=f"Its fields: {', '.join(target.columns)}.",
        )


def apply_mapping(table: Table, mapping: Mapping, layout: Layout = NO_LAYOUT) -> Table:
    """Return the table that the mapping makes of another; a date that cannot be read rejects its row.

    Raises
    ------
    InputError
        When the table lacks a column that the mapping needs.
    """
    form = _ordered(mapping.date_format, layout.date_order)
    mapping = replace(mapping, date_format=form, settings=_with_zone(mapping, layout))
    missing = mapping.missing(table.columns)
    if missing and (table.has_header or not table.columns):
        raise InputError(
            f"{table.name} has no column {shown(missing[0])!r}.",
            remedy=f"Its columns: {shown(', '.join(table.columns))}.",
        )
    return Table(
        columns=tuple(dict.fromkeys((*mapping.constants, *mapping.columns))),
        rows=(_mapped(row, mapping, table.name) for row in table.rows),
        has_header=True,
        name=table.name,
        content=table.content,
        assumptions=table.assumptions,
        excel_dates=table.excel_dates,
    )


def _with_zone(mapping: Mapping, layout: Layout) -> MappingProxyType[str, str]:
    """Return the settings of a mapping, with the zone of its times where somebody names it elsewhere."""
    if not layout.timezone:
        return mapping.settings
    return MappingProxyType({**mapping.settings, "timezone": layout.timezone})


def _ordered(form: str, order: str) -> str:
    """Return a form of dates with day and month in the order that people chose, where both are digits."""
    places = {mark: form.find(mark) for mark in ("%d", "%m")}
    if order not in ("dmy", "mdy") or min(places.values()) < 0:
        return form
    is_day_first = places["%d"] < places["%m"]
    return form if is_day_first == (order == "dmy") else _exchanged(form)


def _exchanged(form: str) -> str:
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def check_order(table: Table, mapping: Mapping, layout: Layout) -> tuple[Problem, ...]:
    """Return an assumption where all days of a table fit the mapping with day and month exchanged, too.

    The mapping is then what says which comes first: the assumption shows a day read both ways.

    Raises
    ------
    InputError
        When some days fit only with day and month exchanged, and nobody chose an order.
    """
    form = mapping.date_format
    if layout.date_order or "%d" not in form or "%m" not in form:
        return ()
    columns = [mapping.columns[field] for field in mapping.dates if field in mapping.columns]
    faults, first, total, one_way, two_ways = 0, "", 0, 0, ""
    for row in (each for each in table.rows if isinstance(each, Row)):
        for text in filter(None, (_joined(row, names) for names in columns)):
            total += 1
            day, other = _day(text, form), _day(text, _exchanged(form))
            if day is None and other is not None:
                faults += 1
                first = first or f"row {row.number}, {shown(text)!r}"
            one_way += day is not None and other is None
            if day is not None and other is not None and day != other:
                two_ways = two_ways or f"{shown(text)!r} is {day}, and not {other}"
    if faults:
        raise InputError(
            f"{table.name}: {faults:,} of {plural(total, 'date')} {'does' if faults == 1 else 'do'} "
            f"not fit {form!r}, but {_exchanged(form)!r} "
            f"({first}). Day and month may be exchanged in the mapping; nothing was entered.",
            remedy="Mend date_format; or choose with --read-as date_order=dmy (day first) or mdy.",
        )
    if one_way or not two_ways or "%d.%m." in form:  # nobody writes points with the month first
        return ()
    message = (
        f"by the mapping's date_format {form!r}, {two_ways}; no date of the file shows whether day and "
        "month are exchanged in it"
    )
    return (assumption(table.name, "date_order", message),)


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(plain_digits(text), form).date()  # noqa: DTZ007 -- the day counts
    except ValueError:
        return None


def _joined(row: Row, columns: Iterable[str]) -> str:
    """Return the texts of some columns of a row, with a space between them."""
    return " ".join(filter(None, (row.values.get(each, "").strip() for each in columns)))


def _mapped(row: Row | Rejected, mapping: Mapping, file: str) -> Row | Rejected:
    outcome = convert_row(row, file, lambda row: row._replace(values=_values(row, mapping)))
    return Row(row.number, {}, row.raw, row.bytes_read) if outcome is None else outcome


def _values(row: Row, mapping: Mapping) -> dict[str, str]:
    values = dict(mapping.constants)
    for field, columns in mapping.columns.items():
        text = _joined(row, columns)
        translations = mapping.values.get(field, NO_WORDS)
        if field in mapping.lists and text not in translations:
            parts = map(str.strip, text.split(mapping.split or ";"))
            text = ";".join(translations.get(part, part) for part in parts)
        else:
            text = translations.get(text, text)
        if not text:
            continue
        if field in mapping.dates and mapping.date_format:
            text = _date(field, text, mapping)
        values[field] = text
    return values


def _date(field: str, text: str, mapping: Mapping) -> str:
    """Return a day or a time as ISO 8601; a time without an offset waits for that of the zone."""
    form = mapping.date_format
    try:
        moment = datetime.strptime(plain_digits(text), form)  # noqa: DTZ007 -- see below
    except ValueError as error:
        raise FaultyField("bad-date", field, shown(text), expected=f"a date like {form}") from error
    if moment.tzinfo is not None or (
        "timezone" in mapping.settings and any(mark in form for mark in TIME_MARKS)
    ):
        return moment.isoformat()
    if any(mark in form for mark in TIME_MARKS):
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message="is a time without its offset from UTC",
            remedy='Name the zone of these times: timezone = "Africa/Bangui" in the mapping.',
        )
    return moment.date().isoformat()
