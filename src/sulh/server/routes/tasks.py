"""Routes of tasks: what runs, what is due, what is late."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool

from sulh.languages.refusals import refusal
from sulh.languages.rooms import room_text, room_texts
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.respond import TaskAnswer, WatchAnswer, watch_answer, watch_tasks
from sulh.respond.tasks.records import TASK_KINDS
from sulh.server.errors import ForbiddenError
from sulh.server.records.records import may_read
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.state import CurrentState, CurrentUser
from sulh.workspace.record_kinds import body_problem

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"])

KINDS = frozenset((*TASK_KINDS.names, *AMENDMENTS))


@router.get("")
async def list_tasks(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    hours: Annotated[float, Query(ge=0, le=10_000)] = 24.0,
    simulated: bool = False,
) -> WatchAnswer:
    """List the tasks that the user may read: under way, due within some hours, late, ended in the last day.

    `alerts` has a sentence for each task that is late and not ended. `at`: the state then (now).
    """
    if "read" not in user.scopes:
        raise refusal(ForbiddenError, "token-no-read")
    service = state.service
    moment = parse_time("at", at, service.workspace.pack.timezone) or state.service.now()

    def look() -> WatchAnswer:
        entries = [e for e in service.index.latest(KINDS) if may_read(user, e)]
        records = [service.record(each) for each in reversed(entries)]
        service.log_reads(user, [e for e in entries if e.kind in TASK_KINDS], "tasks")
        current = entries_of(picture(records, simulated=simulated, check=body_problem), TASK_KINDS)
        tasks, steps = current["task"], current["task-step"]
        watch = watch_tasks(tasks, steps, moment, ahead_h=hours)  # type: ignore[arg-type] # of these kinds
        return _said(watch_answer(watch), user.language)

    return await run_in_threadpool(look)


def _said(answer: WatchAnswer, language: str) -> WatchAnswer:
    """Return an answer with its sentences in a language."""

    def said(tasks: list[TaskAnswer]) -> list[TaskAnswer]:
        return [replace(each, alert=room_text(each.alert, language)) for each in tasks]

    return replace(
        answer,
        alerts=room_texts(answer.alerts, language),
        faults=room_texts(answer.faults, language),
        running=said(answer.running),
        due=said(answer.due),
        late=said(answer.late),
        ended=said(answer.ended),
    )
