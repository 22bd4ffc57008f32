"""``sulh respond react``: the nearest capable unit, the second choice, and what each leaves behind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, output_option
from sulh.cli.protect import deliver_answer, read_file
from sulh.cli.record_rows import RecordRows
from sulh.cli.travel import trip_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip
    from sulh.respond import Ability, ResponseUnit

__all__ = ["react"]


@click.command(short_help="Show who goes to a place, and what is uncovered then.")
@click.argument("lon", type=float)
@click.argument("lat", type=float)
@click.option("--units", "table", type=FILE,
              help="Table of units; default: those in the mission's ledger.")  # fmt: skip
@click.option("--need", "needs", multiple=True, metavar="CAPABILITY",
              help="A capability of capabilities.toml that the unit must have; may be repeated.")  # fmt: skip
@click.option("--sets", type=click.IntRange(1), default=1, show_default=True,
              help="How many times at once it must have it.")  # fmt: skip
@click.option("--escort-to", type=(float, float), metavar="LON LAT",
              help="Only units that escort; they go on to this place in a column.")  # fmt: skip
@click.option("--places", type=FILE,
              help="What is to stay in reach: lon, lat, weight, name.")  # fmt: skip
@click.option("--reach", type=click.FloatRange(0.0, min_open=True), default=60.0, show_default=True,
              help="Minutes of notice and way within which a place is covered.")  # fmt: skip
@trip_options
@AS_OF
@MAP
@REJECTS
@JSON
@output_option(".html", ".pdf", ".xlsx", ".json")
def react(
    *,
    lon: float,
    lat: float,
    table: Path | None,
    needs: tuple[str, ...],
    sets: int,
    escort_to: tuple[float, float] | None,
    places: Path | None,
    reach: float,
    trip: Trip,
    as_of: datetime | None,
    rejects: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show who goes to LON LAT (degrees): the nearest capable unit with its way, and the second choice.

    What units can do today is what `sulh sustain readiness` says of the unit that they belong to; proven
    capabilities come first. Units with a task that is under way in the ledger are out.
    """
    from sulh import respond as room
    from sulh.protect import read_demands
    from sulh.report.pages.reaction import reaction_sheet

    rows = RecordRows(trip.folder, as_of, rejects)
    entries = rows.entries
    units: tuple[ResponseUnit, ...] = rows.of(table, room.RESPONSE_UNITS)
    if not units:
        raise InputError(
            "There are no units that can be sent.",
            remedy="Give --units, or observe records of the kind response-unit.",
        )
    result = room.react(
        lon,
        lat,
        trip.moment,
        room.ReactionUnits(
            units=units,
            abilities=tuple(_abilities(units, needs, sets, trip, entries)),
            out=_out(entries, trip.moment),
        ),
        trip.ways(rejects),
        trip.travel(as_of, rejects),
        escort_to=escort_to,
        places=read_file(places, read_demands, rejects=rejects) if places else None,
        reach_min=reach,
    )
    deliver_answer(
        partial(reaction_sheet, result, clock=trip.clock),
        room.reaction_answer(result),
        output,
        as_json=as_json,
        work="A page of a reaction in PDF",
    )


def _out(entries: Mapping[str, tuple[Any, ...]], moment: datetime) -> dict[str, str]:
    """Return the units that a task of the ledger keeps."""
    from sulh.respond import task_states, units_out

    states, _ = task_states(entries.get("task", ()), entries.get("task-step", ()), moment)
    return units_out(states, moment)


def _abilities(
    units: tuple[ResponseUnit, ...],
    needs: tuple[str, ...],
    sets: int,
    trip: Trip,
    entries: Mapping[str, tuple[Any, ...]],
) -> list[Ability]:
    """Return what each unit can do; units of sustain come from the ledger, or from the folder's forms."""
    from sulh import respond as room
    from sulh import sustain
    from sulh.cli.sustain_units import read_units

    if not needs:
        return room.abilities_of(units, (), ())
    path = trip.folder / "capabilities.toml"
    if not path.is_file():
        raise InputError(f"{path} is not there.", remedy="Describe what units must be able to do.")
    capabilities = sustain.read_capabilities(path.read_text("utf-8"), path.name)
    records = sustain.unit_records(entries) if entries.get("unit") else read_units(trip.folder)
    results = sustain.assess_readiness(records, capabilities, trip.moment.date())
    return room.abilities_of(units, results, needs, sets=sets)
