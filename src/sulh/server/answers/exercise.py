"""A live exercise that is served: what is due enters the ledger, and what each role sees of it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from fastapi.concurrency import run_in_threadpool

from sulh.errors import SulhError
from sulh.exercise import (
    due_at,
    inject_value,
    is_for,
    next_due,
    score_objectives,
    why_waiting,
)
from sulh.exercise.scenario import EVERYBODY
from sulh.languages import has_message
from sulh.languages.refusals import problem_text
from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH, Speech, bare
from sulh.server.access.policy import ROLES
from sulh.server.access.principal import read_author
from sulh.workspace.certify import certificate_row, enter_certificate
from sulh.workspace.live_exercise import delivered_at_sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sulh.exercise import Inject, ObjectiveScore, Scores, Steered
    from sulh.observe import ReportRegister
    from sulh.server.access.principal import Principal
    from sulh.server.schemas.exercise import CertificateIn
    from sulh.server.schemas.sync import ReachedIn
    from sulh.server.service import MissionService
    from sulh.workspace import JoinedExercise, LiveExercise, Workspace

__all__ = [
    "ExerciseRunner",
    "give_certificate",
    "join_site",
    "joined_messages_of",
    "messages_after",
    "messages_of",
    "note_reached",
    "plan_of",
]

EVERY_S = 0.5
READERS_MAX = 200
"""So many accounts of one site are named as readers of a message."""
TOGETHER = 40
"""So many messages go to another site in one answer."""
log = logging.getLogger("sulh.server")


class ExerciseRunner:
    """Enters the reports of a live exercise as they come due, and keeps its clock."""

    def __init__(self, service: MissionService, live: LiveExercise) -> None:
        self.live = live
        self._service = service

    async def run(self) -> None:
        """Look twice a second, until cancelled. No fault ends this: it is logged and tried again."""
        while True:
            try:
                await self.enter_due()
            except (SulhError, OSError):
                log.exception("What is due in the exercise did not enter.")
            await asyncio.sleep(EVERY_S)

    async def enter_due(self) -> int:
        """Enter what is due by now; return how many reports that is."""
        due = await run_in_threadpool(self.live.due)
        count = 0
        if due:
            count = await self._service.write_soon(
                "", lambda workspace, register: self.live.take_in(workspace, due, register)
            )
        await run_in_threadpool(self.live.keep_clock)
        return count

    async def write(self, work: Callable[[Workspace, ReportRegister], str]) -> str:
        """Let the mission's writer do some work of the exercise."""
        return await self._service.write_soon("", work)

    async def enter_all(self) -> None:
        """Enter all that is due by now, so that the records of each delivery so far are in the ledger."""
        while await self.enter_due():
            pass


def join_site(live: LiveExercise, user: Principal) -> None:
    """Note that another site has trainees, when it first asks."""
    if user.name not in live.state().joined:
        live.command("join", by=user.author, name=user.name)


def messages_after(live: LiveExercise, number: int) -> list[dict[str, Any]]:
    """Return the next messages for trainees at other sites after so many deliveries, in their order."""
    state = live.state()
    messages: list[dict[str, Any]] = [
        {
            "number": each.number,
            "id": name,
            "at": each.at,
            "sender": inject.sender,
            "text": inject.text,
            "to": inject.to,
        }
        for name, each in state.deliveries.items()
        if each.number > number and (inject := state.plan[name]).kind == "message"
    ]
    return sorted(messages, key=lambda each: each["number"])[:TOGETHER]


def note_reached(live: LiveExercise, user: Principal, reached: ReachedIn) -> None:
    """Note what another site has, which roles are there, and who read which message there.

    Raises
    ------
    InputError
        When it says that it has what was never sent.
    """
    before = live.state()
    last = before.joined.get(user.name, ())
    roles = tuple(each for each in dict.fromkeys(reached.roles) if each in ROLES)
    if reached.number > (last[-1].number if last else 0) or roles != before.roles.get(user.name):
        fields = {"name": user.name, "number": reached.number, "roles": roles}
        live.command("reached", by=user.author, **fields)
    for each in reached.read:
        state, by = live.state(), f"{each.by}, {user.name}"
        inject, outcome = state.plan.get(each.inject), state.deliveries.get(each.inject)
        if inject is None or inject.kind != "message" or outcome is None or outcome.at is None:
            continue
        seen = state.seen.get(each.inject, ())
        theirs = sum(name.endswith(f", {user.name}") for name in seen)
        if read_author(each.by).role in ROLES and by not in seen and theirs < READERS_MAX:
            live.command("seen", by=by, name=each.inject)


def messages_of(state: Steered, user: Principal) -> list[dict[str, Any]]:
    """Return the messages that a user has got, the latest first, and whether they were seen."""
    messages = [
        {
            "id": name,
            "at": delivery.at,
            "came": delivery.at,
            "sender": state.plan[name].sender,
            "text": state.plan[name].text,
            "seen": user.author in state.seen.get(name, ()),
        }
        for name, delivery in state.deliveries.items()
        if delivery.at is not None
        and state.plan[name].kind == "message"
        and is_for(state.plan[name].to, (user.role,))
    ]
    return sorted(messages, key=lambda each: each["at"], reverse=True)


