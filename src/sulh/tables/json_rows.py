"""Rows of JSON Lines, JSON and GeoJSON files, and rows that are in memory."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from sulh.errors import InputError, Problem, plural, shown
from sulh.tables.cell_texts import as_text, raw_json
from sulh.tables.hashtags import hashtags_of_keys
from sulh.tables.json_arrays import array_table
from sulh.tables.layout import NO_LAYOUT, Layout, assumption
from sulh.tables.rows import Rejected, Row, Table, reject
from sulh.tables.source import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.tables.source import Source

__all__ = ["geojson_features", "json_table", "jsonl_table", "rows_table"]

LINE_BYTES_MAX = 4_000_000
JSON_BYTES_MAX = 100_000_000
FIRST_ROWS = 50
"""So many rows are looked at to tell which columns a file of JSON objects uses."""
UTF8_MARK = b"\xef\xbb\xbf"
WGS84_NAMES = ("CRS84", "4326")
COLUMNS_MAX = 2_000
ROW_KEYS = frozenset(("data", "result", "results", "value", "records", "rows", "events", "items"))
"""Keys under which interfaces put their rows: ACLED data, UCDP Result, Kobo results, HDX records."""
TOTAL_KEYS = ("count", "totalcount", "total", "total_count", "total_rows")
PAGE_KEYS = ("next", "nextpageurl", "@odata.nextlink")


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


def jsonl_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:  # noqa: ARG001 -- it has none
    """Open a JSON Lines file: one object a line; a line that holds none is a problem."""
    return _without_header(_jsonl_rows(source), source.name, source.content)


def _without_header(
    rows: Iterator[Row | Rejected],
    name: str,
    content: Content,
    assumptions: tuple[Problem, ...] = (),
) -> Table:
    """Return the table of rows that come without a header."""
    first = list(itertools.islice(rows, FIRST_ROWS))
    columns = dict.fromkeys(name for row in first if isinstance(row, Row) for name in row.values)
    return Table(
        columns=tuple(columns),
        rows=itertools.chain(first, rows),
        has_header=False,
        name=name,
        content=content,
        assumptions=assumptions,
        hashtags=hashtags_of_keys(tuple(columns)),
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
    flat: dict[str, str] = {}
    try:
        for key, value in values.items():
            _flatten(key, value, flat)
    except RecursionError:
        return reject("bad-json", file, row, message="is nested too deeply")
    if len(flat) > COLUMNS_MAX:
        return reject("too-long", file, row, message=f"holds more than {COLUMNS_MAX:,} values")
    _place_of_telephone(values, flat)
    return row._replace(values=flat | more)


def _flatten(key: str, value: Any, flat: dict[str, str]) -> None:
    """Put a value into columns: the members of an object, and the objects of a list, get their own.

    The name of such a column is the path to it, with slashes: ``group/question``, ``people/1/age``. Of
    objects with a ``key`` and a ``value``, the key is the name.
    """
    if isinstance(value, Mapping):
        for name, member in value.items():
            _flatten(_path(key, str(name)), member, flat)
    elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        for number, each in enumerate(value, start=1):
            if each.keys() == {"key", "value"}:
                name = _path(key, as_text(each["key"]))
                text = as_text(each["value"])
                flat[name] = f"{flat[name]};{text}" if name in flat else text
            else:
                _flatten(f"{key}/{number}", each, flat)
    else:
        flat[key] = as_text(value)


def _path(key: str, name: str) -> str:
    """Return the path to a member; Kobo writes the path of a repeat into its members' names."""
    parent = re.sub(r"/\d+(?=/|$)", "", key)
    return f"{key}/{name.removeprefix(f'{parent}/')}"


def _place_of_telephone(values: Mapping[str, Any], flat: dict[str, str]) -> None:
    """Read Kobo's ``_geolocation``, latitude and longitude, where the row has no coordinates."""
    pair = values.get("_geolocation")
    if flat.get("lon") or flat.get("lat") or not isinstance(pair, list):
        return
    if len(pair) == 2 and None not in pair:
        flat["lat"], flat["lon"] = map(as_text, pair)


