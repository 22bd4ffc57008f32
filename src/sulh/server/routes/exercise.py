"""Routes of a live exercise: its time and messages for everybody, the rest for the facilitator."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.languages.speech import Speech
from sulh.report import sheet_html
from sulh.report.pages.review import review_sheet
from sulh.server.access.principal import Principal
from sulh.server.answers.exercise import (
    ExerciseRunner,
    give_certificate,
    joined_messages_of,
    messages_of,
    plan_of,
)
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.schemas.exercise import (
    CertificateIn,
    CertificateOut,
    ExerciseOut,
    OutcomeCount,
    PlanOut,
    ReviewOut,
    SeenIn,
    SteeringIn,
)
from sulh.server.state import AppState, CurrentState, CurrentUser
from sulh.workspace import JoinedExercise, review_exercise

router = APIRouter(prefix="/api/v1/exercise", tags=["exercise"])


def _runner(state: AppState) -> ExerciseRunner:
    if state.exercise is None:
        raise refusal(UnknownError, "no-exercise")
    return state.exercise


def _steering(state: AppState, user: Principal) -> ExerciseRunner:
    runner = _runner(state)
    if not user.may("steer exercise"):
        raise refusal(ForbiddenError, "no-steering", role=user.term)
    return runner


def _plan(state: AppState, runner: ExerciseRunner, language: str) -> PlanOut:
    accounts = [each for each in state.accounts.all() if not each.disabled]
    roles = [each.role for each in accounts]
    sites = [each.name for each in accounts if each.role == "site"]
    return PlanOut.model_validate(plan_of(runner.live, roles, sites, Speech(language)))


@router.get("")
def show_exercise(state: CurrentState, user: CurrentUser) -> ExerciseOut:
    """Say what time it is in the exercise, and which messages the user has got."""
    if state.joined is not None:
        return _joined(state.joined, user)
    live = _runner(state).live
    now = live.state()
    return ExerciseOut.model_validate(
        {
            "title": live.stage.scenario.title,
            "clock": now.clock,
            "until": live.rules.until,
            "speed": now.speed,
            "runs": now.runs,
            "over": now.clock >= live.rules.until,
            "messages": messages_of(now, user),
        }
    )


def _joined(joined: JoinedExercise, user: Principal) -> ExerciseOut:
    """Return how the exercise of another site stands, by what it last said."""
    reading, now = joined.reading(), joined.clock()
    return ExerciseOut.model_validate(
        {
            "title": joined.messages()[0],
            "clock": now,
            "until": reading.until,
            "speed": max(1, round(reading.speed)),
            "runs": reading.speed > 0,
            "over": now >= reading.until,
            "messages": joined_messages_of(joined, user),
        }
    )


@router.get("/plan")
def show_plan(state: CurrentState, user: CurrentUser) -> PlanOut:
    """Show the master events list, the lines and the objectives; for the facilitator."""
    return _plan(state, _steering(state, user), user.language)


@router.post("/commands")
async def post_command(command: SteeringIn, state: CurrentState, user: CurrentUser) -> PlanOut:
    """Steer the exercise; what comes due by it is in the ledger before the answer."""
    runner = _steering(state, user)
    fields: dict[str, Any] = command.model_dump(exclude={"what"}, exclude_defaults=True)

    def obey() -> None:
        if command.what in ("add", "edit"):
            if command.inject is None:
                raise refusal(InputError, "command-no-inject")
            fields["inject"] = runner.live.inject(command.inject)
        if command.what in ("cut", "mend", "judge") and not command.name:
            raise refusal(InputError, "command-nothing")
        runner.live.command(command.what, by=user.author, **fields)

    await run_in_threadpool(obey)
    await runner.enter_due()
    return await run_in_threadpool(_plan, state, runner, user.language)


@router.post("/certificates", status_code=201)
async def post_certificate(
    certificate: CertificateIn, state: CurrentState, user: CurrentUser
) -> CertificateOut:
    """Record a certificate, where each objective of its course was judged and has enough points."""
    runner = _steering(state, user)
    return CertificateOut(ref=await give_certificate(runner, certificate, author=user.author))


@router.post("/seen", status_code=204)
def post_seen(seen: SeenIn, state: CurrentState, user: CurrentUser) -> Response:
    """Say that the user has seen a message."""
    joined, live = state.joined, state.exercise.live if state.exercise is not None else None
    if live is not None:
        messages = messages_of(live.state(), user)
    elif joined is not None:
        messages = joined_messages_of(joined, user)
    else:
        raise refusal(UnknownError, "no-exercise")
    own = {each["id"]: each["seen"] for each in messages}
    if seen.inject not in own:
        raise refusal(UnknownError, "no-message")
    if not own[seen.inject]:  # said again it would only make the list of commands grow
        if live is not None:
            live.command("seen", by=user.author, name=seen.inject)
        elif joined is not None:
            joined.see(seen.inject, by=user.author)
    return Response(status_code=204)


@router.get("/review")
async def show_review(state: CurrentState, user: CurrentUser) -> ReviewOut:
    """Say what findings are worth against the truth, up to now; for the facilitator."""
    _steering(state, user)
    reviewed = await run_in_threadpool(review_exercise, state.service.folder)
    counts = Counter(each.outcome for each in reviewed.scored)
    return ReviewOut(
        outcomes=[OutcomeCount(outcome=name, questions=counts[name]) for name in sorted(counts)],
        own_findings=reviewed.own_findings,
    )


@router.get(
    "/review.html", response_class=Response, responses={200: {"content": {"text/html": {}}}}
)
async def show_review_page(state: CurrentState, user: CurrentUser) -> Response:
    """Return the after-action review up to now, as a page; for the facilitator."""
    _steering(state, user)

    def write() -> str:
        reviewed = review_exercise(state.service.folder)
        return sheet_html(review_sheet(reviewed, speech=Speech(user.language)))

    page = await run_in_threadpool(write)
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="review.html"'},
    )
