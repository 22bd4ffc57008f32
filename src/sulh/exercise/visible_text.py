"""Texts of a scenario hold nothing that cannot be seen: they go to consoles, terminals, pages and sheets."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from sulh.tables.fields import HIDDEN, JOINERS

if TYPE_CHECKING:
    from sulh.mission.documents import Document
    from sulh.mission.positions import Position

__all__ = ["check_texts"]

ALLOWED = frozenset((*JOINERS, "\n", "\t", "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"))
"""Line breaks, joiners of letters, and marks that texts in Arabic may need."""


def check_texts(document: Document, value: Any, path: Position = ()) -> None:
    """Note each text in a value, however deep, that holds a control or turns the direction of what follows."""
    if isinstance(value, dict):
        for name, each in value.items():
            check_texts(document, each, (*path, name))
    elif isinstance(value, list):
        for n, each in enumerate(value):
            check_texts(document, each, (*path, n))
    elif isinstance(value, str) and any(
        unicodedata.category(c) in HIDDEN and c not in ALLOWED for c in value
    ):
        document.fault(
            "bad-character",
            path,
            "holds a character that cannot be seen (a control, a turn of direction)",
            value=value,
            remedy="Type it again without hidden characters.",
        )
