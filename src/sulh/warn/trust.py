"""Which method a country should trust: the model, unless a naive forecast did better there so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["trusted"]

ORIGINS_MIN = 5
"""So many scored origins are needed before a country falls back."""

MARGIN = 0.98
"""A naive forecast has to have scored this much of the model's CRPS, or less."""


def trusted(scores: pl.DataFrame, origins: Sequence[int]) -> pl.DataFrame:
    """Return, for each origin and country, the method to trust: columns origin, country, method.

    Only scores whose outcome was known at the origin count (origin + horizon up to it). Also
    `naive_crps` and `model_crps`, the sums it was decided by (null: none yet).
    """
    countries = scores.select("country").unique().sort("country")
    sums = (
        scores.with_columns(known=pl.col("origin") + pl.col("horizon"))
        .group_by("country", "method", "known", "origin")
        .agg(pl.col("crps").sum())
        .sort("country", "method", "known", "origin")
    )
    chosen = []
    for origin in origins:
        past = sums.filter(pl.col("known") <= origin)
        total = past.group_by("country", "method").agg(
            pl.col("crps").sum(), pl.col("origin").n_unique().alias("origins")
        )
        model = total.filter(pl.col("method") == "model").select(
            "country", "origins", model_crps="crps"
        )
        naive = (
            total.filter(pl.col("method") != "model")
            .sort("country", "crps", "method")
            .unique("country", keep="first", maintain_order=True)
            .select("country", naive="method", naive_crps="crps")
        )
        chosen.append(
            countries.join(model, on="country", how="left")
            .join(naive, on="country", how="left")
            .with_columns(
                origin=pl.lit(origin, dtype=pl.Int64),
                method=pl.when(
                    (pl.col("origins") >= ORIGINS_MIN)
                    & (pl.col("naive_crps") < MARGIN * pl.col("model_crps"))
                )
                .then(pl.col("naive"))
                .otherwise(pl.lit("model")),
            )
            .select("origin", "country", "method", "model_crps", "naive_crps")
        )
    return pl.concat(chosen)
