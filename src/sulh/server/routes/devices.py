"""Routes of devices: their keys, what they submit from their queues, and the bytes of attachments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from sulh.errors import InputError
from sulh.languages.refusals import problem_text, refusal
from sulh.ledger import Draft
from sulh.server.access.principal import Principal
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.records.files import files_here
from sulh.server.records.record_index import IndexEntry
from sulh.server.records.records import may_read
from sulh.server.records.submissions import submit_statement
from sulh.server.routes.accounts import check, refuse_own
from sulh.server.schemas.records import BINARY_BODY
from sulh.server.schemas.watch import (
    AttachmentOut,
    AttachmentsOut,
    ChangedWord,
    DeviceKeyIn,
    DeviceKeyOut,
    DeviceKeysOut,
    KeptOut,
    SubmissionIn,
    SubmissionOut,
)
from sulh.server.service import MissionService
from sulh.server.state import CurrentState, CurrentUser
from sulh.server.work.allowance import check_room
from sulh.workspace.amend import append_one
from sulh.workspace.attachments import keep_attachment, note_sender, read_attachment

router = APIRouter(prefix="/api/v1", tags=["devices"])
Key = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="a device's public key, hex")]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256, hex")]
KEYS_MAX = 20
"""Of one account: more devices than anybody has, and no way to fill the ledger."""
LISTED_MAX = 500
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif")


@router.post("/submissions")
async def submit_one(
    submission: SubmissionIn, state: CurrentState, user: CurrentUser
) -> SubmissionOut:
    """Submit one report of a device's queue. The same one sent again is answered as known."""
    result = await submit_statement(
        state.service,
        user,
        submission.statement,
        key=submission.key,
        signature=submission.signature,
    )
    state.metrics.count_rows(
        entered=int(result.state in ("entered", "corrected")),
        duplicate=int(result.state == "known"),
        conflict=int(result.state == "held"),
        rejected=int(result.state == "rejected"),
    )
    return SubmissionOut(
        state=result.state,
        record=result.record,
        missing=result.missing,
        problems=[problem_text(each, user.language) for each in result.problems],
        changes=[ChangedWord(field=name, old=old, new=new) for name, old, new in result.changes],
    )


@router.get("/device-keys")
def list_keys(state: CurrentState, user: CurrentUser) -> DeviceKeysOut:
    """List the keys of one's own devices; whoever reads accounts sees all."""
    keys = state.service.device_keys()
    listed = list(keys.by_key.values()) if user.may("read accounts") else keys.of(user.account)
    return DeviceKeysOut(keys=[DeviceKeyOut.model_validate(each) for each in listed])


@router.post("/device-keys", status_code=201)
async def ask_for_key(new: DeviceKeyIn, state: CurrentState, user: CurrentUser) -> DeviceKeyOut:
    """Ask that this device's key be allowed. An administrator decides."""
    if not user.may("submit"):
        raise refusal(ForbiddenError, "nothing-to-sign", role=user.term)
    keys = state.service.device_keys()
    before = keys.by_key.get(new.key)
    if before is not None and before.account == user.account:
        return DeviceKeyOut.model_validate(before)
    if before is not None:
        raise refusal(InputError, "key-asked")
    if len(keys.of(user.account)) >= KEYS_MAX:
        raise refusal(InputError, "keys-many", most=KEYS_MAX)
    await _write(
        state.service, user, account=user.account, key=new.key, what="asked", label=new.label
    )
    return DeviceKeyOut.model_validate(state.service.device_keys().by_key[new.key])


@router.post("/device-keys/{key}/allowed")
async def allow_key(key: Key, state: CurrentState, user: CurrentUser) -> DeviceKeyOut:
    """Allow a device's key: records that it signs bear its signature from now on."""
    check(user, "change accounts")
    return await _decide(state.service, user, key, "allowed")


@router.post("/device-keys/{key}/revoked")
async def revoke_key(key: Key, state: CurrentState, user: CurrentUser) -> DeviceKeyOut:
    """Revoke a device's key for ever, one's own or as an administrator. What it signed before stands."""
    enrolment = state.service.device_keys().by_key.get(key)
    if enrolment is None or enrolment.account != user.account:
        check(user, "change accounts")
    return await _decide(state.service, user, key, "revoked")


async def _decide(service: MissionService, user: Principal, key: str, what: str) -> DeviceKeyOut:
    enrolment = service.device_keys().by_key.get(key)
    if enrolment is None:
        raise refusal(UnknownError, "no-key")
    if what == "allowed":
        refuse_own(user, enrolment.account)
    if enrolment.state == "revoked":
        raise refusal(InputError, "key-revoked")
    await _write(
        service, user, account=enrolment.account, key=key, what=what, label=enrolment.label
    )
    return DeviceKeyOut.model_validate(service.device_keys().by_key[key])


