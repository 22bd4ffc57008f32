"""Say of many JSON objects at once which are certainly in the canonical form of RFC 8785.

Certain are objects of ASCII keys without escapes, text of the basic plane, and numbers of at most 15
digits without exponent: nearly all that is ever written. Of anything else the answer is "not certain",
and the caller asks a library. A decimal number of at most 15 significant digits is the shortest that
names its double, because different ones name different doubles (IEEE 754 binary64 keeps 15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Ints = NDArray[np.int64]

__all__ = ["certain_members"]

DEPTH_MAX = 64
DIGITS_MAX = 15
ZEROS_MAX = 5  # RFC 8785 writes 0.000001 in full and smaller numbers with an exponent


@njit(nogil=True, cache=True)
def certain_members(buffer: Bytes, offsets: Ints) -> Ints:
    """Return for each text how many members its top-level object has, or -1 where not certain.

    Parameters
    ----------
    buffer : uint8[b]
        The texts one after another.
    offsets : int64[n + 1]
        Text i stands in ``buffer[offsets[i]:offsets[i + 1]]``.

    Returns
    -------
    int64[n]
        The number of members where the text is certainly a canonical object, else -1.
    """
    found = np.empty(len(offsets) - 1, np.int64)
    is_array = np.empty(DEPTH_MAX + 1, np.bool_)
    key_start = np.empty(DEPTH_MAX + 1, np.int64)
    key_stop = np.empty(DEPTH_MAX + 1, np.int64)
    for i in range(len(found)):
        found[i] = _object(buffer[offsets[i] : offsets[i + 1]], is_array, key_start, key_stop)
    return found


@njit(nogil=True, cache=True)
def _object(text: Bytes, is_array: NDArray[np.bool_], key_start: Ints, key_stop: Ints) -> int:
    """Walk one object with a stack of what is open; the arrays are its working space."""
    end = len(text)
    if end < 2 or text[0] != 0x7B:
        return -1
    members, depth, pos = 0, 0, 1
    is_array[0], key_start[0], key_stop[0] = False, -1, -1
    opened = True  # just behind an opening bracket, where a closing one may follow
    while pos < end:
        closing = 0x5D if is_array[depth] else 0x7D
        if text[pos] == closing:
            pos, depth, opened = pos + 1, depth - 1, False
            if depth < 0:
                return members if pos == end else -1
            continue
        if not opened:
            if text[pos] != 0x2C:
                return -1
            pos += 1
        if not is_array[depth]:
            stop = _key(text, pos)
            if stop < 0 or not _ascending(text, key_start[depth], key_stop[depth], pos + 1, stop):
                return -1
            key_start[depth], key_stop[depth] = pos + 1, stop
            pos = stop + 2
            if depth == 0:
                members += 1
        if pos >= end:
            return -1
        first = text[pos]
        opened = first in (0x7B, 0x5B)
        if opened:
            depth += 1
            if depth > DEPTH_MAX:
                return -1
            is_array[depth], key_start[depth], key_stop[depth] = first == 0x5B, -1, -1
            pos += 1
        elif first == 0x22:
            pos = _string(text, pos)
        elif first == 0x2D or 0x30 <= first <= 0x39:
            pos = _number(text, pos)
        else:
            pos = _word(text, pos)
        if pos < 0:
            return -1
    return -1


@njit(nogil=True, cache=True)
def _key(text: Bytes, pos: int) -> int:
    """Return where a plain key's closing quote stands, with a colon behind it, or -1."""
    if pos >= len(text) or text[pos] != 0x22:
        return -1
    pos += 1
    while pos < len(text) - 1:
        byte = text[pos]
        if byte == 0x22:
            return pos if text[pos + 1] == 0x3A else -1
        if byte < 0x20 or byte == 0x5C or byte >= 0x80:
            return -1
        pos += 1
    return -1


