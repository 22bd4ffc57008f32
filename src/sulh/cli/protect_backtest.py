"""``sulh protect backtest``: replay history with and without the plan."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click
from rich.table import Table

from sulh.cli.mapped import MAP
from sulh.cli.options import FILE, JSON, REJECTS, output_option
from sulh.cli.output import sheet_writers, write_output
from sulh.cli.protect import read_file, report_rows
from sulh.cli.roads import road_options
from sulh.cli.show import console, counting_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sulh.cli.roads import RoadFile
    from sulh.protect import Backtest, Summary
    from sulh.values import Executor

__all__ = ["backtest"]

Item = TypeVar("Item")
Result = TypeVar("Result")
YEARLY = ("real", "greedy", "plan", "quarter", "foresight")


@click.command(short_help="Replay history with and without the plan.")
@click.argument("deployments", type=FILE)
@click.argument("events", type=FILE)
@click.option("--mission", "missions", multiple=True, help="Only this mission; may be repeated.")
@click.option("--mandates", type=FILE, help="Table of mission, since and source of each mandate.")
@click.option("--all-missions", is_flag=True,
              help="Also missions without a known mandate to protect civilians.")  # fmt: skip
@click.option(
    "--area-km",
    type=click.FloatRange(1, 2000),
    default=150.0,
    show_default=True,
    help="Maximum distance (km) between a mission's past bases and the edge of its area.",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True,
              help="Random seed for the random laydowns and the confidence intervals.")  # fmt: skip
@road_options
@click.option("--minutes", type=click.FloatRange(0.0, min_open=True), multiple=True, default=(60.0, 120.0),
              show_default=True, help="Travel times to count within, with --roads.")  # fmt: skip
@click.option("--scheduler", help="Address of a Dask scheduler, to run on a cluster.")
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".json", ".csv")
@JSON
def backtest(
    *,
    deployments: Path,
    events: Path,
    missions: tuple[str, ...],
    mandates: Path | None,
    all_missions: bool,
    area_km: float,
    seed: int,
    roads: RoadFile | None,
    minutes: tuple[float, ...],
    scheduler: str | None,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan real missions with what was known by the end of each year, and count what came next.

    DEPLOYMENTS is a table of mission, year, latitude, longitude and troops, such as Geo-PKO's. EVENTS
    is a table of longitude, latitude, year and deaths, such as UCDP's. For each mission and year
    simple rules, the plan and perfect foresight place as many sites as there were. Sulh then counts
    the next year's civilian deaths and fatal events within 25, 50 and 100 km, and by travel time with
    --roads.
    """
    from sulh import protect
    from sulh.warn import geonames_settlements

    network = None
    if roads is not None:
        network = report_rows(roads.path, roads.read(), rejects=rejects)
    since = protect.MANDATES
    if mandates is not None:
        since = read_file(mandates, protect.read_mandates, rejects=rejects)
    with _executor(scheduler) as executor:
        result = protect.backtest(
            read_file(deployments, protect.read_deployments, rejects=rejects),
            read_file(events, protect.read_past_events, rejects=rejects),
            geonames_settlements(),
            missions=missions,
            mandates=None if all_missions else since,
            area_km=area_km,
            seed=seed,
            executor=executor,
            roads=network,
            minutes=minutes,
        )
    if output is not None:
        _write(result, output)
    if as_json:
        click.echo(_json(result))
    else:
        _print(result)


class _ProgressExecutor:
    """Runs one item after another and shows a progress bar."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        with counting_progress() as progress:
            return [work(item) for item in progress.track(list(items), description="mission-years")]


@contextmanager
def _executor(scheduler: str | None) -> Iterator[Executor]:
    from sulh.warn import on_cluster

    if scheduler is None:
        yield _ProgressExecutor()
        return
    with on_cluster(scheduler) as cluster:
        yield cluster


def _json(result: Backtest) -> str:
    from sulh.protect import as_json, backtest_answer

    return json.dumps(as_json(backtest_answer(result)), indent=1, allow_nan=False)


def _write(result: Backtest, output: Path) -> None:
    from sulh.report.pages.backtest import backtest_sheet

    write_output(
        output,
        {
            **sheet_writers(lambda: backtest_sheet(result), work="A back-test in PDF"),
            ".json": lambda: _json(result),
            ".csv": result.frame.write_csv,
        },
    )


def _print(result: Backtest) -> None:
    from sulh.protect.backtest.sentences import sentences

    out = console()
    out.print("Civilian deaths of the next year within 25 km of a site")
    out.print(_yearly_table(result))
    if result.plan is not None:
        out.print(
            f"\nShare of {result.plan.civilians:,.0f} civilian deaths within reach, in "
            f"{result.plan.mission_years} mission-years of {result.plan.missions} missions"
        )
        out.print(_share_table(result.plan))
    for line in sentences(result):
        out.print(line)


def _yearly_table(result: Backtest) -> Table:
    import polars as pl

    table = Table("mission", "year", "sites", "moved", "deaths", box=None)
    for method in YEARLY:
        table.add_column(method, justify="right")
    near = result.frame.filter((pl.col("reach_km") == 25) & (pl.col("all_civilians") > 0))
    for facts in result.replay.mission_years.iter_rows(named=True):
        counts = near.filter(mission=facts["mission"], year=facts["year"])
        if len(counts):
            reached = dict(zip(counts["method"], counts["civilians"], strict=True))
            names = [str(facts[name]) for name in ("mission", "year", "sites", "moved")]
            figures = [counts["all_civilians"][0], *(reached[method] for method in YEARLY)]
            table.add_row(*names, *(f"{figure:,.0f}" for figure in figures))
    return table


def _share_table(plan: Summary) -> Table:
    from sulh.protect.backtest.sentences import LAYDOWN_NAMES

    table = Table(
        "laydown", "25 km", "", "50 km", "100 km", "events 25 km", "median 25 km", box=None
    )
    for each in plan.minutes:
        table.add_column(f"{each:g} min")
    for method, name in LAYDOWN_NAMES.items():
        near = plan.share(method, 25)
        table.add_row(
            name,
            f"{near.civilians:.3f}",
            f"({near.low:.2f} to {near.high:.2f})",
            *(f"{plan.share(method, km).civilians:.3f}" for km in (50, 100)),
            f"{near.events:.3f}",
            f"{near.median:.2f}",
            *(f"{plan.share_by_road(method, each).civilians:.3f}" for each in plan.minutes),
        )
    return table
