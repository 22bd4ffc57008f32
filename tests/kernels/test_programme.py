"""A programme for HiGHS: solving it leaves it as it was."""

import numpy as np
import pytest

from sulh.kernels.programme import Programme, solve


def knapsack():
    """At most two of three things, worth 5, 4 and 3."""
    programme = Programme()
    things = programme.add(np.array([5.0, 4.0, 3.0]), whole=True)
    programme.row(things, 1.0, high=2.0)
    return programme


def test_solving_does_not_change_the_programme():
    """A solution that must reach 8 is looked for; afterwards the programme is as it was."""
    programme = knapsack()
    assert solve(programme, worse_than=8.0).value == pytest.approx(9.0)
    assert (programme.height, programme.filled, len(programme.row_low)) == (1, 3, 1)
    assert solve(programme, worse_than=9.5).status == "infeasible"
    assert solve(programme).value == pytest.approx(9.0)


def test_a_constant_counts_towards_the_cut():
    """With 10 added to every sum, a solution of 19 reaches 18.5 and none reaches 19.5."""
    programme = knapsack()
    programme.constant = 10.0
    assert solve(programme, worse_than=18.5).value == pytest.approx(19.0)
    assert solve(programme, worse_than=19.5).status == "infeasible"
