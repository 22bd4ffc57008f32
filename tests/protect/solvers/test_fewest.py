"""The fewest sites that reach everyone: exact, against trying all sets and against PuLP with HiGHS."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.protect import (
    Effort,
    LaydownRules,
    UnitSpec,
    coverage_of_matrix,
    plan_laydown,
    plan_units,
    read_demands,
    read_sites,
    read_travel_times,
)
from sulh.protect.solvers.fewest import fewest_sites
from sulh.tables import open_content, rows_table


def _slowest(far, times, must, never):
    """Return the smallest number of sites, by trying all sets of each size."""
    near = far <= 1.0
    usable = [i for i in range(len(far)) if i not in never]
    needed = near[:, near[usable].sum(axis=0) >= times]
    for size in range(len(far) + 1):
        for sites in combinations(usable, size):
            if set(must) <= set(sites) and (needed[list(sites)].sum(axis=0) >= times).all():
                return size
    raise AssertionError


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(1, 7), st.integers(1, 9), st.integers(1, 3), st.integers(0, 10_000), st.data())
def test_no_fewer_sites_reach_everyone(sites, demands, times, seed, data):
    """With sites that must and must not be used, and with backups."""
    far = np.random.default_rng(seed).uniform(0, 2, (sites, demands))
    flags = data.draw(
        st.lists(st.sampled_from(["", "must", "never"]), min_size=sites, max_size=sites)
    )
    must, never = (tuple(i for i, f in enumerate(flags) if f == w) for w in ("must", "never"))
    if len(never) == sites:
        return
    fewest = fewest_sites(
        coverage_of_matrix(far, reach=1.0), times=times, must=must, must_not=never
    )
    assert fewest.proven
    assert len(fewest.sites) == _slowest(far, times, must, never)
    usable = [i for i in range(sites) if i not in never]
    assert (fewest.unreached == ((far <= 1.0)[usable].sum(axis=0) < times)).all()
    near = (far <= 1.0)[list(fewest.sites)].sum(axis=0)
    assert (near[~fewest.unreached] >= times).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_number_is_that_of_pulp(seed):
    """A rival's model of 60 sites and 400 demands has the same optimum."""
    pulp = pytest.importorskip("pulp")
    chance = np.random.default_rng(seed)
    far = np.linalg.norm(
        chance.uniform(0, 1, (60, 1, 2)) - chance.uniform(0, 1, (1, 400, 2)), axis=2
    )
    near = far <= 0.25
    fewest = fewest_sites(coverage_of_matrix(far, reach=0.25))
    model = pulp.LpProblem("fewest", pulp.LpMinimize)
    x = [model.add_variable(f"x{i}", cat="Binary") for i in range(60)]
    model += pulp.lpSum(x)
    for j in np.flatnonzero(near.any(axis=0)):
        model += pulp.lpSum(x[i] for i in np.flatnonzero(near[:, j])) >= 1
    model.solve(pulp.HiGHS(msg=False))
    assert len(fewest.sites) == round(pulp.value(model.objective))


def test_existing_sites_are_kept_where_that_needs_no_more():
    """Of two plans with one site each, the one that closes nothing."""
    far = np.zeros((3, 5))
    coverage = coverage_of_matrix(far, reach=1.0)
    assert fewest_sites(coverage, existing=(2,)).sites == (2,)
    assert len(fewest_sites(coverage, existing=(0, 1, 2), moves_max=1).sites) == 2


def test_a_limit_of_the_solver_leaves_a_bound():
    """Where it stops early, the bound is below or at the plan."""
    chance = np.random.default_rng(7)
    far = chance.uniform(0, 1, (80, 300))
    fewest = fewest_sites(coverage_of_matrix(far, reach=0.05), effort=Effort(nodes_max=1))
    assert 0 < fewest.bound <= len(fewest.sites)


FRAME = {
    "demand": [{"name": n, "lon": lon, "lat": 0.0, "weight": w} for n, lon, w in
               (("West", 0.0, 5), ("Middle", 0.5, 3), ("East", 1.0, 4), ("Nobody", 9.0, 0))],
    "sites": [{"name": n, "lon": lon, "lat": 0.0} for n, lon in (("A", 0.1), ("B", 0.5), ("C", 0.9))],
}  # fmt: skip


def test_a_laydown_of_the_fewest_bases_and_of_backups():
    """Two bases of three reach everyone; with backups, three reach the middle twice, and that is told."""
    demand, sites = pl.DataFrame(FRAME["demand"]), pl.DataFrame(FRAME["sites"])
    plan = plan_laydown(demand, sites, goal="fewest", reach_km=45)
    assert (len(plan.result.sites), plan.result.value, plan.proven) == (2, 2.0, True)
    assert plan.result.weight_covered == 12
    twice = plan_laydown(
        demand, sites, count=2, reach_km=60, goal="cover", rules=LaydownRules(in_reach=2)
    )
    assert twice.result.weight_covered == twice.result.backup == 8  # West and Middle, from A and B
    all_twice = plan_laydown(
        demand, sites, goal="fewest", reach_km=60, rules=LaydownRules(in_reach=2)
    )
    assert len(all_twice.result.sites) == 3
    assert all_twice.result.unserved == 0


def test_a_helicopter_beside_a_truck_reaches_by_its_own_times():
    """Straight at 180 km/h the helicopter reaches 90 km in half an hour; the truck what is in its table."""
    demand = read_demands(rows_table(FRAME["demand"][:3], name="d"), "d").value
    sites = read_sites(rows_table(FRAME["sites"][:1], name="s"), "s").value
    kinds = (
        UnitSpec(name="truck", count=1, reach=60),
        UnitSpec(name="helicopter", count=1, reach=30, straight_kmh=180.0),
    )
    text = b"site,demand,minutes,unit\nA,West,20,truck\nA,Middle,70,\nA,East,5,boat\n"
    times = read_travel_times(
        open_content(text, name="t.csv"), "t.csv",
        sites=sites.sites, demands=demand.names, units=("truck", "helicopter"),
    )  # fmt: skip
    assert times.value["truck"].tolist() == [[20, 70, np.inf]]
    assert [each.code for each in times.problems] == ["unknown-reference"]
    plan = plan_units(demand, sites, kinds, minutes=times.value)
    assert [kind.coverage.of(0).tolist() for kind in plan.problem.kinds] == [[0], [0, 1]]
    assert plan.cut_off == ()
    by_truck = plan_units(demand, sites, kinds[:1], minutes=times.value)
    assert (by_truck.cut_off, by_truck.result.proven, by_truck.proven) == (("East",), True, False)
    assert isinstance(plan.frame, pl.DataFrame)
