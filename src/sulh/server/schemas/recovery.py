"""The bodies of the pages of weapons, returns, places and projects. Persons are bounds, rounded."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

Bounds = list[int]
"""People: at least, at most; rounded to tens, fewer than ten all look the same."""

State = Literal["waiting", "done", "failed"]


class Computed(BaseModel):
    """An answer that is computed in the background: while it is ``waiting``, ask again."""

    state: State
    problem: str = ""
    computed_at: str = ""
    at: str = ""
    simulated: bool = False


class RegisterLineOut(BaseModel):
    """Weapons of a type or a group by where they are now."""

    name: str
    collected: int
    stored: int
    transferred: int
    destroyed: int
    missing: int


class CountGapOut(BaseModel):
    """A store whose count differs from the register."""

    store: str
    at: str
    by_count: int
    by_register: int
    record: str
    source: str


class CloseSerialOut(BaseModel):
    """Two weapons whose serial numbers may be one, and why."""

    weapon: str
    serial: str
    other: str
    other_serial: str
    changes: int
    reason: str
    agrees: list[str]


class CombatantLineOut(BaseModel):
    """Members of a group who reached a phase, at a place or (empty) at all; `says` has each sender's word."""

    group: str
    place: str
    phase: str
    people: Bounds
    parts: dict[str, Bounds]
    says: dict[str, Bounds]


class CombatantFaultOut(BaseModel):
    """Counts of a group that cannot all be true, and the records of the later phase."""

    group: str
    message: str
    records: list[str]


class CombatantsOut(BaseModel):
    """Who was disarmed, demobilised and reintegrated: at all places, at each, and what does not fit."""

    groups: list[CombatantLineOut]
    lines: list[CombatantLineOut]
    contradictions: list[CombatantFaultOut]


class WeaponsOut(Computed):
    """The balance of the register: collected = stored + transferred + destroyed + missing."""

    collected: int = 0
    stored: int = 0
    transferred: int = 0
    destroyed: int = 0
    missing: int = 0
    stores: dict[str, int] = {}
    by_type: list[RegisterLineOut] = []
    by_group: list[RegisterLineOut] = []
    contradictions: list[str] = []
    counts_that_differ: list[CountGapOut] = []
    close_serials: list[CloseSerialOut] = []
    combatants: CombatantsOut | None = None


class FlowOut(BaseModel):
    """People who went from one place to another, as bounds that hold what all senders say."""

    left: str
    to: str
    movers: str
    people: Bounds


class ConditionEvidenceOut(BaseModel):
    """One reason for the state of a condition; `unknown` are references in it that no record here has."""

    state: str
    says: str
    unknown: list[str]


class ConditionOut(BaseModel):
    """A condition of return at a place; `contested`: the reasons do not agree, the worst counts."""

    place: str
    condition: str
    state: str
    contested: bool
    evidence: list[ConditionEvidenceOut]


class PlaceReadinessOut(BaseModel):
    """How ready a place is: the index, low and high, its rank and the rank with other weights."""

    place: str
    index: list[float]
    rank: int
    rank_range: list[int]
    stops: list[str]
    unknown: list[str]
    must_be_assessed: list[str]


class RoomOut(BaseModel):
    """For how many people what came is enough, and what sets the limit."""

    place: str
    people: int
    limit: str


class MonitoringOut(BaseModel):
    """People who returned, a week, and whether anybody assessed the place since."""

    place: str
    returned: Bounds
    a_week: float
    assessed_since: bool


class ReturnsOut(Computed):
    """Returns of the 90 days before a moment."""

    since: str = ""
    flows: list[FlowOut] = []
    contradictions: list[str] = []
    conditions: list[ConditionOut] = []
    readiness: list[PlaceReadinessOut] = []
    weights: dict[str, float] = {}
    room: list[RoomOut] = []
    monitoring: list[MonitoringOut] = []
    probable_doubles: list[list[str]] = []


class LateOut(BaseModel):
    """A milestone that is late; `cause` is empty where nobody said it."""

    milestone: str
    title: str
    due: str
    percent: int
    cause: str
    remark: str


class ReachOut(BaseModel):
    """People of a community whom a project is to reach, or reached, by sex and age where known."""

    project: str
    community: str
    reach: str
    people: Bounds
    parts: dict[str, Bounds]


class ValueOut(BaseModel):
    """Earned value and forecast; amounts are texts in the project's currency."""

    budget: str
    plan: str
    earned: str
    paid: str
    cost_index: str | None
    schedule_index: str | None
    cost_at_end: list[str]
    ends: str | None


class ProjectOut(BaseModel):
    """A project: its money, progress, lateness and people."""

    project: str
    title: str
    place: str
    service: str
    scale: str
    stage: str
    contractor: str
    funder: str
    risk: str
    risk_note: str
    begins: str
    ends: str
    budget: str
    currency: str
    received: str
    committed: str
    paid: str
    progress: float
    value: ValueOut | None
    late: list[LateOut]
    reach: list[ReachOut]


class DamageOut(BaseModel):
    """Damage of a service at a place, as one sender says it."""

    place: str
    service: str
    source: str
    buildings: dict[str, int]
    costs: dict[str, str]
    working: str
    serves: Bounds


class CommunityOut(BaseModel):
    """What a community gains of all projects that are agreed."""

    community: str
    projects: int
    intended: Bounds
    reached: Bounds


class DecisionOut(BaseModel):
    """Who decided what, on which criteria, and between what."""

    ref: str
    at: str
    projects: list[str]
    outcome: str
    agent: str
    criteria: list[str]
    options: list[str]
    reason: str


class OverdueOut(BaseModel):
    """A complaint whose answer is overdue; a sensitive one shows neither topic nor project."""

    complaint: str
    topic: str
    about: str
    due: str
    days_late: int
    last: str


class ProjectsOut(Computed):
    """Damage, projects, what each community gains, decisions, complaints that wait too long.

    `donors` are those who fund a project or gave money to one.
    """

    damage: list[DamageOut] = []
    projects: list[ProjectOut] = []
    communities: list[CommunityOut] = []
    faults: list[str] = []
    decisions: list[DecisionOut] = []
    overdue: list[OverdueOut] = []
    donors: list[str] = []


class IncidentNearOut(BaseModel):
    """An incident within 5 km, or by the place's name."""

    ref: str
    act: str
    start: str


class HazardNearOut(BaseModel):
    """A hazardous area within 5 km, with the ground not released.

    `excess_m2`: so much more was released than was surveyed; then what is left is not known.
    """

    ref: str
    left_m2: str
    excess_m2: str = "0"


class GapOut(BaseModel):
    """What is missing of a supply, at least and at most."""

    supply: str
    unit: str
    gap: list[str]


class PresenceOut(BaseModel):
    """Who works in a cluster; nobody: a gap."""

    cluster: str
    organisations: list[str]


class ProfileOut(BaseModel):
    """All that is known about one place."""

    place: str
    lon: float | None
    lat: float | None
    since: str
    at: str
    incidents: list[IncidentNearOut]
    hazards: list[HazardNearOut]
    people: list[Bounds]
    needs: list[GapOut]
    presence: list[PresenceOut]
    flows: list[FlowOut]
    conditions: list[ConditionOut]
    readiness: PlaceReadinessOut | None
    projects: list[ProjectOut]
    probable_doubles: list[str] = []
    combatants: list[CombatantLineOut] = []


class PlacesOut(Computed):
    """The places that records name, and the profile of one."""

    names: list[str] = []
    profile: ProfileOut | None = None
