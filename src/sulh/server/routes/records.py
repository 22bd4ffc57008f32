"""Routes of records: submit, query, follow, amend, prove."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from sulh.errors import InputError
from sulh.languages.refusals import problem_text, refusal
from sulh.ledger.tlp import Tlp
from sulh.server.middleware.errors import ForbiddenError
from sulh.server.middleware.query_times import parse_time
from sulh.server.records import records, submit
from sulh.server.records.record_index import cursor_text, read_cursor
from sulh.server.records.stream import EventStream
from sulh.server.schemas.records import (
    CorrectionIn,
    CreatedOut,
    HeadOut,
    ImportOut,
    OneRecordOut,
    RecordsOut,
    Reports,
    RetractionIn,
    TlpLabel,
    inline_schema,
    parse_body,
)
from sulh.server.state import AppState, CurrentState, CurrentUser
from sulh.values import format_utc
from sulh.workspace import prove_record

if TYPE_CHECKING:
    from sulh.ledger import Store
    from sulh.server.access.principal import Principal
    from sulh.workspace import ImportResult

router = APIRouter(prefix="/api/v1", tags=["records"])
LINES_MAX = 50_000
"""Of one file: what the one writer reads in seconds, while others wait. Ten megabytes can be blank lines."""

Words = Annotated[list[str], Query(max_length=50)]
Time = Annotated[str, Query(max_length=40, description="a day, a month, or RFC 3339 with offset")]
RecordId = Annotated[str, Path(pattern="^[0-9a-fA-F]{64}$", description="64 hex digits")]
Settings = Annotated[
    list[str],
    Query(
        max_length=12,
        description="KEY=VALUE: how the file is written, as in `sulh observe --read-as`; may be repeated",
    ),
]
FOREIGN = "what becomes of reports from outside the mission's area: ask first, enter, or left-out"
After = Annotated[str, Query(max_length=8000, description="a cursor that an answer gave")]


async def current_query(
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    site: Words = [],  # noqa: B006 -- FastAPI copies it
    simulated: bool | None = None,
) -> records.RecordQuery:
    """Return which records to list."""
    return records.RecordQuery(kinds=frozenset(kind), sites=frozenset(site), simulated=simulated)


CurrentQuery = Annotated[records.RecordQuery, Depends(current_query)]


@router.post(
    "/reports",
    response_model=ImportOut,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": inline_schema(Reports)}},
        }
    },
)
async def post_reports(request: Request, state: CurrentState, user: CurrentUser) -> Response:
    """Submit reports as rows of the report form. Good rows enter; the answer lists the others."""
    reports = await parse_body(request, Reports)
    result = await submit.submit_reports(
        state.service,
        user,
        partial(submit.named_rows, reports.rows, "rows"),
        source=reports.source,
        marking=Tlp.parse(reports.tlp) if reports.tlp else None,
        simulated=reports.simulated,
        read_as=reports.read_as,
        foreign=reports.foreign,
    )
    return _import_out(state, user, result)


@router.post(
    "/reports/file",
    response_model=ImportOut,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string"}}},
        }
    },
)
async def post_file(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    name: Annotated[str, Query(max_length=200)] = "upload.csv",
    source: Annotated[str, Query(max_length=200)] = "",
    tlp: TlpLabel | None = None,
    simulated: bool = False,
    read_as: Settings = [],  # noqa: B006 -- FastAPI copies it
    foreign: Annotated[submit.Foreign, Query(description=FOREIGN)] = "ask",
) -> Response:
    """Submit a CSV file: the report form, or a table that `sulh observe` recognises.

    409: the file has reports from outside the mission's area, and `foreign` does not say what becomes of
    them. Nothing has entered; send it again with `foreign`.
    """
    content = await request.body()
    if not content:
        raise refusal(InputError, "empty-file")
    if max(content.count(b"\n"), content.count(b"\r")) > LINES_MAX:
        raise refusal(InputError, "many-lines", most=LINES_MAX)
    result = await submit.submit_reports(
        state.service,
        user,
        partial(submit.content_source, content, f"{name.removesuffix('.csv')}.csv"),
        source=source,
        marking=Tlp.parse(tlp) if tlp else None,
        simulated=simulated,
        read_as=_settings(read_as),
        foreign=foreign,
    )
    return _import_out(state, user, result)


def _settings(texts: list[str]) -> dict[str, str]:
    """Return settings that came as KEY=VALUE."""
    settings = dict(each.partition("=")[::2] for each in texts)
    if len(settings) < len(texts):
        raise refusal(InputError, "setting-twice")
    return settings


def _import_out(state: AppState, user: Principal, result: ImportResult) -> Response:
    """Count what came in, and return it as `ImportOut` says."""
    state.metrics.count_rows(
        entered=result.entered,
        duplicate=result.duplicates,
        conflict=result.conflicts,
        rejected=result.rejected,
    )
    body = result.as_json(partial(problem_text, language=user.language))
    return Response(orjson.dumps(body), media_type="application/json")


@router.get("/records", response_model=RecordsOut)
def query_records(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentQuery,
    since: Time = "",
    as_of: Time = "",
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """List the records that the user may read, in the order recorded.

    `since` and `as_of` are about when they were recorded. While `more` is true, ask again with
    `after` = `cursor`, even when the page is empty.
    """
    clock = state.service.workspace.pack.timezone
    query = replace(
        query,
        since=parse_time("since", since, clock, "start"),
        as_of=parse_time("as_of", as_of, clock),
    )
    page = records.read_page(state.service, user, query, after=read_cursor(after), limit=limit)
    body = {
        "records": [records.record_view_json(each) for each in page.views],
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
    query: CurrentQuery,
    after: After = "",
    last_event_id: Annotated[str, Header(max_length=8000)] = "",
) -> StreamingResponse:
    """Follow records as server-sent events; each event's id is a cursor to resume from.

    Without a cursor it begins with the next record; `after=start` begins with the first one.
    """
    if not user.scopes & {"read", "audit"}:
        raise refusal(ForbiddenError, "token-no-read")
    start = last_event_id or after
    cursor = {} if start == "start" else read_cursor(start)
    return EventStream(
        request, state, user, query, cursor if start else state.service.index.latest_cursor()
    )


@router.get("/records/{record_id}")
def get_record(record_id: RecordId, state: CurrentState, user: CurrentUser) -> OneRecordOut:
    """Return one record."""
    view = records.read_one(state.service, user, record_id)
    return OneRecordOut.model_validate(records.record_json_for(user, view, state.service))


@router.get("/records/{record_id}/proof")
def get_proof(record_id: RecordId, state: CurrentState, user: CurrentUser) -> dict[str, Any]:
    """Return the proof that a record is in a signed head; it contains the record's exact bytes."""
    entry = records.find_entry(state.service, user, record_id)
    state.service.log_reads(user, [entry], "proof")
    return state.service.read(lambda store: prove_record(store, entry.id).to_json())


