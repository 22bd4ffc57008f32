"""A scenario: what is played, by whom, how it is watched, and the master events list."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from sulh.exercise.behaviour import Behaviour
from sulh.exercise.conditions import Hindrances
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sulh.exercise.incidents import FittedIncidents, StatedIncidents
    from sulh.exercise.policies import EvacuationRules, SupplyRules
    from sulh.exercise.quality import Quality
    from sulh.mission import Pack

__all__ = [
    "EVERYBODY",
    "Cut",
    "Inject",
    "InjectKind",
    "Objective",
    "ReactionRules",
    "Scenario",
    "Unit",
    "inject_value",
    "is_for",
    "report_row",
]


EVERYBODY = "everybody"
InjectKind = Literal["act", "report", "message"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One line of the master events list.

    It happens at `at` (UTC), or `hours` after the inject `after`; then, with `only_if`, only where that one
    was (*reported*) or was not (*unreported*) reported by then. An *act* truly happens, a *report* is a row of
    the form that somebody sends, a *message* goes to trainees (`to`, roles) and into no ledger; `sender` is
    whom it seems to come from: a party, a newspaper.
    """

    id: str
    kind: InjectKind
    at: datetime | None = None
    after: str = ""
    hours: float = 0.0
    only_if: str = ""
    act: str = ""
    by: str = ""
    against: str = ""
    began: bool = True
    zone: str = ""
    lon: float | None = None
    lat: float | None = None
    deaths: int = 0
    civilian_deaths: int = 0
    row: dict[str, str] = field(default_factory=dict)
    to: tuple[str, ...] = ()
    text: str = ""
    sender: str = ""


def inject_value(inject: Inject) -> dict[str, Any]:
    """Return an inject as a scenario file says it, without what it leaves out."""
    value = {
        each.name: getattr(inject, each.name)
        for each in fields(Inject)
        if getattr(inject, each.name) != (None if each.default is MISSING else each.default)
    }
    value |= {"at": inject.at.isoformat()} if inject.at is not None else {}
    value |= {"to": list(inject.to)} if inject.to else {}
    return {name: each for name, each in value.items() if each not in ({}, None)}


def is_for(to: Iterable[str], roles: Collection[str]) -> bool:
    """Say whether a message `to` some roles is for one of these `roles`."""
    return any(each.casefold() in roles or each.casefold() == EVERYBODY for each in to)


def report_row(name: str, row: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Return the row of the form that the inject `name` of kind *report* sends `at` (UTC)."""
    own = {"ref": name, "source": "exercise", "start": format_utc(at)}
    return own | {**row, "simulated": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that reacts: where it lives (lon, lat, WGS 84) and its speed.

    It patrols one zone of `patrols` each day (UTC): by `patrol` one after the other, or any, by chance.
    """

    id: str
    lon: float
    lat: float
    kmh: float
    patrols: tuple[str, ...] = ()
    patrol: Literal["rounds", "random"] = "rounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRules:
    """How units react: which `acts` call for one, and the times in minutes.

    `detour`: how much longer a way is than the straight line. `standard_min` is the time within which a unit
    is to be there; an hour by default, the second of the 10-1-2 times.
    """

    acts: tuple[str, ...] = ("hostile-act", "violence-against-civilians", "attack-on-peacekeepers")
    home_first: bool = False
    scene_min: float = 60.0
    delay_min: float = 10.0
    detour: float = 1.4
    standard_min: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The line to `site` carries no records in ``[from_, until)``, UTC."""

    site: str
    from_: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is to be learnt: somebody judges it in points from 0 to 100, of which `enough` are needed.

    `course`: the course of `sustain` that it is part of; empty: it counts for no certificate.
    """

    id: str
    title: str
    enough: int = 60
    course: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario with the pack that it plays; `from_` and `until` are UTC.

    `spans`: over which spans assumptions are to be varied, by table and key.
    """

    id: str
    title: str
    pack: Pack
    from_: datetime
    until: datetime
    density: float
    quality: Quality
    behaviour: Behaviour = field(default_factory=Behaviour)
    conditions: Hindrances = field(default_factory=Hindrances)
    incidents: FittedIncidents | StatedIncidents | None = None
    injects: tuple[Inject, ...] = ()
    units: tuple[Unit, ...] = ()
    reaction: ReactionRules = field(default_factory=ReactionRules)
    cuts: tuple[Cut, ...] = ()
    objectives: tuple[Objective, ...] = ()
    evacuation: EvacuationRules | None = None
    supply: SupplyRules | None = None
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)
