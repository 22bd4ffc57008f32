"""Statements of unit requirement, pledges and deployments: three tables, read row by row.

A requirement asks for one unit of a type, for tasks, at a place, from a day to a day. A pledge offers
one unit with its readiness, notice to move, languages and caveats. A deployment says which unit fills
which requirement from when to when; a rotation is two of them, a repatriation the end of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 -- a dataclass's annotation, also for readers at run time
from typing import TYPE_CHECKING, Protocol, TypeVar

from sulh.errors import InputError
from sulh.sustain.fields import Fields
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.tables.rows import Row, Table

__all__ = [
    "READINESS_LEVELS",
    "Deployment",
    "Pledge",
    "Requirement",
    "read_pledges",
    "read_requirements",
    "read_unit_deployments",
]

READINESS_LEVELS = ("1", "2", "3", "rdl", "mou")
"""The steps of a pledge in the UN's readiness system, the least ready first [GK]."""

REQUIREMENT_COLUMNS = ("id", "mission", "unit_type", "tasks", "place", "strength", "first", "last")
PLEDGE_COLUMNS = ("id", "nation", "unit_type", "strength", "level", "first", "last", "notice_days")
DEPLOYMENT_COLUMNS = ("id", "requirement", "nation", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One unit that a mission needs. `languages` is empty, or one of them is needed."""

    id: str
    mission: str
    unit_type: str
    tasks: frozenset[str]
    place: str
    strength: int
    first: date
    last: date
    languages: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One unit on offer. `caveats` are the tasks, places and missions that it refuses.

    It can be there `notice_days` after the decision and not before `first`; it leaves on `last`.
    """

    id: str
    nation: str
    unit_type: str
    strength: int
    level: str
    first: date
    last: date
    notice_days: int
    languages: frozenset[str]
    caveats: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One unit that fills a requirement from its first day to its last."""

    id: str
    requirement: str
    nation: str
    first: date
    last: date


class HasId(Protocol):
    """A value with an id of its own."""

    @property
    def id(self) -> str:
        """Return the id."""


Value = TypeVar("Value", bound=HasId)


def read_requirements(table: Table, file: str) -> Read[tuple[Requirement, ...]]:
    """Return the requirements of a table, and a problem for each row that cannot be read."""
    return _read(table, file, REQUIREMENT_COLUMNS, _requirement)


def read_pledges(table: Table, file: str) -> Read[tuple[Pledge, ...]]:
    """Return the pledges of a table, and a problem for each row that cannot be read."""
    return _read(table, file, PLEDGE_COLUMNS, _pledge)


def read_unit_deployments(table: Table, file: str) -> Read[tuple[Deployment, ...]]:
    """Return the deployments of a table, and a problem for each row that cannot be read."""
    return _read(table, file, DEPLOYMENT_COLUMNS, _deployment)


def _read(
    table: Table, file: str, columns: tuple[str, ...], convert: Callable[[Fields], Value]
) -> Read[tuple[Value, ...]]:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise InputError(
            f"{file} lacks the column {missing[0]!r}.", remedy=f"It needs: {', '.join(columns)}."
        )
    ids: set[str] = set()

    def convert_row(row: Row) -> Value:
        fields = Fields(row.values)
        name = fields.key("id")
        if name in ids:
            raise FaultyField("doubled-reference", "id", name, message="stands in an earlier row")
        value = convert(fields)
        ids.add(name)
        return value

    return convert_rows(table, file, convert_row)


def _requirement(fields: Fields) -> Requirement:
    first, last = fields.span()
    return Requirement(
        id=fields.key("id"),
        mission=fields.key("mission"),
        unit_type=fields.key("unit_type").casefold(),
        tasks=fields.words("tasks"),
        place=fields.key("place", optional=True),
        strength=fields.number("strength"),
        first=first,
        last=last,
        languages=fields.words("languages"),
    )


def _pledge(fields: Fields) -> Pledge:
    first, last = fields.span()
    return Pledge(
        level=fields.choice("level", READINESS_LEVELS),
        id=fields.key("id"),
        nation=fields.nation("nation", first),
        unit_type=fields.key("unit_type").casefold(),
        strength=fields.number("strength"),
        first=first,
        last=last,
        notice_days=fields.number("notice_days"),
        languages=fields.words("languages"),
        caveats=fields.words("caveats"),
    )


def _deployment(fields: Fields) -> Deployment:
    first, last = fields.span()
    return Deployment(
        id=fields.key("id"),
        requirement=fields.key("requirement"),
        nation=fields.nation("nation", first),
        first=first,
        last=last,
    )
