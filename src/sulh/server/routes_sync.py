"""Routes of the exchange between sites: what is held, what is lacking, what is brought."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from sulh import workspace as ws
from sulh.ledger import sync
from sulh.server.errors import ForbiddenError
from sulh.server.schemas import SyncState, SyncTaken
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1/sync", tags=["sync"])


def _check(user: CurrentUser) -> None:
    if not user.may("sync"):
        raise ForbiddenError(
            "Only another site of the mission may exchange records.",
            remedy="Ask the administrator for an account of the role 'site' and a token.",
        )


@router.get("")
def show_state(state: CurrentState, user: CurrentUser) -> SyncState:
    """Say how far each site's chain is held here."""
    _check(user)
    held = state.service.read(sync.state)
    found: dict[str, list[int | str]] = {site: [*each] for site, each in held.items()}
    return SyncState(site=state.service.workspace.site, state=found)


@router.post(
    "/bundle",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def give_bundle(
    state: CurrentState,
    user: CurrentUser,
    lacking: Annotated[dict[str, tuple[int, str]], Body(max_length=1000)],
) -> Response:
    """Give what somebody who holds this much lacks."""
    _check(user)
    held = {site: each for site, each in lacking.items() if 0 <= each[0] < 2**53}
    service = state.service
    content = service.read(
        lambda store: b"".join(ws.send_bundle(replace(service.workspace, store=store), held))
    )
    return Response(content, media_type="application/octet-stream")


@router.post(
    "/take",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def take_bundle(request: Request, state: CurrentState, user: CurrentUser) -> SyncTaken:
    """Take in a bundle; each whole batch is durable before the answer."""
    _check(user)
    content = await request.body()

    def work() -> SyncTaken:
        taken = state.service.write(
            lambda workspace, _: ws.receive_bundle(workspace, [content], now=state.service.now())
        )
        return SyncTaken(added=taken.added, refused=[str(each) for each in taken.refused])

    return await run_in_threadpool(work)
