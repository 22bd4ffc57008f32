"""Routes of the watch: alerts and who has seen them, shift handovers, reports that are held."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path

from sulh.errors import InputError
from sulh.languages.refusals import Term, refusal
from sulh.languages.speech import Speech
from sulh.ledger import Draft
from sulh.picture import Origin
from sulh.server.access.policy import may_enter
from sulh.server.access.principal import Principal
from sulh.server.answers.watch import alerts_of, cursor_before, rule_words, shift_log, standing
from sulh.server.middleware.errors import ForbiddenError, UnknownError, of_problems
from sulh.server.records import submit
from sulh.server.records.record_index import cursor_text
from sulh.server.records.records import RecordView, find_entry, may_read, record_json_for
from sulh.server.routes.console import check
from sulh.server.schemas.records import CreatedOut, OneRecordOut
from sulh.server.schemas.watch import (
    AcknowledgeIn,
    AlertOut,
    AlertsOut,
    ChoiceIn,
    ConfirmationIn,
    ConfirmationOut,
    HandoverIn,
    HandoverOut,
    HandoversOut,
    HandoverSummary,
    HeldOut,
    HeldsOut,
)
from sulh.server.service import MissionService
from sulh.server.state import CurrentState, CurrentUser
from sulh.values import Reliability, Span, format_utc, parse_utc
from sulh.watch import (
    AlertAcknowledgement,
    HandoverConfirmation,
    HeldChoice,
    ShiftHandover,
)
from sulh.workspace.amend import append_one
from sulh.workspace.record_kinds import RECORD_KINDS

router = APIRouter(prefix="/api/v1", tags=["watch"])
RecordId = Annotated[str, Path(pattern="^[0-9a-fA-F]{64}$", description="64 hex digits")]
LOG_MAX = 500
SHIFT = timedelta(hours=12)
"""How long the first shift is taken to have been."""


async def _write(
    service: MissionService, user: Principal, entry: Any, *, simulated: bool = False
) -> str:
    """Record what an officer has decided.

    Raises
    ------
    ForbiddenError
        When the role may not.
    """
    kind = RECORD_KINDS.of(entry)
    if not user.may("submit") or not may_enter(user.role, kind.name):
        raise refusal(
            ForbiddenError, "no-kind-for-role", role=user.term, kind=Term(f"kind-{kind.name}")
        )
    draft = Draft(kind=kind.name, body=kind.to_body(entry), simulated=simulated)
    author, now = user.author, service.now()
    return await service.write_soon(
        user.account, lambda workspace, _: append_one(workspace, draft, author=author, now=now)
    )


def _origin(service: MissionService, ref: str, text: str) -> Origin:
    """Return the origin of a record of the site's own."""
    return Origin(
        source=service.workspace.site, ref=ref[:200], reliability=Reliability("A", 1), text=text
    )


def _alerts(state: CurrentState, user: Principal, *, at: Any, simulated: bool) -> AlertsOut:
    all_alerts, rules = alerts_of(state.service, user, now=at, simulated=simulated)
    pack = state.service.workspace.pack
    speech = Speech(user.language)
    words = {each.id: rule_words(each, pack, speech) for each in rules.values()}
    out = [
        AlertOut.model_validate(
            {name: getattr(each, name) for name in AlertOut.model_fields if name != "rule_words"}
            | {"rule_words": words[each.rule], "records": list(each.records)}
        )
        for each in all_alerts
    ]
    return AlertsOut(alerts=out, rules=len(rules), at=at)


@router.get("/alerts")
def list_alerts(state: CurrentState, user: CurrentUser, *, simulated: bool = False) -> AlertsOut:
    """List the alerts that the records which the user may read have raised."""
    check(user)
    return _alerts(state, user, at=state.service.now(), simulated=simulated)


@router.post("/alerts/acknowledgement", status_code=201)
async def acknowledge(seen: AcknowledgeIn, state: CurrentState, user: CurrentUser) -> CreatedOut:
    """Record that an alert was seen."""
    all_alerts, _ = alerts_of(
        state.service, user, now=state.service.now(), simulated=seen.simulated
    )
    alert = next((x for x in all_alerts if (x.rule, x.trigger) == (seen.rule, seen.trigger)), None)
    if alert is None:
        raise refusal(UnknownError, "no-alert")
    if alert.state == "acknowledged":
        return CreatedOut(id=alert.acknowledged_by)
    entry = AlertAcknowledgement(
        origin=_origin(state.service, f"alert {seen.rule[:12]} {seen.trigger[:12]}", seen.text),
        rule=seen.rule,
        trigger=seen.trigger,
    )
    return CreatedOut(id=await _write(state.service, user, entry, simulated=seen.simulated))


