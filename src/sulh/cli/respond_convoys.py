"""``sulh respond convoys``: what goes where and when, on which vehicle, and what does not."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import AS_OF, EXERCISE, FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.protect import read_file, report_rows
from sulh.cli.protect_types import Clock
from sulh.cli.respond import read_closures
from sulh.cli.roads import read_network, road_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.cli.roads import RoadFile
    from sulh.picture import KindForm
    from sulh.respond.convoys import ConvoyPlan, ConvoyWays, ReliefVehicle

__all__ = ["convoys"]

TABLES = ("needs", "stocks", "vehicles")
UNSAFE = re.compile(r"[^\w.-]+")


@click.command(short_help="Plan relief convoys: what goes where and when.")
@click.option("--needs", type=FILE, help="Table of needs; default: those in the mission's ledger.")
@click.option("--stocks", type=FILE, help="Table of stock in depots; default: the ledger's.")
@click.option("--vehicles", type=FILE, help="Table of vehicles and escorts; default: the ledger's.")
@click.option("--at", type=When("start", on_mission_clock=True), metavar="DAY",
              help="The first day; closures of each day count; default: today.")  # fmt: skip
@click.option("--days", type=click.IntRange(1, 14), default=1, show_default=True,
              help="Number of days; each serves what those before left.")  # fmt: skip
@click.option("--leave", type=Clock(), default="06:00", show_default=True,
              help="Loading begins at the earliest.")  # fmt: skip
@click.option("--return", "back", type=Clock(), default="18:00", show_default=True,
              help="Vehicles are back by then.")  # fmt: skip
@click.option("--curfew", "curfews", multiple=True, metavar="HH:MM-HH:MM",
              help="Nobody is on the road in these hours; may be repeated.")  # fmt: skip
@click.option("--load-min", type=click.FloatRange(0, 720), default=30.0, show_default=True,
              help="Minutes of loading before each trip.")  # fmt: skip
@click.option("--unload-min", type=click.FloatRange(0, 720), default=30.0, show_default=True,
              help="Minutes of unloading a load, where a need does not say.")  # fmt: skip
@click.option("--wet-factor", type=click.FloatRange(0.0, 1.0, min_open=True), default=1.0,
              help="Speeds times this factor.")  # fmt: skip
@click.option("--places", type=FILE,
              help="Places of needs without coordinates: name, lon, lat.")  # fmt: skip
@click.option("--closures", type=FILE,
              help="Table of closures; default: those in the mission's ledger.")  # fmt: skip
@click.option("--circuity", type=click.FloatRange(1.0, 10.0), default=1.4, show_default=True,
              help="Without roads: how much longer ways are than straight lines.")  # fmt: skip
@click.option("--rounds", type=click.IntRange(1, 1_000_000), default=2000, show_default=True,
              help="Iterations of the search for each depot and day.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
              help="Random seed of the search.")  # fmt: skip
@click.option("--sheets", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for one page for each driver and day (HTML).")  # fmt: skip
@click.option("--pdf", is_flag=True, help="Drivers' pages in PDF.")
@road_options
@AS_OF
@EXERCISE
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json", ".geojson")
@JSON
@click.pass_obj
def convoys(  # noqa: PLR0917 -- click passes by keyword
    folder: Path,
    needs: Path | None,
    stocks: Path | None,
    vehicles: Path | None,
    at: datetime | None,
    days: int,
    leave: float,
    back: float,
    curfews: tuple[str, ...],
    load_min: float,
    unload_min: float,
    wet_factor: float,
    places: Path | None,
    closures: Path | None,
    circuity: float,
    rounds: int,
    seed: int,
    sheets: Path | None,
    pdf: bool,
    roads: RoadFile | None,
    as_of: datetime | None,
    exercise: bool,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan relief convoys: which vehicle takes what from which depot where, and when.

    Each of needs, stock and vehicles comes from a table (the how-to guide has the columns) or from the
    mission's ledger. Loads larger than a vehicle are split. What is not delivered is named with its reason.
    """
    from sulh.report.pages.convoys import convoys_sheet
    from sulh.respond import convoys as room
    from sulh.respond import prepare_ways

    files = dict(zip(TABLES, (needs, stocks, vehicles), strict=True))
    notes: list[str] = []
    records = _records(folder, files, as_of, rejects, notes, simulated=exercise)
    moment = at or datetime.now(UTC)
    day = _day(folder, moment)
    fleet = records["vehicles"]
    ways = (
        _class_ways(roads, fleet, rejects)
        if roads
        else room.straight_ways(prepare_ways(None, circuity=circuity))
    )
    plan = room.plan_convoys(
        records["needs"],
        records["stocks"],
        fleet,
        ways,
        first=day,
        days=days,
        hours=room.Hours(
            leave=leave,
            back=back,
            curfews=tuple(room.parse_curfew(each) for each in curfews),
            load_min=load_min,
            unload_min=unload_min,
            speed_factor=wet_factor,
        ),
        closures=read_closures(folder, closures, as_of, rejects, at=moment),
        places=_places(folder, places, rejects),
        search=room.Search(iterations=rounds, seed=seed),
        notes=notes,
        simulated=exercise or any(".simulated." in each.name for each in files.values() if each),
    )
    _write(plan, ways, output, sheets, as_pdf=pdf)
    if as_json:
        click.echo(json.dumps(room.plan_content(plan), ensure_ascii=False, indent=2))
    else:
        print_sheet(convoys_sheet(plan))


