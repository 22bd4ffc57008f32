"""Which events a forecast rests on: those of tables, or those in a mission's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sulh import mission
from sulh.warn import (
    events_from_records,
    fill_countries,
    join_events,
    natural_earth_borders,
    read_events,
)
from sulh.workspace.folder import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sulh.errors import Problem
    from sulh.mission import Pack
    from sulh.tables import Table
    from sulh.warn import Events

__all__ = ["Violence", "read_violence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violence:
    """Events, the problems of the rows they came in, and the pack; None for tables without one."""

    events: Events
    problems: tuple[Problem, ...]
    pack: Pack | None

    @property
    def rejected(self) -> int:
        """The number of rows that were not used."""
        return len({(each.source, each.row) for each in self.problems if each.severity == "error"})


def read_violence(
    folder: Path,
    tables: Sequence[tuple[Table, str]],
    *,
    pack_name: str = "",
    by_district: bool = False,
    by_borders: bool = False,
    simulated: bool = False,
) -> Violence:
    """Read opened tables, each with its file's name, or the ledger of the mission in `folder` without any.

    Parameters
    ----------
    pack_name
        The pack whose time zone the tables are in; without one they are in UTC. A ledger has its own.
    by_district
        Only events with a district count.
    by_borders
        Events without a country have that of the land they happened in (extra `backtest`).
    simulated
        The simulated records of a ledger; a table is simulated where its name says so.

    Raises
    ------
    InputError
        When a table, the pack or the mission cannot be read.
    """
    problems: tuple[Problem, ...] = ()
    if tables:
        pack = mission.load(mission.find(pack_name)) if pack_name else None
        reads = [
            read_events(
                table,
                timezone=pack.timezone if pack else ZoneInfo("UTC"),
                by_district=by_district,
                simulated=name.endswith(".simulated.csv"),
            )
            for table, name in tables
        ]
        problems = tuple(problem for each in reads for problem in each.problems)
        events = join_events([each.value for each in reads])
    else:
        opened = open_workspace(folder)
        pack = opened.pack
        events = events_from_records(
            opened.store.records(),
            timezone=pack.timezone,
            by_district=by_district,
            simulated=simulated,
        )
    if by_borders:
        events = fill_countries(events, natural_earth_borders())
    return Violence(events=events, problems=problems, pack=pack)
