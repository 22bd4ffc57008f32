"""``sulh protect backtest``: replay history with and without the plan."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, InFile, Json, executor_on, writes
from sulh.cli.output import show
from sulh.cli.parameters import command
from sulh.cli.roads import RoadOptions
from sulh.cli.show import counting_progress
from sulh.cli.tables import Tables

Item = TypeVar("Item")
Result = TypeVar("Result")


@command(short_help="Replay history with and without the plan.")
def backtest(
    deployments: InFile,
    events: InFile,
    *,
    mission: Annotated[tuple[str, ...], "Only this mission; may be repeated."] = (),
    mandates: Annotated[AnyFile, "Table of mission, since and source of each mandate."] = None,
    all_missions: Annotated[
        bool, "Also missions without a known mandate to protect civilians."
    ] = False,
    area_km: Annotated[
        float,
        "Maximum distance (km) between a mission's past bases and the edge of its area.",
        FloatRange(1, 2000),
    ] = 150.0,
    totals: Annotated[
        AnyFile, "UCDP's totals by country and year; leaves out years whose events are lacking."
    ] = None,
    off_by: Annotated[
        float,
        "The greatest part by which a country's deaths may be off from --totals.",
        FloatRange(0.0, 1.0),
    ] = 0.25,
    every: Annotated[
        Literal["year", "quarter", "month"],
        "Plan once for the whole next year, or anew in each quarter or month of it.",
    ] = "year",
    knowledge: Annotated[
        Literal["at-once", "30-days", "final"],
        "What a plan knows: all events, those 30 days old, or the yearly release only.",
    ] = "at-once",
    view: Annotated[
        Literal["outlooks", "forecast", "both", "many-outlooks", "many-samples"],
        "What a plan goes by: ways to weigh past events, a forecast, or both; or, to be good in bad "
        "cases too, each of many such ways, or each of many samples of the forecast.",
    ] = "outlooks",
    seed: Annotated[
        int, "Random seed for the random laydowns and the confidence intervals.", IntRange(0)
    ] = 0,
    roads: RoadOptions,
    minutes: Annotated[
        tuple[float, ...],
        "With --roads: travel times to count within; plans on roads take the shortest.",
        FloatRange(0.0, min_open=True),
    ] = (60.0, 120.0),
    scheduler: Annotated[str, "Address of a Dask scheduler, to run on a cluster."] = "",
    tables: Tables,
    output: Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".json", ".csv")] = None,
    as_json: Json = False,
) -> None:
    """Plan real missions with what was known by the end of each year, and count what came next.

    DEPLOYMENTS is a table of mission, year, latitude, longitude and troops, such as Geo-PKO's. EVENTS
    is a table of longitude, latitude, year and deaths, such as UCDP's. For each mission and year
    simple rules, the plan and perfect foresight place as many sites as there were. Sulh then counts
    the next year's civilian deaths and fatal events within 25, 50 and 100 km, and by travel time with
    --roads. Plans reach as far as a circle; with --roads two more reach as far as the roads let them.
    """
    room = rooms.protect
    network = roads.read(tables.rejects)
    since = tables.read_if(mandates, room.read_mandates) or room.MANDATES
    with executor_on(scheduler) as cluster:
        result = room.backtest(
            tables.read(deployments, room.read_deployments),
            tables.read(events, room.read_past_events),
            rooms.warn.geonames_settlements(),
            missions=mission,
            mandates=None if all_missions else since,
            totals=tables.read_if(totals, rooms.warn.read_country_totals),
            off_max=off_by,
            area_km=area_km,
            months={"year": 12, "quarter": 3, "month": 1}[every],
            knowledge=knowledge,
            seed=seed,
            executor=cluster or ProgressExecutor(),
            roads=network,
            minutes=minutes,
            view=view,
        )
    show(rooms.forms.backtest_forms(result), output, as_json=as_json)


class ProgressExecutor:
    """Runs one item after another and shows a progress bar."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Return what `work` makes of each item."""
        with counting_progress() as progress:
            return [work(item) for item in progress.track(list(items), description="mission-years")]
