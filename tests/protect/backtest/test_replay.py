"""The replay plans with what was known, and counts what came."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.backtest.synthetic import (
    FORCE,
    cases,
    haversine_km,
    history,
    ladder,
    plan_of,
    scattered,
)

from sulh.errors import InputError
from sulh.protect import minutes_by_road, replay_years, summarise
from sulh.protect.backtest.mission_year import NextYear
from sulh.protect.backtest.plans import (
    by_population,
    greedy_rule,
    measure_reach,
    measure_reach_by_road,
    plan_sites,
    plan_weights,
)
from sulh.protect.backtest.points import Points
from sulh.protect.backtest.replay import REACHES_KM, _reached

points = st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=12)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(points, points, st.sampled_from(REACHES_KM))
def test_counting_within_reach_is_that_of_a_plain_loop(sites, events, km):
    """Each event counts once, when any site is near enough; a hair's breadth aside (sphere, ellipsoid)."""
    site = Points(*np.array(sites, float).T)
    ahead = NextYear(
        events=Points(*np.array(events, float).T),
        deaths=np.ones(len(events)),
        civilians=np.ones(len(events)),
        laydown=site,
    )
    for event, is_near in zip(events, _reached(site, ahead, km), strict=True):
        nearest = min(haversine_km(*event, *each) for each in sites)
        if abs(nearest - km) > 0.006 * km:
            assert is_near == (nearest < km)


def test_nothing_to_replay_is_said():
    """No deployments in two years running, or none where settlements are known: a sentence."""
    with pytest.raises(InputError, match="no mission and year"):
        replay_years(cases(history(*scattered()), force=FORCE[:1]))


def test_counts_by_road_are_those_of_a_plain_loop():
    """Of each laydown: events that some site reaches in time; distances count as they do without roads."""
    pairs, roads = cases(history(*scattered()), force=FORCE[:9]), ladder()
    replay = replay_years(pairs, seed=2, roads=roads, minutes=(30.0, 90.0))
    on_roads = pl.col("method").is_in(["roads-quarter", "roads-plan"])
    by_km = replay.counts.filter(pl.col("reach_min").is_null() & ~on_roads)
    assert by_km.equals(replay_years(pairs, seed=2).counts)
    for year, ahead in pairs:
        ends = (ahead.events.lon, ahead.events.lat)
        laydowns = {
            "real": year.real_sites, "plan": plan_of(year), "rule": greedy_rule(year, measure_reach(year)),
            "population": by_population(year),
            "roads-plan": plan_sites(
                year, plan_weights(year), measure_reach_by_road(year, roads, 30.0)
            ),
        }  # fmt: skip
        for most in (30.0, 90.0):
            rows = {
                row["method"]: row
                for row in replay.counts.filter(
                    (pl.col("reach_min") == most)
                    & (pl.col("mission") == year.mission)
                    & (pl.col("year") == year.year)
                ).to_dicts()
            }
            for method, sites in laydowns.items():
                near = np.zeros(len(ahead.deaths), bool)
                for site in sites:
                    one = year.sites.only(np.array([site]))
                    near |= minutes_by_road(roads, one.lon, one.lat, *ends)[0] <= most
                assert rows[method]["civilians"] == ahead.civilians[near].sum()
                assert rows[method]["events"] == (near & (ahead.deaths > 0)).sum()
                assert rows[method]["civilian_events"] == (near & (ahead.civilians > 0)).sum()
                assert rows[method]["deaths"] == ahead.deaths[near].sum()
            assert rows["foresight"]["civilians"] >= max(row["civilians"] for row in rows.values())
    summary = summarise(replay.counts)
    assert summary.minutes == [30.0, 90.0]
    assert 0.0 <= summary.share_by_road("plan", 30.0).value <= 1.0
    assert summarise(by_km).minutes == []
    assert set(summary.methods) - set(summarise(by_km).methods) == {"roads-quarter", "roads-plan"}
    assert summarise(by_km).share("plan", 25) == summary.share("plan", 25)


def test_where_sites_stood_and_what_happened_is_kept_for_maps():
    """The real laydown, the next, a quarter and the plan; each deadly event of the period once."""
    pairs = cases(history(*scattered()))
    replay = replay_years(pairs, seed=2)
    year, ahead = pairs[0]
    here = (pl.col("mission") == year.mission) & (pl.col("year") == year.year)
    sites = replay.sites.filter(here)
    assert set(sites["method"]) == {"real", "next", "quarter", "plan"}
    assert sites.filter(method="plan").height == year.count
    assert sites.filter(method="real")["lon"].to_list() == year.real.lon.tolist()
    assert sites.filter(method="next").height == len(ahead.laydown)
    assert replay.happened.filter(here)["civilians"].sum() == ahead.civilians.sum()


@pytest.mark.slow
def test_a_cluster_of_two_workers_gives_the_same():
    """The same work as tasks of a local Dask cluster: every count and choice is identical."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    pairs, roads = cases(history(*scattered())), ladder()
    alone = replay_years(pairs, seed=2, roads=roads)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = replay_years(
            pairs,
            seed=2,
            roads=roads,
            executor=client.get_executor(pure=False),
        )
    assert alone.counts.equals(spread.counts)
    assert alone.mission_years.equals(spread.mission_years)
    assert alone.sites.equals(spread.sites)
