"""What comes after the fighting, from the records that an account may read: one answer for each page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sulh.languages.speech import Speech
from sulh.ledger import AMENDMENTS
from sulh.mission import group_names
from sulh.picture import entries_of, picture
from sulh.recover import (
    DEFAULT_WEIGHTS,
    RECOVER_KINDS,
    choose_from_ledger,
    combatant_statement,
    donor_names,
    donor_report,
    governance_statement,
    ledger_view,
    parse_fairness,
    place_names,
    place_profile,
    rebuild_statement,
    returns_statement,
    weapon_statement,
)
from sulh.server.work.background import readable_records
from sulh.values import format_utc
from sulh.workspace import RECORD_KINDS
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.recover import (
        ChoiceAnswer,
        CombatantStatement,
        DonorReport,
        ReturnsStatement,
        WeaponStatement,
    )
    from sulh.report import Sheet
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

__all__ = ["Page", "RecoveryQuery", "recovery", "recovery_sheet"]

Page = Literal["weapons", "returns", "projects", "places", "donor", "choice"]

DAYS = timedelta(days=90)
KINDS = frozenset((*RECOVER_KINDS.names, *AMENDMENTS, "incident", "weapon", "combatant-count"))
Entries = dict[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryQuery:
    """Which page, of which moment, as known when; `place`: whose profile, empty: the names alone.

    `weights`: of the conditions of return, by their names. `language`: of its sentences. `donor`: to whom a
    report is made. A choice between projects has a `budget`, its `currency` and a `fairness`: ``max-min``
    or a share.
    """

    page: Page
    at: datetime
    as_of: datetime | None = None
    simulated: bool = False
    place: str = ""
    donor: str = ""
    budget: Decimal = Decimal(0)
    currency: str = ""
    fairness: str = "max-min"
    weights: tuple[tuple[str, float], ...] = tuple(DEFAULT_WEIGHTS.items())
    language: str = "en"


def recovery(service: MissionService, user: Principal, query: RecoveryQuery) -> dict[str, Any]:
    """Return a page's answer, as `sulh.server.schemas.recovery` says; people are rounded as in the reports.

    Raises
    ------
    InputError
        When no record that the user may read names the place or the donor, or no choice is fair enough.
    """
    entries = _entries(service, user, query)
    head, speech = {"computed_at": format_utc(service.now())}, Speech(query.language)
    if query.page == "weapons":
        return head | _weapons(service, entries, query).content(speech)
    if query.page == "returns":
        return head | _returns(entries, query).content(speech)
    if query.page == "choice":
        return head | {"choice": _choice(entries, query).content(speech)}
    if query.page == "donor":
        return head | {"report": _donor(entries, query).content()}
    rebuilt = rebuild_statement(entries, at=query.at, simulated=query.simulated)
    if query.page == "projects":
        governance = governance_statement(entries, at=query.at, simulated=query.simulated)
        more = {
            "faults": [each.said(speech) for each in (*rebuilt.faults, *governance.faults)],
            "donors": donor_names(rebuilt),
        }
        return head | governance.content() | rebuilt.content() | more
    view = ledger_view(entries, at=query.at)
    returns = _returns(entries, query)
    there = (view, returns, rebuilt.projects, _combatants(service, entries, query))
    profile = place_profile(query.place, *there) if query.place else None
    return head | {
        "at": format_utc(query.at),
        "names": list(place_names(*there)),
        "profile": profile.content(speech) if profile else None,
    }


def recovery_sheet(service: MissionService, user: Principal, query: RecoveryQuery) -> Sheet:
    """Return a page as it is printed: the very sheet that the command line writes.

    Raises
    ------
    InputError
        As `recovery` does, and when a profile is asked for without a place.
    """
    from sulh import report

    entries, title = _entries(service, user, query), service.workspace.pack.title
    speech, zone = Speech(query.language), service.workspace.pack.timezone
    if query.page == "weapons":
        return report.weapons_sheet(_weapons(service, entries, query), place=title, speech=speech)
    if query.page == "returns":
        return report.returns_sheet(_returns(entries, query), place=title, speech=speech)
    if query.page == "choice":
        return report.choice_sheet(_choice(entries, query), place=title, speech=speech)
    if query.page == "donor":
        return report.donor_sheet(_donor(entries, query), place=title, timezone=zone, speech=speech)
    rebuilt = rebuild_statement(entries, at=query.at, simulated=query.simulated)
    if query.page == "projects":
        return report.rebuilding_sheet(rebuilt, place=title, timezone=zone, speech=speech)
    view, returns = ledger_view(entries, at=query.at), _returns(entries, query)
    there = (view, returns, rebuilt.projects, _combatants(service, entries, query))
    return report.place_sheet(place_profile(query.place, *there), mission=title, speech=speech)


def _entries(service: MissionService, user: Principal, query: RecoveryQuery) -> Entries:
    """Return what the records say that a user may read, by the kinds' names.

    Records of other kinds are among them where an assessment names them as its evidence.
    """
    readable = [*readable_records(service, user, query.as_of, query.page)]
    references = {
        ref
        for each in readable
        if each.kind == "return-condition"
        for ref in each.body.get("evidence", ())
    }
    records = [
        each for each in readable if each.kind in KINDS or each.body.get("ref") in references
    ]
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    return dict(entries_of(current, RECORD_KINDS))


def _weapons(service: MissionService, entries: Entries, query: RecoveryQuery) -> WeaponStatement:
    return weapon_statement(
        entries["weapon"],
        entries["custody"],
        entries["store-count"],
        at=query.at,
        since=query.at - DAYS,
        group_of=group_names(service.workspace.pack),
        combatants=_combatants(service, entries, query),
        simulated=query.simulated,
    )


def _combatants(
    service: MissionService, entries: Entries, query: RecoveryQuery
) -> CombatantStatement:
    return combatant_statement(
        entries["combatant-count"],
        at=query.at,
        group_of=group_names(service.workspace.pack),
        simulated=query.simulated,
    )


def _returns(entries: Entries, query: RecoveryQuery) -> ReturnsStatement:
    return returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        ledger_view(entries, at=query.at),
        since=query.at - DAYS,
        at=query.at,
        weights=dict(query.weights),
        simulated=query.simulated,
    )


def _donor(entries: Entries, query: RecoveryQuery) -> DonorReport:
    return donor_report(
        query.donor,
        rebuild_statement(entries, at=query.at, simulated=query.simulated),
        governance_statement(entries, at=query.at, simulated=query.simulated),
    )


def _choice(entries: Entries, query: RecoveryQuery) -> ChoiceAnswer:
    return choose_from_ledger(
        rebuild_statement(entries, at=query.at, simulated=query.simulated),
        entries["population"],
        budget=query.budget,
        currency=query.currency,
        fairness=query.fairness,
        floor=parse_fairness(query.fairness),
    )
