"""`sulh respond`: who goes now."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, REJECTS, When, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output
from sulh.cli.protect import read_file
from sulh.cli.roads import read_network, road_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from polars import DataFrame

    from sulh.cli.roads import RoadFile
    from sulh.report import Sheet
    from sulh.respond import WayClosure

__all__ = ["read_closures", "respond"]


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
@click.option("--at", type=When("start", on_mission_clock=True), metavar="TIME",
              help="When somebody is wounded; closures of this day count; default: now.")  # fmt: skip
@click.option("--closures", type=FILE,
              help="Table of closures; default: those in the mission's ledger.")  # fmt: skip
@click.option("--wet-factor", type=click.FloatRange(0.0, 1.0, min_open=True),
              help="Show the wet season too: land speeds times this factor.")  # fmt: skip
@click.option("--delay", "delays", multiple=True, metavar="NAME=LOW:LIKELY:HIGH",
              help="Minutes of aid, alarm, decision, loading or handover.")  # fmt: skip
@click.option("--circuity", type=click.FloatRange(1.0, 10.0), default=1.4, show_default=True,
              help="Without roads: how much longer ways are than straight lines.")  # fmt: skip
@click.option("--fix", "sites", type=FILE,
              help="Select new posts among these sites: name, lon, lat.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), default=1, show_default=True,
              help="Number of new posts.")  # fmt: skip
@click.option("--surgery", is_flag=True, help="New posts have a forward surgical team.")
@road_options
@AS_OF
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".csv")
@click.pass_obj
def casevac(  # noqa: PLR0917 -- click passes by keyword
    folder: Path,
    assets: Path,
    facilities: Path,
    casualty: tuple[float, float] | None,
    places: Path | None,
    at: datetime | None,
    closures: Path | None,
    wet_factor: float | None,
    delays: tuple[str, ...],
    circuity: float,
    sites: Path | None,
    count: int,
    surgery: bool,
    roads: RoadFile | None,
    as_of: datetime | None,
    rejects: Path | None,
    output: Path | None,
) -> None:
    """Show whether the wounded reach first aid, care and surgery in 10 minutes, 1 hour and 2 hours.

    ASSETS is a table of vehicles and helicopters, FACILITIES one of places that treat the wounded; the forms
    are in the how-to guide. With --casualty: the chain by the clock, and what is left when an asset does not
    start. With --places: where the timeline holds, by day and by night, with each asset lost in turn.
    """
    from sulh import respond as room
    from sulh.protect import read_demands, read_sites
    from sulh.report.pages.evacuation import area_sheet, chain_sheet
    from sulh.sustain import read_form

    if (casualty is None) == (places is None):
        raise InputError("Give either --casualty or --places.", remedy="Give one of them.")
    moment = at or datetime.now(UTC)
    medical = room.Medical(
        assets=read_file(assets, partial(read_form, form=room.MEDICAL_ASSETS), rejects=rejects),
        facilities=read_file(
            facilities, partial(read_form, form=room.MEDICAL_FACILITIES), rejects=rejects
        ),
    )
    today = room.closures_on(
        read_closures(folder, closures, as_of, rejects, at=moment), moment.date()
    )
    network = read_network(roads, rejects) if roads else None
    ways = room.prepare_ways(network, circuity=circuity)
    numbers = room.parse_delays(delays)
    if places is None:
        if casualty is None:
            raise AssertionError("checked above")
        travel = room.Travel(closures=today, speed_factor=wet_factor or 1.0)
        chain = room.find_chain(*casualty, moment, medical, ways, travel, numbers)
        _show(output, partial(chain_sheet, chain), chain.frame)
        return
    cover = room.evacuate_area(
        read_file(places, read_demands, rejects=rejects),
        medical,
        ways,
        room.area_conditions(today, wet_factor=wet_factor),
        numbers,
    )
    fix = None
    if sites is not None:
        candidates = read_file(sites, read_sites, rejects=rejects)
        fix = room.cheapest_fix(
            cover, ways, *room.new_posts(candidates, has_surgery=surgery), count
        )
    _show(output, partial(area_sheet, cover, fix), cover.frame)


def read_closures(
    folder: Path, path: Path | None, as_of: datetime | None, rejects: Path | None, *, at: datetime
) -> tuple[WayClosure, ...]:
    """Return the closures of a table, or those of the ledger where the folder is a mission's.

    Those of the ledger count its hazardous areas, as far as they are not released at a moment (UTC).
    """
    from sulh import respond as room
    from sulh import workspace
    from sulh.sustain import read_form

    if path is not None:
        return read_file(path, partial(read_form, form=room.CLOSURES), rejects=rejects)
    if not (folder / "sulh.toml").is_file():
        return ()
    mission = workspace.open_workspace(folder)
    return room.ledger_closures(workspace.ledger_entries(mission, as_of=as_of), at=at)


def _show(output: Path | None, sheet: Callable[[], Sheet], frame: Callable[[], DataFrame]) -> None:
    """Print a page, and write it or its rows to a file."""
    print_sheet(sheet())
    if output:
        writers = sheet_writers(sheet, work="A page of evacuation in PDF")
        write_output(output, {**writers, ".csv": lambda: frame().write_csv()})
