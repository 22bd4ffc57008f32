"""Findings that are kept: what new records touch is judged again, and nothing else.

A finding on a month rests on reports whose spans touch the month, on what those are bound to (the rows of one
visit, a request and its answers, an act and its notice), and on reports that overlap those. What changed is
therefore widened three times, always to the safe side, before months are chosen; each run of months is
judged by `verify` over a window of the reports that is widened in the same way. Only provisions that rest on a
table in which a row changed are judged there; as time goes on, all of them are. Where a provision is of a
kind that this file does not know, all is judged anew.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    Terms,
    Waive,
    WithdrawBy,
    Within,
)
from sulh.observe.tables import PLURALS, Tables
from sulh.verify.findings import Finding, Findings
from sulh.verify.judge import EVERYWHERE, reported_months, verify
from sulh.verify.times import FOREVER, Ints, Months, micros

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.mission.pack import Pack
    from sulh.picture import Change
    from sulh.values import ProvisionId

__all__ = ["LiveFindings", "LiveFindingsState", "touched_spans"]

HOUR = 3_600_000_000
DAY = 24 * HOUR
SEEN, VISITED, ACTED, ANNOUNCED, ASKED = 1, 2, 4, 8, 16
EVERYTHING = SEEN | VISITED | ACTED | ANNOUNCED | ASKED
TOPICS = {
    "observations": SEEN,
    "inspections": VISITED,
    "incidents": ACTED,
    "notifications": ANNOUNCED,
    "requests": ASKED,
}
"""What a table tells of, as a bit; a table that is not here (what was watched) is of everything."""
Spans = tuple[Ints, Ints]
"""The first and last microsecond of each span."""


def touched_spans(change: Change, tables: Tables) -> list[tuple[int, int, int]]:
    """Return the times (microseconds, both included) of rows that changed and of what they are bound to.

    With each stands what the change is of, as bits.
    """
    return [
        (low, high, topics)
        for part in (change.before, change.after)
        if (topics := _topics_of(part))
        for low, high in _spans_of(part, tables)
    ]


def _topics_of(part: Tables) -> int:
    """Return what the rows of some tables tell of."""
    topics = ACTED if part.comparisons.height else 0
    for name in PLURALS.values():
        topics |= TOPICS.get(name, EVERYTHING) if part.frames[name].height else 0
    return topics


RESTS_ON: dict[type[Terms], int] = {
    Limit: SEEN | VISITED,
    WithdrawBy: SEEN | VISITED,
    Ceasefire: ACTED,
    Periodic: VISITED,
    NotifyBefore: ACTED | ANNOUNCED,
    Within: ASKED | VISITED,
    Waive: 0,
}
BY_MONTHS = (*RESTS_ON, Prohibit, RespectLine)
"""The kinds of provision whose findings of a month this file knows how to judge again alone."""


def _rests_on(terms: Terms) -> int:
    """Return what a provision of such terms, of `BY_MONTHS`, is judged from, beside what was watched."""
    if isinstance(terms, Prohibit | RespectLine):
        return (SEEN | VISITED if terms.item is not None else 0) | (ACTED if terms.acts else 0)
    return RESTS_ON[type(terms)]


def _spans_of(part: Tables, tables: Tables) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for name in PLURALS.values():
        if part.frames[name].height:
            spans += part.frames[name].select("start", "end").rows()
    if part.notifications.height:
        spans += part.notifications.select("activity_start", "activity_end").rows()
    incidents = tables.incidents.filter(_compared(tables, part))
    spans += incidents.select("start", "end").rows()
    if not (part.observations.height or part.inspections.height):
        return spans
    seen_together = pl.concat([part.observations["visit"], part.inspections["visit"]])
    visits = seen_together.filter(seen_together >= 0).unique()
    requests = part.inspections["answers"].cast(pl.String).unique()
    if visits.len():
        for frame in (tables.observations, tables.inspections):
            bound = frame.filter(pl.col("visit").is_in(visits.implode()))
            spans += bound.select("start", "end").rows()
    if requests.len():
        bound = tables.requests.filter(pl.col("ref").cast(pl.String).is_in(requests.implode()))
        spans += bound.select("start", "end").rows()
    return spans


def _compared(*tables: Tables) -> pl.Series:
    """Say which incidents of the first tables some comparison names: they may be one event with any other."""
    reports = pl.concat([each.comparisons["reports"] for each in tables]).explode().drop_nulls()
    incidents = tables[0].incidents
    if not reports.len():
        return pl.repeat(value=False, n=incidents.height, eager=True)
    return tables[0].ids.gather(incidents["index"]).is_in(reports.implode())


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFindingsState:
    """Findings that are kept: up to `at` (microseconds since 1970, UTC), over which months."""

    findings: Findings
    at: int
    months: tuple[str, ...]


class LiveFindings:
    """The findings of a picture that grows, for one moment after another, over all months.

    `state`: those to go on from, of the same pack; None: all are judged at the first update.

    `places` says for each finding where it stood in the findings before, or -1 where it was judged again;
    `months_judged` how many months were, `provisions_judged` how many provisions in any of them.
    """

    def __init__(self, pack: Pack, state: LiveFindingsState | None = None) -> None:
        self.findings: Findings | None = state.findings if state else None
        self.places: Ints = np.empty(0, dtype=np.int64)
        self.months_judged = 0
        self.provisions_judged = 0
        self._pack = pack
        self._at = state.at if state else 0
        self._months: tuple[str, ...] = state.months if state else ()
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

    def update(
        self, tables: Tables, spans: Iterable[tuple[int, int, int]], *, at: datetime
    ) -> Findings:
        """Return the findings on the tables as they stand, up to `at` (UTC).

        `spans` are the times that changes since the last update touched, as `touched_spans` returns them.
        """
        months = reported_months(self._pack, tables, at)
        before, self._at = self._at, micros(at)
        months_before = self._months
        self._months = months.names if months else ()
        if self.findings is None or months is None or not self._growable:
            return self._all(tables, months, at)
        units = _units(tables)
        passed = self._passed(tables, before)
        of_all = self._touched_months(months, passed, units)
        of_all |= ~np.isin(np.array(months.names), np.array(months_before))
        changed = [*spans]
        topics = int(np.bitwise_or.reduce([each for *_, each in changed] or [0]))
        of_some = of_all | self._touched_months(
            months, [(low, high) for low, high, _ in changed], units
        )
        self.months_judged = int(of_some.sum())
        if 2 * self.months_judged > len(months.names):
            return self._all(tables, months, at)
        ids = {each.id for each in self._pack.provisions}
        some = {each.id for each in self._pack.provisions if _rests_on(each.terms) & topics}
        self.provisions_judged = len(ids) if of_all.any() else len(some)
        parts = [(some, of_some), (ids - some, of_all)]
        if (of_some == of_all).all():
            parts = [(ids, of_all)]
        return self._some(tables, months, parts, at)

    @property
    def state(self) -> LiveFindingsState:
        """Return what another may go on from."""
        assert self.findings is not None  # noqa: S101 -- asked after an update
        return LiveFindingsState(findings=self.findings, at=self._at, months=self._months)

    def changed(self) -> list[Finding | int]:
        """Return the findings that were judged again, and for each other its place in the last."""
        assert self.findings is not None  # noqa: S101 -- asked after an update
        again = iter(Findings(self.findings.frame.filter(pl.Series(self.places < 0))))
        return [next(again) if place < 0 else place for place in self.places.tolist()]

    def _all(self, tables: Tables, months: Months | None, at: datetime) -> Findings:
        self.findings = verify(self._pack, tables, at=at)
        self.places = np.full(len(self.findings), -1, dtype=np.int64)
        self.months_judged = len(months.names) if months else 0
        self.provisions_judged = len(self._pack.provisions)
        return self.findings

    def _some(
        self,
        tables: Tables,
        months: Months,
        parts: list[tuple[set[ProvisionId], NDArray[np.bool_]]],
        at: datetime,
    ) -> Findings:
        """Judge some provisions in some months again; no provision stands in two parts."""
        assert self.findings is not None  # noqa: S101 -- else all are judged
        names = np.array(months.names)
        frame = self.findings.frame.with_row_index("place").cast({"place": pl.Int64})
        stay = pl.col("month").is_in(months.names)
        again = []
        for provisions, is_touched in parts:
            part = Months(
                names=tuple(names[is_touched].tolist()),
                start=months.start[is_touched],
                end=months.end[is_touched],
            )
            if not (part.names and provisions):
                continue
            stay &= ~(
                pl.col("month").is_in(part.names) & pl.col("provision").is_in(sorted(provisions))
            )
            window = self._window(tables, part)
            verdicts = verify(self._pack, window, at=at, months=part, provisions=provisions).frame
            again.append(verdicts.select(pl.lit(-1, dtype=pl.Int64).alias("place"), pl.all()))
        both = self._sorted(pl.concat([frame.filter(stay), *again]), tables)
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
            .with_columns(
                pl.when(pl.col("ref") == "").then("month").otherwise(pl.lit("")).alias("when")
            )
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

    def _passed(self, tables: Tables, before: int) -> list[tuple[int, int]]:
        """Return the time between the moments judged before and now, with reports that begin in it."""
        low, high = min(before, self._at), max(before, self._at)
        if low == high:
            return []
        entering = {
            name: ((start := tables.frames[name]["start"].to_numpy()) > low) & (start <= high)
            for name in PLURALS.values()
        }
        return [(low, high), *_spans_of(tables.rows_where(entering), tables)]

    def _touched_months(
        self, months: Months, spans: list[tuple[int, int]], units: tuple[Spans, ...]
    ) -> NDArray[np.bool_]:
        """Say in which months findings may differ."""
        if not spans:
            return np.zeros(len(months.names), dtype=np.bool_)
        reach = self._reach
        pairs = np.array(spans, dtype=np.int64).reshape(-1, 2)
        touched = _merged(pairs[:, 0] - reach, pairs[:, 1] + reach)
        for start, end in units:
            touched = _widened(touched, start, end)
        return _touches(months.start, months.end - 1, touched)

    def _window(self, tables: Tables, months: Months) -> Tables:
        """Return the tables with only those observations and incidents that some months need."""
        reach = self._reach
        needed = _merged(months.start - reach, months.end + reach)
        keep = {}
        for name, (start, end) in zip(("observations", "incidents"), _units(tables), strict=False):
            near = _touches(start, end, _widened(needed, start, end))
            keep[name] = near[: tables.frames[name].height]
        keep["incidents"] |= _compared(tables).to_numpy()
        return tables.rows_where(keep)


def _units(tables: Tables) -> tuple[Spans, ...]:
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


def _merged(start: Ints, end: Ints) -> Spans:
    """Return the union of closed spans, disjoint and in order."""
    order = np.argsort(start, kind="stable")
    start, reached = start[order], np.maximum.accumulate(end[order]) if end.size else end
    first = np.flatnonzero(np.concatenate([[True], start[1:] > reached[:-1]])[: start.size])
    last = np.concatenate([first[1:] - 1, [start.size - 1]])[: first.size]
    return start[first], reached[last]


def _widened(spans: Spans, start: Ints, end: Ints) -> Spans:
    """Return the union of disjoint spans in order and of those others that touch one."""
    some = _touches(start, end, spans)
    return _merged(np.concatenate([spans[0], start[some]]), np.concatenate([spans[1], end[some]]))


def _touches(start: Ints, end: Ints, spans: Spans) -> NDArray[np.bool_]:
    """Say which closed spans share a moment with one of some disjoint spans in order."""
    lows, highs = spans
    if not lows.size:
        return np.zeros(start.size, dtype=np.bool_)
    first = np.searchsorted(highs, start)
    return np.asarray((first < highs.size) & (lows[np.minimum(first, highs.size - 1)] <= end))
