"""What is missing by month, what ends soon, which pledges fill it best, and which matters most.

A requirement's month is *met* when deployments cover every day of it that the requirement asks for.
A pledge fits a requirement when the type is the same, the strength is enough, a language is shared
(where one is needed) and no caveat refuses a task, the place or the mission. It fills the unmet
months in which it is there on every day of the requirement: after its notice, within its own dates.
Each pledge goes to at most one requirement; a month is filled once, however many pledges cover it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import highspy

from sulh.errors import plural
from sulh.sustain.records import READINESS_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.sustain.records import Deployment, Pledge, Requirement

__all__ = [
    "Fill",
    "Gap",
    "best_fill",
    "fillable_months",
    "find_endings",
    "find_gaps",
    "pledge_losses",
    "ready_day",
    "reasons_unfit",
]

Months = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The months of a requirement, and those among them that are not wholly covered."""

    requirement: str
    months: tuple[str, ...]
    unmet_months: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """The best use of pledges: which pledge goes to which requirement, and what that fills.

    `months` are the filled months by requirement; `person_months` weighs each with its strength.
    """

    assignments: tuple[tuple[str, str], ...]
    months: Mapping[str, Months]
    person_months: int


def find_gaps(
    requirements: Iterable[Requirement], deployments: Iterable[Deployment]
) -> tuple[Gap, ...]:
    """Return for each requirement its months and those unmet."""
    presence: dict[str, list[tuple[date, date]]] = {}
    for each in deployments:
        presence.setdefault(each.requirement, []).append((each.first, each.last))
    gaps = []
    for need in requirements:
        months = _months(need)
        spans = _join(presence.get(need.id, ()))
        unmet = tuple(
            month
            for month, first, last in months
            if not any(begin <= first and last <= end for begin, end in spans)
        )
        names = tuple(month for month, _, _ in months)
        gaps.append(Gap(requirement=need.id, months=names, unmet_months=unmet))
    return tuple(gaps)


def find_endings(
    deployments: Iterable[Deployment],
    requirements: Iterable[Requirement],
    *,
    on: date,
    within_days: int,
) -> tuple[Deployment, ...]:
    """Return the deployments that end within the days, before their need does, with no successor.

    Where another deployment covers the day after (a rotation), there is a successor.
    """
    needs = {each.id: each for each in requirements}
    everyone = tuple(deployments)
    until = on + timedelta(days=within_days)
    endings = [
        each
        for each in everyone
        if on <= each.last <= until
        and each.requirement in needs
        and each.last < needs[each.requirement].last
        and not any(
            other.requirement == each.requirement
            and other.first <= each.last + timedelta(days=1) <= other.last
            for other in everyone
        )
    ]
    return tuple(sorted(endings, key=lambda each: (each.last, each.id)))


def reasons_unfit(pledge: Pledge, need: Requirement) -> tuple[str, ...]:
    """Return why a pledge cannot fill a requirement, each reason one clause; none where it can.

    A unit of another type has that one reason.
    """
    if pledge.unit_type != need.unit_type:
        return (f"is {pledge.unit_type}, not {need.unit_type}",)
    reasons = []
    if pledge.strength < need.strength:
        reasons.append(f"has {pledge.strength} of {plural(need.strength, 'person', 'people')}")
    if need.languages and not need.languages & pledge.languages:
        reasons.append(f"speaks none of: {', '.join(sorted(need.languages))}")
    duties = need.tasks | {need.place.casefold(), need.mission.casefold()}
    refusals = sorted(duties & pledge.caveats)
    if refusals:
        reasons.append(f"refuses: {', '.join(refusals)}")
    return tuple(reasons)


def ready_day(pledge: Pledge, on: date) -> date:
    """Return the day from which a pledge can be there, if the decision falls on a day."""
    notice_days = min(pledge.notice_days, (date.max - on).days)
    return max(pledge.first, on + timedelta(days=notice_days))


