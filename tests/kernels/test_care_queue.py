"""Queues before operating tables: against a slow simulation, Erlang's delay and Cobham's priorities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.care_queue import serve, serve_many
from sulh.respond import delay_chance, mean_wait


def slow(arrivals, ranks, services, servers):
    """At each moment at which a server is free and somebody waits, the lowest rank is next."""
    starts, free = np.full(len(arrivals), np.inf), [0.0] * servers
    left = [i for i in range(len(arrivals)) if np.isfinite(arrivals[i])]
    while left and servers:
        now = max(min(free), min(arrivals[i] for i in left))
        who = min((i for i in left if arrivals[i] <= now), key=lambda i: (ranks[i], i))
        starts[who] = now
        free[free.index(min(free))] = now + services[who]
        left.remove(who)
    return starts


times = st.one_of(st.integers(0, 30).map(float), st.just(np.inf))


@settings(deadline=None)
@given(
    st.lists(st.tuples(times, st.integers(0, 2), st.integers(0, 12).map(float)), max_size=9),
    st.integers(0, 3),
)
def test_it_agrees_with_a_slow_simulation(people, servers):
    arrivals, ranks, services = (np.array([p[k] for p in people]) for k in range(3))
    ranks = ranks.astype(np.int64)
    arrivals, services = arrivals.astype(float), services.astype(float)
    assert np.array_equal(
        serve(arrivals, ranks, services, servers), slow(arrivals, ranks, services, servers)
    )
    both = serve_many(np.stack([arrivals] * 2), ranks, np.stack([services] * 2), servers)
    assert np.array_equal(both[1], serve(arrivals, ranks, services, servers))


def drawn(load, customers, seed):
    chance = np.random.default_rng(seed)
    return np.cumsum(chance.exponential(1 / load, customers)), chance.exponential(1.0, customers)


@pytest.mark.parametrize(
    ("load", "servers", "chance", "wait"),
    [(1, 2, 0.333333, 0.333333), (5, 7, 0.324150, 0.162075), (18, 20, 0.550769, 0.275385)],
)
def test_a_long_run_comes_to_erlangs_values(load, servers, chance, wait):
    """Published values of Erlang C and the mean wait, within the interval of twenty batches (fixed seeds)."""
    assert delay_chance(servers, load) == pytest.approx(chance, abs=1e-6)
    assert mean_wait(servers, load) == pytest.approx(wait, abs=1e-6)
    arrivals, services = drawn(load, 400_000, 11)
    waits = serve(arrivals, np.zeros(len(arrivals), np.int64), services, servers) - arrivals
    batches = waits[20_000:].reshape(20, -1)
    for values, expected in ((batches, wait), (batches > 0, chance)):
        means = values.mean(axis=1)
        assert abs(means.mean() - expected) < 3.5 * means.std(ddof=1) / np.sqrt(20)


def test_priorities_come_to_cobhams_waits():
    """Two ranks before three servers, nobody interrupted (Cobham 1954)."""
    load, servers, share = 2.4, 3, 0.4
    arrivals, services = drawn(load, 400_000, 5)
    ranks = (np.random.default_rng(6).random(len(arrivals)) > share).astype(np.int64)
    waits = serve(arrivals, ranks, services, servers) - arrivals
    first = load * share / servers
    whole = load / servers
    idle = delay_chance(servers, load) / servers
    expected = [idle / (1 - first), idle / ((1 - first) * (1 - whole))]
    for rank in (0, 1):
        own = waits[20_000:][ranks[20_000:] == rank]
        batches = own[: len(own) // 20 * 20].reshape(20, -1).mean(axis=1)
        assert abs(batches.mean() - expected[rank]) < 3.5 * batches.std(ddof=1) / np.sqrt(20)