@njit(nogil=True, cache=True)
def _ascending(text: Bytes, start: int, stop: int, next_start: int, next_stop: int) -> bool:
    """Say whether the key before sorts strictly before the next one."""
    if start < 0:
        return True
    shared = min(stop - start, next_stop - next_start)
    for i in range(shared):
        if text[start + i] != text[next_start + i]:
            return bool(text[start + i] < text[next_start + i])
    return stop - start < next_stop - next_start


@njit(nogil=True, cache=True)
def _string(text: Bytes, pos: int) -> int:
    """Return the place behind a string in its shortest form, or -1."""
    end = len(text)
    pos += 1
    while pos < end:
        byte = text[pos]
        if byte == 0x22:
            return pos + 1
        if byte == 0x5C:
            pos = _escape(text, pos)
        elif byte < 0x20:
            return -1
        elif byte < 0x80:
            pos += 1
        else:
            pos = _wide(text, pos)
        if pos < 0:
            return -1
    return -1


@njit(nogil=True, cache=True)
def _escape(text: Bytes, pos: int) -> int:
    """Return the place behind an escape that RFC 8785 asks for, or -1."""
    if pos + 1 >= len(text):
        return -1
    letter = text[pos + 1]
    if letter in (0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74):  # " \ b f n r t
        return pos + 2
    if letter != 0x75 or pos + 5 >= len(text) or text[pos + 2] != 0x30 or text[pos + 3] != 0x30:
        return -1
    high, low = text[pos + 4], text[pos + 5]
    if high not in (0x30, 0x31):
        return -1
    digit = 0x30 <= low <= 0x39
    if not digit and not 0x61 <= low <= 0x66:
        return -1
    if high == 0x30 and low in (0x38, 0x39, 0x61, 0x63, 0x64):  # these have short escapes
        return -1
    return pos + 6


@njit(nogil=True, cache=True)
def _wide(text: Bytes, pos: int) -> int:
    """Return the place behind a UTF-8 sequence of two or three bytes, or -1."""
    first = text[pos]
    if 0xC2 <= first <= 0xDF:
        more = 1
    elif 0xE0 <= first <= 0xEF:
        more = 2
    else:
        return -1
    if pos + more >= len(text):
        return -1
    for i in range(1, more + 1):
        if text[pos + i] & 0xC0 != 0x80:
            return -1
    second = text[pos + 1]
    overlong = first == 0xE0 and second < 0xA0
    surrogate = first == 0xED and second >= 0xA0
    return -1 if overlong or surrogate else pos + more + 1


@njit(nogil=True, cache=True)
def _number(text: Bytes, pos: int) -> int:
    """Return the place behind a number in its one form, or -1."""
    end = len(text)
    start = pos
    if text[pos] == 0x2D:
        pos += 1
    first = pos
    while pos < end and 0x30 <= text[pos] <= 0x39:
        pos += 1
    whole = pos - first
    if whole == 0 or (whole > 1 and text[first] == 0x30):
        return -1
    zero = text[first] == 0x30
    if pos < end and text[pos] == 0x2E:
        point = pos
        pos += 1
        while pos < end and 0x30 <= text[pos] <= 0x39:
            pos += 1
        places = pos - point - 1
        if places == 0 or text[pos - 1] == 0x30:
            return -1
        leading = 0
        if zero:
            while text[point + 1 + leading] == 0x30:
                leading += 1
        if leading > ZEROS_MAX or places - leading + (0 if zero else whole) > DIGITS_MAX:
            return -1
    elif whole > DIGITS_MAX or (zero and first > start):
        return -1
    if pos < end and text[pos] in (0x65, 0x45):
        return -1
    return pos


@njit(nogil=True, cache=True)
def _word(text: Bytes, pos: int) -> int:
    """Return the place behind ``true``, ``false`` or ``null``, or -1."""
    for word in (b"true", b"false", b"null"):
        if pos + len(word) <= len(text):
            same = True
            for i in range(len(word)):
                if text[pos + i] != word[i]:
                    same = False
                    break
            if same:
                return pos + len(word)
    return -1
