"""Deadly events as a table: one row an event, or a place and year.

Columns: lon, lat (degrees, WGS 84), year, month (null where only the year is known), country (empty
where it is not known), district, deaths and civilian_deaths (best), each with _low and _high. Deaths are
counts; nothing here names a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, shown
from sulh.observe import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from sulh.picture import Entry
    from sulh.values import Count, Span

__all__ = ["EVENTS", "REASONS", "Gathered", "events_of_reports", "events_table"]

EVENTS: dict[str, Any] = {
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
NEEDED = ("lon", "lat", "year", "deaths")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gathered:
    """Events, and what was left out: by reason, how many reports and how many deaths (best)."""

    events: pl.DataFrame
    left_out: Mapping[str, tuple[int, int]]

    def sentences(self) -> list[str]:
        """Say what was left out, one sentence a reason."""
        return [
            f"{count:,} reports with {deaths:,} deaths {REASONS[reason]} and are left out."
            for reason, (count, deaths) in self.left_out.items()
            if reason != "no-deaths"
        ]


def events_of_reports(
    reports: Iterable[Entry],
    *,
    timezone: ZoneInfo,
    by_month: bool = True,
    by_district: bool = False,
) -> Gathered:
    """Turn incidents with deaths into events; other kinds of report are passed over.

    An incident lies in the month that holds the middle of its span, on the clock of `timezone`.
    One whose span is longer than 62 days lies in no month, and is left out where months are asked
    for (`by_month`). Where the best figure is unknown, the lower bound stands for it: no report is
    counted for more than it says. Where the coordinates are a region's centre, an event is kept
    only for forecasts `by_district`, and only if it names its district.
    """
    rows: list[tuple[Any, ...]] = []
    left: Counter[str] = Counter()
    dead: Counter[str] = Counter()
    for report in reports:
        if not isinstance(report, Incident):
            continue
        deaths, civilians = _bounds(report.deaths), _bounds(report.civilian_deaths)
        deaths = tuple(max(pair) for pair in zip(deaths, civilians, strict=True))
        reason = _why_not(report, deaths[0], by_month=by_month, by_district=by_district)
        if reason:
            left[reason] += 1
            dead[reason] += deaths[0]
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
    return Gathered(
        events=pl.DataFrame(rows, schema=EVENTS, orient="row"),
        left_out={reason: (left[reason], dead[reason]) for reason in REASONS if left[reason]},
    )


def _middle(span: Span) -> Any:
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


def events_table(frame: pl.DataFrame) -> pl.DataFrame:
    """Complete a table that has at least lon, lat, year and deaths to the columns of `EVENTS`.

    Missing are filled so: month null, country and district empty, civilian_deaths 0, bounds the
    best figures.

    Raises
    ------
    InputError
        When a needed column is missing, or a row has no place on the globe, no year, a month that is
        none, or deaths below zero; the message names the first such row.
    """
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise InputError(
            f"The table of events has no column {missing[0]!r}.",
            remedy=f"It needs: {', '.join(NEEDED)}.",
        )
    for name, fill in (
        ("month", pl.lit(None)),
        ("country", pl.lit("")),
        ("district", pl.lit("")),
        ("civilian_deaths", pl.lit(0)),
        *(
            (f"{measure}{bound}", pl.col(measure))
            for measure in ("deaths", "civilian_deaths")
            for bound in ("_low", "_high")
        ),
    ):
        if name not in frame.columns:
            frame = frame.with_columns(fill.alias(name))
    complete = frame.select(pl.col(name).cast(kind) for name, kind in EVENTS.items())
    _refuse_bad_rows(complete)
    return complete


def _refuse_bad_rows(events: pl.DataFrame) -> None:
    """Raise for the first row that cannot be an event; what a reader lets through is never so."""
    deaths = ("deaths", "civilian_deaths")
    for name, is_good, expected in (
        ("lon", pl.col("lon").is_between(-180, 180), "degrees, -180 to 180"),
        ("lat", pl.col("lat").is_between(-90, 90), "degrees, -90 to 90"),
        ("year", pl.col("year").is_between(1800, 2200), "a year, 1800 to 2200"),
        ("month", pl.col("month").is_null() | pl.col("month").is_between(1, 12), "1 to 12"),
        *((each, pl.col(each) >= 0, "0 or more") for each in deaths),
    ):
        bad = events.with_row_index("row").filter(~is_good.fill_null(value=False))
        if bad.height:
            row, value = bad.select("row", name).row(0)
            raise InputError(
                f"Row {row + 1} of the events: {name} is {shown(value)}; expected {expected}.",
                remedy=f"Mend or leave out the {bad.height:,} rows like it.",
            )
