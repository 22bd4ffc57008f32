"""A plan that is good in many cases: what it risks, and what no plan can risk less than."""

import dataclasses
import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.backtest.synthetic import small_year

from sulh.protect import OUTLOOKS, averse_plan
from sulh.protect.backtest.averse import earns
from sulh.protect.backtest.outlooks import STAND, base_weights
from sulh.protect.backtest.plans import measure_reach, plan_sites
from sulh.protect.backtest.views import CASES, view_cases


@pytest.fixture(scope="module")
def year():
    """A mission-year with a handful of candidates."""
    return small_year()


@pytest.fixture(scope="module")
def reach(year):
    return measure_reach(year)


def plain_risk(left, averse, tail):
    """Return mean and CVaR case by case: the worst first, the last of them in part."""
    share, worst = tail * len(left), 0.0
    for each in sorted(left, reverse=True):
        part = min(1.0, share)
        worst += part * each
        share -= part
    return (1 - averse) * sum(left) / len(left) + averse * worst / (tail * len(left))


def plain_least(year, reach, cases, averse, tail):
    """Return the least that any choice of as many sites risks: all of them tried."""
    return min(
        plain_risk(
            [float(case.sum() - case @ earns(reach, np.array(sites))) for case in cases],
            averse,
            tail,
        )
        for sites in combinations(range(len(year.sites)), year.count)
    )


@settings(derandomize=True, max_examples=15, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 12),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([0.1, 0.3, 1.0]),
)
def test_the_risk_is_that_of_a_plain_count_and_the_bound_is_never_above_the_best(
    year, reach, seed, count, averse, tail
):
    """Random cases, every choice of sites tried: bound <= best <= the plan, which is not far off."""
    cases = np.random.default_rng(seed).pareto(1.0, (count, len(year.sites)))
    plan = averse_plan(year, cases, reach, averse=averse, tail=tail, bounded=True)
    left = [float(case.sum() - case @ earns(reach, plan.sites)) for case in cases]
    least = plain_least(year, reach, cases, averse, tail)
    assert len(set(plan.sites.tolist())) == year.count
    assert math.isclose(plan.risk, plain_risk(left, averse, tail), rel_tol=1e-9)
    assert plan.bound <= least * (1.0 + 1e-9)
    assert least <= plan.risk * (1.0 + 1e-9)
    assert plan.risk <= 1.25 * least
    if averse == 0.0:
        assert plan.risk <= 1.01 * least


def test_a_rare_case_moves_the_averse_plan_only(year):
    """One site, nine cases in one corner and a worse one in the other: the mean forgets it, the averse plan not."""
    single = dataclasses.replace(year, real_sites=year.real_sites[:1])
    reach = measure_reach(single)
    one = int(np.argmin(year.sites.lon + year.sites.lat))
    other = int(np.argmax(year.sites.lon + year.sites.lat))
    cases = np.zeros((10, len(year.sites)))
    cases[:9, one] = 1.0
    cases[9, other] = 3.0
    mean = plan_sites(single, cases.mean(axis=0), reach)
    averse = averse_plan(single, cases, reach, averse=1.0)
    assert earns(reach, mean)[[one, other]].tolist() == [1.0, 0.0]
    assert earns(reach, averse.sites)[[one, other]].tolist() == [0.0, 1.0]
    assert averse.risk == pytest.approx(1.0)
    assert averse.bound is None


def test_limits_hold_for_averse_plans_too(year, reach):
    """Real sites are kept but so many, and settlements only means settlements only."""
    cases = view_cases(year, "many-outlooks", OUTLOOKS)
    few = averse_plan(year, cases, reach, moves_max=1).sites
    assert len(set(few.tolist()) & set(year.real_sites.tolist())) >= year.count - 1
    settled = averse_plan(year, cases, reach, only_settled=True).sites
    assert year.is_settled[settled].all()


def test_cases_are_outlooks_or_joint_samples_with_a_part_on_the_bases(year):
    """None negative, together 1 in the mean, and the present bases have their part in each case."""
    for view in CASES:
        cases = view_cases(year, view, OUTLOOKS)
        assert cases.shape == ({"many-outlooks": 30, "many-samples": 100}[view], len(year.sites))
        assert cases.min() >= 0.0
        assert cases.sum() / len(cases) == pytest.approx(1.0)
        assert (cases >= STAND * base_weights(year) - 1e-12).all()
