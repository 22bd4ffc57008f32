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

    from sulh.warn.rolling import RollingScores

__all__ = [
    "CountryWins",
    "LikelyCoverage",
    "country_wins",
    "coverage_where_likely",
    "overall_scores",
    "pit_histogram",
    "reliability_table",
    "scores_by_country",
    "scores_by_horizon",
]

ORDER = ("forecast", "model", *NAIVE)
PIT_BINS = 20


def _inside(level: int) -> pl.Expr:
    edge = (100 - level) / 200
    return ((pl.col("pit") >= edge) & (pl.col("pit") <= 1 - edge)).mean()


def _held(level: int) -> pl.Expr:
    outcome = pl.col("outcome")
    return ((outcome >= pl.col(f"low{level}")) & (outcome <= pl.col(f"high{level}"))).mean()


def overall_scores(rolling: RollingScores) -> pl.DataFrame:
    """Return one row for each method: mean scores, coverage, and average precision.

    `pit50`, `pit90`: the share of randomised PIT values in the central half and nine tenths, which
    is that share when forecasts are calibrated. `held50`, `held90`: how often the outcome lay in the
    interval of whole numbers, which is at least that share.
    """
    scores = rolling.scores.with_columns(any_deaths=(pl.col("outcome") > 0))
    means = scores.group_by("method").agg(
        pl.col("crps", "ignorance", "interval").mean(),
        brier=((pl.col("chance") - pl.col("any_deaths")) ** 2).mean(),
        pit50=_inside(50),
        pit90=_inside(90),
        held50=_held(50),
        held90=_held(90),
        cases=pl.len(),
    )
    precision = pl.DataFrame(
        [
            (name, average_precision(part["chance"].to_numpy(), part["any_deaths"].to_numpy()))
            for (name,), part in scores.group_by("method")
        ],
        schema={"method": pl.String, "average_precision": pl.Float64},
        orient="row",
    )
    order = pl.DataFrame({"method": ORDER, "place": range(len(ORDER))})
    return means.join(precision, on="method").join(order, on="method").sort("place").drop("place")


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCoverage:
    """Coverage where the forecast gave any deaths a chance of a half or more; NaN without cases.

    Nearly any forecast is calibrated where nothing ever happens; this looks at where it matters.
    """

    cases: int
    pit50: float
    pit90: float


def coverage_where_likely(rolling: RollingScores, method: str) -> LikelyCoverage:
    """Return the coverage of a method in the cases to which it gave a chance of a half or more."""
    part = rolling.scores.filter((pl.col("method") == method) & (pl.col("chance") >= 0.5))
    if part.is_empty():
        return LikelyCoverage(cases=0, pit50=float("nan"), pit90=float("nan"))
    inside = part.select(pit50=_inside(50), pit90=_inside(90)).row(0)
    return LikelyCoverage(cases=part.height, pit50=float(inside[0]), pit90=float(inside[1]))


def scores_by_horizon(rolling: RollingScores) -> pl.DataFrame:
    """Return the mean CRPS by horizon, with a column for each method."""
    return (
        rolling.scores.group_by("horizon", "method")
        .agg(pl.col("crps").mean())
        .sort("horizon", "method")
        .pivot(on="method", index="horizon", values="crps")
        .select("horizon", *ORDER)
    )


def scores_by_country(rolling: RollingScores, countries: Sequence[str]) -> pl.DataFrame:
    """Return one row for each country: its cases, those with deaths, and each method's mean CRPS."""
    names = pl.DataFrame({"country": range(len(countries)), "name": list(countries)})
    return (
        rolling.scores.group_by("country", "method")
        .agg(pl.col("crps").mean(), cases=pl.len(), deadly=(pl.col("outcome") > 0).sum())
        .sort("country", "method")
        .pivot(on="method", index=["country", "cases", "deadly"], values="crps")
        .join(names.cast({"country": pl.Int64}), on="country")
        .sort("deadly", "name", descending=[True, False])
        .select("name", "cases", "deadly", *ORDER)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryWins:
    """In what share of countries the CRPS is lower than that of each naive forecast, and of all.

    `countries` had at least `deadly_min` cases with deaths in the test.
    """

    method: str
    deadly_min: int
    countries: int
    better_than: dict[str, float]
    better_than_all: float


def country_wins(countries: pl.DataFrame, method: str, *, deadly_min: int = 1) -> CountryWins:
    """Compare a method with the naive ones, country by country; `countries` from `scores_by_country`.

    In a country without deaths in the test no forecast beats "no deaths at all"; those are left
    out, as are those with fewer than `deadly_min` cases with deaths, where chance decides.
    """
    deadly = countries.filter(pl.col("deadly") >= deadly_min)
    wins = {name: (deadly[method] < deadly[name]).to_numpy() for name in NAIVE}
    n = deadly.height
    return CountryWins(
        method=method,
        deadly_min=deadly_min,
        countries=n,
        better_than={name: float(each.mean()) if n else 0.0 for name, each in wins.items()},
        better_than_all=float(np.logical_and.reduce(list(wins.values())).mean()) if n else 0.0,
    )


def pit_histogram(rolling: RollingScores, method: str) -> list[float]:
    """Return the shares of randomised PIT values in twenty bins; 0.05 each when calibrated."""
    pit = rolling.scores.filter(pl.col("method") == method)["pit"].to_numpy()
    counts, _ = np.histogram(pit, bins=PIT_BINS, range=(0.0, 1.0))
    return [float(each) for each in counts / max(len(pit), 1)]


RELIABILITY_EDGES = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def reliability_table(rolling: RollingScores, method: str) -> pl.DataFrame:
    """Return, by bins of the forecast chance of any deaths: cases, mean chance, observed frequency."""
    part = rolling.scores.filter(pl.col("method") == method)
    edges = np.array(RELIABILITY_EDGES)
    bins = np.clip(np.searchsorted(edges, part["chance"].to_numpy(), side="right") - 1, 0, 13)
    return (
        part.select("chance", any_deaths=(pl.col("outcome") > 0).cast(pl.Float64))
        .with_columns(bin=pl.Series(bins))
        .group_by("bin")
        .agg(cases=pl.len(), chance=pl.col("chance").mean(), frequency=pl.col("any_deaths").mean())
        .sort("bin")
        .drop("bin")
    )
