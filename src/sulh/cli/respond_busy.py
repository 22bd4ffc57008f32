"""``sulh respond busy``: how often units are out, and what they leave behind."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, REJECTS, When, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.protect import read_file
from sulh.cli.respond import read_closures
from sulh.cli.roads import read_network, road_options

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.cli.roads import RoadFile

__all__ = ["busy"]

POSITIVE = click.FloatRange(0.0, min_open=True)


@click.command(short_help="Show how often units are out, and what they leave behind.")
@click.argument("assets", type=FILE)
@click.argument("places", type=FILE)
@click.option("--calls-a-day", type=POSITIVE, required=True, help="Calls from all places in a day.")
@click.option("--job-min", type=POSITIVE, default=120.0, show_default=True,
              help="Mean minutes that a unit is out for a call.")  # fmt: skip
@click.option("--reach", type=POSITIVE, default=60.0, show_default=True,
              help="Minutes of start and way within which a place is covered.")  # fmt: skip
@click.option(
    "--night", is_flag=True, help="In the dark: units that work by day only are left out."
)
@click.option("--at", type=When("start", on_mission_clock=True), metavar="TIME",
              help="Closures of this day count; default: now.")  # fmt: skip
@click.option("--closures", type=FILE,
              help="Table of closures; default: those in the mission's ledger.")  # fmt: skip
@click.option("--circuity", type=click.FloatRange(1.0, 10.0), default=1.4, show_default=True,
              help="Without roads: how much longer ways are than straight lines.")  # fmt: skip
@road_options
@AS_OF
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx")
@click.pass_obj
def busy(  # noqa: PLR0917 -- click passes by keyword
    folder: Path,
    assets: Path,
    places: Path,
    calls_a_day: float,
    job_min: float,
    reach: float,
    night: bool,
    at: datetime | None,
    closures: Path | None,
    circuity: float,
    roads: RoadFile | None,
    as_of: datetime | None,
    rejects: Path | None,
    output: Path | None,
) -> None:
    """Show how often units are out on jobs, and what each leaves behind when it goes.

    ASSETS is the table of `sulh respond casevac`, PLACES has lon, lat, weight (calls come in proportion to
    it) and name. A unit that is out is not there: the next one goes, and others can move to close the hole.
    """
    from sulh import respond as room
    from sulh.protect import read_demands
    from sulh.report.pages.busy import busy_sheet
    from sulh.sustain import read_form

    units = read_file(assets, partial(read_form, form=room.MEDICAL_ASSETS), rejects=rejects)
    moment = at or datetime.now(UTC)
    shut = read_closures(folder, closures, as_of, rejects, at=moment)
    today = room.closures_on(shut, moment.date())
    plan = room.plan_busy(
        read_file(places, read_demands, rejects=rejects),
        units,
        room.prepare_ways(read_network(roads, rejects) if roads else None, circuity=circuity),
        room.Travel(closures=today),
        calls_a_day=calls_a_day,
        job_min=job_min,
        reach_min=reach,
        is_dark=night,
    )
    sheet = busy_sheet(plan)
    print_sheet(sheet)
    if output:
        write_output(output, sheet_writers(lambda: sheet, work="The page in PDF"))
