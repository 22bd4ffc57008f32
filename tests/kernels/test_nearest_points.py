"""The nearest point on the sphere, against all distances one by one."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.nearest_points import nearest_points

places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def haversine(a, b):
    """The angle between two places, by the formula that is exact for near ones."""
    (lon, lat), (lon_to, lat_to) = (tuple(map(math.radians, each)) for each in (a, b))
    half = (
        math.sin((lat_to - lat) / 2) ** 2
        + math.cos(lat) * math.cos(lat_to) * math.sin((lon_to - lon) / 2) ** 2
    )
    return 2 * math.asin(math.sqrt(min(1.0, half)))


@settings(derandomize=True, deadline=None)
@given(st.lists(places, max_size=6), st.lists(places, min_size=1, max_size=12))
def test_no_target_is_nearer_than_the_nearest(points, targets):
    """At the poles and across the 180th meridian too."""
    arrays = [np.array(each, dtype=np.float64).reshape(-1, 2) for each in (points, targets)]
    nearest = nearest_points(*arrays[0].T, *arrays[1].T)
    assert len(nearest) == len(points)
    for point, place in zip(points, nearest, strict=True):
        least = min(haversine(point, target) for target in targets)
        assert haversine(point, targets[place]) <= least + 1e-7


def test_across_the_180th_meridian_over_the_pole_and_of_equals_the_first():
    """Where the plane would look on the wrong side of the map."""
    lon_to, lat_to = np.array([170.0, -179.0, 0.0, 0.0]), np.array([0.0, 0.0, 89.0, 89.0])
    lon, lat = np.array([179.0, 180.0]), np.array([0.0, 89.5])
    assert nearest_points(lon, lat, lon_to, lat_to).tolist() == [1, 2]


def test_many_points_against_all_distances():
    """A thousand random places among a thousand others."""
    chance = np.random.default_rng(1)
    lon, lat, lon_to, lat_to = (chance.uniform(-high, high, 1000) for high in (180, 90, 180, 90))
    nearest = nearest_points(lon, lat, lon_to, lat_to)

    def vectors(lon, lat):
        east, north = np.radians(lon), np.radians(lat)
        return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])

    cosines = vectors(lon, lat).T @ vectors(lon_to, lat_to)
    assert nearest.tolist() == cosines.argmax(axis=1).tolist()
