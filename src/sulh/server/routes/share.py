"""Routes of the page of what leaves: its doors, a preview of the gate, what left and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Query

from sulh.server.middleware.query_times import parse_time
from sulh.server.records.records import RecordQuery, read_latest, record_json_for
from sulh.server.routes.accounts import check
from sulh.server.routes.records import Time, Words
from sulh.server.schemas.share import (
    CollectionOut,
    DisclosureOut,
    DisclosuresOut,
    DoorOut,
    DoorsOut,
    PreviewOut,
)
from sulh.server.share.preview import audience_named
from sulh.server.share.sharing import (
    Clearance,
    PreviewFilter,
    PreviewQuery,
    line_content,
    preview_for,
    some_lines,
)
from sulh.server.state import CurrentState, CurrentUser
from sulh.share import Purpose

if TYPE_CHECKING:
    from sulh.server.access.principal import Principal
    from sulh.server.schemas.records import TlpLabel
    from sulh.server.state import AppState

__all__ = [
    "CurrentFilter",
    "CurrentPreview",
    "First",
    "Limit",
    "Text",
    "collections_for",
    "disclosures_for",
    "router",
]

router = APIRouter(prefix="/api/v1/share", tags=["share"])

Text = Annotated[str, Query(max_length=200)]
Released = Annotated[
    Words, Query(max_length=20, description="parties or nations: what was released to them")
]
First = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/doors")
def list_doors(state: CurrentState, user: CurrentUser, *, simulated: bool = False) -> DoorsOut:
    """List the doors for programs that this server has open, with the collections of threats."""
    check(user, "preview sharing")
    origin, world = state.settings.origin, "exercise" if simulated else "mission"
    picture = f"{origin}/api/v1/ogc/{world}"
    doors = [
        DoorOut(door="features", purpose="common-picture", address=picture),
        DoorOut(door="tiles", purpose="common-picture", address=f"{picture}/collections"),
        DoorOut(door="file", purpose="humanitarian", address=f"{origin}/api/v1/aid/{world}"),
        DoorOut(door="file", purpose="common-picture", address=f"{picture}/file/gpkg"),
        DoorOut(door="feed", purpose="common-picture", address=f"{picture}/feed.atom"),
        DoorOut(door="taxii", purpose="cyber-defence", address=f"{origin}/taxii2/{world}/"),
    ]
    cot = state.settings.cot
    if cot is not None and not simulated:
        address = f"{cot.host}:{cot.port}"
        doors.append(DoorOut(door="events", purpose="common-picture", address=address))
    return DoorsOut(doors=doors, collections=collections_for(state, user, simulated=simulated))


def collections_for(state: AppState, user: Principal, *, simulated: bool) -> list[CollectionOut]:
    """Return the collections of threats that an account reads, with how much of each it may have."""
    world = "exercise" if simulated else "mission"
    taxii = state.taxii
    return [
        CollectionOut(
            name=each.name,
            title=each.title,
            description=each.description,
            address=f"{state.settings.origin}/taxii2/{world}/collections/{each.id}/",
            readers=sorted(each.readers),
            writers=sorted(each.writers),
            tlp=cast("TlpLabel", taxii.markings.get(each.name, state.service.index.default).label),
            objects=taxii.count(user, each, simulated=simulated),
        )
        for each in taxii.listed(user)
        if taxii.may_read(user, each)
    ]


def current_preview(
    state: CurrentState,
    user: CurrentUser,
    to: Clearance = "public",
    purpose: Purpose = "public-information",
    released: Released = [],  # noqa: B006 -- FastAPI copies it
    as_of: Time = "",
    *,
    simulated: bool = False,
) -> PreviewQuery:
    """Return what a request asks the gate, for a user who may ask it.

    Raises
    ------
    InputError
        When a name is no actor of the pack and no nation, or the time is none.
    """
    check(user, "preview sharing")
    pack = state.service.workspace.pack
    names = tuple(sorted(set(released)))
    audience_named(to, purpose, names, pack)
    return PreviewQuery(
        clearance=to,
        purpose=purpose,
        names=names,
        as_of=parse_time("as_of", as_of, pack.timezone),
        simulated=simulated,
    )


def current_filter(
    what: Literal["", "leaves", "stays"] = "", kind: Text = "", reason: Text = "", words: Text = ""
) -> PreviewFilter:
    """Return which lines of a preview a request asks for."""
    return PreviewFilter(what=what, kind=kind, reason=reason, words=words)


CurrentPreview = Annotated[PreviewQuery, Depends(current_preview)]
CurrentFilter = Annotated[PreviewFilter, Depends(current_filter)]


@router.get("/preview")
def get_preview(
    state: CurrentState,
    user: CurrentUser,
    query: CurrentPreview,
    only: CurrentFilter,
    first: First = 0,
    limit: Limit = 100,
) -> PreviewOut:
    """Return what would leave to an audience for a purpose, what stays and why. Nothing leaves.

    It is computed in the background, of the reports that the account may read. `to`: everybody, or an audience
    that may have so strict a marking. Markings and releases are those of now.
    """
    answer = state.background.ask(
        user, ("share", query), lambda: preview_for(state.service, user, query)
    )
    lines = some_lines(answer.get("lines", ()), only)
    some = [line_content(state.service, user, each) for each in lines[first : first + limit]]
    return PreviewOut.model_validate(answer | {"lines": some, "first": first, "total": len(lines)})


@router.get("/disclosures")
def list_disclosures(
    state: CurrentState,
    user: CurrentUser,
    as_of: Time = "",
    simulated: bool = False,
    words: Text = "",
    before: Annotated[str, Query(pattern="^([0-9a-fA-F]{64})?$")] = "",
    limit: Limit = 100,
) -> DisclosuresOut:
    """Return the records of what left that the account may read, the latest first."""
    return disclosures_for(
        state, user, as_of, simulated=simulated, words=words, before=before, limit=limit
    )


def disclosures_for(
    state: AppState,
    user: Principal,
    as_of: str,
    *,
    simulated: bool,
    words: str,
    before: str,
    limit: int,
) -> DisclosuresOut:
    """Return some records of what left, the latest first, before another one.

    Raises
    ------
    ForbiddenError
        When the account may not preview sharing.
    """
    check(user, "preview sharing")
    query = RecordQuery(
        kinds=frozenset({"disclosure"}),
        as_of=parse_time("as_of", as_of, state.service.workspace.pack.timezone),
        simulated=simulated,
    )
    views, more = read_latest(
        state.service, user, query, words=words, before=before.lower(), limit=limit
    )
    rows = [record_json_for(user, each, state.service) for each in views]
    return DisclosuresOut(disclosures=[disclosure_out(each) for each in rows], more=more)


def disclosure_out(row: dict[str, Any]) -> DisclosureOut:
    """Return a record of what left, as its body says it; one that fits no kind says nothing."""
    body = {} if row.get("set_aside") else row["body"]
    span = body.get("span") or ["", ""]
    names = ("door", "audience", "purpose", "strictest", "digest", "recipient", "part")
    return DisclosureOut(
        id=row["id"],
        recorded_at=row["recorded_at"],
        tlp=row["tlp"],
        simulated=row["simulated"],
        set_aside=row.get("set_aside", ""),
        amendments=row["amendments"],
        start=span[0],
        end=span[-1],
        items=body.get("items", 0),
        **{name: body.get(name, "") for name in names},
    )
