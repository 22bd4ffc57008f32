"""Rows of JSON Lines and GeoJSON files."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, NoReturn

from sulh.errors import InputError
from sulh.tables.rows import Rejected, Row, Table, reject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["geojson_features", "geojson_table", "jsonl_table"]

LINE_BYTES_MAX = 4_000_000
GEOJSON_BYTES_MAX = 100_000_000
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
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Unclear("a key stands in an object twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise _Unclear(f"{word} is no JSON number")


def as_text(value: Any) -> str:
    """Return a JSON value as the text that a form would hold; a list joined by semicolons."""
    match value:
        case str():
            text = value
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            text = str(int(value))
        case list():
            text = ";".join(as_text(each) for each in value)
        case dict():
            text = json.dumps(value)
        case _:
            text = str(value)
    return text


def jsonl_table(path: Path, file: str) -> Table:
    """Open a JSON Lines file: one object a line; a line that holds none is a problem."""
    return open_table(_jsonl_rows(path, file))


def open_table(rows: Iterator[Row | Rejected]) -> Table:
    """Return the table of rows that come without a header."""
    first = list(itertools.islice(rows, FIRST_ROWS))
    columns = dict.fromkeys(name for row in first if isinstance(row, Row) for name in row.values)
    return Table(columns=tuple(columns), rows=itertools.chain(first, rows), has_header=False)


def _jsonl_rows(path: Path, file: str) -> Iterator[Row | Rejected]:
    bytes_read = 0
    with path.open("rb") as lines:
        for number in itertools.count(1):
            line = lines.readline(LINE_BYTES_MAX)
            if not line:
                return
            bytes_read += len(line)
            is_cut = len(line) == LINE_BYTES_MAX and not line.endswith(b"\n")
            while is_cut and (rest := lines.readline(LINE_BYTES_MAX)):
                bytes_read += len(rest)
                if rest.endswith(b"\n"):
                    break
            text = (line.removeprefix(UTF8_MARK) if number == 1 else line).strip()
            row = Row(number, {}, text.decode("utf-8", "replace"), bytes_read)
            if is_cut:
                yield reject("too-long", file, row, message="is too long to be a row")
            else:
                yield _json_row(text, row, file) if text else row


def _json_row(text: bytes, row: Row, file: str) -> Row | Rejected:
    try:
        found = _load(text)
    except ValueError as error:
        return reject("bad-json", file, row, message=f"is no JSON: {error}")
    if not isinstance(found, dict):
        return reject(
            "bad-json", file, row, message="holds no object", remedy='Write {"kind": …} a line.'
        )
    return _with_values(row, found, {}, file)


def _with_values(
    row: Row, found: dict[str, Any], more: dict[str, str], file: str
) -> Row | Rejected:
    try:
        values = {key: as_text(value) for key, value in found.items()}
    except RecursionError:
        return reject("bad-json", file, row, message="is nested too deeply")
    return row._replace(values=values | more)


def _raw(feature: Any) -> str:
    try:
        return json.dumps(feature)
    except RecursionError:
        return "a feature that is nested too deeply"


def geojson_table(path: Path, file: str) -> Table:
    """Open a GeoJSON FeatureCollection (RFC 7946) of points; a row a feature.

    A row's values are the feature's properties, with lon and lat from its geometry; a geometry of
    null is a report without coordinates.

    Raises
    ------
    InputError
        As `geojson_features` does.
    """
    size = path.stat().st_size
    return open_table(
        _feature_row(feature, Row(number, {}, _raw(feature), size), file)
        for number, feature in enumerate(geojson_features(path, file), start=1)
    )


def geojson_features(path: Path, file: str) -> list[Any]:
    """Return the features of a GeoJSON FeatureCollection (RFC 7946), whatever each is.

    Raises
    ------
    InputError
        When the file is no GeoJSON FeatureCollection in WGS 84, or is larger than 100 MB.
    """
    if path.stat().st_size > GEOJSON_BYTES_MAX:
        raise InputError(
            f"{file} is larger than {GEOJSON_BYTES_MAX // 1_000_000} MB.",
            remedy="Split it, or give reports as CSV or JSON Lines, which are read in pieces.",
        )
    try:
        found = _load(path.read_bytes().removeprefix(UTF8_MARK))
    except ValueError as error:
        raise InputError(f"{file} is no JSON: {error}") from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{file} is no GeoJSON FeatureCollection.")
    system = found.get("crs")
    if system is not None and not any(name in json.dumps(system) for name in WGS84_NAMES):
        raise InputError(
            f"{file} is not in WGS 84.", remedy="Export it again with coordinates in EPSG:4326."
        )
    return features


def _agree(named: Any, number: Any) -> bool:
    """Say whether properties that name a coordinate, if they do, name that of the geometry."""
    if named in (None, ""):
        return True
    try:
        return float(named) == float(number)
    except (TypeError, ValueError, OverflowError):
        return bool(named == number)


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
