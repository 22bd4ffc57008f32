"""The choice among routes: as good as the best of all subsets, each tried."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.respond.convoys.combine import combine_routes

ROUTES = st.dictionaries(
    st.tuples(
        st.integers(0, 1),
        st.lists(
            st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True).map(tuple),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
    st.integers(1, 900),
    max_size=8,
).map(
    lambda routes: {
        (crew, route): cost
        for (crew, route), cost in routes.items()
        if len({i for trip in route for i in trip}) == sum(map(len, route))
    }
)


def total(chosen, costs, prizes):
    """Return what routes cost and the loads left out; None: they cannot be together."""
    loads = [i for _, route in chosen for trip in route for i in trip]
    if len(loads) != len(set(loads)):
        return None
    return sum(costs[each] for each in chosen) + sum(
        p for i, p in enumerate(prizes) if i not in loads
    )


@settings(derandomize=True, max_examples=120, deadline=None)
@given(ROUTES, st.lists(st.integers(0, 1000), min_size=6, max_size=6), st.integers(0, 2))
def test_no_other_choice_costs_less(costs, prizes, vehicles):
    counts = (vehicles, 1)
    chosen = combine_routes(costs, counts, prizes)
    fits = [
        total(some, costs, prizes)
        for size in range(len(costs) + 1)
        for some in combinations(costs, size)
        if all(sum(crew == k for crew, _ in some) <= counts[k] for k in (0, 1))
    ]
    assert all(sum(crew == k for crew, _ in chosen) <= counts[k] for k in (0, 1))
    assert total(chosen, costs, prizes) == min(each for each in fits if each is not None)
