"""UCDP GED rows become incidents by the rules of docs/reference/readers.md."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.small_files import BANGUI, GED_ROW, bring, write_csv

from sulh.observe import REPORT_KINDS, Coverage, Incident, Participant
from sulh.observe.context import Context
from sulh.observe.ged import CLASS_DAYS, GedConverter, event_span
from sulh.tables import FaultyField
from sulh.tables.columns import _Texts
from sulh.tables.times import days_span
from sulh.values import Count, Place, Reliability

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.observe import Report


def incident(folder: Path, **changes: str) -> Incident:
    brought = bring(write_csv(folder, GED_ROW | changes))
    assert brought.problems == ()
    first = brought.reports[0]
    assert isinstance(first, Incident)
    return first


def test_an_event_in_full(tmp_path: Path) -> None:
    """Every field of an event, and the coverage that its file states."""
    event, coverage = bring(write_csv(tmp_path, GED_ROW)).reports
    assert isinstance(event, Incident)
    assert (event.origin.source, event.origin.ref, event.origin.row) == ("UCDP GED", "1", 2)
    assert event.origin.reliability == Reliability("B", 2)
    assert event.act == "armed-clash"
    assert event.participants == (
        Participant(name="Government of Central African Republic", side="a"),
        Participant(name="UPC", side="b"),
    )
    assert event.span.start == datetime(2019, 3, 4, 23, tzinfo=UTC)
    assert event.span.end == datetime(2019, 3, 5, 22, 59, 59, 999999, tzinfo=UTC)
    assert event.place == Place(
        lon=21.99,
        lat=6.54,
        accuracy_m=5000.0,
        country="Central African Republic",
        district="Haute-Kotto prefecture",
        name="Bria town",
    )
    assert event.deaths == Count(4, 7, 5)
    assert event.civilian_deaths == Count(1, 5, 2)
    assert isinstance(coverage, Coverage)
    assert coverage.place == Place(country="Central African Republic")
    assert coverage.subjects == ("armed-clash", "violence-against-civilians")
    assert not coverage.complete
    assert coverage.span == days_span(date(2019, 1, 1), date(2019, 12, 31), BANGUI)


def test_one_sided_violence(tmp_path: Path) -> None:
    """Type 3 is violence against civilians, who are the other side as written."""
    found = incident(tmp_path, type_of_violence="3", side_a="FPRC, MPC", side_b="Civilians")
    assert found.act == "violence-against-civilians"
    assert [(each.name, each.side) for each in found.participants] == [
        ("FPRC", "a"),
        ("MPC", "a"),
        ("Civilians", "b"),
    ]


@pytest.mark.parametrize(
    ("where_prec", "accuracy_m", "has_district"),
    [
        ("1", 5000.0, True),
        ("2", 25000.0, True),
        ("3", 50000.0, True),
        ("4", None, True),
        ("5", None, False),
        ("6", None, False),
        ("7", None, False),
    ],
)
def test_precision_of_place(
    tmp_path: Path, where_prec: str, accuracy_m: float | None, *, has_district: bool
) -> None:
    """A class above 3 is a region's centre; above 4 the district is not known either."""
    place = incident(tmp_path, where_prec=where_prec).place
    assert place.accuracy_m == accuracy_m
    assert bool(place.district) == has_district


@pytest.mark.parametrize(
    ("low", "best", "high", "civilians", "unknown", "deaths", "civilian_deaths"),
    [
        ("4", "5", "7", "0", "0", Count(4, 7, 5), Count(0, 2, 0)),
        ("5", "5", "5", "5", "0", Count(5, 5, 5), Count(5, 5, 5)),
        ("3", "10", "20", "8", "1", Count(3, 20, 10), Count(1, 19, 8)),
        # The best figure lies outside its bounds: they are widened to hold every figure.
        ("7", "6", "7", "6", "0", Count(6, 7, 6), Count(6, 7, 6)),
        ("8", "8", "4", "8", "0", Count(8, 8, 8), Count(8, 8, 8)),
        ("1", "2", "1", "2", "0", Count(1, 2, 2), Count(1, 2, 2)),
        # More civilians than dead: the total is at least possibly as high.
        ("1", "2", "2", "3", "0", Count(1, 3, 2), Count(2, 3, 3)),
    ],
)
def test_bounds_of_the_dead(
    tmp_path: Path,
    low: str,
    best: str,
    high: str,
    civilians: str,
    unknown: str,
    deaths: Count,
    civilian_deaths: Count,
) -> None:
    """UCDP bounds the total only; the civilians may be all that is uncertain in it."""
    found = incident(
        tmp_path,
        low=low,
        best=best,
        high=high,
        deaths_civilians=civilians,
        deaths_unknown=unknown,
    )
    assert (found.deaths, found.civilian_deaths) == (deaths, civilian_deaths)


