"""Plain tables of events, or of places and years: good rows are events, all others problems."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import warn
from sulh.errors import InputError
from sulh.tables import open_content, open_table

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
    read = warn.read_place_years(open_table(path))
    assert read.value["deaths"].to_list() == [3, 12]
    assert read.rows == 10
    assert [(each.row, each.field) for each in read.problems] == [
        (3, "latitude"),
        (4, "longitude"),
        (5, "year"),
        (6, "year"),
        (7, "best"),
        (8, "deaths_civilians"),
        (9, "best"),
        (12, "best"),
    ]


def test_a_table_without_a_needed_column_is_refused(tmp_path):
    """The message names the column and what a table needs."""
    path = tmp_path / "places.csv"
    path.write_text("year,lon,deaths\n2001,20,3\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'lat'"):
        warn.read_place_years(open_table(path))


def test_a_date_stands_for_year_and_month():
    """UCDP writes a day as a moment; a date in another year than the row's is a problem."""
    text = """date_start,year,longitude,latitude,best
2009-02-20 00:00:00.000,2009,20.1,5.1,3
2010-11-05,,20.1,5.1,2
2010-11-05,2009,20.1,5.1,2
,2011,20.1,5.1,2
2009-02-30,2009,20.1,5.1,3
"""
    read = warn.read_place_years(open_content(text.encode(), name="events.csv"))
    assert read.value.select("year", "month").rows() == [(2009, 2), (2011, None)]
    assert [(each.row, each.field) for each in read.problems] == [
        (3, "year"),
        (4, "date_start"),
        (6, "date_start"),
    ]
    dates = open_content(b"date,lon,lat,deaths\n2010-11-05,20.1,5.1,2\n,20,5,1\n", name="d.csv")
    read = warn.read_place_years(dates)
    assert read.value.select("year", "month").rows() == [(2010, 11)]
    assert [each.field for each in read.problems] == ["date"]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    """Whatever stands below the header, each row is kept or a problem, and what is kept is sound."""
    header = b"lon,lat,year,month,deaths,civilian_deaths\n20,5,2001,1,3,1\n"
    read = warn.read_place_years(open_content(header + content, name="hostile.csv"))
    assert read.kept == read.value.height
    assert read.rows == read.kept + len(read.raw)
    assert warn.events_from_frame(read.value).equals(read.value)
