"""``sulh protect laydown``: which sites, so that the most people are within reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.mapped import MAP
from sulh.cli.options import FILE, JSON, REJECTS, output_option
from sulh.cli.output import sheet_writers, write_output
from sulh.cli.protect import read_file, report_rows
from sulh.cli.protect_laydown_rules import effort_options, rule_options
from sulh.cli.roads import road_options
from sulh.cli.show import console
from sulh.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sulh.cli.roads import RoadFile
    from sulh.protect import Demands, Effort, Goal, LaydownPlan, LaydownRules, Sites

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
@click.option("--goal", type=click.Choice(["cover", "median", "centre"]), default="cover",
              show_default=True,
              help="cover: serve the most people in range; median: shortest average distance; "
              "centre: shortest worst-case distance.")  # fmt: skip
@click.option("--travel-times", type=FILE, help="Table of site, demand and minutes.")
@road_options
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
def laydown(  # noqa: PLR0917 -- click passes by keyword
    demand: Path,
    sites: Path,
    count: int | None,
    reach: float,
    units: tuple[str, ...],
    worths: tuple[str, ...],
    goal: Goal,
    travel_times: Path | None,
    roads: RoadFile | None,
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
    The plan is proven best, or the result says how much better another plan could be.
    """
    from sulh import mission
    from sulh import protect as room

    area = room.map_area(mission.load(mission.find(pack_name))) if pack_name else None
    demands = read_file(
        demand,
        lambda table, file: room.read_demands(table, file, area=area, measure=measure),
        rejects=rejects,
    )
    places = read_file(
        sites, lambda table, file: room.read_sites(table, file, area=area), rejects=rejects
    )
    plan = room.plan_units(
        demands,
        places,
        room.parse_units(units, worths, count=count, reach=reach),
        minutes=_minutes(demands, places, travel_times, roads, rejects),
        goal=goal,
        rules=rules,
        effort=effort,
        seed=seed,
    )
    if output is not None:
        _write(plan, output)
    if as_json:
        click.echo(_json(plan))
    else:
        _print(plan)


def _minutes(
    demands: Demands,
    sites: Sites,
    travel_times: Path | None,
    roads: RoadFile | None,
    rejects: Path | None,
) -> NDArray[np.float64] | None:
    """Return travel times from a table or by road; None where distances count."""
    from sulh import protect as room
    from sulh.protect.laydown.sentences import note_cut_off

    if roads is not None and travel_times is not None:
        raise InputError("Both --travel-times and --roads are given.", remedy="Give one.")
    if travel_times is not None:
        return read_file(
            travel_times,
            lambda table, file: room.read_travel_times(
                table, file, sites=sites.sites, demands=demands.names
            ),
            rejects=rejects,
        )
    if roads is None:
        return None
    network = report_rows(roads.path, roads.read(), rejects=rejects)
    minutes = room.minutes_by_road(network, sites.lon, sites.lat, demands.lon, demands.lat)
    for line in note_cut_off(demands, minutes):
        console(stderr=True).print(line, markup=False, soft_wrap=True)
    return minutes


def _json(plan: LaydownPlan) -> str:
    from sulh.protect import as_json, laydown_answer

    return json.dumps(as_json(laydown_answer(plan)), ensure_ascii=False, indent=2)


def _write(plan: LaydownPlan, output: Path) -> None:
    from sulh.protect import laydown_geojson
    from sulh.report.pages.laydown import draw_laydown, laydown_sheet

    write_output(
        output,
        {
            **sheet_writers(lambda: laydown_sheet(plan), work="A laydown in PDF"),
            ".svg": lambda: draw_laydown(plan).svg,
            ".json": lambda: _json(plan),
            ".geojson": lambda: json.dumps(laydown_geojson(plan), ensure_ascii=False, indent=1),
            ".csv": plan.frame.write_csv,
        },
    )


def _print(plan: LaydownPlan) -> None:
    from sulh.protect.laydown.sentences import CAUTION, headline, sentences

    out = console()
    table = Table("site", "now", "units", "within reach", "only from here")
    for site in plan.frame.iter_rows(named=True):
        now = "existing" if site["existing"] else "new"
        table.add_row(
            site["name"], now, site["units"], f"{site['covers']:,.6g}", f"{site['alone']:,.6g}"
        )
    out.print(table)
    reasons = [each.why for each in plan.result.sites]
    for line in (*reasons, *sentences(plan), headline(plan), CAUTION):
        out.print(line, markup=False, soft_wrap=True)
