"""Which method to use for a country: the model, unless a naive forecast was clearly better there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["select_methods"]

ORIGINS_MIN = 8
DEADLY_MIN = 5
"""A country changes to a naive forecast after so many scored origins, so many with deaths after."""

DOUBT = 2.0
"""The naive forecast's gain, summed over origins, in standard errors of that sum."""


def select_methods(scores: pl.DataFrame, origins: Sequence[int]) -> pl.DataFrame:
    """Return, for each origin and country, the method to use: columns origin, country, method.

    Only scores whose outcome was known at the origin count (origin + horizon up to it). Also
    `naive_crps` and `model_crps`, the sums that decide (null: none yet).
    """
    sums = (
        scores.with_columns(outcome_at=pl.col("origin") + pl.col("horizon"))
        .group_by("country", "method", "outcome_at", "origin")
        .agg(pl.col("crps").sum(), pl.col("outcome").sum())
        .sort("country", "method", "outcome_at", "origin")
    )
    countries = scores.select("country").unique().sort("country")
    return pl.concat([_select(sums, countries, origin) for origin in origins])


def _select(sums: pl.DataFrame, countries: pl.DataFrame, origin: int) -> pl.DataFrame:
    """Return the method of each country at one origin."""
    past = (
        sums.filter(pl.col("outcome_at") <= origin)
        .group_by("country", "method", "origin")
        .agg(pl.col("crps").sum(), pl.col("outcome").sum())
        .sort("country", "method", "origin")
    )
    model = past.filter(pl.col("method") == "model").rename({"crps": "model_crps"})
    gains = (
        past.filter(pl.col("method") != "model")
        .rename({"method": "naive", "crps": "naive_crps"})
        .join(model.select("country", "origin", "model_crps"), on=["country", "origin"])
        .with_columns(gain=pl.col("model_crps") - pl.col("naive_crps"))
        .group_by("country", "naive")
        .agg(
            pl.col("model_crps", "naive_crps").sum(),
            origins=pl.len(),
            deadly=(pl.col("outcome") > 0).sum(),
            gain=pl.col("gain").sum(),
            error=pl.col("gain").std() * pl.len().sqrt(),
        )
        .sort("country", "naive_crps", "naive")
        .unique("country", keep="first", maintain_order=True)
    )
    is_naive_better = (
        (pl.col("origins") >= ORIGINS_MIN)
        & (pl.col("deadly") >= DEADLY_MIN)
        & (pl.col("gain") > DOUBT * pl.col("error"))
    ).fill_null(value=False)
    return countries.join(gains, on="country", how="left").select(
        pl.lit(origin, dtype=pl.Int64).alias("origin"),
        "country",
        pl.when(is_naive_better).then(pl.col("naive")).otherwise(pl.lit("model")).alias("method"),
        "model_crps",
        "naive_crps",
    )
