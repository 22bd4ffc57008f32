"""Alerts: which rules the records that came in have set off, and who has seen it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

__all__ = ["Acknowledgement", "Alert", "Rule", "Sighting", "alerts"]

State = Literal["open", "escalated", "acknowledged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An alert rule. `id` is its record's, `since` when that was recorded (UTC); empty `zone`, `act`: any."""

    id: str
    watches: str
    threshold: int
    within: timedelta
    since: datetime
    zone: str = ""
    act: str = ""
    escalate: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A record that came in: its id, kind and act, the zones it is in, when it was recorded (UTC)."""

    id: str
    at: datetime
    kind: str
    act: str = ""
    zones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody has seen the alert of a rule that a record set off. `id` is the acknowledgement's record."""

    id: str
    rule: str
    trigger: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert: the rule, the record that set it off and all that belong to it, the one recorded first first.

    `raised_at` is when its trigger was recorded. An *escalated* alert stood unacknowledged for too long.
    """

    rule: str
    trigger: str
    records: tuple[str, ...]
    raised_at: datetime
    state: State = "open"
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None


def alerts(
    rules: Iterable[Rule],
    sightings: Iterable[Sighting],
    acknowledgements: Iterable[Acknowledgement],
    *,
    now: datetime,
) -> tuple[Alert, ...]:
    """Return all alerts, the one raised last first.

    A rule alerts when `threshold` records that it watches lie within `within` of each other (both ends
    included). The alert holds until somebody acknowledges it, and takes in what comes meanwhile; what is
    recorded after the acknowledgement counts afresh. An acknowledgement of an alert that there is not, or
    that is older than its alert, counts for nothing.
    """
    ordered = sorted(sightings, key=lambda each: (each.at, each.id))
    seen = _first_of(acknowledgements)
    raised = [alert for rule in rules for alert in _of_rule(rule, ordered, seen, now)]
    return tuple(sorted(raised, key=lambda each: (each.raised_at, each.rule), reverse=True))


def _first_of(
    acknowledgements: Iterable[Acknowledgement],
) -> dict[tuple[str, str], Acknowledgement]:
    """Return the first acknowledgement of each alert."""
    first: dict[tuple[str, str], Acknowledgement] = {}
    for each in sorted(acknowledgements, key=lambda each: (each.at, each.id)):
        first.setdefault((each.rule, each.trigger), each)
    return first


def _of_rule(
    rule: Rule,
    ordered: Sequence[Sighting],
    seen: Mapping[tuple[str, str], Acknowledgement],
    now: datetime,
) -> list[Alert]:
    raised: list[Alert] = []
    waiting: list[Sighting] = []  # within reach of the next one
    current: Alert | None = None
    for each in ordered:
        if not _is_watched(rule, each):
            continue
        if (
            current is not None
            and current.acknowledged_at is not None
            and each.at > current.acknowledged_at
        ):
            raised.append(current)
            current = None
        if current is not None:
            current = replace(current, records=(*current.records, each.id))
            continue
        waiting = [one for one in waiting if each.at - one.at <= rule.within]
        waiting.append(each)
        if len(waiting) >= rule.threshold:
            current = _raise(rule, waiting, seen, now)
            waiting = []
    return [*raised, current] if current is not None else raised


def _is_watched(rule: Rule, sighting: Sighting) -> bool:
    return (
        sighting.kind == rule.watches
        and sighting.at >= rule.since
        and (not rule.act or sighting.act == rule.act)
        and (not rule.zone or rule.zone in sighting.zones)
    )


def _raise(
    rule: Rule,
    waiting: Sequence[Sighting],
    seen: Mapping[tuple[str, str], Acknowledgement],
    now: datetime,
) -> Alert:
    trigger = waiting[-1]
    alert = Alert(
        rule=rule.id,
        trigger=trigger.id,
        records=tuple(each.id for each in waiting),
        raised_at=trigger.at,
    )
    answer = seen.get((rule.id, trigger.id))
    if answer is not None and answer.at >= trigger.at:
        return replace(
            alert, state="acknowledged", acknowledged_by=answer.id, acknowledged_at=answer.at
        )
    if rule.escalate is not None and now - trigger.at >= rule.escalate:
        return replace(alert, state="escalated")
    return alert
