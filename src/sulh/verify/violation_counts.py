"""Violations that monitors counted: what observations of the item ``violation-reported`` add up to.

A monitoring mission says how many violations it saw in a day or a week, and not where and when each was:
they are no acts, no provision is judged from them, and they stand apart from the acts of a tally.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.verify.arrays import Reports, kinds_under

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.mission.pack import Pack

__all__ = ["VIOLATIONS_SCHEMA", "count_violations"]

ITEM = "violation-reported"
BOUNDS = ("low", "best", "high")
KEYS = ("source", "name", "item", "month", "district")
VIOLATIONS_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(KEYS, pl.String),
    "reports": pl.Int64,
    **dict.fromkeys(BOUNDS, pl.Int64),
}


def count_violations(
    pack: Pack, reports: Reports, months: pl.Series, districts: pl.Series, in_time: pl.Series
) -> pl.DataFrame:
    """Return the violations that reports count, by who counted, whose they are, month and district.

    Of counts of one source, name, item and place whose times overlap, as those of a day and of its week do,
    the greatest counts; others add up. Sources are never added.

    Parameters
    ----------
    reports
        Those to count in.
    months, districts, in_time
        Of each observation, in their order: the month in which it begins, its district, and whether it counts.

    Returns
    -------
    frame
        Columns of `VIOLATIONS_SCHEMA`; `best` has the least where a report gives none, `high` is null
        where one has no upper bound.
    """
    frame = reports.observations.frame
    is_counted = reports.observations.kinds("item", kinds_under(pack.items, ITEM))
    some = frame.select(
        pl.col("source", "item", "place").cast(pl.String),
        pl.col("actor").cast(pl.String).alias("name"),
        *BOUNDS,
        months.alias("month"),
        districts.alias("district"),
        start=pl.Series(reports.observations.start),
        end=pl.Series(reports.observations.end),
    ).filter(pl.Series(is_counted) & in_time)
    rows = [
        (*key, own.height, *_sums(own)) for key, own in some.group_by(KEYS, maintain_order=True)
    ]
    return pl.DataFrame(rows, schema=VIOLATIONS_SCHEMA, orient="row").sort(KEYS)


def _sums(counts: pl.DataFrame) -> Iterable[int | None]:
    """Return the sums over the groups of counts of one place whose times overlap."""
    ordered = counts.sort("place", "start", "end")
    place, start, end = (ordered[name].to_list() for name in ("place", "start", "end"))
    group: list[int] = []
    latest = 0
    for at in range(len(place)):
        is_next = at > 0 and place[at] == place[at - 1] and start[at] <= latest
        group.append(group[-1] if is_next else at)
        latest = max(latest, end[at]) if is_next else end[at]
    greatest = (
        ordered.with_columns(
            pl.coalesce("best", "low").alias("best"), group=pl.Series(group, dtype=pl.Int64)
        )
        .group_by("group")
        .agg(
            pl.col("low", "best").max(),
            pl.when(pl.col("high").null_count() == 0).then(pl.col("high").max()).alias("high"),
        )
    )
    highs = greatest["high"]
    low, best = int(greatest["low"].sum()), int(greatest["best"].sum())
    return low, max(low, best), None if highs.null_count() else int(highs.sum())
