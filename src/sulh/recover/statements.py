"""The statements of a mission from what its ledger holds, by the names of the record kinds."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sulh.recover.combatants import CombatantStatement, combatant_statement
from sulh.recover.governance.donor import DonorReport, donor_report
from sulh.recover.governance.statement import governance_statement
from sulh.recover.hazards.balance import HazardStatement, hazard_statement
from sulh.recover.needs.statement import NeedsStatement, needs_statement
from sulh.recover.profile import PlaceProfile, place_profile
from sulh.recover.rebuild.choice import ChoiceAnswer, parse_fairness
from sulh.recover.rebuild.statement import choose_from_ledger, rebuild_statement
from sulh.recover.returns.conditions import ledger_view
from sulh.recover.returns.readiness import DEFAULT_WEIGHTS
from sulh.recover.returns.statement import ReturnsStatement, returns_statement
from sulh.recover.weapons.serials import SerialIndex
from sulh.recover.weapons.statement import WeaponStatement, weapon_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

__all__ = [
    "choice_from_ledger",
    "combatants_from_ledger",
    "donor_from_ledger",
    "hazards_from_ledger",
    "needs_from_ledger",
    "parse_amount",
    "place_from_ledger",
    "returns_from_ledger",
    "serials_from_ledger",
    "weapons_from_ledger",
]

FLOWS = timedelta(days=90)
"""Flows of people count so long before the moment of a statement, where nobody says since when."""

GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""Commas that part thousands: in 12,5 the comma is something else."""


def weapons_from_ledger(
    entries: Mapping[str, Any],
    *,
    at: datetime,
    since: datetime | None = None,
    group_of: Callable[[str], str] = str,
    simulated: bool = False,
) -> WeaponStatement:
    """Return where each weapon of the register is at a moment; see `weapon_statement`."""
    return weapon_statement(
        entries["weapon"],
        entries["custody"],
        entries["store-count"],
        at=at,
        since=since,
        group_of=group_of,
        combatants=combatants_from_ledger(entries, at=at, group_of=group_of, simulated=simulated),
        simulated=simulated,
    )


def combatants_from_ledger(
    entries: Mapping[str, Any],
    *,
    at: datetime,
    group_of: Callable[[str], str] = str,
    simulated: bool = False,
) -> CombatantStatement:
    """Return who disarmed, demobilised and came home; see `combatant_statement`."""
    return combatant_statement(
        entries["combatant-count"], at=at, group_of=group_of, simulated=simulated
    )


def needs_from_ledger(
    entries: Mapping[str, Any], *, at: datetime, days: int, simulated: bool = False
) -> NeedsStatement:
    """Return what people need, what came, what is missing and what lies in stock; see `needs_statement`."""
    return needs_statement(
        entries["population"],
        entries["delivery"],
        at=at,
        days=days,
        stocks=entries.get("relief-stock", ()),
        simulated=simulated,
    )


def returns_from_ledger(
    entries: Mapping[str, Any],
    *,
    at: datetime,
    since: datetime | None = None,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
    simulated: bool = False,
) -> ReturnsStatement:
    """Return who went where since a moment (None: ninety days before `at`); see `returns_statement`."""
    return returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        ledger_view(entries, at=at),
        since=since or at - FLOWS,
        at=at,
        weights=weights,
        simulated=simulated,
    )


def hazards_from_ledger(
    entries: Mapping[str, Any], *, at: datetime, simulated: bool = False
) -> HazardStatement:
    """Return how much of each hazardous area is left; see `hazard_statement`."""
    return hazard_statement(
        entries["hazardous-area"], entries["area-release"], at=at, simulated=simulated
    )


def place_from_ledger(
    name: str,
    entries: Mapping[str, Any],
    *,
    at: datetime,
    since: datetime | None = None,
    group_of: Callable[[str], str] = str,
    simulated: bool = False,
) -> PlaceProfile:
    """Return all that is known about one place; see `place_profile`.

    Raises
    ------
    InputError
        When no record names the place.
    """
    returns = returns_from_ledger(entries, at=at, since=since, simulated=simulated)
    projects = rebuild_statement(entries, at=at, simulated=simulated).projects
    combatants = combatants_from_ledger(entries, at=at, group_of=group_of, simulated=simulated)
    return place_profile(name, ledger_view(entries, at=at), returns, projects, combatants)


def donor_from_ledger(
    name: str, entries: Mapping[str, Any], *, at: datetime, simulated: bool = False
) -> DonorReport:
    """Return what a donor gave, what was spent, who was reached and what is late; see `donor_report`.

    Raises
    ------
    InputError
        When no project has this donor.
    """
    return donor_report(
        name,
        rebuild_statement(entries, at=at, simulated=simulated),
        governance_statement(entries, at=at, simulated=simulated),
    )


def choice_from_ledger(
    entries: Mapping[str, Any],
    *,
    at: datetime,
    budget: Decimal,
    currency: str,
    fairness: str,
    simulated: bool = False,
) -> ChoiceAnswer:
    """Return the projects that a budget buys; `fairness` is ``max-min`` or a share, such as ``0.3``.

    Raises
    ------
    InputError
        When the rule of fairness is none, or no choice is fair enough.
    """
    floor = parse_fairness(fairness)
    return choose_from_ledger(
        rebuild_statement(entries, at=at, simulated=simulated),
        entries["population"],
        budget=budget,
        currency=currency.upper(),
        fairness=fairness.strip().casefold(),
        floor=floor,
    )


def parse_amount(text: str) -> Decimal | None:
    """Return an amount of money of more than 0, exact, such as ``12,500.50``; None where the text is none."""
    text = text.strip()
    try:
        amount = Decimal(text.replace(",", "") if GROUPS.fullmatch(text) else text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def serials_from_ledger(number: str, entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the weapons of the register whose serial number may be `number`, the closest first.

    Each has the ``ref`` of its record as ``weapon``, its ``serial``, how many ``changes`` lie between, and
    the ``reason`` in words.
    """
    register = entries["weapon"]
    return [
        {
            "weapon": register[each.place].origin.ref,
            "serial": each.serial,
            "changes": each.changes,
            "reason": str(each.reason),
        }
        for each in SerialIndex([each.serial for each in register]).close_to(number)
    ]
