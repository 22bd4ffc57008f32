"""``sulh protect laydown``: which sites, so that the most people are within reach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS, keep_rejected
from sulh.cli.roads import open_roads, road_options
from sulh.cli.show import console, print_problems
from sulh.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sulh.mission import Pack
    from sulh.protect import (
        Demands,
        LaydownProblem,
        LaydownResult,
        SiteCoverage,
        Sites,
        Taken,
        UnitKind,
    )
    from sulh.tables import Area

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
TARGET = click.Path(path_type=Path, dir_okay=False)
LINKS_MAX = 300_000
SHARE = click.FloatRange(0.0, 1.0)
UNIT_FORM = "NAME=COUNT:REACH[:STRENGTH[:SERVES]]"


@click.command()
@click.argument("demand", type=FILE)
@click.argument("sites", type=FILE)
@click.option("--count", type=click.IntRange(1), help="How many bases, where there is one kind.")
@click.option("--reach", type=click.FloatRange(0.0), default=50.0, show_default=True,
              help="Kilometres that a base reaches; with --travel-times or --roads minutes.")  # fmt: skip
@click.option("--unit", "units", multiple=True, metavar=UNIT_FORM,
              help="A kind of unit: how many, its reach, people in one, weight one serves.")  # fmt: skip
@click.option("--worth", "worths", multiple=True, metavar="NAME=NUMBER",
              help="How much a kind's coverage counts beside the others'; 1 if not given.")  # fmt: skip
@click.option("--goal", type=click.Choice(["cover", "median", "centre"]), default="cover",
              show_default=True, help="Most weight in reach, least way, or the farthest nearest.")  # fmt: skip
@click.option(
    "--travel-times", type=FILE, help="CSV: site, demand, minutes. Reaches are then minutes."
)
@road_options
@click.option("--measure", default="", help="Of a forecast's table: deaths or civilian_deaths.")
@click.option("--sites-max", type=click.IntRange(1), help="Places used, all kinds together.")
@click.option("--moves-max", type=click.IntRange(0), help="Existing sites given up, at the most.")
@click.option("--moves-share", type=SHARE, help="The same, as a part.")
@click.option("--budget", type=float, help="At most so much for sites used and sites left.")
@click.option(
    "--price",
    type=click.FloatRange(0.0),
    default=0.0,
    help="The weight that one unit of cost must earn.",
)
@click.option(
    "--fair-share", type=SHARE, default=0.0, help="In each district, cover at least this part."
)
@click.option(
    "--worst-first", is_flag=True, help="First raise the worst-off district, then the sum."
)
@click.option("--averse", type=SHARE, default=0.0, help="How much the worst samples count, 0 to 1.")
@click.option("--tail", type=click.FloatRange(0.0, 1.0, min_open=True), default=0.1, show_default=True,
              help="Which part of the samples are the worst.")  # fmt: skip
@click.option("--pack", "pack_name", default="", help="Refuse places outside this pack's area.")
@click.option(
    "--gap", type=click.FloatRange(0.0, 0.5), default=0.0, help="Stop when this near the bound."
)
@click.option(
    "--nodes", type=click.IntRange(1), help="Stop after so many nodes of the search tree."
)
@click.option("--seconds", type=click.FloatRange(0.0, min_open=True),
              help="Stop HiGHS after so long; then another machine may find another plan.")  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Where the search begins."
)
@REJECTS
@click.option("--geojson", type=TARGET, help="Write the sites and the demands as GeoJSON.")
@click.option(
    "--map", "map_path", type=TARGET, help="Write a map (.svg) or a page with one (.html)."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def laydown(*, demand: Path, sites: Path, **asked: Any) -> None:
    """Choose sites for bases, and say how good the choice is and why each site.

    DEMAND is a CSV with lon, lat and weight (people, or deaths expected), with name, district and
    samples where they are known; or what `sulh warn forecast` wrote. SITES is a CSV with name, lon and
    lat, and where they matter use (may, must, never), existing, strength_min, room, cost,
    cost_to_leave. The plan is proven best, or says how far from the best it can be.
    """
    from sulh import protect as room

    demands, places, problem, far = _read(demand, sites, asked)
    effort = room.Effort(
        gap_max=asked["gap"],
        nodes_max=asked["nodes"],
        seconds_max=asked["seconds"],
        links_max=None if asked["seconds"] or asked["nodes"] else LINKS_MAX,
    )
    told = room.solve_laydown(problem, asked["goal"], far, effort=effort, seed=asked["seed"])
    is_time = bool(asked["travel_times"] or asked["roads"])
    unit = "minutes" if is_time else "metres"
    found = room.laydown_geojson(told, problem, places, demands)
    if asked["geojson"]:
        asked["geojson"].write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    if asked["map_path"]:
        from sulh.cli.protect_laydown_map import write_map

        radius = None if is_time else [reach for _, _, reach in _kinds(asked)]
        write_map(asked["map_path"], told, problem, places, demands, _headline(told, unit), radius)
    if asked["as_json"]:
        click.echo(json.dumps(_content(told, problem, unit), ensure_ascii=False, indent=2))
        return
    _print(told, problem, unit)


def _read(
    demand: Path, sites: Path, asked: dict[str, Any]
) -> tuple[Demands, Sites, LaydownProblem, NDArray[np.float64] | None]:
    """Read the tables, say what was rejected, and put the problem together."""
    from sulh import mission
    from sulh import protect as room
    from sulh.tables import open_table

    pack = mission.load(mission.find(asked["pack_name"])) if asked["pack_name"] else None
    area = _area(pack) if pack else None
    table = open_table(demand)
    taken = room.read_demands(table, demand.name, area=area, measure=asked["measure"])
    places = room.read_sites(open_table(sites), sites.name, area=area)
    read: list[tuple[Path, Taken[Any]]] = [(demand, taken), (sites, places)]
    far = None
    if asked["travel_times"]:
        path = asked["travel_times"]
        times = room.read_travel_times(
            open_table(path),
            path.name,
            sites=places.read.sites,
            demands=taken.read.names,
        )
        read.append((path, times))
        far = times.read
    roads = open_roads(asked)
    if roads is not None:
        if asked["travel_times"]:
            raise InputError("Both --travel-times and --roads are given.", remedy="Give one.")
        read.append((asked["roads"], roads))
        ends = places.read.lon, places.read.lat, taken.read.lon, taken.read.lat
        far = room.minutes_by_road(roads.read, *ends)
    _account(read, asked)
    if roads is not None and far is not None:
        _say_no_way(far, taken.read)
    problem = room.LaydownProblem(
        weights=taken.read.weights,
        sites=places.read.sites,
        kinds=_with_coverage(taken.read, places.read, far, asked),
        rules=_rules(places.read, asked),
        districts=taken.read.districts,
    )
    if far is None and asked["goal"] != "cover":
        far = room.distances_m(places.read.lon, places.read.lat, taken.read.lon, taken.read.lat)
    return taken.read, places.read, problem, far


def _say_no_way(far: NDArray[np.float64], demands: Demands) -> None:
    """Say how many demands no site has a way to by road: no plan can reach them."""
    import numpy as np

    cut_off = np.asarray(~np.isfinite(far).any(axis=0))
    if cut_off.any():
        weights = demands.weights.mean(axis=0)
        console(stderr=True).print(
            f"{cut_off.sum():,} of {len(cut_off):,} demands, {weights[cut_off].sum():,.4g} of "
            f"{weights.sum():,.4g} in weight, have no way by road from any site: too far from one "
            "(--off-road-km), or on a part of the network that no site is on.",
            markup=False,
            soft_wrap=True,
        )


def _area(pack: Pack) -> Area | None:
    """Return the box of the pack's map: zones, lines, sites, and the outlines drawn behind them."""
    from sulh.mission import pack_area

    own = pack_area(pack)
    boxes = [base.geometry.bounds for base in pack.base] + ([own] if own else [])
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _account(read: list[tuple[Path, Taken[Any]]], asked: dict[str, Any]) -> None:
    for path, taken in read:
        kept = keep_rejected(path, taken.problems, taken.raw, folder=asked["rejects"])
        if not asked["as_json"]:
            print_problems(taken.problems)
            said = f"{path.name}: {taken.rows:,} rows read, {len(taken.problems):,} rejected"
            console().print(said + kept, markup=False, soft_wrap=True)
        elif taken.problems:
            console(stderr=True).print(
                f"{path.name}: {len(taken.problems):,} rows rejected", markup=False
            )


