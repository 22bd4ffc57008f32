"""Routes of the exchange between sites: what is held, what is lacking, what is brought."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from sulh import workspace as desks
from sulh.ledger.sync import state
from sulh.server.errors import ForbiddenError
from sulh.server.schemas import SyncState, SyncTaken
from sulh.server.state import Asking, AskingHouse

router = APIRouter(prefix="/api/v1/sync", tags=["sync"])


def _check(caller: Asking) -> None:
    if not caller.may("sync"):
        raise ForbiddenError(
            "Only another site of the mission may exchange records.",
            remedy="Ask the administrator for an account of the role 'site' and a token.",
        )


@router.get("")
def show_state(house: AskingHouse, caller: Asking) -> SyncState:
    """Say how far each site's chain is held here."""
    _check(caller)
    held = house.office.read(state)
    found: dict[str, list[int | str]] = {site: [*each] for site, each in held.items()}
    return SyncState(site=house.office.workspace.site, state=found)


@router.post(
    "/bundle",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def give_bundle(
    house: AskingHouse,
    caller: Asking,
    lacking: Annotated[dict[str, tuple[int, str]], Body(max_length=1000)],
) -> Response:
    """Give what somebody who holds this much lacks."""
    _check(caller)
    held = {site: each for site, each in lacking.items() if 0 <= each[0] < 2**53}
    office = house.office
    content = office.read(
        lambda store: b"".join(desks.send(replace(office.workspace, store=store), held))
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
async def take_bundle(request: Request, house: AskingHouse, caller: Asking) -> SyncTaken:
    """Take in a bundle; each whole batch is durable before the answer."""
    _check(caller)
    content = await request.body()

    def work() -> SyncTaken:
        taken = house.office.write(
            lambda workspace, _: desks.receive(workspace, [content], now=house.office.now())
        )
        return SyncTaken(added=taken.added, refused=[str(each) for each in taken.refused])

    return await run_in_threadpool(work)
