"""What this room answers as JSON and GeoJSON: one typed shape for each result."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from sulh.protect.backtest.summary import Summary  # noqa: TC001 -- schemas need it at run time
from sulh.protect.patrol.clock import format_clock

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.laydown.entry import LaydownPlan
    from sulh.protect.patrol.schedule import PatrolSchedule

__all__ = [
    "BacktestAnswer",
    "CountAnswer",
    "LaydownAnswer",
    "MissionYearAnswer",
    "OddsAnswer",
    "PatrolAnswer",
    "PatrolDayAnswer",
    "PatrolPlaceAnswer",
    "SiteAnswer",
    "StopAnswer",
    "as_json",
    "backtest_answer",
    "laydown_answer",
    "laydown_geojson",
    "patrol_answer",
]


def as_json(answer: Any) -> Any:
    """Return an answer in types that JSON has; a number that has no value is null."""
    return _without_nan(asdict(answer))


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _without_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(each) for each in value]
    return None if isinstance(value, float) and isnan(value) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAnswer:
    """A site in use: its units by kind, the weight in reach, and the weight only it reaches."""

    name: str
    existing: bool
    units: dict[str, int]
    covers: float
    alone: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaydownAnswer:
    """A laydown. `value` and `bound` are in `unit` for the goals median and centre."""

    goal: str
    sites: list[SiteAnswer]
    closures: list[str]
    covered: float
    weight: float
    shares: dict[str, float]
    missed_tail: float | None
    unserved: float
    value: float
    bound: float
    gap: float
    proven: bool
    unit: str


def laydown_answer(plan: LaydownPlan) -> LaydownAnswer:
    """Return the answer for a laydown."""
    result, sites = plan.result, plan.problem.sites
    names = [unit.name for unit in plan.units]
    return LaydownAnswer(
        goal=result.goal,
        sites=[
            SiteAnswer(
                name=sites[each.site].name,
                existing=sites[each.site].existing,
                units=dict(zip(names, each.units, strict=True)),
                covers=each.covers,
                alone=each.alone,
                why=each.why,
            )
            for each in result.sites
        ],
        closures=[sites[i].name for i in result.closures],
        covered=result.weight_covered,
        weight=result.weight,
        shares=result.shares,
        missed_tail=result.missed_tail,
        unserved=result.unserved,
        value=result.value,
        bound=result.bound,
        gap=result.gap,
        proven=result.proven,
        unit=plan.unit,
    )


def laydown_geojson(plan: LaydownPlan) -> dict[str, Any]:
    """Return the sites in use, those that the plan closes, and the demands, as GeoJSON (RFC 7946)."""

    def point(lon: float, lat: float, role: str, **properties: object) -> dict[str, Any]:
        geometry = {"type": "Point", "coordinates": [float(lon), float(lat)]}
        return {
            "type": "Feature",
            "geometry": geometry,
            "properties": {"role": role, **properties},
        }

    sites = plan.sites
    features = [
        point(sites.lon[at.site], sites.lat[at.site], "site", **asdict(answer))
        for at, answer in zip(plan.result.sites, laydown_answer(plan).sites, strict=True)
    ]
    features += [
        point(sites.lon[i], sites.lat[i], "closure", name=sites.sites[i].name)
        for i in plan.result.closures
    ]
    features += [
        point(row.pop("lon"), row.pop("lat"), "demand", **row)
        for row in plan.demand_frame.iter_rows(named=True)
    ]
    return {"type": "FeatureCollection", "features": features}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAnswer:
    """One mission, year, laydown and reach: what lies within reach, and all there is."""

    mission: str
    year: int
    method: str
    reach_km: int | None
    reach_min: float | None
    civilians: float
    all_civilians: float
    events: float
    all_events: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionYearAnswer:
    """A mission and year: its sites and candidates, and the real units by kind."""

    mission: str
    year: int
    hosts: str
    sites: int
    candidates: int
    past_events: int
    moved: int
    chance_of_better: float | None
    infantry: int
    reserve: int
    medical: int
    aviation: int
    police: int
    observers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestAnswer:
    """A back-test. The summaries are null where no civilian was killed in any year."""

    summary: Summary | None
    quarter: Summary | None
    mission_years: list[MissionYearAnswer]
    counts: list[CountAnswer]
    mandates: str


def backtest_answer(result: Backtest) -> BacktestAnswer:
    """Return the answer for a back-test."""
    replay = result.replay
    return BacktestAnswer(
        summary=result.plan,
        quarter=result.quarter,
        mission_years=[
            MissionYearAnswer(**row) for row in replay.mission_years.iter_rows(named=True)
        ],
        counts=[CountAnswer(**row) for row in replay.counts.iter_rows(named=True)],
        mandates="from general knowledge, not verified",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPlaceAnswer:
    """A place: its value, and its presence by this plan and by simpler schedules."""

    name: str
    value: float
    presence: float
    presence_uniform: float
    presence_fixed: float
    minutes_a_day: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsAnswer:
    """A possible day: its odds, and the places it visits."""

    odds: float
    places: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAnswer:
    """A visit: the place, and when it begins and ends, HH:MM."""

    place: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolDayAnswer:
    """A day of the calendar: a list of visits for each patrol."""

    date: str
    routes: list[list[StopAnswer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolAnswer:
    """A plan of patrols: what it guarantees, the odds, and the calendar drawn from them."""

    leave_min: float
    return_min: float
    harm: float
    harm_bound: float
    proven: bool
    harm_uniform: float
    harm_fixed: float
    at_risk: str
    places: list[PatrolPlaceAnswer]
    odds: list[OddsAnswer]
    calendar: list[PatrolDayAnswer]


def patrol_answer(schedule: PatrolSchedule) -> PatrolAnswer:
    """Return the answer for a plan of patrols."""
    plan, game = schedule.plan, schedule.plan.game
    names = [place.name for place in plan.places]
    return PatrolAnswer(
        leave_min=schedule.leave_min,
        return_min=schedule.back_min,
        harm=game.harm,
        harm_bound=game.bound,
        proven=plan.days.proven,
        harm_uniform=plan.harm(plan.uniform),
        harm_fixed=plan.harm(plan.fixed),
        at_risk=names[game.at_risk],
        places=[
            PatrolPlaceAnswer(
                name=place.name,
                value=place.value,
                presence=float(game.presence[i]),
                presence_uniform=float(plan.uniform[i]),
                presence_fixed=float(plan.fixed[i]),
                minutes_a_day=float(game.presence[i]) * place.stay_min,
            )
            for i, place in enumerate(plan.places)
        ],
        odds=[
            OddsAnswer(
                odds=float(odds),
                places=[name for name, there in zip(names, visits, strict=True) if there],
            )
            for odds, visits in zip(game.odds, plan.days.visits, strict=True)
            if odds > 0
        ],
        calendar=_calendar(schedule, names),
    )


def _calendar(schedule: PatrolSchedule, names: list[str]) -> list[PatrolDayAnswer]:
    return [
        PatrolDayAnswer(
            date=day.isoformat(),
            routes=[
                [
                    StopAnswer(
                        place=names[stop.place],
                        begins=format_clock(stop.begins),
                        ends=format_clock(stop.ends),
                    )
                    for stop in route
                ]
                for route in routes
            ],
        )
        for day, routes in zip(schedule.dates, schedule.routes, strict=True)
    ]
