"""Routes of tasks: what runs, what is due, what is late."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.concurrency import run_in_threadpool

from sulh.languages.rooms import room_text, room_texts
from sulh.ledger import AMENDMENTS
from sulh.picture import entries_of, picture
from sulh.report.forms import tasks_forms
from sulh.respond import TaskAnswer, TaskWatch, WatchAnswer, watch_answer, watch_tasks
from sulh.respond.tasks.records import TASK_KINDS
from sulh.server.access.principal import Principal
from sulh.server.answers.exports import Format, Language
from sulh.server.records.records import may_read
from sulh.server.routes.accounts import check_reads
from sulh.server.routes.exports import forms_answer
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.state import AppState, CurrentState, CurrentUser, own_turn
from sulh.workspace.record_kinds import body_problem

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"])
exports = APIRouter(prefix="/api/v1/export", tags=["export"], dependencies=[Depends(own_turn)])

Hours = Annotated[float, Query(ge=0, le=10_000)]

KINDS = frozenset((*TASK_KINDS.names, *AMENDMENTS))


@router.get("")
async def list_tasks(
    state: CurrentState,
    user: CurrentUser,
    at: Time = "",
    hours: Hours = 24.0,
    simulated: bool = False,
) -> WatchAnswer:
    """List the tasks that the user may read: under way, due within some hours, late, ended in the last day.

    `alerts` has a sentence for each task that is late and not ended. `at`: the state then (now).
    """
    check_reads(user)

    def look() -> WatchAnswer:
        watch = _watch(state, user, at, hours, simulated=simulated)
        return _said(watch_answer(watch), user.language)

    return await run_in_threadpool(look)


@exports.get("/tasks", response_class=Response)
def export_tasks(
    state: CurrentState,
    user: CurrentUser,
    format: Format = "pdf",  # noqa: A002 -- the word of the address
    at: Time = "",
    hours: Hours = 24.0,
    simulated: bool = False,
    lang: Language | None = None,
) -> Response:
    """Return the tasks as the command line writes them, in a language.

    Without `lang` it is the language that the request prefers (Accept-Language).
    """
    check_reads(user)
    watch = _watch(state, user, at, hours, simulated=simulated)
    forms = tasks_forms(watch, simulated=simulated, language=lang or user.language)
    return forms_answer(state, forms, "tasks", format)


def _watch(
    state: AppState, user: Principal, at: str, hours: float, *, simulated: bool
) -> TaskWatch:
    """Return the tasks that a user may read at a moment (now)."""
    service = state.service
    moment = parse_time("at", at, service.workspace.pack.timezone) or service.now()
    entries = [e for e in service.index.latest(KINDS) if may_read(user, e)]
    records = [service.record(each) for each in reversed(entries)]
    service.log_reads(user, [e for e in entries if e.kind in TASK_KINDS], "tasks")
    current = entries_of(picture(records, simulated=simulated, check=body_problem), TASK_KINDS)
    tasks, steps = current["task"], current["task-step"]
    return watch_tasks(tasks, steps, moment, ahead_h=hours)  # type: ignore[arg-type] # of these kinds


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
