"""The oracle's events: which reports of acts may be of one event, and how many events there are at least.

It restates ``docs/reference/verification-semantics.md``, "One event or several".
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from tests.verify.oracle_resolve import (
    CERTAIN,
    Case,
    is_exact,
    is_id_of,
    named_by,
    on_the_plane,
    overlap,
    place_in_zone,
    plain,
    strong,
    wider_acts,
)

from sulh.observe.records import Comparison, Incident
from sulh.values import Count, Span, Tri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.mission.pack import Pack

HOUR = timedelta(hours=1)
DAY = timedelta(days=1) - timedelta(microseconds=1)

Told = tuple[str, Incident]


def settled(case: Case) -> dict[frozenset[str], str]:
    """Return the last judgement on each pair of incidents."""
    ids = {id_ for id_, report in case.reports if isinstance(report, Incident)}
    judged = {}
    for _, report in case.reports:
        if isinstance(report, Comparison) and strong(case.pack, report) == CERTAIN:
            for pair in combinations(sorted(ids & set(report.reports)), 2):
                judged[frozenset(pair)] = report.judgement
    return judged


def events(case: Case, told: Sequence[Told]) -> list[list[Told]]:
    """Put together the reports that somebody settled to be one event; none that *different* parts."""
    judged = settled(case)
    parts = [{id_} for id_, _ in case.reports]
    for pair, judgement in judged.items():
        if judgement == "same":
            one, other = (next(part for part in parts if id_ in part) for id_ in pair)
            if one is not other:
                parts.remove(other)
                one |= other
    for pair, judgement in judged.items():
        for part in [part for part in parts if judgement == "different" and pair <= part]:
            parts.remove(part)
            parts += [{id_} for id_ in part]
    grouped = [[one for one in told if one[0] in part] for part in parts]
    return [group for group in grouped if group]


def fewest(case: Case, told: Sequence[Told]) -> int:
    """Return the least number of events: groups in which all reports may be one, two by two."""
    if not told:
        return 0
    first, *others = told
    near = [other for other in others if may_be_one(case, first, other)]
    best = len(told)
    for size in range(len(near), -1, -1):
        for chosen in combinations(near, size):
            if all(may_be_one(case, one, other) for one, other in combinations(chosen, 2)):
                rest = [other for other in others if other not in chosen]
                best = min(best, 1 + fewest(case, rest))
    return best


def may_be_one(case: Case, one: Told, other: Told) -> bool:
    """Say whether two reports may be of one event."""
    if settled(case).get(frozenset({one[0], other[0]})) == "different":
        return False
    a, b = one[1], other[1]
    return (
        overlap(by_the_clock(a.span), by_the_clock(b.span))
        and all(
            bounds_meet(*pair, apart=a.origin.source != b.origin.source)
            for pair in ((a.deaths, b.deaths), (a.civilian_deaths, b.civilian_deaths))
        )
        and bool(wider_acts(case.pack, a.act) & wider_acts(case.pack, b.act))
        and same_people(case.pack, a, b)
        and same_place(case, a, b)
    )


def by_the_clock(span: Span) -> Span:
    """Widen a span shorter than a day by an hour at both ends."""
    return span if span.end - span.start >= DAY else Span(span.start - HOUR, span.end + HOUR)


def bounds_meet(one: Count, other: Count, *, apart: bool) -> bool:
    """Say whether the bounds share a number; of two senders, after each is widened."""
    low = [each.low - (each.low // 2 + 2) * apart for each in (one, other)]
    high = [
        math.inf if each.high is None else each.high + (each.high // 2 + 2) * apart
        for each in (one, other)
    ]
    return low[0] <= high[1] and low[1] <= high[0]


def same_people(pack: Pack, a: Incident, b: Incident) -> bool:
    """Say whether the sides can be the same, this way round or the other."""
    sides = [[p.name for p in each.participants if p.side == s] for each in (a, b) for s in "ab"]
    a_one, a_other, b_one, b_other = ([who(pack, name) for name in side] for side in sides)
    return (meet(a_one, b_one) and meet(a_other, b_other)) or (
        meet(a_one, b_other) and meet(a_other, b_one)
    )


def meet(one: list[set[str]], other: list[set[str]]) -> bool:
    """Nobody, and somebody that the pack does not know, may be anybody."""
    if not one or not other or not all(one) or not all(other):
        return True
    return bool(set().union(*one) & set().union(*other))


def who(pack: Pack, name: str) -> set[str]:
    """Return who may bear a name, whatever its dates, with the members of coalitions."""
    found = [
        actor
        for actor in pack.actors.values()
        if plain(name) in [plain(actor.name), *(plain(alias.name) for alias in actor.aliases)]
        or is_id_of(pack, name, actor)
    ]
    return {id_ for actor in found for id_ in (actor.id, *(m.party for m in actor.members))}


def same_place(case: Case, a: Incident, b: Incident) -> bool:
    pack = case.pack
    if is_exact(pack, a.place) and is_exact(pack, b.place):
        here, there = (a.place.lon, a.place.lat), (b.place.lon, b.place.lat)
        middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
        east, north = (
            p - q
            for p, q in zip(on_the_plane(*here, middle), on_the_plane(*there, middle), strict=True)
        )
        return math.hypot(east, north) <= a.place.accuracy_m + b.place.accuracy_m
    for one, other in ((a, b), (b, a)):
        named = named_by(pack, one.place)
        if named and not is_exact(pack, one.place):
            plainly = replace(case, provision=replace(case.provision, terms=None))
            seen = [place_in_zone(replace(plainly, zone=zone), other.place) for zone in named]
            if all(held.tri == Tri.NO for held in seen):
                return False
    return True
