"""The notebook: frames in, frames out, results that show themselves. All of it is in `import sulh`.

Frames are Polars; what goes in may also be pandas, GeoPandas, or anything that speaks Arrow. Times
are real datetimes in UTC; coordinates are lon, lat in degrees, WGS 84.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulh import mission
from sulh.api_results import FindingSet, Mission, ReportSet
from sulh.ledger import canonical
from sulh.mission import Pack, pack_area
from sulh.observe import Body, Known, open_reports, read, sort_out
from sulh.observe.tables import tables_from_bodies
from sulh.query_times import parse_when
from sulh.tables import rows_table
from sulh.tables.frames import as_frame
from sulh.verify import tally as count_acts
from sulh.verify import verify as judge_reports

if TYPE_CHECKING:
    import polars as pl

    from sulh.errors import Problem

__all__ = ["load_pack", "open_mission", "read_reports", "tally", "verify"]

Time = str | date | datetime
"""A day, a month or a moment, as text (``2021-05``) or as a date or datetime with its time zone."""


def load_pack(name_or_folder: str | Path) -> Pack:
    """Return a mission pack: a bundled one by name (``minusca``), or one in a folder.

    Raises
    ------
    AgreementError
        When the pack is faulty; the message lists what to mend.
    """
    return mission.load(mission.find(str(name_or_folder)))


def read_reports(
    source: Any,
    pack: Pack | str,
    *,
    format: str | None = None,  # noqa: A002 -- the word that the command uses
    mapping: Path | str | None = None,
    sender: str = "",
    simulated: bool = False,
) -> ReportSet:
    """Read reports from a file or a data frame, as `sulh observe` does, without a ledger.

    Parameters
    ----------
    source
        A file (CSV, XLSX, JSON Lines, GeoJSON) in a known format, or a data frame with the columns
        of the report form or of a known format.
    pack
        The mission's pack, or its name: days begin in its time zone, and points are checked
        against its area.
    format
        ``form``, ``ged``, ``acled`` or ``geopko``; None: recognised by the columns.
    mapping
        A mapping file (TOML) for any other table.
    sender
        Who sends the reports, where a row does not say.
    simulated
        The reports are an exercise's.

    Raises
    ------
    InputError
        When the source cannot be read at all. A bad row is in `ReportSet.problems`.
    """
    agreed = pack if isinstance(pack, Pack) else load_pack(pack)
    opened = open_reports(
        Path(source)
        if isinstance(source, str | Path)
        else rows_table(as_frame(source).iter_rows(named=True), name="data frame"),
        format=format,
        mapping=Path(mapping) if mapping is not None else None,
    )
    known = Known()
    records: list[tuple[str, str, Body]] = []
    problems: list[Problem] = []
    rows = duplicates = 0
    for batch in read(
        opened,
        timezone=agreed.timezone,
        source=sender,
        simulated=simulated,
        area=pack_area(agreed),
    ):
        fresh = sort_out(batch.reports, known, opened.file)
        records += ((identity(kind, body), kind, body) for kind, body in fresh.fresh)
        problems += [*batch.problems, *fresh.conflicts, *fresh.lookalikes]
        duplicates += fresh.duplicates
        rows += batch.rows
    return ReportSet(
        tables=tables_from_bodies(records, simulated=simulated),
        problems=tuple(problems),
        rows=rows,
        duplicates=duplicates,
    )


def identity(kind: str, body: Body) -> str:
    """Return an id for a report that is in no ledger: 64 hex digits, the same for the same report."""
    return hashlib.sha256(kind.encode() + b"\x00" + canonical(body)).hexdigest()


def verify(
    pack: Pack | str,
    reports: ReportSet,
    *,
    at: Time | None = None,
    since: Time | None = None,
) -> FindingSet:
    """Judge reports against a pack: one finding for each provision, party, zone and month.

    Parameters
    ----------
    pack
        The mission's pack, or its name.
    reports
        What `read_reports` or `Mission.reports` returned.
    at
        Judge conduct up to this day, month or moment; None: up to now.
    since
        Leave out months that ended before.
    """
    agreed = pack if isinstance(pack, Pack) else load_pack(pack)
    moment = _moment(at) if at is not None else datetime.now(UTC)
    start = _moment(since, start=True) if since is not None else None
    findings = judge_reports(agreed, reports.tables, at=moment, since=start)
    return FindingSet(pack=agreed, tables=reports.tables, findings=findings, at=moment)


def tally(pack: Pack | str, reports: ReportSet, *, at: Time | None = None) -> pl.DataFrame:
    """Count acts and deaths by provision, party, month and district, before and after."""
    agreed = pack if isinstance(pack, Pack) else load_pack(pack)
    moment = _moment(at) if at is not None else datetime.now(UTC)
    return count_acts(agreed, reports.tables, at=moment).frame


def open_mission(folder: str | Path) -> Mission:
    """Open the mission in a folder that `sulh init` made: its pack, its ledger.

    Raises
    ------
    InputError
        When the folder holds no mission.
    """
    from sulh.workspace import open_workspace

    return Mission(open_workspace(Path(folder)))


def _moment(value: Time, *, start: bool = False) -> datetime:
    """Return a moment in UTC; a day or month stands for its end, or for its start."""
    if isinstance(value, datetime):
        return parse_when(value.isoformat())
    text = value.isoformat() if isinstance(value, date) else value
    return parse_when(text, "start" if start else "end")
