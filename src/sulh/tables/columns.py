"""Read rows by whole columns: equal texts are parsed once, and plain numbers not one by one.

What Polars does here, it does without Python's lock: another thread can prepare a chunk meanwhile.

A format says of what parts its rows are made: a `Part` names some columns, and the function that
parses their texts. A row whose parts all parse is built at once. A row with a fault is read alone,
part by part in the order given, so that its first fault is named. Both ways call the same functions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import numpy as np

from sulh.tables.fields import parse_key, parse_whole, short_name
from sulh.tables.points import parse_point
from sulh.tables.rows import Columns, FaultyField, Read, Rejected, Row, convert_row, read_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from sulh.tables.rows import Area, Chunk, Table

__all__ = [
    "ColumnReader",
    "Part",
    "RowReader",
    "check_columns",
    "convert_columns",
    "keys",
    "points",
    "short_names",
    "wholes",
]

Made = TypeVar("Made")
AtOnce = tuple["Iterable[Any]", list[int]]
"""The values of many rows, and the places of those that must be looked at one by one.

The values may be such that Python makes each when it is taken: that is not done in the thread ahead.
"""
MEMO_TEXT_MAX = 8_000_000
"""So many characters of texts are remembered for each part."""
BETWEEN = "\x00"
"""Parts the texts of one row, which hold none: see `sulh.tables.rows.Columns`."""
KEY = r"^[!-~]([ -~]{0,198}[!-~])?$"
SHORT = r"^([!-~]+( [!-~]+)*)?$"
SHORT_MAX = 200
WHOLE = r"^[0-9]{1,9}$"
DEGREES = r"^-?[0-9]{1,3}(\.[0-9]{1,15})?$"


class Part:
    """A value that some columns of a row give together.

    `parse` takes their texts (an empty one for a column that is not there) and raises `FaultyField`
    for what cannot be read; it depends on nothing else. Where most rows have texts of their own,
    `at_once` does many at a time: it takes the columns and returns their values, and the places of
    those that `parse` must decide. A `check` has no value to build with: what it refuses, a later part
    refuses too, and it only says which fault of a row is named first.
    """

    def __init__(
        self,
        parse: Callable[..., Any],
        *columns: str,
        at_once: Callable[..., AtOnce] | None = None,
        check: bool = False,
    ) -> None:
        self.columns = columns
        self.parse = parse
        self.is_check = check
        self._at_once = at_once
        self._memo = _Memo(parse, is_one=len(columns) == 1)

    def of_row(self, row: Row) -> Any:
        """Return the value of one row; raise `FaultyField` where there is none."""
        return self.parse(*(row.values.get(name, "") for name in self.columns))

    def ahead(self, texts: Mapping[str, pl.Series]) -> AtOnce | Distinct:
        """Return what can be read of whole columns: their values, or their distinct texts."""
        columns = [texts[name] for name in self.columns]
        if self._at_once is not None:
            return self._at_once(*columns)
        return _distinct(columns)

    def of_columns(
        self, texts: _Texts, ahead: AtOnce | Distinct
    ) -> tuple[list[Any], Sequence[int]]:
        """Return the values of many rows, and the places of those that have none; see `ahead`."""
        if isinstance(ahead, Distinct):
            return self._memo.of_distinct(ahead)
        (each, doubtful), faulty = ahead, []
        values = each if isinstance(each, list) else list(each)
        for place in doubtful:
            try:
                values[place] = self.parse(*(texts[name][place] for name in self.columns))
            except FaultyField:
                faulty.append(place)
        return values, faulty


class Distinct(NamedTuple):
    """The distinct texts of some rows, those of several columns with `BETWEEN` between them.

    `codes` says of each row which of them is its own, by place.
    """

    texts: list[str]
    codes: NDArray[np.uint32]


def _distinct(columns: Sequence[pl.Series]) -> Distinct:
    import polars as pl  # noqa: PLC0415 -- loaded already where there are columns

    joined = columns[0]
    if len(columns) > 1:
        joined = pl.select(pl.concat_str(columns, separator=BETWEEN)).to_series()
    texts = joined.unique()
    return Distinct(texts.to_list(), joined.cast(pl.Enum(texts)).to_physical().to_numpy())


FAULT = object()
"""Stands for the value of texts that cannot be read."""


class _Memo(dict[str, Any]):
    """The values of texts that have come before."""

    def __init__(self, parse: Callable[..., Any], *, is_one: bool) -> None:
        super().__init__()
        self._parse = parse
        self._is_one = is_one
        self._size = 0

    def __missing__(self, key: str) -> Any:
        self._size += len(key)
        if self._size > MEMO_TEXT_MAX:
            self.clear()
            self._size = 0
        try:
            value = self._parse(key) if self._is_one else self._parse(*key.split(BETWEEN))
        except FaultyField:
            value = FAULT
        self[key] = value
        return value

    def of_distinct(self, distinct: Distinct) -> tuple[list[Any], Sequence[int]]:
        """Return the values of rows by their distinct texts, and the places of those that have none."""
        texts, codes = distinct
        values = np.fromiter(map(self.__getitem__, texts), object, len(texts))
        faults = [code for code, value in enumerate(values) if value is FAULT]
        faulty = np.flatnonzero(np.isin(codes, faults)).tolist() if faults else ()
        return values[codes].tolist(), faulty


class _Texts(dict[str, list[str]]):
    """The texts of columns as lists, each made once, where they are needed."""

    def __init__(self, series: Mapping[str, pl.Series]) -> None:
        super().__init__()
        self._series = series

    def __missing__(self, name: str) -> list[str]:
        self[name] = self._series[name].to_list()
        return self[name]


class Prepared(NamedTuple):
    """Some rows by columns, and how much of each part with a value was read by whole columns.

    `blank` are the places of rows with nothing in the first of the columns.
    """

    columns: Columns
    ahead: list[AtOnce | Distinct]
    blank: frozenset[int] = frozenset()


class ColumnReader(Generic[Made]):
    """Reads the rows of a table by parts.

    `build` takes a row's number and the values of those of its `parts` that are no check, and may raise
    `FaultyField` too. Where it never does, `build_all` may do the same for many rows: it takes a list of
    each.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        build: Callable[..., Made],
        build_all: Callable[..., list[Made]] | None = None,
    ) -> None:
        self._parts = parts
        self._build = build
        self._build_all = build_all
        self._names = tuple(dict.fromkeys(name for part in parts for name in part.columns))
        self._valued = [part for part in parts if not part.is_check]

    def convert(self, row: Row) -> Made:
        """Return what one row becomes; raise `FaultyField` for a row that cannot be."""
        values = [(part.is_check, part.of_row(row)) for part in self._parts]
        return self._build(row.number, *[value for is_check, value in values if not is_check])

    def prepare(self, chunk: Chunk) -> Prepared:
        """Read what can be read of a chunk by whole columns, which another thread may do ahead of `read`."""
        columns = chunk.columns(self._names)
        if not columns.numbers:
            return Prepared(columns, [])
        columns = columns._replace(texts=_with_missing(columns, self._names))
        first = _distinct([columns.texts[self._names[0]]])
        blank = [code for code, text in enumerate(first.texts) if not text or text.isspace()]
        return Prepared(
            columns,
            [part.ahead(columns.texts) for part in self._valued],
            frozenset(np.flatnonzero(np.isin(first.codes, blank)).tolist() if blank else ()),
        )

    def read(self, prepared: Prepared, file: str) -> list[Made | Rejected | None]:
        """Return what each row becomes, in order: None for a blank row, or the row taken out."""
        columns = prepared.columns
        if not columns.numbers:
            return [convert_row(row, file, self.convert) for row in columns.others]
        texts = _Texts(columns.texts)
        alone = set(prepared.blank)
        values = []
        for part, ahead in zip(self._valued, prepared.ahead, strict=True):
            part_values, faulty = part.of_columns(texts, ahead)
            values.append(part_values)
            alone.update(faulty)
        if alone or columns.others:
            return list(self._built(columns, values, alone, file))
        return self._all_built(columns, values, file)

    def _all_built(
        self, columns: Columns, values: list[list[Any]], file: str
    ) -> list[Made | Rejected | None]:
        """Build rows of which each has all its values: as `_built` does, without looking for others."""
        if self._build_all is not None:
            return [*self._build_all(columns.numbers, *values)]
        outcomes: list[Made | Rejected | None] = []
        rows = map(self._build, columns.numbers, *values)
        while True:
            try:
                outcomes.extend(rows)
            except FaultyField as fault:  # `rows` goes on behind it
                outcomes.append(self._refused(columns, columns.numbers[len(outcomes)], fault, file))
            else:
                return outcomes

    @staticmethod
    def _refused(columns: Columns, number: int, fault: FaultyField, file: str) -> Rejected:
        row = columns.row(number)
        return Rejected(fault.as_problem(file, number), row.raw, row.bytes_read)

    def _built(
        self, columns: Columns, values: list[list[Any]], alone: set[int], file: str
    ) -> Iterator[Made | Rejected | None]:
        """Build the rows in order; those that stand `alone` from their texts, one by one."""
        others = iter(columns.others)
        other = next(others, None)
        for place, (number, *parts) in enumerate(zip(columns.numbers, *values, strict=True)):
            while other is not None and other.number < number:
                yield convert_row(other, file, self.convert)
                other = next(others, None)
            if place in alone:
                yield convert_row(columns.row(number), file, self.convert)
                continue
            try:
                yield self._build(number, *parts)
            except FaultyField as fault:
                yield self._refused(columns, number, fault, file)
        while other is not None:
            yield convert_row(other, file, self.convert)
            other = next(others, None)


