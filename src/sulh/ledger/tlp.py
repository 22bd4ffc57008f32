"""How a record is marked: the Traffic Light Protocol 2.0 (FIRST, 2022).

A record carries ``tlp`` in its body. A record without one has the mission's default. A correction or
retraction is as strict as the strictest of itself and of what it amends.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

__all__ = ["Tlp", "is_sealed", "marking_in", "stricter_label"]


class Tlp(IntEnum):
    """The five markings, the freest first, so that the strictest of several is their maximum."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def label(self) -> str:
        """The marking as TLP 2.0 writes it."""
        return "TLP:" + self.name.replace("_", "+")

    @classmethod
    def parse(cls, text: str) -> Tlp:
        """Return the marking that a label names, with or without ``TLP:``, in any case.

        Raises
        ------
        ValueError
            When it names none.
        """
        word = text.strip().upper().removeprefix("TLP:").replace("+", "_")
        if word not in cls.__members__:
            raise ValueError(f"{text[:40]!r} is not a TLP 2.0 marking")
        return cls[word]


def stricter_label(first: str, second: str) -> str:
    """Return the stricter of two labels; an empty one marks nothing."""
    return max((first, second), key=lambda each: Tlp.parse(each) if each else -1)


DEPTH_MAX = 20
"""No reader of Sulh nests deeper than this; what is deeper counts as sealed, so as restricted."""


def marking_in(body: Any, default: Tlp) -> Tlp:
    """Return the marking of a body, its own or, in a correction, the one of the body inside it.

    A marking that cannot be read is the strictest: its writer meant to restrict something.
    """
    inner = body.get("body") if isinstance(body, dict) else None
    markings = [
        _parse_any(each["tlp"])
        for each in (body, inner)
        if isinstance(each, dict) and "tlp" in each
    ]
    return max(markings, default=default)


def _parse_any(value: Any) -> Tlp:
    try:
        return Tlp.parse(value) if isinstance(value, str) else Tlp.RED
    except ValueError:
        return Tlp.RED


def is_sealed(value: Any, depth: int = 0) -> bool:
    """Say whether any field inside is sealed: an object whose one key is ``sealed``."""
    if depth > DEPTH_MAX:
        return True
    if isinstance(value, dict):
        return value.keys() == {"sealed"} or any(is_sealed(v, depth + 1) for v in value.values())
    return isinstance(value, list) and any(is_sealed(each, depth + 1) for each in value)