def _day(folder: Path, at: datetime) -> Any:
    """Return the day of a moment on the mission's clock; UTC's outside a mission."""
    from sulh.workspace.folder import mission_timezone

    return at.astimezone(mission_timezone(folder)).date()


def _records(
    folder: Path,
    files: Mapping[str, Path | None],
    as_of: datetime | None,
    rejects: Path | None,
    notes: list[str],
    *,
    simulated: bool,
) -> dict[str, tuple[Any, ...]]:
    """Return needs, stock and vehicles, each of a table or of the ledger; note the rows left out."""
    from sulh import workspace
    from sulh.respond import convoys as room
    from sulh.sustain import read_form

    forms: dict[str, KindForm] = dict(zip(TABLES, room.CONVOY_FORMS, strict=True))
    entries: Mapping[str, tuple[Any, ...]] = {}
    missing = [name for name, path in files.items() if path is None]
    if missing:
        if not (folder / "sulh.toml").is_file():
            raise InputError(
                f"There are no {' and no '.join(missing)}: the folder is not a mission's.",
                remedy=f"Give {' and '.join(f'--{each}' for each in missing)}, or -C and a mission.",
            )
        opened = workspace.open_workspace(folder)
        entries = workspace.ledger_entries(opened, as_of=as_of, simulated=simulated)
    records = {}
    for name, form in forms.items():
        path = files[name]
        if path is None:
            records[name] = entries.get(form.kind.name, ())
            continue
        read = read_form(open_mapped(path), path.name, form)
        records[name] = report_rows(path, lambda read=read: read, rejects=rejects)  # type: ignore[misc]
        if read.raw:
            words = f"{len(read.raw)} of {read.rows} rows cannot be read and are not in this plan."
            notes.append(f"{path.name}: {words}")
    return records


def _places(
    folder: Path, path: Path | None, rejects: Path | None
) -> dict[str, tuple[float, float]]:
    """Return the points of places by name, in lower case: of a table and of the mission's sites."""
    from sulh import workspace
    from sulh.protect import read_sites

    points: dict[str, tuple[float, float]] = {}
    if (folder / "sulh.toml").is_file():
        pack = workspace.open_workspace(folder).pack
        for site in pack.sites.values():
            points[site.name.casefold()] = (site.lon, site.lat)
    if path is not None:
        sites = read_file(path, read_sites, rejects=rejects)
        ends = zip(sites.lon.tolist(), sites.lat.tolist(), strict=True)
        points |= {each.name.casefold(): end for each, end in zip(sites.sites, ends, strict=True)}
    return points


def _class_ways(
    roads: RoadFile, vehicles: Sequence[ReliefVehicle], rejects: Path | None
) -> ConvoyWays:
    """Return the ways of all roads, and those of each set of classes that vehicles are held to."""
    from sulh.protect import Pace, read_roads
    from sulh.respond import convoys as room
    from sulh.respond import prepare_ways
    from sulh.tables.json_rows import geojson_features
    from sulh.tables.rows import NoRowsError
    from sulh.tables.source import Source

    ways = {frozenset[str](): prepare_ways(read_network(roads, rejects))}
    sets = [each for each in room.class_sets(vehicles) if each]
    if sets and roads.path.suffix.casefold() not in (".geojson", ".json"):
        raise InputError(
            f"{roads.path.name}: classes of road are read from GeoJSON only.",
            remedy="Give the roads as GeoJSON, or remove the vehicles' `roads`.",
        )
    if sets:
        features = geojson_features(Source(roads.path.name, roads.path))
        pace = Pace(road_kmh=roads.road_kmh, off_kmh=roads.off_kmh, off_max_km=roads.off_max_km)
        for classes in sets:
            own = room.features_of_classes(features, classes)
            try:
                read = read_roads(own, roads.path.name, pace)
            except NoRowsError:
                continue  # the plan names the vehicles that have no road
            ways[classes] = prepare_ways(read.value)
    return room.ConvoyWays(by_classes=ways)


def _write(
    plan: ConvoyPlan,
    ways: ConvoyWays,
    output: Path | None,
    sheets: Path | None,
    *,
    as_pdf: bool,
) -> None:
    """Write the plan, and a page for each driver and day."""
    from sulh.report.pages.convoys import convoys_sheet, driver_sheet
    from sulh.respond import convoys as room

    if output:
        writers = sheet_writers(lambda: convoys_sheet(plan, ways), work="A plan of convoys in PDF")
        texts = {
            ".json": lambda: json.dumps(room.plan_content(plan), ensure_ascii=False, indent=2),
            ".geojson": lambda: json.dumps(room.plan_features(plan, ways), ensure_ascii=False),
            ".csv": lambda: room.stops_frame(plan).write_csv(),
        }
        write_output(output, {**writers, **texts})
    if sheets:
        try:
            sheets.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{sheets} cannot be made: {error.strerror}.") from error
        for run in plan.runs:
            depot = plan.depots[run.depot].name
            words = UNSAFE.sub("-", f"{run.day:%Y-%m-%d} {depot} {run.vehicle}")
            sheet = driver_sheet(plan, run, ways)
            writers = sheet_writers(lambda sheet=sheet: sheet, work="A driver's page in PDF")  # type: ignore[misc]
            write_output(sheets / f"{words}{'.pdf' if as_pdf else '.html'}", writers)
