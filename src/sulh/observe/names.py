"""How two spellings of one name are told to be the same."""

from __future__ import annotations

import unicodedata

__all__ = ["normalise_name"]


def normalise_name(name: str) -> str:
    """Return the name case-folded, in Unicode NFC, with runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