def joined_messages_of(joined: JoinedExercise, user: Principal) -> list[dict[str, Any]]:
    """Return the messages that a user has got at a site that joined, the latest first."""
    read_by = joined.read_by()
    return [
        {
            "id": each.id,
            "at": each.at,
            "came": each.came,
            "sender": each.sender,
            "text": each.text,
            "seen": user.author in read_by.get(each.id, ()),
        }
        for each in reversed(joined.messages()[1])
        if is_for(each.to, (user.role,))
    ]


def plan_of(
    live: LiveExercise, roles: Iterable[str], sites: Iterable[str], speech: Speech = ENGLISH
) -> dict[str, Any]:
    """Return what a facilitator sees, in a language: the list, who got what, lines, objectives.

    `roles`: of accounts that can sign in; `sites`: the names of the accounts of other sites.
    """
    state, rules = live.state(), live.rules
    present = frozenset(roles).union(*state.roles.values())
    coming = next_due(state, rules)
    scores = score_objectives(live.stage.scenario.objectives, state.judgements)
    return {
        "injects": [
            _line(live, state, name, present, due_at(state, inject), speech)
            for name, inject in state.plan.items()
        ],
        "next": coming[1] if coming else "",
        "next_at": coming[0] if coming else None,
        "faults": [
            f"{ref}: {problem_text(each, speech.language)}" for ref, each in live.faults.items()
        ],
        "lines": [
            {"site": each, "cut": live.is_cut(each)}
            for each in sorted({*sites, *state.cut, *state.joined, *_sites_of(live)})
        ],
        "objectives": [
            {
                "id": each.objective.id,
                "title": each.objective.title,
                "enough": each.objective.enough,
                "points": each.points,
                "by": each.by,
                "text": each.text,
            }
            for each in scores.rows
        ],
        "courses": [
            {
                "course": course,
                "lacks": [each.objective.title for each in own if not each.is_reached],
            }
            for course, own in _courses(scores).items()
        ],
        "low": scores.low,
        "high": scores.high,
    }


def _courses(scores: Scores) -> dict[str, list[ObjectiveScore]]:
    """Return the objectives of each course that the exercise is part of."""
    courses: dict[str, list[ObjectiveScore]] = {}
    for each in scores.rows:
        if each.objective.course:
            courses.setdefault(each.objective.course, []).append(each)
    return courses


async def give_certificate(
    runner: ExerciseRunner, certificate: CertificateIn, *, author: str
) -> str:
    """Record a certificate at the exercise's moment; return its reference.

    Raises
    ------
    InputError
        When the exercise does not give it, or it is there already.
    """
    live = runner.live
    state, scenario = live.state(), live.stage.scenario
    row = certificate_row(
        scenario, score_objectives(scenario.objectives, state.judgements), now=state.clock,
        unit=certificate.unit, course=certificate.course, holders=certificate.holders,
        expires=certificate.expires,
    )  # fmt: skip
    return await runner.write(
        lambda workspace, register: enter_certificate(
            workspace, row, now=state.clock, author=author, register=register
        )
    )


def _sites_of(live: LiveExercise) -> set[str]:
    return {each.site for each in live.stage.scenario.cuts}


def _line(
    live: LiveExercise,
    state: Steered,
    name: str,
    roles: frozenset[str],
    due: datetime | None,
    speech: Speech,
) -> dict[str, Any]:
    inject, delivery = state.plan[name], state.deliveries.get(name)
    is_message = inject.kind == "message"
    nobody = [
        each
        for each in inject.to
        if is_message and each.casefold() not in roles and each.casefold() != EVERYBODY
    ]
    return {
        "id": name,
        "kind": inject.kind,
        "due": due,
        "at": delivery.at if delivery else None,
        "withheld": name in state.withheld,
        "by_hand": delivery.by_hand if delivery else False,
        "why_not": room_text(why_waiting(state, name, live.rules), speech.language),
        "fault": problem_text(live.faults[name], speech.language) if name in live.faults else "",
        "what": _what(inject, speech),
        "to": list(inject.to),
        "nobody": nobody,
        "sites": [{"site": site, "at": there} for site, there in delivered_at_sites(state, name)],
        "seen_by": list(state.seen.get(name, ())),
        "value": inject_value(inject),
    }


def _what(inject: Inject, speech: Speech) -> str:
    if inject.kind == "message":
        return f"{inject.sender}: {inject.text}" if inject.sender else inject.text
    if inject.kind == "act":
        names = {"act": speech.word(inject.act), "by": inject.by, "against": inject.against}
        if not inject.against:
            del names["against"]
        if inject.zone:
            names["zone"] = inject.zone
        where = "-in" * bool(inject.zone)
        return speech.say(f"inject-act-by{'-against' * bool(inject.against)}{where}", **names)
    return speech.comma(
        [f"{_title(name, speech)} {_word(value, speech)}" for name, value in inject.row.items()]
    )


def _title(column: str, speech: Speech) -> str:
    """Return what a form calls a column; in English its own name, as files have it."""
    name = f"field-{column}"
    if speech.is_english or not has_message(speech.language, name):
        return column
    return f"{bare(speech.say(name))}:"


def _word(value: Any, speech: Speech) -> str:
    return bare(speech.word(value)) if isinstance(value, str) and value else str(value)
