"""The security game: closed forms, the whole programme, and published values."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.programme import Programme, solve
from sulh.protect import Payoffs, strong_stackelberg, zero_sum


def test_one_patrol_and_two_places_in_closed_form():
    """One visit a day, values a and b: presence makes a(1 - p) and b p equal, both ab / (a + b)."""
    game = zero_sum(np.eye(2, dtype=bool), np.array([3.0, 1.0]))
    assert game.harm == pytest.approx(0.75)
    assert game.bound == pytest.approx(0.75)
    assert game.presence == pytest.approx([0.75, 0.25])


def test_a_place_of_little_value_is_left_alone():
    """With values 10, 10, 1 and one visit, half the days each guarantee 5: the third needs none."""
    game = zero_sum(np.eye(3, dtype=bool), np.array([10.0, 10.0, 1.0]))
    assert game.harm == pytest.approx(5)
    assert game.presence[:2] == pytest.approx([0.5, 0.5])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(1, 6), st.integers(1, 12), st.integers(0, 10_000))
def test_column_generation_finds_what_the_whole_programme_finds(n, m, seed):
    """The same harm as one linear programme over all schedules, with no columns left out."""
    chance = np.random.default_rng(seed)
    visits, value = chance.random((m, n)) < 0.5, chance.integers(0, 20, n).astype(float)
    game = zero_sum(visits, value)
    whole = Programme()
    odds, harm = whole.add(0.0, count=m), whole.add(-1.0, low=-np.inf, high=np.inf, count=1)
    whole.row(odds, 1.0, low=1.0, high=1.0)
    for i in range(n):
        whole.row(np.append(odds, harm), np.append(visits[:, i] * value[i], 1.0), low=value[i])
    least = -solve(whole).value
    assert game.harm == pytest.approx(least, abs=1e-7)
    assert game.bound == pytest.approx(least, abs=1e-7)
    assert game.odds.sum() == pytest.approx(1)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 10_000))
def test_a_zero_sum_game_has_one_value_by_either_way(n, m, seed):
    """The strong Stackelberg equilibrium of a zero-sum game is its maximin."""
    chance = np.random.default_rng(seed)
    visits, value = chance.random((m, n)) < 0.5, chance.integers(1, 20, n).astype(float)
    zero = np.zeros(n)
    general = strong_stackelberg(
        visits,
        Payoffs(ours_present=zero, ours_absent=-value, theirs_present=zero, theirs_absent=value),
    )
    assert general.harm == pytest.approx(zero_sum(visits, value).harm, abs=1e-6)


def test_a_general_sum_game_in_closed_form():
    """Two places, one visit. They gain 2 or 1, we lose 1 or 10: we want the first to be their choice.

    They choose the first while 2(1 - p) >= 1 - q with q <= 1 - p: at q = 1 - p, 2 - 2p >= p, p = 2/3; we lose 1/3.
    """
    zero = np.zeros(2)
    game = strong_stackelberg(
        np.eye(2, dtype=bool),
        Payoffs(
            ours_present=zero,
            ours_absent=np.array([-1.0, -10.0]),
            theirs_present=zero,
            theirs_absent=np.array([2.0, 1.0]),
        ),
    )
    assert game.at_risk == 0
    assert game.harm == pytest.approx(1 / 3)


def test_commitment_in_a_published_game():
    """Conitzer 2016, "On Stackelberg mixed strategies" (Synthese 193), figure 1.

    U: 1,1 and 3,0; D: 0,0 and 2,1 (the columns L, R). To commit to half U and half D, with the tie at R, gives
    2.5. As a game of places: D is presence at L, U presence at R, and going to a place is to choose its column.
    """
    game = strong_stackelberg(
        np.array([[False, True], [True, False]]),
        Payoffs(
            ours_present=np.array([0.0, 3.0]),
            ours_absent=np.array([1.0, 2.0]),
            theirs_present=np.zeros(2),
            theirs_absent=np.ones(2),
        ),
    )
    assert -game.harm == pytest.approx(2.5)
    assert game.odds == pytest.approx([0.5, 0.5])
    assert game.at_risk == 1


@pytest.mark.parametrize("values", [(4.0, 4.0, 2.0), (9.0, 3.0, 1.0, 1.0), (5.0,) * 6])
@pytest.mark.parametrize("visits", [1, 2])
def test_water_is_filled(values, visits):
    """Any so many places a day: presence levels what is left (ORIGAMI; Kiekintveld and others 2009).

    With k places above the water z, sum(1 - z / v) over them is the number of visits.
    """
    n = len(values)
    days = np.zeros((0, n), bool)
    for chosen in itertools.combinations(range(n), visits):
        days = np.vstack([days, np.isin(np.arange(n), chosen)])
    ordered = sorted(values, reverse=True)
    levels = [(k - visits) / sum(1 / v for v in ordered[:k]) for k in range(visits + 1, n + 1)]
    assert zero_sum(days, np.array(values)).harm == pytest.approx(max(levels))
