"""Where 10-1-2 holds for many places, with each asset lost in turn: one measurement against the clock."""

from __future__ import annotations

import time
from decimal import Decimal

import numpy as np
from benchmarks.tables import Table

from sulh.picture import Origin
from sulh.protect import Demands, Pace, RoadFile, RoadLine, network_of
from sulh.respond import (
    Delays,
    Medical,
    MedicalAsset,
    MedicalFacility,
    Travel,
    Ways,
    area_conditions,
    evacuate_area,
    prepare_ways,
)
from sulh.values import Place

SPAN = 3.0  # degrees of a square area: about 330 km


def town_roads(side: int, rng: np.random.Generator) -> Ways:
    """Return the ways of a bent grid of roads, side * side crossings."""
    lon, lat = (
        20.0 + (np.indices((side, side))[axis] + rng.uniform(-0.3, 0.3, (side, side))) * SPAN / side
        for axis in (0, 1)
    )
    points = np.stack([lon, lat], axis=-1)
    numbers = np.arange(side * side).reshape(side, side)
    lines = [
        RoadLine(points=points[cut], tags={"speed_kmh": float(rng.choice([30, 50, 80]))},
                 number=i, nodes=numbers[cut])
        for i, cut in enumerate([*((k, slice(None)) for k in range(side)),
                                 *((slice(None), k) for k in range(side))])
    ]  # fmt: skip
    source = RoadFile(lines=tuple(lines), rows=len(lines))
    read = network_of(source, "grid", Pace(off_max_km=20), by_class=False, remedy="")
    return prepare_ways(read.value)


def problem(places: int, assets: int, rng: np.random.Generator) -> tuple[Demands, Medical]:
    """Return people at places, and assets and facilities among them."""

    def place() -> Place:
        lon, lat = rng.uniform((20, 20), (20 + SPAN, 20 + SPAN))
        return Place(lon=float(lon), lat=float(lat), accuracy_m=50)

    own = tuple(
        MedicalAsset(
            origin=Origin(source="bench", ref=f"asset {i}"), place=place(), night=i % 3 > 0,
            mode="helicopter" if i % 5 == 0 else "vehicle", speed_kmh=220 if i % 5 == 0 else 80,
            medical=True, start_min=Decimal(3), start_likely_min=Decimal(6), start_max_min=Decimal(20),
        )
        for i in range(assets)
    )  # fmt: skip
    facilities = tuple(
        MedicalFacility(origin=Origin(source="bench", ref=f"hospital {i}"), place=place(),
                        level="2", beds=10, theatres=1, helipad=True)
        for i in range(8)
    )  # fmt: skip
    lon, lat = rng.uniform((20, 20), (20 + SPAN, 20 + SPAN), (places, 2)).T
    demand = Demands(
        names=tuple(map(str, range(places))),
        lon=lon,
        lat=lat,
        weights=rng.integers(10, 5_000, (1, places)).astype(float),
    )
    return demand, Medical(assets=own, facilities=facilities)


def run(*, quick: bool) -> list[Table]:
    """Measure both kinds of ways: day and night, and each asset lost in turn under both."""
    rng = np.random.default_rng(7)
    places, assets, side = (500, 6, 20) if quick else (20_000, 30, 100)
    demand, medical = problem(places, assets, rng)
    small = problem(40, 3, rng)
    rows = []
    for name, ways in (("straight lines", prepare_ways(None)), ("roads", town_roads(side, rng))):
        evacuate_area(
            *small, ways, area_conditions(Travel()), Delays()
        )  # compiled before the clock starts
        wall, work = time.perf_counter(), time.process_time()
        cover = evacuate_area(demand, medical, ways, area_conditions(Travel()), Delays())
        wall, work = time.perf_counter() - wall, time.process_time() - work
        if len(cover.losses) != 2 * assets:
            raise AssertionError("each asset is lost once under each condition")
        pieces = 0 if ways.roads is None else len(ways.roads.ends)
        rows.append((name, f"{pieces:,}", f"{wall:.2f} s", f"{work:.2f} s"))
    return [
        Table(
            title=f"Where 10-1-2 holds: {places:,} places, {assets} assets, each lost in turn, day and night",
            columns=("ways", "pieces of road", "time", "time of all processors"),
            rows=tuple(rows),
            notes=("The bar is ten seconds. Reading the roads and preparing them is not counted.",),
        )
    ]