def _with_missing(columns: Columns, names: Iterable[str]) -> dict[str, pl.Series]:
    """Return the texts of columns by name; a column that the table does not have is empty."""
    import polars as pl  # noqa: PLC0415 -- as in `_distinct`

    texts = dict(columns.texts)
    for name in names:
        if name not in texts:
            texts[name] = pl.repeat("", len(columns.numbers), dtype=pl.String, eager=True)
    return texts


class RowReader(Generic[Made]):
    """Reads the rows of a table one by one; `convert` raises `FaultyField` for a row that cannot be."""

    def __init__(self, convert: Callable[[Row], Made]) -> None:
        self.convert = convert

    def prepare(self, chunk: Chunk) -> list[Row | Rejected]:
        """Take the rows out of a chunk."""
        return list(chunk.rows())

    def read(self, rows: Iterable[Row | Rejected], file: str) -> list[Made | Rejected | None]:
        """Return what each row becomes, in order: None for a blank row, or the row taken out."""
        return [convert_row(row, file, self.convert) for row in rows]


def convert_columns(
    table: Table, parts: Sequence[Part], build: Callable[..., Made]
) -> Read[tuple[Made, ...]]:
    """Convert all rows of a table by columns; the same as `convert_rows`, and some ten times faster.

    `build` takes a row's number and the values of its `parts`; it may raise `FaultyField` too.
    """
    reader = ColumnReader(parts, build)
    read = read_of(
        outcome
        for chunk in table.chunks()
        for outcome in reader.read(reader.prepare(chunk), table.name)
    )
    return replace(read, problems=(*table.assumptions, *read.problems))


