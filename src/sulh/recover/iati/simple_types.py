"""Values of attributes and texts by the simple types of XML Schema that IATI uses (W3C, XML Schema part 2)."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from functools import lru_cache

__all__ = ["ANYTHING", "EXPECTED", "fits"]

ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
DATE = re.compile(rf"-?(\d{{4,}})-(\d\d)-(\d\d){ZONE}")
MOMENT = re.compile(
    rf"-?(\d{{4,}})-(\d\d)-(\d\d)T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?){ZONE}"
)
PATTERNS = {
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "boolean": re.compile("true|false|1|0"),
    "int": re.compile(r"[+-]?\d+"),
    "positive": re.compile(r"\+?0*[1-9]\d*"),
    "natural": re.compile(r"\+?\d+|-0+"),
    "token": re.compile(r"[\w.:\-\u00b7]+"),
    "lang": re.compile(r"([a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*)?"),
}
ANYTHING = "anything"
SHORT = 100
"""Texts of so many letters come again: days, codes, amounts."""
INT_MAX = 2**31 - 1
URI_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
URI_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
EXPECTED = {
    "decimal": "a decimal number such as 1250.50, without marks between thousands",
    "boolean": "true, false, 1 or 0",
    "int": "a whole number",
    "positive": "a whole number above 0",
    "natural": "a whole number of 0 or more",
    "token": "a word of letters, digits and . : - _",
    "lang": "a code of a language such as fr",
    "date": "a day such as 2024-05-03",
    "moment": "a time such as 2024-05-03T10:00:00Z",
    "uri": "a web address",
}


def fits(kind: str, text: str) -> bool:
    """Say whether a text is a value of a type; space around it is none of its value."""
    if kind in ("string", ANYTHING):
        return True
    return _fits(kind, text) if len(text) < SHORT else _fits.__wrapped__(kind, text)


@lru_cache(maxsize=65_536)
def _fits(kind: str, text: str) -> bool:
    plain = " ".join(text.split())
    if kind in PATTERNS:
        if PATTERNS[kind].fullmatch(plain) is None or (not plain.isascii() and kind != "token"):
            return False
        return kind != "int" or -INT_MAX - 1 <= int(plain) <= INT_MAX
    if kind in ("date", "moment"):
        match = (DATE if kind == "date" else MOMENT).fullmatch(plain)
        return match is not None and plain.isascii() and _is_day(*map(int, match.group(1, 2, 3)))
    return _is_uri(plain)


def _is_day(year: int, month: int, day: int) -> bool:
    if not (year and 1 <= month <= 12):
        return False
    length = 29 if month == 2 and isleap(year) else monthrange(2001, month)[1]
    return 1 <= day <= length


def _is_uri(text: str) -> bool:
    """Say whether a text can be an address (RFC 3986); spaces and other letters are escaped by readers."""
    if URI_PERCENT.search(text) or text.count("#") > 1:
        return False
    scheme, colon, _ = text.partition(":")
    if colon and not set(scheme) & set("/?#"):
        return URI_SCHEME.fullmatch(scheme) is not None
    return True
