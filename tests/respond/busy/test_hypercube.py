"""The hypercube against published values, the balance solved at once, and invariants of any instance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.respond.busy.hypercube import busy_units
from sulh.respond.busy.queues import loss_chance


def test_three_units_to_six_digits():
    """Three units, four places: loss is Erlang's, workloads and their sum as computed by exact balance."""
    calls = 1.5 * np.array([0.25, 0.25, 0.3, 0.2])
    lists = np.array([[1, 2, 3], [2, 1, 3], [2, 3, 1], [3, 2, 1]]) - 1
    result = busy_units(calls, np.ones(3), lists)
    assert result.loss == pytest.approx(0.134328, abs=5e-7)
    assert result.workloads == pytest.approx([0.401757, 0.509367, 0.387382], abs=5e-7)
    assert result.workloads.sum() == pytest.approx(1.298507, abs=5e-7)


@st.composite
def systems(draw, low=1, high=5):
    n, places = draw(st.integers(low, high)), draw(st.integers(1, 5))
    calls = np.array(draw(st.lists(st.integers(0, 9), min_size=places, max_size=places)), float)
    calls[0] += 1.0
    service = np.array(draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)), float)
    lists = np.array([draw(st.permutations(range(n))) for _ in range(places)])
    return calls / 2, service, lists


def by_linear_equations(calls, service, lists):
    """All balance equations at once, states as sets of units: slow and obvious."""
    n = len(service)
    matrix = np.zeros((2**n, 2**n))
    for state in range(2**n):
        for rate, order in zip(calls, lists, strict=True):
            free = [i for i in order if not state >> i & 1]
            if free:
                matrix[state | 1 << free[0], state] += rate
                matrix[state, state] -= rate
        for i in range(n):
            if state >> i & 1:
                matrix[state ^ 1 << i, state] += service[i]
                matrix[state, state] -= service[i]
    matrix[-1] = 1.0
    right = np.zeros(2**n)
    right[-1] = 1.0
    return np.linalg.solve(matrix, right)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(systems())
def test_states_are_those_of_the_linear_equations(system):
    """Unequal units, any lists: the probability of each state; shares and workloads follow from them."""
    result = busy_units(*system)
    states = by_linear_equations(*system)
    assert result.states == pytest.approx(states, abs=1e-10)
    calls, service, _ = system
    assert result.shares.sum(axis=1) + result.loss == pytest.approx(np.ones(len(calls)))
    assert calls @ result.shares / service == pytest.approx(result.workloads, abs=1e-9)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(systems(), st.floats(0.2, 5.0))
def test_alike_units_are_busy_as_a_birth_and_death_chain(system, rate):
    """The number of busy units does not depend on the lists: Erlang's distribution."""
    calls, service, lists = system
    n = len(service)
    result = busy_units(calls, np.full(n, rate), lists)
    load = calls.sum() / rate
    weights = np.cumprod(np.concatenate([[1.0], load / np.arange(1, n + 1)]))
    busy = np.array([int(state).bit_count() for state in range(2**n)])
    totals = np.bincount(busy, result.states, minlength=n + 1)
    assert totals == pytest.approx(weights / weights.sum(), abs=1e-10)
    assert result.loss == pytest.approx(loss_chance(n, load), abs=1e-10)


def test_rotated_lists_make_equal_workloads():
    """Each unit is first, second and third as often as the others."""
    lists = np.array([[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1], [3, 0, 1, 2]])
    for most in (12, 3):
        result = busy_units(np.ones(4), np.ones(4), lists, exact_max=most)
        assert np.ptp(result.workloads) < 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_the_approximation_is_near_the_exact_model(seed):
    """Ten units, twenty places: workloads within 0.02, the loss the same, shares within 0.03."""
    rng = np.random.default_rng(seed)
    lists = np.array([rng.permutation(10) for _ in range(20)])
    calls = rng.uniform(0.1, 0.5, 20)
    exact = busy_units(calls, np.ones(10), lists)
    near = busy_units(calls, np.ones(10), lists, exact_max=0)
    assert near.is_approximate
    assert near.loss == pytest.approx(exact.loss)
    assert np.abs(near.workloads - exact.workloads).max() < 0.02
    assert np.abs(near.shares - exact.shares).max() < 0.03


def simulated(calls, service, lists, n_calls, seed):
    """Let calls come and jobs end, one after the other; return the share of time each unit is busy."""
    rng = np.random.default_rng(seed)
    n, now = len(service), 0.0
    free_at, worked = np.zeros(n), np.zeros(n)
    places = rng.choice(len(calls), n_calls, p=calls / calls.sum())
    gaps, jobs = rng.exponential(1 / calls.sum(), n_calls), rng.exponential(1.0, n_calls)
    for place, gap, job in zip(places, gaps, jobs, strict=True):
        now += gap
        unit = next((i for i in lists[place] if free_at[i] <= now), None)
        if unit is not None:
            free_at[unit] = now + job / service[unit]
            worked[unit] += job / service[unit]
    return worked / now


def test_twenty_units_are_as_busy_as_in_a_simulation():
    """Beyond the exact model: sixty thousand calls to twenty units."""
    rng = np.random.default_rng(11)
    lists = np.array([rng.permutation(20) for _ in range(15)])
    calls = rng.uniform(0.3, 1.2, 15)
    result = busy_units(calls, np.ones(20), lists)
    assert result.is_approximate
    assert np.abs(result.workloads - simulated(calls, np.ones(20), lists, 60_000, 5)).max() < 0.03


def test_twelve_units_are_exact():
    """4,096 states, one list for all: the first units work most."""
    result = busy_units(np.array([6.0]), np.ones(12), np.arange(12)[None])
    assert not result.is_approximate
    assert (np.diff(result.workloads) < 0).all()
    assert result.loss == pytest.approx(loss_chance(12, 6.0), abs=1e-10)
    minutes = np.arange(12.0)[:, None]
    assert 0.0 < result.mean_minutes(np.array([6.0]), minutes) < 11.0


def test_nonsense_is_refused():
    """No rate, no call, a list that forgets a unit."""
    one = np.ones(1)
    for calls, service, lists in (
        (one, np.zeros(1), [[0]]),
        (np.zeros(1), one, [[0]]),
        (-one, one, [[0]]),
        (one, np.ones(2), [[0, 0]]),
        (one, np.ones(2), [[0]]),
        (one, np.zeros(0), np.zeros((1, 0))),
    ):
        with pytest.raises(InputError):
            busy_units(calls, service, np.array(lists))
