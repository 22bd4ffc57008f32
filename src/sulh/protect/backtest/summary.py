"""What a back-test comes to: pooled shares, medians with intervals, and how often the plan did better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.protect.backtest.replay import LAYDOWNS, REACHES_KM

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PooledShare", "Summary", "summarise"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DRAWS = 2000
MANY = 25
"""Deaths in a year from which on chance alone decides less."""

LEVEL = (5.0, 95.0)
Ratio = tuple[float | None, float | None, float | None]
"""A ratio, and the bounds of its interval."""

RIVALS = ("real", "greedy", "towns", "tiers")


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledShare:
    """One laydown at one reach (km, or minutes by road): its shares of civilian deaths and fatal events.

    `median` is over mission-years; `low` and `high` bound the pooled share by the 5th and 95th
    percentile of a bootstrap that draws whole missions, because years of one mission are alike.
    """

    method: str
    reach_km: int | None
    civilians: float
    events: float
    median: float
    low: float
    high: float
    reach_min: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The result over mission-years in which civilians were killed.

    `pooled`: by distance; `by_road`: by travel time, empty without roads. The others are by reach:
    `captured`: the share of what foresight could gain over the real laydown that the plan gained.
    `better`, `not_worse`, `not_below_greedy`: shares of mission-years. `foresight_better`: how often
    foresight did better than the real laydown, the limit of any plan; `better_where_possible`: the share
    of those in which the plan did, too; `better_where_many`: of those with at least `MANY` deaths.
    `ratios`: the plan's pooled share over that of a rival, with a bootstrap interval. A share or ratio
    whose whole is zero is None.
    """

    missions: int
    mission_years: int
    civilians: float
    pooled: tuple[PooledShare, ...]
    by_road: tuple[PooledShare, ...]
    captured: dict[int, float | None]
    better: dict[int, float]
    foresight_better: dict[int, float]
    better_where_possible: dict[int, float | None]
    better_where_many: dict[int, float | None]
    not_worse: dict[int, float]
    not_below_greedy: dict[int, float]
    ratios: dict[int, dict[str, Ratio]]

    def share(self, method: str, reach_km: int) -> PooledShare:
        """Return the shares of one laydown at one distance."""
        return next(
            each for each in self.pooled if (each.method, each.reach_km) == (method, reach_km)
        )

    @property
    def minutes(self) -> list[float]:
        """Return the travel times, ascending."""
        return sorted({each.reach_min or 0.0 for each in self.by_road})

    def share_by_road(self, method: str, reach_min: float) -> PooledShare:
        """Return the shares of one laydown at one travel time."""
        return next(
            each for each in self.by_road if (each.method, each.reach_min) == (method, reach_min)
        )


def summarise(counts: pl.DataFrame, *, seed: int = 0, method: str = "plan") -> Summary | None:
    """Summarise the counts of a `Replay`, for its mission-years in which civilians were killed.

    Parameters
    ----------
    counts
        As in `sulh.protect.Replay`.
    seed
        Of the bootstrap.
    method
        The laydown to compare: "plan", or "quarter".

    Returns
    -------
    Summary or None
        None where there is no such mission-year.
    """
    deadly = counts.filter(pl.col("all_civilians") > 0).sort("mission", "year")
    if deadly.is_empty():
        return None
    missions = deadly["mission"].unique().sort().to_list()
    table = {
        (name, km): deadly.filter((pl.col("method") == name) & (pl.col("reach_km") == km))
        for name in LAYDOWNS
        for km in REACHES_KM
    }
    first = table["real", REACHES_KM[0]]
    weights = _bootstrap(first["mission"], missions, seed)
    return Summary(
        missions=len(missions),
        mission_years=len(first),
        civilians=float(first["all_civilians"].sum()),
        pooled=tuple(
            _pool(rows, weights, method=name, reach_km=km) for (name, km), rows in table.items()
        ),
        by_road=_pool_by_road(deadly, weights),
        **_comparisons(table, weights, method),
    )


def _bootstrap(rows: pl.Series, missions: list[str], seed: int) -> Ints:
    """Return how often each mission-year counts in each draw of missions, int64[draws, mission-years]."""
    draws = np.random.default_rng(seed).integers(0, len(missions), (DRAWS, len(missions)))
    counts = np.stack([np.bincount(draw, minlength=len(missions)) for draw in draws])
    return counts[:, np.searchsorted(missions, rows.to_numpy())]


def _comparisons(
    table: Mapping[tuple[str, int], pl.DataFrame], weights: Ints, method: str
) -> dict[str, Any]:
    """Return the fields of a summary that compare a laydown with others, each by reach."""
    reached = {key: rows["civilians"].to_numpy() for key, rows in table.items()}
    total = table["real", REACHES_KM[0]]["all_civilians"].to_numpy()
    fields: dict[str, dict[int, Any]] = {}
    for km in REACHES_KM:
        own, real, best = reached[method, km], reached["real", km], reached["foresight", km]
        values = {
            "captured": _ratio((own - real).sum(), (best - real).sum()),
            "better": float((own > real).mean()),
            "foresight_better": float((best > real).mean()),
            "better_where_possible": _share(own > real, best > real),
            "better_where_many": _share(own > real, total >= MANY),
            "not_worse": float((own >= real).mean()),
            "not_below_greedy": float((own >= reached["greedy", km]).mean()),
            "ratios": {name: _bounded_ratio(own, reached[name, km], weights) for name in RIVALS},
        }
        for name, value in values.items():
            fields.setdefault(name, {})[km] = value
    return fields


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float | None:
    return _ratio(float((part & whole).sum()), float(whole.sum()))


def _ratio(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None


def _bounded_ratio(part: Floats, whole: Floats, weights: Ints) -> Ratio:
    sums = weights @ whole
    ratios = (weights @ part)[sums > 0.0] / sums[sums > 0.0]
    if not len(ratios):
        return _ratio(part.sum(), whole.sum()), None, None
    low, high = np.percentile(ratios, LEVEL)
    return _ratio(part.sum(), whole.sum()), float(low), float(high)


def _pool_by_road(deadly: pl.DataFrame, weights: Ints) -> tuple[PooledShare, ...]:
    minutes = deadly["reach_min"].drop_nulls().unique().sort().to_list()
    return tuple(
        _pool(
            deadly.filter((pl.col("method") == name) & (pl.col("reach_min") == most)),
            weights,
            method=name,
            reach_min=most,
        )
        for name in LAYDOWNS
        for most in minutes
    )


def _pool(
    rows: pl.DataFrame,
    weights: Ints,
    *,
    method: str,
    reach_km: int | None = None,
    reach_min: float | None = None,
) -> PooledShare:
    reached, total = rows["civilians"].to_numpy(), rows["all_civilians"].to_numpy()
    share, low, high = _bounded_ratio(reached, total, weights)
    return PooledShare(
        method=method,
        reach_km=reach_km,
        reach_min=reach_min,
        civilians=share or 0.0,
        events=_ratio(float(rows["events"].sum()), float(rows["all_events"].sum())) or 0.0,
        median=float(np.median(reached / total)),
        low=low or 0.0,
        high=high or 0.0,
    )
