"""What may stand where in a file of IATI 2.03: the grammar beside this file, as typed values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["FOREIGN", "Attribute", "Child", "Spec", "specs"]

FOREIGN = "*"
"""Stands for elements, or attributes, of other standards: those in a namespace."""
CHILD = re.compile(r"([a-z-]+)(?:\(([a-z0-9-]+)\))?([?*+]?)")
BOUNDS: dict[str, tuple[int, int | None]] = {
    "": (1, 1),
    "?": (0, 1),
    "*": (0, None),
    "+": (1, None),
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: the type of its value, and whether it must be there."""

    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class Child:
    """A child by its name, the kind of element that it is, and how often it may stand; None: any number."""

    name: str
    kind: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Spec:
    """A kind of element: its text's type (empty: it has none), attributes, children in order."""

    text: str
    attributes: dict[str, Attribute]
    is_open: bool
    children: tuple[Child, ...]
    required: tuple[str, ...] = ()


@cache
def specs() -> dict[str, Spec]:
    """Return all kinds of element, by name."""
    text = resources.files(__package__).joinpath("grammar.txt").read_text("utf-8")
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            lines[-1] += " " + line.strip()
        elif line and not line.startswith("#"):
            lines.append(line)
    return {name: _spec(rest) for name, _, rest in (line.partition(" : ") for line in lines)}


def _spec(line: str) -> Spec:
    own, _, children = line.partition("> ") if ">" in line else (line, "", "")
    marks = own.split()
    attributes = {}
    for mark in marks:
        if mark.startswith("@") and mark != "@*":
            name, _, kind = mark[1:].rstrip("!").replace("xml:", "xml_").partition(":")
            attributes[name.replace("xml_", "xml:")] = Attribute(
                kind or "string", mark.endswith("!")
            )
    required = tuple(name for name, each in attributes.items() if each.required)
    return Spec(
        required=required,
        text=next((mark[1:] for mark in marks if mark.startswith("=")), ""),
        attributes=attributes,
        is_open="@*" in marks,
        children=tuple(map(_child, children.split())),
    )


def _child(word: str) -> Child:
    if word == FOREIGN:
        return Child(FOREIGN, "", 0, None)
    match = CHILD.fullmatch(word)
    if match is None:
        raise ValueError(word)
    name, kind, mark = match.groups()
    return Child(name, kind or name, *BOUNDS[mark])
