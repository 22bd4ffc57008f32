"""Which positions of one name are one place: a place that was geocoded twice must not count twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SAME_PLACE_KM", "join_places", "one_spelling"]

SAME_PLACE_KM = 5.0
"""Positions of one name that are no farther apart are one place. Of the seven names in Geo-PKO 2.3 that
have two positions for one contributor and year, six lie within 1.6 km, one at 14 km."""


def one_spelling(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Return the frame with one spelling, the first, of names that differ in case or blanks only."""

    def key(name: str) -> pl.Expr:
        return pl.col(name).str.to_lowercase().str.replace_all(r"\s+", "")

    return frame.with_columns(pl.col(each).first().over(key(each)) for each in names)


def join_places(frame: pl.DataFrame, keys: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the frame with one `lon`, `lat` for each place of `keys`, and its `position` there, from 0.

    Positions within `SAME_PLACE_KM` of each other, over any number of steps, have one number; a row
    without a position has that of the first. The second frame holds the places at several positions:
    `keys`, the metres from the first position to the farthest (`apart_m`), whether all are one place
    (`is_one`), and their `rows`.
    """
    keys = [each for each in keys if each not in ("lon", "lat")]
    several = (
        frame.filter((pl.col("place") != "") & pl.col("lon").is_not_null())
        .group_by(keys, maintain_order=True)
        .agg(pl.struct("lon", "lat").unique(maintain_order=True).alias("points"), rows="row")
        .filter(pl.col("points").list.len() > 1)
    )
    far = [_distances(points) for points in several.get_column("points")]
    numbers = [_parts(each <= 1000.0 * SAME_PLACE_KM) for each in far]
    several = several.with_columns(
        position=pl.Series([each.tolist() for each in numbers], dtype=pl.List(pl.Int64)),
        apart_m=pl.Series([float(each[0].max()) for each in far], dtype=pl.Float64),
        is_one=pl.Series([int(each.max()) == 0 for each in numbers], dtype=pl.Boolean),
    )
    positions = several.select(*keys, "points", "position").explode("points", "position")
    first = pl.col("lon", "lat").drop_nulls().first().over(keys)
    joined = (
        frame.join(positions.unnest("points"), on=[*keys, "lon", "lat"], how="left")
        .with_columns(pl.col("position").fill_null(0))
        .with_columns(pl.when(pl.col("place") != "").then(first).otherwise(pl.col("lon", "lat")))
    )
    return joined, several.select(*keys, "apart_m", "is_one", "rows")


def _parts(near: np.ndarray) -> np.ndarray:
    """Return for each point the number, from 0, of the part of points that hang together."""
    first = np.arange(len(near))
    while True:
        lower = np.where(near, first, len(near)).min(axis=1)
        if (lower == first).all():
            return np.asarray(np.unique(first, return_inverse=True)[1])
        first = lower


def _distances(points: pl.Series) -> np.ndarray:
    lon, lat = (points.struct.field(each).to_numpy() for each in ("lon", "lat"))
    return distances_m(lon, lat, lon, lat)
