"""From reports and tables to events: what is kept, what is left out and why."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from sulh import warn
from sulh.errors import InputError
from sulh.observe import Incident, Origin
from sulh.tables.csv_rows import csv_table
from sulh.values import Count, Place, Span

ZONE = ZoneInfo("Africa/Bangui")


def incident(start, end, *, lon=20.0, accuracy_m=5000.0, district="", deaths=None, civilians=None):
    lat = None if lon is None else 5.0
    return Incident(
        origin=Origin(source="test", ref=f"{start}"),
        span=Span(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC)),
        place=Place(lon=lon, lat=lat, accuracy_m=accuracy_m, district=district),
        act="armed-clash",
        participants=(),
        deaths=deaths or Count(2, 9, 4),
        civilian_deaths=civilians or Count(0, 3, 1),
    )


def test_an_incident_lies_in_the_month_of_its_middle_on_the_missions_clock():
    """Late on the last day UTC is already the next month in Bangui."""
    found = warn.events_of_reports(
        [
            incident((2020, 1, 31, 23, 30), (2020, 1, 31, 23, 40)),
            incident((2020, 1, 20), (2020, 2, 20)),
        ],
        timezone=ZONE,
    )
    assert found.events["month"].to_list() == [2, 2]
    assert found.events.select("deaths", "deaths_low", "deaths_high").row(0) == (4, 2, 9)


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
    found = warn.events_of_reports([report], timezone=ZONE)
    assert found.events.is_empty()
    assert found.left_out == {reason: (1, 0 if reason == "no-deaths" else 4)}
    assert len(found.sentences()) == (reason != "no-deaths")


def test_by_district_a_regions_centre_is_enough_and_by_year_a_long_span():
    """What a month or a cell cannot use, a year or a district can."""
    reports = [
        incident((2020, 1, 1), (2020, 1, 1), accuracy_m=None, district="West"),
        incident((2020, 1, 1), (2020, 6, 1)),
    ]
    found = warn.events_of_reports(reports, timezone=ZONE, by_month=False, by_district=True)
    assert found.events.height == 2
    assert found.events["month"].null_count() == 2


def test_an_unknown_best_figure_is_the_lower_bound_and_civilians_count_among_the_dead():
    """At least three means three; three civilians dead mean three dead."""
    report = incident((2020, 1, 1), (2020, 1, 1), deaths=Count(0, None), civilians=Count(3, None))
    row = warn.events_of_reports([report], timezone=ZONE).events
    assert row.select("deaths", "deaths_high", "civilian_deaths").row(0) == (3, 3, 3)


TABLE = """year,longitude,latitude,best,deaths_civilians
2001,20.1,5.1,3,1
2001,20.1,95,3,1
2001,NaN,5,3,1
20x1,20.1,5,3,1
1492,20.1,5,3,1
2001,20.1,5,-3,1
2001,20.1,5,3,4
2001,20.1,5,,0

2002,20.1,5.1,12.0,0
2001,20.1,5,1e9,0
"""


def test_each_bad_row_of_a_table_is_a_problem_with_row_and_field(tmp_path):
    """Good rows are events, all others problems, and none is lost."""
    path = tmp_path / "places.csv"
    path.write_text(TABLE, encoding="utf-8")
    found = warn.place_years(csv_table(path, path.name), path.name)
    assert found.events["deaths"].to_list() == [3, 12]
    assert found.rows == 10
    assert [(each.row, each.field) for each in found.problems] == [
        (3, "latitude"),
        (4, "longitude"),
        (5, "year"),
        (6, "year"),
        (7, "best"),
        (8, "deaths_civilians"),
        (9, "best"),
        (12, "best"),
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lon", float("nan")),
        ("lon", 200.0),
        ("lat", None),
        ("year", None),
        ("month", 13),
        ("deaths", -1),
        ("deaths", None),
    ],
)
def test_a_frame_with_a_row_that_cannot_be_is_refused(column, value):
    """Nothing is clipped or guessed: the message names the row and the column."""
    good = {"lon": 20.0, "lat": 5.0, "year": 2001, "month": 1, "deaths": 3}
    frame = pl.DataFrame([good, good | {column: value}], infer_schema_length=None)
    with pytest.raises(InputError, match=f"Row 2 of the events: {column} is"):
        warn.events_table(frame)
    with pytest.raises(InputError, match="no column 'lat'"):
        warn.events_table(frame.drop("lat"))


def test_a_table_without_a_needed_column_is_refused(tmp_path):
    """The message names the column and what a table needs."""
    path = tmp_path / "places.csv"
    path.write_text("year,lon,deaths\n2001,20,3\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'lat'"):
        warn.place_years(csv_table(path, path.name), path.name)
