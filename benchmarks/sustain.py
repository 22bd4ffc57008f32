"""Contributions: read, deduplicate and total a UN monthly table; pandas groups the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from benchmarks.tables import Table, median_seconds

from sulh.sustain import deduplicate, nations, read_contributions, totals
from sulh.tables import open_table

HEADER = (
    "isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,"
    "male_personnel,last_reporting_date\n"
)


def run(*, quick: bool) -> list[Table]:
    """Time both on one generated file; the sums must be equal."""
    months, times = (2, 1) if quick else (60, 3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "un.csv"
        path.write_text(HEADER + "".join(_lines(months)), "utf-8")

        def ours() -> int:
            read = read_contributions(open_table(path), path.name)
            lines = deduplicate(read.value).table
            return int(totals(lines, ("contributor", "mission"))["people"].sum())

        def theirs() -> int:
            frame = pd.read_csv(path)
            frame["people"] = frame["female_personnel"] + frame["male_personnel"]
            keys = ["contributing_country", "mission_acronym", "last_reporting_date"]
            return int(frame.groupby(keys)["people"].sum().sum())

        our_seconds, our_sum = median_seconds(ours, times=times)
        their_seconds, their_sum = median_seconds(theirs, times=times)
        rows = path.read_text("utf-8").count("\n") - 1
    if our_sum != their_sum:
        raise AssertionError(f"the sums differ: {our_sum} and {their_sum}")
    return [
        Table(
            title="Contributions: read, deduplicate, total",
            columns=("what", "rows", "seconds", "ratio to pandas"),
            rows=(
                ("Sulh", f"{rows:,}", f"{our_seconds:.2f}", f"{our_seconds / their_seconds:.1f}"),
                ("pandas", f"{rows:,}", f"{their_seconds:.2f}", "1.0"),
            ),
            notes=(
                (
                    "The file is generated. Sulh checks each field, matches names at their dates, finds "
                    "contradictions and keeps each figure's rows; pandas only sums. Both sums are equal."
                ),
            ),
        )
    ]


def _lines(months: int) -> list[str]:
    names = [each for each in nations().values() if each.first is None and each.last is None][:120]
    return [
        f'{each.code},"{each.name}",{mission},Troops,{i % 40},{i % 900},'
        f"{2015 + month // 12}-{month % 12 + 1:02}-28\n"
        for month in range(months)
        for i, each in enumerate(names)
        for mission in ("UNIFIL", "MINUSCA", "MONUSCO", "UNMISS")
    ]
