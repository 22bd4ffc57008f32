"""Routes of the exchange of records between sites."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from sulh.ledger import sync
from sulh.ledger.sync import Taken
from sulh.observe import ReportRegister
from sulh.server.errors import ForbiddenError
from sulh.server.principal import Principal
from sulh.server.schemas import Lacking, SyncResultOut, SyncState, inline_schema, parse_body
from sulh.server.state import CurrentState, CurrentUser
from sulh.workspace import Workspace, open_ledger, send_bundle
from sulh.workspace.sync import receiving_bundle, unfit_records

router = APIRouter(prefix="/api/v1/sync", tags=["sync"])


TURN_S = 0.2
"""So long one peer's batches hold the writer, before others have their turn."""


def check(user: Principal) -> None:
    """Refuse everybody but other sites of the mission.

    Raises
    ------
    ForbiddenError
        By the policy.
    """
    if not user.may("sync"):
        raise ForbiddenError(
            "Only another site of the mission may exchange records.",
            remedy="Ask the administrator for an account of the role 'site' and a token.",
        )


@router.get("")
def show_state(state: CurrentState, user: CurrentUser) -> SyncState:
    """Say how much of each site's chain is here."""
    check(user)
    sizes = state.service.read(sync.state)
    return SyncState(
        site=state.service.workspace.site,
        state={site: [*each] for site, each in sizes.items()},
    )


@router.post(
    "/bundle",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {}}}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": inline_schema(Lacking)}},
        }
    },
)
async def give_bundle(
    request: Request, state: CurrentState, user: CurrentUser
) -> StreamingResponse:
    """Send the records that a site with this state does not have."""
    check(user)
    lacking = await parse_body(request, Lacking)
    state.synced[user.account] = state.service.now()
    theirs = {site: each for site, each in lacking.root.items() if 0 <= each[0] < 2**53}
    workspace = state.service.workspace

    def lines() -> Iterator[bytes]:
        with open_ledger(state.service.folder) as store:  # a long bundle holds nobody up
            yield from send_bundle(replace(workspace, store=store), theirs)

    return StreamingResponse(lines(), media_type="application/octet-stream")


@router.post(
    "/take",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def take_bundle(request: Request, state: CurrentState, user: CurrentUser) -> SyncResultOut:
    """Receive a bundle; each whole batch is durable before the answer."""
    check(user)
    content = await request.body()
    now = state.service.now()

    state.synced[user.account] = now

    before = state.service.read(sync.state)
    steps: Iterator[Taken] | None = None
    result = Taken()

    def receive(workspace: Workspace, _: ReportRegister) -> SyncResultOut | None:
        """Take batches for a moment; None when others should have their turn first."""
        nonlocal steps, result
        steps = steps or receiving_bundle(workspace, [content], now=now)
        until = time.monotonic() + TURN_S
        for result in steps:  # noqa: B007 -- the last one is the answer
            if time.monotonic() > until:
                return None
        return SyncResultOut(
            added=result.added,
            refused=[str(each) for each in result.refused],
            set_aside=[str(each) for each in unfit_records(workspace, before)],
        )

    while True:
        answer = await state.service.write_soon(user.account, receive)
        if answer is not None:
            return answer
