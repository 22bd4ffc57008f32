"""Who took part in an incident, on which side: a field type of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

import polars as pl
from msgspec import Struct

from sulh.picture.field_type import Column, FieldType
from sulh.picture.text_fields import split_words
from sulh.tables.fields import parse_name

__all__ = ["Participant", "ParticipantsField"]


CACHED_LENGTH_MAX = 200


class Participant(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """An actor named in an incident, on side a or side b, as the source writes the name.

    As JSON it is the pair of both, as in a body.
    """

    name: str
    side: Literal["a", "b"]


@lru_cache(maxsize=16384)
def _side(field: str, text: str, side: Literal["a", "b"]) -> tuple[Participant, ...]:
    return tuple(Participant(name=name, side=side) for name in split_words(field, text, parse_name))


def parse_side(field: str, text: str, side: Literal["a", "b"]) -> tuple[Participant, ...]:
    """Return those of one side."""
    if len(text) > CACHED_LENGTH_MAX:
        return _side.__wrapped__(field, text, side)
    return _side(field, text, side) if text else ()


def load_sides(pairs: tuple[tuple[str, Literal["a", "b"]], ...]) -> tuple[Participant, ...]:
    """Return the participants of a body."""
    return tuple(Participant(name=name, side=side) for name, side in pairs)


@dataclass(frozen=True, kw_only=True)
class ParticipantsField(FieldType):
    """Any number of actors on side a (column ``actor``) and on side b (column ``opponent``)."""

    calls = (parse_side, load_sides)
    dumped = "[[each.name, each.side] for each in {}]"
    loaded = "load_sides({})"
    empty = ()
    child: ClassVar[str] = "participants"

    def columns(self, name: str) -> tuple[Column, ...]:  # noqa: ARG002 -- of the form's own
        """Return a column for each side."""
        return (
            self.column("actor", several=True),
            self.column("opponent", several=True, meaning="the other side"),
        )

    def parse_code(self, name: str) -> str:  # noqa: ARG002 -- as above
        """Return an expression for both sides."""
        return " + ".join(self.part_codes(""))

    def part_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return an expression for each side."""
        return (
            'parse_side("actor", get("actor", ""), "a")',
            'parse_side("opponent", get("opponent", ""), "b")',
        )

    def wire(self) -> Any:
        """Return pairs of a name and a side."""
        return tuple[tuple[str, Literal["a", "b"]], ...]

    def table(self, name: str) -> dict[str, Any]:  # noqa: ARG002 -- a table of its own
        """Return no column: participants have a table of their own."""
        return {}

    def write_codes(self, name: str, value: str) -> dict[str, str]:
        """Return an expression for the participants, which are written as pairs."""
        return {name: f"{value} or UNSET"}

    def child_columns(self) -> dict[str, Any]:
        """Return the columns of the table of participants."""
        return {"name": pl.Categorical, "side": pl.Categorical}

    def cell_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return none."""
        return ()

    def child_rows(self, value: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return name and side of each participant."""
        return value

    def actors(self, value: tuple[Participant, ...]) -> tuple[str, ...]:
        """Return the names of both sides."""
        return tuple([each.name for each in value])
