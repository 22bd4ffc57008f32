"""The watch over what one user may read: alerts, the log of a shift, reports that are held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import shapely

from sulh.languages import has_message
from sulh.languages.speech import ENGLISH
from sulh.ledger import effective
from sulh.server.records.record_index import IndexEntry, read_cursor
from sulh.server.records.records import may_read
from sulh.watch import Acknowledgement, Alert, Rule, Sighting, alerts
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.ledger import Effective, Record
    from sulh.mission import Pack
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService

    May = Callable[[IndexEntry], bool]

__all__ = [
    "ShiftLog",
    "acknowledgements",
    "alert_rules",
    "alerts_of",
    "cursor_before",
    "rule_words",
    "shift_log",
    "standing",
    "zones_of",
]

SILENT = frozenset({"access", "genesis"})
"""Kinds that no handover speaks of: who read what is for the auditors."""


def standing(
    service: MissionService, may: May, kind: str, *, simulated: bool | None = None
) -> Iterator[tuple[IndexEntry, Effective]]:
    """Yield the records of a kind that hold and that somebody may have, with what they say now."""
    for entry in service.index.after({}):
        if entry.kind != kind or entry.problem or not may(entry):
            continue
        if simulated is not None and entry.simulated != simulated:
            continue
        holds = _holding(service, may, entry)
        if holds is not None:
            yield entry, holds


def _holding(service: MissionService, may: May, entry: IndexEntry) -> Effective | None:
    """Return what a record says after the amendments that somebody may have; None when it is taken back."""
    records: list[Record] = [service.record(entry)]
    todo = [entry.id]
    while todo:
        for each in service.index.amendments_of(todo.pop()):
            if may(each):
                records.append(service.record(each))
                todo.append(each.id)
    return next(effective(records), None)


def alert_rules(service: MissionService, may: May) -> dict[str, Rule]:
    """Return the alert rules that hold and that somebody may have, by the ids of their records."""
    rules = {}
    for entry, holds in standing(
        service, may, "alert-rule", simulated=service.workspace.store.simulates
    ):
        terms: Any = RECORD_KINDS.from_body("alert-rule", holds.body)
        minutes = terms.escalate_min
        rules[entry.id] = Rule(
            id=entry.id,
            watches=terms.watches,
            threshold=terms.threshold,
            within=timedelta(minutes=terms.within_min),
            since=entry.recorded_at,
            zone=terms.in_zone,
            act=terms.of_act,
            escalate=None if minutes is None else timedelta(minutes=minutes),
        )
    return rules


def rule_words(rule: Rule, pack: Pack, speech: Speech = ENGLISH) -> str:
    """Say a rule in one line of names: how many, of what, where, within how long."""
    act = next((each.name for each in pack.acts.values() if each.id == rule.act), rule.act)
    zone = next((each.name for each in pack.zones.values() if each.id == rule.zone), rule.zone)
    minutes = int(rule.within / timedelta(minutes=1))
    kind = f"kind-{rule.watches}"
    if speech.is_english:
        words = (f"{rule.threshold}/{minutes} min", rule.watches, act, zone)
    else:
        watches = speech.say(kind) if has_message(speech.language, kind) else rule.watches
        if has_message(speech.language, f"word-{rule.act}"):
            act = speech.word(rule.act)
        count = speech.say("alert-rule-words", count=rule.threshold, minutes=minutes)
        words = (count, watches, act, zone)
    return " · ".join(speech.apart(each) for each in words if each)


def alerts_of(
    service: MissionService, user: Principal, *, now: datetime, simulated: bool = False
) -> tuple[tuple[Alert, ...], dict[str, Rule]]:
    """Return the alerts that the records which a user may read have raised, and the rules by id."""
    may = partial(may_read, user)
    rules = alert_rules(service, may)
    if not rules:
        return (), {}
    kinds = {each.watches for each in rules.values()}
    since = min(each.since for each in rules.values())
    sightings = _sightings(service, may, kinds, since, now=now, simulated=simulated)
    seen = acknowledgements(service, may, now=now, simulated=simulated)
    return alerts(rules.values(), sightings, seen, now=now), rules


def acknowledgements(
    service: MissionService, may: May, *, now: datetime, simulated: bool = False
) -> list[Acknowledgement]:
    """Return who has seen which alert by a moment (UTC), of what somebody may have."""
    return [
        Acknowledgement(
            id=entry.id,
            rule=holds.body["rule"],
            trigger=holds.body["trigger"],
            at=entry.recorded_at,
        )
        for entry, holds in standing(service, may, "alert-acknowledgement", simulated=simulated)
        if entry.recorded_at <= now
    ]


def _sightings(
    service: MissionService,
    may: May,
    kinds: set[str],
    since: datetime,
    *,
    now: datetime,
    simulated: bool,
) -> Iterator[Sighting]:
    """Yield the watched records since the first rule; each record's place is worked out once."""
    for entry in service.index.latest(kinds):
        if entry.recorded_at < since:
            break
        if entry.problem or entry.simulated != simulated:
            continue
        if entry.recorded_at > now or not may(entry):
            continue
        if not service.index.amendments_of(entry.id):
            sighting = service.sightings.get(entry.id)
            if sighting is None:
                body = service.record(entry).body
                sighting = _sighting(entry, body, service.workspace.pack)
                service.sightings[entry.id] = sighting
            yield sighting
        else:
            holds = _holding(service, may, entry)
            if holds is not None:
                yield _sighting(entry, holds.body, service.workspace.pack)


def _sighting(entry: IndexEntry, body: dict[str, Any], pack: Pack) -> Sighting:
    return Sighting(
        id=entry.id,
        at=entry.recorded_at,
        kind=entry.kind,
        act=str(body.get("act", "")),
        zones=zones_of(body, pack),
    )


def zones_of(body: Mapping[str, Any], pack: Pack) -> frozenset[str]:
    """Return the zones that a record names or whose drawn ground its position is in."""
    place = body.get("place")
    place = place if isinstance(place, dict) else body
    zones = {str(place.get("zone", ""))} & set(pack.zones)
    try:
        point = shapely.Point(float(place["lon"]), float(place["lat"]))
    except (KeyError, TypeError, ValueError):
        return frozenset(zones)
    inside = {
        str(each.id)
        for each in pack.zones.values()
        if each.geometry is not None and each.geometry.intersects(point)
    }
    return frozenset(zones | inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLog:
    """What came in between two cursors that a user may read: by kind, and one by one, first first."""

    counts: dict[str, int] = field(default_factory=dict)
    entries: tuple[IndexEntry, ...] = ()


def shift_log(
    service: MissionService, user: Principal, *, after: str, upto: str, simulated: bool
) -> ShiftLog:
    """Return the log of a shift: the same for the same cursors and reader, whenever it is asked for.

    Raises
    ------
    InputError
        When a cursor is none.
    """
    end = read_cursor(upto)
    entries = tuple(
        each
        for each in _between(service.index.after(read_cursor(after)), end)
        if each.kind not in SILENT and each.simulated == simulated and may_read(user, each)
    )
    return ShiftLog(counts=dict(Counter(each.kind for each in entries)), entries=entries)


def cursor_before(service: MissionService, moment: datetime) -> dict[str, int]:
    """Return the cursor behind all records that were recorded before a moment."""
    cursor: dict[str, int] = {}
    for entry in service.index.after({}):
        if entry.recorded_at < moment:
            cursor[entry.site] = entry.seq + 1
    return cursor


def _between(entries: Iterable[IndexEntry], end: dict[str, int]) -> Iterator[IndexEntry]:
    return (each for each in entries if each.seq < end.get(each.site, 0))
