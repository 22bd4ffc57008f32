"""Since when UN missions have a mandate to protect civilians.

From general knowledge of the Security Council's resolutions, which were not read again for this table: each
entry is unverified, and a report that rests on it says so. `read_mandates` reads a table to replace it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.protect.reading import need_columns
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_name, parse_text

if TYPE_CHECKING:
    from sulh.tables import Read, Row, Table

__all__ = ["MANDATES", "Mandate", "read_mandates"]

NEEDED = ("mission", "since", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mission's mandate to protect civilians: its first day, and the document that gives it."""

    mission: str
    since: date
    source: str


MANDATES: tuple[Mandate, ...] = tuple(
    Mandate(mission=mission, since=date.fromisoformat(since), source=f"S/RES/{source}")
    for mission, since, source in (
        ("UNAMSIL", "1999-10-22", "1270 (1999)"),
        ("MONUC", "2000-02-24", "1291 (2000)"),
        ("UNMIL", "2003-09-19", "1509 (2003)"),
        ("UNOCI", "2004-02-27", "1528 (2004)"),
        ("MINUSTAH", "2004-04-30", "1542 (2004)"),
        ("ONUB", "2004-05-21", "1545 (2004)"),
        ("UNMIS", "2005-03-24", "1590 (2005)"),
        ("UNIFIL", "2006-08-11", "1701 (2006)"),
        ("UNAMID", "2007-07-31", "1769 (2007)"),
        ("MINURCAT", "2007-09-25", "1778 (2007)"),
        ("MONUSCO", "2010-05-28", "1925 (2010)"),
        ("UNISFA", "2011-06-27", "1990 (2011)"),
        ("UNMISS", "2011-07-08", "1996 (2011)"),
        ("MINUSMA", "2013-04-25", "2100 (2013)"),
        ("MINUSCA", "2014-04-10", "2149 (2014)"),
    )
)


def read_mandates(table: Table, file: str) -> Read[tuple[Mandate, ...]]:
    """Read mandates: mission, since (YYYY-MM-DD), source.

    Raises
    ------
    InputError
        When a column is missing.
    """
    need_columns(table.columns, file, NEEDED)
    return convert_rows(table, file, _mandate)


def _mandate(row: Row) -> Mandate:
    get = row.values.get
    text = get("since", "").strip()
    try:
        since = date.fromisoformat(text)
    except ValueError:
        raise FaultyField("bad-date", "since", shown(text), expected="YYYY-MM-DD") from None
    return Mandate(
        mission=parse_name("mission", get("mission", "")),
        since=since,
        source=parse_text("source", get("source", "").strip()),
    )
