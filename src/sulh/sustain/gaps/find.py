"""What is missing by month, what ends soon, which pledges fill it best, and which matters most.

A requirement's month is *met* when deployments cover every day of it that the requirement asks for.
A pledge fits a requirement when the type is the same, the strength is enough, a language is shared
(where one is needed) and no caveat refuses a task, the place or the mission. It fills the unmet
months in which it is there on every day asked for: after its notice, within its own dates. Each
pledge goes to one requirement at most; a month is filled once, however many pledges cover it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import highspy

from sulh.sustain.gaps.requirements import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.sustain.gaps.requirements import Deployment, Pledge, Requirement

__all__ = ["Fill", "Gap", "best_fill", "ending_soon", "find_gaps", "fits", "most_needed"]

Months = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A requirement's months that are not wholly covered, and those that it asks for."""

    requirement: str
    asked: tuple[str, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """The best use of pledges: who goes where, and the months of each requirement that this fills.

    `person_months` weighs each filled month with the requirement's strength.
    """

    given: tuple[tuple[str, str], ...]
    filled: Mapping[str, Months]
    person_months: int


def find_gaps(
    requirements: Iterable[Requirement], deployments: Iterable[Deployment]
) -> tuple[Gap, ...]:
    """Return for each requirement the months it asks for and those unmet."""
    there: dict[str, list[tuple[date, date]]] = {}
    for each in deployments:
        there.setdefault(each.requirement, []).append((each.first, each.last))
    gaps = []
    for need in requirements:
        asked = _asked(need)
        spans = _joined(there.get(need.id, ()))
        unmet = tuple(
            month
            for month, first, last in asked
            if not any(begin <= first and last <= end for begin, end in spans)
        )
        gaps.append(
            Gap(requirement=need.id, asked=tuple(month for month, _, _ in asked), unmet=unmet)
        )
    return tuple(gaps)


def ending_soon(
    deployments: Iterable[Deployment],
    requirements: Iterable[Requirement],
    *,
    on: date,
    within_days: int,
) -> tuple[Deployment, ...]:
    """Return the deployments that end within the days, before their need does, with no successor.

    A rotation that is arranged (another deployment covers the day after) is none of them.
    """
    needs = {each.id: each for each in requirements}
    all_of_them = tuple(deployments)
    until = on + timedelta(days=within_days)
    found = [
        each
        for each in all_of_them
        if on <= each.last <= until
        and each.requirement in needs
        and each.last < needs[each.requirement].last
        and not any(
            other.requirement == each.requirement
            and other.first <= each.last + timedelta(days=1) <= other.last
            for other in all_of_them
        )
    ]
    return tuple(sorted(found, key=lambda each: (each.last, each.id)))


def fits(pledge: Pledge, need: Requirement) -> str:
    """Return why a pledge cannot fill a requirement; empty where it can."""
    refused = sorted(
        (need.tasks | {need.place.casefold(), need.mission.casefold()}) & pledge.caveats
    )
    if pledge.unit_type != need.unit_type:
        return f"is {pledge.unit_type}, not {need.unit_type}"
    if pledge.strength < need.strength:
        return f"has {pledge.strength} of {need.strength} people"
    if need.languages and not need.languages & pledge.languages:
        return f"speaks none of: {', '.join(sorted(need.languages))}"
    if refused:
        return f"refuses: {', '.join(refused)}"
    return ""


def fillable(pledge: Pledge, need: Requirement, unmet: Sequence[str], decided: date) -> Months:
    """Return the unmet months that a pledge would fill, decided upon on a day."""
    if fits(pledge, need):
        return frozenset()
    ready = max(pledge.first, decided + timedelta(days=pledge.notice_days))
    return frozenset(
        month
        for month, first, last in _asked(need)
        if month in unmet and ready <= first and last <= pledge.last
    )


def best_fill(
    requirements: Sequence[Requirement],
    pledges: Sequence[Pledge],
    gaps: Iterable[Gap],
    *,
    decided: date,
) -> Fill:
    """Return the assignment that fills the most person-months; among equals the readiest pledges.

    An integer programme, solved to optimality by HiGHS with one thread. Maximise

        sum(strength_j * y_jm) + small * sum((level_i - 6) * x_ij)

    with y_jm ≤ sum of x_ij over the pledges that would fill month m of j, each pledge used once at
    the most. `small` is such that readiness never outweighs one person-month, and no pledge is spent
    that fills nothing.
    """
    unmet = {each.requirement: each.unmet for each in gaps}
    needs = {each.id: each for each in requirements}
    pairs = [
        (pledge, need, months)
        for pledge in pledges
        for need in requirements
        if need.strength and (months := fillable(pledge, need, unmet.get(need.id, ()), decided))
    ]
    if not pairs:
        return Fill(given=(), filled={}, person_months=0)
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 1e-9)
    steps = len(LEVELS) + 1
    small = 1 / (steps * (len(pledges) + 1))
    uses = [
        model.addBinary(obj=small * (LEVELS.index(pledge.level) + 1 - steps))
        for pledge, _, _ in pairs
    ]
    for pledge in pledges:
        own = [use for use, (each, _, _) in zip(uses, pairs, strict=True) if each is pledge]
        if own:
            model.addConstr(sum(own) <= 1)
    for month, need_id in sorted({(m, need.id) for _, need, months in pairs for m in months}):
        met = model.addVariable(lb=0, ub=1, obj=needs[need_id].strength)
        cover = [
            use
            for use, (_, need, months) in zip(uses, pairs, strict=True)
            if need.id == need_id and month in months
        ]
        model.addConstr(met <= sum(cover))
    model.maximize()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {model.getModelStatus()}")
    taken = [pair for use, pair in zip(uses, pairs, strict=True) if model.val(use) > 0.5]
    filled: dict[str, Months] = {}
    for _, need, months in taken:
        filled[need.id] = filled.get(need.id, frozenset()) | months
    return Fill(
        given=tuple(sorted((pledge.id, need.id) for pledge, need, _ in taken)),
        filled=filled,
        person_months=sum(needs[key].strength * len(months) for key, months in filled.items()),
    )


def most_needed(
    requirements: Sequence[Requirement],
    pledges: Sequence[Pledge],
    gaps: Sequence[Gap],
    *,
    decided: date,
) -> tuple[tuple[str, int], ...]:
    """Return each pledge in use and the person-months lost without it, the greatest loss first.

    Without it, all others are used as well as they then can be.
    """
    whole = best_fill(requirements, pledges, gaps, decided=decided)
    losses = []
    for name, _ in whole.given:
        rest = [each for each in pledges if each.id != name]
        without = best_fill(requirements, rest, gaps, decided=decided)
        losses.append((name, whole.person_months - without.person_months))
    return tuple(sorted(losses, key=lambda each: (-each[1], each[0])))


def _asked(need: Requirement) -> tuple[tuple[str, date, date], ...]:
    """Return the months that a requirement asks for, each with its first and last day asked for."""
    starts = [need.first.replace(day=1)]
    while starts[-1] <= need.last:
        starts.append((starts[-1] + timedelta(days=31)).replace(day=1))
    return tuple(
        (f"{begin:%Y-%m}", max(begin, need.first), min(after - timedelta(days=1), need.last))
        for begin, after in pairwise(starts)
    )


def _joined(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return spans of days with those joined that touch or overlap."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
