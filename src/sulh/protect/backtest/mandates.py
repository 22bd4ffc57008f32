"""Since when UN missions have a mandate to protect civilians.

From general knowledge of the Security Council's resolutions, not read again for this table: each entry
is unverified, and a report that rests on it says so. `sulh protect backtest --mandates FILE` replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["MANDATES", "Mandate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mission's mandate to protect civilians, from a day on, and the document that gives it."""

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
