"""The share of women, next to the targets of the UN's Uniformed Gender Parity Strategy 2018-2028."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PARITY_2028", "share_of_women"]

PARITY_2028 = {
    "troops": 0.15,
    "formed-police": 0.20,
    "individual-police": 0.30,
    "observers": 0.25,
    "staff-officers": 0.25,
}
"""Targets for 2028 by type of personnel (UN Department of Peace Operations, Uniformed Gender Parity
Strategy 2018-2028). Grade GK: general knowledge, to be checked against the primary text."""


def share_of_women(lines: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the share of women by source, period, type and `by`, among rows that state a sex.

    `share` is null where nothing is stated or a figure is unknown; `target` is that of 2028, and
    `meets_target` compares the two, null where either is missing.
    """
    keys = list(dict.fromkeys(("source", "period", "kind", *by)))
    is_woman = pl.col("sex") == "F"
    all_sizes = pl.col("best").null_count() == 0
    people = pl.col("best").sum()
    return (
        lines.filter(pl.col("sex") != "")
        .group_by(keys)
        .agg(
            pl.col("best").filter(is_woman).sum().alias("women"),
            people.alias("people"),
            pl.when(all_sizes & (people > 0))
            .then(pl.col("best").filter(is_woman).sum() / people)
            .alias("share"),
            pl.col("rows").list.explode().sort().alias("rows"),
        )
        .with_columns(
            target=pl.col("kind").replace_strict(PARITY_2028, default=None, return_dtype=pl.Float64)
        )
        .with_columns(meets_target=pl.col("share") >= pl.col("target"))
        .sort(keys)
    )