@pytest.mark.parametrize(
    ("date_prec", "first", "last", "widened"),
    [
        ("1", "2019-03-05", "2019-03-05", ("2019-03-05", "2019-03-05")),
        ("2", "2019-03-05", "2019-03-06", ("2019-03-05", "2019-03-06")),
        ("3", "2019-03-04", "2019-03-10", ("2019-03-04", "2019-03-10")),
        ("4", "2019-03-01", "2019-03-08", ("2019-03-01", "2019-03-08")),
        ("5", "2019-01-15", "2019-03-31", ("2019-01-15", "2019-03-31")),
        ("1", "2019-03-05", "2019-03-06", ("2019-03-05", "2019-03-06")),
        # Narrower than the class: whatever stretch of its length holds the dates.
        ("2", "2019-03-05", "2019-03-05", ("2019-02-28", "2019-03-10")),
        ("3", "2019-03-05", "2019-03-05", ("2019-02-27", "2019-03-11")),
        ("3", "2019-03-05", "2019-03-06", ("2019-02-28", "2019-03-11")),
        ("4", "2019-03-31", "2019-03-31", ("2019-03-01", "2019-04-30")),
        ("5", "2019-03-05", "2019-03-05", ("2019-01-01", "2019-12-31")),
    ],
)
def test_precision_of_date(
    tmp_path: Path, date_prec: str, first: str, last: str, widened: tuple[str, str]
) -> None:
    """The span holds every day on which the event may have been."""
    span = incident(tmp_path, date_prec=date_prec, date_start=first, date_end=last).span
    days = [date.fromisoformat(day) for day in widened]
    assert span == days_span(days[0], days[1], BANGUI)


@given(
    st.dates(date(1989, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
    st.sampled_from("1234"),
    st.integers(0, 30),
)
def test_a_widened_span_holds_what_the_class_allows(
    first: date, more: int, precision: str, before: int
) -> None:
    """Any stretch of the class's length around the dates lies inside the span, and the dates do."""
    zone = ZoneInfo("Africa/Cairo")
    last = first + timedelta(days=more)
    span = event_span(first, last, precision, zone)
    given_dates = days_span(first, last, zone)
    assert span.start <= given_dates.start
    assert span.end >= given_dates.end
    fewest, most = CLASS_DAYS[precision]
    if more + 1 < fewest and before <= most - 1 - more:
        start = first - timedelta(days=before)
        meant = days_span(start, start + timedelta(days=most - 1), zone)
        assert span.start <= meant.start
        assert span.end >= meant.end


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"id": ""}, "missing", "id"),
        ({"type_of_violence": "4"}, "bad-code", "type_of_violence"),
        ({"where_prec": "8"}, "bad-code", "where_prec"),
        ({"date_prec": "9"}, "bad-code", "date_prec"),
        ({"event_clarity": "3"}, "bad-code", "event_clarity"),
        ({"side_a": " , "}, "missing", "side_a"),
        ({"side_b": ""}, "missing", "side_b"),
        ({"side_b": "x," * 2000}, "too-long", "side_b"),
        ({"date_start": "2019-13-05"}, "bad-date", "date_start"),
        ({"date_start": "2019-03-05 17:45"}, "bad-date", "date_start"),
        ({"date_end": "2019-03-04"}, "ends-before-start", "date_end"),
        ({"date_end": "2029-03-04"}, "future", "date_end"),
        ({"latitude": ""}, "missing", "latitude"),
        ({"latitude": "", "longitude": ""}, "missing", "longitude"),
        ({"latitude": "96.54"}, "bad-coordinates", "latitude"),
        ({"longitude": "nan"}, "not-a-number", "longitude"),
        ({"best": ""}, "missing", "best"),
        ({"best": "-1"}, "negative", "best"),
        ({"high": "1e308"}, "not-a-number", "high"),
        ({"deaths_civilians": ""}, "missing", "deaths_civilians"),
    ],
)
def test_a_faulty_row(tmp_path: Path, change: dict[str, str], code: str, field: str) -> None:
    """What the codebook does not allow takes the row out, and only that row."""
    path = write_csv(tmp_path, GED_ROW, GED_ROW | {"id": "2"} | change)
    brought = bring(path, now=datetime(2025, 1, 1, tzinfo=UTC))
    assert [(each.code, each.field, each.row) for each in brought.problems] == [(code, field, 3)]
    assert [type(each).__name__ for each in brought.reports] == ["Incident", "Coverage"]


