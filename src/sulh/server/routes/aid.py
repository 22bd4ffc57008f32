"""Routes of aid for other organisations: tables with hashtags of HXL, and projects as IATI 2.03."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from sulh.languages.refusals import refusal
from sulh.report import hxl_csv, hxl_json, hxl_xlsx
from sulh.server.middleware.errors import UnknownError
from sulh.server.share.aid import TABLES, AidTable
from sulh.server.state import CurrentState, CurrentUser, own_turn

router = APIRouter(prefix="/api/v1/aid/{world}", tags=["aid"], dependencies=[Depends(own_turn)])

World = Literal["mission", "exercise"]
HxlForm = Literal["csv", "json", "xlsx"]
MEDIA: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
SAME = 304


@router.get("")
def list_files(state: CurrentState, user: CurrentUser, world: World) -> dict[str, Any]:
    """List the files and their addresses."""
    state.aid.view_for(user, simulated=world == "exercise")
    base = f"{state.settings.origin}/api/v1/aid/{world}"
    names = [f"hxl/{table}.{form}" for table in TABLES for form in ("csv", "json", "xlsx")]
    if state.settings.iati is not None:
        names.append("iati.xml")
    return {"files": [f"{base}/{name}" for name in names]}


@router.get("/hxl/{table}.{form}", response_class=Response)
def get_table(
    request: Request,
    state: CurrentState,
    user: CurrentUser,
    world: World,
    table: AidTable,
    form: HxlForm,
    days: Annotated[int, Query(ge=1, le=366, description="needs and aid of so many days")] = 30,
) -> Response:
    """Return who does what where (aid), needs with gaps, or people, with a row of HXL hashtags."""
    view = state.aid.view_for(user, simulated=world == "exercise")
    sheet = state.aid.sheet(view, table, days=days)
    text = hxl_csv(sheet)
    tag = tag_of(f"{form}\n{text}")
    if is_same(request, tag):
        return Response(status_code=SAME, headers={"etag": tag})
    content: str | bytes = text
    if form != "csv":
        content = hxl_json(sheet) if form == "json" else hxl_xlsx(sheet)
    state.aid.note(user, view, table)
    return _answer(content, form, tag)


@router.get("/iati.xml", response_class=Response)
def get_activities(
    request: Request, state: CurrentState, user: CurrentUser, world: World
) -> Response:
    """Return the projects and payments as a file of IATI 2.03."""
    view = state.aid.view_for(user, simulated=world == "exercise")
    if state.settings.iati is None:
        raise refusal(UnknownError, "no-iati")
    text = state.aid.activities(view, state.settings.iati)
    tag = tag_of(text)
    if is_same(request, tag):
        return Response(status_code=SAME, headers={"etag": tag})
    state.aid.note(user, view, "iati")
    return _answer(text, "xml", tag)


def tag_of(text: str) -> str:
    """Return the entity tag of a file, a weak one: compressed it is other bytes (RFC 9110, 8.8.3)."""
    return f'W/"{sha256(text.encode()).hexdigest()[:32]}"'


def is_same(request: Request, tag: str) -> bool:
    """Say whether a client has this state of a file already (RFC 9110, 13.1.2)."""
    tags = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in tags or tag.removeprefix("W/") in (each.removeprefix("W/") for each in tags)


def _answer(content: str | bytes, form: str, tag: str) -> Response:
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    return Response(content, media_type=MEDIA[form], headers=headers)
