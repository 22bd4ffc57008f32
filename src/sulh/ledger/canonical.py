"""Canonical JSON, RFC 8785: one value, one sequence of bytes.

orjson writes the same bytes for nearly every value. Where it may not (floats that are whole, very large or
very small; keys beyond ASCII), the `rfc8785` library writes them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
import numpy as np
import orjson
import rfc8785
from msgspec import Meta

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "Json",
    "PlainInteger",
    "PlainObject",
    "canonical",
    "canonical_each",
    "is_canonical",
    "plain_reader",
]

T = TypeVar("T")
Json = Any
"""None, bool, int, float, str, and lists and string-keyed dicts of these."""

INTEGER_MAX = 2**53 - 1  # RFC 8785 section 3.2.2.3: numbers are IEEE 754 doubles
DEPTH_MAX = 64
LEAST, MOST = 1e-5, 1e16
"""Between these, orjson and RFC 8785 write a float that is not whole the same way, without an exponent."""

PlainInteger = Annotated[int, Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)]
_Leaf = str | bool | PlainInteger | Annotated[float, Meta(ge=LEAST, lt=MOST)] | None
_Inner = _Leaf | list[_Leaf] | dict[str, _Leaf]
_Middle = _Leaf | list[_Inner] | dict[str, _Inner]
PlainObject = dict[str, _Leaf | list[_Middle] | dict[str, _Middle]]
"""What nearly every body is: an object of few levels with the numbers that orjson writes as RFC 8785 does.

Floats below 1e-5, negative ones too, are left out: a type cannot tell which of them are small.
"""

_WHOLE = re.compile(rb"\.0(?:[,}\]\n]|\Z)")
"""How orjson ends a float that is whole."""
_DOUBTFUL = re.compile(rb"[0-9]e|\.0(?:[,}\]]|\Z)|null")
"""What orjson writes where RFC 8785 may not: exponents, whole floats, and null, also for NaN.

The same may stand in a text; then the value has to tell.
"""
_STRICT = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_STRICT_INTEGER
    | orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)
"""Under these orjson refuses nearly all that JSON cannot say; `canonical` then names it."""


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 bytes of a value.

    Raises
    ------
    InputError
        For what JSON or RFC 8785 cannot say: NaN, infinities, whole numbers beyond 2**53 - 1, keys
        that are not text, lone surrogates, other types, or nesting deeper than 64.
    """
    try:
        if _is_plain((value,), 0):
            content = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
            if content.isascii() or _has_ascii_keys(value):
                return content
        return rfc8785.dumps(value)
    except (TypeError, ValueError, rfc8785.CanonicalizationError) as error:
        raise InputError(f"A value cannot be written as canonical JSON: {error}") from error


def canonical_each(values: Sequence[Json]) -> list[bytes]:
    """Return the RFC 8785 bytes of many values: as `canonical` does, and several times faster.

    Instead of each value, the bytes are searched for what may be written otherwise, all at once. A member
    of an `enum` and a `uuid.UUID`, which `canonical` refuses, are written as their values.

    Raises
    ------
    InputError
        As `canonical` does.
    """
    try:
        contents = [orjson.dumps(value, option=_STRICT) for value in values]
    except TypeError:  # some value is not plain JSON: its own turn will say why
        return [canonical(value) for value in values]
    joined = b"\n".join(contents)
    if _writes_plain_numbers(joined) and (joined.isascii() or _names_in_ascii(joined)):
        return [
            content if content.count(b"[") + content.count(b"{") <= DEPTH_MAX else canonical(value)
            for content, value in zip(contents, values, strict=True)
        ]
    return [
        content
        if content.isascii()
        and content.count(b"[") + content.count(b"{") <= DEPTH_MAX
        and not _DOUBTFUL.search(content)
        else canonical(value)
        for content, value in zip(contents, values, strict=True)
    ]


