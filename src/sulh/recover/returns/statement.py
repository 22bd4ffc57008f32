"""The statement of returns at a moment: flows, conditions, readiness, room for more, and who looked after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import floor
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.languages.speech import ENGLISH
from sulh.recover.returns.conditions import LedgerView, conditions_at
from sulh.recover.returns.disclosure import sum_counts
from sulh.recover.returns.doubles import probable_doubles
from sulh.recover.returns.flows import flows_between, place_key
from sulh.recover.returns.readiness import DEFAULT_WEIGHTS, rank_places
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.needs.statement import NeedsStatement
    from sulh.recover.records import Population
    from sulh.recover.return_records import Movement, ReturnCondition
    from sulh.recover.returns.conditions import ConditionLine
    from sulh.recover.returns.disclosure import PersonCount
    from sulh.recover.returns.flows import Flow, FlowFault
    from sulh.recover.returns.readiness import PlaceReadiness

__all__ = ["Monitoring", "ReturnsStatement", "Room", "returns_statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """For how many people what was delivered to a place is enough, and which supply sets the limit."""

    place: str
    people: int
    limit: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """People who returned to a place, a week on the mean, and whether anybody assessed it since then."""

    place: str
    returned: PersonCount
    a_week: float
    assessed_since: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsStatement:
    """Returns from `since` to `at`, UTC. Every count of persons in it is one that may be shown.

    `spots` are the places' longitudes and latitudes (degrees, WGS 84), None where nobody gave them.
    `doubles` are names that may be of one place.
    """

    since: datetime
    at: datetime
    flows: tuple[Flow, ...]
    faults: tuple[FlowFault, ...]
    conditions: tuple[ConditionLine, ...]
    readiness: tuple[PlaceReadiness, ...]
    weights: Mapping[str, float]
    room: tuple[Room, ...]
    monitoring: tuple[Monitoring, ...]
    spots: Mapping[str, tuple[float, float] | None]
    doubles: tuple[tuple[str, ...], ...] = ()
    simulated: bool = False

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; persons are bounds, rounded to tens, sentences in a language."""
        return {
            "since": format_utc(self.since),
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "flows": [each.content() for each in self.flows],
            "contradictions": [
                {"message": each.message.said(speech), "records": list(each.records)}
                for each in self.faults
            ],
            "conditions": [each.content(speech) for each in self.conditions],
            "readiness": [each.content() for each in self.readiness],
            "weights": dict(self.weights),
            "room": [
                {"place": each.place, "people": each.people, "limit": each.limit.said(speech)}
                for each in self.room
            ],
            "monitoring": [
                {
                    "place": each.place,
                    "returned": [each.returned.low, each.returned.high],
                    "a_week": each.a_week,
                    "assessed_since": each.assessed_since,
                }
                for each in self.monitoring
            ],
            "probable_doubles": [list(each) for each in self.doubles],
        }


def returns_statement(
    movements: Sequence[Movement],
    populations: Sequence[Population],
    assessments: Sequence[ReturnCondition],
    view: LedgerView,
    *,
    since: datetime,
    at: datetime,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
    simulated: bool = False,
) -> ReturnsStatement:
    """Return the statement of returns from `since` to `at` (UTC), from what the ledger holds.

    Places are those that somebody went to, was counted at, or assessed.

    Raises
    ------
    InputError
        When the time ends before it begins.
    """
    if since >= at:
        raise InputError(
            f"The time from {since:%Y-%m-%d %H:%M} ends before it begins, at {at:%Y-%m-%d %H:%M} UTC.",
            remedy="Give an earlier --from, or a later --at.",
        )
    flows, faults = flows_between(movements, populations, since=since, at=at)
    places = _places([*movements, *populations, *assessments], at)
    conditions = conditions_at(places, assessments, view, at=at)
    return ReturnsStatement(
        since=since,
        at=at,
        flows=flows,
        faults=faults,
        conditions=conditions,
        readiness=rank_places(conditions, weights),
        weights=weights,
        room=_room(view.needs),
        monitoring=_monitoring(flows, movements, assessments, since, at),
        spots=places,
        doubles=probable_doubles((*places, *(each.left for each in flows)), places),
        simulated=simulated,
    )


def _places(
    records: Iterable[Movement | Population | ReturnCondition], at: datetime
) -> dict[str, tuple[float, float] | None]:
    """Return the places by name, each with the first position that a record gives it."""
    spots: dict[str, tuple[float, float] | None] = {}
    for each in records:
        place = each.place
        name = place_key(place.name, place.district)
        if name and each.span.start < at:
            spots.setdefault(name, None)
            if spots[name] is None and place.lon is not None and place.lat is not None:
                spots[name] = (place.lon, place.lat)
    return dict(sorted(spots.items()))


def _room(needs: NeedsStatement | None) -> tuple[Room, ...]:
    """Return for how many people the supplies that came are enough, at places where any came."""
    least: dict[str, Room] = {}
    for each in needs.lines if needs else ():
        one = each.standard.need(1000, needs.days if needs else 1)
        if not each.came or not one:
            continue
        room = Room(
            place=each.place, people=floor(each.came * 1000 / one), limit=each.standard.words
        )
        if each.place not in least or room.people < least[each.place].people:
            least[each.place] = room
    return tuple(least.values())


def _monitoring(
    flows: Sequence[Flow],
    movements: Sequence[Movement],
    assessments: Sequence[ReturnCondition],
    since: datetime,
    at: datetime,
) -> tuple[Monitoring, ...]:
    weeks = max((at - since) / timedelta(weeks=1), 1.0)
    last: dict[str, datetime] = {}
    for each in movements:
        if each.movers == "returnee" and since <= each.span.end < at:
            name = place_key(each.place.name, each.place.district)
            last[name] = max(last.get(name, each.span.end), each.span.end)
    assessed: dict[str, datetime] = {}
    for one in assessments:
        if one.span.start < at:
            name = place_key(one.place.name, one.place.district)
            assessed[name] = max(assessed.get(name, one.span.start), one.span.start)
    rows = []
    for name in sorted(last):
        own = [each.people for each in flows if each.arrived == name and each.movers == "returnee"]
        returned = sum_counts(own)
        rows.append(
            Monitoring(
                place=name,
                returned=returned,
                a_week=round(returned.middle / weeks, 1),
                assessed_since=name in assessed and assessed[name] >= last[name],
            )
        )
    return tuple(rows)
