"""Routes of the page of threats: indicators with their state, and files of them through the gate."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal, cast
from uuid import uuid5

from fastapi import APIRouter, Depends, Path, Query, Response

from sulh.server.answers.export_share import indicators_export
from sulh.server.answers.export_tables import matches
from sulh.server.answers.exports import ROWS_MAX, Format, Language
from sulh.server.middleware.query_times import parse_time
from sulh.server.routes.exports import file_answer
from sulh.server.routes.records import Time
from sulh.server.routes.share import First, Limit, Text, collections_for
from sulh.server.schemas.threats import IndicatorOut, ThreatsOut
from sulh.server.share.threats import (
    Indicator,
    blocked_items,
    indicators_of,
    last_items,
    why_not_blocked,
)
from sulh.server.state import CurrentState, CurrentUser, own_turn
from sulh.share.threats import plain_list, rpz_zone
from sulh.share.threats.intrusions import SULH
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.schemas.records import TlpLabel
    from sulh.server.state import AppState
    from sulh.share import Door
    from sulh.share.threats.shelf_item import ShelfItem

router = APIRouter(prefix="/api/v1", tags=["threats"], dependencies=[Depends(own_turn)])

Name = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,63}$", description="a collection's name")]
Chosen = Annotated[str, Query(max_length=64, description="a collection's name; empty: all")]
State = Literal["", "valid", "expired", "revoked", "not-yet"]


@router.get("/threats")
def list_indicators(
    state: CurrentState,
    user: CurrentUser,
    collection: Chosen = "",
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    holds: State = "",
    words: Text = "",
    first: First = 0,
    limit: Limit = 100,
) -> ThreatsOut:
    """Return the indicators that the account may have, with their state at a moment (now)."""
    moment, items = _asked(state, user, collection, at, as_of, simulated=simulated)
    everything = indicators_of(items, moment)
    some = [
        each for each in everything if holds in {"", each.state} and matches(words, *each.texts)
    ]
    part = some[first : first + limit]
    _log(state, user, [each.item for each in part])
    return ThreatsOut(
        at=format_utc(moment),
        collections=collections_for(state, user, simulated=simulated),
        states=dict(sorted(Counter(each.state for each in everything).items())),
        others=dict(
            sorted(Counter(each.type for each in items if each.type != "indicator").items())
        ),
        total=len(some),
        first=first,
        indicators=[indicator_out(each, moment, _own(state)) for each in part],
    )


def indicator_out(each: Indicator, at: datetime, own: frozenset[str]) -> IndicatorOut:
    """Return an indicator as the page shows it."""
    fields = each.fields

    def text(name: str) -> str:
        return str(fields.get(name, ""))

    return IndicatorOut(
        id=each.item.id,
        collection=each.item.collection,
        record=each.item.record,
        added=format_utc(each.item.added),
        name=text("name"),
        pattern=text("pattern"),
        state=each.state,
        valid_from=text("valid_from"),
        valid_until=text("valid_until"),
        confidence=each.confidence,
        sightings=each.sightings,
        last_seen=each.last_seen,
        maker=each.maker,
        tlp=cast("TlpLabel", each.item.marking.label),
        blocked=why_not_blocked(each, at, own),
    )


@router.get("/threats/{name}/bundle", response_class=Response)
def download_bundle(
    state: CurrentState, user: CurrentUser, name: Name, *, simulated: bool = False
) -> Response:
    """Return a collection as a STIX 2.1 bundle: the last version of each object. What leaves is recorded."""
    moment, items = _asked(state, user, name, "", "", simulated=simulated)
    items.sort(key=lambda each: each.added)
    _leave(state, user, name, items, door="file", simulated=simulated)
    content = b",".join(each.content for each in items)
    identity = uuid5(SULH, sha256(content).hexdigest())  # the same objects are the same bundle
    body = f'{{"type":"bundle","id":"bundle--{identity}"'.encode()
    body += b',"objects":[' + content + b"]}" if items else b"}"
    return _file(body, "application/stix+json;version=2.1", f"{name}-{moment:%Y%m%d-%H%M}.json")


@router.get("/threats/{name}/blocklist", response_class=Response)
def download_blocklist(
    state: CurrentState,
    user: CurrentUser,
    name: Name,
    form: Literal["plain", "rpz"] = "plain",
    own: Annotated[str, Query(max_length=2000, description="never listed, with commas")] = "",
    confidence: Annotated[int, Query(ge=0, le=100)] = 0,
    simulated: bool = False,
) -> Response:
    """Return what is safe to block by itself, one name or network a line, or as a response policy zone.

    The server's own name is never listed, nor what `own` names. What leaves is recorded.
    """
    moment, items = _asked(state, user, name, "", "", simulated=simulated)
    names = _own(state) | {each.strip() for each in own.split(",") if each.strip()}
    blocked, used = blocked_items(items, moment, names, confidence)
    _leave(state, user, name, used, door="blocklist", simulated=simulated)
    is_zone = form == "rpz"
    text = rpz_zone(blocked, serial=int(moment.timestamp())) if is_zone else plain_list(blocked)
    ending = "zone" if is_zone else "txt"
    return _file(
        text.encode(), "text/plain; charset=utf-8", f"{name}-{moment:%Y%m%d-%H%M}.{ending}"
    )


@router.get("/export/indicators", response_class=Response)
def export_indicators(
    state: CurrentState,
    user: CurrentUser,
    collection: Chosen = "",
    at: Time = "",
    as_of: Time = "",
    simulated: bool = False,
    holds: State = "",
    words: Text = "",
    format: Format = "csv",  # noqa: A002 -- the word of the address
    lang: Language = "en",
) -> Response:
    """Return the indicators of the page as a file. What leaves is recorded."""
    moment, items = _asked(state, user, collection, at, as_of, simulated=simulated)
    everything = [
        each
        for each in indicators_of(items, moment)
        if holds in {"", each.state} and matches(words, *each.texts)
    ]
    some = everything[:ROWS_MAX]
    for name in {each.item.collection for each in some}:
        own = [each.item for each in some if each.item.collection == name]
        _leave(state, user, name, own, door="file", simulated=simulated)
    rows = [indicator_out(each, moment, _own(state)) for each in some]
    facts = (("field-collection", collection), ("at", at), ("as-of", as_of), ("words", words))
    export = indicators_export(
        rows,
        more=len(everything) > len(some),
        simulated=simulated,
        facts=facts,
        language=lang,
    )
    return file_answer(state, export, format, lang)


def _asked(
    state: AppState, user: Principal, collection: str, at: str, as_of: str, *, simulated: bool
) -> tuple[datetime, list[ShelfItem]]:
    """Return the moment that a request asks about, and the objects as they were known."""
    clock = state.service.workspace.pack.timezone
    items = last_items(
        state.taxii,
        user,
        collection,
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
    )
    return parse_time("at", at, clock) or state.service.now(), items


def _own(state: AppState) -> frozenset[str]:
    """Return the names that are never listed: the server's own."""
    return frozenset({state.settings.host} - {""})


def _log(state: AppState, user: Principal, items: Sequence[ShelfItem]) -> None:
    """Record that restricted objects are read."""
    entries = [state.service.index.get(each) for each in dict.fromkeys(i.record for i in items)]
    state.service.log_reads(user, [each for each in entries if each is not None], "threats")


def _leave(
    state: AppState,
    user: Principal,
    collection: str,
    items: Sequence[ShelfItem],
    *,
    door: Door,
    simulated: bool,
) -> None:
    """Record that objects leave to an account through a door."""
    _log(state, user, items)
    state.disclosures.note(user, collection, items, door=door, simulated=simulated)


def _file(content: bytes, media: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=headers)
