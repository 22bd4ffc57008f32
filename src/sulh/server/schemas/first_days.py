"""The body of a disaster's first 72 hours. Counts of affected people are rounded."""

from __future__ import annotations

from pydantic import BaseModel, Field

from sulh.server.schemas.recovery import Bounds, Computed


class SectorOut(BaseModel):
    """A sector: the level of assessment that is finished, the share of buildings that collapsed, 0 to 1."""

    sector: str
    level: str
    collapsed: float | None
    affected: Bounds | None
    access: str
    first_needs: list[str]


class SearchVisitOut(BaseModel):
    """A team at a worksite: arrival and end of work (UTC), the minutes of its way, people known to be alive."""

    site: str
    category: str
    unit: str
    arrival: str
    end: str
    minutes: float
    live: int | None
    dangers: list[str]


class WaitingSiteOut(BaseModel):
    """A worksite that no team reaches in 72 hours, and why."""

    site: str
    category: str
    reason: str


class FirstNeedOut(BaseModel):
    """What the displaced of a place need in 72 hours, at least and at most, by which standard."""

    place: str
    supply: str
    unit: str
    need: list[str]
    source: str


class DisasterOut(BaseModel):
    """What happened at a place (UTC): affected and displaced rounded, the others as counted so far."""

    place: str
    cause: str
    at: str
    affected: Bounds | None
    displaced: Bounds | None
    injured: int | None
    dead: int | None
    missing: int | None


class FirstDaysOut(Computed):
    """The first 72 hours from `at` to `until`: what happened, who searches where, what waits, sectors, needs.

    At the sites `under_way` a team works already; assessments name `unknown_disasters`, which no record has.
    """

    until: str = ""
    visits: list[SearchVisitOut] = Field([])
    waits: list[WaitingSiteOut] = Field([])
    finished: list[str] = Field([])
    under_way: list[str] = Field([])
    unknown_disasters: list[str] = Field([])
    disasters: list[DisasterOut] = Field([])
    sectors: list[SectorOut] = Field([])
    needs: list[FirstNeedOut] = Field([])
    assumption: str = ""