def json_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a JSON file: a GeoJSON FeatureCollection (RFC 7946) of points, or objects in an array.

    A row is a feature's properties, with lon and lat from its geometry (a geometry of null is a row
    without coordinates), or an object of the array. The array may stand in an object, as the interfaces of
    ACLED, UCDP and Kobo answer. An array of arrays is a table with its header, as HXL writes it.

    Raises
    ------
    InputError
        When the file is no JSON, or nothing in it is a list of rows.
    """
    file, document = source.name, _document(source)
    is_features = isinstance(document, dict) and "features" in document and not layout.rows
    values, problems = (
        (_features(document, file), ()) if is_features else _rows_of(document, layout, file)
    )
    if not is_features and values and all(isinstance(each, list) for each in values):
        return array_table(values, source, layout, problems)
    values = _repeated(values, layout.repeat) if layout.repeat else values
    convert, size = _feature_row if is_features else _object_row, source.content.size
    rows = (
        convert(each, Row(number, {}, raw_json(each), size), file)
        for number, each in enumerate(values, start=1)
    )
    return _without_header(rows, file, source.content, problems)


def _rows_of(document: Any, layout: Layout, file: str) -> tuple[list[Any], tuple[Problem, ...]]:
    """Return the rows of a document, and what was assumed or is missing."""
    if isinstance(document, list) and not layout.rows:
        return document, ()
    lists = dict(_lists(document))
    if layout.rows:
        key = layout.rows
    else:
        usual = [key for key in lists if key.rpartition("/")[2].casefold() in ROW_KEYS]
        filled = usual or [key for key, rows in lists.items() if rows]
        key = filled[0] if len(filled) == 1 else ""
    if key not in lists:
        keys = ", ".join(lists) or "none"
        raise InputError(
            f"{file} is no GeoJSON FeatureCollection, and which list in it holds the rows is unclear.",
            remedy=f"Lists in it: {shown(keys)}. Name one with --read-as rows=KEY.",
        )
    assumed = assumption(file, "rows", f"the rows are the list {shown(key)!r} of the document")
    rest = _missing_pages(document, len(lists[key]), file)
    return lists[key], (*(() if layout.rows else (assumed,)), *rest)


def _lists(document: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects, or of arrays, in an object and in the objects in it, by their path."""
    if isinstance(document, dict):
        for name, value in document.items():
            if isinstance(value, list) and all(isinstance(each, dict | list) for each in value):
                yield f"{path}{name}", value
            elif isinstance(value, dict) and not path:
                yield from _lists(value, f"{name}/")


def _missing_pages(document: Mapping[str, Any], count: int, file: str) -> tuple[Problem, ...]:
    """Warn of rows that a document counts but does not hold: they are on other pages."""
    keys = {key.casefold(): value for key, value in document.items()}
    totals = [keys.get(name) for name in TOTAL_KEYS]
    total = max((each for each in totals if type(each) is int), default=0)
    following = next((keys[name] for name in PAGE_KEYS if keys.get(name)), "")
    if total <= count and not following:
        return ()
    message = f"holds {plural(count, 'row')}" + (
        f" of {total:,}" if total > count else ", and names a next page"
    )
    return (
        Problem(
            code="more-pages",
            source=file,
            message=message,
            value=shown(following),
            remedy="Fetch the other pages, too, and read them.",
            severity="warning",
        ),
    )


def _repeated(rows: list[Any], path: str) -> list[Any]:
    """Make a row of each item of a list in each row, beside what else the row says.

    A row without the list stays as it is.
    """
    result: list[Any] = []
    for row in rows:
        items, owner, name = row, {}, ""
        for name in [path] if isinstance(row, dict) and path in row else path.split("/"):
            owner, items = items, items.get(name) if isinstance(items, dict) else None
        if not isinstance(items, list):
            result.append(row)
            continue
        rest = {key: value for key, value in row.items() if value is not owner and key != name}
        if owner is not row:
            rest |= {key: value for key, value in owner.items() if key != name}
        result += [rest | (each if isinstance(each, dict) else {path: each}) for each in items]
    return result


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
