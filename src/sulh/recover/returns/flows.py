"""Flows: how many people went from where to where, as each sender reports it, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import sentence
from sulh.recover.returns.disclosure import (
    PARTS,
    PersonCount,
    parts_of,
    release,
    sum_counts,
    widest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.recover.records import Population
    from sulh.recover.return_records import Movement

__all__ = ["Flow", "FlowFault", "flows_between", "place_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """People who went from one place to another; the bounds hold whatever the senders say.

    `parts` are the bounds by sex and age of those whom a report tells apart: others may be of each as well.
    """

    left: str
    arrived: str
    movers: str
    people: PersonCount
    parts: Mapping[str, PersonCount]
    says: Mapping[str, PersonCount]

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "from": self.left,
            "to": self.arrived,
            "movers": self.movers,
            "people": [self.people.low, self.people.high],
            "parts": {name: [each.low, each.high] for name, each in self.parts.items()},
            "says": {name: [each.low, each.high] for name, each in self.says.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFault:
    """Reports that cannot all be true, and which they are."""

    message: Sentence
    records: tuple[str, ...]


def place_key(name: str, district: str = "") -> str:
    """Return what a place is called in a table: its name, or its district where it has none."""
    return name or district


def flows_between(
    movements: Sequence[Movement],
    populations: Sequence[Population],
    *,
    since: datetime,
    at: datetime,
) -> tuple[tuple[Flow, ...], tuple[FlowFault, ...]]:
    """Return the flows from `since` to `at` (UTC), and which are larger than the people there were.

    A movement counts where it ended in that time. Of one sender all records of a way add up; two senders
    who both report a way give its bounds.
    """
    ways: dict[tuple[str, str, str], dict[str, list[Movement]]] = {}
    for each in movements:
        if since <= each.span.end < at:
            way = (each.left, place_key(each.place.name, each.place.district), each.movers)
            ways.setdefault(way, {}).setdefault(each.origin.source, []).append(each)
    flows = tuple(_flow(way, senders) for way, senders in sorted(ways.items()))
    return flows, _faults(ways, populations, since, at)


def _flow(way: tuple[str, str, str], senders: Mapping[str, Sequence[Movement]]) -> Flow:
    by_sender: dict[str, dict[str, list[PersonCount]]] = {}
    for sender, records in senders.items():
        for each in records:
            for name, number in parts_of(each).items():
                by_sender.setdefault(name, {}).setdefault(sender, []).append(number)
    says = {sender: _whole(records) for sender, records in sorted(senders.items())}
    return Flow(
        left=way[0],
        arrived=way[1],
        movers=way[2],
        people=widest(says.values()),
        parts={
            name: widest(sum_counts(own) for own in by_sender[name].values())
            for name in PARTS
            if name in by_sender
        },
        says=says,
    )


def _whole(records: Iterable[Movement]) -> PersonCount:
    return sum_counts(release(each.people) for each in records)


def _faults(
    ways: Mapping[tuple[str, str, str], Mapping[str, Sequence[Movement]]],
    populations: Sequence[Population],
    since: datetime,
    at: datetime,
) -> tuple[FlowFault, ...]:
    """Name the places that more people left than were there, by what may be shown of both.

    The people are those last counted before `since` by each sender, and all who arrived since then.
    """
    left: dict[str, dict[str, list[Movement]]] = {}
    arrived: dict[str, list[PersonCount]] = {}
    for way, senders in ways.items():
        for sender, records in senders.items():
            left.setdefault(way[0], {}).setdefault(sender, []).extend(records)
        arrived.setdefault(way[1], []).append(widest(map(_whole, senders.values())))
    faults = []
    for place, by_sender in sorted(left.items()):
        there = _people_there(populations, place, since, at)
        if there is None:
            continue
        most = there.high + sum(each.high for each in arrived.get(place, ()))
        for sender, records in sorted(by_sender.items()):
            leavers = _whole(records)
            if leavers.low > most:
                faults.append(
                    FlowFault(
                        message=sentence(
                            "flow-too-large",
                            source=sender,
                            people=leavers.words,
                            place=place,
                            most=most,
                        ),
                        records=tuple(sorted(each.origin.ref for each in records)),
                    )
                )
    return tuple(faults)


def _people_there(
    populations: Sequence[Population], place: str, since: datetime, at: datetime
) -> PersonCount | None:
    """Return the people at a place when the flows began; None where nobody counted them.

    Where nobody counted before, the first count within the time is taken.
    """
    own = [
        each
        for each in populations
        if place_key(each.place.name, each.place.district) == place and each.span.start < at
    ]
    last: dict[tuple[str, str], Population] = {}
    for each in sorted(own, key=lambda each: each.span.start):
        key = (each.origin.source, each.group)
        if each.span.start <= since or key not in last:
            last[key] = each
    if not last:
        return None
    by_sender: dict[str, list[PersonCount]] = {}
    for (sender, _), each in last.items():
        by_sender.setdefault(sender, []).append(release(each.people))
    return widest(sum_counts(counts) for counts in by_sender.values())
