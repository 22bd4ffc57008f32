"""Events are read once, row by row; what is rejected is used nowhere."""

import gzip
from datetime import date

import polars as pl
import pytest

from sulh.errors import InputError
from sulh.protect import read_past_events
from sulh.protect.backtest.events import EVENTS, complete_events
from sulh.tables import open_content, open_table

HEADER = "year,longitude,latitude,where_coordinates,best,deaths_civilians\n"
ROWS = (
    "2001,21.9,6.6,Bria town,9,5\n2003,21.9,6.6,Bria town,4,4\n2002,20.7,5.8,road to Bambari,7,0\n"
)


def read(text):
    return read_past_events(open_content(text.encode(), name="events.csv"), "events.csv")


def test_a_rejected_row_is_used_nowhere():
    """More civilians than deaths: the row is a problem, and its place is no candidate site."""
    events = read(HEADER + ROWS + "2001,25.0,6.0,Obo town,3,5\n")
    assert [problem.code for problem in events.problems] == ["bounds"]
    assert events.value["lon"].to_list() == [21.9, 21.9, 20.7]


def test_events_known_by_district_only_are_left_out_and_counted():
    """Their coordinates are those of a district's middle, where nothing happened."""
    events = read(
        "year,date_start,longitude,latitude,country,where_prec,best,deaths_civilians\n"
        "2001,2001-03-04 00:00:00.000,21.9,6.6,X,1,9,5\n2001,2001-03-04,21.9,6.6,X,4,7,5\n"
        "2001,2002-03-04,21.9,6.6,X,1,9,5\n"
    )
    assert events.value.select("day", "country", "deaths").rows() == [(date(2001, 3, 4), "X", 9)]
    assert [(each.field, each.severity) for each in events.problems] == [
        ("where_prec", "warning"),
        ("date_start", "error"),
    ]
    assert "1 event with 7 deaths" in events.problems[0].message


def test_a_frame_is_completed():
    """A notebook's frame with the needed columns alone."""
    frame = pl.DataFrame(
        [(1.0, 2.0, 2001, 3, 1)],
        schema=[*list(EVENTS)[:3], "deaths", "civilian_deaths"],
        orient="row",
    )
    assert complete_events(frame).rows() == [(1.0, 2.0, 2001, None, 3, 1, "")]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("20x1,21.9,6.6,Bria,9,5", "year"),
        ("1001,21.9,6.6,Bria,9,5", "year"),
        (",21.9,6.6,Bria,9,5", "year"),
        ("2001,21.9,96.6,Bria,9,5", "latitude"),
        ("2001,,6.6,Bria,9,5", "longitude"),
        ("2001,nan,6.6,Bria,9,5", "longitude"),
        ("2001,21.9,6.6,Bria,,5", "best"),
        ("2001,21.9,6.6,Bria,-9,5", "best"),
        ("2001,21.9,6.6,Bria,9,many", "deaths_civilians"),
        ("2001,21.9,6.6,Bria,999999999999999,5", "best"),
    ],
)
def test_a_bad_row_is_named_and_the_others_stay(row, field):
    """Each fault names its field."""
    events = read(HEADER + ROWS + row + "\n")
    assert (events.kept, events.rows, len(events.value)) == (3, 4, 3)
    assert [(problem.row, problem.field) for problem in events.problems] == [(5, field)]


def test_one_sided_violence_stands_in_for_civilians(tmp_path):
    """UCDP's table of precise events, packed: no civilian deaths, so type 3 counts, and a warning says so."""
    text = (
        "id,year,type_of_violence,latitude,longitude,best\n"
        "1,2001,3,6.6,21.9,9\n2,2001,1,6.6,21.9,7\n3,2001,4,6.6,21.9,7\n"
    )
    path = tmp_path / "precise.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    events = read_past_events(open_table(path), path.name)
    assert events.value["civilian_deaths"].to_list() == [9, 0]
    assert [(p.severity, p.field) for p in events.problems] == [
        ("warning", "civilian_deaths"),
        ("error", "type_of_violence"),
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [("longitude,latitude,best", "year"), ("lon,lat,year,deaths", "civilian_deaths")],
)
def test_a_missing_column_is_named(header, column):
    """Without it nothing can be counted."""
    with pytest.raises(InputError, match=f"no column {column}"):
        read(header + "\n")
