"""Events are read once, row by row; what is rejected is used nowhere."""

import gzip

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import read_past_events
from sulh.protect.backtest.events import place_years, settlements_in
from sulh.tables import open_content, open_table

HEADER = "year,longitude,latitude,where_coordinates,best,deaths_civilians\n"
ROWS = (
    "2001,21.9,6.6,Bria town,9,5\n2003,21.9,6.6,Bria town,4,4\n2002,20.7,5.8,road to Bambari,7,0\n"
)


def read(text):
    return read_past_events(open_content(text.encode(), name="events.csv"), "events.csv")


def test_a_rejected_row_supplies_no_settlement():
    """More civilians than deaths: the row is a problem, and its town is no candidate site."""
    events = read(HEADER + ROWS + "2001,25.0,6.0,Obo town,3,5\n")
    assert [problem.code for problem in events.problems] == ["bounds"]
    assert settlements_in(events.value).rows() == [(21.9, 6.6, 2001)]


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
    assert settlements_in(events.value).is_empty()


@pytest.mark.parametrize(
    ("header", "column"),
    [("longitude,latitude,best", "year"), ("lon,lat,year,deaths", "civilian_deaths")],
)
def test_a_missing_column_is_named(header, column):
    """Without it nothing can be counted."""
    with pytest.raises(InputError, match=f"no column {column}"):
        read(header + "\n")


events = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(2000, 2002), st.integers(0, 9)),
    min_size=1,
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(events)
def test_place_years_are_sums(rows):
    """Deaths of one place and year are added, as a dictionary adds them."""
    frame = pl.DataFrame(
        [(float(x), float(y), year, n, n // 2) for x, y, year, n in rows],
        schema=["lon", "lat", "year", "deaths", "civilian_deaths"],
        orient="row",
    )
    sums = {}
    for lon, lat, year, deaths, civilians in frame.rows():
        before = sums.get((lon, lat, year), (0, 0))
        sums[lon, lat, year] = (before[0] + deaths, before[1] + civilians)
    assert {row[:3]: row[3:] for row in place_years(frame).rows()} == sums
