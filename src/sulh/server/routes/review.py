"""Routes of those who work with reports: release, compare, and take the evidence of a finding along."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from sulh.languages.refusals import refusal
from sulh.server.answers.findings import log_findings, readable_findings
from sulh.server.answers.review import submit_comparison, submit_release
from sulh.server.answers.review_evidence import evidence_for
from sulh.server.middleware.errors import UnknownError
from sulh.server.routes.findings import CurrentQuery, FindingId, judged_for
from sulh.server.routes.records import RecordId
from sulh.server.schemas.records import CreatedOut
from sulh.server.schemas.review import ComparisonIn, ReleaseIn
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1", tags=["review"])


@router.post("/records/{record_id}/release", status_code=201)
async def post_release(
    record_id: RecordId, release: ReleaseIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Let parties read a record as if they had entered it, or mark it anew; the release is a record."""
    record = await submit_release(
        state.service,
        user,
        record_id,
        to=release.to,
        tlp=release.tlp or "",
        reason=release.reason,
    )
    return CreatedOut(id=record)


@router.post("/comparisons", status_code=201)
async def post_comparison(
    comparison: ComparisonIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Record whether incidents are one event or different ones."""
    record = await submit_comparison(
        state.service,
        user,
        comparison.records,
        judgement=comparison.judgement,
        reason=comparison.reason,
    )
    return CreatedOut(id=record)


@router.get(
    "/findings/{finding}/evidence",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}}},
)
async def get_evidence(
    finding: FindingId, state: CurrentState, user: CurrentUser, query: CurrentQuery
) -> Response:
    """Return the evidence of a finding as a zip file that `sulh ledger check` checks offline.

    It holds the records that the user may read, each with its proof; the manifest counts the others.
    """
    findings_state = await judged_for(state, user, query)

    def look() -> bytes:
        readable = readable_findings(findings_state, user, id=finding)
        if not readable:
            raise refusal(UnknownError, "no-finding")
        log_findings(state.service, user, readable)
        return evidence_for(state.service, findings_state, user, readable[0], query)

    content = await run_in_threadpool(look)
    name = f"evidence-{finding}.zip"
    return Response(
        content,
        media_type="application/zip",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )
