"""A bad row never loses a good one: an invalid duplicate is rejected, the valid one stays."""

import pytest

from sulh.protect import read_demands, read_patrol_places, read_sites
from sulh.sustain import read_measures
from sulh.tables import open_content


@pytest.mark.parametrize(
    ("read", "head", "bad", "good"),
    [
        (read_sites, "name,lon,lat", "A,21.0,95.0", "A,21.0,6.5"),
        (read_sites, "name,lon,lat,room", "A,21.0,6.5,x", "A,21.0,6.5,9"),
        (read_demands, "name,lon,lat,weight", "A,21,6.5,-1", "A,21,6.5,1"),
        (read_patrol_places, "name,lon,lat,value,minutes", "A,35,33,5,x", "A,35,33,5,30"),
        (read_measures, "nation,year,value", "NPL,2020,0", "NPL,2020,5"),
    ],
)
def test_an_invalid_duplicate_does_not_take_the_place_of_the_valid_one(read, head, bad, good):
    """In either order."""
    for rows in ((bad, good), (good, bad)):
        text = "\n".join((head, *rows)).encode()
        result = read(open_content(text, name="t.csv"), "t.csv")
        assert result.kept == 1
        assert list(result.raw) == [2 + rows.index(bad)]
