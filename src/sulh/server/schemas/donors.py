"""The bodies of the pages of the report to a donor and of the choice between projects."""

from __future__ import annotations

from pydantic import BaseModel, Field

from sulh.server.schemas.recovery import Computed, ProjectOut


class DonorMoneyOut(BaseModel):
    """What a donor gave, what its projects received from all, what they paid; texts in one currency."""

    gift: str = Field(validation_alias="given")
    received: str
    paid: str


class DonorProjectOut(ProjectOut):
    """A project that a donor gave to: its gift, and its share of all that came in, 0 to 1."""

    gift: str = Field(validation_alias="given")
    share: float


class DonorReportOut(BaseModel):
    """What a donor is told; `money` by currency, `decisions` by reference."""

    donor: str
    money: dict[str, DonorMoneyOut]
    projects: list[DonorProjectOut]
    decisions: list[str]
    overdue_complaints: int


class DonorOut(Computed):
    """The report to a donor."""

    report: DonorReportOut | None = None


class ChosenOut(BaseModel):
    """Projects that are chosen: their cost, the people they reach, the smallest share of a community."""

    projects: list[str]
    cost: str
    people: int
    smallest_share: float


class CommunityChoiceOut(BaseModel):
    """A community's people, and whom of them each choice reaches."""

    community: str
    people: int
    most: int
    fair: int


class ChoiceBetweenOut(BaseModel):
    """The choice that reaches most people beside the fair one, and the share of people that fairness costs."""

    budget: str
    currency: str
    fairness: str
    most: ChosenOut
    fair: ChosenOut
    price_of_fairness: float
    communities: list[CommunityChoiceOut]
    left_out: list[str]


class ProjectChoiceOut(Computed):
    """Which proposed projects a budget buys. People are rounded to tens."""

    choice: ChoiceBetweenOut | None = None
