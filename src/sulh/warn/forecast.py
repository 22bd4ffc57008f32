"""The forecast itself: for each known cell and each period ahead, a distribution of deaths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.values import Executor, SerialExecutor
from sulh.warn.component_forecasts import EXPERTS, expert_shares, fit_pair
from sulh.warn.random_streams import uniforms
from sulh.warn.rolling import (
    learn,
    lesson_origins,
    mean_of,
    weights_for,
)
from sulh.warn.scores import quantile
from sulh.warn.weights import in_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sulh.warn.study import Study
    from sulh.warn.weights import Weights

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["HORIZON_MAX", "LEVELS", "Forecast", "forecast"]

HORIZON_MAX = 12
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """Distributions by period ahead and cell.

    `origin` is the position of the last period known; `cells` (int64[n]) are those known then.
    `shares` holds, for each of `horizons`, float64[n, g]: the share of the distribution at or below
    each value of `support`. `methods` names, for each cell, what its country trusts.
    """

    study: Study
    origin: int
    horizons: tuple[int, ...]
    cells: Ints
    support: Floats
    shares: Mapping[int, Floats]
    methods: tuple[str, ...]

    def mean(self, horizon: int) -> Floats:
        """Return the expected deaths of each cell."""
        return mean_of(self.shares[horizon], self.support)

    def table(self) -> pl.DataFrame:
        """Return one row a cell and period: mean, chance of any deaths, quantiles."""
        panel = self.study.panel
        frames = []
        for horizon in self.horizons:
            shares = self.shares[horizon]
            frames.append(
                pl.DataFrame(
                    {
                        "cell": [panel.cells[each] for each in self.cells],
                        "lon": panel.lon[self.cells],
                        "lat": panel.lat[self.cells],
                        "country": [panel.countries[panel.country[each]] for each in self.cells],
                        "period": [panel.label(self.origin + horizon)] * len(self.cells),
                        "ahead": [horizon] * len(self.cells),
                        "measure": [self.study.measure] * len(self.cells),
                        "mean": self.mean(horizon),
                        "chance_any": 1 - shares[:, 0],
                        **{
                            f"q{round(100 * level):02d}": quantile(
                                shares, self.support, level
                            ).astype(np.int64)
                            for level in LEVELS
                        },
                        "method": list(self.methods),
                    }
                )
            )
        return pl.concat(frames)

    def samples(self, horizon: int, *, seed: int, draws: int) -> Ints:
        """Return samples int64[n, draws]: the same for the same seed, cell and period.

        Cells are drawn independently of each other and of other periods: means may be added up
        over cells, but spreads of sums over cells are too narrow.
        """
        panel = self.study.panel
        chance = uniforms(seed, panel, self.cells, self.origin + horizon, draws)
        found = np.empty(chance.shape, dtype=np.int64)
        for i, row in enumerate(chance):
            at = np.searchsorted(self.shares[horizon][i], row, side="right")
            found[i] = self.support[np.minimum(at, len(self.support) - 1)]
        return found


def forecast(
    study: Study,
    *,
    horizons: Sequence[int],
    origin: int | None = None,
    trust: Mapping[str, str] | None = None,
    executor: Executor | None = None,
) -> Forecast:
    """Forecast each known cell.

    Parameters
    ----------
    study
        See `sulh.warn.study`.
    horizons
        Periods ahead, 1 to 12.
    origin
        The position of the last period that is known; None: the panel's last.
    trust
        For countries that fell back, the naive method instead of the model; see
        `sulh.warn.model_selection`.
    executor
        Where the work is done; None: in this process.

    Raises
    ------
    InputError
        When a horizon is out of range.
    """
    if not horizons or min(horizons) < 1 or max(horizons) > HORIZON_MAX:
        raise InputError(
            f"Forecasts reach 1 to {HORIZON_MAX} periods ahead.", remedy="Choose --months 1 to 12."
        )
    at = study.panel.periods - 1 if origin is None else origin
    executor = executor or SerialExecutor()
    lessons = learn(study, lesson_origins(study.panel.step, at), horizons, executor)
    weights = weights_for(study, lessons, at, horizons)
    cells = study.panel.known_at(at)
    methods = tuple(
        (trust or {}).get(study.panel.countries[study.panel.country[cell]], "model")
        for cell in cells
    )
    shares = list(executor.map(partial(_ahead, study, origin=at, weights=weights), horizons))
    naive = [i for i, method in enumerate(methods) if method != "model"]
    if naive:
        said = expert_shares(study, at, cells[naive], None)
        for each in shares:
            for row, i in enumerate(naive):
                each[i] = said[row, EXPERTS.index(methods[i])]
    return Forecast(
        study=study,
        origin=at,
        horizons=tuple(horizons),
        cells=cells,
        support=study.support_at(at),
        shares=dict(zip(horizons, shares, strict=True)),
        methods=methods,
    )


def _ahead(study: Study, horizon: int, *, origin: int, weights: Weights) -> Floats:
    """Return the model's shares of every known cell, so many periods ahead."""
    cells = study.panel.known_at(origin)
    fitted = fit_pair(study, origin, horizon)
    parts = [
        weights.mix(study, origin, horizon, part, expert_shares(study, origin, part, fitted))
        for part in in_parts(cells)
    ]
    return np.concatenate(parts)
