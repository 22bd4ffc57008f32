"""The back-test of laydowns: how time grows with the missions replayed, from one to all.

The rival is a plain count with PROJ's geodesics: the deaths that the real laydown reached must be the same.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.evidence_data import data_folder, read_data
from benchmarks.tables import Table
from pyproj import Geod

from sulh.protect import (
    MANDATES,
    build_mission_years,
    replay_years,
    years_to_replay,
)

if TYPE_CHECKING:
    from sulh.protect import MissionYear, NextYear, Replay

STEPS = (("ONUB",), ("MINUSCA", "MINUSMA", "ONUB", "UNMIS"), ())


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the table; nothing without the data."""
    if data_folder() is None:
        return [Table(title="Back-test", columns=("What",), rows=(("SULH_DATA is not set",),))]
    data = read_data()
    last = int(data.events["year"].to_numpy().max())
    rows = []
    for missions in STEPS[:1] if quick else STEPS:
        pairs = years_to_replay(data.deployments, last, missions=missions, mandates=MANDATES)
        begin = time.perf_counter()
        years = list(
            build_mission_years(
                data.deployments, data.events, data.settlements, data.borders, pairs
            )
        )
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
                "Each mission-year solves fifteen coverings by a limited search, six of them for two reaches.",
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
