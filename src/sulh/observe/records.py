"""The kinds of report that enter the ledger, as typed, immutable values.

Each kind has one class. `sulh.observe.bodies` turns them into the JSON bodies of records and
back. `source` names who publishes or sends the report and `ref` is that sender's own key for it:
the two together say whether a report has come in before.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sulh.values import Count, Place, Reliability, Span

Means = Literal[
    "seen", "heard", "camera", "drone", "satellite", "radar", "told", "document", "media", ""
]


class Origin(Struct, frozen=True, kw_only=True):
    """Where a report comes from. `row` is its line in `file`, where it came in a file."""

    source: str
    ref: str
    reliability: Reliability = Reliability()
    means: Means = ""
    file: str = ""
    row: int = 0
    text: str = ""
    language: str = ""
    link: str = ""


class Observation(Struct, frozen=True, kw_only=True):
    """So many of `item`, of `actor`, counted at a place.

    `inspection` is the `ref` of the inspection it belongs to, or empty. `complete` says, for an
    observation that belongs to no inspection, that *all* of the item in the named zone were
    counted.
    """

    origin: Origin
    span: Span
    place: Place
    actor: str
    item: str
    count: Count
    inspection: str = ""
    complete: bool = False


class Participant(Struct, frozen=True, kw_only=True):
    """An actor named in an incident, on side a or side b, as the source writes the name."""

    name: str
    side: Literal["a", "b"]


class Incident(Struct, frozen=True, kw_only=True):
    """An act: a clash, an attack, a crossing, an overflight, an announced activity.

    `initiator` is the side that began it, or empty where the report does not say.
    Deaths are bounds over all the dead; `civilian_deaths` over the civilians among them.
    """

    origin: Origin
    span: Span
    place: Place
    act: str
    participants: tuple[Participant, ...]
    initiator: Literal["a", "b", ""] = ""
    deaths: Count = Count(0, None)
    civilian_deaths: Count = Count(0, None)


class Inspection(Struct, frozen=True, kw_only=True):
    """A verification visit, a periodic or requested check, a patrol with a task.

    `duty` is what was carried out (e.g. "verification"), by `inspector`. `complete` says that
    all of the zone named in `place` was seen and everything there counted. `answers` is the `ref`
    of the request it answers, or empty.
    """

    origin: Origin
    span: Span
    place: Place
    inspector: str
    duty: str
    complete: bool
    answers: str = ""


class Notification(Struct, frozen=True, kw_only=True):
    """Notice given by `actor`, at `span`, of an act to come within `[begins, ends]`."""

    origin: Origin
    span: Span
    place: Place
    actor: str
    act: str
    activity: Span


class Request(Struct, frozen=True, kw_only=True):
    """A request by `actor`, received at `span`, for a duty of kind `request` in a zone."""

    origin: Origin
    span: Span
    place: Place
    actor: str
    request: str


class Coverage(Struct, frozen=True, kw_only=True):
    """Somebody watched, or kept the register: silence means something.

    Over all of `span`, in the zone or area of `place`, the source would have reported every one
    of `subjects` (act ids; duties; ``request:…`` and ``notification`` for registers); with
    ``notification``, every notice of an activity in `span`, however early it came. `complete`
    False: it would have reported some only (for instance deadly events alone), so that silence
    proves nothing, but the report can say that somebody looked.
    """

    origin: Origin
    span: Span
    place: Place
    subjects: tuple[str, ...]
    complete: bool


Report = Observation | Incident | Inspection | Notification | Request | Coverage

KINDS: dict[str, type[Report]] = {
    "observation": Observation,
    "incident": Incident,
    "inspection": Inspection,
    "notification": Notification,
    "request": Request,
    "coverage": Coverage,
}
"""The report kinds by the name they carry in the ledger."""