def test_both_releases_say_the_same(tmp_path: Path) -> None:
    """The order of columns does not matter, nor `.0` behind numbers, nor the time behind dates."""
    older = {
        name: f"{text}.0" if text.isdigit() else text.removesuffix(" 00:00:00.000")
        for name, text in reversed(GED_ROW.items())
    }

    def said(report: Report) -> object:
        assert isinstance(report, Incident)
        return (report.origin, report.span, report.place, report.participants, report.deaths)

    newer_report = bring(write_csv(tmp_path, GED_ROW)).reports[0]
    assert said(bring(write_csv(tmp_path, older)).reports[0]) == said(newer_report)


def test_a_release_without_clarity(tmp_path: Path) -> None:
    """Without the column, the credibility cannot be judged."""
    row = {name: text for name, text in GED_ROW.items() if name != "event_clarity"}
    assert bring(write_csv(tmp_path, row)).reports[0].origin.reliability == Reliability("B", 6)


def test_coverage_by_country_and_year(tmp_path: Path) -> None:
    """One statement a country, from the first to the last year among the rows taken in."""
    years = [
        ("1", "Mali", "2012"),
        ("2", "Mali", "2016"),
        ("3", "Niger", "2015"),
        ("4", "", "2001"),
    ]
    rows = [
        GED_ROW
        | {"id": n, "country": country, "date_start": f"{y}-06-01", "date_end": f"{y}-06-01"}
        for n, country, y in years
    ]
    rows.append(rows[0] | {"id": "5", "best": "", "date_start": "1999-01-01"})
    found = [
        each for each in bring(write_csv(tmp_path, *rows)).reports if isinstance(each, Coverage)
    ]
    assert [(each.place.country, each.span) for each in found] == [
        ("Mali", days_span(date(2012, 1, 1), date(2016, 12, 31), BANGUI)),
        ("Niger", days_span(date(2015, 1, 1), date(2015, 12, 31), BANGUI)),
    ]
    assert len({each.origin.ref for each in found}) == 2


def test_a_long_or_odd_place_name_takes_no_event_out(tmp_path: Path) -> None:
    """The name of the place only describes: it is cut and cleaned, and the event stays."""
    name = "Bria\ttown \u202e" + "x" * 500
    assert incident(tmp_path, where_coordinates=name).place.name == ("Bria town " + "x" * 500)[:200]


DAYS = st.dates(date(1890, 1, 1), date(2110, 1, 1)).map(str)
DAY_TEXTS = st.tuples(
    DAYS
    | st.sampled_from(["", "2019-02-29", "2020-02-29", "2021-3-4", "٢٠٢٠-01-01", "9999-01-01"]),
    st.sampled_from(["", " 00:00:00.000", "T00:00:00Z", " 00:00:00", " 12:00:00", "x", " "]),
).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(
        st.tuples(DAY_TEXTS, DAY_TEXTS, st.sampled_from([*"123456", "", "1.0", " 2", "4.5"])),
        min_size=1,
        max_size=20,
    ),
    timezone=st.sampled_from(["Africa/Bangui", "Asia/Beirut", "Pacific/Kiritimati"]),
    now=st.none() | st.datetimes(datetime(1990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- naive by contract
)
def test_days_at_once_are_those_of_each_row(
    rows: list[tuple[str, str, str]], timezone: str, now: datetime | None
) -> None:
    """Whole columns of days give the spans and faults that each row gives alone."""
    context = Context(file="x", timezone=ZoneInfo(timezone), kinds=REPORT_KINDS, now=now)
    part = next(each for each in GedConverter(context).parts if "date_prec" in each.columns)
    series = {
        name: pl.Series(name, texts, pl.String)
        for name, texts in zip(part.columns, zip(*rows, strict=True), strict=True)
    }
    values, faulty = part.of_columns(_Texts(series), part.ahead(series))
    for place, row in enumerate(rows):
        try:
            assert values[place] == part.parse(*row)
        except FaultyField:
            assert place in faulty
