"""Districts as cells: by the name that an event gives, else by their borders."""

import numpy as np
import pytest
import shapely

from sulh import mission, warn
from sulh.errors import InputError


def test_districts_by_name_then_by_border():
    """A named district wins over the point; without a known name the borders decide."""
    districts = {
        "West": warn.District(names=("West province",), geometry=shapely.box(0, 0, 1, 1)),
        "East": warn.District(names=(), geometry=shapely.box(1, 0, 2, 1)),
        "Isle": warn.District(names=("The Isle",)),
    }
    cells = warn.district_cells(
        districts,
        np.array([1.5, 1.5, 0.5, 7.0, 9.0]),
        np.array([0.5, 0.5, 0.5, 0.5, 9.0]),
        ["WEST province", "unheard of", "", "the isle", ""],
    )
    names = [cells.names[each] if each >= 0 else None for each in cells.of_point]
    assert names == ["West", "East", "West", "Isle", None]
    neighbours = [(cells.names[i], cells.names[j]) for i, j in cells.pairs]
    assert neighbours == [("East", "West"), ("West", "East")]


def test_the_districts_of_a_pack_are_its_zones_of_that_kind():
    """Those of the Central African Republic are there; a pack without districts is refused."""
    districts = warn.pack_districts(mission.load(mission.find("minusca")))
    assert len(districts) == 17
    assert "Ouaka" in districts
    with pytest.raises(InputError, match="has no districts"):
        warn.pack_districts(mission.load(mission.find("unifil")))
