"""A schedule of patrols in one call: the plan, its hours, and the days drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from sulh.protect.patrol.clock import format_clock
from sulh.protect.patrol.places import travel_minutes
from sulh.protect.patrol.plan import draw_days, plan_patrols
from sulh.protect.patrol.sun import patrol_hours

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sulh.protect.patrol.game import Payoffs
    from sulh.protect.patrol.places import PatrolPlace
    from sulh.protect.patrol.plan import PatrolPlan
    from sulh.protect.patrol.routes import Stop
    from sulh.protect.patrol.search import PatrolSearch

__all__ = ["PatrolSchedule", "headline", "schedule_patrols"]

CALENDAR = {
    "date": pl.Date,
    "patrol": pl.Int64,
    "place": pl.String,
    "begins": pl.String,
    "ends": pl.String,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PatrolSchedule:
    """A plan of patrols from a base (lon, lat), its hours, and the routes of each date."""

    plan: PatrolPlan
    base: tuple[float, float]
    leave_min: float
    back_min: float
    dates: tuple[date, ...]
    routes: tuple[tuple[tuple[Stop, ...], ...], ...]

    @property
    def frame(self) -> pl.DataFrame:
        """Return the calendar: one row for each visit, with date, patrol, place, begins and ends."""
        rows = [
            (
                day,
                number,
                self.plan.places[stop.place].name,
                format_clock(stop.begins),
                format_clock(stop.ends),
            )
            for day, routes in zip(self.dates, self.routes, strict=True)
            for number, route in enumerate(routes, start=1)
            for stop in route
        ]
        return pl.DataFrame(rows, schema=CALENDAR, orient="row")

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Return the calendar by patrol: date, patrol and visits, days without visits included."""
        names = [place.name for place in self.plan.places]
        lines = []
        for day, routes in zip(self.dates, self.routes, strict=True):
            for number, route in enumerate(routes, start=1):
                visits = [
                    f"{names[stop.place]} {format_clock(stop.begins)}-{format_clock(stop.ends)}"
                    for stop in route
                ]
                lines.append((day.isoformat(), str(number), ", ".join(visits) or "none"))
        return lines


def schedule_patrols(
    places: tuple[PatrolPlace, ...],
    base: tuple[float, float],
    first: date,
    *,
    seed: int,
    days: int = 14,
    patrols: int = 1,
    speed_kmh: float = 30.0,
    travel: NDArray[np.float64] | None = None,
    payoffs: Payoffs | None = None,
    utc_offset_h: float | None = None,
    leave_min: float | None = None,
    back_min: float | None = None,
    margin_min: float = 30.0,
    search: PatrolSearch | None = None,
) -> PatrolSchedule:
    """Plan patrols that are back before dark, and draw the routes of each day.

    Parameters
    ----------
    places : tuple of PatrolPlace
    base : tuple of float
        Longitude and latitude of the base.
    first : date
        The first day.
    seed : int
        Of the draw of days; keep it secret.
    days, patrols
        The number of days, and of routes a day.
    speed_kmh, travel
        The speed in a straight line, or float64[n + 1, n + 1] minutes, base first.
    payoffs : Payoffs, optional
        For a general-sum game.
    utc_offset_h, leave_min, back_min, margin_min
        The hours of patrols: see `patrol_hours`.
    search : PatrolSearch, optional
        Limits of the search for days of many places.
    """
    leave, back = patrol_hours(
        first,
        days,
        base,
        utc_offset_h=utc_offset_h,
        leave_min=leave_min,
        back_min=back_min,
        margin_min=margin_min,
    )
    plan = plan_patrols(
        places,
        travel_minutes(places, base, speed_kmh) if travel is None else travel,
        leave=leave,
        back=back,
        patrols=patrols,
        payoffs=payoffs,
        search=search,
    )
    return PatrolSchedule(
        plan=plan,
        base=base,
        leave_min=leave,
        back_min=back,
        dates=tuple(first + timedelta(days=k) for k in range(days)),
        routes=tuple(draw_days(plan, days, seed)),
    )


def headline(plan: PatrolPlan) -> str:
    """Return what the plan guarantees in one sentence, and what is proven in another."""
    game = plan.game
    proof = (
        "No plan leaves less."
        if plan.days.proven
        else "A search (PyVRP) returned these days, which are not proven best: "
        f"no plan leaves less than {game.bound:.4g}."
    )
    return (
        f"Worst remaining harm, if the other side knows the odds but not the draw: {game.harm:.4g} "
        f"(uniform {plan.harm(plan.uniform):.4g}, fixed {plan.harm(plan.fixed):.4g}), "
        f"most at {plan.places[game.at_risk].name}. {proof}"
    )
