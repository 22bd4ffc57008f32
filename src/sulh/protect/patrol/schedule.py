"""A schedule of patrols in one call: the plan, its hours, and the days drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from sulh.languages.speech import ENGLISH
from sulh.protect.patrol.clock import format_clock
from sulh.protect.patrol.places import travel_minutes
from sulh.protect.patrol.plan import draw_days, plan_patrols
from sulh.protect.patrol.sun import patrol_hours

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from sulh.languages.speech import Speech
    from sulh.protect.patrol.game import Payoffs
    from sulh.protect.patrol.places import PatrolPlace
    from sulh.protect.patrol.plan import PatrolPlan
    from sulh.protect.patrol.routes import Stop
    from sulh.protect.patrol.search import PatrolSearch
    from sulh.protect.roads.network import WaysUsed

__all__ = ["PatrolSchedule", "Presence", "Visit", "headline", "schedule_patrols"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit of the calendar: when it begins and ends, HH:MM; `date` is the day of the departure."""

    date: str
    patrol: int
    place: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A place: its value, and the chance of a visit on a day by this plan and by simpler schedules."""

    place: str
    value: float
    presence: float
    uniform: float
    fixed: float
    minutes_a_day: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PatrolSchedule:
    """A plan of patrols from a base (lon, lat), its hours, and the routes of each date.

    `ways` says what travel times rest on; None: they are not said.
    """

    plan: PatrolPlan
    base: tuple[float, float]
    leave_min: float
    back_min: float
    dates: tuple[date, ...]
    routes: tuple[tuple[tuple[Stop, ...], ...], ...]
    ways: WaysUsed | None = None

    @property
    def visits(self) -> list[Visit]:
        """Return the calendar, visit by visit."""
        return [
            Visit(
                date=day.isoformat(),
                patrol=number,
                place=self.plan.places[stop.place].name,
                begins=format_clock(stop.begins),
                ends=format_clock(stop.ends),
            )
            for day, routes in zip(self.dates, self.routes, strict=True)
            for number, route in enumerate(routes, start=1)
            for stop in route
        ]

    @property
    def presence(self) -> list[Presence]:
        """Return the presence at each place."""
        plan = self.plan
        return [
            Presence(
                place=place.name,
                value=place.value,
                presence=float(plan.game.presence[i]),
                uniform=float(plan.uniform[i]),
                fixed=float(plan.fixed[i]),
                minutes_a_day=float(plan.game.presence[i]) * place.stay_min,
            )
            for i, place in enumerate(plan.places)
        ]

    @property
    def frame(self) -> pl.DataFrame:
        """Return the calendar as a frame: date, patrol, place, begins, ends."""
        schema = dict.fromkeys(Visit.__dataclass_fields__, pl.String) | {"patrol": pl.Int64}
        return pl.DataFrame(self.visits, schema=schema)


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
    night: bool = False,
    search: PatrolSearch | None = None,
    ways: WaysUsed | None = None,
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
    utc_offset_h, leave_min, back_min, margin_min, night
        The hours of patrols: see `patrol_hours`.
    search : PatrolSearch, optional
        Limits of the search for days of many places.
    ways : WaysUsed, optional
        What `travel` rests on, in words.
    """
    leave, back = patrol_hours(
        first,
        days,
        base,
        utc_offset_h=utc_offset_h,
        leave_min=leave_min,
        back_min=back_min,
        margin_min=margin_min,
        night=night,
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
        ways=ways,
    )


def headline(plan: PatrolPlan, speech: Speech = ENGLISH) -> str:
    """Return what the plan guarantees in one sentence, and what is proven in another."""

    def figure(value: float) -> str:
        return speech.brief(value, 4)

    game = plan.game
    harm = speech.say(
        "patrol-harm",
        harm=figure(game.harm),
        uniform=figure(plan.harm(plan.uniform)),
        fixed=figure(plan.harm(plan.fixed)),
        place=plan.places[game.at_risk].name,
    )
    if plan.days.proven:
        return f"{harm} {speech.say('patrol-proven')}"
    return f"{harm} {speech.say('patrol-not-proven', bound=figure(game.bound))}"
