"""Statements of unit requirement, pledges and deployments: three tables, read row by row.

A requirement asks for one unit of a type, for tasks, at a place, from a day to a day. A pledge offers
one unit with its readiness, notice to move, languages and caveats. A deployment says which unit fills
which requirement from when to when; a rotation is two of them, a repatriation the end of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sulh.errors import InputError, shown
from sulh.sustain.contributions.nations import match_nation
from sulh.sustain.units.forms import FormRead
from sulh.tables.fields import parse_key, parse_whole
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sulh.tables.rows import Row, Table

__all__ = [
    "LEVELS",
    "Deployment",
    "Pledge",
    "Requirement",
    "read_deployments",
    "read_pledges",
    "read_requirements",
]

LEVELS = ("1", "2", "3", "rdl", "mou")
"""The steps of a pledge in the UN's readiness system, the least ready first [GK]."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One unit that is asked for. `languages` is empty, or one of them is needed."""

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
    """One unit that is offered. `caveats` are the tasks, places and missions that it refuses.

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


def read_requirements(table: Table, file: str) -> FormRead[Requirement]:
    """Return the requirements of an opened table, and a problem for each row that is none."""
    columns = ("id", "mission", "unit_type", "tasks", "place", "strength", "first", "last")
    return _read(table, file, columns, _requirement)


def read_pledges(table: Table, file: str) -> FormRead[Pledge]:
    """Return the pledges of an opened table, and a problem for each row that is none."""
    columns = ("id", "nation", "unit_type", "strength", "level", "first", "last", "notice_days")
    return _read(table, file, columns, _pledge)


def read_deployments(table: Table, file: str) -> FormRead[Deployment]:
    """Return the deployments of an opened table, and a problem for each row that is none."""
    return _read(table, file, ("id", "requirement", "nation", "first", "last"), _deployment)


def _read(
    table: Table, file: str, columns: tuple[str, ...], make: Callable[[Mapping[str, str]], Read]
) -> FormRead[Read]:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise InputError(
            f"{file} lacks the column {missing[0]!r}.", remedy=f"It needs: {', '.join(columns)}."
        )
    kept: set[str] = set()

    def convert(row: Row) -> Read:
        name = parse_key("id", row.values["id"])
        if name in kept:
            raise FaultyField("doubled-reference", "id", name, message="stands in an earlier row")
        made = make(row.values)
        kept.add(name)
        return made

    read = convert_rows(table, file, convert)
    return FormRead(
        records=read.value, problems=read.problems, rows=read.rows, blank=read.blank, raw=read.raw
    )


def _requirement(values: Mapping[str, str]) -> Requirement:
    first, last = _span(values)
    return Requirement(
        id=parse_key("id", values["id"]),
        mission=parse_key("mission", values["mission"]),
        unit_type=parse_key("unit_type", values["unit_type"]).casefold(),
        tasks=_words(values["tasks"]),
        place=parse_key("place", values["place"], required=False),
        strength=_number("strength", values["strength"]),
        first=first,
        last=last,
        languages=_words(values.get("languages", "")),
    )


def _pledge(values: Mapping[str, str]) -> Pledge:
    first, last = _span(values)
    level = values["level"].strip().casefold()
    if level not in LEVELS:
        raise FaultyField(
            "bad-word", "level", shown(level), expected=f"one of: {', '.join(LEVELS)}"
        )
    return Pledge(
        id=parse_key("id", values["id"]),
        nation=_code(values["nation"], first),
        unit_type=parse_key("unit_type", values["unit_type"]).casefold(),
        strength=_number("strength", values["strength"]),
        level=level,
        first=first,
        last=last,
        notice_days=_number("notice_days", values["notice_days"]),
        languages=_words(values.get("languages", "")),
        caveats=_words(values.get("caveats", "")),
    )


def _deployment(values: Mapping[str, str]) -> Deployment:
    first, last = _span(values)
    return Deployment(
        id=parse_key("id", values["id"]),
        requirement=parse_key("requirement", values["requirement"]),
        nation=_code(values["nation"], first),
        first=first,
        last=last,
    )


def _words(text: str) -> frozenset[str]:
    """Return the words that semicolons part, case-folded."""
    return frozenset(word.strip().casefold() for word in text.split(";") if word.strip())


def _number(field: str, text: str) -> int:
    number = parse_whole(field, text)
    if number is None:
        raise FaultyField("missing", field, "", message="is missing", expected="a number")
    return number


def _code(text: str, on: date) -> str:
    match = match_nation(text, on)
    if not match.nation:
        raise FaultyField(
            "unknown-nation",
            "nation",
            shown(text),
            message="is no nation of that time",
            remedy=match.hint,
        )
    return match.nation


def _span(values: Mapping[str, str]) -> tuple[date, date]:
    days = []
    for field in ("first", "last"):
        try:
            days.append(date.fromisoformat(values[field].strip()))
        except ValueError:
            raise FaultyField(
                "bad-date", field, shown(values[field]), expected="a day such as 2026-03-01"
            ) from None
    first, last = days
    if last < first:
        raise FaultyField(
            "ends-before-start", "last", str(last), message=f"is before the first day ({first})"
        )
    return first, last
