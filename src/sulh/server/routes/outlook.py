"""Routes of answers that are computed in the background: the outlook, and the contributors."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from sulh.languages.rooms import room_texts
from sulh.server.answers.contributors import ContributorsQuery, contributors
from sulh.server.answers.outlook import OutlookQuery, outlook
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.schemas.contributors import ContributorsOut
from sulh.server.schemas.outlook import OutlookOut
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1", tags=["console"])


@router.get("/outlook")
def get_outlook(
    state: CurrentState,
    user: CurrentUser,
    as_of: Time = "",
    simulated: bool = False,
    measure: Literal["deaths", "civilian_deaths"] = "civilian_deaths",
    months: Annotated[int, Query(ge=1, le=12)] = 6,
    bases: Annotated[int, Query(ge=0, le=100, description="0: as many as now")] = 0,
    reach_km: Annotated[float, Query(gt=0, le=1000)] = 30.0,
) -> OutlookOut:
    """Return the outlook from the reports that the user may read; it is computed in the background.

    While `state` is ``waiting``, ask the same again in a second.
    """
    clock = state.service.workspace.pack.timezone
    query = OutlookQuery(
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        measure=measure,
        months=months,
        bases=bases,
        reach_km=reach_km,
    )
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
    soon: Annotated[int, Query(ge=0, le=3650, description="days")] = 90,
) -> ContributorsOut:
    """Return gaps, readiness and contributions from what the user may read, in the background.

    `at`: the day of the decision; `soon`: deployments that end within so many days are named.
    """
    clock = state.service.workspace.pack.timezone
    moment = parse_time("at", at, clock, "start") or state.service.now()
    query = ContributorsQuery(
        day=moment.astimezone(clock).date(),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        soon=soon,
    )
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
