"""The back-test of laydowns: how time grows with the missions replayed, from one to all.

The rival is a plain count with PROJ's geodesics: the deaths that the real laydown reached must be the same.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.tables import Table
from pyproj import Geod

from sulh.protect import (
    MANDATES,
    build_mission_years,
    read_deployments,
    read_past_events,
    replay_years,
    years_to_replay,
)
from sulh.protect.backtest.events import place_years, settlements_in
from sulh.tables import open_table
from sulh.warn import geonames_settlements

if TYPE_CHECKING:
    from sulh.protect import MissionYear, NextYear, Replay

DEPLOYMENTS, EVENTS = "geopko_front_v2.3.csv", "ged211_precise_events.csv.gz"
STEPS = (("ONUB",), ("MINUSCA", "MINUSMA", "ONUB", "UNMIS"), ())


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the table; nothing without the data."""
    data = Path(os.environ.get("SULH_DATA", ""))
    if not all((data / name).is_file() for name in (DEPLOYMENTS, EVENTS)):
        return [Table(title="Back-test", columns=("What",), rows=(("SULH_DATA is not set",),))]
    deployments = read_deployments(open_table(data / DEPLOYMENTS), DEPLOYMENTS).value
    events = read_past_events(open_table(data / EVENTS), EVENTS).value
    towns, named = geonames_settlements().sort("lon", "lat"), settlements_in(events)
    sums, last = place_years(events), int(events["year"].to_numpy().max())
    rows = []
    for missions in STEPS[:1] if quick else STEPS:
        pairs = years_to_replay(deployments, last, missions=missions, mandates=MANDATES)
        begin = time.perf_counter()
        years = list(build_mission_years(deployments, sums, towns, named, pairs))
        built = time.perf_counter()
        replay = replay_years(years)
        end = time.perf_counter()
        rows.append(
            (
                ", ".join(missions) or "all with a mandate",
                str(len(years)),
                f"{built - begin:.1f}",
                f"{end - built:.1f}",
                f"{(end - built) / len(years):.2f}",
                "yes" if is_same(replay, years) else "NO",
            )
        )
    return [
        Table(
            title="Back-test of laydowns, seconds",
            columns=(
                "Missions",
                "Mission-years",
                "Setting",
                "Replay",
                "Each",
                "Same as a plain count",
            ),
            rows=tuple(rows),
            notes=(
                "Each mission-year solves five coverings, two of them for two reaches, with proof or nearly.",
                "The plain count: deaths within 25 km of the real laydown, by PROJ's geodesics.",
            ),
        )
    ]


def is_same(replay: Replay, years: list[tuple[MissionYear, NextYear]]) -> bool:
    """Count what the real laydowns reached with PROJ, and compare."""
    counts = replay.counts.filter((pl.col("method") == "real") & (pl.col("reach_km") == 25))
    return counts["civilians"].to_list() == [plain_count(*pair) for pair in years]


def plain_count(year: MissionYear, ahead: NextYear) -> float:
    """Return the civilian deaths within 25 km of a real site, site by site."""
    near = np.zeros(len(ahead.deaths), np.bool_)
    for lon, lat in zip(year.real.lon, year.real.lat, strict=True):
        ends = np.full(len(near), lon), np.full(len(near), lat)
        _, _, metres = Geod(ellps="WGS84").inv(*ends, ahead.events.lon, ahead.events.lat)
        near |= metres <= 25_000.0
    return float(ahead.civilians[near].sum())
