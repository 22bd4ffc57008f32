"""Findings that are kept: what new records touch is judged again, and nothing else.

A finding on a month rests on reports whose spans touch the month, on what those are bound to (the rows of one
visit, a request and its answers, an act and its notice), and on reports that overlap those. What changed is
therefore widened three times, always to the safe side, before months are chosen; each run of months is
judged by `verify` over a window of the reports that is widened in the same way. Where a provision is of a kind
that this file does not know, all is judged anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.mission.provisions import (
    Ceasefire,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.observe.tables import PLURALS, Tables
from sulh.verify.findings import Findings
from sulh.verify.judge import EVERYWHERE, reported_months, verify
from sulh.verify.times import FOREVER, Ints, Months, micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.picture import Change

__all__ = ["LiveFindings", "touched_spans"]

HOUR = 3_600_000_000
DAY = 24 * HOUR
BY_MONTHS = (Ceasefire, Limit, NotifyBefore, Periodic, Prohibit, RespectLine, Waive, WithdrawBy, Within)
Spans = list[tuple[int, int]]


def touched_spans(change: Change, tables: Tables) -> Spans:
    """Return the times (microseconds, both included) of rows that changed and of what they are bound to."""
    return [each for part in (change.before, change.after) for each in _spans_of(part, tables)]


def _spans_of(part: Tables, tables: Tables) -> Spans:
    spans: Spans = []
    for name in PLURALS.values():
        spans += part.frames[name].select("start", "end").rows()
    spans += part.notifications.select("activity_start", "activity_end").rows()
    seen_together = pl.concat([part.observations["visit"], part.inspections["visit"]])
    visits = seen_together.filter(seen_together >= 0).unique()
    requests = part.inspections["answers"].cast(pl.String).unique()
    if visits.len():
        for frame in (tables.observations, tables.inspections):
            spans += frame.filter(pl.col("visit").is_in(visits.implode())).select("start", "end").rows()
    if requests.len():
        answered = tables.requests.filter(pl.col("ref").cast(pl.String).is_in(requests.implode()))
        spans += answered.select("start", "end").rows()
    return spans


class LiveFindings:
    """The findings of a picture that grows, for one moment after another, over all months.

    `places` says for each finding where it stood in the findings before, or -1 where it was judged again;
    `months_judged` how many months were.
    """

    def __init__(self, pack: Pack) -> None:
        self.findings: Findings | None = None
        self.places: Ints = np.empty(0, dtype=np.int64)
        self.months_judged = 0
        self._pack = pack
        self._at = 0
        self._months: tuple[str, ...] = ()
        self._order = {
            (provision.id, party, zone): n
            for n, (provision, party, zone) in enumerate(
                (provision, party, zone)
                for provision in pack.provisions
                for party in provision.parties
                for zone in provision.zones or (EVERYWHERE,)
            )
        }
        self._growable = all(isinstance(each.terms, BY_MONTHS) for each in pack.provisions)

    def update(self, tables: Tables, spans: Iterable[tuple[int, int]], *, at: datetime) -> Findings:
        """Return the findings on the tables as they stand, up to `at` (UTC).

        `spans` are the times that changes since the last update touched, as `touched_spans` returns them.
        """
        months = reported_months(self._pack, tables, at)
        before, self._at = self._at, micros(at)
        known = self._months
        self._months = months.names if months else ()
        if self.findings is None or months is None or not self._growable:
            return self._all(tables, months, at)
        touched = self._touched(tables, [*spans], before)
        is_touched = _touches(months.start, months.end - 1, touched)
        is_touched |= ~np.isin(np.array(months.names), np.array(known))
        self.months_judged = int(is_touched.sum())
        if 2 * self.months_judged > len(months.names):
            return self._all(tables, months, at)
        return self._some(tables, months, is_touched, at)

    def _all(self, tables: Tables, months: Months | None, at: datetime) -> Findings:
        self.findings = verify(self._pack, tables, at=at)
        self.places = np.full(len(self.findings), -1, dtype=np.int64)
        self.months_judged = len(months.names) if months else 0
        return self.findings

    def _some(
        self, tables: Tables, months: Months, is_touched: NDArray[np.bool_], at: datetime
    ) -> Findings:
        assert self.findings is not None  # noqa: S101 -- else all are judged
        names = np.array(months.names)
        stay = pl.col("month").is_in(names[~is_touched].tolist())
        frames = [self.findings.frame.with_row_index("place").cast({"place": pl.Int64}).filter(stay)]
        for run in np.split(np.flatnonzero(is_touched), _breaks(is_touched)):
            if run.size:
                part = Months(
                    names=tuple(names[run].tolist()), start=months.start[run], end=months.end[run]
                )
                window = self._window(tables, int(part.start[0]), int(part.end[-1]))
                frame = verify(self._pack, window, at=at, months=part).frame
                frames.append(frame.select(pl.lit(-1, dtype=pl.Int64).alias("place"), pl.all()))
        both = self._sorted(pl.concat(frames), tables)
        self.places = both["place"].to_numpy()
        self.findings = Findings(both.drop("place"))
        return self.findings

    def _sorted(self, frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
        """Return findings in the order of `verify`: by check, then by month, or as acts were recorded."""
        keys = frame.select("provision", "party", "zone").rows()
        check = pl.Series("check", [self._order[each] for each in keys], dtype=pl.Int64)
        refs = frame.select("ref").filter(pl.col("ref") != "").unique()
        at = pl.DataFrame({"ref": tables.ids}).with_row_index("at").join(refs, on="ref", how="semi")
        return (
            frame.with_columns(check)
            .join(at, on="ref", how="left")
            .with_columns(pl.when(pl.col("ref") == "").then("month").otherwise(pl.lit("")).alias("when"))
            .sort("check", "when", "at", maintain_order=True)
            .drop("check", "when", "at")
        )

    @property
    def _reach(self) -> int:
        """Return how far, in microseconds, a provision looks back or ahead of what it judges."""
        hours, days = [0], [1]
        for each in self._pack.provisions:
            hours.append(getattr(each.terms, "hours", None) or 0)
            days.append(getattr(each.terms, "every_days", None) or 0)
        return int(max(hours) * HOUR + max(days) * DAY)

    def _touched(self, tables: Tables, spans: Spans, before: int) -> Spans:
        """Return the times in which findings may differ, as disjoint spans in order."""
        low, high = min(before, self._at), max(before, self._at)
        if low < high:
            spans.append((low, high))
            entering = {
                name: ((start := tables.frames[name]["start"].to_numpy()) > low) & (start <= high)
                for name in PLURALS.values()
            }
            spans += _spans_of(tables.rows_where(entering), tables)
        reach = self._reach
        touched = _merged([(start - reach, end + reach) for start, end in spans])
        for start, end in _units(tables):
            some = _touches(start, end, touched)
            touched = _merged([*touched, *zip(start[some].tolist(), end[some].tolist(), strict=True)])
        return touched

    def _window(self, tables: Tables, low: int, high: int) -> Tables:
        """Return the tables with only those observations and incidents that the time needs."""
        keep = {}
        reach = self._reach
        for name, (start, end) in zip(
            ("observations", "incidents"), _units(tables), strict=False
        ):
            near = (start <= high + reach) & (end >= low - reach)
            if near.any():
                first, last = min(int(start[near].min()), low), max(int(end[near].max()), high)
                near = (start <= last) & (end >= first)
            keep[name] = near[: tables.frames[name].height]
        return tables.rows_where(keep)


def _units(tables: Tables) -> tuple[tuple[Ints, Ints], ...]:
    """Return the spans of observations, incidents and requests.

    An observation of a visit spans the whole visit; behind the observations stand the inspections.
    """
    frames = tables.observations, tables.inspections
    start, end, visit = (
        np.concatenate([frame[name].to_numpy() for frame in frames])
        for name in ("start", "end", "visit")
    )
    size = int(visit.max(initial=-1)) + 1
    low, high = np.full(size, FOREVER), np.full(size, -FOREVER)
    of = visit >= 0
    np.minimum.at(low, visit[of], start[of])
    np.maximum.at(high, visit[of], end[of])
    start, end = start.copy(), end.copy()
    start[of], end[of] = low[visit[of]], high[visit[of]]
    others = (tables.incidents, tables.requests)
    return (
        (start, end),
        *((frame["start"].to_numpy(), frame["end"].to_numpy()) for frame in others),
    )


def _merged(spans: Sequence[tuple[int, int]]) -> Spans:
    """Return the union of closed spans, disjoint and in order."""
    merged: Spans = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def _touches(start: Ints, end: Ints, spans: Spans) -> NDArray[np.bool_]:
    """Say which closed spans share a moment with one of some disjoint spans in order."""
    if not spans:
        return np.zeros(start.size, dtype=np.bool_)
    lows, highs = np.array(spans).T
    first = np.searchsorted(highs, start)
    return np.asarray((first < highs.size) & (lows[np.minimum(first, highs.size - 1)] <= end))


def _breaks(flags: NDArray[np.bool_]) -> Ints:
    """Return where runs of consecutive places begin anew among those that are set."""
    return np.flatnonzero(np.diff(np.flatnonzero(flags)) > 1) + 1
