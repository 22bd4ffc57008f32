"""``sulh protect``: where peacekeepers should be, and what history says of that."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import click
from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import (
    AnyFile,
    AsOf,
    Clock,
    InFile,
    Json,
    Language,
    LonLat,
    When,
    executor_on,
    writes,
)
from sulh.cli.output import show
from sulh.cli.parameters import Folder, Group
from sulh.cli.show import counting_progress
from sulh.cli.tables import Tables
from sulh.cli.travel import DayOptions

Item = TypeVar("Item")
Result = TypeVar("Result")
PAYOFFS = "name, ours_present, ours_absent, theirs_present, theirs_absent"


@click.group(cls=Group, short_help="Plan where peacekeepers should be.")
def protect() -> None:
    """Plan where peacekeepers should be; test plans on history."""


@protect.command(short_help="Plan patrols that cannot be foreseen.")
def patrol(
    folder: Folder,
    places: InFile,
    *,
    base: Annotated[tuple[float, float], "Longitude and latitude of the base.", LonLat()],
    patrols: Annotated[int, "Routes a day.", IntRange(1, 20)] = 1,
    first: Annotated[datetime, "First day of the plan.", "--from", When("start")],
    days: Annotated[int, "Number of days.", IntRange(1, 366)] = 14,
    speed_kmh: Annotated[
        float, "Without roads: speed in a straight line between places.", FloatRange(0.1, 500)
    ] = 30.0,
    travel_times: Annotated[AnyFile, "Table of from, to and minutes; 'base' is the base."] = None,
    ways: DayOptions,
    as_of: AsOf = None,
    utc_offset: Annotated[
        float | None, "Hours of local time ahead of UTC.", FloatRange(-12, 14)
    ] = None,
    leave: Annotated[float | None, "Earliest departure; default: sunrise.", Clock()] = None,
    back: Annotated[float | None, "Latest return; default: sunset.", "--return", Clock()] = None,
    night: Annotated[bool, "Patrol from sunset to sunrise, across midnight."] = False,
    margin: Annotated[
        float, "Minutes to keep free after sunrise and before sunset.", FloatRange(0, 600)
    ] = 30.0,
    payoffs: Annotated[AnyFile, f"Table of {PAYOFFS}, for a general-sum game."] = None,
    rounds: Annotated[
        int, "Maximum number of search rounds (used with more than 12 places).", IntRange(1, 10_000)
    ] = 200,
    seed: Annotated[int, "Random seed of the calendar; keep it secret.", IntRange(min=0)],
    tables: Tables,
    output: Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".json", ".csv")] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Plan patrols that are back before dark and cannot be foreseen.

    PLACES is a table with name, lon, lat, value, minutes (0: a drive-past) and, where visits have fixed
    hours, opens and closes (HH:MM; several with semicolons between). A security game gives the odds of
    each day, and the calendar is drawn from them: even somebody who knows the odds meets the guaranteed
    presence at each place. Ways are those of `sulh respond`; a closure that holds on one of the days counts on
    all of them.
    """
    room = rooms.protect
    listed = tables.read_whole(places, partial(room.read_patrol_places, night=night))
    trip, last = ways.trip(folder, as_of, tables), first.date() + timedelta(days=days - 1)
    if travel_times is not None:
        trip.refuse_with_table()
        reader = partial(room.read_patrol_times, places=listed)
        travel, used = tables.read_whole(travel_times, reader), None
    else:
        pace = room.Pace(road_kmh=speed_kmh)
        travel, used = trip.patrol_minutes(base, listed, first.date(), last, straight=pace)
    values = partial(room.read_payoffs, places=listed)
    schedule = room.schedule_patrols(
        listed,
        base,
        first.date(),
        seed=seed,
        days=days,
        patrols=patrols,
        speed_kmh=speed_kmh,
        travel=travel,
        ways=used,
        payoffs=tables.read_whole(payoffs, values) if payoffs else None,
        utc_offset_h=utc_offset,
        leave_min=leave,
        back_min=back,
        margin_min=margin,
        night=night,
        search=room.PatrolSearch(rounds=rounds),
    )
    show(rooms.forms.patrol_forms(schedule, language=language), output, as_json=as_json)


@protect.command(short_help="Replay history with and without the plan.")
def backtest(
    folder: Folder,
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
    ways: DayOptions,
    as_of: AsOf = None,
    minutes: Annotated[
        tuple[float, ...],
        "With --roads: travel times to count within; plans on roads take the shortest.",
        FloatRange(0.0, min_open=True),
    ] = (60.0, 120.0),
    scheduler: Annotated[str, "Address of a Dask scheduler, to run on a cluster."] = "",
    tables: Tables,
    output: Annotated[Path | None, writes(".html", ".pdf", ".xlsx", ".json", ".csv")] = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Plan real missions with what was known by the end of each year, and count what came next.

    DEPLOYMENTS is a table of mission, year, latitude, longitude and troops, such as Geo-PKO's. EVENTS
    is a table of longitude, latitude, year and deaths, such as UCDP's. For each mission and year
    simple rules, the plan and perfect foresight place as many sites as there were. Sulh then counts
    the next year's civilian deaths and fatal events within 25, 50 and 100 km, and by travel time with
    --roads. Plans reach as far as a circle; with --roads two more reach as far as the roads let them. A closure
    counts in the periods on whose first day it holds.
    """
    room = rooms.protect
    trip = ways.trip(folder, as_of, tables)
    times = trip.times() if trip.roads is not None or trip.is_said else None
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
            roads=times,
            minutes=minutes,
            view=view,
        )
    show(rooms.forms.backtest_forms(result, language=language), output, as_json=as_json)


class ProgressExecutor:
    """Runs one item after another and shows a progress bar."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Return what `work` makes of each item."""
        with counting_progress() as progress:
            return [work(item) for item in progress.track(list(items), description="mission-years")]