async def _write(service: MissionService, user: Principal, **body: str) -> str:
    draft = Draft(kind="device-key", body=body)
    author, now = user.author, service.now()
    return await service.write_soon(
        user.account, lambda workspace, _: append_one(workspace, draft, author=author, now=now)
    )


def _readable(service: MissionService, user: Principal) -> list[IndexEntry]:
    if not user.scopes & {"read", "audit"}:
        raise refusal(ForbiddenError, "token-no-read")
    return [
        each
        for each in service.index.latest({"attachment"})
        if not each.problem and may_read(user, each)
    ]


@router.get("/attachments")
def list_attachments(
    state: CurrentState,
    user: CurrentUser,
    report_kind: Annotated[str, Query(max_length=80)] = "",
    report_ref: Annotated[str, Query(max_length=200)] = "",
    source: Annotated[str, Query(max_length=200)] = "",
    missing: bool = False,
) -> AttachmentsOut:
    """List the files that belong to reports that the user may read, the last first.

    `report_kind`, `source` and `report_ref` name one report; `missing`: only those that have not come in.
    """
    service, attachments, lacking = state.service, [], 0
    readable = [(entry, service.record(entry).body) for entry in _readable(service, user)]
    present = files_here(service, user, {body["digest"] for _, body in readable})
    for entry, body in readable:
        filters = {"report_kind": report_kind, "report_ref": report_ref, "source": source}
        if any(value and body[name] != value for name, value in filters.items()):
            continue
        here = body["digest"] in present
        lacking += not here
        if not (missing and here):
            attachments.append(
                AttachmentOut(
                    record=entry.id,
                    report_kind=body["report_kind"],
                    report_ref=body["report_ref"],
                    source=body["source"],
                    digest=body["digest"],
                    size=body["size"],
                    media_type=body.get("media_type", ""),
                    here=here,
                )
            )
    return AttachmentsOut(
        attachments=attachments[:LISTED_MAX], missing=lacking, more=len(attachments) > LISTED_MAX
    )


def _named(service: MissionService, user: Principal, digest: str) -> tuple[IndexEntry, int, str]:
    """Return the entry, size and media type of an attachment that the user may read."""
    if not user.scopes & {"read", "audit"}:
        raise refusal(ForbiddenError, "token-no-read")
    naming = [entry for entry, _ in service.attachments_of(digest)]
    readable = [each for each in naming if not each.problem and may_read(user, each)]
    if readable:
        entry = max(readable, key=lambda each: (each.recorded_at, each.site, each.seq))
        body = service.record(entry).body
        return entry, int(body["size"]), str(body.get("media_type", ""))
    raise refusal(UnknownError, "no-file")


@router.put(
    "/attachments/{digest}",
    openapi_extra=BINARY_BODY,
)
async def put_attachment(
    digest: Digest, request: Request, state: CurrentState, user: CurrentUser
) -> KeptOut:
    """Send the bytes of a file that a report names, as often as it takes."""
    if not user.may("submit"):
        raise refusal(ForbiddenError, "no-submit", role=user.term)
    content = await request.body()

    def keep() -> KeptOut:
        _, size, _ = _named(state.service, user, digest)
        if len(content) != size:
            raise refusal(InputError, "file-size", have=len(content), size=size)
        check_room(state.service.workspace.folder)
        folder, before = state.service.workspace.folder, files_here(state.service, user, {digest})
        keep_attachment(folder, digest, content)
        note_sender(folder, digest, user.account)
        return KeptOut(new=digest not in before)

    return await run_in_threadpool(keep)


@router.get("/attachments/{digest}", response_class=Response)
def get_attachment(digest: Digest, state: CurrentState, user: CurrentUser) -> Response:
    """Return the bytes of a file that a report names. Nothing in it can run in the console."""
    entry, _, media_type = _named(state.service, user, digest)
    if not files_here(state.service, user, {digest}):
        raise refusal(InputError, "file-not-here")
    state.service.log_reads(user, [entry], "attachment")
    safe = media_type in SHOWN
    return Response(
        read_attachment(state.service.workspace.folder, digest),
        media_type=media_type if safe else "application/octet-stream",
        headers={
            "content-security-policy": "default-src 'none'; sandbox",
            "content-disposition": "inline" if safe else f'attachment; filename="{digest[:16]}"',
        },
    )
