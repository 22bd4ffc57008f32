"""Acts as events: what somebody settled to be one counts once, and what may be one lowers the lower bound.

The rule is in docs/reference/verification-semantics.md, section *One event or several*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.verify.assessment import Alike

if TYPE_CHECKING:
    from sulh.verify.arrays import Reports
    from sulh.verify.times import Ints

__all__ = ["Events", "deaths_of", "fewest", "once_each"]

DEATHS = ("deaths_low", "deaths_best", "deaths_high")
UNKNOWN = -1

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Acts in their months, one entry each: whether its event is certain, and whether it counts for it.

    `event` says which entries tell one event of one month. `torn`: some other report of the event cannot
    be of that month.
    """

    certain: Flags
    leads: Flags
    torn: Flags
    event: Ints


def once_each(reports: Reports, rows: Ints, act: Ints, month: Ints, certain: Flags) -> Events:
    """Put together what somebody settled to be the same event.

    Parameters
    ----------
    reports
        With what was settled.
    rows
        The incidents that count at least possibly.
    act, month, certain
        An entry for each incident, by its place in `rows`, and month that it touches.
    """
    event = np.arange(act.size)
    none = np.zeros(act.size, dtype=np.bool_)
    told_by = reports.same_events.told_by[rows]
    if not act.size or (told_by == rows).all():
        return Events(certain=certain, leads=~none, torn=none, event=event)
    parts = np.bincount(told_by)[told_by]
    keys = month * (int(told_by.max()) + 1) + told_by[act]
    _, event = np.unique(keys, return_inverse=True)
    torn = np.bincount(event)[event] < parts[act]
    sure = np.zeros(act.size, dtype=np.bool_)
    sure[event[certain & ~torn]] = True
    certain = sure[event]
    order = np.lexsort((act, event))
    leads = none.copy()
    leads[order[np.append(True, np.diff(event[order]) != 0)]] = True
    return Events(certain=certain, leads=leads, torn=torn, event=event)


def fewest(
    reports: Reports, rows: Ints, month: Ints, events: Events, size: int
) -> tuple[Ints, Alike | None]:
    """Return for each month how many certain events there are at least, and which may be one.

    `rows`, `month` and `events` are entries as of `once_each`, with the row of the incident.
    """
    firsts = np.flatnonzero(events.certain & events.leads)
    result = reports.same_events.count(month[firsts], rows[firsts])
    least = np.bincount(month[firsts[result.counts]], minlength=size)
    least[: result.more.size] += result.more
    with_another = ~result.counts
    same = np.flatnonzero(events.certain & ~events.leads)
    if not with_another.any() and not same.size:
        return least, None
    deaths = deaths_of(reports, rows)
    index = reports.incidents.index.astype(np.int64)
    less = np.zeros((size, 3), dtype=np.int64)
    others = firsts[with_another]
    np.add.at(less, month[others], np.where([1, 1, 0], deaths[others], 0))
    np.add.at(less, month[same], deaths[same])
    leads = firsts[result.one_of[with_another]]
    return least, Alike(
        month=month[others], index=index[rows[others]], lead=index[rows[leads]], less=less
    )


def deaths_of(reports: Reports, rows: Ints) -> Ints:
    """Return low, best and high deaths of incidents, int64[n, 3]; 0 where a bound is not known."""
    frame = reports.incidents.frame
    low, best, high = (frame[name] for name in DEATHS)
    columns = (low, best.fill_null(low), high.fill_null(0))
    return np.column_stack([each.to_numpy()[rows] for each in columns]).astype(np.int64)