def _kinds(asked: dict[str, Any]) -> list[tuple[str, list[float], float]]:
    """Return each kind of unit: its name, the numbers after it, and its reach."""
    if not asked["units"]:
        if asked["count"] is None:
            raise InputError(
                "How many bases there are is not said.",
                remedy=f"Give --count, or --unit {UNIT_FORM} for each kind.",
            )
        return [("base", [float(asked["count"]), asked["reach"]], asked["reach"])]
    if asked["count"] is not None:
        raise InputError("Both --count and --unit are given.", remedy="Put the count into --unit.")
    kinds: list[tuple[str, list[float], float]] = []
    for text in asked["units"]:
        name, _, rest = text.partition("=")
        try:
            numbers = [float(each) for each in rest.split(":")]
        except ValueError:
            numbers = []
        finite = all(0.0 <= each < float("inf") for each in numbers)
        if not (name and 2 <= len(numbers) <= 4 and finite and numbers[0] == int(numbers[0])):
            raise InputError(
                f"--unit {text} cannot be read.",
                remedy=f"Write {UNIT_FORM}, such as --unit company=3:50:120.",
            )
        if name in [each[0] for each in kinds]:
            raise InputError(f"--unit {name} is given twice.", remedy="Give each kind once.")
        kinds.append((name, numbers, numbers[1]))
    return kinds


