"""The bodies of respond: who stands ready, where 10-1-2 holds, and who goes to one call."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from sulh.respond.answers import ChainAnswer


class WaysOut(BaseModel):
    """What travel times rest on. `pieces` 0: straight lines, `circuity` times as long, at `road_kmh`.

    With roads: so many directed pieces, and `off_kmh` off road, up to `off_max_km`. `season_by`: who
    says whether the season is wet, the pack for the day or the question.
    """

    pieces: int
    circuity: float
    road_kmh: float
    off_kmh: float
    off_max_km: float
    closures: int
    wet: bool
    season_by: Literal["pack", "question"]


class ReadyOut(BaseModel):
    """Something that can be sent, where it stands (degrees, WGS 84).

    `task` keeps it, of the type `task_type`; empty: it is ready.
    """

    name: str
    mode: str
    lon: float
    lat: float
    night: bool
    task: str
    task_type: str


class AssetOut(ReadyOut):
    """A vehicle, helicopter or boat that fetches the wounded."""

    medical: bool
    seats: int


class UnitOut(ReadyOut):
    """A unit that can be sent. If it goes, `uncovered` people are reached by nobody else in an hour.

    `moves` should then go to the base of `moves_to`, which brings back `regained` people and takes
    `move_min`; empty: no move helps. Null: it is out, or no people are counted.
    """

    strength: int | None
    notice_min: float
    uncovered: float | None
    moves: str
    moves_to: str
    regained: float
    move_min: float | None


class FacilityOut(BaseModel):
    """A place that treats the wounded; `operates`: it can operate now."""

    name: str
    level: str
    beds: int
    theatres: int
    lon: float
    lat: float
    operates: bool


class HoldsOut(BaseModel):
    """For whom 10-1-2 holds, by day or by night; `expected`: people times the chance. `troops`: own ones."""

    light: Literal["day", "night"]
    people: float
    troops: float
    expected: float
    places: int


class LossOut(BaseModel):
    """How many people, and how many of the own troops, lose 10-1-2 when one asset does not start."""

    asset: str
    light: Literal["day", "night"]
    people: float
    troops: float


class PlaceTimesOut(BaseModel):
    """When care and surgery begin, in minutes on the mean; null: never."""

    light: Literal["day", "night"]
    holds: bool
    chance: float
    care_min: float | None
    surgery_min: float | None
    brought_by: str
    facility: str


class AreaPlaceOut(BaseModel):
    """A place; `people` null: nobody is counted there; `troops` null: no own troops stand there."""

    name: str
    lon: float
    lat: float
    people: float | None
    troops: float | None
    times: list[PlaceTimesOut]


class AreaOut(BaseModel):
    """Where 10-1-2 holds: the places with the smallest chance by night first.

    The mission's own `troops`, the strength of its units, are not among the `people`.
    """

    people: float
    troops: float
    places_in_all: int
    holds: list[HoldsOut]
    losses: list[LossOut]
    places: list[AreaPlaceOut]


class RespondOut(BaseModel):
    """What can be sent, and where 10-1-2 holds; ``waiting``: ask again in a second.

    `area` is null where no asset is ready, no facility is known, or there is no place to look at.
    """

    state: Literal["waiting", "done", "failed"]
    problem: str = ""
    computed_at: str = ""
    at: str = ""
    ways: WaysOut | None = None
    assets: list[AssetOut] = []
    facilities: list[FacilityOut] = []
    units: list[UnitOut] = []
    area: AreaOut | None = None


class FixOut(BaseModel):
    """The best change of a kind: it brings 10-1-2 to so many persons; no other choice to more than `bound`.

    For a move, `assets` go to the `sites`, one each. Without sites none adds anybody.
    """

    kind: Literal["move", "landing-site", "asset", "post"]
    sites: list[str]
    assets: list[str]
    persons: float
    bound: float


class GapOut(BaseModel):
    """The light under which 10-1-2 holds for the fewest, and what closes some of that gap, cheapest first.

    `persons` are people and own troops, `without`: for whom it does not hold. The sites are the pack's.
    """

    light: Literal["day", "night"]
    persons: float
    without: float
    sites_compared: int
    sites_left_out: int
    fixes: list[FixOut]


class FixesOut(BaseModel):
    """What closes the largest gap in 10-1-2; ``waiting``: ask again in a second.

    `gap` is null where `RespondOut.area` is.
    """

    state: Literal["waiting", "done", "failed"]
    problem: str = ""
    computed_at: str = ""
    at: str = ""
    gap: GapOut | None = None


class ChoiceOut(BaseModel):
    """A unit that can go: when it starts and arrives, how far it is, and what it uncovers.

    `way`: lon, lat of each point of its way (degrees, WGS 84).
    """

    unit: str
    starts_at: str
    arrives_at: str
    minutes: float
    road_km: float
    off_km: float
    way: list[list[float]]
    uncovered: float | None


class CallOut(BaseModel):
    """Who goes to one call; `cannot` says why each other asset and unit does not."""

    state: Literal["waiting", "done", "failed"]
    problem: str = ""
    computed_at: str = ""
    at: str = ""
    lon: float = 0.0
    lat: float = 0.0
    is_dark: bool = False
    ways: WaysOut | None = None
    chain: ChainAnswer | None = None
    choices: list[ChoiceOut] = []
    cannot: list[str] = []
