"""Routes of records: submit, query, follow, amend, prove."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from sulh import workspace as ws
from sulh.errors import InputError
from sulh.server import records, submit
from sulh.server.errors import ForbiddenError
from sulh.server.query_times import moment
from sulh.server.record_index import cursor_text, read_cursor
from sulh.server.schemas import (
    CorrectionIn,
    HeadOut,
    Made,
    RecordOut,
    RecordsOut,
    Reports,
    RetractionIn,
    Taken,
    TlpLabel,
)
from sulh.server.state import CurrentState, CurrentUser
from sulh.server.stream import followed
from sulh.server.tlp import Tlp
from sulh.values import format_utc
from sulh.workspace.evidence import prove_record

if TYPE_CHECKING:
    from sulh.ledger import Store

router = APIRouter(prefix="/api/v1", tags=["records"])

Words = Annotated[list[str], Query(max_length=50)]
Moment = Annotated[str, Query(max_length=40, description="RFC 3339 with offset, or a date")]
RecordId = Annotated[str, Path(pattern="^[0-9a-fA-F]{64}$", description="64 hex digits")]
After = Annotated[str, Query(max_length=8000, description="a cursor that an answer gave")]


def asked(
    kind: list[str], site: list[str], since: str, as_of: str, simulated: bool | None
) -> records.Asked:
    """Return what a query asks for."""
    return records.Asked(
        kinds=frozenset(kind),
        sites=frozenset(site),
        since=moment("since", since, day_begins=True),
        as_of=moment("as_of", as_of),
        simulated=simulated,
    )


def record_out(found: records.Found) -> RecordOut:
    """Return a record as it goes over the wire."""
    return RecordOut.model_validate(records.as_json(found))


@router.post("/reports")
def submit_reports(reports: Reports, state: CurrentState, user: CurrentUser) -> Taken:
    """Submit reports as rows of the report form. Bad rows are told apart; good ones enter."""
    return taken(
        submit.submit(
            state.service,
            user,
            submit.jsonl(reports.rows),
            name="rows.jsonl",
            source=reports.source,
            marking=Tlp.parse(reports.tlp) if reports.tlp else None,
            simulated=reports.simulated,
        )
    )


@router.post(
    "/reports/file",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string"}}},
        }
    },
)
async def submit_file(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    name: Annotated[str, Query(max_length=200)] = "upload.csv",
    source: Annotated[str, Query(max_length=200)] = "",
    tlp: TlpLabel | None = None,
    simulated: bool = False,
) -> Taken:
    """Submit a CSV file: the report form, or a table that `sulh observe` recognises."""
    content = await request.body()
    if not content:
        raise InputError("The file is empty.", remedy="Send the CSV as the request's body.")
    stem = name.removesuffix(".csv")
    return taken(
        await run_in_threadpool(
            submit.submit,
            state.service,
            user,
            content,
            name=f"{stem}.csv",
            source=source,
            marking=Tlp.parse(tlp) if tlp else None,
            simulated=simulated,
        )
    )


def taken(intake: ws.ImportResult) -> Taken:
    """Return an intake as it goes over the wire."""
    return Taken(**intake.as_json())


@router.get("/records", response_model=RecordsOut)
def query_records(
    state: CurrentState,
    user: CurrentUser,
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    site: Words = [],  # noqa: B006 -- FastAPI copies it
    since: Moment = "",
    as_of: Moment = "",
    simulated: bool | None = None,
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """List the records that the user may read, in the order recorded.

    `since` and `as_of` are about when they were recorded. With `more` true, ask again with
    `after` = `cursor`, even when the page is empty.
    """
    page = records.page_of(
        state.service,
        user,
        asked(kind, site, since, as_of, simulated),
        after=read_cursor(after),
        limit=limit,
    )
    body = {
        "records": [records.as_json(each) for each in page.found],
        "cursor": cursor_text(page.cursor),
        "more": page.more,
    }
    return Response(orjson.dumps(body), media_type="application/json")


@router.get(
    "/records/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def follow_records(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    site: Words = [],  # noqa: B006 -- FastAPI copies it
    simulated: bool | None = None,
    after: After = "",
    last_event_id: Annotated[str, Header(max_length=8000)] = "",
) -> StreamingResponse:
    """Follow records as server-sent events; each event's id is a cursor to resume from.

    Without a cursor it begins with what is recorded from now on; `after=start` begins with the
    first record.
    """
    start = last_event_id or after
    cursor = (
        {}
        if start == "start"
        else read_cursor(start)
        if start
        else state.service.index.latest_cursor()
    )
    wanted = asked(kind, site, "", "", simulated)
    return StreamingResponse(
        followed(request, state, user, wanted, cursor), media_type="text/event-stream"
    )


@router.get("/records/{record_id}")
def get_record(record_id: RecordId, state: CurrentState, user: CurrentUser) -> RecordOut:
    """Return one record."""
    entry = records.find_entry(state.service, user, record_id)
    state.service.note_reads(user, [entry], "record")
    return record_out(records.Found(state.service.record(entry), entry, {}))


@router.get("/records/{record_id}/proof")
def get_proof(record_id: RecordId, state: CurrentState, user: CurrentUser) -> dict[str, Any]:
    """Return the proof that a record stands in a signed head; it holds the record's very bytes."""
    entry = records.find_entry(state.service, user, record_id)
    state.service.note_reads(user, [entry], "proof")
    return state.service.read(lambda store: prove_record(store, entry.id).to_json())


@router.post("/records/{record_id}/correction", status_code=201)
def correct_record(
    record_id: RecordId, correction: CorrectionIn, state: CurrentState, user: CurrentUser
) -> Made:
    """Record what a report should have said. The report stays, with the correction beside it."""
    made = submit.correct(
        state.service, user, record_id, row=correction.row, reason=correction.reason
    )
    return Made(id=made)


@router.post("/records/{record_id}/retraction", status_code=201)
def retract_record(
    record_id: RecordId, retraction: RetractionIn, state: CurrentState, user: CurrentUser
) -> Made:
    """Record that a record is taken back. It stays, with the retraction beside it."""
    return Made(id=submit.retract(state.service, user, record_id, reason=retraction.reason))


@router.get("/heads")
def get_heads(state: CurrentState, user: CurrentUser) -> list[HeadOut]:
    """Return the last signed head of each site whose chain is held here."""
    if not user.scopes & {"read", "audit"}:
        raise ForbiddenError("This token does not allow reading.")
    return state.service.read(_heads)


def _heads(store: Store) -> list[HeadOut]:
    found = []
    for site in store.sites():
        chain = store.chain(site)
        for signed, _ in deque(chain.heads(after=chain.size - 1), maxlen=1):
            head = signed.read()
            found.append(
                HeadOut(
                    site=head.site,
                    size=head.size,
                    root=head.root,
                    last=head.last,
                    time=format_utc(head.time),
                    content=signed.content.decode(),
                    signature=signed.signature.hex(),
                    public_key=chain.public_key,
                )
            )
    return found
