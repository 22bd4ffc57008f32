"""The body of the contributors' page: gaps, readiness, contributions. Persons are counts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class MonthStateOut(BaseModel):
    """A month in people: required, deployed, added by the best use of pledges, still missing."""

    month: str
    people_required: int
    people_deployed: int
    people_pledged: int
    people_missing: int


class RequirementOut(BaseModel):
    """A unit that is required; `unmet`: the months not wholly covered, some `filled_by_pledges`."""

    id: str
    unit_type: str
    strength: int
    first: str
    last: str
    months: int
    unmet: list[str]
    filled_by_pledges: list[str]
    nations: list[str]


class PledgeOut(BaseModel):
    """A unit on offer: what it is best used for, the person-months lost without it, or why it fits not."""

    id: str
    nation: str
    unit_type: str
    strength: int
    level: str
    first: str
    last: str
    used_for: str
    lost_without: int
    reasons: list[str]


class EndingOut(BaseModel):
    """A deployment that ends with no successor, and the pledges that could follow it in time."""

    deployment: str
    requirement: str
    nation: str
    last: str
    days_left: int
    successors: list[str]


class ReadinessOut(BaseModel):
    """What a unit can do: proven and possible sets of those asked, and what limits it."""

    unit: str
    contributor: str
    capability: str
    sets: int
    low: int
    high: int
    verdict: Literal["able", "partly", "unable", "undetermined"]
    limits: list[str]


class TrainingOut(BaseModel):
    """How many of a unit need the certificate of a course, have it, and lack it.

    `simulated`: have it from an exercise only; they are not among `holders`.
    """

    unit: str
    contributor: str
    course: str
    need: int
    holders: int
    expiring: int
    simulated: int
    shortfall: int


class ContributionOut(BaseModel):
    """How many people a nation contributes, with bounds; `share` of all, 0 to 1."""

    nation: str
    name: str
    period: str
    people: int | None
    low: int | None
    high: int | None
    share: float | None
    rank: int | None
    source: str


class ContributorsOut(BaseModel):
    """While ``waiting``, ask again in a second. ``failed``: `problem` says why."""

    state: Literal["waiting", "done", "failed"]
    problem: str = ""
    computed_at: str = ""
    day: str = ""
    simulated: bool = False
    months: list[MonthStateOut] = []
    requirements: list[RequirementOut] = []
    pledges: list[PledgeOut] = []
    endings: list[EndingOut] = []
    readiness: list[ReadinessOut] = []
    training: list[TrainingOut] = []
    contributions: list[ContributionOut] = []
