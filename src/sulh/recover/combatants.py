"""Combatants through disarmament, demobilisation and reintegration: counts by group, place, sex and age.

Every count is one that may be shown (`sulh.recover.returns.disclosure`). Nobody can be demobilised who was not
disarmed before, nor be in reintegration who was not demobilised: where the counts say otherwise for certain, it
is named, and no count is changed for it. Unarmed members of a group may be demobilised, too (IDDRS 4.20): then
the sentence is a question to those who keep the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import Word, sentence
from sulh.languages.speech import ENGLISH
from sulh.observe import PHASES
from sulh.recover.returns.disclosure import (
    NOBODY,
    PARTS,
    PersonCount,
    parts_of,
    release,
    sum_counts,
    widest,
)
from sulh.recover.returns.flows import place_key
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.observe import CombatantCount

__all__ = ["CombatantFault", "CombatantLine", "CombatantStatement", "combatant_statement"]

HALF_DAY = timedelta(hours=12)
"""So long before its end, a day is the same in UTC as where it ends."""
CHAIN = PHASES[PHASES.index("disarmed") :]
"""The phases that follow each other; not everybody comes to a cantonment first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CombatantLine:
    """Members of a group who reached a phase at a place by the moment; the bounds hold whatever senders say.

    `place` empty: at all places together. `parts` are the bounds by sex and age of those whom a report tells
    apart; `says` has each sender's word.
    """

    group: str
    place: str
    phase: str
    people: PersonCount
    parts: Mapping[str, PersonCount]
    says: Mapping[str, PersonCount]

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "group": self.group,
            "place": self.place,
            "phase": self.phase,
            "people": [self.people.low, self.people.high],
            "parts": {name: [each.low, each.high] for name, each in self.parts.items()},
            "says": {name: [each.low, each.high] for name, each in self.says.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CombatantFault:
    """Counts of a group that cannot all be true, and the records of the later phase by which they are not."""

    group: str
    message: Sentence
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CombatantStatement:
    """Who reached which phase by a moment, UTC: `groups` at all places, `lines` at each place."""

    at: datetime
    groups: tuple[CombatantLine, ...]
    lines: tuple[CombatantLine, ...]
    faults: tuple[CombatantFault, ...]
    simulated: bool = False

    @property
    def phases(self) -> dict[str, PersonCount]:
        """Return how many members of all groups reached each phase that any reached."""
        return {
            phase: sum_counts(each.people for each in self.groups if each.phase == phase)
            for phase in PHASES
            if any(each.phase == phase for each in self.groups)
        }

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; persons are bounds, rounded to tens, sentences in a language."""
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "groups": [each.content() for each in self.groups],
            "lines": [each.content() for each in self.lines],
            "contradictions": [
                {
                    "group": each.group,
                    "message": each.message.said(speech),
                    "records": list(each.records),
                }
                for each in self.faults
            ],
        }


def combatant_statement(
    counts: Sequence[CombatantCount],
    *,
    at: datetime,
    group_of: Callable[[str], str] = str,
    simulated: bool = False,
) -> CombatantStatement:
    """Return who reached which phase by a moment (UTC), by what began before it.

    `group_of` gives the name of the group that a record names. Of one sender, group, place and phase the
    records add up; two senders give the bounds. Places are added for a group.
    """
    by_place: dict[tuple[str, str, str], list[CombatantCount]] = {}
    for each in counts:
        if each.span.start < at:
            key = (
                group_of(each.actor),
                place_key(each.place.name, each.place.district),
                each.phase,
            )
            by_place.setdefault(key, []).append(each)
    lines = [_line(key, records) for key, records in by_place.items()]
    groups = dict.fromkeys((each.group, each.phase) for each in lines)
    return CombatantStatement(
        at=at,
        groups=tuple(sorted((_whole(*key, lines) for key in groups), key=_order)),
        lines=tuple(sorted(lines, key=_order)),
        faults=tuple(_faults(by_place)),
        simulated=simulated,
    )


def _order(line: CombatantLine) -> tuple[str, str, int]:
    return line.group, line.place, PHASES.index(line.phase)


def _line(key: tuple[str, str, str], records: Iterable[CombatantCount]) -> CombatantLine:
    group, place, phase = key
    senders: dict[str, list[CombatantCount]] = {}
    for each in records:
        senders.setdefault(each.origin.source, []).append(each)
    parts: dict[str, list[PersonCount]] = {}
    for own in senders.values():
        own_parts: dict[str, list[PersonCount]] = {}
        for each in own:
            for name, count in parts_of(each).items():
                own_parts.setdefault(name, []).append(count)
        for name, some in own_parts.items():
            parts.setdefault(name, []).append(sum_counts(some))
    says = {
        sender: sum_counts(release(each.people) for each in own)
        for sender, own in sorted(senders.items())
    }
    return CombatantLine(
        group=group,
        place=place,
        phase=phase,
        people=widest(says.values()),
        parts={name: widest(parts[name]) for name in PARTS if name in parts},
        says=says,
    )


def _whole(group: str, phase: str, lines: Iterable[CombatantLine]) -> CombatantLine:
    """Return the line of a group at all places."""
    own = [each for each in lines if (each.group, each.phase) == (group, phase)]
    senders = sorted({sender for each in own for sender in each.says})
    names = [name for name in PARTS if any(name in each.parts for each in own)]
    return CombatantLine(
        group=group,
        place="",
        phase=phase,
        people=sum_counts(each.people for each in own),
        parts={name: sum_counts(each.parts.get(name, NOBODY) for each in own) for name in names},
        says={who: sum_counts(each.says.get(who, NOBODY) for each in own) for who in senders},
    )


def _faults(
    by_place: Mapping[tuple[str, str, str], Sequence[CombatantCount]],
) -> Iterable[CombatantFault]:
    """Yield for each group and pair of phases the first moment at which more had reached the later one."""
    groups: dict[str, dict[str, list[tuple[str, CombatantCount]]]] = {}
    for (group, place, phase), records in by_place.items():
        groups.setdefault(group, {}).setdefault(phase, []).extend((place, each) for each in records)
    for group, phases in sorted(groups.items()):
        for before, after in pairwise(CHAIN):
            fault = _first_fault(group, before, after, phases)
            if fault is not None:
                yield fault


def _first_fault(
    group: str, before: str, after: str, phases: Mapping[str, Sequence[tuple[str, CombatantCount]]]
) -> CombatantFault | None:
    """Return the fault of two phases; what happened by the end of a record counts, of both."""
    later = phases.get(after, ())
    ends = {each.span.end: each.span for _, each in later}
    for moment, span in sorted(ends.items()):
        reached = [(place, each) for place, each in later if each.span.end <= moment]
        came = [
            (place, each) for place, each in phases.get(before, ()) if each.span.start <= moment
        ]
        least, most = _least(reached), sum(release(each.people).high for _, each in came)
        if least > most:
            return CombatantFault(
                group=group,
                message=sentence(
                    "combatants-too-many",
                    group=group,
                    day=f"{moment - min(HALF_DAY, (span.end - span.start) / 2):%Y-%m-%d}",
                    least=least,
                    after=Word(after),
                    most=most,
                    before=Word(before),
                ),
                records=tuple(sorted({each.origin.ref for _, each in reached})),
            )
    return None


def _least(records: Iterable[tuple[str, CombatantCount]]) -> int:
    """Return how many reached a phase at least: at each place, the most that one sender surely tells of."""
    sums: dict[str, dict[str, int]] = {}
    for place, each in records:
        own = sums.setdefault(place, {})
        own[each.origin.source] = own.get(each.origin.source, 0) + release(each.people).low
    return sum(max(own.values()) for own in sums.values())
