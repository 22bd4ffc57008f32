"""Deaths by cell and period: what a forecast rests on.

A panel holds every cell that ever had an event, and the cells around it. A forecast made at a period
uses a cell only from its `known_from` on, the first period in which it or a cell beside it had an event:
so what is not yet known by then, even *where* violence will come, changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEASURES", "Measure", "Panel", "Step"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Step = Literal["month", "year"]
Measure = Literal["deaths", "civilian_deaths"]

MEASURES: tuple[Measure, ...] = ("deaths", "civilian_deaths")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Counts of deaths by period and cell.

    `cells` are the cells' names, ascending; `lon`, `lat` (float64[n], degrees) their centres;
    `country` (int64[n]) is a position in `countries`. `first` is the first period: the year times
    twelve plus the month less one where `step` is "month", else the year. `counts` holds int64[t, n]
    for "deaths" and "civilian_deaths" (best estimates) and for each of them with "_low" and
    "_high". `known_from` (int64[n]) is a position in time; `beside_first`, `beside` are the cells
    beside each cell: those of cell i are ``beside[beside_first[i] : beside_first[i + 1]]``.
    """

    step: Step
    first: int
    cells: tuple[str, ...]
    lon: Floats
    lat: Floats
    country: Ints
    countries: tuple[str, ...]
    counts: Mapping[str, Ints]
    known_from: Ints
    beside_first: Ints
    beside: Ints

    @property
    def periods(self) -> int:
        """Return how many periods there are."""
        return int(self.counts["deaths"].shape[0])

    def known_at(self, position: int) -> Ints:
        """Return the cells that are known at a period, by its position; ascending."""
        return np.flatnonzero(self.known_from <= position)

    def label(self, position: int) -> str:
        """Name a period, by its position: 2024-03, or 2024. It may lie after the last."""
        period = self.first + position
        if self.step == "year":
            return f"{period}"
        return f"{period // 12}-{period % 12 + 1:02d}"
