"""Routes of the outlook and the contributors: computed in the background, or as they are printed."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from sulh.languages.rooms import room_texts
from sulh.server.answers.contributors import (
    ContributorsPage,
    ContributorsQuery,
    contributors,
    contributors_forms,
)
from sulh.server.answers.exports import Format, Language
from sulh.server.answers.outlook import OutlookPage, OutlookQuery, outlook, outlook_forms
from sulh.server.routes.accounts import check_reads
from sulh.server.routes.exports import forms_answer
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.schemas.contributors import ContributorsOut
from sulh.server.schemas.outlook import OutlookOut
from sulh.server.state import AppState, CurrentState, CurrentUser, own_turn

router = APIRouter(prefix="/api/v1", tags=["console"])
exports = APIRouter(prefix="/api/v1/export", tags=["export"], dependencies=[Depends(own_turn)])

Measure = Literal["deaths", "civilian_deaths"]
Months = Annotated[int, Query(ge=1, le=12)]
Bases = Annotated[int, Query(ge=0, le=100, description="0: as many as now")]
Reach = Annotated[float, Query(gt=0, le=1000)]
Soon = Annotated[int, Query(ge=0, le=3650, description="days")]


def outlook_query(
    state: CurrentState,
    as_of: Time = "",
    simulated: bool = False,
    measure: Measure = "civilian_deaths",
    months: Months = 6,
    bases: Bases = 0,
    reach_km: Reach = 30.0,
) -> OutlookQuery:
    """Read what an outlook is asked for."""
    return OutlookQuery(
        as_of=parse_time("as_of", as_of, state.service.workspace.pack.timezone),
        simulated=simulated,
        measure=measure,
        months=months,
        bases=bases,
        reach_km=reach_km,
    )


WantedOutlook = Annotated[OutlookQuery, Depends(outlook_query)]


@router.get("/outlook")
def get_outlook(
    state: CurrentState,
    user: CurrentUser,
    query: WantedOutlook,
) -> OutlookOut:
    """Return the outlook from the reports that the user may read; it is computed in the background.

    While `state` is ``waiting``, ask the same again in a second.
    """
    body = state.background.ask(user, query, lambda: outlook(state.service, user, query))
    out = OutlookOut.model_validate(body)
    if out.forecast is None:
        return out
    left_out = room_texts(out.forecast.left_out, user.language)
    return out.model_copy(
        update={"forecast": out.forecast.model_copy(update={"left_out": left_out})}
    )


@router.get("/contributors")
def get_contributors(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    soon: Soon = 90,
) -> ContributorsOut:
    """Return gaps, readiness and contributions from what the user may read, in the background.

    `at`: the day of the decision; `soon`: deployments that end within so many days are named.
    """
    query = _contributors_query(state, at, as_of, simulated=simulated, soon=soon)
    body = state.background.ask(user, query, lambda: contributors(state.service, user, query))
    out = ContributorsOut.model_validate(body)
    pledges = [
        each.model_copy(update={"reasons": room_texts(each.reasons, user.language)})
        for each in out.pledges
    ]
    readiness = [
        each.model_copy(update={"limits": room_texts(each.limits, user.language)})
        for each in out.readiness
    ]
    return out.model_copy(update={"pledges": pledges, "readiness": readiness})


def _contributors_query(
    state: AppState, at: str, as_of: str, *, simulated: bool, soon: int
) -> ContributorsQuery:
    clock = state.service.workspace.pack.timezone
    moment = parse_time("at", at, clock, "start") or state.service.now()
    return ContributorsQuery(
        day=moment.astimezone(clock).date(),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        soon=soon,
    )


@exports.get("/outlook/{page}", response_class=Response)
def export_outlook(
    state: CurrentState,
    user: CurrentUser,
    page: OutlookPage,
    query: WantedOutlook,
    format: Format = "pdf",  # noqa: A002 -- the word of the address
    lang: Language | None = None,
) -> Response:
    """Return the forecast or the laydown as the command line writes it, in a language.

    Without `lang` it is the language that the request prefers (Accept-Language).
    """
    check_reads(user)
    forms = outlook_forms(state.service, user, query, page, lang or user.language)
    return forms_answer(state, forms, page, format)


@exports.get("/contributors/{page}", response_class=Response)
def export_contributors(
    state: CurrentState,
    user: CurrentUser,
    page: ContributorsPage,
    format: Format = "pdf",  # noqa: A002 -- the word of the address
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    soon: Soon = 90,
    lang: Language | None = None,
) -> Response:
    """Return a part of the contributors' page as the command line writes it, in a language.

    Without `lang` it is the language that the request prefers (Accept-Language).
    """
    check_reads(user)
    query = _contributors_query(state, at, as_of, simulated=simulated, soon=soon)
    forms = contributors_forms(state.service, user, query, page, lang or user.language)
    return forms_answer(state, forms, page, format)
