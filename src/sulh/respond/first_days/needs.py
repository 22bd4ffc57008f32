"""What the displaced need in the first hours, by the standards of `recover`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sulh.recover import Population, needs_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.recover import NeedsStatement
    from sulh.respond.mass_casualty.records import Disaster

__all__ = ["first_needs"]


def first_needs(
    disasters: Sequence[Disaster], *, days: int = 3, simulated: bool = False
) -> NeedsStatement | None:
    """Return what the displaced need in the first days; None: nobody counted the displaced.

    A place where nobody is displaced looks like one with fewer than ten, and has its bounds, too.
    Of the rows of one place the last one holds. Nothing has come yet: deliveries do not count.
    """
    people = tuple(
        Population(
            origin=each.origin,
            span=each.span,
            place=each.place if each.place.name else replace(each.place, name=each.origin.ref),
            group="displaced",
            people=each.displaced,
        )
        for each in disasters
        if each.displaced is not None
    )
    if not people:
        return None
    latest = max(each.span.end for each in people)
    return needs_statement(
        people, (), at=latest + timedelta(days=days), days=days, simulated=simulated
    )
