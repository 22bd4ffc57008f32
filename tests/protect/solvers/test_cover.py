"""Maximal covering, against trying every choice."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import Effort, coverage_of_matrix, coverage_of_points, maximal_cover


def best_of_all(covers, weights, count, allowed):
    """Try every choice: slow and obvious."""
    best = -1.0
    for sites in itertools.combinations(range(len(covers)), count):
        if allowed(set(sites)):
            best = max(best, float(weights[covers[list(sites)].any(axis=0)].sum()))
    return best


@st.composite
def problems(draw):
    n_sites, n_demands = draw(st.integers(1, 8)), draw(st.integers(1, 12))
    covers = np.array(
        draw(
            st.lists(
                st.lists(st.booleans(), min_size=n_demands, max_size=n_demands),
                min_size=n_sites,
                max_size=n_sites,
            )
        )
    )
    weights = np.array(
        draw(
            st.lists(
                st.sampled_from([0.0, 0.25, 1.0, 3.0, 7.5]), min_size=n_demands, max_size=n_demands
            )
        )
    )
    count = draw(st.integers(1, n_sites))
    roles = draw(
        st.lists(st.sampled_from("fffmne"), min_size=n_sites, max_size=n_sites)
    )  # free, must, must not, existing
    moves = draw(st.one_of(st.none(), st.integers(0, 3)))
    return covers, weights, count, roles, moves


@settings(derandomize=True, deadline=None, max_examples=300)
@given(problem=problems())
def test_it_is_the_best_of_all_choices(problem):
    """With sites that must, must not and may move, the proven best is that of trying all."""
    covers, weights, count, roles, moves = problem
    must, must_not, existing = (
        tuple(i for i, role in enumerate(roles) if role == letter) for letter in "mne"
    )

    def allowed(sites):
        stays = len(sites & set(existing))
        return (
            sites >= set(must)
            and not sites & set(must_not)
            and (moves is None or stays >= len(existing) - moves)
        )

    expected = best_of_all(covers, weights, count, allowed)
    conditions = {"must": must, "must_not": must_not, "existing": existing, "moves_max": moves}
    coverage = coverage_of_matrix(np.where(covers, 0.0, 9.0), reach=1.0)
    if expected < 0.0:
        with pytest.raises(InputError):
            maximal_cover(coverage, weights, count, **conditions)
        return
    cover = maximal_cover(coverage, weights, count, **conditions)
    assert cover.covered == pytest.approx(expected)
    assert cover.bound == pytest.approx(expected)
    assert cover.proven
    assert len(cover.sites) == count
    assert allowed(set(cover.sites))
    assert weights[covers[list(cover.sites)].any(axis=0)].sum() == pytest.approx(cover.covered)


def test_reach_is_measured_on_the_ellipsoid():
    """Against PROJ's geodesics: the same pairs within reach, away from the very edge."""
    pyproj = pytest.importorskip("pyproj")
    rng = np.random.default_rng(4)
    lon, lat = rng.uniform(14, 27, 300), rng.uniform(2, 11, 300)
    coverage = coverage_of_points(lon, lat, lon[:40], lat[:40], reach_m=50_000.0)
    lon_from, lat_from = np.repeat(lon[:40], 300), np.repeat(lat[:40], 300)
    _, _, far = pyproj.Geod(ellps="WGS84").inv(
        lon_from, lat_from, np.tile(lon, 40), np.tile(lat, 40)
    )
    far = far.reshape(40, 300)
    assert (np.abs(far - 50_000.0) > 1.0).all()
    for site in range(40):
        assert coverage.of(site).tolist() == np.flatnonzero(far[site] <= 50_000.0).tolist()


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"count": 4}, "4 sites are to be used, but 3 of 3"),
        ({"count": 0}, "0 sites are to be used"),
        ({"count": 3, "must_not": (1,)}, "2 of 3 sites may be used"),
        ({"count": 1, "must": (0, 1)}, "2 sites must be used, but the plan has only 1"),
        ({"count": 1, "must": (0,), "must_not": (0,)}, "both must and must not"),
        ({"count": 1, "must": (7,)}, "names site 7, but there are 3"),
        ({"count": 1, "existing": (0, 1), "moves_max": 0}, "so 2 stay; but only 1 can"),
        ({"count": 1, "moves_max": -1}, "-1 moves"),
    ],
)
def test_demands_that_cannot_be_met_are_named(conditions, words):
    """The sentence says which constraints conflict."""
    coverage = coverage_of_matrix(np.zeros((3, 2)), reach=1.0)
    with pytest.raises(InputError, match=words):
        maximal_cover(coverage, np.ones(2), conditions.pop("count"), **conditions)


