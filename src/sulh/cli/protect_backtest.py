"""``sulh protect backtest``: replay history with and without the plan."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from sulh.cli.mapped import MAP
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, output_option
from sulh.cli.protect import deliver_answer, read_file
from sulh.cli.show import counting_progress
from sulh.cli.travel import day_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip
    from sulh.protect import Knowledge, View
    from sulh.values import Executor

__all__ = ["backtest"]

Item = TypeVar("Item")
Result = TypeVar("Result")


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
@click.option("--totals", type=FILE,
              help="UCDP's totals by country and year; leaves out years whose events are lacking.")  # fmt: skip
@click.option("--off-by", type=click.FloatRange(0.0, 1.0), default=0.25, show_default=True,
              help="The greatest part by which a country's deaths may be off from --totals.")  # fmt: skip
@click.option("--every", type=click.Choice(["year", "quarter", "month"]), default="year", show_default=True,
              help="Plan once for the whole next year, or anew in each quarter or month of it.")  # fmt: skip
@click.option("--knowledge", type=click.Choice(["at-once", "30-days", "final"]), default="at-once",
              show_default=True,
              help="What a plan knows: all events, those 30 days old, or the yearly release only.")  # fmt: skip
@click.option("--view", default="outlooks", show_default=True,
              type=click.Choice(["outlooks", "forecast", "both", "many-outlooks", "many-samples"]),
              help="What a plan goes by: ways to weigh past events, a forecast, or both; or, to be good in bad "
              "cases too, each of many such ways, or each of many samples of the forecast.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True,
              help="Random seed for the random laydowns and the confidence intervals.")  # fmt: skip
@day_options
@AS_OF
@click.option("--minutes", type=click.FloatRange(0.0, min_open=True), multiple=True, default=(60.0, 120.0),
              show_default=True,
              help="With --roads: travel times to count within; plans on roads take the shortest.")  # fmt: skip
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
    totals: Path | None,
    off_by: float,
    every: str,
    knowledge: Knowledge,
    view: View,
    seed: int,
    trip: Trip,
    as_of: datetime | None,
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
    --roads. Plans reach as far as a circle; with --roads two more reach as far as the roads let them. A closure
    counts in the periods on whose first day it holds.
    """
    from sulh import protect
    from sulh.report.pages.backtest import backtest_sheet
    from sulh.warn import geonames_settlements, read_country_totals

    times = trip.times(as_of, rejects) if trip.roads is not None or trip.is_said else None
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
            totals=None
            if totals is None
            else read_file(totals, read_country_totals, rejects=rejects),
            off_max=off_by,
            area_km=area_km,
            months={"year": 12, "quarter": 3, "month": 1}[every],
            knowledge=knowledge,
            seed=seed,
            executor=executor,
            roads=times,
            minutes=minutes,
            view=view,
        )
    deliver_answer(
        lambda: backtest_sheet(result),
        protect.backtest_answer(result),
        output,
        as_json=as_json,
        work="A back-test in PDF",
        csv=result.frame.write_csv,
    )


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
