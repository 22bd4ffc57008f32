"""What comes after the fighting, from the records that an account may read: one answer for each page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.recover import (
    RECOVER_KINDS,
    governance_statement,
    ledger_view,
    place_names,
    place_profile,
    rebuild_statement,
    returns_statement,
    weapon_statement,
)
from sulh.server.background import readable_records
from sulh.values import format_utc
from sulh.workspace import RECORD_KINDS
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["Page", "RecoveryQuery", "recovery"]

Page = Literal["weapons", "returns", "projects", "places"]

DAYS = timedelta(days=90)
KINDS = frozenset((*RECOVER_KINDS.names, *AMENDMENTS, "incident"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryQuery:
    """Which page, of which moment, as known when; `place`: whose profile, empty: the names alone."""

    page: Page
    at: datetime
    as_of: datetime | None = None
    simulated: bool = False
    place: str = ""


def recovery(service: MissionService, user: Principal, query: RecoveryQuery) -> dict[str, Any]:
    """Return a page's answer, as `sulh.server.schemas_recovery` says; people are rounded as in the reports.

    Raises
    ------
    InputError
        When no record that the user may read names the place.
    """
    readable = readable_records(service, user, query.as_of, query.page)
    records = [each for each in readable if each.kind in KINDS]
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    entries: dict[str, tuple[Any, ...]] = dict(entries_of(current, RECORD_KINDS))
    head = {"computed_at": format_utc(service.now())}
    if query.page == "weapons":
        statement = weapon_statement(
            entries["weapon"],
            entries["custody"],
            entries["store-count"],
            at=query.at,
            since=query.at - DAYS,
            simulated=query.simulated,
        )
        return head | statement.content()
    if query.page == "projects":
        rebuilt = rebuild_statement(entries, at=query.at, simulated=query.simulated)
        governance = governance_statement(entries, at=query.at, simulated=query.simulated)
        return (
            head
            | governance.content()
            | rebuilt.content()
            | {"faults": [*rebuilt.faults, *governance.faults]}
        )
    view = ledger_view(entries, at=query.at)
    returns = returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        view,
        since=query.at - DAYS,
        at=query.at,
        simulated=query.simulated,
    )
    if query.page == "returns":
        return head | returns.content()
    projects = rebuild_statement(entries, at=query.at, simulated=query.simulated).projects
    profile = place_profile(query.place, view, returns, projects) if query.place else None
    return head | {
        "at": format_utc(query.at),
        "names": list(place_names(view, returns, projects)),
        "profile": profile.content() if profile else None,
    }
