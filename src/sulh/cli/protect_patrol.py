"""``sulh protect patrol``: patrols that are back before dark and cannot be foreseen."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, InFile, Json, When, writes
from sulh.cli.output import show
from sulh.cli.parameters import command
from sulh.cli.protect_types import Clock, LonLat
from sulh.cli.tables import Tables

PAYOFFS = "name, ours_present, ours_absent, theirs_present, theirs_absent"


@command(short_help="Plan patrols that cannot be foreseen.")
def patrol(
    places: InFile,
    *,
    base: Annotated[tuple[float, float], "Longitude and latitude of the base.", LonLat()],
    patrols: Annotated[int, "Routes a day.", IntRange(1, 20)] = 1,
    first: Annotated[datetime, "First day of the plan.", "--from", When("start")],
    days: Annotated[int, "Number of days.", IntRange(1, 366)] = 14,
    speed_kmh: Annotated[
        float, "Speed in a straight line between places.", FloatRange(0.1, 500)
    ] = 30.0,
    travel_times: Annotated[AnyFile, "Table of from, to and minutes; 'base' is the base."] = None,
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
    as_json: Json = False,
) -> None:
    """Plan patrols that are back before dark and cannot be foreseen.

    PLACES is a table with name, lon, lat, value, minutes (0: a drive-past) and, where visits have fixed
    hours, opens and closes (HH:MM; several with semicolons between). A security game gives the odds of
    each day, and the calendar is drawn from them: even somebody who knows the odds meets the guaranteed
    presence at each place.
    """
    room = rooms.protect
    listed = tables.read_whole(places, partial(room.read_patrol_places, night=night))
    times = partial(room.read_patrol_times, places=listed)
    values = partial(room.read_payoffs, places=listed)
    schedule = room.schedule_patrols(
        listed,
        base,
        first.date(),
        seed=seed,
        days=days,
        patrols=patrols,
        speed_kmh=speed_kmh,
        travel=tables.read_whole(travel_times, times) if travel_times else None,
        payoffs=tables.read_whole(payoffs, values) if payoffs else None,
        utc_offset_h=utc_offset,
        leave_min=leave,
        back_min=back,
        margin_min=margin,
        night=night,
        search=room.PatrolSearch(rounds=rounds),
    )
    show(rooms.forms.patrol_forms(schedule), output, as_json=as_json)
