"""What a back-test comes to: pooled shares, ratios, and how often a laydown did better, with intervals.

Every interval is a bootstrap that draws whole missions, because years of one mission are alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.protect.backtest.laydowns import LAYDOWNS
from sulh.protect.backtest.replay import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Bounded", "Comparison", "PooledShare", "Summary", "summarise"]

Floats = NDArray[np.float64]

DRAWS = 4000
LEVEL = (2.5, 97.5)
RIVALS = ("real", "next", "rule", "last-year")
"""What each laydown is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """A figure with its 95 % interval over missions; all None where its whole is zero.

    With one mission there is nothing to draw from: `low` and `high` are None.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledShare:
    """The share of one measure within reach of a laydown, over all mission-years.

    One of `reach_km` and `reach_min` is None.
    """

    method: str
    measure: str
    reach_km: int | None
    reach_min: float | None
    share: Bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One laydown against another by distance: the ratio of their shares, and in how many mission-years better.

    `without` has the ratio without each mission. `better` and `not_worse` are shares of mission-years with
    civilian deaths, by those deaths.
    """

    method: str
    rival: str
    reach_km: int
    measure: str
    ratio: Bounded
    better: Bounded
    not_worse: Bounded
    without: dict[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The result over mission-years in which civilians were killed; the parts of a year are added up.

    `largest` is the mission with the most civilian deaths.
    """

    missions: int
    mission_years: int
    civilians: float
    civilian_events: float
    largest: str
    shares: tuple[PooledShare, ...]
    comparisons: tuple[Comparison, ...]

    def share(self, method: str, reach_km: int, measure: str = "civilians") -> Bounded:
        """Return the share of one laydown at one distance."""
        return self._find(method, measure, reach_km, None)

    def share_by_road(self, method: str, reach_min: float, measure: str = "civilians") -> Bounded:
        """Return the share of one laydown at one travel time."""
        return self._find(method, measure, None, reach_min)

    def _find(
        self, method: str, measure: str, reach_km: int | None, reach_min: float | None
    ) -> Bounded:
        key = (method, measure, reach_km, reach_min)
        return next(
            each.share
            for each in self.shares
            if (each.method, each.measure, each.reach_km, each.reach_min) == key
        )

    def compare(
        self, method: str, rival: str, reach_km: int, measure: str = "civilians"
    ) -> Comparison:
        """Return one laydown against another."""
        key = (method, rival, reach_km, measure)
        return next(
            each
            for each in self.comparisons
            if (each.method, each.rival, each.reach_km, each.measure) == key
        )

    @property
    def methods(self) -> list[str]:
        """Return the laydowns, in the order of `sulh.protect.LAYDOWNS`."""
        return list(dict.fromkeys(each.method for each in self.shares if each.reach_km is not None))

    @property
    def minutes(self) -> list[float]:
        """Return the travel times, ascending."""
        return sorted({each.reach_min for each in self.shares if each.reach_min is not None})


def summarise(counts: pl.DataFrame, *, seed: int = 0) -> Summary | None:
    """Summarise the counts of a `Replay`, for its mission-years in which civilians were killed.

    Parameters
    ----------
    counts
        As in `sulh.protect.Replay`.
    seed
        Of the bootstrap.

    Returns
    -------
    Summary or None
        None where there is no such mission-year.
    """
    sums = (
        counts.group_by("mission", "year", "method", "reach_km", "reach_min")
        .agg(pl.col(name).sum() for measure in MEASURES for name in (measure, f"all_{measure}"))
        .filter(pl.col("all_civilians") > 0)
        .sort("mission", "year")
    )
    if sums.is_empty():
        return None
    table = {
        (str(method), km, minutes): rows
        for (method, km, minutes), rows in sums.group_by(["method", "reach_km", "reach_min"])
    }
    first = next(rows for (name, km, _), rows in table.items() if name == "real" and km)
    missions = first["mission"].unique().sort()
    draws = _Draws(first["mission"], missions, seed)
    order = {name: at for at, name in enumerate(LAYDOWNS)}
    keys = sorted(
        (key for key in table if key[0] in order),
        key=lambda key: (key[1] is None, key[1] or 0, key[2] or 0.0, order[key[0]]),
    )
    by_mission = first.group_by("mission").agg(pl.col("all_civilians").sum())
    return Summary(
        missions=len(missions),
        mission_years=first.height,
        civilians=float(first["all_civilians"].sum()),
        civilian_events=float(first["all_civilian_events"].sum()),
        largest=str(by_mission.sort("all_civilians", "mission")["mission"][-1]),
        shares=tuple(
            PooledShare(
                method=key[0],
                measure=measure,
                reach_km=key[1],
                reach_min=key[2],
                share=draws.ratio(
                    table[key][measure].to_numpy(), table[key][f"all_{measure}"].to_numpy()
                ),
            )
            for key in keys
            for measure in MEASURES
        ),
        comparisons=tuple(_comparisons(table, keys, draws)),
    )


def _comparisons(
    table: Mapping[tuple[str, int | None, float | None], pl.DataFrame],
    keys: list[tuple[str, int | None, float | None]],
    draws: _Draws,
) -> Iterable[Comparison]:
    for method, km, minutes in keys:
        for rival in RIVALS:
            if km is None or method == rival or (rival, km, minutes) not in table:
                continue
            own, other = table[method, km, minutes], table[rival, km, minutes]
            better = own["civilians"] > other["civilians"]
            not_worse = own["civilians"] >= other["civilians"]
            for measure in MEASURES:
                part, whole = own[measure].to_numpy(), other[measure].to_numpy()
                yield Comparison(
                    method=method,
                    rival=rival,
                    reach_km=km,
                    measure=measure,
                    ratio=draws.ratio(part, whole),
                    better=draws.mean(better.to_numpy()),
                    not_worse=draws.mean(not_worse.to_numpy()),
                    without=draws.without(part, whole),
                )


class _Draws:
    """A bootstrap of missions: how often each mission-year counts in each draw."""

    def __init__(self, rows: pl.Series, missions: pl.Series, seed: int) -> None:
        n = len(missions)
        self._names = missions.to_list()
        self._of = np.searchsorted(missions.to_numpy(), rows.to_numpy())
        draws = np.random.default_rng(seed).integers(0, n, (DRAWS, n))
        self._counts = np.stack([np.bincount(draw, minlength=n) for draw in draws]).astype(
            np.float64
        )

    def _sums(self, values: Floats) -> Floats:
        return np.bincount(self._of, weights=values, minlength=len(self._names)).astype(np.float64)

    def ratio(self, part: Floats, whole: Floats) -> Bounded:
        """Return the ratio of two sums over mission-years."""
        parts, wholes = self._sums(part), self._sums(whole)
        if wholes.sum() == 0.0:
            return Bounded(value=None, low=None, high=None)
        value = float(parts.sum() / wholes.sum())
        if len(self._names) == 1:
            return Bounded(value=value, low=None, high=None)
        below = self._counts @ wholes
        ratios = (self._counts @ parts)[below > 0.0] / below[below > 0.0]
        low, high = np.percentile(ratios, LEVEL)
        return Bounded(value=value, low=float(low), high=float(high))

    def mean(self, values: NDArray[np.bool_]) -> Bounded:
        """Return the mean over mission-years."""
        return self.ratio(values.astype(np.float64), np.ones(len(values)))

    def without(self, part: Floats, whole: Floats) -> dict[str, float | None]:
        """Return the ratio without each mission."""
        parts, wholes = self._sums(part), self._sums(whole)
        left = parts.sum() - parts, wholes.sum() - wholes
        return {
            name: float(left[0][at] / left[1][at]) if left[1][at] else None
            for at, name in enumerate(self._names)
        }
