"""What is still to come of a master events list, in the order of time: kept, not searched for at each step."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sulh.exercise.scenario import Inject

__all__ = ["Agenda", "agenda_of"]

Coming = tuple["datetime", int, str]
"""When an inject is due (UTC, the exercise's clock), its place on the list, and its id."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The injects whose time is known, the first first, and for each inject those that follow it."""

    coming: tuple[Coming, ...] = ()
    followers: Mapping[str, tuple[tuple[int, str, float], ...]] = field(default_factory=dict)

    def after(
        self, name: str, at: datetime | None, over: Collection[str], withheld: Collection[str]
    ) -> Agenda:
        """Return what comes after an inject is delivered `at` (UTC; None: it never is), or with others `over`.

        What follows it is due some hours later, unless it is over or withheld itself.
        """
        rest = self.coming
        if rest and rest[0][2] == name:
            rest = rest[1:]
        elif any(each[2] == name for each in rest):
            rest = tuple(each for each in rest if each[2] != name)
        own = self.followers.get(name, ()) if at is not None else ()
        follow = [each for each in own if each[1] not in over and each[1] not in withheld]
        if follow and at is not None:
            order = list(rest)
            for place, follower, hours in follow:
                insort(order, (at + timedelta(hours=hours), place, follower))
            rest = tuple(order)
        return replace(self, coming=rest)


def agenda_of(
    plan: Mapping[str, Inject],
    delivered: Mapping[str, datetime | None],
    withheld: Collection[str],
) -> Agenda:
    """Return the agenda of a list; `delivered` says when each inject was (UTC; None: it never will be)."""
    followers: dict[str, list[tuple[int, str, float]]] = {}
    coming: list[Coming] = []
    for place, (name, inject) in enumerate(plan.items()):
        if inject.at is None:
            followers.setdefault(inject.after, []).append((place, name, inject.hours))
        if name in delivered or name in withheld:
            continue
        first = delivered.get(inject.after)
        if inject.at is not None:
            coming.append((inject.at, place, name))
        elif first is not None:
            coming.append((first + timedelta(hours=inject.hours), place, name))
    return Agenda(tuple(sorted(coming)), {name: tuple(each) for name, each in followers.items()})
