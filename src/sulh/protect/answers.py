"""What this room answers as JSON and GeoJSON: one typed shape for each result."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

# Schemas need these at run time.
from sulh.protect.backtest.replay import MissionFacts, ReachCount
from sulh.protect.backtest.summary import Summary  # noqa: TC001
from sulh.protect.backtest.years import YearLeftOut  # noqa: TC001
from sulh.protect.patrol.schedule import Presence, Visit  # noqa: TC001
from sulh.protect.roads.network import WaysUsed  # noqa: TC001

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.laydown.entry import LaydownPlan
    from sulh.protect.patrol.schedule import PatrolSchedule

__all__ = [
    "BacktestAnswer",
    "LaydownAnswer",
    "PatrolAnswer",
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
    """A laydown. `value` and `bound` are in `unit` for the goals median and centre.

    `cut_off` are the demands with no way at all to any site: until somebody accepts that, `proven` is
    false. `backup` is the weight within reach of two sites or more. `ways`: what travel times rest on, and the
    closures of roads that they count; null where distances count.
    """

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
    backup: float
    cut_off: list[str]
    ways: WaysUsed | None


def laydown_answer(plan: LaydownPlan) -> LaydownAnswer:
    """Return the answer for a laydown."""
    result, sites = plan.result, plan.problem.sites
    names = [unit.name for unit in plan.units]
    same = (
        "goal",
        "weight",
        "shares",
        "missed_tail",
        "unserved",
        "value",
        "bound",
        "gap",
        "backup",
    )
    return LaydownAnswer(
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
        unit=plan.unit,
        proven=plan.proven,
        cut_off=list(plan.cut_off),
        ways=plan.ways,
        **{name: getattr(result, name) for name in same},
    )


def laydown_geojson(plan: LaydownPlan) -> dict[str, Any]:
    """Return the sites in use, those that the plan closes, the demands, and closed ways, as GeoJSON (RFC 7946).

    A closed way is the middle of its circle, with `radius_m` in metres.
    """

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
    for area in plan.ways.areas if plan.ways is not None else ():
        more = {"name": area.name, "radius_m": area.radius_m, "passes": area.passes}
        features.append(point(area.lon, area.lat, "closed-way", **more))
    return {"type": "FeatureCollection", "features": features}


@dataclass(frozen=True, slots=True, kw_only=True)
class LaydownSite:
    """A site of one laydown of a mission, year and part: degrees, WGS 84."""

    mission: str
    year: int
    part: int
    method: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestAnswer:
    """A back-test. The summary is null where no civilian was killed in any year.

    `sites` are the places of the real laydown, the mission's next, the plan that moves a quarter, and the
    plan. `left_out` are the mission-years that could not be replayed. `ways`: what travel times rest on; null
    without roads.
    """

    summary: Summary | None
    mission_years: list[MissionFacts]
    left_out: list[YearLeftOut]
    counts: list[ReachCount]
    sites: list[LaydownSite]
    ways: WaysUsed | None
    mandates: str = "from general knowledge, not verified"


def backtest_answer(result: Backtest) -> BacktestAnswer:
    """Return the answer for a back-test."""
    replay = result.replay
    return BacktestAnswer(
        summary=result.summary,
        mission_years=[MissionFacts(**row) for row in replay.mission_years.iter_rows(named=True)],
        left_out=list(result.left_out),
        counts=[ReachCount(**row) for row in replay.counts.iter_rows(named=True)],
        sites=[LaydownSite(**row) for row in replay.sites.iter_rows(named=True)],
        ways=result.ways,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsAnswer:
    """A possible day: its odds, and the places it visits."""

    odds: float
    places: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolAnswer:
    """A plan of patrols: what it guarantees, the odds, and the calendar drawn from them.

    `ways`: what travel times rest on, and the closures that they count; null where a table gave them.
    """

    leave_min: float
    return_min: float
    harm: float
    harm_bound: float
    proven: bool
    harm_uniform: float
    harm_fixed: float
    at_risk: str
    places: list[Presence]
    odds: list[OddsAnswer]
    dates: list[str]
    calendar: list[Visit]
    ways: WaysUsed | None


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
        places=schedule.presence,
        odds=[
            OddsAnswer(
                odds=float(odds),
                places=[name for name, there in zip(names, visits, strict=True) if there],
            )
            for odds, visits in zip(game.odds, plan.days.visits, strict=True)
            if odds > 0
        ],
        dates=[day.isoformat() for day in schedule.dates],
        calendar=schedule.visits,
        ways=schedule.ways,
    )
