"""``sulh respond casualties``: many wounded at once, hospitals' queues, and the first 72 hours."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, EXERCISE, FILE, JSON, REJECTS, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.protect import read_file
from sulh.cli.record_rows import RecordRows
from sulh.cli.show import console
from sulh.cli.travel import trip_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip
    from sulh.respond.mass_casualty import TriageCount, Wounded

__all__ = ["casualties"]

COUNT = click.IntRange(0, 100_000)


@click.command(short_help="Show how long many wounded wait, and which transfers help.")
@click.argument("assets", type=FILE)
@click.argument("facilities", type=FILE)
@click.option("--scene", type=(float, float), metavar="LON LAT", help="Where the wounded are.")
@click.option("--immediate", type=COUNT, help="Wounded of category immediate (red).")
@click.option("--delayed", type=COUNT, help="Wounded of category delayed (yellow).")
@click.option("--minor", type=COUNT, default=0, help="Wounded of category minor (green).")
@click.option("--deceased", type=COUNT, default=0, help="Deceased (black).")
@click.option("--triage", type=FILE,
              help="Table of counts: the last row holds; default: those in the ledger.")  # fmt: skip
@click.option("--disasters", type=FILE,
              help="Table of disasters, for the first 72 hours; default: those in the ledger.")  # fmt: skip
@click.option("--surgery-min", type=click.FloatRange(1, 1440), default=90.0, show_default=True,
              help="Mean minutes of an operation, where a hospital does not say.")  # fmt: skip
@click.option("--blood-each", type=click.FloatRange(0.1, 100), default=4.0, show_default=True,
              help="Units of blood for each operation.")  # fmt: skip
@click.option("--delayed-surgery", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="Share of the delayed who need an operation.")  # fmt: skip
@click.option("--delay", "delays", multiple=True, metavar="NAME=LOW:LIKELY:HIGH",
              help="Minutes of alarm, decision, loading or handover.")  # fmt: skip
@click.option("--runs", type=click.IntRange(1, 100_000), default=1000, show_default=True,
              help="Number of runs of the simulation.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
              help="Random seed: the same gives the same answer.")  # fmt: skip
@trip_options
@AS_OF
@EXERCISE
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json")
@JSON
def casualties(
    *,
    assets: Path,
    facilities: Path,
    scene: tuple[float, float] | None,
    immediate: int | None,
    delayed: int | None,
    minor: int,
    deceased: int,
    triage: Path | None,
    disasters: Path | None,
    surgery_min: float,
    blood_each: float,
    delayed_surgery: float,
    delays: tuple[str, ...],
    runs: int,
    seed: int,
    trip: Trip,
    as_of: datetime | None,
    exercise: bool,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show how long many wounded wait for surgery, who has none, and which transfers between hospitals help.

    ASSETS and FACILITIES are the tables of `sulh respond casevac`; a facility may say its blood (blood_units)
    and the minutes of an operation (surgery_min). With --disasters also what the displaced need in 72 hours.
    """
    from sulh import respond as room
    from sulh.report.pages.casualties import casualties_sheet
    from sulh.respond import mass_casualty
    from sulh.sustain import read_form

    read = RecordRows(trip.folder, as_of, rejects, simulated=exercise).of
    counts = (immediate, delayed, minor, deceased)
    is_counted = scene is not None or immediate is not None or delayed is not None
    if is_counted and triage is not None:
        raise InputError(
            "The wounded are counted twice.", remedy="Give either --triage, or --scene and counts."
        )
    rows = None if is_counted else read(triage, mass_casualty.TRIAGE_COUNTS)
    place, wounded = _wounded(scene, counts, rows)
    medical = room.Medical(
        assets=read_file(assets, partial(read_form, form=room.MEDICAL_ASSETS), rejects=rejects),
        facilities=read_file(
            facilities, partial(read_form, form=room.MEDICAL_FACILITIES), rejects=rejects
        ),
    )
    event = mass_casualty.prepare_event(
        *place,
        wounded,
        medical,
        trip.ways(rejects),
        trip.travel(as_of, rejects),
        mass_casualty.Care(
            surgery_min=surgery_min,
            blood_each=blood_each,
            delayed_share=delayed_surgery,
            delays=room.parse_delays(delays),
        ),
        is_dark=room.is_dark_at(trip.moment, *place),
    )
    tables = [each for each in (assets, facilities, triage, disasters) if each]
    simulated = exercise or any(".simulated." in each.name for each in tables)
    plan = mass_casualty.plan_casualties(event, runs=runs, seed=seed, simulated=simulated)
    events = read(disasters, mass_casualty.DISASTERS)
    needs = room.first_needs(events, simulated=simulated)
    if needs is None and (events or disasters):
        words = "No disaster says that anybody is displaced: no needs follow."
        console(stderr=True).print(words, markup=False, soft_wrap=True)
    content = {**plan.content(), "first_72_hours": None if needs is None else needs.content()}
    plain = json.dumps(content, ensure_ascii=False, indent=2)
    sheet = casualties_sheet(plan, needs)
    if output:
        writers = sheet_writers(lambda: sheet, work="A page of many wounded in PDF")
        more = {".json": lambda: plain, ".csv": lambda: plan.frame().write_csv()}
        write_output(output, {**writers, **more})
    if as_json:
        click.echo(plain)
    else:
        print_sheet(sheet)


def _wounded(
    scene: tuple[float, float] | None,
    counts: tuple[int | None, ...],
    rows: Sequence[TriageCount] | None,
) -> tuple[tuple[float, float], Wounded]:
    """Return where the wounded are and how many of each category: of the options, or the last count."""
    from sulh.respond import mass_casualty

    immediate, delayed, minor, deceased = counts
    if scene is not None and immediate is not None and delayed is not None:
        return scene, mass_casualty.Wounded(
            immediate=immediate, delayed=delayed, minor=minor or 0, deceased=deceased or 0
        )
    if not rows:
        raise InputError(
            "It is not said where the wounded are and how many.",
            remedy="Give --scene, --immediate and --delayed, or --triage and a table.",
        )
    return mass_casualty.last_count(rows)
