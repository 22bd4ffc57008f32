"""Routes of findings: what follows from the pack and the records, and what the parties say of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.concurrency import run_in_threadpool

from sulh.languages.refusals import refusal
from sulh.mission import find_party, find_provision
from sulh.server.access.principal import Principal
from sulh.server.answers.findings import (
    FindingsQuery,
    JudgedState,
    log_findings,
    readable_findings,
    submit_answer,
    version_sentences,
)
from sulh.server.middleware.errors import ForbiddenError, UnknownError
from sulh.server.middleware.query_times import findings_query
from sulh.server.records.records import set_aside_sentences
from sulh.server.schemas.findings import FindingOut, FindingsOut, NewAnswer
from sulh.server.schemas.records import CreatedOut
from sulh.server.state import AppState, CurrentState, CurrentUser
from sulh.values import format_utc

router = APIRouter(prefix="/api/v1/findings", tags=["findings"])

Time = Annotated[str, Query(max_length=40, description="a day, a month, or RFC 3339 with offset")]
FindingId = Annotated[str, Path(pattern="^[a-z2-7]{10}$", description="as a finding's `id` says")]
PAGE_MAX = 1000


async def current_query(
    state: CurrentState, at: Time = "", as_of: Time = "", since: Time = "", simulated: bool = False
) -> FindingsQuery:
    """Return which judgement to make.

    `at`: conduct up to then (now). `as_of`: only what was recorded by then (everything).
    """
    return findings_query(
        at, as_of, since, timezone=state.service.workspace.pack.timezone, simulated=simulated
    )


CurrentQuery = Annotated[FindingsQuery, Depends(current_query)]


async def judged_for(state: AppState, user: Principal, query: FindingsQuery) -> JudgedState:
    """Return the judgement, for a user who reads findings."""
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    return await state.findings.state(user, query)


@router.get("", response_model=FindingsOut)
async def query_findings(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentQuery,
    party: Annotated[str, Query(max_length=80)] = "",
    provision: Annotated[str, Query(max_length=80)] = "",
    verdict: Literal["", "met", "breached", "undetermined"] = "",
    first: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = 100,
    *,
    brief: bool = False,
) -> Response:
    """List the findings that the user may read, as `sulh verify` computes them.

    `at`: conduct up to then (now). `as_of`: only what was recorded by then (everything). `brief`: without the
    records that they rest on, which can be thousands; each finding's own address names them.
    """
    pack = state.service.workspace.pack
    party = party and find_party(pack, party)
    provision = provision and find_provision(pack, provision)
    findings_state = await judged_for(state, user, query)

    def look() -> Response:
        readable = readable_findings(
            findings_state, user, party=party, provision=provision, verdict=verdict
        )
        page = readable[first : first + limit]
        log_findings(state.service, user, page)
        rows = findings_state.rows(state.service, user, page, brief=brief)
        answer = FindingsOut(
            findings=[FindingOut.model_validate(row) for row in rows],
            total=len(readable),
            at=format_utc(findings_state.at),
            versions=version_sentences(state.service, findings_state, user),
            set_aside=set_aside_sentences(state.service, user),
        )
        # Written here, in a thread: a page can name fifty thousand records.
        return Response(answer.model_dump_json(by_alias=True), media_type="application/json")

    return await run_in_threadpool(look)


@router.get("/{finding}")
async def get_finding(
    finding: FindingId, state: CurrentState, user: CurrentUser, query: CurrentQuery
) -> dict[str, Any]:
    """Return one finding with the parties' answers."""
    findings_state = await judged_for(state, user, query)

    def look() -> dict[str, Any]:
        readable = readable_findings(findings_state, user, id=finding)
        if not readable:
            raise refusal(UnknownError, "no-finding")
        log_findings(state.service, user, readable)
        return findings_state.rows(state.service, user, readable)[0]

    return await run_in_threadpool(look)


@router.post("/{finding}/answers", status_code=201)
async def post_answer(
    finding: FindingId,
    words: NewAnswer,
    state: CurrentState,
    user: CurrentUser,
    query: CurrentQuery,
) -> CreatedOut:
    """Acknowledge, dispute or explain a finding about one's own party; the answer stays with it."""
    findings_state = await state.findings.state(user, query)
    record = await submit_answer(
        state.service, findings_state, user, finding, stance=words.stance, text=words.text
    )
    return CreatedOut(id=record)
