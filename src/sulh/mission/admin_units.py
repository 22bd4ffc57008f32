"""Administrative areas with their P-codes, and from when until when each holds.

P-codes are OCHA's codes of places (Common Operational Datasets, COD-AB). A country that is divided anew
gets new ones: a report of 2019 may rightly bear a code that was replaced in 2021, one of 2024 may not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from sulh.errors import InputError, shown
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_key, parse_name, parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.tables import Read, Row, Table

__all__ = ["AdminUnit", "AdminUnits", "is_table_of_units", "read_admin_units"]

LEVEL_MAX = 5
CLOSE = 60.0
"""From this likeness on, of 100, a known code is offered for an unknown one."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("p-code", "pcode", "adm-pcode", "admpcode"),
    "name": ("name", "name-en", "name-fr", "adm-name", "reference-name"),
    "level": ("admin-level", "adm-level", "level"),
    "parent": ("parent-p-code", "parent-pcode", "parent"),
    "country": ("location", "country", "country-code", "adm0-pcode", "admin0pcod"),
    "since": ("valid-from-date", "valid-from", "since", "validon"),
    "until": ("valid-until-date", "valid-until", "valid-to", "until", "validto"),
    "successor": ("replaced-by", "successor", "new-p-code", "new-pcode"),
}
WIDE = re.compile(r"adm(?:in)?([0-5])-?(pcode|pcod|en|fr|ar|es|pt|name)")
"""Columns of boundary files: ADM2_PCODE, ADM2_EN, admin1Pcod, admin1Name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminUnit:
    """An area by its P-code: its name, level (1 is below the country), and the code of what it lies in.

    It holds from `since` up to `until`, that day left out; None: nobody said. `successor` is the P-code that
    replaced it.
    """

    code: str
    name: str
    level: int
    parent: str = ""
    country: str = ""
    since: date | None = None
    until: date | None = None
    successor: str = ""

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} ({self.name})"


class AdminUnits:
    """The areas that a mission knows, by code and by name."""

    def __init__(self, units: Iterable[AdminUnit]) -> None:
        self._by_code: dict[str, list[AdminUnit]] = {}
        self._by_name: dict[str, list[AdminUnit]] = {}
        for unit in units:
            self._by_code.setdefault(unit.code.upper(), []).append(unit)
            self._by_name.setdefault(_plain(unit.name), []).append(unit)

    def __len__(self) -> int:
        return sum(map(len, self._by_code.values()))

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code.strip().upper() in self._by_code

    def find(self, field: str, code: str, day: date | None = None) -> AdminUnit:
        """Return the area that bears a code on a day; None: any day. `field` names the column in errors.

        An area counts from before its `since`, too, where no other bore the code then: many tables say there
        when they were published.

        Raises
        ------
        FaultyField
            When no area bears the code: the nearest known is named. When the code was replaced by that day:
            the new one is named.
        """
        units = self._by_code.get(code.strip().upper(), [])
        if not units:
            near = self.nearest(code)
            raise FaultyField(
                "unknown-pcode",
                field,
                shown(code),
                message="is no P-code that the gazetteer knows",
                expected=f"a known one; the nearest is {near}" if near else "a known one",
            )
        holding = [each for each in units if day is None or each.until is None or day < each.until]
        if not holding:
            raise self._replaced(field, max(units, key=lambda each: each.until or date.min))
        begun = [each for each in holding if day is None or each.since is None or each.since <= day]
        if begun:
            return max(begun, key=lambda each: each.since or date.min)
        return min(holding, key=lambda each: each.since or date.min)

    def _replaced(self, field: str, unit: AdminUnit) -> FaultyField:
        new = self._by_code.get(unit.successor.upper(), [])
        successor = str(new[-1]) if new else unit.successor
        return FaultyField(
            "replaced-pcode",
            field,
            unit.code,
            message=f"({unit.name}) holds only until {unit.until}",
            expected=f"{successor}, which replaced it" if successor else "a code of today",
            remedy="Write the new code, or mend the date.",
        )

    def nearest(self, code: str) -> AdminUnit | None:
        """Return the known area whose code is most like one that is unknown; None: none is like it.

        Of codes as long as that one, if any is like it: the length says the level.
        """
        text = code.strip().upper()
        for codes in ([each for each in self._by_code if len(each) == len(text)], self._by_code):
            best = process.extractOne(text, codes, scorer=fuzz.ratio, score_cutoff=CLOSE)
            if best:
                return self._by_code[best[0]][-1]
        return None

    def without_zeros(self, code: str) -> AdminUnit | None:
        """Return an area whose code is these digits with zeros before them; None: there is none."""
        digits = code.strip()
        if not (digits.isascii() and digits.isdecimal()):
            return None
        return next(
            (
                units[-1]
                for each, units in self._by_code.items()
                if each.isdecimal() and each.lstrip("0") == digits.lstrip("0")
            ),
            None,
        )

    def named(self, name: str) -> tuple[AdminUnit, ...]:
        """Return the areas of a name, whatever its case and accents, that still hold."""
        return tuple(each for each in self._by_name.get(_plain(name), ()) if each.until is None)

    def line_of(self, unit: AdminUnit) -> tuple[AdminUnit, ...]:
        """Return what an area lies in and the area itself, from the highest level down."""
        line = [unit]
        while (above := self._by_code.get(line[0].parent.upper())) and above[-1] not in line:
            line.insert(0, above[-1])
        return tuple(line)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    )


def _columns(table: Table) -> dict[str, str]:
    """Return the column of each field; the deepest level of a table with columns for each level."""
    plain = {re.sub(r"[ _]+", "-", name.strip().casefold()): name for name in table.columns}
    columns = {
        field: next((plain[each] for each in names if each in plain), "")
        for field, names in NAMES.items()
    }
    levels: dict[int, dict[str, str]] = {}
    for name, column in plain.items():
        match = WIDE.fullmatch(name)
        if match:
            part = "code" if match[2].startswith("pcod") else "name"
            levels.setdefault(int(match[1]), {}).setdefault(part, column)
    deepest = max((each for each, parts in levels.items() if "code" in parts), default=0)
    if not columns["code"] and deepest and "name" in levels[deepest]:
        columns |= {"code": levels[deepest]["code"], "name": levels[deepest]["name"]}
        columns["parent"] = levels.get(deepest - 1, {}).get("code", "")
        columns["level"] = f"={deepest}"
    return {field: column for field, column in columns.items() if column}


def is_table_of_units(table: Table) -> bool:
    """Say whether a table has a column of P-codes, one of names, and says the level of each."""
    return {"code", "name", "level"} <= _columns(table).keys()


def read_admin_units(table: Table) -> Read[tuple[AdminUnit, ...]]:
    """Read a table of areas: those of OCHA and of HDX, and the attributes of boundary files.

    A row is a problem that ends before it begins, repeats a code for days that overlap, or has no code,
    name or level.

    Raises
    ------
    InputError
        When the table has no such columns.
    """
    columns = _columns(table)
    lacks = sorted({"code", "name", "level"} - columns.keys())
    if lacks:
        raise InputError(
            f"{table.name} is no table of areas: it has no column for {', '.join(lacks)}.",
            remedy="It needs P-Code, Name and Admin Level; and may have Parent P-Code, Valid from date, "
            "Valid until date and Replaced by.",
        )
    seen: dict[str, list[AdminUnit]] = {}

    def convert(row: Row) -> AdminUnit:
        unit = _unit(row, columns)
        for other in seen.get(unit.code.upper(), ()):
            if _overlap(unit, other):
                raise FaultyField(
                    "doubled-pcode",
                    columns["code"],
                    unit.code,
                    message=f"is also the code of {other.name} in the same days",
                    remedy="Give each code once, or say until when each holds.",
                )
        seen.setdefault(unit.code.upper(), []).append(unit)
        return unit

    return convert_rows(table, table.name, convert)


def _unit(row: Row, columns: Mapping[str, str]) -> AdminUnit:
    def text(field: str) -> str:
        column = columns.get(field, "")
        return column[1:] if column.startswith("=") else row.values.get(column, "").strip()

    level = parse_whole(columns["level"], text("level"))
    if level is None or not 0 <= level <= LEVEL_MAX:
        raise FaultyField(
            "bad-level", columns["level"], text("level"), expected=f"a number from 0 to {LEVEL_MAX}"
        )
    since, until = (_day(columns.get(each, each), text(each)) for each in ("since", "until"))
    if since and until and until < since:
        raise FaultyField(
            "ends-before-start", columns["until"], str(until), expected=f"{since} or later"
        )
    return AdminUnit(
        code=parse_key(columns["code"], text("code")),
        name=parse_name(columns["name"], text("name")),
        level=level,
        parent=parse_key(columns.get("parent", ""), text("parent"), required=False),
        country=parse_name(columns.get("country", ""), text("country"), required=False),
        since=since,
        until=until,
        successor=parse_key(columns.get("successor", ""), text("successor"), required=False),
    )


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise FaultyField(
            "bad-date", field, shown(text), expected="a day such as 2021-11-17"
        ) from error


def _overlap(unit: AdminUnit, other: AdminUnit) -> bool:
    return (unit.since or date.min) < (other.until or date.max) and (other.since or date.min) < (
        unit.until or date.max
    )
