"""``sulh respond convoys``: what goes where and when, on which vehicle, and what does not."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, EXERCISE, FILE, JSON, REJECTS, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.protect import read_file
from sulh.cli.protect_types import Clock
from sulh.cli.record_rows import RecordRows
from sulh.cli.travel import land_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.cli.travel import Trip
    from sulh.respond.convoys import ConvoyPlan, ConvoyWays

__all__ = ["convoys"]

TABLES = ("needs", "stocks", "vehicles")
UNSAFE = re.compile(r"[^\w.-]+")


@click.command(short_help="Plan relief convoys: what goes where and when.")
@click.option("--needs", type=FILE, help="Table of needs; default: those in the mission's ledger.")
@click.option("--stocks", type=FILE, help="Table of stock in depots; default: the ledger's.")
@click.option("--vehicles", type=FILE, help="Table of vehicles and escorts; default: the ledger's.")
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
@click.option("--places", type=FILE,
              help="Places of needs without coordinates: name, lon, lat.")  # fmt: skip
@click.option("--rounds", type=click.IntRange(1, 1_000_000), default=2000, show_default=True,
              help="Iterations of the search for each depot and day.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
              help="Random seed of the search.")  # fmt: skip
@click.option("--sheets", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for one page for each driver and day (HTML).")  # fmt: skip
@click.option("--pdf", is_flag=True, help="Drivers' pages in PDF.")
@land_options
@AS_OF
@EXERCISE
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json", ".geojson")
@JSON
def convoys(
    *,
    needs: Path | None,
    stocks: Path | None,
    vehicles: Path | None,
    days: int,
    leave: float,
    back: float,
    curfews: tuple[str, ...],
    load_min: float,
    unload_min: float,
    places: Path | None,
    rounds: int,
    seed: int,
    sheets: Path | None,
    pdf: bool,
    trip: Trip,
    as_of: datetime | None,
    exercise: bool,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan relief convoys: which vehicle takes what from which depot where, and when.

    Each of needs, stock and vehicles comes from a table (the how-to guide has the columns) or from the
    mission's ledger. Loads larger than a vehicle are split. What is not delivered is named with its reason.
    The plan begins on the day of --at; on each day the closures of that day count.
    """
    from sulh.protect import read_sites
    from sulh.report.pages.convoys import convoys_sheet
    from sulh.respond import convoys as room

    rows = RecordRows(trip.folder, as_of, rejects, simulated=exercise)
    files = needs, stocks, vehicles
    _need_mission(rows, files)
    wanted, stored, fleet = (
        rows.of(path, form) for path, form in zip(files, room.CONVOY_FORMS, strict=True)
    )
    ways = trip.convoy_ways(fleet, rejects)
    closures, notes = trip.all_closures(as_of, rejects)
    sites = read_file(places, read_sites, rejects=rejects) if places else None
    plan = room.plan_convoys(
        wanted,
        stored,
        fleet,
        ways,
        first=trip.day,
        days=days,
        hours=room.Hours(
            leave=leave,
            back=back,
            curfews=tuple(room.parse_curfew(each) for each in curfews),
            load_min=load_min,
            unload_min=unload_min,
        ),
        closures=closures,
        travel=trip.circumstances((trip.day, trip.day + timedelta(days=days - 1))),
        places=room.place_points(trip.pack, sites),
        search=room.Search(iterations=rounds, seed=seed),
        notes=[*rows.notes, *notes],
        simulated=exercise or any(".simulated." in each.name for each in files if each),
    )
    _write(plan, ways, output, sheets, as_pdf=pdf)
    if as_json:
        click.echo(json.dumps(room.plan_content(plan), ensure_ascii=False, indent=2))
    else:
        print_sheet(convoys_sheet(plan))


def _need_mission(rows: RecordRows, files: Sequence[Path | None]) -> None:
    """Refuse tables that are missing outside a mission."""
    missing = [name for name, path in zip(TABLES, files, strict=True) if path is None]
    if missing and not rows.is_mission:
        raise InputError(
            f"There are no {' and no '.join(missing)}: the folder is not a mission's.",
            remedy=f"Give {' and '.join(f'--{each}' for each in missing)}, or -C and a mission.",
        )


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
