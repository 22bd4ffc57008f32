"""Routes of findings: what follows from the pack and the records, and what the parties say of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query

from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.findings import answer, findings_of, versions_of
from sulh.server.query_times import moment_of
from sulh.server.schemas import FindingOut, FindingsOut, Made, NewAnswer
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1/findings", tags=["findings"])

Time = Annotated[str, Query(max_length=40, description="RFC 3339 with offset, or a date")]
FindingId = Annotated[str, Path(pattern="^[a-z2-7]{10}$", description="as a finding's `id` says")]
PAGE_MAX = 1000


@router.get("")
def query_findings(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    since: Time = "",
    simulated: bool = False,
    party: Annotated[str, Query(max_length=80)] = "",
    provision: Annotated[str, Query(max_length=80)] = "",
    verdict: Literal["", "met", "breached", "undetermined"] = "",
    first: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAX)] = 100,
) -> FindingsOut:
    """List the findings that the user may read, as `sulh verify` computes them.

    `at`: conduct up to then (now). `as_of`: only what was recorded by then (everything).
    """
    if "read" not in user.scopes:
        raise ForbiddenError("This token does not allow reading.")
    moment = moment_of(at, as_of, since, simulated=simulated, now=state.now())
    asked = {"party": party, "provision": provision, "verdict": verdict}
    rows = [
        row
        for row in findings_of(state.service, state.judge, user, moment)
        if all(not value or row[name] == value for name, value in asked.items())
    ]
    return FindingsOut(
        findings=[FindingOut.model_validate(row) for row in rows[first : first + limit]],
        total=len(rows),
        versions=versions_of(state.service, state.judge, user, moment),
    )


@router.get("/{finding}")
def get_finding(
    finding: FindingId,
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    since: Time = "",
    simulated: bool = False,
) -> dict[str, Any]:
    """Return one finding with what the parties answered."""
    if "read" not in user.scopes:
        raise ForbiddenError("This token does not allow reading.")
    moment = moment_of(at, as_of, since, simulated=simulated, now=state.now())
    for row in findings_of(state.service, state.judge, user, moment):
        if row["id"] == finding:
            return row
    raise UnknownError(
        "There is no such finding, or none that this account may read.",
        remedy="Give the same times as when it was listed.",
    )


@router.post("/{finding}/answers", status_code=201)
def answer_finding(
    finding: FindingId,
    words: NewAnswer,
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    as_of: Time = "",
    since: Time = "",
    simulated: bool = False,
) -> Made:
    """Acknowledge, dispute or explain a finding about one's own party; it stays beside it."""
    made = answer(
        state.service,
        state.judge,
        user,
        finding,
        moment=moment_of(at, as_of, since, simulated=simulated, now=state.now()),
        stance=words.stance,
        text=words.text,
    )
    return Made(id=made)
