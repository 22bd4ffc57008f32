"""What truly happens in an exercise: acts, forces, duties, requests and notices, each exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.mission.provisions import Disarmament
    from sulh.values import ActId, ItemId, PartyId, ZoneId

__all__ = ["Duty", "LaidDown", "Notice", "Presence", "Request", "TrueAct", "World"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueAct:
    """An act that happened at `moment` (UTC), at a point, in all of `zones`.

    `by` did it; `against` is the other side: an actor's id, or empty where nobody is. `began`: whether
    `by` began it; otherwise the other side did.
    """

    id: str
    moment: datetime
    act: ActId
    by: PartyId
    against: PartyId | str = ""
    began: bool = True
    lon: float
    lat: float
    zones: frozenset[ZoneId]
    deaths: int = 0
    civilian_deaths: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """So many of `item`, of a party, in all of `zones`, in ``[from_, until)``, UTC.

    `zone` is the one in which a count finds them; `lon`, `lat` a point, None where they are spread over it.
    """

    id: str
    party: PartyId
    item: ItemId
    count: int
    zone: ZoneId
    zones: frozenset[ZoneId]
    from_: datetime
    until: datetime
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty that a party carried out in a zone at `moment`, UTC; `answers` is a request's id."""

    id: str
    party: PartyId
    duty: str
    zone: ZoneId
    moment: datetime
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that arrived at `moment`, UTC."""

    id: str
    by: PartyId
    request: str
    zone: ZoneId
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Notice, given at `moment`, of an act to come within ``[begins, ends]``, UTC."""

    id: str
    by: PartyId
    act: ActId
    zone: ZoneId
    moment: datetime
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """So many weapons that a party handed in at `moment`, UTC, or members of it who reached a phase."""

    id: str
    party: PartyId
    what: Disarmament
    count: int
    zone: ZoneId
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that truly happens from `from_` to `until`, UTC; duties begin a little earlier."""

    from_: datetime
    until: datetime
    acts: tuple[TrueAct, ...] = ()
    presences: tuple[Presence, ...] = ()
    duties: tuple[Duty, ...] = ()
    requests: tuple[Request, ...] = ()
    notices: tuple[Notice, ...] = ()
    laid_down: tuple[LaidDown, ...] = ()
