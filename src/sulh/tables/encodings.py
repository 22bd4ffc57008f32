"""In which encoding a text is, told from its bytes."""

from __future__ import annotations

import codecs
import itertools
import re
from typing import TYPE_CHECKING

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BY_CONTENT", "as_utf8", "encoding_of", "with_newlines"]

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
NULS_MIN, NUL_SHARE_MIN = 5, 0.05
LATIN = re.compile(
    rb"(?<=[A-Za-z])[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]"
    rb"|[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff](?=[A-Za-z])"
    rb"|[\x85\x91-\x97\xa0\xab\xb0\xbb]"
)
SCRIPT_RUN = re.compile(rb"[\x81\x8d-\x90\x98\x9a\x9f\xa1\xaa\xb8\xba\xbf-\xff]{3,}")
QUOTED = re.compile(rb'"[^"]*(?:"|\Z)')  # the piece may end within a cell
LONE_WORD = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xfd]{1,2}")
NO_ARABIC_LETTERS = frozenset(b"\xe0\xe2\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\xfc")
"""Bytes that are letters in Windows-1251, and French ones in Windows-1256: none stands in an Arabic word."""
NO_ARABIC_SHARE_MAX = 0.1

BY_CONTENT = {
    "utf-16-le": "UTF-16 without its byte order mark",
    "utf-16-be": "UTF-16 without its byte order mark",
    "cp1252": "Windows-1252 (Western European)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1251": "Windows-1251 (Cyrillic)",
}
"""The encodings that a text does not name itself."""


def encoding_of(sample: bytes) -> str:
    """Return the codec of a text that begins with a sample; UTF-8 where nothing else is likely."""
    if sample.startswith(UTF16_MARKS):
        return "utf-16"
    for codec, newline, nuls in (
        ("utf-16-le", b"\n\x00", sample[1::2].count(0)),
        ("utf-16-be", b"\x00\n", sample[::2].count(0)),
    ):
        is_each = sample.count(newline) == sample.count(b"\n") > 0
        if is_each and nuls >= max(NULS_MIN, NUL_SHARE_MIN * len(sample) / 2):
            return codec
    foreign = [line for line in sample.splitlines() if not line.isascii()]
    as_utf8 = sum(1 for line in foreign if _is_utf8(line))
    if 2 * as_utf8 >= len(foreign) or not foreign:
        return "utf-8"
    return _code_page(b"\n".join(foreign))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _code_page(text: bytes) -> str:
    """Return the Windows code page of a text: by words of foreign letters alone, or among Latin ones."""
    script = b"".join(SCRIPT_RUN.findall(text))
    latin = len(LATIN.findall(text))
    if len(script) > latin:
        others = sum(1 for each in script if each in NO_ARABIC_LETTERS)
        return "cp1251" if others > NO_ARABIC_SHARE_MAX * len(script) else "cp1256"
    return "cp1252" if latin else _code_page_of_few(text)


def _code_page_of_few(text: bytes) -> str:
    """Return the code page of a text with no more than short words of foreign letters, each alone."""
    words = LONE_WORD.findall(text)
    if not words:
        return "utf-8"
    has_latin = any(NO_ARABIC_LETTERS.issuperset(each) for each in words)  # à, é
    return "cp1252" if has_latin else "cp1256"


def as_utf8(pieces: Iterable[bytes], codec: str, file: str) -> Iterator[bytes]:
    """Write another encoding as UTF-8; what is no character of it becomes U+FFFD.

    Raises
    ------
    InputError
        When the file cannot be in this encoding at all.
    """
    decoder = codecs.getincrementaldecoder(codec)("replace")
    try:
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
    except UnicodeError as error:  # UTF-16 and UTF-32 without the mark of the order of bytes
        raise InputError(
            f"{file} is not in the encoding {codec}.",
            remedy=f"Say the order of its bytes, {codec}-le or {codec}-be, or leave the encoding out.",
        ) from error


def with_newlines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return text whose lines end with a carriage return alone with newlines in its place.

    Such a file has no newline outside quotes; a newline in a quoted cell says nothing. A file
    with both keeps what it has, and the row with the lone carriage return is refused by name.
    """
    first = next(pieces, b"")
    while first.startswith(codecs.BOM_UTF8):  # some programs write a mark before the mark
        first = first.removeprefix(codecs.BOM_UTF8)
    is_old = b"\r" in first and b"\n" not in QUOTED.sub(b"", first)
    for piece in itertools.chain((first,), pieces):
        yield piece.replace(b"\r", b"\n") if is_old else piece
