"""The plan of the first 72 hours: which team searches which worksite when, and what must wait.

Worksites go by their triage category, A to F (INSARAG), then by the people known to be alive, then by
those missing, then by number. Each in turn gets the team that is there first, from where that team then
stands; a team that does not work in the dark begins by daylight. A greedy plan: quick to redo whenever a
record comes in, and not proven to be the best.

It stands in this room, and not in `recover`, because it sends units: `recover` stands above `respond` in the
layers and may not call it. What people need comes from `recover`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from msgspec.structs import replace

from sulh.recover import PersonCount, release
from sulh.respond.casualty import is_dark_at
from sulh.respond.first_days.needs import first_needs
from sulh.respond.first_days.records import worksite_category
from sulh.respond.reaction import unit_minutes, vehicle_of
from sulh.respond.reasons import travel_assumption, why_no_way
from sulh.respond.ways import Points
from sulh.values import Place, format_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sulh.recover import NeedsStatement
    from sulh.respond.first_days.records import AreaAssessment, Worksite
    from sulh.respond.mass_casualty.records import Disaster
    from sulh.respond.units import ResponseUnit
    from sulh.respond.ways import Travel, Ways

__all__ = [
    "DisasterLine",
    "FirstDaysPlan",
    "SearchVisit",
    "SectorLine",
    "WaitingSite",
    "plan_first_days",
]

Assessed = TypeVar("Assessed", "AreaAssessment", "Worksite")

HOURS = 72
DARK_STEP = timedelta(minutes=30)
DARK_STEPS_MAX = 2 * 24 * 200
"""Beyond the polar circles the night lasts for months; then the team does not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchVisit:
    """A team at a worksite: arrival and end of work (UTC), and the minutes of its way."""

    site: str
    category: str
    unit: str
    arrival: datetime
    end: datetime
    minutes: float
    live: int | None
    dangers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSite:
    """A worksite that no team reaches within the 72 hours, and why."""

    site: str
    category: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorLine:
    """A sector: the level that is finished, the share of buildings that collapsed, people, access."""

    sector: str
    level: str
    collapsed: float | None
    affected: PersonCount | None
    access: str
    first_needs: tuple[str, ...]

    @property
    def is_assessed(self) -> bool:
        """Whether its worksites are known (ASR 2 or more)."""
        return self.level > "asr-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterLine:
    """What happened at a place (UTC): people affected and displaced, rounded; the others as counted so far."""

    place: str
    cause: str
    at: datetime
    affected: PersonCount | None
    displaced: PersonCount | None
    injured: int | None
    dead: int | None
    missing: int | None

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "place": self.place,
            "cause": self.cause,
            "at": format_utc(self.at),
            "affected": _bounds(self.affected),
            "displaced": _bounds(self.displaced),
            "injured": self.injured,
            "dead": self.dead,
            "missing": self.missing,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDaysPlan:
    """The first 72 hours from a moment (UTC). Counts of affected people are rounded.

    At the sites `under_way` a team works already. `unknown` are references of disasters that assessments
    name and no record has.
    """

    at: datetime
    disasters: tuple[DisasterLine, ...]
    sectors: tuple[SectorLine, ...]
    visits: tuple[SearchVisit, ...]
    waits: tuple[WaitingSite, ...]
    finished: tuple[str, ...]
    under_way: tuple[str, ...]
    unknown: tuple[str, ...]
    needs: NeedsStatement | None
    hours: tuple[float, float]
    assumption: str
    simulated: bool = False

    @property
    def until(self) -> datetime:
        """The end of the 72 hours."""
        return self.at + timedelta(hours=HOURS)

    def content(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return {
            "at": format_utc(self.at),
            "until": format_utc(self.until),
            "simulated": self.simulated,
            "disasters": [each.content() for each in self.disasters],
            "sectors": [
                {
                    "sector": each.sector,
                    "level": each.level,
                    "collapsed": None if each.collapsed is None else round(each.collapsed, 4),
                    "affected": _bounds(each.affected),
                    "access": each.access,
                    "first_needs": list(each.first_needs),
                }
                for each in self.sectors
            ],
            "visits": [
                {
                    "site": each.site,
                    "category": each.category,
                    "unit": each.unit,
                    "arrival": format_utc(each.arrival),
                    "end": format_utc(each.end),
                    "minutes": round(each.minutes, 1),
                    "live": each.live,
                    "dangers": list(each.dangers),
                }
                for each in self.visits
            ],
            "waits": [
                {"site": each.site, "category": each.category, "reason": each.reason}
                for each in self.waits
            ],
            "finished": list(self.finished),
            "under_way": list(self.under_way),
            "unknown_disasters": list(self.unknown),
            "needs": self.needs.content() if self.needs else None,
            "hours_of_work": {"rapid": self.hours[0], "full": self.hours[1]},
            "assumption": self.assumption,
        }


def plan_first_days(
    worksites: Sequence[Worksite],
    sectors: Sequence[AreaAssessment],
    disasters: Sequence[Disaster],
    units: Sequence[ResponseUnit],
    ways: Ways,
    travel: Travel,
    *,
    at: datetime,
    hours: tuple[float, float] = (4.0, 24.0),
    simulated: bool = False,
) -> FirstDaysPlan:
    """Return the plan from a moment (UTC) on, by what was assessed before it.

    `units` are the search teams. `hours` of work at a worksite: rapid rescue, full rescue (assumptions).
    """
    sites = _last((each for each in worksites if each.span.start <= at), lambda each: each.site)
    open_: list[Worksite] = []
    finished: list[Worksite] = []
    under_way: list[str] = []
    for each in sites:
        if each.work == "finished" or not worksite_category(each):
            finished.append(each)
        elif each.work == "under-way":
            under_way.append(each.site)
        else:
            open_.append(each)
    happened = [each for each in disasters if each.span.start <= at]
    open_.sort(key=_order)
    teams = [_Team(each, at) for each in sorted(units, key=lambda each: each.origin.ref)]
    visits: list[SearchVisit] = []
    waits: list[WaitingSite] = []
    for site in open_:
        visit = _send(site, teams, ways, travel, at=at, hours=hours)
        if isinstance(visit, SearchVisit):
            visits.append(visit)
        else:
            waits.append(visit)
    return FirstDaysPlan(
        at=at,
        disasters=_disasters(happened),
        sectors=_sectors(sectors, at),
        visits=tuple(visits),
        waits=tuple(waits),
        finished=tuple(sorted(each.site for each in finished)),
        under_way=tuple(under_way),
        unknown=_unknown_disasters((*worksites, *sectors), disasters),
        needs=first_needs(happened, simulated=simulated),
        hours=hours,
        assumption=travel_assumption(ways, travel),
        simulated=simulated,
    )


def _disasters(records: Sequence[Disaster]) -> tuple[DisasterLine, ...]:
    """Return what happened, by place and then by time."""
    lines = (
        DisasterLine(
            place=each.place.name or each.place.district or each.origin.ref,
            cause=each.cause,
            at=each.span.start,
            affected=None if each.affected is None else release(each.affected),
            displaced=None if each.displaced is None else release(each.displaced),
            injured=each.injured,
            dead=each.dead,
            missing=each.missing,
        )
        for each in records
    )
    return tuple(sorted(lines, key=lambda each: (each.place, each.at)))


def _unknown_disasters(
    records: Iterable[AreaAssessment | Worksite], disasters: Iterable[Disaster]
) -> tuple[str, ...]:
    """Return the references of disasters that records name and no record has."""
    refs = {each.origin.ref for each in disasters}
    return tuple(sorted({each.disaster for each in records if each.disaster} - refs))


def _bounds(count: PersonCount | None) -> list[int] | None:
    return None if count is None else [count.low, count.high]


class _Team:
    """A search team: where it stands, and from when it is free."""

    def __init__(self, unit: ResponseUnit, at: datetime) -> None:
        self.unit = unit
        self.free = at + timedelta(minutes=float(unit.notice_min))


def _send(
    site: Worksite,
    teams: Sequence[_Team],
    ways: Ways,
    travel: Travel,
    *,
    at: datetime,
    hours: tuple[float, float],
) -> SearchVisit | WaitingSite:
    """Send the team that is there first, and move it; or say why none comes."""
    category, place = worksite_category(site), site.place
    lon, lat = place.lon or 0.0, place.lat or 0.0
    end = Points(np.array([lon]), np.array([lat]))
    until = at + timedelta(hours=HOURS)
    best: tuple[datetime, str, _Team, float] | None = None
    reason = "there is no search team"
    for team in teams:
        minutes = float(unit_minutes([team.unit], ways, travel, end)[0, 0])
        if not isfinite(minutes):
            start = Points(np.array([team.unit.place.lon]), np.array([team.unit.place.lat]))
            reason = why_no_way(ways, travel, vehicle_of(team.unit), start, end, name=site.site)
            continue
        arrival = _by_day(team, team.free + timedelta(minutes=minutes), lon, lat)
        if arrival is not None and (best is None or (arrival, team.unit.origin.ref) < best[:2]):
            best = (arrival, team.unit.origin.ref, team, minutes)
    if best is None:
        return WaitingSite(site=site.site, category=category, reason=reason)
    arrival, name, team, minutes = best
    if arrival >= until:
        return WaitingSite(
            site=site.site,
            category=category,
            reason=f"the first team, {name}, would be there at {arrival:%Y-%m-%d %H:%M} UTC",
        )
    team.free = arrival + timedelta(hours=hours[site.rescue == "full"])
    team.unit = replace(team.unit, place=Place(lon=lon, lat=lat))
    return SearchVisit(
        site=site.site,
        category=category,
        unit=name,
        arrival=arrival,
        end=team.free,
        minutes=minutes,
        live=site.live,
        dangers=site.dangers,
    )


def _by_day(team: _Team, arrival: datetime, lon: float, lat: float) -> datetime | None:
    """Return when a team can begin; None: the night does not end."""
    if team.unit.night:
        return arrival
    for _ in range(DARK_STEPS_MAX):
        if not is_dark_at(arrival, lon, lat):
            return arrival
        arrival += DARK_STEP
    return None


def _order(site: Worksite) -> tuple[str, int, int, str]:
    return worksite_category(site), -(site.live or 0), -(site.missing or 0), site.site


def _last(records: Iterable[Assessed], name: Callable[[Assessed], str]) -> list[Assessed]:
    """Return the last record of each name, by time and then by reference."""
    last = {
        name(each): each
        for each in sorted(records, key=lambda each: (each.span.start, each.origin.ref))
    }
    return [last[each] for each in sorted(last)]


def _sectors(records: Sequence[AreaAssessment], at: datetime) -> tuple[SectorLine, ...]:
    """Return the sectors, those whose worksites nobody has looked for first, then by collapse."""
    lines = []
    for each in _last((one for one in records if one.span.start <= at), lambda one: one.sector):
        counts = (each.standing, each.harmed, each.collapsed)
        whole = sum(number or 0 for number in counts)
        lines.append(
            SectorLine(
                sector=each.sector,
                level=each.level,
                collapsed=each.collapsed / whole if each.collapsed is not None and whole else None,
                affected=release(each.affected) if each.affected is not None else None,
                access=each.access,
                first_needs=each.first_needs,
            )
        )
    return tuple(
        sorted(lines, key=lambda each: (each.is_assessed, -(each.collapsed or 0), each.sector))
    )
