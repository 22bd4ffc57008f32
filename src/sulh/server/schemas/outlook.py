"""The body of the outlook: a forecast, and two laydowns side by side."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class MonthOut(BaseModel):
    """Deaths expected in a month: mean, chance of any (0 to 1), quantiles."""

    month: str
    mean: float
    chance_any: float
    q05: int
    q25: int
    q50: int
    q75: int
    q95: int


class PlaceOut(BaseModel):
    """A cell of the forecast by its centre (degrees, WGS 84); `total` is its mean over all months."""

    cell: str
    lon: float
    lat: float
    country: str
    method: str
    total: float
    months: list[MonthOut]


class ForecastOut(BaseModel):
    """The places, those with most expected first. `left_out` says which events were not used."""

    known_until: str
    measure: Literal["deaths", "civilian_deaths"]
    places: list[PlaceOut]
    places_left_out: int
    expected: float
    left_out: list[str]


class BaseOut(BaseModel):
    """A base; `existing`: it stands now."""

    name: str
    lon: float
    lat: float
    existing: bool


class ReachOut(BaseModel):
    """A place that a base reaches or does not, now and as planned."""

    name: str
    lon: float
    lat: float
    now: bool
    plan: bool


class ReachedPlaceOut(ReachOut):
    """A place of the forecast with the deaths expected there."""

    expected: float


class ReachedPeopleOut(ReachOut):
    """People counted at a place."""

    group: str
    people: int


class ClosedAreaOut(BaseModel):
    """A circle (degrees, WGS 84) in which ways are closed; `passes`: slow, or open to who is light enough."""

    name: str
    lon: float
    lat: float
    radius_m: float
    passes: bool


class ProtectionOut(BaseModel):
    """The bases as they stand and as they could be for the forecast, and what each reaches.

    Reach is a straight line of `reach_km`. `bound`: no plan of as many bases reaches more expected
    deaths; `proven`: this one reaches so many. `closed`: ways closed on the day, which a straight line does not
    count.
    """

    reach_km: float
    now: list[BaseOut]
    plan: list[BaseOut]
    bound: float
    proven: bool
    places: list[ReachedPlaceOut]
    people: list[ReachedPeopleOut]
    closed: list[ClosedAreaOut]


class OutlookOut(BaseModel):
    """An outlook; while it is ``waiting``, ask again in a second. ``failed``: `problem` says why."""

    state: Literal["waiting", "done", "failed"]
    problem: str = ""
    computed_at: str = ""
    simulated: bool = False
    events: int = 0
    forecast: ForecastOut | None = None
    protection: ProtectionOut | None = None