def check_columns(table: Table, parts: Mapping[str, Part]) -> Read[dict[str, list[Any]]]:
    """Return the values of all good rows as columns, by the names of `parts`, and ``row``, its number.

    ``pl.DataFrame(read.value, schema=...)`` makes a frame of them.
    """
    read = convert_columns(table, list(parts.values()), lambda *values: values)
    columns: list[list[Any]] = [list(column) for column in zip(*read.value, strict=True)]
    names = ("row", *parts)
    return read.with_value(dict(zip(names, columns or [[] for _ in names], strict=True)))


def keys(field: str, *, suffix: str = "") -> Part:
    """Return the part of a required key in a column, without an ending that some exports add."""

    def parse(text: str) -> str:
        return parse_key(field, text).removesuffix(suffix)

    def at_once(texts: pl.Series) -> AtOnce:
        is_plain = texts.str.contains(KEY)
        return texts.str.strip_suffix(suffix).to_list(), (~is_plain).arg_true().to_list()

    return Part(parse, field, at_once=at_once)


def short_names(field: str) -> Part:
    """Return the part of a text that only describes, in a column; see `short_name`."""

    def at_once(texts: pl.Series) -> AtOnce:
        is_plain = texts.str.contains(SHORT) & (texts.str.len_bytes() <= SHORT_MAX)
        return texts.to_list(), (~is_plain).arg_true().to_list()

    return Part(short_name, field, at_once=at_once)


def wholes(field: str) -> Part:
    """Return the part of a whole number in a column, None where it is empty."""

    def at_once(texts: pl.Series) -> AtOnce:
        is_plain = texts.str.contains(WHOLE) | (texts == "")
        numbers = texts.cast(int, strict=False)
        return numbers.to_list(), (~is_plain).arg_true().to_list()

    return Part(lambda text: parse_whole(field, text), field, at_once=at_once)


def points(lon: str, lat: str, area: Area | None) -> Part:
    """Return the part of required coordinates in two columns, (lon, lat); see `parse_point`."""
    west, south, east, north = area or (-180.0, -90.0, 180.0, 90.0)

    def at_once(lons: pl.Series, lats: pl.Series) -> AtOnce:
        is_plain = lons.str.contains(DEGREES) & lats.str.contains(DEGREES)
        x, y = lons.cast(float, strict=False), lats.cast(float, strict=False)
        is_plain &= x.is_between(-180, 180) & y.is_between(-90, 90)
        if area is not None:  # with lon and lat exchanged it would lie there: `parse` decides
            is_plain &= ~(y.is_between(west, east) & x.is_between(south, north))
        doubtful = (~is_plain.fill_null(value=False)).arg_true().to_list()
        return list(zip(x.to_list(), y.to_list(), strict=True)), doubtful

    def parse(lon_text: str, lat_text: str) -> tuple[float, float]:
        return parse_point((lon, lat), lon_text, lat_text, area)

    return Part(parse, lon, lat, at_once=at_once)