@router.post("/records/{record_id}/correction", status_code=201)
async def post_correction(
    record_id: RecordId, correction: CorrectionIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Record what a report should have said. The report stays, and the correction with it."""
    record = await submit.submit_correction(
        state.service, user, record_id, row=correction.row, reason=correction.reason
    )
    return CreatedOut(id=record)


@router.post("/records/{record_id}/retraction", status_code=201)
async def post_retraction(
    record_id: RecordId, retraction: RetractionIn, state: CurrentState, user: CurrentUser
) -> CreatedOut:
    """Record that a record is taken back. It stays, and the retraction with it."""
    record = await submit.submit_retraction(
        state.service, user, record_id, reason=retraction.reason
    )
    return CreatedOut(id=record)


@router.get("/heads")
def get_heads(state: CurrentState, user: CurrentUser) -> list[HeadOut]:
    """Return the last signed head of each site's chain."""
    if not user.scopes & {"read", "audit"}:
        raise refusal(ForbiddenError, "token-no-read")
    return state.service.read(_heads)


def _heads(store: Store) -> list[HeadOut]:
    heads = []
    for site in store.sites():
        chain = store.chain(site)
        for signed, _ in deque(chain.heads(after=chain.size - 1), maxlen=1):
            head = signed.read()
            heads.append(
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
    return heads
