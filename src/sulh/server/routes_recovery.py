"""Routes of what comes after: weapons, returns, places, projects; each computed in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query

from sulh.server.query_times import parse_time
from sulh.server.recovery import RecoveryQuery, recovery
from sulh.server.routes_records import Time
from sulh.server.schemas_recovery import PlacesOut, ProjectsOut, ReturnsOut, WeaponsOut
from sulh.server.state import CurrentState, CurrentUser

if TYPE_CHECKING:
    from sulh.server.principal import Principal
    from sulh.server.recovery import Page
    from sulh.server.state import AppState

router = APIRouter(prefix="/api/v1/recovery", tags=["console"])


@router.get("/weapons")
def get_weapons(
    state: CurrentState, user: CurrentUser, at: Time = "", as_of: Time = "", simulated: bool = False
) -> WeaponsOut:
    """Return the balance of the register of weapons, from what the user may read.

    While `state` is ``waiting``, ask the same again in a second. Serial numbers collected in the 90 days before
    `at` are compared with all.
    """
    body = _ask(state, user, "weapons", at, as_of, simulated=simulated)
    return WeaponsOut.model_validate(body)


@router.get("/returns")
def get_returns(
    state: CurrentState, user: CurrentUser, at: Time = "", as_of: Time = "", simulated: bool = False
) -> ReturnsOut:
    """Return who went where in 90 days, the conditions of return and how ready each place is."""
    return ReturnsOut.model_validate(_ask(state, user, "returns", at, as_of, simulated=simulated))


@router.get("/projects")
def get_projects(
    state: CurrentState, user: CurrentUser, at: Time = "", as_of: Time = "", simulated: bool = False
) -> ProjectsOut:
    """Return damage, projects, what communities gain, decisions, and complaints that wait too long."""
    return ProjectsOut.model_validate(_ask(state, user, "projects", at, as_of, simulated=simulated))


@router.get("/places")
def get_places(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    place: Annotated[str, Query(max_length=200, description="empty: names alone")] = "",
) -> PlacesOut:
    """Return the places that records name, and all that is known about one of them."""
    body = _ask(state, user, "places", at, as_of, simulated=simulated, place=place)
    return PlacesOut.model_validate(body)


def _ask(
    state: AppState,
    user: Principal,
    page: Page,
    at: str,
    as_of: str,
    *,
    simulated: bool,
    place: str = "",
) -> dict[str, Any]:
    """Return the answer as the schemas have it: ``from`` is a word of Python, lists hold one kind."""
    clock = state.service.workspace.pack.timezone
    moment = parse_time("at", at, clock)
    query = RecoveryQuery(
        page=page,
        at=moment or state.now().replace(second=0, microsecond=0),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        place=place,
    )
    question = (page, at, as_of, simulated, place)
    return state.background.ask(user, question, lambda: _fit(recovery(state.service, user, query)))


def _fit(body: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with the names of the schemas."""
    for holder in (body, body.get("profile") or {}):
        if "flows" in holder:
            holder["flows"] = [each | {"left": each["from"]} for each in holder["flows"]]
        if "incidents" in holder:
            holder["incidents"] = [each | {"start": each["from"]} for each in holder["incidents"]]
    for name, key in (("by_type", "type"), ("by_group", "group")):
        if name in body:
            body[name] = [each | {"name": each[key]} for each in body[name]]
    words = {"sentence", "message"}
    if "contradictions" in body:
        body["contradictions"] = [
            next(each[word] for word in words if word in each) for each in body["contradictions"]
        ]
    return body
