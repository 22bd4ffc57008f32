"""The kinds of report that enter the ledger, each declared once.

From the declarations follow the form, the ledger's bodies, the tables, the schemas and the page
docs/reference/record-kinds.md. `source` names who publishes or sends a report and `ref` is that
sender's own key for it: the two together say whether a report has come in before.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Struct

from sulh.errors import plural, shown
from sulh.observe.arms_records import CombatantCount, Weapon, check_combatants, check_weapon
from sulh.observe.sides import Participant, ParticipantsField
from sulh.picture.kind import Kind, Registry
from sulh.picture.number_fields import BoundsField
from sulh.picture.origin import Means, Origin
from sulh.picture.place_fields import PlaceField, SpanField
from sulh.picture.text_fields import (
    ActorField,
    AgentField,
    ChoiceField,
    KeyField,
    ReferenceField,
    WordsField,
    YesNoField,
)
from sulh.tables import FaultyField
from sulh.values import Count, Place, Span

__all__ = [
    "REPORT_KINDS",
    "Comparison",
    "Coverage",
    "Incident",
    "Inspection",
    "Means",
    "Notification",
    "Observation",
    "Origin",
    "Participant",
    "Report",
    "Request",
]

RECORD_ID = re.compile("[0-9a-f]{64}")
REPORTS_MAX = 20
"""One event has few reports; each pair of a comparison is looked at."""
HAPPENED = SpanField(
    required=True,
    meaning="when: a date (the whole day in the pack's time zone) or a time with its offset from UTC",
    standard="RFC 3339",
)
PLACE = PlaceField(meaning="where", standard="EPSG:4326")
ACTOR = ActorField(meaning="who, as the source writes it")
ACT = KeyField(required=True, vocabulary="acts", meaning="an act of the pack's vocabulary")


class Observation(Struct, frozen=True, kw_only=True, gc=False):
    """So many of `item`, of `actor`, counted at a place.

    `inspection` is the `ref` of the inspection it belongs to, or empty. `complete` says, for an
    observation that belongs to no inspection, that *all* of the item in the named zone were
    counted.
    """

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    actor: Annotated[str, ACTOR]
    item: Annotated[
        str, KeyField(required=True, vocabulary="items", meaning="an item of the pack's vocabulary")
    ]
    count: Annotated[Count, BoundsField(required=True, prefix="", meaning="how many")]
    inspection: Annotated[
        str,
        ReferenceField(
            to="inspection",
            numbers="visit",
            meaning="the `ref` of the inspection it belongs to",
        ),
    ] = ""
    complete: Annotated[
        bool, YesNoField(meaning="whether all of the item in the zone were counted")
    ] = False


class Incident(Struct, frozen=True, kw_only=True, gc=False):
    """An act: a clash, an attack, a crossing, an overflight, an announced activity.

    `initiator` is the side that began it, or empty where the report does not say.
    Deaths are bounds over all the dead; `civilian_deaths` over the civilians among them.
    """

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    act: Annotated[str, ACT]
    participants: Annotated[
        tuple[Participant, ...], ParticipantsField(meaning="who took part, as the source writes it")
    ]
    initiator: Annotated[
        Literal["a", "b", ""],
        ChoiceField(
            meaning="the side that began it",
            choices=("", "actor", "opponent"),
            words=("", "a", "b"),
        ),
    ] = ""
    deaths: Annotated[Count, BoundsField(meaning="all dead")] = Count(0, None)
    civilian_deaths: Annotated[Count, BoundsField(meaning="civilians among the dead")] = Count(
        0, None
    )


class Inspection(Struct, frozen=True, kw_only=True, gc=False):
    """A verification visit, a periodic or requested check, a patrol with a task.

    `duty` is what was carried out (e.g. "verification"), by `inspector`. `complete` says that
    all of the zone named in `place` was seen and everything there counted. `answers` is the `ref`
    of the request it answers, or empty.
    """

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    inspector: Annotated[str, AgentField(meaning="who inspected")]
    duty: Annotated[str, KeyField(required=True, meaning="which duty was carried out")]
    complete: Annotated[bool, YesNoField(meaning="whether all of the zone was seen")]
    answers: Annotated[
        str, ReferenceField(to="request", meaning="the `ref` of the request it answers")
    ] = ""


class Notification(Struct, frozen=True, kw_only=True, gc=False):
    """Notice given by `actor`, at `span`, of an act to come within `[begins, ends]`."""

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    actor: Annotated[str, ACTOR]
    act: Annotated[str, ACT]
    activity: Annotated[
        Span,
        SpanField(
            required=True,
            prefix="activity_",
            is_past=False,
            meaning="when the announced act is to happen",
        ),
    ]


class Request(Struct, frozen=True, kw_only=True, gc=False):
    """A request by `actor`, received at `span`, for a duty of kind `request` in a zone."""

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    actor: Annotated[str, ACTOR]
    request: Annotated[str, KeyField(required=True, meaning="the kind of request")]


class Coverage(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody watched, or kept the register: silence means something.

    Over all of `span`, in the zone or area of `place`, the source would have reported every one
    of `subjects` (act ids; duties; ``request:…`` and ``notification`` for registers); with
    ``notification``, every notice of an activity in `span`, however early it came. `complete`
    False: it would have reported some only (for instance deadly events alone), so that silence
    proves nothing, but the report can say that somebody looked.
    """

    origin: Origin
    span: Annotated[Span, HAPPENED]
    place: Annotated[Place, PLACE]
    subjects: Annotated[
        tuple[str, ...],
        WordsField(required=True, meaning="acts, duties or `notification`, for which it watched"),
    ]
    complete: Annotated[bool, YesNoField(meaning="whether it would have reported every one")]


