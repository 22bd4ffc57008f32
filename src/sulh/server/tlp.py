"""How a record is marked (Traffic Light Protocol 2.0, FIRST, 2022), and who entered it.

A record carries ``tlp`` in its body. What carries none has the mission's default. A correction or
retraction is as strict as the strictest of itself and of what it amends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

__all__ = ["Author", "Tlp", "author_text", "is_sealed", "marking_in", "read_author"]


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
            raise ValueError(f"{text[:40]!r} is no TLP 2.0 marking")
        return cls[word]


DEPTH_MAX = 20
"""Deeper than this no reader of Sulh nests; what is deeper counts as sealed, so as restricted."""


def marking_in(body: dict[str, Any], default: Tlp) -> Tlp:
    """Return the marking of a body, its own or, in a correction, the one of the body inside it.

    A marking that cannot be read is the strictest: who wrote it meant to restrict something.
    """
    found = [
        _parsed(each["tlp"])
        for each in (body, body.get("body"))
        if isinstance(each, dict) and "tlp" in each
    ]
    return max(found, default=default)


def _parsed(value: Any) -> Tlp:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who entered a record: a role, the party it speaks for, the account's id; "" where not said."""

    role: str
    party: str = ""
    account: str = ""


AUTHOR = re.compile(
    r"(?P<role>.*?)(?: of (?P<party>[^\s()]+))?(?: \((?P<account>a-[a-z2-7]{16})\))?", re.DOTALL
)


def author_text(author: Author) -> str:
    """Return what a record's `author` says, for instance ``liaison of red (a-…)``.

    An account's id is drawn by chance and names nobody; only the keeper of the accounts can tell.
    """
    party = f" of {author.party}" if author.party else ""
    account = f" ({author.account})" if author.account else ""
    return f"{author.role}{party}{account}"


def read_author(text: str) -> Author:
    """Read what `author_text` wrote; any other text is a role and no more."""
    found = AUTHOR.fullmatch(text)
    if found is None:
        return Author(role=text)
    return Author(role=found["role"], party=found["party"] or "", account=found["account"] or "")
