"""Routes of the page of threats: indicators with their state, and files of them through the gate."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, cast
from uuid import uuid5

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.responses import StreamingResponse

from sulh.server.answers.export_share import indicators_export
from sulh.server.answers.exports import ROWS_MAX, Format, Language
from sulh.server.routes.exports import file_answer
from sulh.server.routes.query_times import parse_time
from sulh.server.routes.records import Time
from sulh.server.routes.share import First, Limit, Text, collections_for
from sulh.server.schemas.threats import IndicatorOut, ThreatsOut
from sulh.server.share.threats import Indicator, ThreatView, threat_view, why_not_blocked
from sulh.server.state import CurrentState, CurrentUser, own_turn
from sulh.server.work.background import LOGGED_TOGETHER
from sulh.share.threats.blocklist_files import plain_lines, rpz_lines
from sulh.share.threats.intrusions import SULH
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.schemas.records import TlpLabel
    from sulh.server.state import AppState
    from sulh.share import Door
    from sulh.share.threats.shelf_item import ShelfItem

router = APIRouter(prefix="/api/v1", tags=["threats"], dependencies=[Depends(own_turn)])

Name = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,63}$", description="a collection's name")]
Chosen = Annotated[str, Query(max_length=64, description="a collection's name; empty: all")]
Each = TypeVar("Each")
State = Literal["", "valid", "expired", "revoked", "not-yet"]
TOGETHER = 1_000
"""So many objects are in memory at once of a file that leaves."""


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
    view = _asked(state, user, collection, at, as_of, simulated=simulated)
    total, part = view.indicators(first, limit, state=holds, words=words)
    _log(state, user, [each.item for each in part])
    return ThreatsOut(
        at=format_utc(view.at),
        collections=collections_for(state, user, simulated=simulated),
        states=view.state_counts(),
        others=view.other_counts(),
        total=total,
        first=first,
        indicators=[indicator_out(each, view.at, _own(state)) for each in part],
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
    view = _asked(state, user, name, "", "", simulated=simulated)
    _leave(state, user, name, view.items(), door="file", simulated=simulated)
    digest, length = sha256(), 0
    for part in _joined(view):
        digest.update(part)
        length += len(part)
    identity = uuid5(SULH, digest.hexdigest())  # the same objects are the same bundle
    begin = f'{{"type":"bundle","id":"bundle--{identity}"'.encode()
    begin, end = (begin + b',"objects":[', b"]}") if length else (begin, b"}")
    return _streamed(
        chain([begin], _joined(view), [end]),
        len(begin) + length + len(end),
        "application/stix+json;version=2.1",
        f"{name}-{view.at:%Y%m%d-%H%M}.json",
    )


def _joined(view: ThreatView) -> Iterator[bytes]:
    """Yield the objects with commas between them, many in one part."""
    comma = b""
    for some in batched(view.items(), TOGETHER):
        yield comma + b",".join([each.content for each in some])
        comma = b","


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
    view = _asked(state, user, name, "", "", simulated=simulated)
    names = _own(state) | {each.strip() for each in own.split(",") if each.strip()}
    blocked, used = view.blocked(names, confidence)
    _leave(state, user, name, view.items(used), door="blocklist", simulated=simulated)

    def parts() -> Iterator[bytes]:
        lines = plain_lines(blocked)
        if form == "rpz":
            lines = rpz_lines(blocked, serial=int(view.at.timestamp()))
        for some in batched(lines, TOGETHER):
            yield "".join(some).encode()

    ending = "zone" if form == "rpz" else "txt"
    return _streamed(
        parts(),
        sum(map(len, parts())),
        "text/plain; charset=utf-8",
        f"{name}-{view.at:%Y%m%d-%H%M}.{ending}",
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
    view = _asked(state, user, collection, at, as_of, simulated=simulated)
    total, some = view.indicators(0, ROWS_MAX, state=holds, words=words)
    for name in {each.item.collection for each in some}:
        own = [each.item for each in some if each.item.collection == name]
        _leave(state, user, name, own, door="file", simulated=simulated)
    rows = [indicator_out(each, view.at, _own(state)) for each in some]
    facts = (("field-collection", collection), ("at", at), ("as-of", as_of), ("words", words))
    export = indicators_export(
        rows,
        more=total > len(some),
        simulated=simulated,
        facts=facts,
        language=lang,
    )
    return file_answer(state, export, format, lang)


def batched(several: Iterable[Each], count: int) -> Iterator[list[Each]]:
    """Yield lists of so many; the last may be shorter."""
    rest = iter(several)
    while some := list(islice(rest, count)):
        yield some


def _asked(
    state: AppState, user: Principal, collection: str, at: str, as_of: str, *, simulated: bool
) -> ThreatView:
    """Return the objects as they were known, for the moment that a request asks about."""
    clock = state.service.workspace.pack.timezone
    return threat_view(
        state.taxii,
        user,
        collection,
        at=parse_time("at", at, clock) or state.service.now(),
        as_of=parse_time("as_of", as_of, clock),
        simulated=simulated,
    )


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
    items: Iterable[ShelfItem],
    *,
    door: Door,
    simulated: bool,
) -> None:
    """Record that objects leave to an account through a door."""
    for some in batched(items, LOGGED_TOGETHER):
        _log(state, user, some)
        for few in batched(some, TOGETHER):
            state.disclosures.note(user, collection, few, door=door, simulated=simulated)


def _streamed(parts: Iterable[bytes], length: int, media: str, name: str) -> Response:
    """Return a file that is never whole in memory."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": str(length),
    }
    return StreamingResponse(parts, media_type=media, headers=headers)
