"""Who gets notices of what, and when: what an administrator sets up for each receiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from sulh.share.audience import Audience

__all__ = ["NOTICE_KINDS", "TOPICS", "Receiver", "Topic", "due_at"]

Topic = Literal["alerts", "overdue", "records", "verdicts"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
NOTICE_KINDS = (
    "area-release",
    "coverage",
    "disaster",
    "hazardous-area",
    "incident",
    "inspection",
    "intrusion",
    "landing-site",
    "medical-facility",
    "notification",
    "observation",
    "response-unit",
    "task",
    "task-step",
    "way-closure",
)
"""Kinds of record that a notice may tell of. Threat objects are for programs, which fetch them over TAXII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody who gets notices, or a program. `audience` is what the gate knows it as.

    Empty `kinds` or `zones`: of any. Between the two times of `quiet`, on the mission's clock, nothing is sent
    but what is in `urgent`; with `digests` the rest waits for the next of these times and comes together. With
    `titles_only` a notice says what came in and not what is in it.
    """

    name: str
    audience: Audience
    language: str = "en"
    topics: frozenset[Topic] = frozenset({"records"})
    kinds: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    quiet: tuple[time, time] | None = None
    digests: tuple[time, ...] = ()
    urgent: frozenset[Topic] = frozenset({"alerts"})
    titles_only: bool = False

    def wants(self, kind: str, zones: Iterable[str]) -> bool:
        """Say whether it wants to hear of a record of a kind that lies in some zones."""
        return (not self.kinds or kind in self.kinds) and (
            not self.zones or not self.zones.isdisjoint(zones)
        )


def due_at(moment: datetime, receiver: Receiver, topic: Topic, timezone: ZoneInfo) -> datetime:
    """Return when something that came about at a moment (UTC) is sent to a receiver, in UTC.

    Times of day are those of the mission's clock. One that the clock jumps over in spring is as much later;
    one that it shows twice in autumn comes twice.
    """
    if topic in receiver.urgent:
        return moment
    due = moment
    if receiver.digests:
        due = min(_next(moment, each, timezone) for each in receiver.digests)
    if receiver.quiet is not None and _is_quiet(due, receiver.quiet, timezone):
        due = _next(due, receiver.quiet[1], timezone)
    return due


def _is_quiet(moment: datetime, quiet: tuple[time, time], timezone: ZoneInfo) -> bool:
    begin, end = quiet
    clock = moment.astimezone(timezone).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def _next(moment: datetime, clock: time, timezone: ZoneInfo) -> datetime:
    """Return the first moment, not before this one, at which the mission's clock shows a time of day."""
    today = moment.astimezone(timezone).date()
    moments = [
        each
        for days in (-1, 0, 1, 2)
        for each in _moments(datetime.combine(today + timedelta(days), clock, timezone))
    ]
    return min(each for each in moments if each >= moment)


def _moments(local: datetime) -> tuple[datetime, ...]:
    """Return when a local time is, in UTC: twice where the clock goes back over it."""
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return (first, second) if second > first else (first,)