class Comparison(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody's judgement whether two or more reports tell of one event, or of an event each.

    `reports` are the ids of their records, in full; the reason stands in `text`. *same*: they count once.
    *different*: each counts. Of two judgements on one pair the later holds; a correction or a retraction
    takes a judgement back.
    """

    origin: Origin
    reports: Annotated[
        tuple[str, ...], WordsField(required=True, meaning="ids of the records compared, in full")
    ]
    judgement: Annotated[
        Literal["same", "different"],
        ChoiceField(meaning="whether they are one event", choices=("same", "different")),
    ]


Report = (
    Observation
    | Incident
    | Inspection
    | Notification
    | Request
    | Coverage
    | Comparison
    | Weapon
    | CombatantCount
)


def check_reports(comparison: Comparison) -> None:
    """Refuse a comparison of fewer than two records, or one that does not name them in full."""
    wrong = next((each for each in comparison.reports if not RECORD_ID.fullmatch(each)), "")
    if len(comparison.reports) > REPORTS_MAX:
        raise FaultyField(
            "too-long",
            "reports",
            f"{plural(len(comparison.reports), 'id')}",
            message=f"names more than {REPORTS_MAX} records",
            remedy="Compare fewer at a time.",
        )
    if wrong or len(comparison.reports) < 2:
        raise FaultyField(
            "bad-word",
            "reports",
            shown(wrong or "; ".join(comparison.reports)),
            message="is no id of a record in full" if wrong else "names fewer than two records",
            expected="two or more ids, of 64 hexadecimal digits each, with semicolons between them",
            remedy="`sulh compare` takes the beginnings of ids that `sulh explain` shows.",
        )


def check_deaths(incident: Incident) -> None:
    """Refuse an incident with more dead civilians than dead."""
    deaths, civilian_deaths = incident.deaths, incident.civilian_deaths
    if deaths.high is not None and civilian_deaths.low > deaths.high:
        raise FaultyField(
            "bounds",
            "civilian_deaths_low",
            civilian_deaths.low,
            message="is more than all the dead",
            expected=f"at most deaths_high ({deaths.high})",
        )


REPORT_KINDS = Registry(
    Kind(Observation, table="observations", lookalike=True),
    Kind(Incident, table="incidents", lookalike=True, rule=check_deaths),
    Kind(Inspection, table="inspections"),
    Kind(Notification, table="notifications"),
    Kind(Request, table="requests"),
    Kind(Coverage, table="coverage"),
    Kind(Comparison, table="comparisons", rule=check_reports),
    Kind(Weapon, table="weapons", rule=check_weapon),
    Kind(CombatantCount, table="combatant_counts", rule=check_combatants),
)
"""The kinds of report by the name that each carries in the ledger."""
