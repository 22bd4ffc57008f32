"""Incidents of the past out of tables, for a fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sulh import mission
from sulh.errors import InputError
from sulh.exercise import history_of
from sulh.observe import Incident, open_reports, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.errors import Problem
    from sulh.exercise import History
    from sulh.tables import Table

__all__ = ["PastRead", "read_past"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRead:
    """A history, and the problems of the rows that it came in."""

    history: History
    problems: tuple[Problem, ...]


def read_past(
    tables: Sequence[Table],
    *,
    pack_name: str = "",
    from_: datetime | None = None,
    until: datetime | None = None,
    seed: int = 1,
) -> PastRead:
    """Read the incidents of opened tables that lie in ``[from_, until)``, UTC; see `exercise.history_of`.

    Without times the history runs from the day of the first report to the day after the last. `pack_name` is
    the pack whose time zone the tables are in; without one they are in UTC.

    Raises
    ------
    InputError
        When Sulh knows no table with these columns, there is no such pack, or nothing is left. A bad row is a
        problem.
    """
    timezone = mission.load(mission.find(pack_name)).timezone if pack_name else ZoneInfo("UTC")
    batches = [batch for each in tables for batch in read(open_reports(each), timezone=timezone)]
    reports = [report for batch in batches for report in batch.reports]
    days = [each.span for each in reports if isinstance(each, Incident)]
    if not days:
        raise InputError(
            "The files have no incident.", remedy="Name files of events, such as UCDP GED or ACLED."
        )
    first = from_ or _midnight(min(each.start for each in days))
    last = until or _midnight(max(each.end for each in days)) + timedelta(days=1)
    if last <= first:
        raise InputError(
            f"There is no time from {first:%Y-%m-%d} to {last:%Y-%m-%d}.",
            remedy="Give --from an earlier day than --until.",
        )
    return PastRead(
        history=history_of(reports, from_=first, until=last, seed=seed),
        problems=tuple(problem for batch in batches for problem in batch.problems),
    )


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
