"""The forecasts of one measure: for each known cell and period ahead, a distribution of deaths."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.values import SerialExecutor
from sulh.warn.component_forecasts import COMPONENTS, component_cdfs
from sulh.warn.copula import sample_chances
from sulh.warn.periods import first_day
from sulh.warn.rolling import check_horizons, train, training_origins, weights_at
from sulh.warn.scores import mean_of, quantile
from sulh.warn.weights import model_cdfs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sulh.values import Executor
    from sulh.warn.copula import Leaning
    from sulh.warn.death_series import DeathSeries

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["LEVELS", "CellForecasts", "forecast_cells"]

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CellForecasts:
    """Distributions of deaths by period ahead and cell.

    `origin` is the position of the last period known; `cells` (int64[n]) are those known then.
    `cdfs` holds, for each of `horizons`, float64[n, g]: the chance of at most each value of
    `support`. `methods` names the method of each cell: "model", or a naive one. `leanings`: how much
    the cells of each country lean together (see `sulh.warn.copula`); without one: not at all.
    """

    series: DeathSeries
    origin: int
    horizons: tuple[int, ...]
    cells: Ints
    support: Floats
    cdfs: Mapping[int, Floats]
    methods: tuple[str, ...]
    leanings: Mapping[str, Leaning] = field(default_factory=dict)

    def mean(self, horizon: int) -> Floats:
        """Return the expected deaths of each cell."""
        return mean_of(self.cdfs[horizon], self.support)

    def total(self) -> Floats:
        """Return the expected deaths of each cell, over all periods ahead."""
        return np.asarray(np.sum([self.mean(each) for each in self.horizons], axis=0))

    def chance(self, horizon: int) -> Floats:
        """Return the chance of any deaths in each cell."""
        return 1 - self.cdfs[horizon][:, 0]

    def quantile(self, horizon: int, level: float) -> Ints:
        """Return the quantile of each cell's distribution."""
        return quantile(self.cdfs[horizon], self.support, level).astype(np.int64)

    def label(self, horizon: int = 0) -> str:
        """Name the period so many ahead; 0: the last one known."""
        return self.series.panel.label(self.origin + horizon)

    def table(self) -> pl.DataFrame:
        """Return one row for a cell and period: mean, chance of any deaths, quantiles."""
        return pl.concat([self._rows(each) for each in self.horizons])

    def _rows(self, horizon: int) -> pl.DataFrame:
        panel = self.series.panel
        return pl.DataFrame(
            {
                "cell": [panel.cells[each] for each in self.cells],
                "lon": panel.lon[self.cells],
                "lat": panel.lat[self.cells],
                "country": [panel.countries[panel.country[each]] for each in self.cells],
                "period": [self.label(horizon)] * len(self.cells),
                "begins": [first_day(panel.first + self.origin + horizon, panel.step)]
                * len(self.cells),
                "ahead": [horizon] * len(self.cells),
                "measure": [self.series.measure] * len(self.cells),
                "mean": self.mean(horizon),
                "chance_any": self.chance(horizon),
                **{f"q{round(100 * level):02d}": self.quantile(horizon, level) for level in LEVELS},
                "method": list(self.methods),
            }
        )

    def samples(self, horizon: int, *, seed: int, draws: int) -> Ints:
        """Return samples int64[n, draws]: the same for the same seed, cell and period.

        Cells of a country lean together as `leanings` say, so sums over cells and periods may be
        taken draw by draw. Countries without a leaning are drawn cell by cell: the range of sums over
        their cells is too narrow.
        """
        chance = sample_chances(
            self.series.panel,
            self.cells,
            origin=self.origin,
            horizon=horizon,
            seed=seed,
            draws=draws,
            leanings=self.leanings,
        )
        samples = np.empty(chance.shape, dtype=np.int64)
        for i, row in enumerate(chance):
            at = np.searchsorted(self.cdfs[horizon][i], row, side="right")
            samples[i] = self.support[np.minimum(at, len(self.support) - 1)]
        return samples


def forecast_cells(
    series: DeathSeries,
    *,
    horizons: Sequence[int],
    origin: int | None = None,
    methods: Mapping[str, str] | None = None,
    executor: Executor | None = None,
) -> CellForecasts:
    """Forecast each known cell.

    Parameters
    ----------
    series
        See `sulh.warn.death_series`.
    horizons
        Periods ahead, 1 to 12.
    origin
        The position of the last period that is known; None: the panel's last.
    methods
        The countries for which a naive method is used instead of the model; see
        `sulh.warn.model_selection`.
    executor
        Where the work is done; None: in this process.

    Raises
    ------
    InputError
        When a horizon is out of range.
    """
    check_horizons(horizons)
    panel = series.panel
    at = panel.periods - 1 if origin is None else origin
    executor = executor or SerialExecutor()
    training = train(series, training_origins(panel.step, at), horizons, executor)
    weights = weights_at(series, training, at, horizons)
    cells = panel.known_at(at)
    by_cell = tuple(
        (methods or {}).get(panel.countries[panel.country[cell]], "model") for cell in cells
    )
    cdfs = list(executor.map(partial(model_cdfs, series, origin=at, weights=weights), horizons))
    naive = [i for i, method in enumerate(by_cell) if method != "model"]
    if naive:
        components = component_cdfs(series, at, cells[naive], None)
        for each in cdfs:
            for row, i in enumerate(naive):
                each[i] = components[row, COMPONENTS.index(by_cell[i])]
    return CellForecasts(
        series=series,
        origin=at,
        horizons=tuple(horizons),
        cells=cells,
        support=series.support_at(at),
        cdfs=dict(zip(horizons, cdfs, strict=True)),
        methods=by_cell,
    )
