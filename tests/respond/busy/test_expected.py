"""Expected coverage against all placements tried, the covering problem, and what a reaction uncovers."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import coverage_of_matrix, maximal_cover
from sulh.respond.busy.expected import cover_expected, expected_weight, what_uncovers


@st.composite
def instances(draw):
    sites, demands = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    reach = rng.random((sites, demands)) < draw(st.sampled_from([0.2, 0.4, 0.7]))
    weights = rng.integers(0, 20, demands).astype(float)
    return coverage_of_matrix(np.where(reach, 0.0, np.inf), reach=0.0), weights, reach


@settings(derandomize=True, max_examples=120, deadline=None)
@given(instances(), st.integers(0, 4), st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9]))
def test_it_is_the_best_of_all_placements(instance, count, busy):
    """Every placement tried; the bound is the value; the value counts each place by the formula."""
    coverage, weights, reach = instance
    best = cover_expected(coverage, weights, count, busy)
    values = []
    for chosen in combinations_with_replacement(range(len(reach)), count):
        k = sum((reach[i].astype(int) for i in chosen), np.zeros(len(weights), int))
        values.append(float((weights * (1 - busy**k)).sum()))
    assert best.weight == pytest.approx(max(values))
    assert best.bound == pytest.approx(max(values))
    assert best.is_proven
    assert best.units.sum() <= count


@settings(derandomize=True, max_examples=60, deadline=None)
@given(instances(), st.integers(1, 4))
def test_units_that_are_never_busy_are_covering(instance, count):
    """With q = 0 the value is that of maximal covering; it grows with p, less and less; q lowers it."""
    coverage, weights, reach = instance
    most = min(count, len(reach))
    plain = maximal_cover(coverage, weights, most).covered
    assert cover_expected(coverage, weights, most, 0.0).weight == pytest.approx(plain)
    values = [cover_expected(coverage, weights, p, 0.4).weight for p in range(count + 2)]
    assert (np.diff(values) >= -1e-9).all()
    assert cover_expected(coverage, weights, most, 0.4).weight <= plain + 1e-9
    one_each = cover_expected(coverage, weights, count, 0.4, per_site_max=1)
    assert one_each.units.max(initial=0) <= 1
    assert one_each.weight <= cover_expected(coverage, weights, count, 0.4).weight + 1e-9


def test_what_a_reaction_leaves_behind():
    """Two sites with a unit each and an empty one between them: the other unit moves to the middle."""
    reach = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], bool)
    coverage = coverage_of_matrix(np.where(reach, 0.0, np.inf), reach=0.0)
    weights = np.array([10.0, 50.0, 30.0, 5.0])
    units = np.array([1, 0, 1])
    behind = what_uncovers(coverage, weights, units, 0)
    assert behind.demands.tolist() == [0, 1]
    assert behind.lost == 60.0
    assert behind.relocate == (2, 1)
    assert behind.regained == 45.0
    assert expected_weight(coverage, weights, np.array([0, 1, 0]), 0.0) == 80.0
    with pytest.raises(InputError, match="No unit"):
        what_uncovers(coverage, weights, units, 1)


def test_of_moves_that_help_as_much_the_shortest_and_none_without_a_way():
    """Two others could fill the base that becomes empty: the nearer one; if no way leads from it, the other."""
    coverage = coverage_of_matrix(np.where(np.eye(3, dtype=bool), 0.0, np.inf), reach=0.0)
    weights, units = np.array([50.0, 1.0, 1.0]), np.array([1, 1, 1])
    moves = np.array([[0.0, 90.0, 30.0], [90.0, 0.0, 5.0], [30.0, 5.0, 0.0]])

    def move(minutes):
        behind = what_uncovers(coverage, weights, units, 0, moves=minutes)
        return behind.relocate, behind.regained, behind.move_min

    assert move(moves) == ((2, 0), 49.0, 30.0)
    assert move(np.where(moves == 30.0, np.inf, moves)) == ((1, 0), 49.0, 90.0)
    assert move(np.full((3, 3), np.inf)) == (None, 0.0, None)
    assert move(None) == ((1, 0), 49.0, None)


def test_nonsense_is_refused():
    """A certain busy; a negative number of units."""
    coverage = coverage_of_matrix(np.zeros((1, 1)), reach=0.0)
    for count, busy in ((1, 1.0), (1, -0.1), (1, np.nan), (-1, 0.5)):
        with pytest.raises(InputError):
            cover_expected(coverage, np.ones(1), count, busy)
