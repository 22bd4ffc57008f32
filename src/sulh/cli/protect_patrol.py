"""``sulh protect patrol``: patrols that are back before dark and cannot be foreseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

import click
from rich.table import Table

from sulh.cli.mapped import MAP, open_mapped
from sulh.cli.options import FILE, JSON, REJECTS, When, output_option
from sulh.cli.output import sheet_writers, write_output
from sulh.cli.protect import report_rows
from sulh.cli.protect_types import Clock, LonLat
from sulh.cli.show import console
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sulh.protect import PatrolSchedule
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
              help="Speed in a straight line between places.")  # fmt: skip
@click.option(
    "--travel-times", type=FILE, help="Table of from, to and minutes; 'base' is the base."
)
@click.option(
    "--utc-offset", type=click.FloatRange(-12, 14), help="Hours of local time ahead of UTC."
)
@click.option("--leave", type=Clock(), help="Earliest departure; default: sunrise.")
@click.option("--return", "back", type=Clock(), help="Latest return; default: sunset.")
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
    utc_offset: float | None,
    leave: float | None,
    back: float | None,
    margin: float,
    payoffs: Path | None,
    rounds: int,
    seed: int,
    rejects: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan patrols that are back before dark and cannot be foreseen.

    PLACES is a table with name, lon, lat, value, minutes and, where visits have fixed hours, opens and
    closes (HH:MM). A security game gives the odds of each day, and the calendar is drawn from them:
    even somebody who knows the odds meets the guaranteed presence at each place.
    """
    from sulh import protect

    listed = _read_all(places, protect.read_patrol_places, rejects)
    times, values = None, None
    if travel_times is not None:
        times = _read_all(
            travel_times, lambda rows, file: protect.read_patrol_times(rows, file, listed), rejects
        )
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
        travel=times,
        payoffs=values,
        utc_offset_h=utc_offset,
        leave_min=leave,
        back_min=back,
        margin_min=margin,
        search=protect.PatrolSearch(rounds=rounds),
    )
    if output is not None:
        _write(schedule, output)
    if as_json:
        click.echo(_json(schedule))
    else:
        _print(schedule)


def _read_all(path: Path, read: Callable[[Rows, str], Read[Value]], rejects: Path | None) -> Value:
    """Read a table of which no row may be missing: a plan must not leave out a place unseen."""
    result = read(open_mapped(path), path.name)
    value = report_rows(path, result, rejects=rejects)
    if result.problems:
        raise InputError(
            f"{path}: {len(result.problems)} of {result.rows} rows cannot be used.",
            remedy="Correct or remove these rows: a plan must not leave out a place unseen.",
        )
    return value


def _json(schedule: PatrolSchedule) -> str:
    from sulh.protect import as_json, patrol_answer

    return json.dumps(as_json(patrol_answer(schedule)), indent=1, ensure_ascii=False)


def _write(schedule: PatrolSchedule, output: Path) -> None:
    from sulh.report.pages.patrol import patrol_sheet

    write_output(
        output,
        {
            **sheet_writers(lambda: patrol_sheet(schedule), work="A patrol plan in PDF"),
            ".json": lambda: _json(schedule),
            ".csv": schedule.frame.write_csv,
        },
    )


def _print(schedule: PatrolSchedule) -> None:
    from sulh.protect.patrol.schedule import headline

    out = console()
    table = Table("place", "value", "presence", "uniform", "fixed", "min a day", box=None)
    for each in schedule.presence:
        shares = [f"{share:.1%}" for share in (each.presence, each.uniform, each.fixed)]
        table.add_row(each.place, f"{each.value:g}", *shares, f"{each.minutes_a_day:.0f}")
    out.print(f"{schedule.hours} Expected presence on a day:")
    out.print(table)
    out.print(headline(schedule.plan), markup=False)
    calendar = Table("date", "patrol", "visits", title="Calendar (confidential)", box=None)
    for row in schedule.lines:
        calendar.add_row(*row)
    out.print(calendar)
