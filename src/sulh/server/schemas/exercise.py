"""The bodies of the routes of a live exercise."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from sulh.exercise.steering import SPEED_MAX
from sulh.server.schemas.records import RequestBody, Utc

Name = Annotated[str, StringConstraints(max_length=80)]


class ExerciseMessage(BaseModel):
    """A message that the user has got: from whom it seems to come, what it says.

    `at`: when it was sent, `came`: when it was at this site; both are the exercise's time.
    """

    id: str
    at: Utc
    came: Utc
    sender: str
    text: str
    seen: bool


class ExerciseOut(BaseModel):
    """How the exercise stands: its time, how fast it runs, its end, and the user's messages, latest first."""

    title: str
    clock: Utc
    until: Utc
    speed: int
    runs: bool
    over: bool
    messages: list[ExerciseMessage]


class AtSite(BaseModel):
    """When what was delivered was at another site with trainees (the exercise's time); null: it is not yet."""

    site: str
    at: Utc | None


class InjectLine(BaseModel):
    """An inject as the facilitator sees it.

    `due` and `at`: when it comes or was delivered (the exercise's time). `nobody`: whom it is for, and who
    is no role of anybody that can sign in, here or at another site. `sites`: other sites that it is for.
    `fault`: why its report did not enter the ledger. `value`: the inject as in a scenario file, to be edited.
    """

    id: str
    kind: Literal["act", "report", "message"]
    due: Utc | None
    at: Utc | None
    withheld: bool
    by_hand: bool
    why_not: str
    fault: str
    what: str
    to: list[str]
    nobody: list[str]
    sites: list[AtSite]
    seen_by: list[str]
    value: dict[str, Any]


class LineState(BaseModel):
    """The line to a site, and whether it is cut now."""

    site: str
    cut: bool


class ObjectiveOut(BaseModel):
    """A training objective with its points of 100; null: nobody judged it."""

    id: str
    title: str
    enough: int
    points: int | None
    by: str
    text: str


class CourseOut(BaseModel):
    """A course whose certificate the exercise gives, and the titles of the objectives that it still lacks."""

    course: str
    lacks: list[str]


class CertificateIn(RequestBody):
    """So many persons of a unit get the certificate of a course; `expires` is its last valid day, if any."""

    unit: Name
    course: Name
    holders: Annotated[int, Field(ge=1, le=100_000)]
    expires: date | None = None


class CertificateOut(BaseModel):
    """The reference of a certificate that is recorded."""

    ref: str


class PlanOut(BaseModel):
    """The master events list and the rest that a facilitator sees.

    `low` and `high`: the score of 100, where what nobody judged counts as nothing, and as everything.
    """

    injects: list[InjectLine]
    next: str
    next_at: Utc | None
    faults: list[str]
    lines: list[LineState]
    objectives: list[ObjectiveOut]
    courses: list[CourseOut]
    low: float | None
    high: float | None


class SteeringIn(RequestBody):
    """What a facilitator does; see `sulh.exercise.Command`. `inject`: as in a scenario file.

    One without a time comes at once.
    """

    what: Literal[
        "run",
        "pause",
        "step",
        "add",
        "edit",
        "withhold",
        "release",
        "send",
        "cut",
        "mend",
        "judge",
    ]
    name: Name = ""
    speed: Annotated[int, Field(ge=0, le=SPEED_MAX)] = 0
    points: Annotated[int, Field(ge=0, le=100)] = 0
    text: Annotated[str, StringConstraints(max_length=2000)] = ""
    inject: dict[Name, Any] | None = None


class SeenIn(RequestBody):
    """The message that somebody has seen."""

    inject: Name


class OutcomeCount(BaseModel):
    """How many questions came out in one way; see `sulh.exercise.OUTCOMES`."""

    outcome: str
    questions: int


class ReviewOut(BaseModel):
    """What findings are worth against the truth, up to now."""

    outcomes: list[OutcomeCount]
    own_findings: int
