"""From reports, records and tables to events: what is kept, what is left out and why."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.warn.small_events import ZONE, incident

from sulh import warn
from sulh.errors import InputError
from sulh.observe.tables import tables_from_reports
from sulh.tables import open_content
from sulh.values import Count


def events_of(reports, **settings):
    tables = tables_from_reports((f"{place}", report) for place, report in enumerate(reports))
    return warn.events_from_tables(tables, **settings)


def test_an_incident_lies_in_the_month_of_its_middle_on_the_missions_clock():
    """Late on the last day UTC is already the next month in Bangui."""
    events = events_of(
        [
            incident((2020, 1, 31, 23, 30), (2020, 1, 31, 23, 40)),
            incident((2020, 1, 20), (2020, 2, 20)),
        ],
        timezone=ZONE,
    )
    assert events.frame["month"].to_list() == [2, 2]
    assert events.frame.select("deaths", "deaths_low", "deaths_high").row(0) == (4, 2, 9)


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (
            incident((2020, 1, 1), (2020, 1, 1), deaths=Count(0, 0, 0), civilians=Count(0, 0, 0)),
            "no-deaths",
        ),
        (incident((2020, 1, 1), (2020, 1, 1), lon=None, accuracy_m=None), "no-place"),
        (incident((2020, 1, 1), (2020, 1, 1), accuracy_m=None, district="West"), "region-only"),
        (incident((2020, 1, 1), (2020, 6, 1)), "long"),
    ],
)
def test_what_is_left_out_is_counted_with_its_deaths(report, reason):
    """Every report is an event, or stands under a reason."""
    events = events_of([report], timezone=ZONE)
    assert events.frame.is_empty()
    assert events.left_out == {reason: (1, 0 if reason == "no-deaths" else 4)}
    assert len(events.sentences()) == (reason != "no-deaths")


def test_by_district_a_regions_centre_is_enough_and_by_year_a_long_span():
    """What a month or a cell cannot use, a year or a district can."""
    reports = [
        incident((2020, 1, 1), (2020, 1, 1), accuracy_m=None, district="West"),
        incident((2020, 1, 1), (2020, 6, 1)),
    ]
    events = events_of(reports, timezone=ZONE, by_month=False, by_district=True)
    assert events.frame.height == 2
    assert events.frame["month"].null_count() == 2


def test_an_unknown_best_figure_is_the_lower_bound_and_civilians_count_among_the_dead():
    """At least three means three; three civilians dead mean three dead."""
    report = incident((2020, 1, 1), (2020, 1, 1), deaths=Count(0, None), civilians=Count(3, None))
    row = events_of([report], timezone=ZONE).frame
    assert row.select("deaths", "deaths_high", "civilian_deaths").row(0) == (3, 3, 3)


def event_by_hand(report, *, by_month, by_district):
    """One incident as an event (year, month, deaths), or why it is left out, step by step."""

    def bounds(count):
        best = count.low if count.best is None else count.best
        return best, count.low, best if count.high is None else count.high

    civilians = bounds(report.civilian_deaths)
    deaths = tuple(map(max, bounds(report.deaths), civilians))
    if deaths[0] == 0:
        return "no-deaths"
    if report.place.lon is None:
        return "no-place"
    if report.place.accuracy_m is None and not (by_district and report.place.district):
        return "region-only"
    if by_month and (report.span.end - report.span.start).days > 62:
        return "long"
    middle = report.span.start + (report.span.end - report.span.start) / 2
    middle = middle.astimezone(ZONE)
    return middle.year, middle.month if by_month else None, *deaths, *civilians


moments = st.datetimes(datetime(2019, 12, 1), datetime(2020, 4, 1))  # noqa: DTZ001 -- set below
counts = st.integers(0, 3).flatmap(
    lambda low: st.sampled_from(
        [Count(low, None), Count(low, low + 2), Count(low, None, low + 1), Count(low, 9, low)]
    )
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(
            *(moments, st.timedeltas(timedelta(0), timedelta(days=70)), counts, counts),
            *(st.sampled_from([None, 20.0]), st.sampled_from([None, 500.0])),
            st.sampled_from(["", "West"]),
        ),
        max_size=8,
    ),
    st.booleans(),
    st.booleans(),
)
def test_events_are_those_of_a_slow_twin(rows, by_month, by_district):
    """Whole columns at once give what each incident gives alone: period, bounds, reason."""
    reports = [
        incident(
            start.timetuple()[:6],
            (start + length).timetuple()[:6],
            lon=lon,
            accuracy_m=accuracy if lon else None,
            district=district,
            deaths=deaths,
            civilians=civilians,
        )
        for start, length, deaths, civilians, lon, accuracy, district in rows
    ]
    settings_ = {"by_month": by_month, "by_district": by_district}
    expected = [event_by_hand(each, **settings_) for each in reports]
    events = events_of(reports, timezone=ZONE, **settings_)
    columns = ("year", "month", *list(warn.EVENT_SCHEMA)[6:])
    assert events.frame.select(columns).rows() == [e for e in expected if isinstance(e, tuple)]
    reasons = Counter(each for each in expected if isinstance(each, str))
    assert {reason: count for reason, (count, _) in events.left_out.items()} == reasons


GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,year,"
    "country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low"
)


def ged(number, month, *, prec=1, lat="5.76"):
    return (
        f"{number},1,Government,Rebels,{prec},Bambari,Ouaka province,{lat},20.67,2019,"
        f"Central African Republic,1,1,2019-{month:02d}-03,2019-{month:02d}-03,1,1,2,0,4,4,4"
    )


def test_the_columns_decide_between_reports_and_plain_tables():
    """UCDP's full rows are read as reports, with their precision; other tables by their columns."""
    text = "\n".join([GED, ged(1, 1), ged(2, 2, prec=6), ged(3, 3, lat="95")])
    read = warn.read_events(open_content(text.encode(), name="ged.csv"), timezone=ZONE)
    assert read.value.frame["month"].to_list() == [1]
    assert read.value.left_out == {"region-only": (1, 4)}
    assert [each.row for each in read.problems] == [4]
    assert (read.rows, read.kept, list(read.raw)) == (3, 2, [4])
    plain = open_content(b"lon,lat,year,deaths\n20,5,2001,3\n", name="plain.csv")
    read = warn.read_events(plain, timezone=ZONE, simulated=True)
    assert read.value.frame["deaths"].to_list() == [3]
    assert read.value.simulated
    with pytest.raises(InputError, match="belong to no known table"):
        warn.read_events(open_content(b"a,b\n1,2\n", name="other.csv"), timezone=ZONE)


def test_events_of_several_sources_are_joined_with_what_was_left_out():
    """Frames follow each other, counts add up; one simulated source marks the whole."""
    one = events_of(
        [incident((2020, 1, 1), (2020, 1, 1)), incident((2020, 1, 1), (2020, 6, 1))], timezone=ZONE
    )
    two = events_of([incident((2020, 2, 1), (2020, 7, 1))], timezone=ZONE)
    both = warn.join_events([one, two, replace(one, simulated=True)])
    assert both.frame.height == 2
    assert both.left_out == {"long": (3, 12)}
    assert both.simulated
    assert not warn.join_events([one, two]).simulated
    assert warn.join_events([]).frame.schema == pl.Schema(warn.EVENT_SCHEMA)
