"""Where in a TOML text each key stands, so that a fault can name its line.

`tomllib` gives values without lines. This index walks the text once, follows headers and keys,
and passes over strings and comments. A key it does not find has the line of its table.
"""

from __future__ import annotations

import re

__all__ = ["Position", "line_of", "toml_lines"]

Position = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=""")
OPENERS, CLOSERS = "[{", "]}"


def toml_lines(text: str) -> dict[Position, int]:
    """Return the line (from 1) of each table and key, by its path: names, and places in arrays."""
    lines: dict[Position, int] = {(): 1}
    counts: dict[Position, int] = {}
    table: Position = ()
    depth, quote = 0, ""
    array: Position | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not quote and depth == 0:
            header = HEADER.match(line)
            key = KEY.match(line)
            if header:
                table = _table(header, counts, lines)
                lines[table] = number
                continue
            if key:
                array = (*table, *_split(key.group(1)))
                lines.setdefault(array, number)
                counts[array] = -1
        depth, quote = _scan(line, depth, quote, lines, (array, number, counts))
    return lines


def _table(
    header: re.Match[str], counts: dict[Position, int], lines: dict[Position, int]
) -> Position:
    path: Position = tuple(_split(header.group(2)))
    if header.group(1) == "[":
        return path
    counts[path] = counts.get(path, -1) + 1
    lines.setdefault(path, 0)
    return (*path, counts[path])


def _split(text: str) -> list[str]:
    return [part.strip().strip("\"'") for part in text.split(".")]


def _scan(
    line: str,
    depth: int,
    quote: str,
    lines: dict[Position, int],
    where: tuple[Position | None, int, dict[Position, int]],
) -> tuple[int, str]:
    """Follow brackets and strings through a line; note where the members of an array begin."""
    array, number, counts = where
    i = 0
    while i < len(line):
        if quote:
            if line.startswith("\\", i) and quote[0] == '"':
                i += 2
                continue
            if line.startswith(quote, i):
                i += len(quote)
                quote = ""
                continue
            i += 1
            continue
        character = line[i]
        if character == "#":
            break
        if character in "\"'":
            quote = character * 3 if line.startswith(character * 3, i) else character
            i += len(quote)
            continue
        if character in OPENERS:
            depth += 1
            if character == "{" and depth == 2 and array is not None:
                counts[array] = counts.get(array, -1) + 1
                lines.setdefault((*array, counts[array]), number)
        elif character in CLOSERS:
            depth = max(0, depth - 1)
        i += 1
    return depth, quote if len(quote) == 3 else ""


def line_of(lines: dict[Position, int], path: Position) -> int:
    """Return the line of a path, or of the nearest part of it that has one."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1) or 1
