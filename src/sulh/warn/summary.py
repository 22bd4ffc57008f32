"""Tables of scores: overall, by horizon, by country; and calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.warn.component_forecasts import NAIVE
from sulh.warn.scores import average_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.warn.rolling import Rolled

__all__ = [
    "Likely",
    "Shares",
    "by_country",
    "by_horizon",
    "overall",
    "pit_histogram",
    "reliability",
    "shares_of_countries",
    "where_likely",
]

ORDER = ("forecast", "model", *NAIVE)
PIT_BINS = 20


def _inside(level: int) -> pl.Expr:
    edge = (100 - level) / 200
    return ((pl.col("pit") >= edge) & (pl.col("pit") <= 1 - edge)).mean()


def _held(level: int) -> pl.Expr:
    seen = pl.col("seen")
    return ((seen >= pl.col(f"low{level}")) & (seen <= pl.col(f"high{level}"))).mean()


def overall(rolled: Rolled) -> pl.DataFrame:
    """Return one row a method: mean scores, coverage, and average precision.

    `pit50`, `pit90`: the share of randomised PIT values in the central half and nine tenths, which
    is that share when forecasts are calibrated. `held50`, `held90`: how often what came lay in the
    interval of whole numbers, which is at least that share.
    """
    scored = rolled.scores.with_columns(came=(pl.col("seen") > 0))
    means = scored.group_by("method").agg(
        pl.col("crps", "ignorance", "interval").mean(),
        brier=((pl.col("chance") - pl.col("came")) ** 2).mean(),
        pit50=_inside(50),
        pit90=_inside(90),
        held50=_held(50),
        held90=_held(90),
        cases=pl.len(),
    )
    precision = pl.DataFrame(
        [
            (name, average_precision(part["chance"].to_numpy(), part["came"].to_numpy()))
            for (name,), part in scored.group_by("method")
        ],
        schema={"method": pl.String, "average_precision": pl.Float64},
        orient="row",
    )
    order = pl.DataFrame({"method": ORDER, "place": range(len(ORDER))})
    return means.join(precision, on="method").join(order, on="method").sort("place").drop("place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Coverage where the forecast gave any deaths a chance of a half or more; NaN without cases.

    Nearly any forecast is calibrated where nothing ever happens; this says how it is where it counts.
    """

    cases: int
    pit50: float
    pit90: float


def where_likely(rolled: Rolled, method: str) -> Likely:
    """Return the coverage of a method in the cases that it called likely itself."""
    part = rolled.scores.filter((pl.col("method") == method) & (pl.col("chance") >= 0.5))
    if part.is_empty():
        return Likely(cases=0, pit50=float("nan"), pit90=float("nan"))
    inside = part.select(pit50=_inside(50), pit90=_inside(90)).row(0)
    return Likely(cases=part.height, pit50=float(inside[0]), pit90=float(inside[1]))


def by_horizon(rolled: Rolled) -> pl.DataFrame:
    """Return the mean CRPS by horizon, one column a method."""
    return (
        rolled.scores.group_by("horizon", "method")
        .agg(pl.col("crps").mean())
        .sort("horizon", "method")
        .pivot(on="method", index="horizon", values="crps")
        .select("horizon", *ORDER)
    )


def by_country(rolled: Rolled, countries: Sequence[str]) -> pl.DataFrame:
    """Return one row a country: its cases, those with deaths, and the mean CRPS of each method."""
    names = pl.DataFrame({"country": range(len(countries)), "name": list(countries)})
    return (
        rolled.scores.group_by("country", "method")
        .agg(pl.col("crps").mean(), cases=pl.len(), deadly=(pl.col("seen") > 0).sum())
        .sort("country", "method")
        .pivot(on="method", index=["country", "cases", "deadly"], values="crps")
        .join(names.cast({"country": pl.Int64}), on="country")
        .sort("deadly", "name", descending=[True, False])
        .select("name", "cases", "deadly", *ORDER)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """In what share of countries the CRPS is lower than that of each naive forecast, and of all.

    `countries` had at least `deadly_min` cases with deaths in the test.
    """

    method: str
    deadly_min: int
    countries: int
    better_than: dict[str, float]
    better_than_all: float


def shares_of_countries(countries: pl.DataFrame, method: str, *, deadly_min: int = 1) -> Shares:
    """Compare a method with the naive ones, country by country; `countries` from `by_country`.

    In a country without deaths in the test no forecast beats "no deaths at all"; those are left
    out, and so may be those with fewer than `deadly_min` cases, in which chance decides.
    """
    counted = countries.filter(pl.col("deadly") >= deadly_min)
    wins = {name: (counted[method] < counted[name]).to_numpy() for name in NAIVE}
    n = counted.height
    return Shares(
        method=method,
        deadly_min=deadly_min,
        countries=n,
        better_than={name: float(won.mean()) if n else 0.0 for name, won in wins.items()},
        better_than_all=float(np.logical_and.reduce(list(wins.values())).mean()) if n else 0.0,
    )


def pit_histogram(rolled: Rolled, method: str) -> list[float]:
    """Return the shares of randomised PIT values in twenty bins; 0.05 each when calibrated."""
    pit = rolled.scores.filter(pl.col("method") == method)["pit"].to_numpy()
    counts, _ = np.histogram(pit, bins=PIT_BINS, range=(0.0, 1.0))
    return [float(each) for each in counts / max(len(pit), 1)]


RELIABILITY_EDGES = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def reliability(rolled: Rolled, method: str) -> pl.DataFrame:
    """Return, by bins of the forecast chance of any deaths: cases, mean chance, how often they came."""
    part = rolled.scores.filter(pl.col("method") == method)
    edges = np.array(RELIABILITY_EDGES)
    bins = np.clip(np.searchsorted(edges, part["chance"].to_numpy(), side="right") - 1, 0, 13)
    return (
        part.select("chance", came=(pl.col("seen") > 0).cast(pl.Float64))
        .with_columns(bin=pl.Series(bins))
        .group_by("bin")
        .agg(cases=pl.len(), chance=pl.col("chance").mean(), came=pl.col("came").mean())
        .sort("bin")
        .drop("bin")
    )
