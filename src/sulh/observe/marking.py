"""The column `tlp` of a report: how its sender marks it, by the Traffic Light Protocol 2.0 (FIRST, 2022)."""

from __future__ import annotations

from sulh.errors import shown
from sulh.ledger.tlp import Tlp
from sulh.tables import FaultyField

__all__ = ["MARKING_COLUMN", "parse_marking"]

MARKING_COLUMN = "tlp"


def parse_marking(text: str) -> str:
    """Return the label that a cell names, with or without ``TLP:``, in any case; empty for an empty cell.

    Raises
    ------
    FaultyField
        When it names none: nobody may read a report more freely than its sender meant.
    """
    word = text.strip().upper().removeprefix("TLP:")
    if not text.strip():
        return ""
    try:
        return Tlp.parse(word).label
    except ValueError as error:
        labels = ", ".join(each.label for each in sorted(Tlp, reverse=True))
        raise FaultyField(
            "bad-word", MARKING_COLUMN, shown(text), expected=f"one of: {labels}"
        ) from error