def _with_coverage(
    demands: Demands, sites: Sites, far: NDArray[np.float64] | None, asked: dict[str, Any]
) -> tuple[UnitKind, ...]:
    from sulh import protect as room

    worths: dict[str, float] = {}
    for text in asked["worths"]:
        name, _, number = text.partition("=")
        try:
            worths[name] = float(number)
        except ValueError:
            worths[name] = -1.0
        if not 0.0 <= worths[name] < float("inf"):
            raise InputError(f"--worth {text} cannot be read.", remedy="Write NAME=NUMBER.")
    kinds = _kinds(asked)
    unknown = sorted(set(worths) - {name for name, _, _ in kinds})
    if unknown:
        raise InputError(
            f"--worth names {', '.join(unknown)}, which is no kind of unit.",
            remedy=f"The kinds are {', '.join(name for name, _, _ in kinds)}.",
        )

    def coverage(reach: float) -> SiteCoverage:
        if far is not None:
            return room.coverage_of_matrix(far, reach=reach)
        return room.coverage_of_points(
            demands.lon, demands.lat, sites.lon, sites.lat, reach_m=1000.0 * reach
        )

    return tuple(
        room.UnitKind(
            name=name,
            count=int(numbers[0]),
            coverage=coverage(reach),
            strength=numbers[2] if len(numbers) > 2 else 0.0,
            serves_max=numbers[3] if len(numbers) > 3 else None,
            worth=worths.get(name, 1.0),
        )
        for name, numbers, reach in kinds
    )


def _rules(sites: Sites, asked: dict[str, Any]) -> Any:
    from sulh import protect as room

    moves = asked["moves_max"]
    if asked["moves_share"] is not None:
        if moves is not None:
            raise InputError("Both --moves-max and --moves-share are given.", remedy="Give one.")
        moves = int(asked["moves_share"] * sum(site.existing for site in sites.sites))
    return room.LaydownRules(
        sites_max=asked["sites_max"],
        moves_max=moves,
        **{
            name: asked[name]
            for name in ("budget", "price", "fair_share", "worst_first", "averse", "tail")
        },
    )


def _headline(told: LaydownResult, unit: str) -> str:
    share = told.weight_covered / told.weight if told.weight else 0.0
    words = {
        "cover": f"{told.weight_covered:,.6g} of {told.weight:,.6g} within reach ({share:.1%})",
        "median": f"{_way(told.mean_way, unit)} to the nearest site on average; "
        f"{share:.1%} within reach",
        "centre": f"the farthest is {_way(told.value, unit)} away; {share:.1%} within reach",
    }[told.goal]
    if told.proven:
        return f"{words}; proven: no other choice is better."
    if told.goal == "cover":
        return f"{words}; not proven: the best is at most {told.bound:,.6g} (gap {told.gap:.2%})."
    return f"{words}; not proven: the best is at most {told.gap:.2%} nearer."


def _way(length: float, unit: str) -> str:
    return f"{length / 1000:,.1f} km" if unit == "metres" else f"{length:,.1f} {unit}"


def _content(told: LaydownResult, problem: LaydownProblem, unit: str) -> dict[str, Any]:
    return {
        "goal": told.goal,
        "sites": [
            {
                "name": problem.sites[each.site].name,
                "existing": problem.sites[each.site].existing,
                "units": {kind.name: n for kind, n in zip(problem.kinds, each.units, strict=True)},
                "covers": each.covers,
                "alone": each.alone,
                "why": each.why,
            }
            for each in told.stationed
        ],
        "given_up": [problem.sites[i].name for i in told.given_up],
        "covered": told.weight_covered,
        "weight": told.weight,
        "shares": told.shares,
        "missed_tail": told.missed_tail,
        "unserved": told.unserved,
        "value": told.value,
        "bound": told.bound,
        "gap": told.gap,
        "proven": told.proven,
        "unit": unit,
    }


def _print(told: LaydownResult, problem: LaydownProblem, unit: str) -> None:
    out = console()
    table = Table("site", "now", "units", "within reach", "only from here")
    for each in told.stationed:
        site = problem.sites[each.site]
        units = ", ".join(
            f"{n} {kind.name}" for kind, n in zip(problem.kinds, each.units, strict=True) if n
        )
        table.add_row(
            site.name,
            "existing" if site.existing else "new",
            units,
            f"{each.covers:,.6g}",
            f"{each.alone:,.6g}",
        )
    out.print(table)
    for each in told.stationed:
        out.print(each.why, markup=False, soft_wrap=True)
    if told.given_up:
        left = ", ".join(problem.sites[i].name for i in told.given_up)
        out.print(f"Given up: {left}.", markup=False, soft_wrap=True)
    for name, share in sorted(told.shares.items(), key=lambda each: each[1])[:10]:
        out.print(f"District {name}: {share:.1%} within reach", markup=False)
    if told.missed_tail is not None:
        out.print(
            f"In the worst {problem.rules.tail:.0%} of {len(problem.weights)} samples, "
            f"{told.missed_tail:,.6g} is out of reach on average."
        )
    if told.unserved:
        out.print(f"{told.unserved:,.6g} has no way to any site of the plan.")
    out.print(_headline(told, unit), markup=False, soft_wrap=True)
    out.print("Within reach is not protected: it says where help can come from in time.")
