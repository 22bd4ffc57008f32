"""Places, travel times and payoffs are read row by row, through the tables of all rooms."""

import gzip

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import read_patrol_places, read_patrol_times, read_payoffs
from sulh.tables import open_content, open_table, rows_table

PLACES = "name,lon,lat,value,minutes\nA,35,33,5,30\nB,35.1,33,4,30\n"


def places(text=PLACES):
    return read_patrol_places(open_content(text.encode(), name="p.csv"), "p.csv")


def test_any_table_is_read(tmp_path):
    """A packed CSV and rows in memory give the same places."""
    path = tmp_path / "p.csv.gz"
    path.write_bytes(gzip.compress(PLACES.encode()))
    rows = [
        {"name": "A", "lon": 35, "lat": 33, "value": 5, "minutes": 30},
        {"name": "B", "lon": 35.1, "lat": 33, "value": 4.0, "minutes": 30},
    ]
    expected = places().value
    assert read_patrol_places(open_table(path), path.name).value == expected
    assert read_patrol_places(rows_table(rows, name="rows"), "rows").value == expected


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.lists(st.text(max_size=12), min_size=7, max_size=7), max_size=4))
def test_no_row_stops_the_reader(cells):
    """Whatever the cells hold, each row is a place, a problem or blank, and the good rows stay."""
    names = ("name", "lon", "lat", "value", "minutes", "opens", "closes")
    good = [{"name": "A", "lon": 35, "lat": 33, "value": 5, "minutes": 30}]
    rows = good + [dict(zip(names, row, strict=True)) for row in cells]
    read = read_patrol_places(rows_table(rows, name="rows"), "rows")
    assert read.kept + len(read.problems) + read.blank == len(rows)
    assert read.value[0].name == "A"


def test_a_pair_of_one_direction_counts_for_both():
    """A way back of its own stays; other names, and another time for a pair, are problems."""
    text = "from,to,minutes\nbase,A,10\nB,base,20\nA,B,5\nB,A,7\nA,C,5\nA,B,6\nA,B,x\n"
    read = read_patrol_times(open_content(text.encode(), name="t.csv"), "t.csv", places().value)
    assert read.value.tolist() == [[0, 10, 20], [10, 0, 5], [20, 7, 0]]
    assert [(problem.row, problem.code) for problem in read.problems] == [
        (6, "unknown-reference"),
        (7, "conflict"),
        (8, "not-a-number"),
    ]


def test_payoffs_stand_in_the_order_of_the_places():
    """Rows in any order; a missing place is said."""
    text = "name,ours_present,ours_absent,theirs_present,theirs_absent\nB,1,-2,0,3\nA,0,-1,-1,1\n"
    table = open_content(text.encode(), name="y.csv")
    payoffs = read_payoffs(table, "y.csv", places().value).value
    assert payoffs.ours_absent.tolist() == [-1.0, -2.0]
    assert np.array_equal(payoffs.theirs_absent, [1.0, 3.0])
    short = open_content(text[: text.index("A,0")].encode(), name="y.csv")
    with pytest.raises(InputError, match="no payoffs for A"):
        read_payoffs(short, "y.csv", places().value)
