"""The notebook: frames in, frames out, results that show themselves. All of it is in `import sulh`.

Frames are Polars; what goes in may also be pandas, GeoPandas, or anything that speaks Arrow. Times
are real datetimes in UTC; coordinates are lon, lat in degrees, WGS 84.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulh import mission, protect
from sulh.api_respond import casevac, react
from sulh.api_results import FindingSet, Mission, PlanResult, ReportSet
from sulh.ledger import canonical
from sulh.mission import Pack, pack_area
from sulh.observe import REPORT_KINDS, ReportRegister, open_reports, read, sort_out
from sulh.observe.tables import tables_from_bodies
from sulh.protect import backtest as replay_missions
from sulh.protect import plan_laydown as make_laydown
from sulh.query_times import parse_when
from sulh.report.pages.backtest import backtest_sheet
from sulh.report.pages.contributions import contributions_sheet
from sulh.report.pages.forecast import forecast_sheet
from sulh.report.pages.laydown import laydown_sheet
from sulh.sustain import summarise_contributions
from sulh.tables import open_table, rows_table
from sulh.tables.frames import as_frame, to_pandas
from sulh.verify import tally as count_acts
from sulh.verify import verify as judge_reports
from sulh.warn import OFF_MAX, geonames_settlements, read_country_totals
from sulh.warn import forecast as make_forecast
from sulh.workspace.vet_reports import in_words_of_the_pack, vet_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from sulh.errors import Problem
    from sulh.picture import Body
    from sulh.protect import Backtest, Goal, Knowledge, LaydownPlan, View
    from sulh.sustain import ContributionSummary
    from sulh.tables import Read, Table
    from sulh.warn import CellKind, Forecast

__all__ = [
    "backtest",
    "casevac",
    "contributions",
    "forecast",
    "load_pack",
    "open_mission",
    "plan_laydown",
    "react",
    "read_reports",
    "tally",
    "to_pandas",
    "verify",
]

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
    register = ReportRegister(REPORT_KINDS)
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
        in_words = in_words_of_the_pack(batch.reports, agreed, opened)
        refused, accepted = vet_reports(in_words, agreed, opened)
        fresh = sort_out(accepted, register, opened.file)
        records += ((identity(kind, body), kind, body) for kind, body in fresh.fresh)
        problems += [*batch.problems, *refused, *fresh.conflicts, *fresh.lookalikes]
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
    moment = _moment(at, agreed) if at is not None else datetime.now(UTC)
    start = _moment(since, agreed, start=True) if since is not None else None
    findings = judge_reports(agreed, reports.tables, at=moment, since=start)
    return FindingSet(pack=agreed, tables=reports.tables, findings=findings, at=moment)


def tally(
    pack: Pack | str, reports: ReportSet, *, at: Time | None = None, since: Time | None = None
) -> pl.DataFrame:
    """Count acts and deaths by provision, party, month and district, before and after.

    Acts that begin after `at`, or end before `since`, are left out.
    """
    agreed = pack if isinstance(pack, Pack) else load_pack(pack)
    moment = _moment(at, agreed) if at is not None else datetime.now(UTC)
    start = _moment(since, agreed, start=True) if since is not None else None
    return count_acts(agreed, reports.tables, at=moment, since=start).frame


def forecast(
    events: ReportSet | Any,
    *,
    months: int | None = None,
    cells: CellKind = "prio",
    until: Time | None = None,
    samples: int = 0,
    seed: int = 1,
) -> PlanResult[Forecast]:
    """Forecast deaths in each cell and month ahead, as distributions.

    Parameters
    ----------
    events
        Reports, or a data frame with lon, lat, date (or year and month) and deaths, and optionally
        civilian_deaths, country and district.
    months
        How many months ahead, 1 to 12; None: 12. By year, where events have no month: years.
    cells
        ``prio`` (squares of half a degree) or ``h3`` (hexagons).
    until
        Use events up to this day, month or moment only; None: all.
    samples
        How many samples of each distribution to add to the frame.
    seed
        Seed of the random numbers.

    Raises
    ------
    InputError
        When there is no event, or a row cannot be used.
    """
    result = make_forecast(
        events.tables if isinstance(events, ReportSet) else events,
        months=months,
        cells=cells,
        until=_moment(until) if until is not None else None,
        samples=samples,
        seed=seed,
    )
    return PlanResult(value=result, frame=result.frame, page=lambda: forecast_sheet(result))


def plan_laydown(
    demand: Any,
    sites: Any,
    *,
    count: int | None = None,
    reach_km: float = 50.0,
    goal: Goal = "cover",
) -> PlanResult[LaydownPlan]:
    """Select sites for bases so that the most people are within reach, with a proof.

    Parameters
    ----------
    demand
        A data frame with lon, lat, weight (people, or expected deaths), and optionally name and
        district.
    sites
        A data frame with name, lon, lat, and optionally use (may, must, never), existing, cost.
    count, reach_km
        How many bases, and how far one reaches.
    goal
        ``cover`` (the most people in reach), ``median`` (the shortest mean distance), ``centre`` (the
        shortest worst-case distance) or ``fewest`` (the fewest bases that reach everyone, without a
        `count`). `sulh.protect.plan_laydown` takes more rules.

    Raises
    ------
    InputError
        When a row cannot be read, or no plan meets all rules.
    """
    plan = make_laydown(
        as_frame(demand), as_frame(sites), count=count, reach_km=reach_km, goal=goal
    )
    return PlanResult(value=plan, frame=plan.frame, page=lambda: laydown_sheet(plan))


def backtest(
    deployments: Any,
    events: Any,
    settlements: Any | None = None,
    *,
    totals: Any | None = None,
    off_max: float = OFF_MAX,
    missions: Sequence[str] = (),
    months: int = 12,
    knowledge: Knowledge = "at-once",
    view: View = "outlooks",
    seed: int = 0,
) -> PlanResult[Backtest]:
    """Plan real missions with what was known at the end of each year, and count what came next.

    Parameters
    ----------
    deployments
        Geo-PKO's table of deployments as a file, or a data frame with the columns of
        `sulh.protect.DEPLOYMENTS`.
    events
        A table of events as a file, or a data frame with lon, lat, year, deaths, civilian_deaths.
    settlements
        A data frame with lon, lat, people; None: GeoNames (extra `backtest`).
    totals
        UCDP's totals by country and year as a file, or a data frame with country, year, deaths. With them,
        a mission-year counts only where the events of its host countries are there.
    off_max
        The greatest part by which a host's deaths may be off from these totals.
    missions
        Only these missions; empty: all with a mandate to protect civilians.
    months
        Length of a period: 12 plans once for the whole next year; 6, 4, 3, 2 or 1 plan anew in it.
    knowledge
        What is known when a plan is made: ``at-once``, ``30-days`` or ``final``.
    view
        What a plan goes by: ``outlooks`` (ways to weigh past events), the ``forecast`` of the next year,
        or ``both``.
    seed
        Seed of the random laydowns and the confidence intervals.

    Raises
    ------
    InputError
        When a file cannot be read, or there is no mission and year to replay.
    """
    result = replay_missions(
        _frame_from(deployments, protect.read_deployments),
        _frame_from(events, protect.read_past_events),
        settlements if settlements is not None else geonames_settlements(),
        totals=None if totals is None else _frame_from(totals, read_country_totals),
        off_max=off_max,
        missions=missions,
        months=months,
        knowledge=knowledge,
        view=view,
        seed=seed,
    )
    return PlanResult(value=result, frame=result.frame, page=lambda: backtest_sheet(result))


def contributions(
    *tables: Any,
    nation: str = "",
    group: str = "",
    mission: str = "",
    aliases: Mapping[str, str] | None = None,
) -> PlanResult[ContributionSummary]:
    """Say who contributes how many people: totals with bounds, ranks, shares, trends.

    Parameters
    ----------
    tables
        Contributions in the UN's monthly form, in Geo-PKO's or in Sulh's own: files, or data frames.
    nation, group, mission
        Only this nation (a name or alpha-3 code), group (OIC, AU, EU, ASEAN) or mission.
    aliases
        Names as the tables write them, and the nation of each.

    Raises
    ------
    InputError
        When a table has no known form, or the nation, group or mission is not known.
    """
    summary = summarise_contributions(
        *(
            open_table(Path(each)) if isinstance(each, str | Path) else as_frame(each)
            for each in tables
        ),
        nation=nation,
        group=group,
        mission=mission,
        aliases=aliases,
    )
    page = partial(contributions_sheet, summary)
    return PlanResult(value=summary, frame=summary.frame, page=page)


def _frame_from(source: Any, read: Callable[[Table, str], Read[pl.DataFrame]]) -> Any:
    if isinstance(source, str | Path):
        return read(open_table(Path(source)), Path(source).name).value
    return source


def open_mission(folder: str | Path) -> Mission:
    """Open the mission in a folder that `sulh init` made: its pack, its ledger.

    Raises
    ------
    InputError
        When the folder holds no mission.
    """
    from sulh.workspace import open_workspace

    return Mission(open_workspace(Path(folder)))


def _moment(value: Time, pack: Pack | None = None, *, start: bool = False) -> datetime:
    """Return a moment in UTC; a day or month on the pack's clock stands for its end, or its start."""
    if isinstance(value, datetime):
        return parse_when(value.isoformat())
    text = value.isoformat() if isinstance(value, date) else value
    return parse_when(text, "start" if start else "end", pack.timezone if pack else UTC)
