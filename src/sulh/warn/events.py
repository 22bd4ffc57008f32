"""Deadly events from reports, from a ledger's records and from tables, and what is left out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, plural
from sulh.observe import FORMATS, REPORT_KINDS, open_reports, read
from sulh.observe.tables import build_tables, tables_from_reports
from sulh.picture import body_check, picture
from sulh.tables import Read
from sulh.warn.place_years import EVENT_SCHEMA, is_place_years, read_place_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from sulh.ledger import Record
    from sulh.observe.tables import Tables
    from sulh.tables import Table

__all__ = [
    "REASONS",
    "Events",
    "events_from_records",
    "events_from_tables",
    "join_events",
    "read_events",
]

REASONS = {
    "no-place": "no coordinates",
    "region-only": "known by region only (a centre of a province, country or sea)",
    "no-deaths": "no deaths",
    "long": "spread over more than two months",
}
"""Why a report is not in the table of events."""

LONG_DAYS = 62
MICROSECONDS_A_DAY = 86_400_000_000


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
            f"{plural(count, 'report')} with {plural(deaths, 'death')} "
            f"{'is' if count == 1 else 'are'} left out: {REASONS[reason]}."
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


def events_from_tables(
    tables: Tables, *, timezone: ZoneInfo, by_month: bool = True, by_district: bool = False
) -> Events:
    """Return the incidents with deaths as events; other kinds of report are passed over.

    An incident lies in the month that holds the middle of its span, on the clock of `timezone`.
    One whose span is longer than 62 days lies in no month, and is left out unless `by_month` is
    false. Where the best figure is unknown, the lower bound stands for it: no report is counted for
    more than it says. Where the coordinates are a region's centre, an event is kept only for
    forecasts `by_district`, and only if it names its district.
    """
    incidents = tables.incidents.with_columns(
        pl.from_epoch(_middle(), time_unit="us")
        .dt.replace_time_zone("UTC")
        .dt.convert_time_zone(timezone.key)
        .alias("middle"),
        *_bounds("civilian_deaths"),
        *_bounds("deaths"),
    ).with_columns(
        pl.col("middle").dt.year().cast(pl.Int64).alias("year"),
        (pl.col("middle").dt.month() if by_month else pl.lit(None)).cast(pl.Int64).alias("month"),
        pl.max_horizontal("deaths", "civilian_deaths"),
        pl.max_horizontal("deaths_low", "civilian_deaths_low"),
        pl.max_horizontal("deaths_high", "civilian_deaths_high"),
    )
    rows = incidents.with_columns(_reason(by_month=by_month, by_district=by_district))
    sums = rows.group_by("reason").agg(pl.len(), pl.col("deaths").sum())
    left_out = {reason: (count, deaths) for reason, count, deaths in sums.iter_rows()}
    return Events(
        frame=rows.filter(pl.col("reason") == "").select(
            pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items()
        ),
        left_out={reason: left_out[reason] for reason in REASONS if reason in left_out},
        simulated=tables.simulated,
    )


def _middle() -> pl.Expr:
    """Return the middle of a span in microseconds; half of one is rounded to an even number."""
    length = pl.col("end") - pl.col("start")
    return pl.col("start") + length // 2 + ((length % 4) == 3).cast(pl.Int64)


def _bounds(measure: str) -> list[pl.Expr]:
    """Return best, low and high; without a best figure the low one, without a high one the best."""
    low = pl.col(f"{measure}_low")
    best = pl.col(f"{measure}_best").fill_null(low)
    return [
        best.alias(measure),
        low.alias(f"{measure}_low"),
        pl.col(f"{measure}_high").fill_null(best).alias(f"{measure}_high"),
    ]


def _reason(*, by_month: bool, by_district: bool) -> pl.Expr:
    """Return why an incident is left out, or nothing."""
    days = (pl.col("end") - pl.col("start")) // MICROSECONDS_A_DAY
    has_district = pl.lit(by_district) & (pl.col("district").cast(pl.String) != "")
    return (
        pl.when(pl.col("deaths") == 0)
        .then(pl.lit("no-deaths"))
        .when(pl.col("lon").is_null())
        .then(pl.lit("no-place"))
        .when(pl.col("accuracy_m").is_null() & ~has_district)
        .then(pl.lit("region-only"))
        .when(pl.lit(by_month) & (days > LONG_DAYS))
        .then(pl.lit("long"))
        .otherwise(pl.lit(""))
        .alias("reason")
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
    tables = build_tables(picture(records, simulated=simulated, check=body_check(REPORT_KINDS)))
    events = events_from_tables(tables, timezone=timezone, by_district=by_district)
    if events.frame.is_empty():
        raise InputError(
            "The ledger holds no incident with deaths, coordinates and a date.",
            remedy="Import reports with `sulh observe FILE`, or name a file of events.",
        )
    return events


def read_events(
    table: Table, *, timezone: ZoneInfo, by_district: bool = False, simulated: bool = False
) -> Read[Events]:
    """Read the events of an opened table: reports in a known format, or places and years.

    Raises
    ------
    InputError
        When Sulh knows no table with these columns. A bad row is a problem.
    """
    is_report = any(each.columns <= set(table.columns) for each in FORMATS)
    if is_place_years(table.columns) and not is_report:
        rows = read_place_years(table)
        return rows.with_value(Events(frame=rows.value, left_out={}, simulated=simulated))
    batches = list(read(open_reports(table), timezone=timezone, simulated=simulated))
    reports = [report for batch in batches for report in batch.reports]
    tables = tables_from_reports(
        ((f"{number}", report) for number, report in enumerate(reports)), simulated=simulated
    )
    return Read(
        value=events_from_tables(tables, timezone=timezone, by_district=by_district),
        problems=tuple(problem for batch in batches for problem in batch.problems),
        rows=sum(batch.rows for batch in batches),
        blank=sum(batch.blank for batch in batches),
        raw={row: text for batch in batches for row, text in batch.raw.items()},
    )
