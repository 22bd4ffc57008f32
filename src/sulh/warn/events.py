"""Deadly events as a table: one row for an event, or for a place and a year.

Columns: lon, lat (degrees, WGS 84), year, month (null where only the year is known), country (empty
where it is not known), district, deaths and civilian_deaths (best), each with _low and _high. Deaths are
counts; nothing here names a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError
from sulh.observe import Incident, from_body
from sulh.picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sulh.ledger import Record
    from sulh.observe import Report
    from sulh.values import Count, Span

__all__ = [
    "EVENT_SCHEMA",
    "REASONS",
    "Events",
    "events_from_records",
    "events_from_reports",
    "join_events",
]

EVENT_SCHEMA: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "year": pl.Int64,
    "month": pl.Int64,
    "country": pl.String,
    "district": pl.String,
    **{
        f"{measure}{bound}": pl.Int64
        for measure in ("deaths", "civilian_deaths")
        for bound in ("", "_low", "_high")
    },
}
"""The columns and their types."""

REASONS = {
    "no-place": "have no coordinates",
    "region-only": "are known by region only (a centre of a province, country or sea)",
    "no-deaths": "have no deaths",
    "long": "are spread over more than two months",
}
"""Why a report is not in the table of events."""

LONG_DAYS = 62


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Events:
    """Events, and what was left out: by reason, how many reports and how many deaths (best).

    `frame` has the columns of `EVENT_SCHEMA`. `simulated`: the events are an exercise's.
    """

    frame: pl.DataFrame
    left_out: Mapping[str, tuple[int, int]]
    simulated: bool = False

    def sentences(self) -> list[str]:
        """Say what was left out, one sentence a reason."""
        return [
            f"{count:,} reports with {deaths:,} deaths {REASONS[reason]} and are left out."
            for reason, (count, deaths) in self.left_out.items()
            if reason != "no-deaths"
        ]


def join_events(parts: Sequence[Events]) -> Events:
    """Put the events of several sources into one table; simulated if any of them is."""
    left_out = {
        reason: (
            sum(each.left_out.get(reason, (0, 0))[0] for each in parts),
            sum(each.left_out.get(reason, (0, 0))[1] for each in parts),
        )
        for reason in REASONS
    }
    return Events(
        frame=pl.concat([pl.DataFrame(schema=EVENT_SCHEMA), *(each.frame for each in parts)]),
        left_out={reason: sums for reason, sums in left_out.items() if sums[0]},
        simulated=any(each.simulated for each in parts),
    )


def events_from_reports(
    reports: Iterable[Report],
    *,
    timezone: ZoneInfo,
    by_month: bool = True,
    by_district: bool = False,
    simulated: bool = False,
) -> Events:
    """Turn incidents with deaths into events; other kinds of report are passed over.

    An incident lies in the month that holds the middle of its span, on the clock of `timezone`.
    One whose span is longer than 62 days lies in no month, and is left out unless `by_month` is
    false. Where the best figure is unknown, the lower bound stands for it: no report is counted for
    more than it says. Where the coordinates are a region's centre, an event is kept only for
    forecasts `by_district`, and only if it names its district.
    """
    rows: list[tuple[Any, ...]] = []
    reports_out: Counter[str] = Counter()
    deaths_out: Counter[str] = Counter()
    for report in reports:
        if not isinstance(report, Incident):
            continue
        deaths, civilians = _bounds(report.deaths), _bounds(report.civilian_deaths)
        deaths = tuple(max(pair) for pair in zip(deaths, civilians, strict=True))
        reason = _why_not(report, deaths[0], by_month=by_month, by_district=by_district)
        if reason:
            reports_out[reason] += 1
            deaths_out[reason] += deaths[0]
            continue
        place = report.place
        middle = _middle(report.span).astimezone(timezone)
        rows.append(
            (
                *(place.lon, place.lat, middle.year, middle.month if by_month else None),
                *(place.country, place.district),
                *deaths,
                *civilians,
            )
        )
    return Events(
        frame=pl.DataFrame(rows, schema=EVENT_SCHEMA, orient="row"),
        left_out={
            reason: (reports_out[reason], deaths_out[reason])
            for reason in REASONS
            if reports_out[reason]
        },
        simulated=simulated,
    )


def events_from_records(
    records: Iterable[Record],
    *,
    timezone: ZoneInfo,
    by_district: bool = False,
    simulated: bool = False,
) -> Events:
    """Return the events that a ledger's records hold now, corrections and retractions applied.

    `simulated`: the records of an exercise; otherwise the real ones. Never both.

    Raises
    ------
    InputError
        When the records hold no deadly event.
    """
    reports = picture(records, simulated=simulated).reports
    events = events_from_reports(
        (from_body(each.kind, each.body) for each in reports if each.kind == "incident"),
        timezone=timezone,
        by_district=by_district,
        simulated=simulated,
    )
    if events.frame.is_empty():
        raise InputError(
            "The ledger holds no incident with deaths, coordinates and a date.",
            remedy="Import reports with `sulh observe FILE`, or name a file of events.",
        )
    return events


def _middle(span: Span) -> datetime:
    return span.start + (span.end - span.start) / 2


def _bounds(count: Count) -> tuple[int, ...]:
    """Return best, low and high; without a best figure the low one, without a high one the best."""
    best = count.low if count.best is None else count.best
    return best, count.low, best if count.high is None else count.high


def _why_not(report: Incident, deaths: int, *, by_month: bool, by_district: bool) -> str:
    if deaths == 0:
        return "no-deaths"
    if report.place.lon is None:
        return "no-place"
    if report.place.accuracy_m is None and not (by_district and report.place.district):
        return "region-only"
    if by_month and (report.span.end - report.span.start).days > LONG_DAYS:
        return "long"
    return ""
