"""``sulh protect patrol``: patrols that are back before dark and cannot be foreseen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import AS_OF, FILE, JSON, REJECTS, When, output_option
from sulh.cli.protect import deliver_answer, report_rows
from sulh.cli.protect_types import Clock, LonLat
from sulh.cli.travel import day_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sulh.cli.travel import Trip
    from sulh.tables import Read
    from sulh.tables import Table as Rows

__all__ = ["patrol"]

Value = TypeVar("Value")
PAYOFF_COLUMNS = "name, ours_present, ours_absent, theirs_present, theirs_absent"


@click.command(short_help="Plan patrols that cannot be foreseen.")
@click.argument("places", type=FILE)
@click.option("--base", type=LonLat(), required=True, help="Longitude and latitude of the base.")
@click.option(
    "--patrols", type=click.IntRange(1, 20), default=1, show_default=True, help="Routes a day."
)
@click.option("--from", "first", type=When("start"), required=True, help="First day of the plan.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=14, show_default=True, help="Number of days."
)
@click.option("--speed-kmh", type=click.FloatRange(0.1, 500), default=30.0, show_default=True,
              help="Without roads: speed in a straight line between places.")  # fmt: skip
@click.option(
    "--travel-times", type=FILE, help="Table of from, to and minutes; 'base' is the base."
)
@day_options
@AS_OF
@click.option(
    "--utc-offset", type=click.FloatRange(-12, 14), help="Hours of local time ahead of UTC."
)
@click.option("--leave", type=Clock(), help="Earliest departure; default: sunrise.")
@click.option("--return", "back", type=Clock(), help="Latest return; default: sunset.")
@click.option("--night", is_flag=True, help="Patrol from sunset to sunrise, across midnight.")
@click.option("--margin", type=click.FloatRange(0, 600), default=30.0, show_default=True,
              help="Minutes to keep free after sunrise and before sunset.")  # fmt: skip
@click.option("--payoffs", type=FILE, help=f"Table of {PAYOFF_COLUMNS}, for a general-sum game.")
@click.option("--rounds", type=click.IntRange(1, 10_000), default=200, show_default=True,
              help="Maximum number of search rounds (used with more than 12 places).")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), required=True,
              help="Random seed of the calendar; keep it secret.")  # fmt: skip
@MAP
@REJECTS
@output_option(".html", ".pdf", ".xlsx", ".json", ".csv")
@JSON
def patrol(
    places: Path,
    *,
    base: tuple[float, float],
    patrols: int,
    first: datetime,
    days: int,
    speed_kmh: float,
    travel_times: Path | None,
    trip: Trip,
    as_of: datetime | None,
    utc_offset: float | None,
    leave: float | None,
    back: float | None,
    margin: float,
    night: bool,
    payoffs: Path | None,
    rounds: int,
    seed: int,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan patrols that are back before dark and cannot be foreseen.

    PLACES is a table with name, lon, lat, value, minutes (0: a drive-past) and, where visits have fixed
    hours, opens and closes (HH:MM; several with semicolons between). A security game gives the odds of
    each day, and the calendar is drawn from them: even somebody who knows the odds meets the guaranteed
    presence at each place. Ways are those of `sulh respond`; a closure that holds on one of the days counts on
    all of them.
    """
    from datetime import timedelta

    from sulh import protect, respond
    from sulh.report.pages.patrol import patrol_sheet

    listed = _read_all(places, partial(protect.read_patrol_places, night=night), rejects)
    ways, values = None, None
    if travel_times is not None:
        trip.refuse_with_table()
        travel = _read_all(
            travel_times, lambda rows, file: protect.read_patrol_times(rows, file, listed), rejects
        )
    else:
        own = first.date(), first.date() + timedelta(days=days - 1)
        pace = protect.Pace(road_kmh=speed_kmh)
        times = trip.times(as_of, rejects, days=own, straight=pace)
        points = [(each.name, each.lon, each.lat) for each in listed]
        travel, ways = respond.base_minutes(times, base, points, *own), times.used(*own)
    if payoffs is not None:
        values = _read_all(
            payoffs, lambda rows, file: protect.read_payoffs(rows, file, listed), rejects
        )
    schedule = protect.schedule_patrols(
        listed,
        base,
        first.date(),
        seed=seed,
        days=days,
        patrols=patrols,
        speed_kmh=speed_kmh,
        travel=travel,
        ways=ways,
        payoffs=values,
        utc_offset_h=utc_offset,
        leave_min=leave,
        back_min=back,
        margin_min=margin,
        night=night,
        search=protect.PatrolSearch(rounds=rounds),
    )
    deliver_answer(
        lambda: patrol_sheet(schedule),
        protect.patrol_answer(schedule),
        output,
        as_json=as_json,
        work="A patrol plan in PDF",
        csv=schedule.frame.write_csv,
    )


def _read_all(path: Path, read: Callable[[Rows, str], Read[Value]], rejects: Path | None) -> Value:
    """Read a table of which no row may be missing: a plan must not leave out a place unseen."""
    result = read(open_mapped(path), path.name)
    value = report_rows(path, lambda: result, rejects=rejects)
    if result.raw:
        raise InputError(
            f"{path}: {len(result.raw)} of {result.rows} rows cannot be used.",
            remedy="Correct or remove these rows: a plan must not leave out a place unseen.",
        )
    return value
