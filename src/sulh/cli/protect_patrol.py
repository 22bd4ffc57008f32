"""``sulh protect patrol``: patrols that are back before dark and cannot be foreseen."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sulh.cli.show import console, print_problems
from sulh.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sulh.protect.patrol.game import Payoffs
    from sulh.protect.patrol.places import PatrolPlace
    from sulh.protect.patrol.plan import PatrolPlan
    from sulh.protect.patrol.routes import Stop

    Floats = NDArray[np.float64]

__all__ = ["patrol"]

PAYOFFS = ("ours_present", "ours_absent", "theirs_present", "theirs_absent")


@click.command()
@click.argument("places", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--base", required=True, help="The base: longitude,latitude in degrees.")
@click.option(
    "--patrols", type=click.IntRange(1, 20), default=1, show_default=True, help="Routes a day."
)
@click.option("--from", "first", required=True, help="The first day, YYYY-MM-DD.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=14, show_default=True, help="How many days."
)
@click.option(
    "--speed-kmh",
    type=click.FloatRange(0.1, 500),
    default=30.0,
    show_default=True,
    help="Over the straight line between places.",
)
@click.option(
    "--travel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV of minutes instead: a square of numbers, base first, places in their order.",
)
@click.option("--utc-offset", type=click.FloatRange(-12, 14), help="Of local time, in hours.")
@click.option("--leave", help="When patrols may leave, HH:MM.  [default: sunrise]")
@click.option("--return", "back", help="When they must be back, HH:MM.  [default: sunset]")
@click.option(
    "--margin",
    type=click.FloatRange(0, 600),
    default=30.0,
    show_default=True,
    help="Minutes to keep free after sunrise and before sunset.",
)
@click.option(
    "--payoffs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"A CSV of name, {', '.join(PAYOFFS)}: a general-sum game.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1, 10_000),
    default=200,
    show_default=True,
    help="Of the search for days, with more than 12 places.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), required=True, help="Of the drawn days; keep it secret."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A page (.html) with a map and the calendar.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def patrol(
    places: Path,
    *,
    base: str,
    patrols: int,
    first: str,
    days: int,
    speed_kmh: float,
    travel: Path | None,
    utc_offset: float | None,
    leave: str | None,
    back: str | None,
    margin: float,
    payoffs: Path | None,
    rounds: int,
    seed: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Plan patrols to PLACES (a CSV) that are back before dark and cannot be foreseen.

    PLACES has name, lon, lat, value, minutes and, where visits are bound to them, opens and closes
    (HH:MM). The odds of each day are a security game's, and the days are drawn from them: whoever
    knows the odds still finds the guaranteed presence at each place.
    """
    from sulh.protect.patrol.places import travel_min
    from sulh.protect.patrol.plan import draw_days, plan_patrols
    from sulh.protect.patrol.search import PatrolSearch

    listed = _places(places)
    at = _point(base)
    begins = _date(first)
    hours = _hours(begins, days, at, utc_offset, (leave, back), margin)
    minutes = travel_min(listed, at, speed_kmh) if travel is None else _matrix(travel, len(listed))
    plan = plan_patrols(
        listed,
        minutes,
        leave=hours[0],
        back=hours[1],
        patrols=patrols,
        payoffs=None if payoffs is None else _payoffs(payoffs, listed),
        search=PatrolSearch(rounds=rounds),
    )
    drawn = draw_days(plan, days, seed)
    dates = [begins + timedelta(days=k) for k in range(days)]
    if output is not None:
        from sulh.cli.protect_patrol_page import page

        try:
            output.write_text(page(plan, at, _calendar(plan, drawn, dates)), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{output} cannot be written: {error.strerror}") from error
    if as_json:
        click.echo(json.dumps(_as_json(plan, drawn, dates, hours), indent=1))
        return
    _show(plan, drawn, dates, hours)


def _rows(path: Path, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [each for each in needed if each not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path} has no column {', '.join(missing)}.",
                    remedy=f"The columns are {', '.join(needed)}.",
                )
            return [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read as CSV: {error}") from error


def _places(path: Path) -> tuple[PatrolPlace, ...]:
    """Read all places; a plan that leaves one out unseen would promise too much, so faults stop it."""
    from sulh.protect.patrol.places import read_patrol_places

    found, problems = read_patrol_places(
        _rows(path, ("name", "lon", "lat", "value", "minutes")), path.name
    )
    if problems:
        print_problems(problems)
        raise InputError(
            f"{path}: {len(problems)} of {len(found) + len(problems)} places cannot be used.",
            remedy="Mend or remove these rows: a plan must not leave out a place unseen.",
        )
    return found


def _point(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(each) for each in text.split(","))
    except ValueError:
        lon = lat = float("nan")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InputError(f"--base {text!r} is no point.", remedy="Write longitude,latitude.")
    return lon, lat


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--from {text!r} is no date.", remedy="Write YYYY-MM-DD.") from error


def _hours(
    begins: date,
    days: int,
    at: tuple[float, float],
    utc_offset: float | None,
    given: tuple[str | None, str | None],
    margin: float,
) -> tuple[float, float]:
    """Return when to leave and be back, in minutes: the shortest daylight of all days holds for all."""
    from sulh.protect.patrol.places import clock
    from sulh.protect.patrol.sun import daylight

    leave, back = (None if each is None else clock(each) for each in given)
    if leave is not None and back is not None:
        return leave, back
    if utc_offset is None:
        raise InputError(
            "Daylight in local time needs the offset from UTC.",
            remedy="Give --utc-offset, or both --leave and --return.",
        )
    lights = [daylight(begins + timedelta(days=k), *at, utc_offset) for k in range(days)]
    return (
        max(rise for rise, _ in lights) + margin if leave is None else leave,
        min(sets for _, sets in lights) - margin if back is None else back,
    )


def _matrix(path: Path, places: int) -> Floats:
    import numpy as np

    try:
        found = np.loadtxt(path, delimiter=",", ndmin=2, encoding="utf-8-sig")
    except (ValueError, OSError) as error:
        raise InputError(f"{path} is no table of numbers: {error}") from error
    if found.shape != (places + 1, places + 1):
        raise InputError(
            f"{path} has {found.shape[0]} rows and {found.shape[1]} columns.",
            remedy=f"It needs {places + 1} of each: the base, then the {places} places.",
        )
    return found


def _payoffs(path: Path, places: tuple[PatrolPlace, ...]) -> Payoffs:
    import numpy as np

    from sulh.protect.patrol.game import Payoffs

    found: dict[str, list[float]] = {}
    for number, row in _rows(path, ("name", *PAYOFFS)):
        name = (row["name"] or "").strip()
        try:
            found_here = [float(row[each] or "") for each in PAYOFFS]
        except ValueError:
            found_here = [float("nan")]
        if not np.isfinite(found_here).all() or name in found:
            raise InputError(f"{path}:{number}: {name!r} is given twice, or lacks a number.")
        found[name] = found_here
    if set(found) != {p.name for p in places}:
        odd = ", ".join(sorted(set(found) ^ {p.name for p in places}))
        raise InputError(f"{path} and the places do not name the same places: {odd}.")
    table = np.array([found[p.name] for p in places])
    if (table[:, 0] < table[:, 1]).any() or (table[:, 2] > table[:, 3]).any():
        raise InputError(
            f"{path}: presence makes some place worse for us, or better for them.",
            remedy="ours_present is at least ours_absent, theirs_present at most theirs_absent.",
        )
    return Payoffs(**{name: table[:, k] for k, name in enumerate(PAYOFFS)})


def _time(minutes: float) -> str:
    at = datetime(2000, 1, 1) + timedelta(minutes=round(minutes))  # noqa: DTZ001 -- a time of day
    return f"{at:%H:%M}"


def _as_json(
    plan: PatrolPlan,
    drawn: list[tuple[tuple[Stop, ...], ...]],
    dates: list[date],
    hours: tuple[float, float],
) -> dict[str, Any]:
    game = plan.game
    return {
        "leave_min": hours[0],
        "return_min": hours[1],
        "harm": game.harm,
        "harm_bound": game.bound,
        "proven": plan.days.proven,
        "harm_uniform": plan.harm(plan.uniform),
        "harm_fixed": plan.harm(plan.fixed),
        "feared": plan.places[game.feared].name,
        "places": [
            {
                "name": p.name,
                "value": p.value,
                "presence": float(game.presence[i]),
                "presence_uniform": float(plan.uniform[i]),
                "presence_fixed": float(plan.fixed[i]),
                "minutes_a_day": float(game.presence[i]) * p.stay_min,
            }
            for i, p in enumerate(plan.places)
        ],
        "odds": [
            {
                "odds": float(game.odds[k]),
                "places": [
                    p.name
                    for p, there in zip(plan.places, plan.days.visits[k], strict=True)
                    if there
                ],
            }
            for k in range(len(game.odds))
            if game.odds[k] > 0
        ],
        "calendar": [
            {
                "date": day.isoformat(),
                "routes": [
                    [
                        {
                            "place": plan.places[s.place].name,
                            "begins": _time(s.begins),
                            "ends": _time(s.ends),
                        }
                        for s in route
                    ]
                    for route in routes
                ],
            }
            for day, routes in zip(dates, drawn, strict=True)
        ],
    }


def _show(
    plan: PatrolPlan,
    drawn: list[tuple[tuple[Stop, ...], ...]],
    dates: list[date],
    hours: tuple[float, float],
) -> None:
    out = console()
    table = Table("place", "value", "presence", "uniform", "fixed", "min a day", box=None)
    for i, place in enumerate(plan.places):
        table.add_row(
            place.name,
            f"{place.value:g}",
            f"{plan.game.presence[i]:.1%}",
            f"{plan.uniform[i]:.1%}",
            f"{plan.fixed[i]:.1%}",
            f"{plan.game.presence[i] * place.stay_min:.0f}",
        )
    out.print(f"Out at {_time(hours[0])}, back by {_time(hours[1])}. Expected presence on a day:")
    out.print(table)
    out.print(
        f"Worst harm left, to one who knows the odds: {plan.harm(plan.game.presence):.4g} "
        f"(uniform {plan.harm(plan.uniform):.4g}, fixed {plan.harm(plan.fixed):.4g}), "
        f"most at {plan.places[plan.game.feared].name}."
    )
    if not plan.days.proven:
        out.print(
            "The days were searched for (PyVRP) and are not proven best: "
            f"it is proven only that no plan leaves less than {plan.game.bound:.4g}."
        )
    calendar = Table("date", "patrol", "visits", title="Calendar (confidential)", box=None)
    for row in _calendar(plan, drawn, dates):
        calendar.add_row(*row)
    out.print(calendar)


def _calendar(
    plan: PatrolPlan, drawn: list[tuple[tuple[Stop, ...], ...]], dates: list[date]
) -> list[tuple[str, str, str]]:
    """Return rows of date, patrol and visits; days without a visit are there too."""
    rows = []
    for day, routes in zip(dates, drawn, strict=True):
        for k, route in enumerate(routes, start=1):
            stops = ", ".join(
                f"{plan.places[s.place].name} {_time(s.begins)}-{_time(s.ends)}" for s in route
            )
            rows.append((day.isoformat(), str(k), stops or "none"))
    return rows