@pytest.mark.parametrize("weight", [np.nan, np.inf, -1.0])
def test_a_weight_that_is_none_is_refused(weight):
    """Not a number, endless or negative: the demand is named."""
    coverage = coverage_of_matrix(np.zeros((3, 2)), reach=1.0)
    with pytest.raises(InputError, match="weight of demand 1"):
        maximal_cover(coverage, np.array([1.0, weight]), 1)


def test_places_off_the_globe_and_distances_that_are_none_are_refused():
    """Neither is clipped or guessed."""
    with pytest.raises(InputError, match="not a place on Earth"):
        coverage_of_points(np.array([0.0, 200.0]), np.zeros(2), np.zeros(1), np.zeros(1), reach_m=1)
    with pytest.raises(InputError, match="not a number"):
        coverage_of_matrix(np.array([[0.0, np.nan]]), reach=1.0)
    with pytest.raises(InputError, match="reach"):
        coverage_of_points(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1), reach_m=np.nan)


@settings(derandomize=True, deadline=None, max_examples=15)
@given(seed=st.integers(0, 10**6), count=st.integers(2, 15))
def test_search_and_bound_alone_hold_the_best_between_them(seed, count):
    """Too large to try every choice, and HiGHS stays out: covered <= best <= bound, not far apart."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(20, 22, 300), rng.uniform(5, 7, 300)
    coverage = coverage_of_points(lon, lat, lon[:60], lat[:60], reach_m=25_000.0)
    weights = rng.integers(1, 50, 300) * rng.choice([1.0, 0.3])
    exact = maximal_cover(coverage, weights, count)
    alone = maximal_cover(coverage, weights, count, effort=Effort(links_max=0))
    assert exact.proven
    assert alone.covered <= exact.covered * (1 + 1e-9)
    assert exact.covered <= alone.bound * (1 + 1e-9)
    assert alone.covered >= 0.98 * exact.covered
    assert alone.bound <= 1.1 * exact.covered


def test_the_same_seed_gives_the_same_choice():
    """Two runs agree to the last digit, threads or not."""
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(20, 22, 2000), rng.uniform(5, 7, 2000)
    coverage = coverage_of_points(lon, lat, lon[:300], lat[:300], reach_m=20_000.0)
    weights = rng.uniform(0, 5, 2000)
    first, second = (
        maximal_cover(coverage, weights, 20, effort=Effort(links_max=0), seed=5) for _ in range(2)
    )
    assert first == second


@pytest.mark.slow
def test_a_large_problem_comes_near_its_bound():
    """20,000 demands by 2,000 sites: within half a percent of the proven bound."""
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(0, 1, 20_000), rng.uniform(0, 1, 20_000)
    site_lon, site_lat = rng.uniform(0, 1, 2_000), rng.uniform(0, 1, 2_000)
    coverage = coverage_of_points(lon, lat, site_lon, site_lat, reach_m=4_400.0)
    weights = rng.integers(1, 100, 20_000).astype(float)
    cover = maximal_cover(coverage, weights, 80, effort=Effort(links_max=100_000))
    assert cover.gap < 0.005
    assert weights[coverage.covered_by(cover.sites)].sum() == cover.covered
