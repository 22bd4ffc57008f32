"""Read a pack's files into documents: values with the lines they stand on, and problems."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sulh.errors import Problem, shown
from sulh.mission.positions import Position, line_of, toml_lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Document", "read_geojson", "read_toml"]

BYTES_MAX = 50_000_000
SYNTAX_LINE = re.compile(r"at line (\d+), column (\d+)")


@dataclass(slots=True)
class Document:
    """One file's content. `name`: its path in the pack; `value`: None if it is unreadable."""

    name: str
    value: Any
    lines: dict[Position, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Position) -> int:
        """Return the line of a path into the value."""
        return line_of(self.lines, path)

    def fault(
        self,
        code: str,
        path: Position,
        message: str,
        *,
        value: object = "",
        expected: str = "",
        remedy: str = "",
        severity: str = "error",
    ) -> None:
        """Note a problem at a path."""
        self.problems.append(
            Problem(
                code=code,
                source=self.name,
                row=self.line(path),
                field=dotted(path),
                value=shown(value) if value != "" else "",
                message=message,
                expected=expected,
                remedy=remedy,
                severity=severity,
            )
        )


def dotted(path: Position) -> str:
    """Return a path as people write it: ``provision[2].at_most``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _read_text(folder: Path, name: str, document: Document) -> str | None:
    path = folder / name
    try:
        if path.stat().st_size > BYTES_MAX:
            document.fault("too-large", (), f"is larger than {BYTES_MAX // 1_000_000} MB")
            return None
        content = path.read_bytes()
    except OSError as error:
        document.fault("unreadable", (), f"cannot be read: {error.strerror}")
        return None
    try:
        return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        document.lines[()] = line
        document.fault("bad-encoding", (), "is not UTF-8", remedy="Save the file as UTF-8.")
        return None


def read_toml(folder: Path, name: str) -> Document:
    """Read a TOML file; a fault of its syntax is a problem with its line."""
    document = Document(name, None)
    text = _read_text(folder, name, document)
    if text is None:
        return document
    try:
        document.value = _texts(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = SYNTAX_LINE.search(str(error))
        document.lines[()] = int(place.group(1)) if place else text.count("\n") + 1
        reason = SYNTAX_LINE.sub("", str(error)).replace("()", "").strip()
        document.fault(
            "bad-toml", (), f"is no TOML: {reason}", remedy="Mend the line before anything else."
        )
        return document
    document.lines = toml_lines(text)
    return document


def _texts(value: Any) -> Any:
    """Return the value with dates and times as the texts they were written as."""
    if isinstance(value, dict):
        return {key: _texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return value


def read_geojson(folder: Path, name: str) -> Document:
    """Read a GeoJSON FeatureCollection, with the line on which each feature begins."""
    document = Document(name, None)
    text = _read_text(folder, name, document)
    if text is None:
        return document
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        document.lines[()] = line
        document.fault("bad-json", (), f"is no JSON: {getattr(error, 'msg', error)}")
        return document
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or value.get("type") != "FeatureCollection":
        document.fault("bad-geojson", (), "is no GeoJSON FeatureCollection (RFC 7946)")
        return document
    document.value = features
    document.lines = {(): 1} | _feature_lines(text)
    return document


def _feature_lines(text: str) -> dict[Position, int]:
    """Find the line of each feature by decoding the array of features once more, piece by piece."""
    at = text.index('"features"')
    at = text.index("[", at) + 1
    decoder = json.JSONDecoder()
    lines: dict[Position, int] = {}
    line, start, number = 1, 0, 0
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at >= len(text) or text[at] == "]":
            return lines
        line += text.count("\n", start, at)
        start = at
        lines[(number,)] = line
        _, at = decoder.raw_decode(text, at)
        number += 1
