"""Rows of JSON Lines, JSON and GeoJSON files, and rows that are in memory."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from sulh.errors import InputError, shown
from sulh.tables.rows import Rejected, Row, Table, reject
from sulh.tables.source import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.tables.source import Source

__all__ = ["as_text", "geojson_features", "json_table", "jsonl_table", "rows_table"]

LINE_BYTES_MAX = 4_000_000
JSON_BYTES_MAX = 100_000_000
FIRST_ROWS = 50
"""So many rows are looked at to tell which columns a file of JSON objects uses."""
UTF8_MARK = b"\xef\xbb\xbf"
WGS84_NAMES = ("CRS84", "4326")


class _Unclear(ValueError):  # noqa: N818 -- the fault of a row
    """JSON that Python would take, but that says two things at once or no number."""


def _load(text: bytes) -> Any:
    """Parse JSON in UTF-8; refuse NaN and infinities, doubled keys and endless nesting."""
    try:
        return json.loads(
            text.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except RecursionError as error:
        raise _Unclear("it is nested too deeply") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Unclear("a key stands in an object twice")
    return members


def _no_number(word: str) -> NoReturn:
    raise _Unclear(f"{word} is no JSON number")


def as_text(value: Any) -> str:
    """Return a value of JSON, or a cell, as the text that a form would hold; a list by semicolons."""
    match value:
        case str():
            text = value
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            text = str(int(value))
        case datetime():
            is_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
            text = value.date().isoformat() if is_day else value.isoformat()
        case list():
            text = ";".join(as_text(each) for each in value)
        case dict():
            text = json.dumps(value)
        case _:
            text = str(value)
    return text


def rows_table(rows: Iterable[Mapping[str, Any]], *, name: str) -> Table:
    """Return rows that are in memory as a table, as if they stood in a file of JSON Lines.

    `name` is what problems and records call the table. Its content is the JSON Lines text.
    """
    content = Content()
    return _without_header(_memory_rows(rows, name, content), name, content)


def _memory_rows(
    rows: Iterable[Mapping[str, Any]], name: str, content: Content
) -> Iterator[Row | Rejected]:
    for number, values in enumerate(rows, start=1):
        try:
            raw = json.dumps(values, default=as_text, allow_nan=False)
        except (ValueError, TypeError, RecursionError) as error:
            row = Row(number, {}, shown(values), content.size)
            yield reject("bad-json", name, row, message=f"is no JSON: {error}")
            continue
        content.add(f"{raw}\n".encode())
        row = Row(number, {}, raw, content.size)
        if len(raw) >= LINE_BYTES_MAX:
            yield reject("too-long", name, row, message="is too long to be a row")
        else:
            yield _object_row(values, row, name)


def jsonl_table(source: Source) -> Table:
    """Open a JSON Lines file: one object a line; a line that holds none is a problem."""
    return _without_header(_jsonl_rows(source), source.name, source.content)


def _without_header(rows: Iterator[Row | Rejected], name: str, content: Content) -> Table:
    """Return the table of rows that come without a header."""
    first = list(itertools.islice(rows, FIRST_ROWS))
    columns = dict.fromkeys(name for row in first if isinstance(row, Row) for name in row.values)
    return Table(
        columns=tuple(columns),
        rows=itertools.chain(first, rows),
        has_header=False,
        name=name,
        content=content,
    )


def _jsonl_rows(source: Source) -> Iterator[Row | Rejected]:
    bytes_read = 0
    for number, line in enumerate(source.lines(LINE_BYTES_MAX), start=1):
        bytes_read += len(line)
        text = (line.removeprefix(UTF8_MARK) if number == 1 else line).strip()
        row = Row(number, {}, text.decode("utf-8", "replace"), bytes_read)
        if len(line) > LINE_BYTES_MAX:
            yield reject("too-long", source.name, row, message="is too long to be a row")
        else:
            yield _json_row(text, row, source.name) if text else row


def _json_row(text: bytes, row: Row, file: str) -> Row | Rejected:
    try:
        value = _load(text)
    except ValueError as error:
        return reject("bad-json", file, row, message=f"is no JSON: {error}")
    return _object_row(value, row, file)


def _object_row(values: Any, row: Row, file: str) -> Row | Rejected:
    if not isinstance(values, Mapping):
        return reject(
            "bad-json", file, row, message="holds no object", remedy='Write {"kind": …} a line.'
        )
    return _with_values(row, values, {}, file)


def _with_values(
    row: Row, values: Mapping[str, Any], more: dict[str, str], file: str
) -> Row | Rejected:
    try:
        values = {key: as_text(value) for key, value in values.items()}
    except RecursionError:
        return reject("bad-json", file, row, message="is nested too deeply")
    return row._replace(values=values | more)


def _raw(feature: Any) -> str:
    try:
        return json.dumps(feature)
    except RecursionError:
        return "an object that is nested too deeply"


def json_table(source: Source) -> Table:
    """Open a JSON file: a GeoJSON FeatureCollection (RFC 7946) of points, or an array of objects.

    A row is a feature's properties, with lon and lat from its geometry (a geometry of null is a row
    without coordinates), or an object of the array.

    Raises
    ------
    InputError
        As `geojson_features` does.
    """
    file, document = source.name, _document(source)
    is_array = isinstance(document, list)
    values, convert = (
        (document, _object_row) if is_array else (_features(document, file), _feature_row)
    )
    size = source.content.size
    rows = (
        convert(each, Row(number, {}, _raw(each), size), file)
        for number, each in enumerate(values, start=1)
    )
    return _without_header(rows, file, source.content)


def geojson_features(source: Source) -> list[Any]:
    """Return the features of a GeoJSON FeatureCollection (RFC 7946), whatever each is.

    Raises
    ------
    InputError
        When the file is no GeoJSON FeatureCollection in WGS 84, or is larger than 100 MB.
    """
    return _features(_document(source), source.name)


def _document(source: Source) -> Any:
    try:
        return _load(source.read(JSON_BYTES_MAX).removeprefix(UTF8_MARK))
    except ValueError as error:
        raise InputError(f"{source.name} is no JSON: {error}") from error


def _features(document: Any, file: str) -> list[Any]:
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{file} is no GeoJSON FeatureCollection.")
    system = document.get("crs")
    if system is not None and not any(name in json.dumps(system) for name in WGS84_NAMES):
        raise InputError(
            f"{file} is not in WGS 84.", remedy="Export it again with coordinates in EPSG:4326."
        )
    return features


def _agree(name_of_system: Any, number: Any) -> bool:
    """Say whether properties that name a coordinate, if they do, name that of the geometry."""
    if name_of_system in (None, ""):
        return True
    try:
        return float(name_of_system) == float(number)
    except (TypeError, ValueError, OverflowError):
        return bool(name_of_system == number)


def _feature_row(feature: Any, row: Row, file: str) -> Row | Rejected:
    parts = feature if isinstance(feature, dict) else {}
    properties, geometry = parts.get("properties"), parts.get("geometry")
    if not isinstance(properties, dict):
        return reject("bad-feature", file, row, message="has no properties")
    point: dict[str, str] = {}
    if geometry is not None:
        pair = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if not (
            isinstance(geometry, dict)
            and geometry.get("type") == "Point"
            and isinstance(pair, list)
            and len(pair) in (2, 3)
            and not any(isinstance(each, (list, dict)) for each in pair)
        ):
            return reject("bad-feature", file, row, message="is no point")
        for name, number in zip(("lon", "lat"), pair, strict=False):
            point[name] = as_text(number)
            if not _agree(properties.get(name), number):
                message = f"has another {name} in its properties than in its geometry"
                return reject("bad-feature", file, row, message=message)
    return _with_values(row, properties, point, file)
