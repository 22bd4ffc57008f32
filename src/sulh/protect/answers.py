"""What this room answers as JSON and GeoJSON: one typed shape for each result."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from sulh.protect.backtest.summary import Summary  # noqa: TC001 -- schemas need it at run time

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest
    from sulh.protect.laydown.entry import LaydownPlan

__all__ = [
    "BacktestAnswer",
    "CountAnswer",
    "LaydownAnswer",
    "MissionYearAnswer",
    "SiteAnswer",
    "as_json",
    "backtest_answer",
    "laydown_answer",
    "laydown_geojson",
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
