"""Texts in a filter: patterns, and comparisons without case or accents (CQL2, 7.3 and 7.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sulh.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["fold_case", "pattern_of", "without_accents"]

PATTERN_CHARACTERS_MAX = 500
FINAL_SIGMA = "\N{GREEK SMALL LETTER FINAL SIGMA}"
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"


def fold_case(texts: pl.Expr) -> pl.Expr:
    """Return texts with their case folded: ``Straße`` and ``STRASSE`` are one.

    Upper case first, since it writes out what lower case has as one letter; the Greek final sigma last.
    """
    return (
        texts.str.to_uppercase()
        .str.to_lowercase()
        .str.replace_all(FINAL_SIGMA, SIGMA, literal=True)
    )


def without_accents(texts: pl.Expr) -> pl.Expr:
    """Return texts without the marks on their letters, Arabic vowel signs among them."""
    return texts.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.normalize("NFC")


def pattern_of(text: str) -> str:
    """Return a LIKE pattern as a regular expression.

    A per cent sign stands for any text, an underline for one letter; after a backslash each is itself.

    Raises
    ------
    InputError
        When it is too long.
    """
    if len(text) > PATTERN_CHARACTERS_MAX:
        raise InputError(f"A pattern of LIKE has more than {PATTERN_CHARACTERS_MAX} characters.")
    parts = []
    letters = iter(text)
    for letter in letters:
        if letter == "%":
            parts.append(".*")
        elif letter == "_":
            parts.append(".")
        else:
            plain = next(letters, "\\") if letter == "\\" else letter
            parts.append(re.escape(plain) if plain.isascii() else plain)
    return f"(?s)^{''.join(parts)}$"
