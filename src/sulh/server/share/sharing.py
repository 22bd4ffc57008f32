"""The page of what leaves: a preview of the gate for those who decide, and what left to whom.

A preview is made of the records that its reader may read: of others it tells nothing, not even how many stay.
What leaves is the same all the same, since no audience may have what these readers may not read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sulh.languages.rooms import room_text
from sulh.languages.speech import Speech
from sulh.ledger import AMENDMENTS
from sulh.server.records.records import content_text, may_read
from sulh.server.share.outside import agreed_words, guarded_records
from sulh.server.share.preview import audience_named
from sulh.server.work.background import readable_records
from sulh.share import pass_gate
from sulh.values import format_utc
from sulh.workspace import RECORD_KINDS, record_summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.ledger.tlp import Tlp
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.share import Leaving, Purpose, Reason

__all__ = [
    "Clearance",
    "PreviewFilter",
    "PreviewQuery",
    "line_content",
    "preview_for",
    "some_lines",
]

Clearance = Literal["public", "clear", "green", "amber", "amber+strict"]
THREATS = ("intrusion", "threat-object")
"""Kinds that may leave and that no finding depends on, so that the server does not keep them at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewQuery:
    """To whom, what for, and what is released to whom besides; as known when (UTC; None: now)."""

    clearance: Clearance
    purpose: Purpose
    names: tuple[str, ...] = ()
    as_of: datetime | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewFilter:
    """Which lines of a preview are shown; empty: all."""

    what: Literal["", "leaves", "stays"] = ""
    kind: str = ""
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One record of a preview: as it leaves, or why it stays. `is_stale`: it leaves as it was once."""

    record: Record
    marking: Tlp
    leaving: Leaving | None = None
    reason: Reason | None = None
    is_stale: bool = False


def preview_for(service: MissionService, user: Principal, query: PreviewQuery) -> dict[str, Any]:
    """Return what would leave and what stays of the reports that a user may read, the latest first.

    Raises
    ------
    InputError
        When a name is no actor of the pack and no nation.
    """
    pack = service.workspace.pack
    audience = audience_named(query.clearance, query.purpose, query.names, pack)
    threats = service.read(lambda store: list(store.records(kinds=THREATS)))
    history = sorted(
        (*service.history(), *threats), key=lambda each: (each.recorded_at, each.site, each.seq)
    )
    records = {
        each.id: each
        for each in readable_records(service, user, query.as_of, "share", history)
        if each.kind in RECORD_KINDS or each.kind in AMENDMENTS
    }
    passage = pass_gate(
        guarded_records(records.values(), service.index),
        audience,
        query.purpose,
        moment=query.as_of or service.now(),
        kinds=RECORD_KINDS,
        agreed=agreed_words(pack),
        simulated=query.simulated,
    )
    stale = frozenset(passage.stale)
    lines = [
        PreviewLine(
            record=records[each.id],
            marking=each.marking,
            leaving=each,
            is_stale=each.id in stale,
        )
        for each in passage.leaves
    ]
    lines += [
        PreviewLine(record=records[each.id], marking=each.marking, reason=each.reason)
        for each in passage.stays
        if records[each.id].simulated == query.simulated
    ]
    lines.sort(key=lambda each: (each.record.recorded_at, each.record.id), reverse=True)
    return {
        "computed_at": format_utc(service.now()),
        "at": format_utc(query.as_of or service.now()),
        "simulated": query.simulated,
        "coarse": audience.coarsening is not None,
        "leaves": len(passage.leaves),
        "stays": len(lines) - len(passage.leaves),
        "stale": len(stale),
        "kinds": passage.kind_counts(),
        "reasons": dict(sorted(Counter(each.reason for each in lines if each.reason).items())),
        "lines": lines,
    }


def some_lines(lines: Sequence[PreviewLine], only: PreviewFilter) -> list[PreviewLine]:
    """Return the lines that a filter is for, in their order."""
    words = only.words.casefold()

    def fits(line: PreviewLine) -> bool:
        return (
            (not only.what or (only.what == "leaves") == (line.leaving is not None))
            and only.kind in {"", line.record.kind}
            and only.reason in {"", line.reason}
            and (not words or words in content_text(line.record).casefold())
        )

    return [each for each in lines if fits(each)]


def line_content(service: MissionService, user: Principal, line: PreviewLine) -> dict[str, Any]:
    """Return a line in types that JSON has, as `sulh.server.schemas.share` says."""
    record, leaving = line.record, line.leaving
    entry = service.index.get(record.id)
    return {
        "id": record.id,
        "kind": record.kind,
        "recorded_at": format_utc(record.recorded_at),
        "tlp": line.marking.label,
        "simulated": record.simulated,
        "summary": record_summary(record, Speech(user.language)),
        "set_aside": room_text(entry.problem, user.language) if entry is not None else "",
        "amendments": [
            {"id": each.id, "kind": each.kind}
            for each in service.index.amendments_of(record.id)
            if may_read(user, each)
        ],
        "leaves": leaving is not None,
        "reason": line.reason or "",
        "stale": line.is_stale,
        "cut": list(leaving.cut) if leaving is not None else [],
        "body": leaving.body if leaving is not None else {},
    }
