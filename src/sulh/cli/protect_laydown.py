"""``sulh protect laydown``: which sites, so that the most people are within reach."""

import sys
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import click
from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, AsOf, InFile, Json, Language, writes
from sulh.cli.output import show
from sulh.cli.parameters import Folder
from sulh.cli.protect import protect
from sulh.cli.show import console
from sulh.cli.tables import Tables
from sulh.cli.travel import VehicleOptions

SHARE = FloatRange(0.0, 1.0)
ONE_OF_A_KIND = {"metavar": "NAME=NUMBER"}
UNIT = {"metavar": "NAME=COUNT:REACH[:STRENGTH[:SERVES]]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a plan must observe: `sulh.protect.LaydownRules`."""

    sites_max: Annotated[int | None, "Maximum number of sites in use.", IntRange(1)] = None
    moves_max: Annotated[
        int | None, "Maximum number of existing sites that the plan may close.", IntRange(0)
    ] = None
    moves_share: Annotated[
        float | None, "The same limit as a share of the existing sites.", SHARE
    ] = None
    budget: Annotated[float | None, "Maximum cost of sites in use and sites closed."] = None
    price: Annotated[float, "Weight that one unit of cost must gain.", FloatRange(0.0)] = 0.0
    fair_share: Annotated[float, "Cover at least this share of each district.", SHARE] = 0.0
    worst_first: Annotated[bool, "First serve the worst-off district, then the sum."] = False
    in_reach: Annotated[
        int,
        "Count a demand only with so many sites in reach; 2: each has a backup.",
        IntRange(1, 9),
    ] = 1
    averse: Annotated[float, "How much the worst samples count, 0 to 1.", SHARE] = 0.0
    tail: Annotated[
        float, "Share of the samples that are the worst.", FloatRange(0.0, 1.0, min_open=True)
    ] = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How long the solver searches: `sulh.protect.Effort`."""

    gap: Annotated[
        float, "Stop this close to the best possible plan, as a share.", FloatRange(0.0, 0.5)
    ] = 0.0
    nodes: Annotated[int | None, "Maximum number of nodes of the search tree.", IntRange(1)] = None
    seconds: Annotated[
        float | None,
        "Time limit of the solver; the plan then depends on the machine.",
        FloatRange(0.0, min_open=True),
    ] = None


@protect.command(short_help="Select sites so that the most people are within reach.")
def laydown(
    folder: Folder,
    demand: InFile,
    sites: InFile,
    *,
    count: Annotated[int | None, "Number of bases, all of one kind.", IntRange(1)] = None,
    reach: Annotated[
        float, "Reach of a base in km; in minutes with --roads or --travel-times.", FloatRange(0.0)
    ] = 50.0,
    unit: Annotated[
        tuple[str, ...],
        "A kind of unit: number, reach, people in one, weight that one serves.",
        UNIT,
    ] = (),
    worth: Annotated[
        tuple[str, ...], "How much coverage by a kind of unit counts; default: 1.", ONE_OF_A_KIND
    ] = (),
    straight_kmh: Annotated[
        tuple[str, ...],
        "A kind of unit travels straight at this speed (a helicopter); its reach is in minutes.",
        ONE_OF_A_KIND,
    ] = (),
    goal: Annotated[
        Literal["cover", "median", "centre", "fewest"],
        "cover: serve the most people in range; median: shortest average distance; "
        "centre: shortest worst-case distance; fewest: fewest bases that reach everyone.",
    ] = "cover",
    travel_times: Annotated[
        AnyFile, "Table of site, demand, minutes, and unit if they differ."
    ] = None,
    ways: VehicleOptions,
    as_of: AsOf = None,
    yes: Annotated[bool, "Accept that some demands have no way at all to any site."] = False,
    measure: Annotated[str, "Which forecast column to use: deaths or civilian_deaths."] = "",
    rules: Rules,
    pack: Annotated[str, "Reject places outside the area of this pack."] = "",
    search: Search,
    seed: Annotated[int, "Random seed of the search.", IntRange(0)] = 0,
    tables: Tables,
    output: Annotated[
        Path | None, writes(".html", ".pdf", ".xlsx", ".svg", ".json", ".geojson", ".csv")
    ] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Select sites for bases, show how good the plan is, and say why each site.

    DEMAND is a table with lon, lat and weight (people, or expected deaths), and optionally name,
    district and samples; or a table from `sulh warn forecast`. SITES is a table with name, lon and
    lat, and optionally use (may, must, never), existing, strength_min, room, cost and cost_to_leave.
    The plan is proven best, or the result says how much better another plan could be. With --roads, ways have
    the closures of a day, as in `sulh respond`.
    """
    room, mission = rooms.protect, rooms.mission
    within = mission.load(mission.find(pack)) if pack else None
    area = room.map_area(within) if within else None
    demands = tables.read(demand, partial(room.read_demands, area=area, measure=measure))
    places = tables.read(sites, partial(room.read_sites, area=area))
    if goal == "fewest" and not unit:
        count = count or len(places.sites)
    kinds = room.parse_units(unit, worth, straight_kmh, count=count, reach=reach)
    reader = partial(
        room.read_travel_times,
        sites=places.sites,
        demands=demands.names,
        units=tuple(each.name for each in kinds),
    )
    trip = ways.trip(folder, as_of, tables)
    if travel_times is not None:
        trip.refuse_with_table()
        minutes, used = tables.read(travel_times, reader), None
    else:
        minutes, used = trip.laydown_minutes(demands, places)
    plan = room.plan_units(
        demands,
        places,
        kinds,
        minutes=minutes,
        ways=used,
        accepts_cut_off=yes,
        goal=goal,
        rules=room.LaydownRules(**asdict(rules)),
        effort=room.make_effort(
            gap_max=search.gap, nodes_max=search.nodes, seconds_max=search.seconds
        ),
        seed=seed,
    )
    if plan.cut_off and not yes:
        console(stderr=True).print(room.cut_off_note(plan), soft_wrap=True)
        if sys.stdin.isatty():
            plan = replace(plan, accepts_cut_off=click.confirm("Is that right?", err=True))
    title = within.title if within else ""
    forms = rooms.forms.laydown_forms(plan, mission=title, language=language)
    show(forms, output, as_json=as_json)
