"""The laydown with all its rules, against trying every plan; and what conflicts when none is possible."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import (
    CandidateSite,
    LaydownProblem,
    LaydownRules,
    UnitKind,
    conflicts,
    coverage_of_matrix,
    plan_cover,
)


def kind(name, count, far, reach=1.0, **more):
    return UnitKind(name=name, count=count, coverage=coverage_of_matrix(far, reach=reach), **more)


def tail_mean(missed, tail):
    """Average the worst part of the samples by cutting each into a thousand slices."""
    slices = np.sort(np.repeat(missed, 1000))[::-1]
    return slices[: round(tail * len(slices))].mean()


def worth_of(problem, sites_of):
    """The objective of a plan that puts kind k at the sites_of[k]; None where a rule is broken."""
    rules, sites = problem.rules, problem.sites
    used = {i for own in sites_of for i in own}
    people = {
        i: sum(k.strength for k, own in zip(problem.kinds, sites_of, strict=True) if i in own)
        for i in used
    }
    cost = sum(sites[i].cost for i in used) + sum(
        s.cost_to_leave for i, s in enumerate(sites) if s.existing and i not in used
    )
    gone = sum(s.existing and i not in used for i, s in enumerate(sites))
    met = np.array(
        [k.coverage.covered_by(own) for k, own in zip(problem.kinds, sites_of, strict=True)], float
    )
    worth = np.array([k.worth for k in problem.kinds])
    shares = {}
    for name in dict.fromkeys(problem.districts):
        own = np.array(problem.districts) == name
        total = worth.sum() * problem.mean[own].sum()
        shares[name] = (worth @ (met[:, own] @ problem.mean[own])) / total if total else 1.0
    if (
        any(s.use == "must" and i not in used for i, s in enumerate(sites))
        or any(sites[i].use == "never" for i in used)
        or any(people[i] < sites[i].strength_min for i in used)
        or any(sites[i].room is not None and people[i] > sites[i].room for i in used)
        or (rules.sites_max is not None and len(used) > rules.sites_max)
        or (rules.moves_max is not None and gone > rules.moves_max)
        or (rules.budget is not None and cost > rules.budget)
        or any(share < rules.fair_share - 1e-9 for share in shares.values())
    ):
        return None
    mean = (worth @ (met @ problem.mean)) * (1 - rules.averse)
    missed = problem.weights @ (worth @ (1 - met))
    bad = rules.averse * tail_mean(missed, rules.tail) if rules.averse else 0.0
    return min(shares.values(), default=1.0), mean - bad - rules.price * cost


@st.composite
def problems(draw):
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n_sites, n_demands = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    kinds = tuple(
        kind(
            f"kind {k}",
            draw(st.integers(0, 2)),
            rng.uniform(0, 2, (n_sites, n_demands)),
            strength=float(draw(st.integers(0, 3))) * 50,
            worth=draw(st.sampled_from([1.0, 0.5])),
        )
        for k in range(draw(st.integers(1, 2)))
    )
    rare = st.sampled_from([False, False, False, True])
    sites = tuple(
        CandidateSite(
            name=f"site {i}",
            use=draw(st.sampled_from(["may", "may", "may", "must", "never"])),
            existing=draw(st.booleans()),
            room=120.0 if draw(rare) else None,
            cost=float(draw(st.integers(0, 3))),
            cost_to_leave=float(draw(st.integers(0, 2))),
        )
        for i in range(n_sites)
    )
    rules = LaydownRules(
        sites_max=draw(st.one_of(st.none(), st.integers(1, 3))),
        moves_max=draw(st.one_of(st.none(), st.integers(0, 2))),
        budget=draw(st.one_of(st.none(), st.just(4.0))),
        price=draw(st.sampled_from([0.0, 0.7])),
        fair_share=draw(st.sampled_from([0.0, 0.0, 0.3])),
        worst_first=draw(rare),
        averse=draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])),
        tail=draw(st.sampled_from([0.25, 0.5, 1.0])),
    )
    return LaydownProblem(
        weights=rng.integers(0, 9, (draw(st.integers(1, 4)), n_demands)).astype(float),
        sites=sites,
        kinds=kinds,
        rules=rules,
        districts=tuple(rng.choice(["north", "south"], n_demands).tolist()),
    )


@settings(derandomize=True, deadline=None, max_examples=120)
@given(problem=problems())
def test_it_is_the_best_of_all_plans(problem):
    """Costs, moves, room, fairness, bad cases: the proven best is that of trying every plan."""
    sites = range(len(problem.sites))
    options = [
        [own for n in range(k.count + 1) for own in itertools.combinations(sites, n)]
        for k in problem.kinds
    ]
    values = [worth_of(problem, sites_of) for sites_of in itertools.product(*options)]
    values = [each for each in values if each is not None]
    if not values:
        with pytest.raises(InputError, match="cannot all be kept"):
            plan_cover(problem)
        return
    plan = plan_cover(problem)
    if problem.rules.worst_first:
        fairest = max(share for share, _ in values)
        best = max(value for share, value in values if share >= fairest - 1e-9)
        assert min(plan.shares.values()) == pytest.approx(fairest, abs=1e-5)
    else:
        best = max(value for _, value in values)
    assert plan.value == pytest.approx(best, abs=1e-5)
    assert plan.bound == pytest.approx(best, abs=1e-5)
    assert plan.proven
    sites_of = [tuple(p.site for p in plan.sites if p.units[k]) for k in range(len(problem.kinds))]
    assert worth_of(problem, sites_of)[1] == pytest.approx(best, abs=1e-5)


def test_a_site_of_minimum_strength_needs_several_units():
    """150 people at the least: two platoons of 80 go where one would do without the rule."""
    far = np.array([[0.0, 9.0], [9.0, 0.0]])
    sites = (
        CandidateSite(name="Bria", strength_min=150.0),
        CandidateSite(name="Ndélé", strength_min=150.0),
    )
    weights = np.array([[3.0, 2.0]])

    def postings(count):
        platoons = kind("platoon", count, far, strength=80.0)
        plan = plan_cover(LaydownProblem(weights=weights, sites=sites, kinds=(platoons,)))
        return [(each.site, each.units) for each in plan.sites]

    assert postings(1) == []
    assert postings(3) == [(0, (2,))] or postings(3) == [(0, (3,))]
    assert postings(4) == [(0, (2,)), (1, (2,))]


def test_a_unit_serves_no_more_than_it_can():
    """Two demands of 10 in reach of one post that serves 12; a second unit serves the rest."""
    far = np.zeros((1, 2))
    weights = np.array([[10.0, 10.0]])

    def covered(count):
        post = kind("medical post", count, far, serves_max=12.0)
        return plan_cover(
            LaydownProblem(
                weights=weights, sites=(CandidateSite(name="Kaga-Bandoro"),), kinds=(post,)
            )
        ).weight_covered

    assert covered(1) == pytest.approx(12.0)
    assert covered(2) == pytest.approx(20.0)


def test_aversion_to_bad_cases_changes_the_plan():
    """Much on average in one place, rarely very much in another: the cautious plan covers the latter."""
    far = np.array([[0.0, 9.0], [9.0, 0.0]])
    weights = np.array([[10.0, 0.0]] * 9 + [[10.0, 60.0]])
    sites = (CandidateSite(name="steady"), CandidateSite(name="rare"))

    def plan_with(averse):
        rules = LaydownRules(averse=averse, tail=0.1)
        base = kind("base", 1, far)
        plan = plan_cover(LaydownProblem(weights=weights, sites=sites, kinds=(base,), rules=rules))
        return plan.sites[0].site, plan.missed_tail

    assert plan_with(0.0) == (0, pytest.approx(60.0))
    assert plan_with(1.0) == (1, pytest.approx(10.0))


def test_conflicting_demands_are_named_and_no_others():
    """Two musts of 200 people, 250 people in all: the musts, the strengths, the count; not the budget."""
    far = np.zeros((3, 1))
    sites = (
        CandidateSite(name="Bria", use="must", strength_min=200.0),
        CandidateSite(name="Ndélé", use="must", strength_min=200.0),
        CandidateSite(name="Obo"),
    )
    platoons = kind("platoon", 5, far, strength=50.0)
    problem = LaydownProblem(
        weights=np.ones((1, 1)), sites=sites, kinds=(platoons,), rules=LaydownRules(budget=3.0)
    )
    named = conflicts(problem)
    assert set(named) == {
        "Bria must be used",
        "Ndélé must be used",
        "5 of platoon",
        "at least 200 at Bria",
        "at least 200 at Ndélé",
    }
    with pytest.raises(InputError) as raised:
        plan_cover(problem)
    assert "Ndélé must be used" in str(raised.value)
    assert "budget" not in str(raised.value)


def test_what_does_not_fit_together_is_refused():
    """NaN weights, a reach of other size, fairness without districts, no kind, no share."""
    base = kind("base", 1, np.zeros((1, 2)))
    site = (CandidateSite(name="Bria"),)
    for weights, kinds, rules, words in (
        (np.array([[1.0, np.nan]]), (base,), LaydownRules(), "weight of demand 1"),
        (np.ones((1, 3)), (base,), LaydownRules(), "reach of base"),
        (np.ones((1, 2)), (), LaydownRules(), "no kind of unit"),
        (np.ones((1, 0)), (base,), LaydownRules(), "no demand"),
        (np.ones((1, 2)), (base,), LaydownRules(fair_share=0.5), "no districts"),
    ):
        with pytest.raises(InputError, match=words):
            LaydownProblem(weights=weights, sites=site, kinds=kinds, rules=rules)
    with pytest.raises(InputError, match="tail"):
        LaydownRules(tail=0.0)
