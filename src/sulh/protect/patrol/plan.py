"""A plan of patrols: the odds, the days drawn from them, and what uniform and fixed schedules give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.protect.patrol.bound import harm_at_least
from sulh.protect.patrol.game import strong_stackelberg, zero_sum
from sulh.protect.patrol.hours import draw_order, draw_stops, is_possible
from sulh.protect.patrol.routes import PLACES_MAX, DayLimits, Days, day_limits, possible_days
from sulh.protect.patrol.search import search_days

if TYPE_CHECKING:
    from sulh.protect.patrol.game import Odds, Payoffs
    from sulh.protect.patrol.places import PatrolPlace
    from sulh.protect.patrol.routes import Stop
    from sulh.protect.patrol.search import PatrolSearch

__all__ = ["PLACES_SEARCHED_MAX", "PatrolPlan", "draw_days", "plan_patrols"]

Floats = NDArray[np.float64]

PLACES_SEARCHED_MAX = 100
"""With more places a search takes too long."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PatrolPlan:
    """Odds of days, and the presence float64[n] of simpler schedules to compare with.

    `uniform` draws each day of `days` with the same odds; `fixed` repeats the one of them that is best
    if the other side knows it. Where `days` are proven complete, the game is proven best; otherwise
    `game.bound` is that of a relaxation.
    """

    places: tuple[PatrolPlace, ...]
    days: Days
    game: Odds
    uniform: Floats
    fixed: Floats

    def harm(self, presence: Floats) -> float:
        """Return the worst expected harm if the other side knows `presence`."""
        return float((np.array([p.value for p in self.places]) * (1 - presence)).max())


def plan_patrols(
    places: tuple[PatrolPlace, ...],
    travel: Floats,
    *,
    leave: float,
    back: float,
    patrols: int,
    payoffs: Payoffs | None = None,
    exact_max: int = PLACES_MAX,
    search: PatrolSearch | None = None,
) -> PatrolPlan:
    """Return the best odds of days for a number of patrols a day.

    Parameters
    ----------
    places : tuple of PatrolPlace
    travel : float64[n + 1, n + 1]
        Minutes; row and column 0 are the base.
    leave, back : float
        Minutes after local midnight; `back` may be on the next day.
    patrols : int
        Routes a day.
    payoffs : Payoffs, optional
        For a general-sum game, with at most `exact_max` places; without: zero-sum by the places' values.
    exact_max : int
        Up to this number of places (at most 12) all days are examined; with more, a search finds days.
    search : PatrolSearch, optional
        Limits of the search.

    Raises
    ------
    MissingExtraError
        When a search is needed, and the extra `patrol` is not installed.
    """
    _check(places, travel, (leave, back), patrols)
    exact = len(places) <= min(exact_max, PLACES_MAX)
    if payoffs is not None and not exact:
        raise InputError(
            f"With payoffs at most {PLACES_MAX} places can be planned, and there are {len(places)}.",
            remedy="Remove --payoffs, or split the places between bases.",
        )
    windows = [p.windows(leave, back) or ((back, leave),) for p in places]
    limits = day_limits(
        travel=travel,
        stay=np.array([p.stay_min for p in places]),
        opens=np.array([own[0][0] for own in windows]),
        closes=np.array([own[-1][1] for own in windows]),
        leave=leave,
        back=back,
        shut=tuple(tuple((a[1], b[0]) for a, b in pairwise(own)) for own in windows),
    )
    _check_reached(places, limits)
    value = np.array([p.value for p in places])
    days = possible_days(limits, patrols) if exact else search_days(limits, value, patrols, search)
    if payoffs is not None:
        game = strong_stackelberg(days.visits, payoffs)
    else:
        game = zero_sum(days.visits, value)
        if not exact:
            game = replace(game, bound=min(game.harm, harm_at_least(limits, value, patrols)))
    left = ((1 - days.visits) * value[None, :]).max(axis=1)
    best = np.lexsort((days.visits @ -value, left))[0]
    return PatrolPlan(
        places=places,
        days=days,
        game=game,
        uniform=days.visits.mean(axis=0),
        fixed=days.visits[best].astype(np.float64),
    )


def draw_days(plan: PatrolPlan, days: int, seed: int) -> list[tuple[tuple[Stop, ...], ...]]:
    """Draw the routes of each day, independently; the same seed draws the same days.

    Where the game needs less presence than the odds of days give, surplus visits are left out at random.
    The order and the hours are random, too, among those that are possible.
    """
    chance = np.random.default_rng(seed)
    surplus = plan.game.odds @ plan.days.visits
    keep = np.divide(plan.game.presence, surplus, out=np.ones_like(surplus), where=surplus > 0)
    limits, patrols = plan.days.limits, min(plan.days.patrols, len(plan.places))
    calendar = []
    for which in chance.choice(len(plan.game.odds), size=days, p=plan.game.odds):
        stays = chance.random(len(keep)) < keep + 1e-9
        routes = [tuple(i for i in route if stays[i]) for route in plan.days.orders[int(which)]]
        order = draw_order(limits, tuple(routes), patrols, chance)
        calendar.append(tuple(draw_stops(limits, route, chance) for route in order))
    return calendar


def _check(
    places: tuple[PatrolPlace, ...], travel: Floats, hours: tuple[float, float], patrols: int
) -> None:
    if not places:
        raise InputError("There are no places to visit.", remedy="Give at least one.")
    if len(places) > PLACES_SEARCHED_MAX:
        raise InputError(
            f"{plural(len(places), 'place is', 'places are')} too many to plan: at most {PLACES_SEARCHED_MAX}.",
            remedy="Split them between bases, or remove those of the least value.",
        )
    if patrols < 1:
        raise InputError("There must be at least one patrol a day.")
    if patrols > len(places):
        raise InputError(
            f"{plural(patrols, 'patrol is', 'patrols are')} more than there are places ({len(places)}).",
            remedy="Give at most one patrol for each place.",
        )
    if not all(0 <= number < np.inf for p in places for number in (p.value, p.stay_min)):
        raise InputError(
            "A place's value or stay is negative or not a number.", remedy="Give 0 or more."
        )
    if len({place.name for place in places}) < len(places):
        raise InputError("Two places have the same name.", remedy="Give each place once.")
    if not any(place.value > 0 for place in places):
        raise InputError(
            "No place has a value above 0.",
            remedy="Give at least one place a value above 0.",
        )
    n = len(places) + 1
    if travel.shape != (n, n):
        raise InputError(
            f"The travel times are not a table of {n} by {n}: the base, then the places."
        )
    if not np.isfinite(travel).all() or (travel < 0).any():
        raise InputError(
            "A travel time is missing, negative or not a number.",
            remedy="Give minutes, 0 or more, for each pair.",
        )
    if hours[1] <= hours[0]:
        raise InputError("Patrols would be back before they leave.", remedy="Correct the hours.")


def _check_reached(places: tuple[PatrolPlace, ...], limits: DayLimits) -> None:
    late = [p.name for i, p in enumerate(places) if not is_possible(limits, (i,))]
    if late:
        names = ", ".join(late)
        raise InputError(
            f"No patrol can visit and be back in time: {names}.",
            remedy="Leave earlier, return later, stay shorter, or plan them from a nearer base.",
        )
