"""Hazardous areas shut the roads that cross them, until all of their ground is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.recover import hazard_statement
from sulh.respond.records import WayClosure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from sulh.recover import HazardStatement

__all__ = ["hazard_closures", "ledger_closures"]


def ledger_closures(
    entries: Mapping[str, tuple[Any, ...]], *, at: datetime
) -> tuple[WayClosure, ...]:
    """Return all closures that a ledger holds at a moment (UTC): those reported, and hazardous areas.

    `entries` are the ledger's records by the name of their kind.
    """
    areas = entries.get("hazardous-area", ())
    hazards = hazard_statement(areas, entries.get("area-release", ()), at=at)
    return (*entries.get("way-closure", ()), *hazard_closures(hazards))


def hazard_closures(statement: HazardStatement) -> tuple[WayClosure, ...]:
    """Return a closure for each area with ground left: nobody drives where mines may lie.

    It covers the whole circle of the area, since a release does not say which part it frees.
    """
    return tuple(
        WayClosure(
            origin=each.area.origin,
            reason="hazard",
            radius_m=each.area.radius_m,
            since=each.area.span.start.date(),
            place=each.area.place,
        )
        for each in statement.lines
        if each.is_open
    )
