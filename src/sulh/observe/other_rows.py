"""Rows of JSON Lines, GeoJSON and XLSX files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from python_calamine import CalamineError, CalamineWorkbook

from sulh.errors import InputError, Problem, shown
from sulh.observe.reading import Row

__all__ = ["geojson_rows", "jsonl_rows", "xlsx_rows"]

LINE_BYTES_MAX = 4_000_000
GEOJSON_BYTES_MAX = 200_000_000
UNZIPPED_BYTES_MAX = 512_000_000
UNZIPPED_RATIO_MAX = 200
ZIP_ENTRIES_MAX = 5_000


def as_text(value: Any) -> str:
    """Return a JSON or sheet value as the text a form would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if _is_midnight(value) else value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return ";".join(as_text(each) for each in value)
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    if isinstance(value, (date, int, float, timedelta)):
        return str(value)
    return str(value)


def _is_midnight(moment: datetime) -> bool:
    return moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def jsonl_rows(path: Path, file: str) -> Iterator[Row | Problem]:
    """Yield one row a line of JSON; a line that holds no object is a problem."""
    bytes_read = 0
    with path.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LINE_BYTES_MAX), b""), start=1):
            bytes_read += len(line)
            text = line.strip().removeprefix(b"\xef\xbb\xbf")
            if not text:
                yield Row(number=number, values={}, bytes_read=bytes_read)
                continue
            yield _json_row(text, number, bytes_read, file)


def _json_row(text: bytes, number: int, bytes_read: int, file: str) -> Row | Problem:
    raw = text.decode("utf-8", "replace")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return Problem(
            code="bad-json",
            source=file,
            row=number,
            message=f"is no JSON: {error}",
            value=shown(raw),
        )
    if not isinstance(found, dict):
        return Problem(
            code="bad-json",
            source=file,
            row=number,
            message="holds no object",
            value=shown(raw),
            expected='{"kind": …}',
        )
    values = {key: as_text(value) for key, value in found.items()}
    return Row(number=number, values=values, raw=raw, bytes_read=bytes_read)


def geojson_rows(path: Path, file: str) -> Iterator[Row | Problem]:
    """Yield one row a point feature: its properties, with lon and lat from its geometry.

    Raises
    ------
    InputError
        When the file is no GeoJSON FeatureCollection.
    """
    size = path.stat().st_size
    if size > GEOJSON_BYTES_MAX:
        raise InputError(
            f"{file} is larger than {GEOJSON_BYTES_MAX // 1_000_000} MB.",
            remedy="Split it, or give the reports as CSV or JSON Lines, which are read in pieces.",
        )
    try:
        found = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InputError(f"{file} is no JSON: {error}") from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{file} is no GeoJSON FeatureCollection.")
    for number, feature in enumerate(features, start=1):
        yield _feature_row(feature, number, size, file)


def _feature_row(feature: Any, number: int, size: int, file: str) -> Row | Problem:
    raw = shown(orjson.dumps(feature).decode())
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return Problem(
            code="bad-feature", source=file, row=number, message="has no properties", value=raw
        )
    values = {key: as_text(value) for key, value in properties.items()}
    if geometry is not None:
        point = geometry.get("coordinates") if isinstance(geometry, dict) else None
        is_point = (
            isinstance(geometry, dict)
            and geometry.get("type") == "Point"
            and isinstance(point, list)
            and len(point) in (2, 3)
        )
        if not is_point or point is None:
            return Problem(
                code="bad-feature", source=file, row=number, message="is no point", value=raw
            )
        values |= {"lon": repr(point[0]), "lat": repr(point[1])}
    return Row(number=number, values=values, raw=raw, bytes_read=size)


def xlsx_rows(path: Path, file: str) -> Iterator[Row | Problem]:
    """Yield the rows of the first sheet below its header. Formulas are read as their last values.

    Raises
    ------
    InputError
        When the file is no workbook, is encrypted, or would unpack to far more than it is.
    """
    check_zip(path, file)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        if not workbook.sheet_names:
            raise InputError(f"{file} has no sheet.")
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read as a workbook: {error}") from error
    size = path.stat().st_size
    header = [as_text(cell).strip() for cell in rows[0]] if rows else []
    if not any(header):
        raise InputError(f"The first row of {file} is no header.", remedy="Name the columns there.")
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise InputError(f"{file} names the column {doubled[0]!r} more than once.")
    for number, cells in enumerate(rows[1:], start=2):
        texts = [as_text(cell) for cell in cells]
        if not any(text.strip() for text in texts):
            yield Row(number=number, values={}, bytes_read=size)
            continue
        values = {name: text for name, text in zip(header, texts, strict=False) if name}
        yield Row(number=number, values=values, raw=";".join(texts), bytes_read=size)


def check_zip(path: Path, file: str) -> None:
    """Refuse what is no zip file, is encrypted, or is a zip bomb, before anything is unpacked."""
    remedy = "Save the sheet again as .xlsx, or as CSV in UTF-8."
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{file} is no .xlsx workbook: {error}", remedy=remedy) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(f"{file} is encrypted.", remedy="Save it without a password.")
    if (
        unpacked > UNZIPPED_BYTES_MAX
        or unpacked / packed > UNZIPPED_RATIO_MAX
        or len(entries) > ZIP_ENTRIES_MAX
    ):
        raise InputError(
            f"{file} would unpack from {packed:,} to {unpacked:,} bytes and is refused.",
            remedy=remedy,
        )
