"""From events to a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.warn.panel import MEASURES, Panel, Step
from sulh.warn.support import HIGHEST

if TYPE_CHECKING:
    import polars as pl

    from sulh.warn.cells import Cells

__all__ = ["build_panel"]

Ints = NDArray[np.int64]


def build_panel(
    events: pl.DataFrame, cells: Cells, *, step: Step, until: int | None = None
) -> Panel:
    """Sum events over cells and periods.

    Parameters
    ----------
    events
        The columns of `EVENTS`; events in no cell (``cells.of_point`` -1) are left out, and so are
        events after `until`.
    cells
        Of these events, in the same order.
    step
        "month" needs a month in every row.
    until
        The last period (see `Panel.first`); None: that of the last event. Periods without an event
        up to then are periods without deaths.

    Raises
    ------
    InputError
        When there is no event, or more deaths in a cell and period than a forecast can speak of.
    """
    if events.is_empty():
        raise InputError(
            "There are no events to forecast from.",
            remedy="Give a table with at least one deadly event with coordinates and a date.",
        )
    if step == "month" and events["month"].null_count():
        raise InputError(
            "Some events have a year but no month.",
            remedy="Forecast by year (--step year), or give the events' dates.",
        )
    year = events["year"].to_numpy()
    period = year if step == "year" else year * 12 + events["month"].to_numpy() - 1
    period = period.astype(np.int64)
    last = int(period.max()) if until is None else until
    inside = (cells.of_point >= 0) & (period <= last)
    if not inside.any():
        raise InputError(
            "No event lies in a cell before the time of the forecast.",
            remedy="Check the dates, --until, and the districts' borders.",
        )
    first = int(period[inside].min())
    shape = (last - first + 1, len(cells.names))
    flat = (period[inside] - first) * shape[1] + cells.of_point[inside]
    counts: dict[str, Ints] = {}
    for measure in MEASURES:
        for bound in ("", "_low", "_high"):
            values = events[f"{measure}{bound}"].to_numpy()[inside].astype(np.float64)
            sums = np.bincount(flat, weights=values, minlength=shape[0] * shape[1])
            counts[f"{measure}{bound}"] = sums.astype(np.int64).reshape(shape)
    _refuse_too_many(counts["deaths"], cells)
    country, countries = _countries(events, cells, inside)
    order = np.lexsort((cells.pairs[:, 1], cells.pairs[:, 0]))
    pairs = cells.pairs[order]
    return Panel(
        step=step,
        first=first,
        cells=cells.names,
        lon=cells.lon,
        lat=cells.lat,
        country=country,
        countries=countries,
        counts=counts,
        known_from=_known_from(flat, shape, pairs, whole=cells.kind == "district"),
        beside_first=np.searchsorted(pairs[:, 0], np.arange(shape[1] + 1)),
        beside=pairs[:, 1].copy(),
    )


def _refuse_too_many(deaths: Ints, cells: Cells) -> None:
    if deaths.max() > HIGHEST:
        cell = cells.names[int(deaths.max(axis=0).argmax())]
        raise InputError(
            f"Cell {cell} has {deaths.max():,} deaths in one period, more than {HIGHEST:,}.",
            remedy="Correct the figure in the table.",
        )


def _known_from(flat: Ints, shape: tuple[int, int], pairs: Ints, *, whole: bool) -> Ints:
    """Return from which period on each cell is known: an event in it, or in a cell beside it."""
    if whole:
        return np.zeros(shape[1], dtype=np.int64)
    own = np.full(shape[1], shape[0], dtype=np.int64)
    np.minimum.at(own, flat % shape[1], flat // shape[1])
    known = own.copy()
    np.minimum.at(known, pairs[:, 0], own[pairs[:, 1]])
    return known


def _countries(
    events: pl.DataFrame, cells: Cells, inside: NDArray[np.bool_]
) -> tuple[Ints, tuple[str, ...]]:
    """Return the country of each cell: of its first event, or of the first around it.

    The first, not the most frequent: what comes later must not change what was forecast before.
    """
    names = events["country"].fill_null("").to_numpy()[inside]
    when = (events["year"].to_numpy() * 12 + events["month"].fill_null(0).to_numpy())[inside]
    where = cells.of_point[inside]
    rank = np.lexsort((names.astype(str), when))
    country = np.full(len(cells.names), "", dtype=object)
    earliest = np.full(len(cells.names), np.iinfo(np.int64).max)
    for i in rank[::-1]:
        country[where[i]], earliest[where[i]] = names[i], when[i]
    own, first = country.copy(), earliest.copy()
    beside = cells.pairs[np.lexsort((cells.pairs[:, 1], first[cells.pairs[:, 1]]))]
    for i, j in beside[::-1]:
        if first[i] > first[j]:
            earliest[i], country[i] = first[j], own[j]
    # A cell that is known through a neighbour keeps that neighbour's country for good.
    countries = tuple(sorted(set(country.tolist())))
    place = {name: i for i, name in enumerate(countries)}
    return np.array([place[name] for name in country], dtype=np.int64), countries
