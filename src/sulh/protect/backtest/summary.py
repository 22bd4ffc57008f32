"""What a back-test comes to: pooled shares, medians with intervals, and how often the plan did better."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.protect.backtest.replay import METHODS, REACHES_KM

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PooledShare", "Summary", "summarise"]

DRAWS = 2000
MANY = 25
"""Deaths in a year from which on chance alone decides less."""

LEVEL = (5.0, 95.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledShare:
    """One method at one reach (km, or minutes by road): shares of civilian deaths and fatal events in it.

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
    """Of mission-years in which civilians were killed.

    `pooled`: by distance; `by_road`: by travel time, empty where no roads were given.
    `captured`: by reach, the part of what foresight could gain over the real laydown that the plan
    gained. `better`, `not_worse`, `not_below_greedy`: shares of mission-years, by reach;
    `foresight_better`: as often as foresight itself did better than the real laydown, which no plan can
    beat; `better_where_possible`: of those in which foresight did; `better_where_many`: of those with at
    least `MANY` deaths. `ratios`: the plan's pooled share over the real's and over greedy's, with a
    bootstrap interval, by reach.
    """

    missions: int
    mission_years: int
    civilians: float
    pooled: tuple[PooledShare, ...]
    by_road: tuple[PooledShare, ...]
    captured: dict[int, float]
    better: dict[int, float]
    foresight_better: dict[int, float]
    better_where_possible: dict[int, float]
    better_where_many: dict[int, float]
    not_worse: dict[int, float]
    not_below_greedy: dict[int, float]
    ratios: dict[int, dict[str, tuple[float, float, float]]]

    def as_json(self) -> dict[str, Any]:
        """Return it in types that JSON has."""
        return asdict(self)


def summarise(counts: pl.DataFrame, *, seed: int = 0, method: str = "plan") -> Summary | None:
    """Summarise the counts of a `Replay`, for its mission-years in which civilians were killed.

    Parameters
    ----------
    counts
        As in `sulh.protect.backtest.replay.Replay`.
    seed
        Of the bootstrap.
    method
        The one that is compared: "plan", or "quarter".

    Returns
    -------
    Summary or None
        None where there is no such mission-year.
    """
    held = counts.filter(pl.col("all_civilians") > 0).sort("mission", "year")
    if held.is_empty():
        return None
    missions = held["mission"].unique().sort().to_list()
    first = held.filter((pl.col("method") == "real") & (pl.col("reach_km") == REACHES_KM[0]))
    of = np.searchsorted(missions, first["mission"].to_numpy())
    draws = np.random.default_rng(seed).integers(0, len(missions), (DRAWS, len(missions)))
    weights = np.stack([np.bincount(draw, minlength=len(missions)) for draw in draws])[:, of]
    table = {
        (name, km): held.filter((pl.col("method") == name) & (pl.col("reach_km") == km))
        for name in METHODS
        for km in REACHES_KM
    }
    got = {key: frame["civilians"].to_numpy() for key, frame in table.items()}
    total = first["all_civilians"].to_numpy()
    better = {km: got[method, km] > got["real", km] for km in REACHES_KM}
    return Summary(
        missions=len(missions),
        mission_years=len(first),
        civilians=float(total.sum()),
        pooled=tuple(
            _pooled(frame, weights, method=name, reach_km=km) for (name, km), frame in table.items()
        ),
        by_road=tuple(
            _pooled(
                held.filter((pl.col("method") == name) & (pl.col("reach_min") == most)),
                weights,
                method=name,
                reach_min=most,
            )
            for name in METHODS
            for most in held["reach_min"].drop_nulls().unique().sort().to_list()
        ),
        captured={
            km: _ratio(
                (got[method, km] - got["real", km]).sum(),
                (got["foresight", km] - got["real", km]).sum(),
            )
            for km in REACHES_KM
        },
        foresight_better={
            km: float((got["foresight", km] > got["real", km]).mean()) for km in REACHES_KM
        },
        better={km: float(better[km].mean()) for km in REACHES_KM},
        better_where_possible={
            km: _share(better[km], got["foresight", km] > got["real", km]) for km in REACHES_KM
        },
        better_where_many={km: _share(better[km], total >= MANY) for km in REACHES_KM},
        not_worse={km: float((got[method, km] >= got["real", km]).mean()) for km in REACHES_KM},
        not_below_greedy={
            km: float((got[method, km] >= got["greedy", km]).mean()) for km in REACHES_KM
        },
        ratios={
            km: {
                name: _bounded_ratio(got[method, km], got[name, km], weights)
                for name in ("real", "greedy", "towns", "tiers")
            }
            for km in REACHES_KM
        },
    )


def _share(held: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return _ratio(float((held & among).sum()), float(among.sum()))


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _bounded_ratio(
    part: NDArray[np.float64], whole: NDArray[np.float64], weights: NDArray[np.int64]
) -> tuple[float, float, float]:
    sums = weights @ whole
    drawn = (weights @ part)[sums > 0.0] / sums[sums > 0.0]
    low, high = np.percentile(drawn, LEVEL) if len(drawn) else (np.nan, np.nan)
    return _ratio(part.sum(), whole.sum()), float(low), float(high)


def _pooled(
    frame: pl.DataFrame,
    weights: NDArray[np.int64],
    *,
    method: str,
    reach_km: int | None = None,
    reach_min: float | None = None,
) -> PooledShare:
    reached, total = frame["civilians"].to_numpy(), frame["all_civilians"].to_numpy()
    share, low, high = _bounded_ratio(reached, total, weights)
    return PooledShare(
        method=method,
        reach_km=reach_km,
        reach_min=reach_min,
        civilians=share,
        events=_ratio(float(frame["events"].sum()), float(frame["all_events"].sum())),
        median=float(np.median(reached / total)),
        low=low,
        high=high,
    )
