"""From events to a panel: cells, periods, sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.warn.cells import h3_cells, prio_cells
from sulh.warn.districts import district_cells
from sulh.warn.panel import MEASURES, Panel
from sulh.warn.periods import choose_step, first_whole_period, last_whole_period, periods_of
from sulh.warn.support import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from sulh.warn.cells import CellKind, Cells
    from sulh.warn.districts import District
    from sulh.warn.periods import TimeStep, When

__all__ = ["build_panel", "events_panel", "lay_cells"]

Ints = NDArray[np.int64]


def lay_cells(
    events: pl.DataFrame, kind: CellKind, *, districts: Mapping[str, District] | None = None
) -> Cells:
    """Return the cells of events: of `sulh.warn.EVENT_SCHEMA`'s lon and lat, or of its district.

    Raises
    ------
    InputError
        When districts are meant and there are none.
    """
    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    if kind == "prio":
        return prio_cells(lon, lat)
    if kind == "h3":
        return h3_cells(lon, lat)
    if not districts:
        raise InputError(
            "Districts come from a mission's pack, and no pack with districts is named.",
            remedy="Give --pack NAME, or choose --cells prio or h3.",
        )
    return district_cells(districts, lon, lat, events["district"].to_list())


def events_panel(
    events: pl.DataFrame,
    *,
    cells: CellKind = "prio",
    districts: Mapping[str, District] | None = None,
    step: TimeStep | None = None,
    since: When | None = None,
    until: When | None = None,
) -> Panel:
    """Put events into cells and sum them over periods.

    Parameters
    ----------
    events
        The columns of `EVENT_SCHEMA`.
    cells
        PRIO-GRID cells, H3 hexagons, or the `districts` (by title).
    step
        None: months where every event has one, else years.
    since
        Events in periods that began before this day, month or moment are left out.
    until
        The record ends with the last whole period before the end of this day, month or moment, with
        or without events; None: with the last event.

    Raises
    ------
    InputError
        When there is no event, or more deaths in a cell and period than a forecast can speak of.
    """
    step = step or ("month" if events.is_empty() else choose_step(events))
    _refuse_without_months(events, step)
    if since is not None:
        events = events.filter(periods_of(events, step) >= first_whole_period(since, step))
    _refuse_nothing(events)
    return build_panel(
        events,
        lay_cells(events, cells, districts=districts),
        step=step,
        until=None if until is None else last_whole_period(until, step),
    )


def build_panel(
    events: pl.DataFrame, cells: Cells, *, step: TimeStep, until: int | None = None
) -> Panel:
    """Sum events over cells and periods.

    Parameters
    ----------
    events
        The columns of `EVENT_SCHEMA`; events in no cell (``cells.of_point`` -1) are left out, and so
        are events after `until`.
    cells
        Of these events, in the same order.
    step
        "month" needs a month in every row.
    until
        The last period; None: that of the last event. Periods without an event up to then are
        periods without deaths.

    Raises
    ------
    InputError
        When there is no event, or more deaths in a cell and period than a forecast can speak of.
    """
    _refuse_nothing(events)
    _refuse_without_months(events, step)
    period = periods_of(events, step)
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
    counts = _sums(events, inside, flat, shape)
    _refuse_too_many(counts["deaths"], cells)
    country, countries = _countries(events, cells, inside)
    order = np.lexsort((cells.pairs[:, 1], cells.pairs[:, 0]))
    pairs = cells.pairs[order]
    return Panel(
        step=step,
        first=first,
        kind=cells.kind,
        cells=cells.names,
        lon=cells.lon,
        lat=cells.lat,
        outlines=cells.outlines,
        country=country,
        countries=countries,
        counts=counts,
        known_from=_known_from(flat, shape, pairs, everywhere=cells.kind == "district"),
        neighbour_starts=np.searchsorted(pairs[:, 0], np.arange(shape[1] + 1)),
        neighbours=pairs[:, 1].copy(),
        events_outside=int((cells.of_point < 0).sum()),
    )


def _refuse_nothing(events: pl.DataFrame) -> None:
    if events.is_empty():
        raise InputError(
            "There are no events to forecast from.",
            remedy="Give at least one deadly event with coordinates and a date.",
        )


def _refuse_without_months(events: pl.DataFrame, step: TimeStep) -> None:
    if step == "month" and events["month"].null_count():
        raise InputError(
            "Some events have a year but no month.",
            remedy="Forecast by year (--step year), or give the events' dates.",
        )


def _sums(
    events: pl.DataFrame, inside: NDArray[np.bool_], flat: Ints, shape: tuple[int, int]
) -> dict[str, Ints]:
    """Return the deaths by period and cell, of each measure and bound."""
    counts: dict[str, Ints] = {}
    for measure in MEASURES:
        for bound in ("", "_low", "_high"):
            values = events[f"{measure}{bound}"].to_numpy()[inside].astype(np.float64)
            sums = np.bincount(flat, weights=values, minlength=shape[0] * shape[1])
            counts[f"{measure}{bound}"] = sums.astype(np.int64).reshape(shape)
    return counts


def _refuse_too_many(deaths: Ints, cells: Cells) -> None:
    if deaths.max() > HIGHEST:
        cell = cells.names[int(deaths.max(axis=0).argmax())]
        raise InputError(
            f"Cell {cell} has {plural(deaths.max(), 'death')} in one period, more than {HIGHEST:,}.",
            remedy="Correct the figure in the table.",
        )


def _known_from(flat: Ints, shape: tuple[int, int], pairs: Ints, *, everywhere: bool) -> Ints:
    """Return from which period on each cell is known: an event in it, or in a neighbour."""
    if everywhere:
        return np.zeros(shape[1], dtype=np.int64)
    own = np.full(shape[1], shape[0], dtype=np.int64)
    np.minimum.at(own, flat % shape[1], flat // shape[1])
    earliest = own.copy()
    np.minimum.at(earliest, pairs[:, 0], own[pairs[:, 1]])
    return earliest


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
    neighbours = cells.pairs[np.lexsort((cells.pairs[:, 1], first[cells.pairs[:, 1]]))]
    for i, j in neighbours[::-1]:
        if first[i] > first[j]:
            earliest[i], country[i] = first[j], own[j]
    # A cell that is known through a neighbour keeps that neighbour's country for good.
    countries = tuple(sorted(set(country.tolist())))
    place = {name: i for i, name in enumerate(countries)}
    return np.array([place[name] for name in country], dtype=np.int64), countries