def fillable_months(pledge: Pledge, need: Requirement, unmet: Sequence[str], on: date) -> Months:
    """Return the unmet months that a pledge would fill, if the decision falls on a day."""
    if reasons_unfit(pledge, need):
        return frozenset()
    ready = ready_day(pledge, on)
    return frozenset(
        month
        for month, first, last in _months(need)
        if month in unmet and ready <= first and last <= pledge.last
    )


def best_fill(
    requirements: Sequence[Requirement], pledges: Sequence[Pledge], gaps: Iterable[Gap], *, on: date
) -> Fill:
    """Return the assignment that fills the most person-months; among equals the readiest pledges.

    An integer programme, solved to optimality by HiGHS with one thread. Maximise

        sum(strength_j * y_jm) + small * sum((level_i - 6) * x_ij)

    with y_jm ≤ sum of x_ij over the pledges that would fill month m of j, each pledge used at most
    once. `small` is such that readiness never outweighs one person-month, and no pledge is spent
    that fills nothing.
    """
    unmet = {each.requirement: each.unmet_months for each in gaps}
    pairs = [
        Pair(pledge, need, months)
        for pledge in pledges
        for need in requirements
        if need.strength and (months := fillable_months(pledge, need, unmet.get(need.id, ()), on))
    ]
    choices = _solve(pairs, pledges) if pairs else []
    strength = {each.id: each.strength for each in requirements}
    by_need: dict[str, Months] = {}
    for _, need, months in choices:
        by_need[need.id] = by_need.get(need.id, frozenset()) | months
    return Fill(
        assignments=tuple(sorted((pledge.id, need.id) for pledge, need, _ in choices)),
        months=by_need,
        person_months=sum(strength[key] * len(months) for key, months in by_need.items()),
    )


class Pair(NamedTuple):
    """A pledge that could go to a requirement, and the months that it would fill."""

    pledge: Pledge
    need: Requirement
    months: Months


def _solve(pairs: Sequence[Pair], pledges: Sequence[Pledge]) -> list[Pair]:
    """Return the pairs of the best assignment."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 1e-9)
    steps = len(READINESS_LEVELS) + 1
    small = 1 / (steps * (len(pledges) + 1))
    uses = [
        model.addBinary(obj=small * (READINESS_LEVELS.index(each.pledge.level) + 1 - steps))
        for each in pairs
    ]
    for pledge in pledges:
        own = [use for use, each in zip(uses, pairs, strict=True) if each.pledge is pledge]
        if own:
            model.addConstr(sum(own) <= 1)
    strength = {each.need.id: each.need.strength for each in pairs}
    for month, name in sorted({(month, each.need.id) for each in pairs for month in each.months}):
        met = model.addVariable(lb=0, ub=1, obj=strength[name])
        cover = [
            use
            for use, each in zip(uses, pairs, strict=True)
            if each.need.id == name and month in each.months
        ]
        model.addConstr(met <= sum(cover))
    model.maximize()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {model.getModelStatus()}")
    return [each for use, each in zip(uses, pairs, strict=True) if model.val(use) > 0.5]


def pledge_losses(
    requirements: Sequence[Requirement], pledges: Sequence[Pledge], gaps: Sequence[Gap], *, on: date
) -> tuple[tuple[str, int], ...]:
    """Return each pledge in use and the person-months lost without it, the greatest loss first.

    Without it, all others are used as well as they then can be.
    """
    best = best_fill(requirements, pledges, gaps, on=on)
    losses = []
    for name, _ in best.assignments:
        rest = [each for each in pledges if each.id != name]
        without = best_fill(requirements, rest, gaps, on=on)
        losses.append((name, best.person_months - without.person_months))
    return tuple(sorted(losses, key=lambda each: (-each[1], each[0])))


def _months(need: Requirement) -> tuple[tuple[str, date, date], ...]:
    """Return the months of a requirement, each with the first and last day that it asks for."""
    starts = [need.first.replace(day=1)]
    while starts[-1] <= need.last:
        starts.append((starts[-1] + timedelta(days=31)).replace(day=1))
    return tuple(
        (f"{begin:%Y-%m}", max(begin, need.first), min(after - timedelta(days=1), need.last))
        for begin, after in pairwise(starts)
    )


def _join(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Join the spans of days that touch or overlap."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
