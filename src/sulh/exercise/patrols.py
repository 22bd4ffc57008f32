"""Where units patrol on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.exercise.chance import draws

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.exercise.scenario import Unit

__all__ = ["zones_patrolled"]


def zones_patrolled(units: Sequence[Unit], day: date, *, seed: int) -> frozenset[str]:
    """Return the zones in which a unit patrols on a day, by its policy.

    *rounds* takes its zones one after the other, day by day; *random* takes any of them each day.
    """
    return frozenset(
        each.patrols[day.toordinal() % len(each.patrols)]
        if each.patrol == "rounds"
        else draws(seed, "patrol", each.id, day).choice(each.patrols)
        for each in units
        if each.patrols
    )
