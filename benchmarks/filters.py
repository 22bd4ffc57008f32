"""Filters in CQL2 over features, beside the package `cql2` asking feature by feature."""

from __future__ import annotations

import time

import cql2
import numpy as np
import polars as pl
from benchmarks.tables import Table, median_seconds

from sulh.share.filters import FeatureColumns, keep_rows, parse_filter

__all__ = ["run"]

N = 100_000
ASIDE = 2_000
"""The rival is asked of so many features, and its time is scaled up: all would take minutes."""
FILTERS = (
    "deaths > 10 AND kind = 'incident'",
    "kind IN ('incident', 'visit') AND start > TIMESTAMP('2025-01-01T00:00:00Z')",
    "S_INTERSECTS(geometry, BBOX(12, 2, 20, 8)) AND deaths BETWEEN 2 AND 20",
    "S_WITHIN(geometry, POLYGON((12 2, 20 2, 25 9, 15 9.5, 12 2)))",
    "place LIKE '%lan 12%' OR deaths > 48",
    "CASEI(place) LIKE CASEI('place é%') AND deaths = 3",
)


def features(count: int) -> FeatureColumns:
    """Return made-up features: what, how many, when and where."""
    rng = np.random.default_rng(2_026)
    start = 1_700_000_000_000_000 + rng.integers(0, 80_000_000, count) * 1_000_000
    frame = pl.DataFrame(
        {
            "kind": rng.choice(["incident", "visit", "closure"], count),
            "deaths": rng.integers(0, 50, count),
            "start": pl.Series(start).cast(pl.Datetime("us", "UTC")),
            "place": [f"Place Élan {each % 1000}" for each in range(count)],
        }
    )
    return FeatureColumns(
        frame=frame, lon=rng.uniform(10, 30, count), lat=rng.uniform(0, 10, count)
    )


def items(columns: FeatureColumns, count: int) -> list[dict[str, object]]:
    """Return the first features as the rival takes them."""
    rows = columns.frame.head(count).with_columns(pl.col("start").dt.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert columns.lon is not None
    assert columns.lat is not None
    places = zip(columns.lon[:count].tolist(), columns.lat[:count].tolist(), strict=True)
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(place)},
            "properties": row,
        }
        for row, place in zip(rows.to_dicts(), places, strict=True)
    ]


def run(*, quick: bool = False) -> list[Table]:
    """Measure each filter over 100,000 features, parsing included; `quick` takes few."""
    count, times = (5_000, 2) if quick else (N, 7)
    columns = features(count)
    rows = []
    aside = min(ASIDE, count)
    some = items(columns, aside)
    for text in FILTERS:
        seconds, keep = median_seconds(
            lambda t=text: keep_rows(columns, parse_filter(t)), times=times
        )
        expr = cql2.parse_text(text)
        begun = time.perf_counter()
        try:
            theirs = [bool(expr.matches(each)) for each in some]
            rival = time.perf_counter() - begun
            same = "yes" if theirs == keep[:aside].tolist() else "no"
            rival_text = f"{rival / aside * count * 1000:,.0f}"
        except Exception as error:  # noqa: BLE001 -- it cannot ask this
            same, rival_text = "", f"refuses ({type(error).__name__})"
        rows.append((f"`{text}`", f"{keep.sum():,}", f"{seconds * 1000:.1f}", rival_text, same))
    return [
        Table(
            title=f"A filter over {count:,} features",
            columns=("filter", "features kept", "Sulh, ms", "cql2, ms", "same features"),
            rows=tuple(rows),
            notes=(
                "Reading the text is in the time. The bar is 50 ms.",
                f"cql2 was asked feature by feature, of {aside:,} of them; its time is scaled to all.",
            ),
        )
    ]