def _summary(
    service: MissionService, user: Principal
) -> list[tuple[Any, Any, list[ConfirmationOut]]]:
    """Return each handover's entry, what it says, and its confirmations; the last first."""
    confirmed: dict[str, list[ConfirmationOut]] = {}
    for entry, holds in standing(service, partial(may_read, user), "handover-confirmation"):
        out = ConfirmationOut(
            record=entry.id,
            author=holds.author,
            at=format_utc(entry.recorded_at),
            text=holds.body.get("text", ""),
        )
        confirmed.setdefault(holds.body["handover"], []).append(out)
    return [
        (entry, holds, confirmed.get(entry.id, []))
        for entry, holds in reversed(
            list(standing(service, partial(may_read, user), "shift-handover"))
        )
    ]


def _signed(entry: Any, confirmations: list[ConfirmationOut]) -> bool:
    """Say whether an account other than the writer's has confirmed."""
    return any(entry.account and f"({entry.account})" not in each.author for each in confirmations)


@router.get("/handovers")
def list_handovers(state: CurrentState, user: CurrentUser) -> HandoversOut:
    """List the shift handovers, the last first."""
    check(user)
    return HandoversOut(
        handovers=[
            HandoverSummary(
                record=entry.id,
                author=holds.author,
                start=holds.body["span"][0],
                end=holds.body["span"][1],
                signed=_signed(entry, confirmations),
            )
            for entry, holds, confirmations in _summary(state.service, user)
        ]
    )


def _handover(
    state: CurrentState, user: Principal, shift: dict[str, Any], entry: Any, confirmations: Any
) -> HandoverOut:
    service = state.service
    log = shift_log(
        service, user, after=shift["after"], upto=shift["upto"], simulated=shift["simulated"]
    )
    listed = log.entries[:LOG_MAX]
    service.log_reads(user, listed, "handover")
    views = (RecordView(service.record(each), each, {}) for each in listed)
    alerts = _alerts(state, user, at=shift["end"], simulated=shift["simulated"]).alerts
    return HandoverOut(
        **shift,
        counts=log.counts,
        records=[
            OneRecordOut.model_validate(record_json_for(user, each, service)) for each in views
        ],
        unlisted=len(log.entries) - len(listed),
        open_alerts=[each for each in alerts if each.state != "acknowledged"],
        confirmations=confirmations,
        signed=entry is not None and _signed(entry, confirmations),
    )


@router.get("/handovers/next")
def next_handover(
    state: CurrentState, user: CurrentUser, *, simulated: bool = False
) -> HandoverOut:
    """Return the log of the shift that runs: what came in since the last handover."""
    check(user)
    return _handover(state, user, _running(state, user, simulated=simulated), None, [])


def _running(state: CurrentState, user: Principal, *, simulated: bool) -> dict[str, Any]:
    service, now = state.service, state.service.now()
    last = next((each for each in _summary(service, user) if each[0].simulated == simulated), None)
    start = parse_utc(last[1].body["span"][1]) if last else now - SHIFT
    return {
        "record": "",
        "author": user.author,
        "start": start,
        "end": now,
        "text": "",
        "after": last[1].body["upto"] if last else cursor_text(cursor_before(service, start)),
        "upto": cursor_text(service.index.latest_cursor()),
        "simulated": simulated,
    }


@router.post("/handovers", status_code=201)
async def hand_over(new: HandoverIn, state: CurrentState, user: CurrentUser) -> CreatedOut:
    """Hand the watch over: record the shift that runs. Another officer confirms it."""
    shift = _running(state, user, simulated=new.simulated)
    start, end = shift["start"], shift["end"]
    entry = ShiftHandover(
        origin=_origin(state.service, f"handover {format_utc(end)}", new.text),
        span=Span(min(start, end), end),
        after=shift["after"],
        upto=shift["upto"],
    )
    return CreatedOut(id=await _write(state.service, user, entry, simulated=new.simulated))


def _one(state: CurrentState, user: Principal, record_id: str) -> tuple[Any, Any, Any]:
    matches = [each for each in _summary(state.service, user) if each[0].id == record_id.lower()]
    if not matches:
        raise refusal(UnknownError, "no-handover")
    return matches[0]


