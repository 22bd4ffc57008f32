"""The coarse grid never rules out a point that is within reach of an edge."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from sulh.kernels.near_cells import can_be_near, mark_near

GEOD = Geod(ellps="WGS84")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.floats(-179, 179),
    st.floats(-80, 80),
    st.floats(-2, 2),
    st.floats(-2, 2),
    st.floats(0, 360),
    st.floats(0, 1),
    st.floats(1, 40_000),
)
def test_points_within_reach_are_kept(lon, lat, dx, dy, bearing, along, reach_m):
    """A point laid off from an edge by less than the reach (geodesic) may be near, by the grid."""
    edge = np.array([[lon, lat, lon + dx, np.clip(lat + dy, -80, 80)]])
    on = lon + dx * along, lat + (edge[0, 3] - lat) * along
    x, y, _ = GEOD.fwd(*on, bearing, 0.999 * reach_m)
    for turned in (x, x - 360, x + 360):
        assert can_be_near(np.array([turned]), np.array([y]), mark_near(edge, reach_m=reach_m))[0]


def test_points_far_away_are_ruled_out():
    """The grid is worth having: nearly all points of a map are too far."""
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(10, 20, 20_000), rng.uniform(0, 10, 20_000)
    edge = np.array([[10.0, 5.0, 20.0, 5.0]])
    kept = can_be_near(lon, lat, mark_near(edge, reach_m=1_000))
    assert kept[np.abs(lat - 5) < 0.009].all()
    assert not kept[np.abs(lat - 5) > 0.1].any()


def test_without_edges_nothing_is_near():
    assert not can_be_near(np.zeros(3), np.zeros(3), mark_near(np.empty((0, 4)), reach_m=1e6)).any()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_place_is_not_near(bad):
    """NaN and infinity are near nothing, and do no harm."""
    edge = np.array([[10.0, 5.0, 20.0, 5.0]])
    found = can_be_near(np.array([bad, 12.0]), np.array([5.0, 5.0]), mark_near(edge, reach_m=1_000))
    assert found.tolist() == [False, True]
    found = can_be_near(np.array([12.0]), np.array([bad]), mark_near(edge, reach_m=1_000))
    assert found.tolist() == [False]
