"""Routes of respond: who can be sent, where 10-1-2 holds, and who goes to a call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from sulh.languages.rooms import room_texts
from sulh.server.answers.respond import RespondQuery, call, fixes, outcome_stamp, situation
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.schemas.respond import CallOut, FixesOut, RespondOut
from sulh.server.state import CurrentState, CurrentUser

if TYPE_CHECKING:
    from sulh.server.access.principal import Principal
    from sulh.server.state import AppState

router = APIRouter(prefix="/api/v1/respond", tags=["respond"])

MINUTES_FRESH = 5
"""An answer about now is computed again after so long, though nothing was reported."""

Wet = Annotated[
    bool | None,
    Query(description="the wet season: speeds by surface; without it as the pack says of the day"),
]
"""Of the season: true, false, or as the pack's wet seasons say."""


@router.get("")
def get_situation(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    wet: Wet = None,
) -> RespondOut:
    """Return who stands ready and where 10-1-2 holds by day and by night, in the background.

    It rests on the assets, facilities, units, tasks and closures that the user may read. Assets and units
    on a task are not there. `at`: as it is then (now).
    """
    query = _query(state, user, (at, as_of), simulated=simulated, wet=wet)
    body = state.background.ask(
        user, query, lambda: situation(state.service, user, query, state.ways.get)
    )
    return RespondOut.model_validate(body)


@router.get("/fixes")
def get_fixes(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    wet: Wet = None,
    count: Annotated[int, Query(ge=1, le=5, description="changes of a kind")] = 1,
) -> FixesOut:
    """Return what closes the largest gap in 10-1-2, computed in the background.

    Compared are, at the pack's sites, from what costs least: an asset that moves, a landing site, a new
    ambulance, and one with a surgical team. People and own troops count alike.
    """
    query = _query(state, user, (at, as_of), simulated=simulated, wet=wet)
    body = state.background.ask(
        user,
        ("fixes", count, query),
        lambda: fixes(state.service, user, query, state.ways.get, count),
    )
    return FixesOut.model_validate(body)


@router.get("/call")
def get_call(
    state: CurrentState,
    user: CurrentUser,
    lon: Annotated[float, Query(ge=-180, le=180, description="degrees, WGS 84")],
    lat: Annotated[float, Query(ge=-90, le=90, description="degrees, WGS 84")],
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    wet: Wet = None,
) -> CallOut:
    """Return the chain of a casualty at lon, lat, wounded at a moment (now), and the units that can go there.

    It is computed in the background. `cannot` says why each other asset or unit does not come.
    """
    query = _query(state, user, (at, as_of), simulated=simulated, wet=wet, place=(lon, lat))
    body = state.background.ask(
        user, ("call", query), lambda: call(state.service, user, query, state.ways.get)
    )
    out = CallOut.model_validate(body)
    chain = out.chain and replace(out.chain, notes=room_texts(out.chain.notes, user.language))
    cannot = room_texts(out.cannot, user.language)
    return out.model_copy(update={"cannot": cannot, "chain": chain})


def _query(
    state: AppState,
    user: Principal,
    times: tuple[str, str],
    *,
    simulated: bool,
    wet: bool | None,
    place: tuple[float, float] = (0.0, 0.0),
) -> RespondQuery:
    clock = state.service.workspace.pack.timezone
    moment = parse_time("at", times[0], clock, "start")
    minute = 0 if moment else int(state.service.now().timestamp() // (60 * MINUTES_FRESH))
    return RespondQuery(
        at=moment,
        as_of=parse_time("as_of", times[1], clock),
        simulated=simulated,
        is_wet=wet,
        lon=place[0],
        lat=place[1],
        stamp=outcome_stamp(state.service, user, minute=minute),
    )
