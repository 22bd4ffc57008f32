"""``sulh respond first-days``: the first 72 hours after a disaster."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, EXERCISE, FILE, JSON, REJECTS, output_option
from sulh.cli.output import deliver
from sulh.cli.record_rows import RecordRows
from sulh.cli.travel import trip_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip

__all__ = ["first_days"]

HOURS = click.FloatRange(0.5, 72)


@click.command("first-days", short_help="Plan the first 72 hours after a disaster.")
@click.option("--units", type=FILE, help="Table of search teams; default: units of the ledger.")
@click.option("--worksites", type=FILE, help="Table of worksites; default: those in the ledger.")
@click.option("--sectors", type=FILE, help="Table of sectors; default: those in the ledger.")
@click.option("--disasters", type=FILE, help="Table of disasters; default: those in the ledger.")
@click.option(
    "--rapid-h", type=HOURS, default=4.0, show_default=True, help="Hours of rapid rescue."
)
@click.option("--full-h", type=HOURS, default=24.0, show_default=True, help="Hours of full rescue.")
@trip_options
@AS_OF
@EXERCISE
@MAP
@REJECTS
@JSON
@output_option(".html", ".pdf", ".xlsx", ".json")
def first_days(
    *,
    units: Path | None,
    worksites: Path | None,
    sectors: Path | None,
    disasters: Path | None,
    rapid_h: float,
    full_h: float,
    trip: Trip,
    as_of: datetime | None,
    exercise: bool,
    rejects: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Plan who searches which worksite, which sectors to assess, and what the displaced need in 72 hours.

    Worksites go by their triage category of INSARAG, A to F. The records come in with `sulh observe`: kinds
    area-assessment, worksite, disaster and response-unit; or give tables.
    """
    from sulh import respond as room
    from sulh.report.pages.first_days import first_days_sheet
    from sulh.respond.mass_casualty import DISASTERS

    rows = RecordRows(trip.folder, as_of, rejects, simulated=exercise).of
    tables = [each for each in (units, worksites, sectors, disasters) if each]
    assessed = rows(worksites, room.WORKSITES), rows(sectors, room.AREA_ASSESSMENTS)
    if not any(assessed):
        raise InputError(
            "No sector and no worksite was assessed.",
            remedy="Give --worksites or --sectors, or observe records of these kinds.",
        )
    plan = room.plan_first_days(
        *assessed,
        rows(disasters, DISASTERS),
        rows(units, room.RESPONSE_UNITS),
        trip.ways(rejects),
        trip.travel(as_of, rejects),
        at=trip.moment,
        hours=(rapid_h, full_h),
        simulated=exercise or any(".simulated." in each.name for each in tables),
    )
    text = json.dumps(plan.content(), ensure_ascii=False, indent=2)
    work = "A plan of the first 72 hours in PDF"
    deliver(lambda: first_days_sheet(plan), text, output, as_json=as_json, work=work)
