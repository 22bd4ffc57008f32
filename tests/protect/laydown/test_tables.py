"""Demands, sites and travel times are read row by row; what is rejected is counted and named."""

import gzip

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import mission
from sulh.errors import InputError
from sulh.protect import map_area, read_demands, read_sites, read_travel_times
from sulh.tables import open_content, open_table, rows_table

FORECAST = "cell,lon,lat,country,period,measure,mean,samples\n"
SITES = "name,lon,lat\nBase,20,5\nOther,21,5\n"


def table(text):
    return open_content(text.encode(), name="t.csv")


def test_travel_times_are_counted():
    """Two good rows and one bad one are three rows read; the good ones were once counted as blank."""
    sites = read_sites(table(SITES), "s.csv").value.sites
    text = "site,demand,minutes\nBase,A,10\nOther,A,20\nBase,B,5\n"
    read = read_travel_times(table(text), "t.csv", sites=sites, demands=("A",))
    assert (read.rows, read.kept, read.blank) == (3, 2, 0)
    assert read.value.tolist() == [[10.0], [20.0]]
    with pytest.raises(InputError, match="Two demands are named A"):
        read_travel_times(table(text), "t.csv", sites=sites, demands=("A", "A"))


def test_periods_of_a_cell_with_other_numbers_of_samples_are_refused():
    """Three samples in one month and two in the next: a sentence, where there was a crash."""
    text = FORECAST + "a,21,6,CAR,2024-01,deaths,1,1 2 3\na,21,6,CAR,2024-02,deaths,1,1 2\n"
    with pytest.raises(InputError, match="with 2 and with 3 samples"):
        read_demands(table(text), "f.csv")


def test_a_packed_table_is_read(tmp_path):
    """The ending .csv.gz."""
    path = tmp_path / "sites.csv.gz"
    path.write_bytes(gzip.compress(SITES.encode()))
    read = read_sites(open_table(path), path.name)
    assert [site.name for site in read.value.sites] == ["Base", "Other"]
    assert read.value.lon.tolist() == [20.0, 21.0]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.lists(st.text(max_size=12), min_size=7, max_size=7), max_size=4))
def test_no_row_stops_the_readers(cells):
    """Whatever the cells hold, each row is kept, a problem or blank, and the good row stays."""
    good = {"name": "Base", "lon": 20, "lat": 5, "weight": 3}
    for read, names in (
        (read_sites, ("name", "lon", "lat", "use", "existing", "room", "cost")),
        (read_demands, ("name", "lon", "lat", "weight", "district", "other", "more")),
    ):
        rows = [good, *(dict(zip(names, row, strict=True)) for row in cells)]
        result = read(rows_table(rows, name="rows"), "rows")
        assert result.kept + len(result.problems) + result.blank == len(rows)
        assert np.isfinite(result.value.lon).all()


def test_the_area_of_a_pack_holds_its_places():
    """The box of the map: all sites of the pack lie in it."""
    pack = mission.load(mission.find("minusca"))
    west, south, east, north = map_area(pack)
    for site in pack.sites.values():
        assert west <= site.lon <= east
        assert south <= site.lat <= north
