"""`sulh respond`: who goes now."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, output_option
from sulh.cli.protect import deliver_answer, read_file
from sulh.cli.travel import trip_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip

__all__ = ["respond"]


@click.group(short_help="Plan who goes now, and by which way.")
def respond() -> None:
    """Plan who goes now: wounded reached in time, units that are out."""


@respond.command(short_help="Show whether the wounded reach care in time.")
@click.argument("assets", type=FILE)
@click.argument("facilities", type=FILE)
@click.option("--casualty", type=(float, float), metavar="LON LAT",
              help="Plan for one casualty at this place.")  # fmt: skip
@click.option("--places", type=FILE,
              help="Plan for these places: lon, lat, weight (people), name.")  # fmt: skip
@click.option("--delay", "delays", multiple=True, metavar="NAME=LOW:LIKELY:HIGH",
              help="Minutes of aid, alarm, decision, loading or handover.")  # fmt: skip
@click.option("--fix", "sites", type=FILE,
              help="Say what to change at these sites: name, lon, lat.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), default=1, show_default=True,
              help="Number of changes.")  # fmt: skip
@click.option("--troops", type=FILE,
              help="Where own troops stand, counted apart: lon, lat, weight, name.")  # fmt: skip
@trip_options
@AS_OF
@MAP
@REJECTS
@JSON
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json")
def casevac(
    *,
    assets: Path,
    facilities: Path,
    casualty: tuple[float, float] | None,
    places: Path | None,
    delays: tuple[str, ...],
    sites: Path | None,
    count: int,
    troops: Path | None,
    trip: Trip,
    as_of: datetime | None,
    rejects: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show whether the wounded reach first aid, care and surgery in 10 minutes, 1 hour and 2 hours.

    ASSETS is a table of vehicles, helicopters and boats, FACILITIES one of places that treat the wounded; the
    forms are in the how-to guide. With --casualty: the chain by the clock, and what remains when an asset does
    not start. With --places: where the timeline holds, by day and by night, with each asset lost in turn;
    with --wet-factor in the wet season too.
    """
    from sulh import respond as room
    from sulh.protect import read_demands, read_sites
    from sulh.report.pages.evacuation import area_sheet, chain_sheet
    from sulh.sustain import read_form

    if (casualty is None) == (places is None):
        raise InputError("Give either --casualty or --places.", remedy="Give one of them.")
    medical = room.Medical(
        assets=read_file(assets, partial(read_form, form=room.MEDICAL_ASSETS), rejects=rejects),
        facilities=read_file(
            facilities, partial(read_form, form=room.MEDICAL_FACILITIES), rejects=rejects
        ),
    )
    travel, ways = trip.travel(as_of, rejects), trip.ways(rejects)
    numbers = room.parse_delays(delays)
    deliver_page = partial(
        deliver_answer, output=output, as_json=as_json, work="A page of evacuation in PDF"
    )
    if places is None:
        if casualty is None:
            raise AssertionError("checked above")
        chain = room.find_chain(*casualty, trip.moment, medical, ways, travel, numbers)
        deliver_page(
            partial(chain_sheet, chain, clock=trip.clock),
            room.chain_answer(chain),
            csv=lambda: chain.frame().write_csv(),
        )
        return
    cover = room.evacuate_area(
        read_file(places, read_demands, rejects=rejects),
        medical,
        ways,
        room.area_conditions(replace(travel, speed_factor=1.0), wet_factor=trip.wet_factor),
        numbers,
        troops=read_file(troops, read_demands, rejects=rejects) if troops else None,
    )
    fixes: tuple[room.Fix, ...] = ()
    if sites is not None:
        fixes = room.compare_fixes(
            cover, ways, read_file(sites, read_sites, rejects=rejects), count
        )
    deliver_page(
        partial(area_sheet, cover, fixes),
        room.area_answer(cover, fixes),
        csv=lambda: cover.frame().write_csv(),
    )
