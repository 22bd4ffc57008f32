"""Plans by road beside plans in straight lines: one mission on its country's trunk roads."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benchmarks.evidence_data import LAST, cases, data_folder
from benchmarks.kept import executor_of
from benchmarks.laydown_choice import LAST_YEAR
from benchmarks.tables import Table

from sulh.protect import Pace, read_roads, replay_years, summarise
from sulh.protect.backtest.sentences import laydown_name

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.protect import Roads

MISSION = "MINUSMA"
MINUTES = (60.0, 120.0, 240.0)
PACE = Pace(road_kmh=40.0, off_kmh=15.0, off_max_km=50.0)
"""Trunk roads only: off them vehicles go straight over tracks, slowly, 50 km at most."""

SHOWN = ("real", "quarter", "roads-quarter", "plan", "roads-plan", "rule", "foresight")


def mali_roads() -> Roads | None:
    """Return the trunk roads of Mali, straight between their points; None without the files."""
    folder = data_folder()
    if folder is None:
        return None
    files = [folder / "roads" / "fabflee" / f"mali_{name}.csv" for name in ("nodes", "edges")]
    if not all(each.is_file() for each in files):
        return None
    nodes, edges = (list(csv.DictReader(each.open(encoding="utf-8"))) for each in files)
    places = {row["node"]: (float(row["lon"]), float(row["lat"])) for row in nodes}
    features = [
        {
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [places[row["a"]], places[row["b"]]]},
        }
        for row in edges
    ]
    return read_roads(features, "mali_edges.csv", PACE).value


def road_tables(keep: Path | None = None) -> list[Table]:
    """Return what laydowns reach by road and in straight lines, planned on each."""
    roads = mali_roads()
    if roads is None:
        return [Table(title="Plans on roads", columns=("What",), rows=(("no roads of Mali",),))]
    pairs = [pair for pair in cases(LAST_YEAR + 1, LAST) if pair[0].mission == MISSION]
    replay = replay_years(pairs, roads=roads, minutes=MINUTES, executor=executor_of(keep))
    summary = summarise(replay.counts)
    assert summary is not None, "these years have civilian deaths"
    return [
        Table(
            title=f"{MISSION} on Mali's trunk roads: share of civilian deaths within reach, "
            f"{summary.mission_years} mission-years, {summary.civilians:,.0f} deaths",
            columns=("Laydown", *(f"{each:g} min" for each in MINUTES), "25 km", "50 km"),
            rows=tuple(
                (
                    laydown_name(method),
                    *(f"{summary.share_by_road(method, each).value or 0:.3f}" for each in MINUTES),
                    *(f"{summary.share(method, km).value or 0:.3f}" for km in (25, 50)),
                )
                for method in SHOWN
            ),
            notes=(
                f"{PACE.road_kmh:g} km/h on trunk roads, {PACE.off_kmh:g} off them.",
                f"At most {PACE.off_max_km:g} km off them; planned for {min(MINUTES):g} minutes.",
                "One mission: there is no interval. Foresight: for each column by itself.",
            ),
        )
    ]
