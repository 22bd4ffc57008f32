"""One measure of a panel, ready for forecasting: its counts, their places in the support, features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.warn.features import Features, compute_features
from sulh.warn.support import SUPPORT, nearest

if TYPE_CHECKING:
    from sulh.warn.panel import Measure, Panel

__all__ = ["STATES", "DeathSeries", "death_series"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STATES = ("never", "long quiet", "low", "middle", "high")
"""What a cell is like at a period; see `DeathSeries.states`."""

QUIET = {"month": 0.05, "year": 0.3}
LOW, MIDDLE = 2.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeathSeries:
    """`counts`, `bins` int64[t, n]: deaths, and their positions in the support."""

    panel: Panel
    measure: Measure
    counts: Ints
    bins: Ints
    features: Features

    def support_at(self, position: int) -> Floats:
        """Return as much of the support as anything up to a period reaches, and one value more."""
        return SUPPORT[: int(self.bins[: position + 1].max()) + 2]

    def states(self, position: int, cells: Ints) -> Ints:
        """Return the state of cells at a period, a position in `STATES`.

        Never: no deaths up to then. Long quiet: a decaying mean below 0.05 a month or 0.3 a year.
        Low, middle, high: below 2, below 20, and above.
        """
        level = self.features.level[position, cells]
        state = np.where(self.features.ever[position, cells], 1, 0)
        for bound in (QUIET[self.panel.step], LOW, MIDDLE):
            state = state + ((state >= 1) & (level >= bound))
        return np.asarray(state, dtype=np.int64)


def death_series(panel: Panel, measure: Measure) -> DeathSeries:
    """Return one measure of a panel, with its features.

    Raises
    ------
    InputError
        When the panel has no such measure.
    """
    if measure not in panel.counts:
        raise InputError(f"There is no measure {measure!r}.", remedy="deaths or civilian_deaths.")
    counts = panel.counts[measure]
    return DeathSeries(
        panel=panel,
        measure=measure,
        counts=counts,
        bins=nearest(counts),
        features=compute_features(panel, counts),
    )
