"""Tables of a mission for other organisations, with the P-codes of its gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh import recover
from sulh.sustain import match_nation
from sulh.workspace.entries import ledger_entries
from sulh.workspace.import_steps import own_gazetteer
from sulh.workspace.place_names import PlaceNames

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from sulh.mission import AdminUnit
    from sulh.recover import HxlSheet
    from sulh.values import Place
    from sulh.workspace.folder import Workspace

__all__ = ["hxl_table", "mission_places", "published_table"]


def published_table(
    workspace: Workspace,
    table: str,
    *,
    at: datetime,
    as_of: datetime | None,
    since: datetime,
    days: int,
    simulated: bool = False,
) -> HxlSheet:
    """Return one of the tables ``aid``, ``needs``, ``people`` and ``returns``, at a moment (UTC)."""
    entries = dict(ledger_entries(workspace, as_of=as_of, simulated=simulated))
    names = mission_places(workspace) if table == "aid" else None
    return hxl_table(
        entries,
        table,
        names,
        at=at,
        since=since,
        days=days,
        timezone=workspace.pack.timezone,
        simulated=simulated,
    )


def mission_places(workspace: Workspace) -> PlaceNames | None:
    """Return the places with P-codes of the mission's own gazetteer; None where it has none."""
    gazetteer = own_gazetteer(workspace)
    return PlaceNames(workspace.pack, gazetteer) if gazetteer else None


def hxl_table(
    entries: Mapping[str, Any],
    table: str,
    names: PlaceNames | None,
    *,
    at: datetime,
    since: datetime,
    days: int,
    timezone: tzinfo,
    simulated: bool = False,
) -> HxlSheet:
    """Return one of these tables of typed records by the name of their kind; `names` give P-codes."""
    if table == "aid":
        more: dict[str, Any] = {"areas_of": _areas_of(names)} if names is not None else {}
        return recover.publish_aid(entries["delivery"], at=at, timezone=timezone, **more)
    if table == "returns":
        flows = recover.returns_statement(
            entries["movement"],
            (),
            (),
            recover.LedgerView(),
            since=since,
            at=at,
            simulated=simulated,
        )
        return recover.publish_returns(flows)
    statement = recover.needs_statement(
        entries["population"], entries["delivery"], at=at, days=days, simulated=simulated
    )
    to_sheet = recover.publish_needs if table == "needs" else recover.publish_people
    return to_sheet(statement)


def _areas_of(names: PlaceNames) -> Callable[[Place], tuple[AdminUnit, ...]]:
    """Return what finds the areas of a place by the name of its district, or else its own."""

    def areas_of(place: Place) -> tuple[AdminUnit, ...]:
        for name in filter(None, (place.district, place.name)):
            units = [
                each
                for each in names.units.named(name)
                if not (place.country and each.country) or _is_one(place.country, each.country)
            ]
            deepest = max((each.level for each in units), default=0)
            lowest = [each for each in units if each.level == deepest]
            if len(lowest) == 1:
                return names.units.line_of(lowest[0])
        return ()

    return areas_of


def _is_one(country: str, other: str) -> bool:
    """Say whether two countries are one: OCHA's tables write CAF, reports Central African Republic."""
    nation = match_nation(country).nation
    return country == other or bool(nation and nation == match_nation(other).nation)
