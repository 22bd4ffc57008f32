"""Which cell holds a point, and which cells are neighbours."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import warn
from sulh.errors import InputError
from sulh.warn.cells import unwrap


@pytest.mark.parametrize(
    ("lon", "lat", "gid"),
    [
        (-179.9, -89.9, 1),
        (-179.4, -89.9, 2),
        (-179.9, -89.4, 721),
        (179.9, 89.9, 259_200),
        (180, 90, 259_200),
    ],
)
def test_prio_numbers_run_from_the_south_west(lon, lat, gid):
    """The first cell is the south-western one, 720 in a row."""
    assert warn.prio_gid(np.array([lon]), np.array([lat])).tolist() == [gid]


def test_prio_numbers_are_those_that_ucdp_publishes():
    """Every event of the Central African Republic lies in the cell that UCDP names."""
    path = Path(os.environ.get("SULH_DATA", "")) / "ged231_central_african_republic.csv"
    if not os.environ.get("SULH_DATA") or not path.exists():
        pytest.skip("SULH_DATA does not hold ged231_central_african_republic.csv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lon = np.array([float(row["longitude"]) for row in rows])
    lat = np.array([float(row["latitude"]) for row in rows])
    assert warn.prio_gid(lon, lat).tolist() == [int(row["priogrid_gid"]) for row in rows]


@settings(derandomize=True, deadline=None)
@given(st.integers(1, 259_200))
def test_the_centre_of_a_prio_cell_lies_in_it(gid):
    """From number to centre and back."""
    lon, lat = warn.prio_centre(np.array([gid]))
    assert warn.prio_gid(lon, lat).tolist() == [gid]


@pytest.mark.parametrize(
    "cells",
    [
        warn.prio_cells(np.array([20.1, 21.2, 179.9, -179.9]), np.array([5.1, 5.2, 0.1, 0.1])),
        warn.square_cells(np.array([20.1, 20.15]), np.array([5.1, 5.1]), degrees=0.1, ring=1),
        warn.h3_cells(np.array([20.1, 21.2]), np.array([5.1, 5.2])),
    ],
    ids=["prio", "square", "h3"],
)
def test_neighbours_are_mutual_and_points_lie_in_their_outline(cells):
    """No cell is its own neighbour, every pair has its mirror, an event's cell has all around it."""
    pairs = {tuple(pair) for pair in cells.pairs.tolist()}
    assert all((j, i) in pairs and i != j for i, j in pairs)
    assert list(cells.names) == sorted(cells.names, key=lambda n: int(n) if n.isdigit() else n)
    for cell in set(cells.of_point.tolist()):
        assert sum(i == cell for i, _ in pairs) == (6 if cells.kind == "h3" else 8)
        outline = shapely.Polygon(cells.outlines[cell])
        assert outline.contains(shapely.Point(cells.lon[cell], cells.lat[cell]))


def test_cells_meet_across_the_180th_meridian():
    """The last column is next to the first."""
    cells = warn.prio_cells(np.array([179.9, -179.9]), np.array([0.1, 0.1]), ring=0)
    assert cells.pairs.tolist() == [[0, 1], [1, 0]]


def test_squares_that_do_not_fill_the_globe_are_refused():
    """The message says which sizes do."""
    with pytest.raises(InputError, match="do not fill the globe"):
        warn.square_cells(np.array([0.0]), np.array([0.0]), degrees=0.7)


def test_an_outline_across_the_180th_meridian_stays_in_one_piece():
    """Only one that crosses it is moved, to longitudes beyond 180."""
    across = np.array([[179.9, 0.0], [-179.8, 0.0], [-179.8, 1.0]])
    assert unwrap(across)[:, 0].tolist() == pytest.approx([179.9, 180.2, 180.2])
    plain = np.array([[20.0, 0.0], [21.0, 0.0], [21.0, 1.0]])
    assert unwrap(plain) is plain
