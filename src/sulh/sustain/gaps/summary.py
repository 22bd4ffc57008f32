"""What a force generation officer asks of the gaps, together: the page and the command show this."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.sustain.gaps.find import (
    best_fill,
    fillable_months,
    find_endings,
    find_gaps,
    pledge_losses,
    ready_day,
    reasons_unfit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sulh.sustain.gaps.find import Fill, Gap
    from sulh.sustain.records import Deployment, Pledge, Requirement

__all__ = ["Ending", "GapSummary", "MonthState", "PledgeRefusal", "gap_summary"]


class MonthState(NamedTuple):
    """A month in people: required, deployed, added by the best use of pledges, still missing."""

    month: str
    people_required: int
    people_deployed: int
    people_pledged: int
    people_missing: int


class Ending(NamedTuple):
    """A deployment that ends with no successor, and the pledges that could follow it in time."""

    deployment: Deployment
    days_left: int
    successors: tuple[str, ...]


class PledgeRefusal(NamedTuple):
    """Why a pledge is not used for a requirement."""

    pledge: str
    requirement: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSummary:
    """Requirements and what covers them, if the decision falls on a `day`.

    `losses` are the pledges in use with the person-months lost without each. `refusals` say for
    each pledge that is not used and each requirement why. `priorities` are the requirements that stay
    unmet after the best use of pledges, by the person-months that a new pledge for it could fill.
    `strays` are deployments for a requirement that is not in the table.
    """

    day: date
    within_days: int
    requirements: tuple[Requirement, ...]
    pledges: tuple[Pledge, ...]
    gaps: tuple[Gap, ...]
    fill: Fill
    losses: tuple[tuple[str, int], ...]
    months: tuple[MonthState, ...]
    endings: tuple[Ending, ...]
    refusals: tuple[PledgeRefusal, ...]
    priorities: tuple[tuple[str, int], ...]
    strays: tuple[str, ...]

    def still_unmet(self, gap: Gap) -> tuple[str, ...]:
        """Return the months of a requirement that no pledge fills either."""
        months = self.fill.months.get(gap.requirement, frozenset())
        return tuple(month for month in gap.unmet_months if month not in months)

    def content(self) -> dict[str, Any]:
        """Return the summary in types that JSON has."""
        return {
            "day": str(self.day),
            "unmet_months": {each.requirement: each.unmet_months for each in self.gaps},
            "months": [each._asdict() for each in self.months],
            "assignments": self.fill.assignments,
            "months_filled": {key: sorted(months) for key, months in self.fill.months.items()},
            "person_months": self.fill.person_months,
            "lost_without": self.losses,
            "priorities": self.priorities,
            "endings": [
                {
                    "deployment": each.deployment.id,
                    "last": str(each.deployment.last),
                    "days_left": each.days_left,
                    "successors": each.successors,
                }
                for each in self.endings
            ],
            "refusals": [each._asdict() for each in self.refusals],
            "deployments_without_requirement": self.strays,
        }


def gap_summary(
    requirements: Sequence[Requirement],
    pledges: Sequence[Pledge],
    deployments: Sequence[Deployment],
    *,
    day: date,
    within_days: int,
) -> GapSummary:
    """Return the summary of a day; months before that day cannot be filled any more."""
    gaps = find_gaps(requirements, deployments)
    fill = best_fill(requirements, pledges, gaps, on=day)
    needs = {each.id: each for each in requirements}
    in_use = {pledge for pledge, _ in fill.assignments}
    unmet = {each.requirement: each.unmet_months for each in gaps}
    endings = find_endings(deployments, requirements, on=day, within_days=within_days)
    summary = GapSummary(
        day=day,
        within_days=within_days,
        requirements=tuple(requirements),
        pledges=tuple(pledges),
        gaps=gaps,
        fill=fill,
        losses=pledge_losses(requirements, pledges, gaps, on=day),
        months=_months(needs, gaps, fill),
        endings=tuple(
            Ending(each, (each.last - day).days, _successors(each, needs, pledges, day))
            for each in endings
        ),
        refusals=tuple(
            PledgeRefusal(pledge.id, need.id, _refusal(pledge, need, unmet[need.id], day))
            for pledge in pledges
            if pledge.id not in in_use
            for need in requirements
        ),
        priorities=(),
        strays=tuple(sorted(each.id for each in deployments if each.requirement not in needs)),
    )
    return replace(summary, priorities=_priorities(summary, needs))


def _refusal(pledge: Pledge, need: Requirement, unmet: Sequence[str], day: date) -> str:
    """Return why a pledge adds nothing to a requirement, in words."""
    reasons = reasons_unfit(pledge, need)
    if reasons:
        return "; ".join(reasons)
    if not unmet:
        return "nothing is unmet there"
    if fillable_months(pledge, need, unmet, day):
        return "could fill it, but another use of pledges fills more or is readier"
    ready = ready_day(pledge, day)
    if ready > pledge.last:
        return f"is ready on {ready} only, after it would have left ({pledge.last})"
    return f"is there from {ready} to {pledge.last}: no whole unmet month lies in that"


def _successors(
    ending: Deployment, needs: Mapping[str, Requirement], pledges: Sequence[Pledge], day: date
) -> tuple[str, ...]:
    """Return the pledges that fit and can be there on the day after a deployment ends."""
    need, after = needs[ending.requirement], ending.last + timedelta(days=1)
    return tuple(
        each.id
        for each in pledges
        if not reasons_unfit(each, need) and ready_day(each, day) <= after <= each.last
    )


def _months(
    needs: Mapping[str, Requirement], gaps: Sequence[Gap], fill: Fill
) -> tuple[MonthState, ...]:
    required: dict[str, int] = {}
    unmet: dict[str, int] = {}
    pledged: dict[str, int] = {}
    for gap in gaps:
        people = needs[gap.requirement].strength
        for months, sums in (
            (gap.months, required),
            (gap.unmet_months, unmet),
            (fill.months.get(gap.requirement, ()), pledged),
        ):
            for month in months:
                sums[month] = sums.get(month, 0) + people
    return tuple(
        MonthState(
            month,
            people_required=required[month],
            people_deployed=required[month] - unmet.get(month, 0),
            people_pledged=pledged.get(month, 0),
            people_missing=unmet.get(month, 0) - pledged.get(month, 0),
        )
        for month in sorted(required)
    )


def _priorities(
    summary: GapSummary, needs: Mapping[str, Requirement]
) -> tuple[tuple[str, int], ...]:
    """Return what a new pledge could fill: only months that have not begun on the day."""
    this_month = f"{summary.day:%Y-%m}"
    person_months = [
        (
            gap.requirement,
            needs[gap.requirement].strength
            * sum(month > this_month for month in summary.still_unmet(gap)),
        )
        for gap in summary.gaps
    ]
    some = (each for each in person_months if each[1])
    return tuple(sorted(some, key=lambda each: (-each[1], each[0])))
