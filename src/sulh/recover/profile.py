"""One place: all that the ledger holds about it, from who lives there to what is still dangerous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.languages.speech import ENGLISH
from sulh.recover.returns.doubles import probable_doubles
from sulh.recover.returns.flows import place_key
from sulh.recover.returns.nearness import NEAR_M, is_near
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.recover.combatants import CombatantLine, CombatantStatement
    from sulh.recover.hazards.balance import HazardLine
    from sulh.recover.needs.statement import NeedLine, PlacePeople, Presence
    from sulh.recover.rebuild.projects import ProjectLine
    from sulh.recover.returns.conditions import ConditionLine, LedgerView
    from sulh.recover.returns.flows import Flow
    from sulh.recover.returns.nearness import Incident
    from sulh.recover.returns.readiness import PlaceReadiness
    from sulh.recover.returns.statement import ReturnsStatement

__all__ = ["PlaceProfile", "place_names", "place_profile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProfile:
    """What is known about a place at a moment (UTC); incidents and hazards within 5 km, or by its name.

    `lon`, `lat`: degrees, WGS 84; None where nobody gave a position. `doubles`: names that may be of the
    same place.
    """

    name: str
    lon: float | None
    lat: float | None
    since: datetime
    at: datetime
    incidents: tuple[Incident, ...]
    hazards: tuple[HazardLine, ...]
    people: tuple[PlacePeople, ...]
    needs: tuple[NeedLine, ...]
    presence: tuple[Presence, ...]
    flows: tuple[Flow, ...]
    conditions: tuple[ConditionLine, ...]
    readiness: PlaceReadiness | None
    projects: tuple[ProjectLine, ...] = ()
    doubles: tuple[str, ...] = ()
    combatants: tuple[CombatantLine, ...] = ()
    simulated: bool = False

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; persons are rounded to tens, sentences in a language."""
        return {
            "place": self.name,
            "lon": self.lon,
            "lat": self.lat,
            "since": format_utc(self.since),
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "incidents": [
                {"ref": each.origin.ref, "act": each.act, "from": format_utc(each.span.start)}
                for each in self.incidents
            ],
            "hazards": [
                {
                    "ref": each.area.origin.ref,
                    "left_m2": f"{each.left_m2:f}",
                    "excess_m2": f"{each.excess_m2:f}",
                }
                for each in self.hazards
            ],
            "people": [[each.low, each.high] for each in self.people],
            "needs": [
                {
                    "supply": each.standard.id,
                    "unit": each.standard.unit,
                    "gap": [f"{each.gap_low:f}", f"{each.gap_high:f}"],
                }
                for each in self.needs
            ],
            "presence": [
                {"cluster": each.cluster, "organisations": list(each.organisations)}
                for each in self.presence
            ],
            "flows": [each.content() for each in self.flows],
            "conditions": [each.content(speech) for each in self.conditions],
            "readiness": self.readiness.content() if self.readiness else None,
            "projects": [each.content() for each in self.projects],
            "combatants": [each.content() for each in self.combatants],
            "probable_doubles": list(self.doubles),
        }


def place_names(
    view: LedgerView,
    returns: ReturnsStatement,
    projects: Sequence[ProjectLine] = (),
    combatants: CombatantStatement | None = None,
) -> tuple[str, ...]:
    """Return the places that any record about people, returns, needs, conditions or projects names.

    So do those where combatants reached a phase.
    """
    needs, hazards = view.needs, view.hazards
    names = {
        *(each.place for each in returns.readiness),
        *(each.left for each in returns.flows),
        *(_own_name(each.place) for each in (needs.people if needs else ())),
        *(_own_name(each.place) for each in (needs.presence if needs else ())),
        *(
            place_key(each.area.place.name, each.area.place.district)
            for each in (hazards.lines if hazards else ())
        ),
        *(name for each in projects for name in each.places),
        *(each.place for each in (combatants.lines if combatants else ())),
    }
    return tuple(sorted(filter(None, names)))


def place_profile(
    name: str,
    view: LedgerView,
    returns: ReturnsStatement,
    projects: Sequence[ProjectLine] = (),
    combatants: CombatantStatement | None = None,
) -> PlaceProfile:
    """Return all that is known about a place by its name, whatever its case.

    Raises
    ------
    InputError
        When no record about people, returns, needs or conditions names it.
    """
    hazards = view.hazards.lines if view.hazards else ()
    people = view.needs.people if view.needs else ()
    lines = view.needs.lines if view.needs else ()
    presence = view.needs.presence if view.needs else ()
    names = place_names(view, returns, projects, combatants)
    text = name.strip()
    own = next((each for each in names if each == text), None) or next(
        (each for each in names if each.casefold() == text.casefold()), None
    )
    if own is None:
        raise InputError(
            f"No record names the place {shown(name)!r}.",
            remedy=f"Places: {', '.join(names[:20]) or 'none so far'}.",
        )
    spot = returns.spots.get(own)
    return PlaceProfile(
        name=own,
        lon=spot[0] if spot else None,
        lat=spot[1] if spot else None,
        since=returns.since,
        at=returns.at,
        incidents=tuple(
            sorted(
                (
                    each
                    for each in view.incidents
                    if returns.since <= each.span.end
                    and each.span.start < returns.at
                    and is_near(own, spot, each.place, NEAR_M)
                ),
                key=lambda each: each.span.start,
            )
        ),
        hazards=tuple(
            each
            for each in hazards
            if is_near(own, spot, each.area.place, NEAR_M + each.area.radius_m)
        ),
        people=tuple(each for each in people if _own_name(each.place) == own),
        needs=tuple(each for each in lines if _own_name(each.place) == own),
        presence=tuple(each for each in presence if _own_name(each.place) == own),
        flows=tuple(each for each in returns.flows if own in {each.left, each.arrived}),
        conditions=tuple(each for each in returns.conditions if each.place == own),
        readiness=next((each for each in returns.readiness if each.place == own), None),
        projects=tuple(each for each in projects if own in each.places),
        doubles=tuple(
            each
            for names_of_one in probable_doubles(names, returns.spots)
            for each in names_of_one
            if own in names_of_one and each != own
        ),
        combatants=tuple(
            each for each in (combatants.lines if combatants else ()) if each.place == own
        ),
        simulated=returns.simulated,
    )


def _own_name(place: str) -> str:
    """Return a place's own name from one that its district follows."""
    return place.split(", ", maxsplit=1)[0]
