"""A plan of convoys in plain types: for JSON, as a table of stops, and as GeoJSON (RFC 7946)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.protect.patrol.clock import format_clock
from sulh.respond.convoys.amounts import STEP
from sulh.respond.convoys.columns import share_load
from sulh.respond.convoys.lines import trip_legs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from sulh.respond.convoys.day import Stop, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

__all__ = ["plan_content", "plan_counts", "plan_features", "stops_frame"]

STOP_COLUMNS = {
    "day": pl.Date, "vehicle": pl.String, "escort": pl.String, "depot": pl.String,
    "trip": pl.Int64, "loading": pl.String, "leaves": pl.String, "need": pl.String,
    "place": pl.String, "lon": pl.Float64, "lat": pl.Float64, "supply": pl.String,
    "quantity": pl.String, "unit": pl.String, "arrives": pl.String, "begins": pl.String,
    "ends": pl.String, "back": pl.String, "late": pl.Boolean, "simulated": pl.Boolean,
}  # fmt: skip


def amount_of(plan: ConvoyPlan, need: int, count: int) -> Decimal:
    """Return steps of a need as an amount in its unit."""
    return count * STEP[plan.needs[need].unit]


def place_of(plan: ConvoyPlan, need: int) -> str:
    """Return what a need's place is called; its reference, where it has no name."""
    return plan.needs[need].place.name or plan.needs[need].origin.ref


def plan_counts(plan: ConvoyPlan) -> dict[str, int]:
    """Return how many needs are served in full, in part, not at all, and how many late in some part."""
    whole, late = plan.delivered()
    wishes = [each.amount for each in plan.measures]
    return {
        "needs": len(wishes),
        "served": sum(bool(came == want) for came, want in zip(whole, wishes, strict=True)),
        "in_part": sum(bool(0 < came < want) for came, want in zip(whole, wishes, strict=True)),
        "unserved": sum(bool(came == 0) for came in whole),
        "late": int((late > 0).sum()),
    }


def stops_frame(plan: ConvoyPlan) -> pl.DataFrame:
    """Return a row for each delivery; times of day are the mission's, HH:MM."""
    rows = [row for run in plan.runs for row in _stop_rows(plan, run)]
    return pl.DataFrame(rows, schema=STOP_COLUMNS, orient="row")


def _stop_rows(plan: ConvoyPlan, run: VehicleDay) -> list[tuple[Any, ...]]:
    rows = []
    for number, trip in enumerate(run.trips, start=1):
        for stop in trip.stops:
            need = plan.needs[stop.need]
            lon, lat = plan.points[stop.need] or (None, None)
            rows.append(
                (
                    run.day,
                    run.vehicle,
                    run.escort,
                    plan.depots[run.depot].name,
                    number,
                    format_clock(trip.loading),
                    format_clock(trip.leaves),
                    need.origin.ref,
                    place_of(plan, stop.need),
                    lon,
                    lat,
                    need.supply,
                    f"{amount_of(plan, stop.need, stop.amount):f}",
                    need.unit,
                    format_clock(stop.arrives),
                    format_clock(stop.begins),
                    format_clock(stop.ends),
                    format_clock(trip.back),
                    need.due is not None and run.day > need.due,
                    plan.simulated,
                )
            )
    return rows


def column_loads(
    plan: ConvoyPlan, runs: Sequence[VehicleDay]
) -> Iterator[tuple[VehicleDay, int, str, Stop, int]]:
    """Yield what each vehicle of a column loads: the run, the trip's number, its name, the stop, steps."""
    for run in runs:
        column = plan.column_of(run)
        if column is None:
            continue
        for number, trip in enumerate(run.trips, start=1):
            parts = [(plan.measures[stop.need], stop.amount) for stop in trip.stops]
            for (name, _), own in zip(
                column.members, share_load(column, parts).tolist(), strict=True
            ):
                for stop, amount in zip(trip.stops, own, strict=True):
                    if amount:
                        yield run, number, name, stop, amount


def plan_content(plan: ConvoyPlan) -> dict[str, Any]:
    """Return a plan in types that JSON has; amounts are texts, exact; times of day are the mission's."""
    whole, late = plan.delivered()
    reasons = {each.need: each.reason for each in plan.unserved}
    return {
        "first": plan.first.isoformat(),
        "days": plan.days,
        "simulated": plan.simulated,
        "counts": plan_counts(plan),
        "loads": plan.loads,
        "loads_at_least": plan.loads_bound,
        "driving_min": round(plan.way_min, 1),
        "driving_min_at_least": round(plan.way_bound, 1),
        "assumption": plan.assumption,
        "ways": asdict(plan.used),
        "notes": list(plan.notes),
        "needs": [
            {
                "need": need.origin.ref,
                "place": place_of(plan, i),
                "supply": need.supply,
                "unit": need.unit,
                "quantity": f"{amount_of(plan, i, plan.measures[i].amount):f}",
                "delivered": f"{amount_of(plan, i, int(whole[i])):f}",
                "late": f"{amount_of(plan, i, int(late[i])):f}",
                "unserved": f"{amount_of(plan, i, plan.measures[i].amount - int(whole[i])):f}",
                "reason": reasons.get(i, ""),
            }
            for i, need in enumerate(plan.needs)
        ],
        "columns": [
            {
                "column": each.name,
                "depot": each.depot,
                "vehicles": [name for name, _ in each.members],
            }
            for each in plan.columns
        ],
        "column_loads": [
            {
                "day": run.day.isoformat(),
                "column": run.vehicle,
                "trip": number,
                "vehicle": name,
                "need": plan.needs[stop.need].origin.ref,
                "quantity": f"{amount_of(plan, stop.need, amount):f}",
                "unit": plan.needs[stop.need].unit,
            }
            for run, number, name, stop, amount in column_loads(plan, plan.runs)
        ],
        "stops": [
            {**row, "day": row["day"].isoformat()}
            for row in stops_frame(plan).iter_rows(named=True)
        ],
    }


def plan_features(plan: ConvoyPlan, ways: ConvoyWays | None = None) -> dict[str, Any]:
    """Return depots, needs and trips as a GeoJSON FeatureCollection.

    A trip is drawn along the roads of `ways`; `along_roads` is false where a leg is straight between stops.
    """
    content = plan_content(plan)
    features = [
        _feature("Point", [depot.lon, depot.lat], kind="depot", name=depot.name)
        for depot in plan.depots
    ]
    features += [
        _feature("Point", list(point), kind="need", **row)
        for point, row in zip(plan.points, content["needs"], strict=True)
        if point is not None
    ]
    lines = trip_legs(plan, plan.runs, ways)
    for run, of_run in zip(plan.runs, lines, strict=True):
        for number, (trip, legs) in enumerate(zip(run.trips, of_run, strict=True), start=1):
            depot = plan.depots[run.depot]
            line = [[depot.lon, depot.lat]]
            for leg in legs:
                line += np.column_stack([leg.lon, leg.lat])[1:].tolist()
            features.append(
                _feature(
                    "LineString",
                    line,
                    kind="trip",
                    day=run.day.isoformat(),
                    vehicle=run.vehicle,
                    escort=run.escort,
                    trip=number,
                    leaves=format_clock(trip.leaves),
                    back=format_clock(trip.back),
                    along_roads=all(leg.follows_roads for leg in legs),
                )
            )
    for each in features:
        each["properties"]["simulated"] = plan.simulated
    return {"type": "FeatureCollection", "features": features}


def _feature(shape: str, coordinates: list[Any], **properties: Any) -> dict[str, Any]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
