"""What a force generation officer asks of the gaps, together: the page and the command show this."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sulh.sustain.gaps.find import (
    best_fill,
    ending_soon,
    fillable,
    find_gaps,
    fits,
    most_needed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sulh.sustain.gaps.find import Fill, Gap
    from sulh.sustain.gaps.requirements import Deployment, Pledge, Requirement

__all__ = ["Ending", "GapSummary", "MonthState", "Refusal", "gap_summary", "refusal"]


class MonthState(NamedTuple):
    """A month in people: asked for, deployed, filled by the best use of pledges, still unmet."""

    month: str
    asked: int
    deployed: int
    filled: int
    unmet: int


class Ending(NamedTuple):
    """A deployment that ends with no successor, and the pledges that could follow it in time."""

    deployment: Deployment
    days_left: int
    successors: tuple[str, ...]


class Refusal(NamedTuple):
    """Why a pledge is not used for a requirement."""

    pledge: str
    requirement: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSummary:
    """Requirements and what covers them, decided upon on a day.

    `losses` are the pledges in use with the person-months lost without each. `refusals` say for
    each pledge and requirement why they do not go together. `wanted` are the requirements that stay
    unmet after the best use of pledges, by the person-months that a new pledge for it could fill.
    `stray` are deployments for a requirement that is not listed.
    """

    on: date
    within_days: int
    requirements: tuple[Requirement, ...]
    pledges: tuple[Pledge, ...]
    gaps: tuple[Gap, ...]
    fill: Fill
    losses: tuple[tuple[str, int], ...]
    months: tuple[MonthState, ...]
    ending: tuple[Ending, ...]
    refusals: tuple[Refusal, ...]
    wanted: tuple[tuple[str, int], ...]
    stray: tuple[str, ...]

    def still_unmet(self, gap: Gap) -> tuple[str, ...]:
        """Return the months of a requirement that no pledge fills either."""
        filled = self.fill.filled.get(gap.requirement, frozenset())
        return tuple(month for month in gap.unmet if month not in filled)


def gap_summary(
    requirements: Sequence[Requirement],
    pledges: Sequence[Pledge],
    deployments: Sequence[Deployment],
    *,
    on: date,
    within_days: int,
) -> GapSummary:
    """Return the summary of a day; months before that day cannot be filled any more."""
    gaps = find_gaps(requirements, deployments)
    fill = best_fill(requirements, pledges, gaps, decided=on)
    needs = {each.id: each for each in requirements}
    given = {pledge for pledge, _ in fill.given}
    unmet = {each.requirement: each.unmet for each in gaps}
    ending = ending_soon(deployments, requirements, on=on, within_days=within_days)
    summary = GapSummary(
        on=on,
        within_days=within_days,
        requirements=tuple(requirements),
        pledges=tuple(pledges),
        gaps=gaps,
        fill=fill,
        losses=most_needed(requirements, pledges, gaps, decided=on),
        months=_months(needs, gaps, fill),
        ending=tuple(
            Ending(each, (each.last - on).days, _successors(each, needs, pledges, on))
            for each in ending
        ),
        refusals=tuple(
            Refusal(pledge.id, need.id, refusal(pledge, need, unmet[need.id], on))
            for pledge in pledges
            if pledge.id not in given
            for need in requirements
        ),
        wanted=(),
        stray=tuple(sorted(each.id for each in deployments if each.requirement not in needs)),
    )
    return _with_wanted(summary, needs)


def refusal(pledge: Pledge, need: Requirement, unmet: Sequence[str], decided: date) -> str:
    """Return why a pledge adds nothing to a requirement, as one clause."""
    unfit = fits(pledge, need)
    if unfit:
        return unfit
    if not unmet:
        return "nothing is unmet there"
    if fillable(pledge, need, unmet, decided):
        return "could fill it, but another use of pledges fills more or is readier"
    ready = max(pledge.first, decided + timedelta(days=pledge.notice_days))
    if ready > pledge.last:
        return f"is ready on {ready} only, after it would have left ({pledge.last})"
    return f"is there from {ready} to {pledge.last}: no whole unmet month lies in that"


def _successors(
    ending: Deployment, needs: Mapping[str, Requirement], pledges: Sequence[Pledge], on: date
) -> tuple[str, ...]:
    """Return the pledges that fit and can be there on the day after a deployment ends."""
    need, after = needs[ending.requirement], ending.last + timedelta(days=1)
    return tuple(
        each.id
        for each in pledges
        if not fits(each, need)
        and max(each.first, on + timedelta(days=each.notice_days)) <= after <= each.last
    )


def _months(
    needs: Mapping[str, Requirement], gaps: Sequence[Gap], fill: Fill
) -> tuple[MonthState, ...]:
    asked: dict[str, int] = {}
    unmet: dict[str, int] = {}
    filled: dict[str, int] = {}
    for gap in gaps:
        people = needs[gap.requirement].strength
        for months, sums in (
            (gap.asked, asked),
            (gap.unmet, unmet),
            (fill.filled.get(gap.requirement, ()), filled),
        ):
            for month in months:
                sums[month] = sums.get(month, 0) + people
    return tuple(
        MonthState(
            month,
            asked[month],
            asked[month] - unmet.get(month, 0),
            filled.get(month, 0),
            unmet.get(month, 0) - filled.get(month, 0),
        )
        for month in sorted(asked)
    )


def _with_wanted(summary: GapSummary, needs: Mapping[str, Requirement]) -> GapSummary:
    """Add what is wanted most: only months that have not begun on the day can still be filled."""
    this_month = f"{summary.on:%Y-%m}"
    wanted = [
        (
            gap.requirement,
            needs[gap.requirement].strength
            * sum(month > this_month for month in summary.still_unmet(gap)),
        )
        for gap in summary.gaps
    ]
    found = sorted((each for each in wanted if each[1]), key=lambda each: (-each[1], each[0]))
    return replace(summary, wanted=tuple(found))
