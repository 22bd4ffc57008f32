"""Canonical JSON, RFC 8785: one value, one sequence of bytes.

Where orjson is known to write the same bytes (ASCII keys; floats that are whole or between 1e-5 and
1e16), it is used for speed; everything else goes to the `rfc8785` library.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import rfc8785

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Json", "canonical", "canonical_objects", "is_canonical"]

Json = Any
"""None, bool, int, float, str, and lists and string-keyed dicts of these."""

INTEGER_MAX = 2**53 - 1  # RFC 8785 section 3.2.2.3: numbers are IEEE 754 doubles
DEPTH_MAX = 64


DOUBTFUL = re.compile(
    rb"[:,\[]-?[0-9]+(?:\.[0-9]+)?[eE]"  # an exponent: RFC 8785 and orjson differ in its form
    rb"|\.0[,\]}]"  # a whole float, which RFC 8785 writes without its point
    rb"|[:,\[]-?[0-9]{16}"  # a number that may be beyond 2**53 - 1
    rb"|[\xf0-\xf4]"  # beyond the basic plane: UTF-16 and code point order of keys differ
)
"""Bytes that orjson may have written otherwise than RFC 8785 asks; inside text they do no harm."""


class _Unusual(Exception):  # noqa: N818 -- a signal inside this file, never an error
    """The value needs the slow, general writer."""


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 bytes of a value.

    Raises
    ------
    InputError
        For what JSON or RFC 8785 cannot say: NaN, infinities, whole numbers beyond 2**53 - 1, keys
        that are not text, lone surrogates, other types, or nesting deeper than 64.
    """
    try:
        return orjson.dumps(_plain(value, 0), option=orjson.OPT_SORT_KEYS)
    except _Unusual:
        pass
    except TypeError as error:
        raise InputError(f"A value cannot be written as JSON: {error}") from error
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, ValueError) as error:
        raise InputError(f"A value cannot be written as canonical JSON: {error}") from error


WORTH_COMPILING = 100
PLAIN_TYPES_ONLY = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def canonical_objects(values: Sequence[dict[str, Json]]) -> list[bytes]:
    """Return what `canonical` returns for each of many objects.

    Each is written with orjson; where a compiled reader is then certain that these are its RFC 8785
    bytes, they stand. orjson writes NaN as ``null``, so what holds that word is written again.

    Raises
    ------
    InputError
        As `canonical` does, for the first that cannot be written.
    """
    if len(values) < WORTH_COMPILING:
        return [canonical(value) for value in values]
    from sulh.kernels.canonical_json import certain_members  # noqa: PLC0415 -- numba is slow to load

    written = [_hasty(value) for value in values]
    offsets = np.zeros(len(written) + 1, np.int64)
    np.cumsum([len(each) for each in written], out=offsets[1:])
    members = certain_members(np.frombuffer(b"".join(written), np.uint8), offsets)
    return [
        content if certain >= 0 and b"null" not in content else canonical(value)
        for content, certain, value in zip(written, members.tolist(), values, strict=True)
    ]


def _hasty(value: dict[str, Json]) -> bytes:
    """Return orjson's bytes, or none where it cannot write the value."""
    try:
        return orjson.dumps(value, option=PLAIN_TYPES_ONLY)
    except TypeError:
        return b""


def is_canonical(content: bytes, value: Json) -> bool:
    """Say whether `content`, which was parsed to `value`, is the value's RFC 8785 bytes.

    The fast way writes the value again with orjson. That decides wherever the bytes hold nothing
    that orjson is known to write otherwise; the rest goes through `canonical`.

    Raises
    ------
    InputError
        When the value is one that RFC 8785 cannot say.
    """
    plain = DOUBTFUL.search(content) is None
    if plain and orjson.dumps(value, option=orjson.OPT_SORT_KEYS) == content:
        return True
    return canonical(json.loads(content, parse_int=_whole_number)) == content


def _whole_number(digits: str) -> int | float:
    """Return the double that RFC 8785 writes so: beyond 2**53 - 1 only a whole float is."""
    number = int(digits)
    return number if -INTEGER_MAX <= number <= INTEGER_MAX else float(digits)


def _plain(value: Json, depth: int) -> Json:
    """Return the value with whole floats as integers, or signal that it is unusual."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is int:
        if not -INTEGER_MAX <= value <= INTEGER_MAX:
            raise InputError(f"The number {value} is too large for JSON (beyond 2**53 - 1).")
        return value
    if kind is float:
        return _plain_float(value)
    if depth >= DEPTH_MAX:
        raise InputError(f"A value is nested deeper than {DEPTH_MAX} levels.")
    if kind is dict:
        for key in value:
            if type(key) is not str:
                raise InputError(f"A key is not text: {key!r}")
            if not key.isascii():
                raise _Unusual
        return {key: _plain(each, depth + 1) for key, each in value.items()}
    if kind is list or kind is tuple:
        return [_plain(each, depth + 1) for each in value]
    raise InputError(f"A value of type {kind.__name__} cannot be written as JSON.")


def _plain_float(value: float) -> float | int:
    if not math.isfinite(value):
        raise InputError(f"The number {value} cannot be written as JSON.")
    if value.is_integer():
        if abs(value) <= INTEGER_MAX:
            return int(value)
        raise _Unusual
    if 1e-5 <= abs(value) < 1e16:
        return value
    raise _Unusual
