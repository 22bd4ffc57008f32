"""The route of the outlook: where violence is likely, and whom which bases reach."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from sulh.server.outlook import OutlookQuery
from sulh.server.query_times import parse_time
from sulh.server.routes_records import Time
from sulh.server.schemas_outlook import OutlookOut
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
    return OutlookOut.model_validate(state.outlooks.ask(user, query))
