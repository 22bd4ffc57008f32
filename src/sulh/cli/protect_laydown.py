"""``sulh protect laydown``: which sites, so that the most people are within reach."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, output_option
from sulh.cli.protect import deliver_answer, read_file
from sulh.cli.protect_laydown_rules import effort_options, rule_options
from sulh.cli.show import console
from sulh.cli.travel import vehicle_options

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip
    from sulh.protect import Demands, Effort, Goal, LaydownRules, Sites, WaysUsed

__all__ = ["laydown"]

UNIT_FORM = "NAME=COUNT:REACH[:STRENGTH[:SERVES]]"
FORMS = (".html", ".pdf", ".xlsx", ".svg", ".json", ".geojson", ".csv")


@click.command(short_help="Select sites so that the most people are within reach.")
@click.argument("demand", type=FILE)
@click.argument("sites", type=FILE)
@click.option("--count", type=click.IntRange(1), help="Number of bases, all of one kind.")
@click.option("--reach", type=click.FloatRange(0.0), default=50.0, show_default=True,
              help="Reach of a base in km; in minutes with --roads or --travel-times.")  # fmt: skip
@click.option("--unit", "units", multiple=True, metavar=UNIT_FORM,
              help="A kind of unit: number, reach, people in one, weight that one serves.")  # fmt: skip
@click.option("--worth", "worths", multiple=True, metavar="NAME=NUMBER",
              help="How much coverage by a kind of unit counts; default: 1.")  # fmt: skip
@click.option("--straight-kmh", "speeds", multiple=True, metavar="NAME=NUMBER",
              help="A kind of unit travels straight at this speed (a helicopter); its reach is in "
              "minutes.")  # fmt: skip
@click.option("--goal", type=click.Choice(["cover", "median", "centre", "fewest"]), default="cover",
              show_default=True,
              help="cover: serve the most people in range; median: shortest average distance; "
              "centre: shortest worst-case distance; fewest: fewest bases that reach everyone.")  # fmt: skip
@click.option(
    "--travel-times", type=FILE, help="Table of site, demand, minutes, and unit if they differ."
)
@vehicle_options
@AS_OF
@click.option(
    "--yes", is_flag=True, help="Accept that some demands have no way at all to any site."
)
@click.option("--measure", default="",
              help="Which forecast column to use: deaths or civilian_deaths.")  # fmt: skip
@rule_options
@click.option(
    "--pack", "pack_name", default="", help="Reject places outside the area of this pack."
)
@effort_options
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Random seed of the search.",
)
@MAP
@REJECTS
@output_option(*FORMS)
@JSON
def laydown(
    *,
    demand: Path,
    sites: Path,
    count: int | None,
    reach: float,
    units: tuple[str, ...],
    worths: tuple[str, ...],
    speeds: tuple[str, ...],
    goal: Goal,
    travel_times: Path | None,
    trip: Trip,
    as_of: datetime | None,
    yes: bool,
    measure: str,
    rules: LaydownRules,
    pack_name: str,
    effort: Effort,
    seed: int,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Select sites for bases, show how good the plan is, and say why each site.

    DEMAND is a table with lon, lat and weight (people, or expected deaths), and optionally name,
    district and samples; or a table from `sulh warn forecast`. SITES is a table with name, lon and
    lat, and optionally use (may, must, never), existing, strength_min, room, cost and cost_to_leave.
    The plan is proven best, or the result says how much better another plan could be. With --roads, ways have
    the closures of a day, as in `sulh respond`.
    """
    from sulh import mission
    from sulh import protect as room
    from sulh.protect.laydown.sentences import cut_off_note
    from sulh.report.pages.laydown import draw_laydown, laydown_sheet

    pack = mission.load(mission.find(pack_name)) if pack_name else None
    area, title = (room.map_area(pack), pack.title) if pack else (None, "")
    demands = read_file(
        demand,
        lambda table, file: room.read_demands(table, file, area=area, measure=measure),
        rejects=rejects,
    )
    places = read_file(
        sites, lambda table, file: room.read_sites(table, file, area=area), rejects=rejects
    )
    if goal == "fewest" and not units:
        count = count or len(places.sites)
    kinds = room.parse_units(units, worths, speeds, count=count, reach=reach)
    names = tuple(each.name for each in kinds)
    minutes, ways = _minutes(demands, places, names, travel_times, trip, as_of, rejects)
    plan = room.plan_units(
        demands,
        places,
        kinds,
        minutes=minutes,
        ways=ways,
        accepts_cut_off=yes,
        goal=goal,
        rules=rules,
        effort=effort,
        seed=seed,
    )
    if plan.cut_off and not yes:
        console(stderr=True).print(cut_off_note(plan), markup=False, soft_wrap=True)
        if sys.stdin.isatty():
            plan = replace(plan, accepts_cut_off=click.confirm("Is that right?", err=True))
    deliver_answer(
        lambda: laydown_sheet(plan, mission=title),
        room.laydown_answer(plan),
        output,
        as_json=as_json,
        work="A laydown in PDF",
        csv=plan.frame.write_csv,
        svg=lambda: draw_laydown(plan).svg,
        geojson=lambda: json.dumps(room.laydown_geojson(plan), ensure_ascii=False, indent=1),
    )


def _minutes(
    demands: Demands,
    sites: Sites,
    units: tuple[str, ...],
    travel_times: Path | None,
    trip: Trip,
    as_of: datetime | None,
    rejects: Path | None,
) -> tuple[Any, WaysUsed | None]:
    """Return travel times from a table or by road, and what the latter rest on; None where distances count."""
    from sulh import protect as room

    if travel_times is not None:
        trip.refuse_with_table()
        table = read_file(
            travel_times,
            lambda table, file: room.read_travel_times(
                table, file, sites=sites.sites, demands=demands.names, units=units
            ),
            rejects=rejects,
        )
        return table, None
    if trip.roads is None and not trip.is_said:
        return None, None
    times = trip.times(as_of, rejects, days=(trip.day, trip.day))
    ends = sites.lon, sites.lat, demands.lon, demands.lat
    return times.minutes(trip.day, *ends), times.used(trip.day)
