"""The back-test of laydowns: how time grows with the missions replayed, from one to all."""

from __future__ import annotations

import os
import time
from pathlib import Path

from benchmarks.tables import Table

from sulh.cli.protect_backtest import FILES, _deployments, _events, _settlements
from sulh.protect import MANDATES, backtest, years_to_replay

STEPS = (("MINUSCA",), ("MINUSCA", "MINUSMA", "ONUB", "UNMIS"), ())


def run(*, quick: bool = False) -> list[Table]:
    """Measure, and return the table; nothing without the data."""
    data = Path(os.environ.get("SULH_DATA", ""))
    if not all((data / name).is_file() for name in FILES.values()):
        return [Table(title="Back-test", columns=("What",), rows=(("SULH_DATA is not set",),))]
    deployed = _deployments(data / FILES["deployments"])
    events, named = _events(data / FILES["events"])
    towns = _settlements()
    since = {each.mission: each.since.year for each in MANDATES}
    pairs = [
        (mission, year)
        for mission, year in years_to_replay(deployed, int(events["year"].max()))
        if mission in since and year >= since[mission]
    ]
    rows = []
    for missions in STEPS[:1] if quick else STEPS:
        asked = [pair for pair in pairs if not missions or pair[0] in missions]
        begun = time.perf_counter()
        cases = list(build_years_to_replay(deployed, events, towns, named, asked))
        laid = time.perf_counter() - begun
        begun = time.perf_counter()
        backtest(cases)
        taken = time.perf_counter() - begun
        rows.append(
            (
                ", ".join(missions) or f"all {len(since)} with a mandate",
                str(len(cases)),
                f"{laid:.1f}",
                f"{taken:.1f}",
                f"{taken / len(cases):.2f}",
            )
        )
    return [
        Table(
            title="Back-test of laydowns, seconds",
            columns=("Missions", "Mission-years", "Setting", "Replay", "Each"),
            rows=tuple(rows),
            notes=(
                "Each mission-year solves five coverings, two of them for two reaches, with proof or nearly.",
            ),
        )
    ]
