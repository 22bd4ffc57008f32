"""Synthetic missions, events, settlements and roads for the tests of the back-test."""

import dataclasses
import math

import numpy as np
import polars as pl
import shapely

from sulh.protect import OUTLOOKS, Pace, build_mission_years, read_roads, years_to_replay
from sulh.protect.backtest.plans import measure_reach, plan_sites, plan_weights
from sulh.warn import CountryBorders
from sulh.warn.settlements import SETTLEMENT_SCHEMA

BORDERS = CountryBorders(
    codes=("AA", "BB"),
    names=("Aland", "Beland"),
    shapes=(shapely.box(8.0, -4.0, 11.6, 4.0), shapely.box(11.6, -4.0, 15.0, 4.0)),
    disputed={},
)
"""Two square countries side by side: 8 to 11.6 and to 15 degrees east."""


def towns(count=40, *, country="AA", shift=0.0):
    rng = np.random.default_rng(1)
    return pl.DataFrame(
        {
            "lon": 10.0 + shift + rng.uniform(-1.0, 1.0, count), "lat": rng.uniform(-1.0, 1.0, count),
            "population": rng.integers(500, 90_000, count), "country": [country] * count,
        },
        schema=SETTLEMENT_SCHEMA,
    )  # fmt: skip


def history(*rows):
    names = ("lon", "lat", "year", "deaths", "civilian_deaths")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Float64), orient="row").with_columns(
        pl.col("year").cast(pl.Int64)
    )


def deployed(*rows):
    names = ("mission", "year", "lon", "lat", "troops")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(
        pl.lit(0).alias(kind)
        for kind in ("infantry", "reserve", "medical", "aviation", "police", "observers")
    )


FORCE = [
    (m, y, 10.0 + d, 0.0, 100)
    for m in ("ALPHA", "BETA")
    for y in (2001, 2002, 2003)
    for d in (-1.0, 0.0, 1.0)
]


def scattered(seed=3):
    rng = np.random.default_rng(seed)
    return [
        (
            10 + rng.uniform(-1, 1),
            rng.uniform(-1, 1),
            int(rng.integers(1998, 2004)),
            float(d),
            float(rng.integers(0, d + 1)),
        )
        for d in rng.integers(1, 40, 240)
    ]


def cases(events, force=FORCE, settlements=None, **options):
    frame = deployed(*force)
    near = towns() if settlements is None else settlements
    pairs = years_to_replay(frame, 2003)
    return list(build_mission_years(frame, events, near, BORDERS, pairs, **options))


def haversine_km(lon, lat, lon_to, lat_to):
    p, q = math.radians(lat), math.radians(lat_to)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(lon_to - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def ladder():
    """Roads along every tenth of a degree of latitude, 9 to 11 degrees east, joined by one down the middle."""
    rungs = [[(9.0, y / 10), (10.0, y / 10), (11.0, y / 10)] for y in range(-12, 13)]
    lines = [*rungs, [(10.0, y / 10) for y in range(-12, 13)]]
    features = [
        {"properties": {}, "geometry": {"type": "LineString", "coordinates": points}}
        for points in lines
    ]
    return read_roads(features, "roads", Pace(road_kmh=50.0)).value


def plan_of(year, *outlooks, moves_max=None, only_settled=False):
    """Return the sites of the plan for some outlooks, by default for all."""
    weights = plan_weights(year, outlooks or OUTLOOKS)
    return plan_sites(
        year, weights, measure_reach(year), moves_max=moves_max, only_settled=only_settled
    )


def small_year():
    """Return a mission-year with a dozen candidates at most, so that all choices can be tried."""
    (year, _), *_ = cases(history(*scattered()))
    few = np.unique([*year.real_sites, 5, 9, 14, 20, 27, 33])
    stands = np.array([int(np.abs(few - at).argmin()) for at in year.past_sites])
    return dataclasses.replace(
        year, sites=year.sites.only(few), population=year.population[few],
        is_settled=year.is_settled[few], past_sites=stands,
        real_sites=np.searchsorted(few, year.real_sites),
    )  # fmt: skip
