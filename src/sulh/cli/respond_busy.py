"""``sulh respond busy``: how often units are out, and what they leave behind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, output_option
from sulh.cli.protect import deliver_answer, read_file
from sulh.cli.travel import trip_options

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip

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
@trip_options
@AS_OF
@MAP
@REJECTS
@JSON
@output_option(".html", ".pdf", ".xlsx", ".json")
def busy(
    *,
    assets: Path,
    places: Path,
    calls_a_day: float,
    job_min: float,
    reach: float,
    night: bool,
    trip: Trip,
    as_of: datetime | None,
    rejects: Path | None,
    as_json: bool,
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
    plan = room.plan_busy(
        read_file(places, read_demands, rejects=rejects),
        units,
        trip.ways(rejects),
        trip.travel(as_of, rejects),
        calls_a_day=calls_a_day,
        job_min=job_min,
        reach_min=reach,
        is_dark=night,
    )
    deliver_answer(partial(busy_sheet, plan), plan, output, as_json=as_json, work="The page in PDF")
