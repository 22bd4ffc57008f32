"""The choice under a budget agrees with trying every set, and names play no part in it."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.recover import Candidate, choose_projects, parse_fairness

COMMUNITIES = ("Bria", "Ndele", "Birao")


def every_choice(candidates, sizes, budget):
    """Return (smallest share, people, -cost) of every set within the budget: the slow obvious way."""
    worths = []
    for n in range(len(candidates) + 1):
        for picks in combinations(candidates, n):
            cost = sum((each.cost for each in picks), Decimal(0))
            if cost <= budget:
                gains = {name: sum(each.gains.get(name, 0) for each in picks) for name in sizes}
                smallest = min(Fraction(gains[name], size) for name, size in sizes.items())
                worths.append((smallest, sum(gains.values()), -cost))
    return worths


def worth(choice, sizes):
    smallest = min(Fraction(choice.gains[name], size) for name, size in sizes.items())
    return smallest, choice.total, -choice.cost


@st.composite
def problems(draw):
    n = draw(st.integers(0, 7))
    cost = st.decimals(1, 500, places=2)
    gains = st.dictionaries(st.sampled_from(COMMUNITIES), st.integers(0, 40))
    candidates = [
        Candidate(project=f"P-{at}", cost=draw(cost), gains=draw(gains)) for at in range(n)
    ]
    sizes = {name: draw(st.integers(1, 60)) for name in COMMUNITIES}
    return candidates, sizes, draw(st.decimals(0, 1200, places=2))


@settings(deadline=None, max_examples=60)
@given(problems())
def test_it_agrees_with_trying_every_set(problem):
    """Most people, the largest smallest share, and a floor: each is the best there is, at the least cost."""
    candidates, sizes, budget = problem
    worths = every_choice(candidates, sizes, budget)
    most, fair = choose_projects(candidates, sizes, budget)
    assert worth(most, sizes)[1:] == max(each[1:] for each in worths)
    assert worth(fair, sizes) == max(worths)
    floor = Fraction(1, 4)
    within = [each[1:] for each in worths if each[0] >= floor]
    if within:
        _, fair = choose_projects(candidates, sizes, budget, floor=floor)
        assert worth(fair, sizes)[1:] == max(within)
    else:
        with pytest.raises(InputError, match="No choice within the budget"):
            choose_projects(candidates, sizes, budget, floor=floor)


@settings(deadline=None, max_examples=40)
@given(problems(), st.permutations(COMMUNITIES))
def test_swapping_the_communities_names_swaps_their_rows_and_nothing_else(problem, names):
    """The same projects are chosen, whatever the communities are called."""
    candidates, sizes, budget = problem
    new = dict(zip(COMMUNITIES, names, strict=True))
    other = [
        Candidate(
            project=each.project,
            cost=each.cost,
            gains={new[name]: gain for name, gain in each.gains.items()},
        )
        for each in reversed(candidates)
    ]
    answers = choose_projects(candidates, sizes, budget)
    swapped = choose_projects(other, {new[name]: size for name, size in sizes.items()}, budget)
    for one, two in zip(answers, swapped, strict=True):
        assert one.projects == two.projects
        assert {new[name]: gain for name, gain in one.gains.items()} == two.gains


def test_fairness_has_a_price():
    """Two wells in the large town reach more people than one there and one in the hamlet."""
    candidates = [
        Candidate(project="A", cost=Decimal(100), gains={"Bria": 500}),
        Candidate(project="B", cost=Decimal(100), gains={"Bria": 400}),
        Candidate(project="C", cost=Decimal(100), gains={"Ndele": 90}),
    ]
    most, fair = choose_projects(candidates, {"Bria": 1000, "Ndele": 100}, Decimal(200))
    assert (most.projects, most.total) == (("A", "B"), 900)
    assert (fair.projects, fair.total) == (("A", "C"), 590)


def test_costs_beyond_the_solvers_tolerance_stay_within_the_budget():
    """Three projects of a billion each, one cent over what there is: two are chosen."""
    big = Decimal("1000000000.01")
    candidates = [Candidate(project=f"P{at}", cost=big, gains={"Bria": 10}) for at in range(3)]
    most, fair = choose_projects(candidates, {"Bria": 10}, 3 * big - Decimal("0.01"))
    assert most.total == fair.total == 20
    most, _ = choose_projects(candidates, {"Bria": 10}, 3 * big)
    assert most.total == 30


@pytest.mark.parametrize("text", ["", "2", "-0.1", "nan", "fair", "Infinity"])
def test_a_rule_that_is_none_is_refused(text):
    with pytest.raises(InputError, match="no rule of fairness"):
        parse_fairness(text)


def test_rules_are_read():
    assert parse_fairness(" Max-min ") is None
    assert parse_fairness("0.3") == Fraction(3, 10)


def test_too_many_projects_are_refused():
    many = [Candidate(project=f"P{at}", cost=Decimal(1), gains={}) for at in range(1001)]
    with pytest.raises(InputError, match="more than 1,000"):
        choose_projects(many, {"Bria": 1}, Decimal(1))
