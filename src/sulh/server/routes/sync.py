"""Routes of the exchange of records between sites."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from sulh.languages.refusals import refusal
from sulh.ledger import sync
from sulh.ledger.sync import Taken
from sulh.observe import ReportRegister
from sulh.server.access.principal import Principal
from sulh.server.answers.exercise import join_site, messages_after, note_reached
from sulh.server.errors import ForbiddenError, UnknownError, too_many
from sulh.server.schemas.records import BINARY_BODY, inline_schema, parse_body
from sulh.server.schemas.sync import (
    ExerciseClock,
    FilePartOut,
    LackedFileOut,
    LackedFilesOut,
    Lacking,
    ReachedIn,
    SiteMessagesOut,
    SyncResultOut,
    SyncState,
)
from sulh.server.service import MissionService
from sulh.server.state import AppState, CurrentState, CurrentUser
from sulh.server.work.allowance import check_room
from sulh.workspace import LiveExercise, Workspace, open_ledger, send_bundle
from sulh.workspace.attachment_sync import FileSizes, file_part, keep_part, lacked_files, sizes_in
from sulh.workspace.attachments import has_attachment
from sulh.workspace.sync import receiving_bundle, unfit_records

router = APIRouter(prefix="/api/v1/sync", tags=["sync"])


Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]

TURN_S = 0.2
"""So long one peer's batches hold the writer, before others have their turn."""


BUNDLES_MAX = 4
"""So many bundles one site may fetch at once: each has the ledger open."""


class _Bundle(StreamingResponse):
    """A bundle on its way; its account has one fewer once it ends, however it ends."""

    def __init__(self, counts: Counter[str], account: str, lines: Iterator[bytes]) -> None:
        super().__init__(lines, media_type="application/octet-stream")
        self._counts, self._account = counts, account
        counts[account] += 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._counts[self._account] -= 1
            if not self._counts[self._account]:
                del self._counts[self._account]


def check(state: AppState, user: Principal) -> None:
    """Refuse everybody but other sites of the mission, and those to whom an exercise has cut the line.

    Raises
    ------
    ForbiddenError
        By the policy.
    TooManyError
        When the line is cut.
    """
    if not user.may("sync"):
        raise ForbiddenError(
            "Only another site of the mission may exchange records.",
            remedy="Ask the administrator for an account of the role 'site' and a token.",
        )
    if state.exercise is not None and state.exercise.live.is_cut(user.name):
        raise too_many("line-cut", 30)


@router.get("")
async def show_state(state: CurrentState, user: CurrentUser) -> SyncState:
    """Say how much of each site's chain is here; where an exercise runs, its clock, and what is due is here."""
    check(state, user)
    clock = None
    if state.exercise is not None:
        await run_in_threadpool(join_site, state.exercise.live, user)
        clock = await run_in_threadpool(_exercise_clock, state.exercise.live)
        await state.exercise.enter_all()
    return await run_in_threadpool(_state, state, clock)


def _state(state: AppState, clock: ExerciseClock | None) -> SyncState:
    sizes = state.service.read(sync.state)
    return SyncState(
        site=state.service.workspace.site,
        state={site: [*each] for site, each in sizes.items()},
        exercise=clock,
    )


def _exercise_clock(live: LiveExercise) -> ExerciseClock:
    """Return the clock that the sites which joined follow."""
    steered = live.state()
    return ExerciseClock(
        clock=steered.clock,
        speed=steered.speed * steered.runs,
        until=live.rules.until,
        delivered=steered.delivered,
    )


@router.get("/exercise")
def give_messages(
    state: CurrentState, user: CurrentUser, after: Annotated[int, Query(ge=0, lt=2**53)] = 0
) -> SiteMessagesOut:
    """Send the next messages of the exercise for trainees at another site, after so many deliveries."""
    check(state, user)
    live = _live(state)
    return SiteMessagesOut.model_validate(
        {"title": live.stage.scenario.title, "messages": messages_after(live, after)}
    )


@router.post("/exercise", status_code=204)
def take_reached(reached: ReachedIn, state: CurrentState, user: CurrentUser) -> Response:
    """Note which deliveries are at another site, which roles are there, and who read what there."""
    check(state, user)
    note_reached(_live(state), user, reached)
    return Response(status_code=204)


def _live(state: AppState) -> LiveExercise:
    if state.exercise is None:
        raise refusal(UnknownError, "no-exercise")
    return state.exercise.live


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
    check(state, user)
    lacking = await parse_body(request, Lacking)
    state.synced[user.account] = state.service.now()
    theirs = {site: each for site, each in lacking.root.items() if 0 <= each[0] < 2**53}
    workspace = state.service.workspace

    if state.bundles[user.account] >= BUNDLES_MAX:
        raise too_many("bundles", 30)

    def lines() -> Iterator[bytes]:
        with open_ledger(state.service.folder) as store:  # a long bundle holds nobody up
            yield from send_bundle(replace(workspace, store=store), theirs)

    return _Bundle(state.bundles, user.account, lines())


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
    check(state, user)
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


@router.get("/attachments")
def list_lacked_files(
    state: CurrentState, user: CurrentUser, after: Annotated[str, Query(max_length=64)] = ""
) -> LackedFilesOut:
    """List the files that records here name and that have not come in, by SHA-256: the next after a digest."""
    check(state, user)
    lacked = lacked_files(state.service.folder, _sizes(state.service), after=after)
    return LackedFilesOut(lacking=[LackedFileOut.model_validate(each) for each in lacked])


@router.get("/attachments/{digest}", response_class=Response)
def give_file_part(
    digest: Digest, state: CurrentState, user: CurrentUser, offset: Offset = 0
) -> Response:
    """Return up to a megabyte of a file that a record here names, from an offset on."""
    check(state, user)
    _sizes_of(state.service, digest)
    if not has_attachment(state.service.folder, digest):
        raise refusal(UnknownError, "no-file")
    content = file_part(state.service.folder, digest, offset)
    return Response(content, media_type="application/octet-stream")


@router.put(
    "/attachments/{digest}",
    openapi_extra=BINARY_BODY,
)
async def take_file_part(
    digest: Digest, request: Request, state: CurrentState, user: CurrentUser, offset: Offset = 0
) -> FilePartOut:
    """Take a part of a file that a record here names; `have` is where the next part begins."""
    check(state, user)
    content = await request.body()

    def keep() -> FilePartOut:
        sizes = _sizes_of(state.service, digest)
        check_room(state.service.folder)
        return FilePartOut(have=keep_part(state.service.folder, digest, sizes, offset, content))

    return await run_in_threadpool(keep)


def _sizes(service: MissionService) -> FileSizes:
    """Return the sizes of each file that records in use name, by its SHA-256."""
    bodies = []
    for entry in service.index.latest({"attachment"}):
        if entry.problem:
            continue
        amendments = service.index.amendments_of(entry.id)
        if amendments and amendments[-1].kind == "retraction":
            continue
        bodies.append(service.record(entry).body)
    return sizes_in(bodies)


def _sizes_of(service: MissionService, digest: str) -> set[int]:
    """Return how large a file is by the records that name it.

    Raises
    ------
    UnknownError
        When no record in use names it.
    """
    sizes = _sizes(service).get(digest)
    if sizes is None:
        raise refusal(UnknownError, "no-file")
    return sizes
