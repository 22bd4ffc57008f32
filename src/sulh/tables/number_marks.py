"""How a table marks decimals and thousands, told from its first rows, and its numbers without such marks.

What could mean two numbers stays as it is, and its row is refused: ``1,200`` among numbers of which none
shows what the comma is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sulh.tables.times import plain_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NumberMarks", "number_marks", "without_marks"]

GAPS = " \u00a0\u2009\u202f'\u2019"
"""Spaces and apostrophes that part thousands; the narrow ones as Excel writes them in French."""
GAP_GROUPS = re.compile(rf"([-+]?)(\d{{1,3}}(?:[{GAPS}]\d{{3}})+)([.,]\d+)?")
COMMA = re.compile(r"[-+]?\d{1,12},\d+")
POINT = re.compile(r"[-+]?\d*\.\d+")
COMMA_GROUPS = re.compile(r"[-+]?\d{1,3}(,\d{3})+")
POINT_GROUPS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")
POINTS_THEN_COMMA = re.compile(r"[-+]?\d{1,3}(\.\d{3})+,\d+")
COMMAS_THEN_POINT = re.compile(r"[-+]?\d{1,3}(,\d{3})+\.\d+")


class NumberMarks(NamedTuple):
    """The decimal mark, ``,`` or ``.``; what parts thousands: ``,``, ``.`` or nothing; whether gaps do."""

    decimal: str
    thousands: str
    has_gaps: bool

    @property
    def is_usual(self) -> bool:
        """Say whether numbers are written as parsers take them."""
        return self.decimal == "." and not self.thousands and not self.has_gaps


def number_marks(
    decimals: Sequence[str], wholes: Sequence[str], *, decimal: str = ""
) -> NumberMarks:
    """Return the marks that some decimal and whole numbers show; `decimal` is what people say of them.

    A comma is the decimal mark where a decimal number has one that cannot part thousands, and none has a
    point that cannot; or where all have commas and none has a point. Whole numbers show what parts
    thousands where it is not the decimal mark.
    """
    has_gaps = any(map(GAP_GROUPS.fullmatch, (*decimals, *wholes)))
    plain = [without_gaps(text) for text in decimals]
    mark = decimal or _decimal(plain)
    groups, mixed = (
        (POINT_GROUPS, POINTS_THEN_COMMA) if mark == "," else (COMMA_GROUPS, COMMAS_THEN_POINT)
    )
    other = "." if mark == "," else ","
    # A decimal point is plain to see; thousands in decimals need another number that shows it.
    shows = any(map(groups.fullmatch, wholes)) or any(map(mixed.fullmatch, plain))
    if mark == "," or any(
        each for each in plain if POINT.fullmatch(each) and not POINT_GROUPS.fullmatch(each)
    ):
        shows = shows or any(map(groups.fullmatch, plain))
    return NumberMarks(mark, other if shows else "", has_gaps)


def _decimal(texts: Sequence[str]) -> str:
    commas = [each for each in texts if COMMA.fullmatch(each) or POINTS_THEN_COMMA.fullmatch(each)]
    points = [each for each in texts if POINT.fullmatch(each) or COMMAS_THEN_POINT.fullmatch(each)]
    sure_comma = any(not COMMA_GROUPS.fullmatch(each) for each in commas)
    sure_point = any(not POINT_GROUPS.fullmatch(each) for each in points)
    if sure_point or not commas:
        return "."
    return "," if sure_comma or not points else "."


def without_gaps(text: str) -> str:
    """Return a number without the spaces or apostrophes between its thousands."""
    match = GAP_GROUPS.fullmatch(text)
    if match is None:
        return text
    sign, digits, rest = match.groups()
    return sign + re.sub(rf"[{GAPS}]", "", digits) + (rest or "")


def without_marks(text: str, marks: NumberMarks, *, is_whole: bool) -> str:
    """Return a number as parsers take it; what does not follow the marks stays as it is."""
    digits = plain_digits(text.strip())
    plain = without_gaps(digits)
    if marks.decimal == ",":
        if POINT_GROUPS.fullmatch(plain) and (is_whole or marks.thousands):
            return plain.replace(".", "")
        if POINTS_THEN_COMMA.fullmatch(plain) or (COMMA.fullmatch(plain) and not is_whole):
            return plain.replace(".", "").replace(",", ".")
    elif marks.thousands and (COMMA_GROUPS.fullmatch(plain) or COMMAS_THEN_POINT.fullmatch(plain)):
        return plain.replace(",", "")
    return text if plain == digits else plain
