"""Routes of a disaster's first 72 hours: the plan, computed in the background, and as it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from sulh.languages.rooms import room_text
from sulh.languages.speech import Speech
from sulh.report.pages.first_days import first_days_sheet
from sulh.server.answers.exports import Language, SheetFormat, sheet_file
from sulh.server.answers.first_days import FirstDaysQuery, first_days, first_days_plan
from sulh.server.routes.accounts import check_reads
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.routes.recovery import EPOCH
from sulh.server.routes.respond import Wet
from sulh.server.schemas.first_days import FirstDaysOut
from sulh.server.state import AppState, CurrentState, CurrentUser, own_turn

router = APIRouter(prefix="/api/v1", tags=["respond"])

Hours = Annotated[float, Query(ge=0.5, le=72, description="hours of work at a worksite")]


@router.get("/respond/first-days")
def get_first_days(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    wet: Wet = None,
    rapid_h: Hours = 4.0,
    full_h: Hours = 24.0,
) -> FirstDaysOut:
    """Return the plan of the 72 hours from a moment (now), from the records that the account may read."""
    query = _query(state, at, as_of, simulated=simulated, wet=wet, hours=(rapid_h, full_h))
    question = (replace(query, at=EPOCH), at)  # about now, it is the same question all the time
    body = state.background.ask(
        user, question, lambda: first_days(state.service, user, query, state.ways.get)
    )
    out = FirstDaysOut.model_validate(body)
    waits = [
        each.model_copy(update={"reason": room_text(each.reason, user.language)})
        for each in out.waits
    ]
    assumption = room_text(out.assumption, user.language)
    return out.model_copy(update={"waits": waits, "assumption": assumption})


@router.get("/export/first-days", response_class=Response, dependencies=[Depends(own_turn)])
def export_first_days(
    state: CurrentState,
    user: CurrentUser,
    format: SheetFormat = "pdf",  # noqa: A002 -- the word of the address
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    wet: Wet = None,
    rapid_h: Hours = 4.0,
    full_h: Hours = 24.0,
    lang: Language | None = None,
) -> Response:
    """Return the plan as the command line prints it, in a language.

    Without `lang` it is the language that the request prefers (Accept-Language).
    """
    check_reads(user)
    query = _query(state, at, as_of, simulated=simulated, wet=wet, hours=(rapid_h, full_h))
    plan = first_days_plan(state.service, user, query, state.ways.get)
    sheet = first_days_sheet(plan, speech=Speech(lang or user.language))
    content, headers = sheet_file(sheet, "first-days", format, state.service.now())
    return Response(content, headers=headers)


def _query(
    state: AppState,
    at: str,
    as_of: str,
    *,
    simulated: bool,
    wet: bool | None,
    hours: tuple[float, float],
) -> FirstDaysQuery:
    clock = state.service.workspace.pack.timezone
    return FirstDaysQuery(
        at=parse_time("at", at, clock, "start")
        or state.service.now().replace(second=0, microsecond=0),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
        is_wet=wet,
        rapid_h=hours[0],
        full_h=hours[1],
    )
