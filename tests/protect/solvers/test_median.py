"""The p-median, against trying every choice, and on published instances."""

import itertools
import os
from pathlib import Path

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import Effort, p_median
from sulh.protect.solvers.median_core import solve_core

OPTIMA = [
    5819, 4093, 4250, 3034, 1355, 7824, 5631, 4445, 2734, 1255, 7696, 6634, 4374, 2968, 1729,
    8162, 6999, 4809, 2845, 1789, 9138, 8579, 4619, 2961, 1828, 9917, 8307, 4498, 3033, 1989,
]  # fmt: skip
"""Beasley, OR-Library, pmed1 to pmed30."""


def orlib(number):
    """Read an instance: all-pairs shortest paths, a later line for the same pair replacing an earlier."""
    folder = os.environ.get("SULH_DATA")
    path = Path(folder or "", "orlib", f"pmed{number}.txt")
    if not folder or not path.exists():
        pytest.skip(f"SULH_DATA names no folder with orlib/pmed{number}.txt")
    numbers = np.array(path.read_text("utf-8").split(), np.int64)
    n, _, p = numbers[:3].tolist()
    far = np.full((n, n), np.inf)
    np.fill_diagonal(far, 0.0)
    for i, j, cost in numbers[3:].reshape(-1, 3).tolist():
        far[i - 1, j - 1] = far[j - 1, i - 1] = cost
    for k in range(n):
        far = np.minimum(far, far[:, k, None] + far[k])
    return far, p


@pytest.mark.parametrize("number", [1, 2, 6, 10, 15])
def test_published_optimum(number):
    """The smaller instances of OR-Library: the published optimum, proven."""
    far, p = orlib(number)
    median = p_median(far, np.ones(len(far)), p)
    assert (median.total, median.bound, median.proven) == (OPTIMA[number - 1],) * 2 + (True,)
    assert far[list(median.sites)].min(axis=0).sum() == median.total


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 31))
def test_every_published_optimum(number):
    """All thirty instances of OR-Library that the data hold, from another beginning."""
    far, p = orlib(number)
    median = p_median(far, np.ones(len(far)), p, seed=7)
    assert (median.total, median.bound, median.proven) == (OPTIMA[number - 1],) * 2 + (True,)


@st.composite
def problems(draw):
    n_sites, n_demands = draw(st.integers(1, 7)), draw(st.integers(1, 9))
    values = draw(st.sampled_from([[0.0, 1.0, 2.0, 5.0], [0.3, 1.7, 2.05, 9.99, np.inf]]))
    number = st.sampled_from(values)
    far = draw(
        st.lists(
            st.lists(number, min_size=n_demands, max_size=n_demands),
            min_size=n_sites,
            max_size=n_sites,
        )
    )
    weights = draw(
        st.lists(st.sampled_from([0.0, 1.0, 2.0, 0.7]), min_size=n_demands, max_size=n_demands)
    )
    count = draw(st.integers(1, n_sites))
    roles = draw(st.lists(st.sampled_from("fffmne"), min_size=n_sites, max_size=n_sites))
    moves = draw(st.one_of(st.none(), st.integers(0, 3)))
    return np.array(far), np.array(weights), count, roles, moves


@settings(derandomize=True, deadline=None, max_examples=160)
@given(problem=problems())
def test_it_is_the_best_of_all_choices(problem):
    """The proven best is that of trying all: first the least weight unserved, then the least sum."""
    far, weights, count, roles, moves = problem
    must, must_not, existing = (
        {i for i, role in enumerate(roles) if role == letter} for letter in "mne"
    )
    best = None
    for sites in itertools.combinations(range(len(far)), count):
        chosen = set(sites)
        if not (must <= chosen) or chosen & must_not:
            continue
        if moves is not None and len(chosen & existing) < len(existing) - moves:
            continue
        way = far[list(sites)].min(axis=0)
        served = np.isfinite(way)
        key = (weights[~served].sum(), (way[served] * weights[served]).sum())
        best = key if best is None else min(best, key)
    conditions = {
        "must": tuple(must),
        "must_not": tuple(must_not),
        "existing": tuple(existing),
        "moves_max": moves,
    }
    if best is None:
        with pytest.raises(InputError):
            p_median(far, weights, count, **conditions)
        return
    median = p_median(far, weights, count, **conditions)
    assert (median.unserved, median.total) == pytest.approx(best)
    assert median.bound == pytest.approx(best[1], rel=1e-6, abs=1e-6)
    assert median.proven
    assert len(median.sites) == count


@settings(derandomize=True, deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6), count=st.integers(2, 12))
def test_a_search_stopped_early_still_bounds_the_best(seed, count):
    """With one node only, bound <= best <= median; going on closes the gap."""
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 100, (60, 2))
    far = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    weights = rng.integers(1, 20, 60).astype(float)
    early = p_median(far, weights, count, effort=Effort(nodes_max=1))
    whole = p_median(far, weights, count)
    assert whole.proven
    assert early.bound <= whole.total + 1e-6
    assert whole.total <= early.total + 1e-6


def test_distances_that_are_none_are_refused():
    """Not a number, negative, or no table."""
    for bad in (np.array([[1.0, np.nan]]), np.array([[1.0, -2.0]]), np.zeros((0, 3))):
        with pytest.raises(InputError):
            p_median(bad, np.ones(bad.shape[-1]), 1)


@settings(derandomize=True, deadline=None, max_examples=5)
@given(seed=st.integers(0, 10**6), count=st.integers(2, 9))
def test_search_and_whole_programme_agree(seed, count):
    """On problems too large to try every choice: the same sum as HiGHS on the uncut formulation."""
    rng = np.random.default_rng(seed)
    n = 35
    cost = rng.integers(0, 60, (n, n)).astype(float) * rng.choice([1.0, 0.37])
    existing = rng.random(n) < 0.2
    keep = min(2, count, int(existing.sum()))
    _, done = solve_core(
        cost,
        np.zeros(n),
        np.zeros(n, np.int8),
        existing,
        count=count,
        keep=keep,
        effort=Effort(),
        far_max=np.full(n, np.inf),
    )
    median = p_median(
        cost.T,
        np.ones(n),
        count,
        existing=tuple(np.flatnonzero(existing).tolist()),
        moves_max=int(existing.sum()) - keep,
    )
    assert median.proven
    assert median.total == pytest.approx(-done.value)


def test_every_machine_visits_the_same_nodes(monkeypatch):
    """The cores share the work and decide nothing: same choice, same number of subproblems."""
    far = np.random.default_rng(5).integers(1, 100, (70, 70)).astype(float)
    median = []
    for threads in (1, 2, 5):
        monkeypatch.setattr(numba.config, "NUMBA_NUM_THREADS", threads)
        median.append(p_median(far, np.ones(70), 5))
    assert median[0] == median[1] == median[2]
    assert median[0].nodes > 20
