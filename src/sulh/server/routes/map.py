"""Routes of the map: marks as columns, and the records behind some of them."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import StringConstraints

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.answers.map_marks import MARKS_MAX
from sulh.server.middleware.query_times import parse_time
from sulh.server.records.record_index import cursor_text, read_cursor
from sulh.server.records.records import RecordQuery, record_json_for
from sulh.server.routes.records import After, Time, Words
from sulh.server.schemas.map import MarkedRecordsOut, MarksOut
from sulh.server.schemas.records import OneRecordOut
from sulh.server.state import CurrentState, CurrentUser

router = APIRouter(prefix="/api/v1/map", tags=["console"])

RecordId = Annotated[str, StringConstraints(pattern="^[0-9a-fA-F]{64}$")]
RECORDS_MAX = 50
"""So many records are shown beside the map, or at one point of it."""


@router.get("/marks", response_model=MarksOut)
def list_marks(
    state: CurrentState,
    user: CurrentUser,
    kind: Words = [],  # noqa: B006 -- FastAPI copies it
    simulated: bool = False,
    as_of: Time = "",
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=MARKS_MAX)] = MARKS_MAX,
) -> Response:
    """List the marks of the reports that the user may read, as columns; one report is one mark.

    `limit` is how many reports one answer looks at. While `more` is true, ask again with `after` =
    `cursor`. The stream of records goes on from the last cursor without a gap.
    """
    clock = state.service.workspace.pack.timezone
    query = RecordQuery(
        kinds=frozenset(kind), as_of=parse_time("as_of", as_of, clock), simulated=simulated
    )
    page = state.marks.page(user, query, after=read_cursor(after), limit=limit)
    page["cursor"] = cursor_text(page["cursor"])
    return Response(orjson.dumps(page), media_type="application/json")


@router.get("/marks/of", response_model=MarksOut)
def list_marks_of(
    state: CurrentState,
    user: CurrentUser,
    record: Annotated[list[RecordId], Query(max_length=RECORDS_MAX)],
    simulated: bool = False,
) -> Response:
    """List the marks of some reports as they stand now; for an amendment, of what it amends."""
    query = RecordQuery(simulated=simulated)
    page = state.marks.of(user, query, record)
    page["cursor"] = ""
    return Response(orjson.dumps(page), media_type="application/json")


@router.get("/records")
def list_marked_records(
    state: CurrentState,
    user: CurrentUser,
    place: Annotated[
        list[str], Query(max_length=RECORDS_MAX, description="a site and a `seq`, as hq:12")
    ],
) -> MarkedRecordsOut:
    """Return the records behind marks, those that the user may read."""
    views = state.marks.records(user, [_place(each) for each in place])
    rows = (record_json_for(user, each, state.service) for each in views)
    return MarkedRecordsOut(records=[OneRecordOut.model_validate(row) for row in rows])


def _place(text: str) -> tuple[str, int]:
    places = read_cursor(text)
    if len(places) != 1:
        raise refusal(InputError, "no-cursor-place", text=repr(text[:80]))
    return next(iter(places.items()))
