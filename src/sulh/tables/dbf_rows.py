"""Rows of a dBase table (.dbf), the attributes of a shapefile: names in Latin-1 or UTF-8 are read rightly."""

from __future__ import annotations

import itertools
import re
import struct
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.errors import InputError, Problem, shown
from sulh.tables.encodings import encoding_of
from sulh.tables.layout import NO_LAYOUT, Layout, assumption
from sulh.tables.rows import FaultyField, Rejected, Row, Table

if TYPE_CHECKING:
    from sulh.tables.source import Source

__all__ = ["codec_named", "dbf_table"]

DBF_BYTES_MAX = 500_000_000
HEADER_BYTES, FIELD_BYTES = 32, 32
FIELDS_END = 0x0D
DELETED = b"*"
CODE_PAGES = {
    0x01: "cp437",
    0x02: "cp850",
    0x03: "cp1252",
    0x57: "cp1252",
    0x58: "cp1252",
    0x59: "cp1252",
    0x64: "cp852",
    0x65: "cp866",
    0x7D: "cp1255",
    0x7E: "cp1256",
    0xC8: "cp1250",
    0xC9: "cp1251",
}
"""Code pages by the language byte of the header, as dBase and ESRI write it."""
SAMPLE_BYTES = 1_000_000


class _DbfField:
    """A field of each record: its name, type, and where it stands."""

    def __init__(self, name: str, kind: str, begin: int, length: int) -> None:
        self.name, self.kind, self.begin, self.end = name, kind, begin, begin + length


def dbf_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a dBase table. Its encoding is what people say, or a .cpg file beside it, its header, or its bytes.

    Raises
    ------
    InputError
        When the file is no dBase table, or is cut off.
    """
    content = source.read(DBF_BYTES_MAX)
    if len(content) < HEADER_BYTES + 1 or content[0] & 0x07 not in (2, 3, 4):
        raise InputError(
            f"{source.name} is no dBase table (.dbf).", remedy="Give the .dbf of a shapefile."
        )
    count, begin, width = struct.unpack("<IHH", content[4:12])
    fields = _fields(content, begin, source.name)
    if not fields or width < fields[-1].end or begin + count * width > len(content):
        raise InputError(f"{source.name} is cut off or damaged.", remedy="Copy it again.")
    codec, notes = _codec(source, content, begin, layout)
    return Table(
        columns=tuple(each.name for each in fields),
        rows=(
            _row(content[at : at + width], number, fields, codec, source)
            for number, at in zip(
                itertools.count(1), range(begin, begin + count * width, width), strict=False
            )
        ),
        has_header=True,
        name=source.name,
        content=source.content,
        assumptions=notes,
    )


def _fields(content: bytes, begin: int, file: str) -> list[_DbfField]:
    fields: list[_DbfField] = []
    at, place = HEADER_BYTES, 1
    while at + FIELD_BYTES <= min(begin, len(content)) and content[at] != FIELDS_END:
        part = content[at : at + FIELD_BYTES]
        name = part[:11].split(b"\0")[0].decode("ascii", "replace").strip()
        if any(each.name == name for each in fields) or not name:
            raise InputError(
                f"{file} names the field {shown(name)!r} more than once, or has no name."
            )
        fields.append(_DbfField(name, chr(part[11]), place, part[16]))
        place += part[16]
        at += FIELD_BYTES
    return fields


def _codec(
    source: Source, content: bytes, begin: int, layout: Layout
) -> tuple[str, tuple[Problem, ...]]:
    if layout.encoding:
        return layout.encoding, ()
    beside = _code_page_file(source)
    if beside:
        return beside, ()
    codec = encoding_of(content[begin : begin + SAMPLE_BYTES].replace(b"\0", b" "))
    page = CODE_PAGES.get(content[29])
    if page and codec != "utf-8":
        return page, ()
    if content[begin:].isascii():
        return "utf-8", ()
    return codec, (assumption(source.name, "encoding", f"{codec}, by its bytes"),)


def _code_page_file(source: Source) -> str:
    """Return the codec that the .cpg file beside a .dbf names; empty where there is none."""
    if isinstance(source.place, bytes):
        return ""
    for ending in (".cpg", ".CPG"):
        path = Path(source.place).with_suffix(ending)
        if path.is_file():
            return codec_named(path.read_bytes())
    return ""


def codec_named(code_page: bytes) -> str:
    """Return the codec that the content of a .cpg file names; empty where Python knows none."""
    text = code_page[:100].decode("ascii", "replace").strip()
    digits = re.search(r"(?:8859|ISO)[-_ ]?(\d+)$", text.replace("ISO-8859", "8859"))
    name = f"iso-8859-{digits[1]}" if digits and "8859" in text else text.replace("ANSI ", "cp")
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return ""
    return name


def _row(
    record: bytes, number: int, fields: list[_DbfField], codec: str, source: Source
) -> Row | Rejected:
    size = source.content.size
    if record[:1] == DELETED:
        return Row(number, {}, "", size)
    raw = record[1:].decode(codec, "replace")
    values = {}
    for field in fields:
        try:
            values[field.name] = _text(record[field.begin : field.end], field.kind, codec)
        except ValueError as error:
            value = shown(record[field.begin : field.end].decode(codec, "replace").strip())
            fault = FaultyField(
                "bad-encoding",
                field.name,
                value,
                message=f"is not in the encoding of the file ({codec})",
                remedy="Say which it is: --read-as encoding=…",
            )
            if not isinstance(error, UnicodeDecodeError):
                fault = FaultyField("bad-date", field.name, value, expected="a day, YYYYMMDD")
            return Rejected(fault.as_problem(source.name, number), raw, size)
    return Row(number, values, raw, size)


def _text(cell: bytes, kind: str, codec: str) -> str:
    text = cell.split(b"\0")[0].decode(codec).strip()
    if kind == "D" and len(text) == 8 and text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    if kind == "L":
        return {"y": "yes", "t": "yes", "n": "no", "f": "no"}.get(text.lower(), "")
    return text if kind not in "NF" or not text.startswith("*") else ""
