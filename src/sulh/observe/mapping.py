"""Any other table, through a small mapping file: which column says what.

The file is TOML; docs/how-to/read-any-table.md walks through one. The mapped row is then read as a
row of Sulh's own form, with all its checks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.observe.form import FormConverter
from sulh.tables import FaultyField, Row
from sulh.tables.times import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sulh.observe.context import Context
    from sulh.picture.kind import Registry
    from sulh.picture.origin import Entry

__all__ = ["MappedConverter", "Mapping", "read_mapping"]

KEYS = {"title", "columns", "constants", "values", "date_format", "split"}
TIME_MARKS = ("%H", "%I", "%M", "%S", "%X", "%c", "%T", "%R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping file: form field → column; constants; translations of values; the date format."""

    columns: MappingProxyType[str, str]
    constants: MappingProxyType[str, str]
    values: MappingProxyType[str, MappingProxyType[str, str]]
    date_format: str
    split: str

    def missing(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that the mapping needs and a table does not have."""
        there = set(columns)
        return tuple(column for column in self.columns.values() if column not in there)


def read_mapping(path: Path, kinds: Registry) -> Mapping:
    """Read a mapping file for the form of some kinds of record.

    Raises
    ------
    InputError
        When it is no TOML, or names a field that the form does not have; the message names it.
    """
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"The mapping {path} cannot be read: {error}") from error
    unknown = sorted(set(found) - KEYS)
    if unknown:
        raise InputError(
            f"The mapping {path} has the unknown key {unknown[0]!r}.",
            remedy=f"Known keys: {', '.join(sorted(KEYS))}.",
        )
    tables = {
        name: _texts(path, name, found.get(name, {}), kinds.columns)
        for name in ("columns", "constants")
    }
    if not tables["columns"]:
        raise InputError(f"The mapping {path} has no [columns].")
    values = found.get("values", {})
    if not isinstance(values, dict):
        raise InputError(f"[values] in {path} is no table.")
    _refuse_unknown(path, "values", values, kinds.columns)
    return Mapping(
        columns=tables["columns"],
        constants=tables["constants"],
        values=MappingProxyType(
            {field: _texts(path, f"values.{field}", table) for field, table in values.items()}
        ),
        date_format=_date_format(path, found.get("date_format", "")),
        split=_text(path, "split", found.get("split", "")),
    )


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


def _texts(
    path: Path, name: str, table: Any, keys: tuple[str, ...] | None = None
) -> MappingProxyType[str, str]:
    if not isinstance(table, dict) or not all(isinstance(each, str) for each in table.values()):
        raise InputError(f"[{name}] in {path} is no table of texts.")
    if keys is not None:
        _refuse_unknown(path, name, table, keys)
    return MappingProxyType(dict(table))


def _refuse_unknown(path: Path, name: str, table: dict[str, Any], keys: tuple[str, ...]) -> None:
    unknown = sorted(set(table) - set(keys))
    if unknown:
        raise InputError(
            f"[{name}] in {path} names {shown(unknown[0])!r}, which the report form does not have.",
            remedy=f"Its fields: {', '.join(keys)}.",
        )


class MappedConverter:
    """Turns rows of any table into reports, through a mapping."""

    def __init__(self, context: Context, mapping: Mapping) -> None:
        self._mapping = mapping
        self._form = FormConverter(context)
        columns = [column for kind in context.kinds for column in kind.columns]
        self._dates = {column.name for column in columns if column.input in ("day", "moment")}
        self._lists = {column.name for column in columns if column.several}

    def convert(self, row: Row) -> Entry:
        """Return the row's report."""
        mapping = self._mapping
        values = dict(mapping.constants)
        for field, column in mapping.columns.items():
            text = row.values.get(column, "").strip()
            translations = mapping.values.get(field)
            if translations is not None:
                text = translations.get(text, text)
            if not text:
                continue
            if field in self._dates and mapping.date_format:
                text = self._date(field, text)
            if field in self._lists and mapping.split:
                text = ";".join(text.split(mapping.split))
            values[field] = text
        return self._form.convert(row._replace(values=values))

    def conclude(self) -> Iterable[Entry]:
        """Return nothing: a table says what it covers in rows, or not at all."""
        return ()

    def _date(self, field: str, text: str) -> str:
        form = self._mapping.date_format
        try:
            moment = datetime.strptime(plain_digits(text), form)  # noqa: DTZ007 -- see below
        except ValueError as error:
            raise FaultyField(
                "bad-date", field, shown(text), expected=f"a date like {form}"
            ) from error
        if moment.tzinfo is not None:
            return moment.isoformat()
        if any(mark in form for mark in TIME_MARKS):
            raise FaultyField(
                "bad-date",
                field,
                shown(text),
                message="is a time without its offset from UTC",
                remedy="Map a column with the day alone, or one whose times end in an offset (%z).",
            )
        return moment.date().isoformat()
