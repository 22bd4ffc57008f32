"""The outlook of a mission: a forecast, and two laydowns side by side, from what an account may read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl
import shapely

from sulh.mission import in_language
from sulh.picture import entries_of, picture
from sulh.protect import (
    UnitSpec,
    coverage_of_points,
    laydown_answer,
    plan_units,
    read_demands,
    read_sites,
)
from sulh.respond import closed_areas, closures_on, ledger_closures
from sulh.server.access.people import counted_people
from sulh.server.work.background import readable_records
from sulh.tables import rows_table
from sulh.values import format_utc
from sulh.warn import events_from_records, flat_frame, forecast
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.mission import Pack
    from sulh.protect import Demands, LaydownPlan
    from sulh.report.forms import ResultForms
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.warn import Events, Forecast

__all__ = ["OutlookPage", "OutlookQuery", "outlook", "outlook_forms"]

OutlookPage = Literal["forecast", "laydown"]

PLACES_MAX = 200
NO_BASES = frozenset({"town", "place", "checkpoint", "land"})
"""What a pack's site may be without being a position of the mission: somewhere it could be."""
SEED = 1
AMOUNT_MIN = 1e-9
HELD = 0.1
"""A zone that holds this share of the positions is one where the mission may have more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookQuery:
    """Which outlook: `bases` 0 is as many as there are positions now."""

    as_of: datetime | None = None
    simulated: bool = False
    measure: Literal["deaths", "civilian_deaths"] = "civilian_deaths"
    months: int = 6
    bases: int = 0
    reach_km: float = 30.0


def outlook(service: MissionService, user: Principal, query: OutlookQuery) -> dict[str, Any]:
    """Return the forecast and both laydowns, as `sulh.server.schemas.outlook` says.

    Raises
    ------
    InputError
        When the records that the user may read hold no deadly event, or too few for a forecast.
    """
    records = readable_records(service, user, query.as_of, "outlook")
    pack = service.workspace.pack
    events, result = _forecast(records, pack, query)
    current = picture(records, as_of=query.as_of, simulated=query.simulated, check=body_problem)
    entries: dict[str, tuple[Any, ...]] = dict(entries_of(current, RECORD_KINDS))
    people = counted_people(entries["population"])
    moment = query.as_of or service.now()
    day = moment.astimezone(pack.timezone).date()
    shut = closures_on(ledger_closures(entries, at=moment), day)
    return {
        "computed_at": format_utc(service.now()),
        "simulated": query.simulated,
        "events": events.frame.height,
        "forecast": _forecast_body(result),
        "protection": _protection(pack, result, people, query)
        | {"closed": [asdict(each) for each in closed_areas(shut)]},
    }


def outlook_forms(
    service: MissionService,
    user: Principal,
    query: OutlookQuery,
    page: OutlookPage,
    language: str,
) -> ResultForms:
    """Return the forecast or the laydown as the command line writes it, from what the user may read.

    Raises
    ------
    InputError
        As `outlook` does.
    """
    from sulh.report import forms

    pack = service.workspace.pack
    records = readable_records(service, user, query.as_of, "outlook")
    _, result = _forecast(records, pack, query)
    view = in_language(pack, language)
    if page == "forecast":
        return forms.forecast_forms(result, pack=view, language=language)
    plan, _ = _plan(pack, result, query)
    return forms.laydown_forms(
        plan, mission=view.title, simulated=query.simulated, language=language
    )


def _forecast(
    records: Sequence[Record], pack: Pack, query: OutlookQuery
) -> tuple[Events, Forecast]:
    events = events_from_records(records, timezone=pack.timezone, simulated=query.simulated)
    result = forecast(
        events,
        months=query.months,
        measures=(query.measure,),
        timezone=pack.timezone,
        check=False,
        seed=SEED,
    )
    return events, result


def _forecast_body(result: Forecast) -> dict[str, Any]:
    """Return the forecast by place: the places with most expected first, with their months."""
    places: dict[str, dict[str, Any]] = {}
    for row in result.frame.iter_rows(named=True):
        place = places.setdefault(
            row["cell"],
            {name: row[name] for name in ("cell", "lon", "lat", "country", "method")}
            | {"total": 0.0, "months": []},
        )
        place["total"] += row["mean"]
        numbers = ("mean", "chance_any", "q05", "q25", "q50", "q75", "q95")
        place["months"].append({"month": row["period"]} | {name: row[name] for name in numbers})
    ranked = sorted(places.values(), key=lambda each: (-each["total"], each["cell"]))
    return {
        "known_until": result.known_until,
        "measure": result.measures[0].series.measure,
        "places": ranked[:PLACES_MAX],
        "places_left_out": max(0, len(ranked) - PLACES_MAX),
        "expected": sum(each["total"] for each in ranked),
        "left_out": list(result.left_out),
    }


def _protection(
    pack: Pack, result: Forecast, people: list[dict[str, Any]], query: OutlookQuery
) -> dict[str, Any]:
    """Return the bases as they stand and as they could be, and what each reaches."""
    plan, now = _plan(pack, result, query)
    demands = plan.demands
    bases_then = [
        {"name": row["name"], "lon": row["lon"], "lat": row["lat"], "existing": row["existing"]}
        for row in plan.frame.iter_rows(named=True)
    ]
    standing = [
        {name: each[name] for name in ("name", "lon", "lat")} | {"existing": True} for each in now
    ]
    weights = [float(each) for each in plan.problem.mean]
    places: list[dict[str, Any]] = [
        {"name": name, "lon": float(lon), "lat": float(lat), "expected": weight}
        for name, lon, lat, weight in zip(
            demands.names, demands.lon, demands.lat, weights, strict=True
        )
    ]
    for each in (places, people):
        for key, bases_at in (("now", standing), ("plan", bases_then)):
            for row, is_reached in zip(each, _reached(each, bases_at, query.reach_km), strict=True):
                row[key] = is_reached
    ranked = sorted(places, key=lambda each: (-each["expected"], each["name"]))
    answer = asdict(laydown_answer(plan))
    return {
        "reach_km": query.reach_km,
        "now": standing,
        "plan": bases_then,
        "bound": answer["bound"],
        "proven": answer["proven"],
        "places": [each for each in ranked if each["expected"] > AMOUNT_MIN][:PLACES_MAX],
        "people": people,
    }


def _plan(
    pack: Pack, result: Forecast, query: OutlookQuery
) -> tuple[LaydownPlan, list[dict[str, Any]]]:
    """Return the laydown for what is expected, and the bases as they stand."""
    rows = list(flat_frame(result).iter_rows(named=True))
    demands = read_demands(rows_table(rows, name="forecast"), "forecast").value
    now, could = _candidates(pack, demands, _totals(result))
    sites = read_sites(rows_table([*now, *could], name="sites"), "sites").value
    bases = min(query.bases or max(1, len(now)), len(sites.sites))
    unit = UnitSpec(name="base", count=bases, reach=query.reach_km)
    return plan_units(demands, sites, [unit]), now


def _totals(result: Forecast) -> dict[str, float]:
    """Return the mean deaths of each cell over all months."""
    rows = result.frame.group_by("cell").agg(pl.col("mean").sum()).iter_rows()
    return dict(rows)


def _candidates(
    pack: Pack, demands: Demands, totals: dict[str, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the positions of the mission, and where else a base could be.

    That is at another place of the pack, or in the middle of a cell with deaths expected, where it lies
    in a zone that holds a tenth of the positions already: never at sea, or where it has no mandate.
    """
    places = [(each.name, each.lon, each.lat, each.kind) for each in pack.sites.values()]
    now = [each for each in places if each[3] not in NO_BASES]
    could = [each for each in places if each[3] in NO_BASES]
    points = shapely.points([each[1] for each in now], [each[2] for each in now])
    zones = [each.geometry for each in pack.zones.values() if each.geometry is not None]
    mandate = [each for each in zones if now and shapely.intersects(each, points).mean() >= HELD]
    occupied = {each[1:3] for each in places}
    could += [
        (name, float(lon), float(lat), "cell")
        for name, lon, lat in zip(demands.names, demands.lon, demands.lat, strict=True)
        if totals.get(name, 0.0) > AMOUNT_MIN
        and (lon, lat) not in occupied
        and any(shapely.contains_xy(each, lon, lat) for each in mandate)
    ]

    def rows(listed: list[tuple[str, float, float, str]], existing: str) -> list[dict[str, Any]]:
        return [
            {"name": name, "lon": lon, "lat": lat, "existing": existing}
            for name, lon, lat, _ in listed
        ]

    return rows(now, "yes"), rows(could, "no")


def _reached(
    places: list[dict[str, Any]], bases: list[dict[str, Any]], reach_km: float
) -> list[bool]:
    """Say of each place whether a base is within reach in a straight line."""
    if not places or not bases:
        return [False] * len(places)

    def column(rows: list[dict[str, Any]], name: str) -> Any:
        return np.array([float(each[name]) for each in rows])

    coverage = coverage_of_points(
        column(places, "lon"),
        column(places, "lat"),
        column(bases, "lon"),
        column(bases, "lat"),
        reach_m=reach_km * 1000.0,
    )
    reached: list[bool] = coverage.covered_by(tuple(range(len(bases)))).tolist()
    return reached
