"""Routes of what comes after: weapons, returns, places, projects; each computed in the background."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from sulh.recover import parse_fairness, parse_weights
from sulh.server.answers.exports import Language, SheetFormat, sheet_file
from sulh.server.answers.recovery import Page, RecoveryQuery, recovery, recovery_sheet
from sulh.server.routes.accounts import check_reads
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.schemas.donors import DonorOut, ProjectChoiceOut
from sulh.server.schemas.recovery import PlacesOut, ProjectsOut, ReturnsOut, WeaponsOut
from sulh.server.state import CurrentState, CurrentUser, own_turn

if TYPE_CHECKING:
    from sulh.server.access.principal import Principal
    from sulh.server.state import AppState

router = APIRouter(prefix="/api/v1/recovery", tags=["console"])
exports = APIRouter(prefix="/api/v1/export", tags=["export"], dependencies=[Depends(own_turn)])

Donor = Annotated[str, Query(max_length=200, description="the donor's name, in any case")]
Budget = Annotated[str, Query(pattern=r"^[0-9]{1,15}(\.[0-9]{1,2})?$", description="an amount")]
Currency = Annotated[str, Query(pattern="^[A-Za-z]{3}$", description="of the budget, such as USD")]
Fairness = Annotated[
    str, Query(max_length=12, description="max-min, or the share that each community must gain")
]
Weights = Annotated[
    str, Query(max_length=300, description="of conditions, such as water=2,school=0.5; others: 1")
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    state: CurrentState,
    user: CurrentUser,
    weights: Weights = "",
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
) -> ReturnsOut:
    """Return who went where in 90 days, the conditions of return and how ready each place is."""
    more = {"weights": _weights(weights), "language": user.language}
    query = _query(state, "returns", at, as_of, simulated=simulated, **more)
    return ReturnsOut.model_validate(_answer(state, user, query, at))


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


@router.get("/donor")
def get_donor(
    state: CurrentState,
    user: CurrentUser,
    donor: Donor,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
) -> DonorOut:
    """Return the report to a donor: what it gave, what was spent, who was reached, what is late."""
    query = _query(state, "donor", at, as_of, simulated=simulated, donor=donor)
    return DonorOut.model_validate(_answer(state, user, query, at))


@router.get("/choice")
def get_choice(
    state: CurrentState,
    user: CurrentUser,
    budget: Budget,
    currency: Currency,
    fairness: Fairness = "max-min",
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
) -> ProjectChoiceOut:
    """Return which proposed projects a budget buys: the fair choice beside the one that reaches most people."""
    query = _query(
        state,
        "choice",
        at,
        as_of,
        simulated=simulated,
        budget=Decimal(budget),
        currency=currency.upper(),
        fairness=fairness,
        language=user.language,
    )
    parse_fairness(fairness)
    return ProjectChoiceOut.model_validate(_answer(state, user, query, at))


@exports.get("/recovery/{page}", response_class=Response)
def export_page(
    state: CurrentState,
    user: CurrentUser,
    page: Page,
    format: SheetFormat = "pdf",  # noqa: A002 -- the word of the address
    place: Annotated[str, Query(max_length=200)] = "",
    donor: Donor = "",
    budget: Budget = "0",
    currency: Currency = "XXX",
    fairness: Fairness = "max-min",
    weights: Weights = "",
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    lang: Language | None = None,
) -> Response:
    """Return a page as the command line prints it, in a language, from what the account may read.

    Without `lang` it is the language that the request prefers (Accept-Language).
    """
    check_reads(user)
    query = _query(
        state,
        page,
        at,
        as_of,
        simulated=simulated,
        place=place,
        donor=donor,
        budget=Decimal(budget),
        currency=currency.upper(),
        fairness=fairness,
        weights=_weights(weights),
        language=lang or user.language,
    )
    sheet = recovery_sheet(state.service, user, query)
    content, headers = sheet_file(sheet, page, format, state.service.now())
    return Response(content, headers=headers)


def _weights(text: str) -> tuple[tuple[str, float], ...]:
    return tuple(parse_weights(each for each in text.split(",") if each.strip()).items())


def _query(
    state: AppState, page: Page, at: str, as_of: str, *, simulated: bool, **more: Any
) -> RecoveryQuery:
    clock = state.service.workspace.pack.timezone
    return RecoveryQuery(
        page=page,
        at=parse_time("at", at, clock) or state.service.now().replace(second=0, microsecond=0),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        **more,
    )


def _answer(state: AppState, user: Principal, query: RecoveryQuery, at: str) -> dict[str, Any]:
    """Return the answer as the schemas have it; about now, it is the same question all the time."""
    question = (replace(query, at=EPOCH), at)
    return state.background.ask(user, question, lambda: _fit(recovery(state.service, user, query)))


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
    query = _query(state, page, at, as_of, simulated=simulated, place=place, language=user.language)
    return _answer(state, user, query, at)


def _fit(body: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with the names of the schemas: ``from`` is a word of Python, lists hold one kind."""
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