@router.get("/handovers/{record_id}")
def get_handover(record_id: RecordId, state: CurrentState, user: CurrentUser) -> HandoverOut:
    """Return a handover with its log, written again from the ledger, and who signed it."""
    check(user)
    entry, holds, confirmations = _one(state, user, record_id)
    shift = {
        "record": entry.id,
        "author": holds.author,
        "start": parse_utc(holds.body["span"][0]),
        "end": parse_utc(holds.body["span"][1]),
        "text": holds.body.get("text", ""),
        "after": holds.body.get("after", ""),
        "upto": holds.body["upto"],
        "simulated": entry.simulated,
    }
    return _handover(state, user, shift, entry, confirmations)


@router.post("/handovers/{record_id}/confirmation", status_code=201)
async def confirm_handover(
    record_id: RecordId, words: ConfirmationIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Take the watch over: confirm a handover that another officer has written."""
    entry, _, confirmations = _one(state, user, record_id)
    if entry.account == user.account:
        raise refusal(InputError, "handover-self")
    mine = [each for each in confirmations if f"({user.account})" in each.author]
    if mine:
        return CreatedOut(id=mine[0].record)
    confirmation = HandoverConfirmation(
        origin=_origin(state.service, f"{entry.id[:32]} {user.account}", words.text),
        handover=entry.id,
    )
    record = await _write(state.service, user, confirmation, simulated=entry.simulated)
    return CreatedOut(id=record)


@router.get("/held-reports")
def list_held(state: CurrentState, user: CurrentUser) -> HeldsOut:
    """List the reports that are held until somebody chooses, and what was chosen; the last first."""
    check(user)
    service = state.service
    choices = {
        holds.body["subject"]: (holds.body["choice"], entry.id)
        for entry, holds in standing(service, partial(may_read, user), "held-choice")
    }
    out = []
    for entry, holds in standing(service, partial(may_read, user), "held-report"):
        choice, by = choices.get(entry.id, ("", ""))
        about = service.index.get(holds.body.get("about", ""))
        out.append(
            HeldOut(
                report=_out(service, user, entry),
                about=_out(service, user, about) if about else None,
                choice=choice,
                choice_record=by,
            )
        )
    return HeldsOut(reports=out[::-1])


def _out(service: MissionService, user: Principal, entry: Any) -> OneRecordOut:
    view = RecordView(service.record(entry), entry, {})
    return OneRecordOut.model_validate(record_json_for(user, view, service))


@router.post("/held-reports/{record_id}/choice", status_code=201)
async def choose(
    record_id: RecordId, choice: ChoiceIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Say whether a held report is to hold. Both versions stay, and the choice is a record."""
    service = state.service
    if not may_enter(user.role, "held-choice"):
        raise refusal(ForbiddenError, "no-choice", role=user.term)
    entry = find_entry(service, user, record_id)
    if entry.kind != "held-report" or entry.problem:
        raise refusal(UnknownError, "no-held")
    for earlier, holds in standing(service, partial(may_read, user), "held-choice"):
        if holds.body["subject"] == entry.id:
            raise refusal(InputError, "chosen-already", record=earlier.id[:12])
    body = service.record(entry).body
    result_id = ""
    if choice.choice == "taken":
        row = {**(choice.row or json.loads(body["content"])), "kind": body["of_kind"]}
        result_id = await _take(service, user, entry, body, row, choice.reason)
    decision = HeldChoice(
        origin=_origin(service, f"choice {entry.id[:32]}", choice.reason),
        subject=entry.id,
        choice=choice.choice,
        result=result_id,
    )
    return CreatedOut(id=await _write(service, user, decision, simulated=entry.simulated))


async def _take(
    service: MissionService,
    user: Principal,
    entry: Any,
    body: dict[str, Any],
    row: dict[str, Any],
    reason: str,
) -> str:
    """Make a held report hold: as a correction of what holds, or as a new report."""
    if body.get("about"):
        return await submit.submit_correction(service, user, body["about"], row=row, reason=reason)
    result = await submit.submit_reports(
        service,
        user,
        lambda: submit.form_rows(row, stem="held"),
        marking=entry.marking,
        simulated=entry.simulated,
    )
    ids = service.ids_of(body["of_kind"], str(row.get("source", "")), str(row.get("ref", "")))
    if not result.entered or not ids:
        if not result.problems:
            raise refusal(InputError, "known-already")
        raise of_problems(result.problems)
    return ids[-1]
