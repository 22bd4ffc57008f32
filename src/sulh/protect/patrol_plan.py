"""A plan of patrols: the odds, the days drawn from them, and what uniform and fixed schedules would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.patrol_game import strong_stackelberg, zero_sum
from sulh.protect.patrol_routes import PLACES_MAX, Days, Ground, possible_days

if TYPE_CHECKING:
    from sulh.protect.patrol_game import Odds, Payoffs
    from sulh.protect.patrol_places import Place
    from sulh.protect.patrol_routes import Stop

__all__ = ["Plan", "plan_patrols", "sample"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """Odds of days, and beside them the presence float64[n] and worst harm of simpler schedules.

    `uniform` draws each largest possible day with the same odds; `fixed` repeats the one day that is
    best against somebody who knows it.
    """

    places: tuple[Place, ...]
    days: Days
    game: Odds
    uniform: Floats
    fixed: Floats

    def harm(self, presence: Floats) -> float:
        """Return the worst expected harm, were `presence` known."""
        return float((np.array([p.value for p in self.places]) * (1 - presence)).max())


def plan_patrols(
    places: tuple[Place, ...],
    travel: Floats,
    *,
    leave: float,
    back: float,
    patrols: int,
    payoffs: Payoffs | None = None,
) -> Plan:
    """Return the best odds of days for so many patrols a day.

    Parameters
    ----------
    places : tuple of Place
    travel : float64[n + 1, n + 1]
        Minutes; row and column 0 are the base.
    leave, back : float
        Minutes after local midnight.
    patrols : int
        Routes a day.
    payoffs : Payoffs, optional
        For a general-sum game; otherwise zero-sum by the places' values.
    """
    ground = Ground(
        travel=travel,
        stay=np.array([p.stay_min for p in places]),
        opens=np.array([p.opens_min for p in places]),
        closes=np.array([p.closes_min for p in places]),
        leave=leave,
        back=back,
    )
    _check(places, ground, patrols)
    days = possible_days(ground, patrols)
    _check_reached(places, days)
    value = np.array([p.value for p in places])
    game = (
        zero_sum(days.visits, value)
        if payoffs is None
        else strong_stackelberg(days.visits, payoffs)
    )
    left = ((1 - days.visits) * value[None, :]).max(axis=1)
    best = np.lexsort((days.visits @ -value, left))[0]
    return Plan(
        places=places,
        days=days,
        game=game,
        uniform=days.visits.mean(axis=0),
        fixed=days.visits[best].astype(np.float64),
    )


def sample(plan: Plan, days: int, seed: int) -> list[tuple[tuple[Stop, ...], ...]]:
    """Draw the routes of each day, independently; the same seed draws the same days.

    Where the game wants less presence than the odds of days give, surplus visits are left out at random.
    """
    chance = np.random.default_rng(seed)
    given = plan.game.odds @ plan.days.visits
    keep = np.divide(plan.game.presence, given, out=np.ones_like(given), where=given > 0)
    drawn = []
    for which in chance.choice(len(plan.game.odds), size=days, p=plan.game.odds):
        kept = chance.random(len(keep)) < keep + 1e-9
        routes = plan.days.routes(int(plan.days.masks[which]))
        drawn.append(tuple(tuple(stop for stop in route if kept[stop.place]) for route in routes))
    return drawn


def _check(places: tuple[Place, ...], ground: Ground, patrols: int) -> None:
    if not places:
        raise InputError("There are no places to visit.", remedy="Give at least one.")
    if len(places) > PLACES_MAX:
        raise InputError(
            f"{len(places)} places are too many to plan exactly: at most {PLACES_MAX}.",
            remedy="Split them between bases, or leave out those of the least value.",
        )
    if patrols < 1:
        raise InputError("There must be at least one patrol a day.")
    if not np.isfinite(ground.travel).all() or (ground.travel < 0).any():
        raise InputError("A travel time is missing, negative or not a number.")
    if ground.back <= ground.leave:
        raise InputError("Patrols would be back before they leave.", remedy="Mend the hours.")


def _check_reached(places: tuple[Place, ...], days: Days) -> None:
    seen = np.flatnonzero(days.visits.any(axis=0))
    late = [p.name for i, p in enumerate(places) if i not in seen]
    if late:
        names = ", ".join(late)
        raise InputError(
            f"No patrol can visit and be back in time: {names}.",
            remedy="Leave earlier, return later, stay shorter, or plan them from a nearer base.",
        )
