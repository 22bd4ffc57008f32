"""Deaths by cell and period: what a forecast rests on.

A panel holds every cell that ever had an event, and the cells around it. A forecast made at a period
uses a cell only from its `known_from` on, the first period in which it or a neighbour had an event:
so what is not yet known by then, even *where* violence will come, changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.warn.periods import TimeStep, period_label

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEASURES", "Measure", "Panel"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Measure = Literal["deaths", "civilian_deaths"]

MEASURES: tuple[Measure, ...] = ("deaths", "civilian_deaths")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Counts of deaths by period and cell.

    `cells` are the cells' names, ascending, of the kind `kind`; `lon`, `lat` (float64[n], degrees)
    their centres, `outlines` their borders (float64[k, 2], lon, lat); `country` (int64[n]) is a
    position in `countries`. `first` is the first period (see `sulh.warn.periods`). `counts` holds
    int64[t, n] for "deaths" and "civilian_deaths" (best estimates) and for each of them with "_low"
    and "_high". `known_from` (int64[n]) is a position in time; the neighbours of cell i are
    ``neighbours[neighbour_starts[i] : neighbour_starts[i + 1]]``. `events_outside`: how many events
    lie in no cell.
    """

    step: TimeStep
    first: int
    kind: str
    cells: tuple[str, ...]
    lon: Floats
    lat: Floats
    outlines: tuple[Floats, ...]
    country: Ints
    countries: tuple[str, ...]
    counts: Mapping[str, Ints]
    known_from: Ints
    neighbour_starts: Ints
    neighbours: Ints
    events_outside: int

    @property
    def periods(self) -> int:
        """Return how many periods there are."""
        return int(self.counts["deaths"].shape[0])

    def known_at(self, position: int) -> Ints:
        """Return the cells that are known at a period, by its position; ascending."""
        return np.flatnonzero(self.known_from <= position)

    def label(self, position: int) -> str:
        """Name a period, by its position: 2024-03, or 2024. It may lie after the last."""
        return period_label(self.first + position, self.step)