def _writes_plain_numbers(content: bytes) -> bool:
    """Say the same as the pattern `_DOUBTFUL`, faster for many bytes."""
    if b"null" in content or _WHOLE.search(content):
        return False
    each = np.frombuffer(content, np.uint8)
    places = np.flatnonzero(each == ord("e"))
    before = each[places[places > 0] - 1]
    return not bool(((before >= ord("0")) & (before <= ord("9"))).any())


def _names_in_ascii(content: bytes) -> bool:
    """Say whether all keys in bytes that orjson wrote are ASCII; of many values at once."""
    plain = content.replace(rb"\\", b"__").replace(rb"\"", b"__")
    each = np.frombuffer(plain, np.uint8)
    quotes = np.flatnonzero(each == ord('"'))
    begins, ends = quotes[::2], quotes[1::2]
    foreign = np.concatenate([[0], np.cumsum(each >= 0x80)])
    is_key = each[np.minimum(ends + 1, each.size - 1)] == ord(":")
    return not bool((is_key & (foreign[ends] > foreign[begins])).any())


def is_canonical(content: bytes, value: Json) -> bool:
    """Say whether `content`, which orjson parsed to `value`, is the value's RFC 8785 bytes.

    Raises
    ------
    InputError
        When the value is one that RFC 8785 cannot say.
    """
    if _is_plain((value,), 0) and (content.isascii() or _has_ascii_keys(value)):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS) == content
    return canonical(json.loads(content, parse_int=_whole_number)) == content


def plain_reader(plain: type[T]) -> Callable[[bytes], T | None]:
    """Return a fast reader of canonical bytes that hold a value of a type made of plain ones.

    The types, ranges and depth are checked while the bytes are decoded, so that they are canonical when
    orjson writes the same ones. The reader returns None where only `is_canonical` can say whether they are.
    """
    decode = msgspec.json.Decoder(plain).decode
    encode, sort_keys = orjson.dumps, orjson.OPT_SORT_KEYS

    def read(content: bytes) -> T | None:
        try:
            value = decode(content)
            if encode(value, option=sort_keys) != content:
                return None
        except (ValueError, TypeError, msgspec.MsgspecError):
            return None
        if not content.isascii() and not _has_ascii_keys(value):
            return None
        return None if b".0" in content and _WHOLE.search(content) else value

    return read


def _whole_number(digits: str) -> int | float:
    """Return the double that RFC 8785 writes so: beyond 2**53 - 1 only a whole float is."""
    number = int(digits)
    return number if -INTEGER_MAX <= number <= INTEGER_MAX else float(digits)


def _is_plain(values: Iterable[Json], depth: int) -> bool:
    """Say whether orjson writes these values as RFC 8785 does, keys aside.

    Raises
    ------
    InputError
        For what is not JSON, or nested deeper than 64.
    """
    plain = True
    for value in values:
        kind = type(value)
        if kind is str or kind is bool or value is None:
            continue
        if kind is int:
            plain = plain and -INTEGER_MAX <= value <= INTEGER_MAX
        elif kind is float:
            plain = plain and LEAST <= abs(value) < MOST and not value.is_integer()
        elif depth >= DEPTH_MAX:
            raise InputError(f"A value is nested deeper than {DEPTH_MAX} levels.")
        elif kind is dict:
            plain = _is_plain(value.values(), depth + 1) and plain
        elif kind is list or kind is tuple:
            plain = _is_plain(value, depth + 1) and plain
        else:
            raise InputError(f"A value of type {kind.__name__} cannot be written as JSON.")
    return plain


def _has_ascii_keys(value: Json) -> bool:
    """Say whether all keys are ASCII: these stand in the same order by UTF-16 units as by code points."""
    if isinstance(value, dict):
        return all(key.isascii() and _has_ascii_keys(each) for key, each in value.items())
    return not isinstance(value, list | tuple) or all(map(_has_ascii_keys, value))
