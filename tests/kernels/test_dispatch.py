"""The event queue: against a slow twin, against closed forms, and against the hypercube."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.chance import (
    exponentials,
    natural_log,
    stream_key,
    uniform_at,
    uniforms,
)
from sulh.kernels.dispatch import LOST, OUT_OF_REACH, dispatch
from sulh.respond import busy_units, delay_chance, loss_chance, mean_wait, mean_wait_of_one

WORD = 2**64 - 1


def mix(x: int) -> int:
    """SplitMix64's finish, in whole numbers of Python."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & WORD
    return x ^ (x >> 31)


def test_the_generator_is_splitmix64() -> None:
    """Published outputs for the seed 1234567 (rosettacode.org, *Pseudo-random numbers/Splitmix64*)."""
    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert [int(uniform_at(1234567, n) * 2**53) for n in range(3)] == [p >> 11 for p in published]


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**31), st.integers(0, 2**40))
def test_numbers_are_those_of_whole_number_arithmetic(seed: int, stream: int, place: int) -> None:
    """Key and number, step by step in Python."""
    step = 0x9E3779B97F4A7C15
    key = mix((mix((seed + step) & WORD) + stream * step) & WORD)
    number = (mix(((key >> 1) + (place + 1) * step) & WORD) >> 11) * 2.0**-53
    assert int(stream_key(seed, stream)) == key >> 1
    assert uniform_at(key >> 1, place) == number


@given(st.floats(2.0**-60, 2.0**60))
def test_the_logarithm_is_right(x: float) -> None:
    """Within a few units of the last place of the platform's own, and the same bits as in Python."""
    assert abs(natural_log(x) - math.log(x)) <= 4e-16 * max(1.0, abs(math.log(x)))
    assert natural_log(x) == natural_log.py_func(x)


def test_the_same_seed_gives_the_same_bits_everywhere() -> None:
    """Fixed bits: another machine that gives others breaks here."""
    assert exponentials(stream_key(20, 1), 0, 3).tobytes().hex() == FIXED


FIXED = "48257472f43eea3f27fed5c79fd5f53f356bae4addedec3f"


def plain(times, places, scenes, ranks, homes, travel, paces, slows, *, home_first, waits):
    """The same, slowly: no heap, every unit and call looked at each time."""
    units = [LOST] * len(times)
    sent, there, clear = ([math.nan] * len(times) for _ in range(3))
    at, doing, slow = list(homes), [("free", 0.0)] * len(homes), [1.0] * len(homes)
    waiting: list[int] = []
    coming = list(range(len(times)))
    while True:
        moments = [
            (end, 0 if what == "busy" else 1, unit)
            for unit, (what, end) in enumerate(doing)
            if what != "free" and not math.isinf(end)
        ] + [(times[call], 2, call) for call in coming[:1]]
        if not moments:
            return units, sent, there, clear
        now, kind, who = min(moments)
        if kind == 0:
            doing[who] = ("back", now + travel[at[who]][homes[who]] * paces[who] * slow[who])
        elif kind == 1:
            doing[who], at[who] = ("free", 0.0), homes[who]
        else:
            coming.pop(0)
            if all(math.isinf(travel[home][places[who]]) for home in homes):
                units[who] = OUT_OF_REACH
            else:
                waiting.append(who)
        for call in sorted(waiting, key=lambda each: (ranks[each], each)):
            ready = [
                (travel[at[unit]][places[call]] * paces[unit], unit)
                for unit, (what, _) in enumerate(doing)
                if (what == "free" or (what == "back" and not home_first))
                and not math.isinf(travel[at[unit]][places[call]])
            ]
            if ready:
                way, unit = min(ready)
                units[call], sent[call], there[call] = unit, now, now + way * slows[call]
                slow[unit] = slows[call]
                clear[call] = there[call] + scenes[call]
                doing[unit], at[unit] = ("busy", clear[call]), places[call]
                waiting.remove(call)
        if not waits:
            waiting.clear()


@st.composite
def models(draw):
    """A few units of several speeds, places and calls, with many moments alike and some ways missing."""
    p, u, n = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(0, 18))
    steps = st.sampled_from([0.0, 0.5, 1.0, 1.5, 7.0])
    way = st.sampled_from([0.0, 0.5, 1.0, 2.25, math.inf])
    travel = [[draw(way) for _ in range(p)] for _ in range(p)]
    for here in range(p):
        for home in range(p):  # who went somewhere gets home again
            if math.isinf(travel[here][home]) and not math.isinf(travel[home][here]):
                travel[here][home] = travel[home][here]
    several = {"min_size": n, "max_size": n}
    return (
        np.cumsum(draw(st.lists(steps, **several))).tolist(),
        draw(st.lists(st.integers(0, p - 1), **several)),
        draw(st.lists(steps, **several)),
        draw(st.lists(st.integers(0, 2), **several)),
        draw(st.lists(st.integers(0, p - 1), min_size=u, max_size=u)),
        travel,
        draw(st.lists(st.sampled_from([0.5, 1.0, 4.0]), min_size=u, max_size=u)),
        draw(st.lists(st.sampled_from([1.0, 2.0]), **several)),
    )


@settings(max_examples=60, deadline=None)
@given(models(), st.booleans(), st.booleans())
def test_the_engine_is_its_slow_twin(model, home_first: bool, waits: bool) -> None:
    """To the bit, with ties, missing ways, ranks, waiting and loss."""
    times, places, scenes, ranks, homes, travel, paces, slows = model
    where, rank, home = (np.array(each, np.int64) for each in (places, ranks, homes))
    reals = [np.array(each) for each in (times, scenes, travel, paces, slows)]
    fast = dispatch(reals[0], where, reals[1], rank, home, *reals[2:], home_first, waits)
    slow = plain(*model, home_first=home_first, waits=waits)
    for one, other in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(one, np.array(other))


def queue(arrivals, services, servers: int, *, waits: bool = True):
    """A queue is a dispatch without ways."""
    none = np.zeros(len(arrivals), np.int64)
    homes, ways = np.zeros(servers, np.int64), np.zeros((1, 1))
    return dispatch(
        arrivals,
        none,
        services,
        none,
        homes,
        ways,
        np.ones(servers),
        np.ones(len(arrivals)),
        True,
        waits,
    )


RUNS, CALLS, WARM_UP = 20, 30_000, 3_000


def replicated(servers: int, load: float, services, measure, *, waits: bool = True):
    """The mean over replications and its half width at 99.9 % (Student's t, 19 degrees: 3.883)."""
    values = []
    for run in range(RUNS):
        arrivals = np.cumsum(exponentials(stream_key(run, 1), 0, CALLS)) / load
        values.append(measure(arrivals, queue(arrivals, services(run), servers, waits=waits)))
    return np.mean(values), 3.883 * np.std(values, ddof=1) / math.sqrt(RUNS)


def of_mean_one(run: int):
    """Exponential work of mean 1."""
    return exponentials(stream_key(run, 2), 0, CALLS)


def waited(arrivals, answer):
    """The mean wait after the warm-up."""
    return (answer[1] - arrivals)[WARM_UP:].mean()


@pytest.mark.parametrize(
    ("load", "servers", "lost", "delayed", "wait"),
    [
        (1, 2, 0.200000, 0.333333, 0.333333),
        (5, 7, 0.120519, 0.324150, 0.162075),
        (8, 10, 0.121661, 0.409180, 0.204590),
        (18, 20, 0.109213, 0.550769, 0.275385),
        (90, 100, 0.026957, 0.216940, 0.021694),
    ],
)
def test_queues_of_several_servers(load, servers, lost, delayed, wait) -> None:
    """Erlang's loss, delay and mean wait lie within the intervals of the engine's replications."""
    assert loss_chance(servers, load) == pytest.approx(lost, abs=1e-6)
    assert delay_chance(servers, load) == pytest.approx(delayed, abs=1e-6)
    assert mean_wait(servers, load) == pytest.approx(wait, abs=1e-6)
    for expected, measure, waits in (
        (lost, lambda _, answer: (answer[0] == LOST)[WARM_UP:].mean(), False),
        (delayed, lambda calls, answer: (answer[1] > calls)[WARM_UP:].mean(), True),
        (wait, waited, True),
    ):
        mean, half = replicated(servers, load, of_mean_one, measure, waits=waits)
        assert abs(mean - expected) <= half
        assert half < 0.35 * expected


def steady(_run: int):
    """Work that always takes 1."""
    return np.ones(CALLS)


def varied(run: int):
    """Work of mean 1 and squared variation 4: of two exponentials, mixed with equal shares of load."""
    share = (1 + math.sqrt(3 / 5)) / 2
    fast = uniforms(stream_key(run, 3), 0, CALLS) < share
    return of_mean_one(run) / np.where(fast, 2 * share, 2 * (1 - share))


@pytest.mark.parametrize("load", [0.5, 0.8, 0.9])
@pytest.mark.parametrize(("services", "squared"), [(steady, 0), (of_mean_one, 1), (varied, 4)])
def test_queues_of_one_server(load: float, services, squared: int) -> None:
    """Pollaczek and Khinchine's mean wait lies within the interval of the engine's replications."""
    expected = mean_wait_of_one(load, squared)
    mean, half = replicated(1, load, services, waited)
    assert abs(mean - expected) <= half
    assert half < 0.5 * expected


def test_the_hypercube_says_the_same() -> None:
    """Larson's three units with their lists of preference: who works how much, and how many are lost."""
    lists = np.array([(0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 1, 0)])
    shares = np.array([0.25, 0.25, 0.3, 0.2])
    travel = np.zeros((7, 7))  # three homes, four demands; times that only order the units
    for demand, order in enumerate(lists):
        for place, unit in enumerate(order):
            travel[unit, 3 + demand] = (place + 1) * 1e-9
    exact = busy_units(1.5 * shares, np.ones(3), lists)
    work = []
    for run in range(RUNS):
        times = np.cumsum(exponentials(stream_key(run, 1), 0, CALLS)) / 1.5
        where = 3 + np.searchsorted(np.cumsum(shares), uniforms(stream_key(run, 4), 0, CALLS))
        units, *_ = dispatch(
            times,
            where,
            of_mean_one(run),
            np.zeros(CALLS, np.int64),
            np.arange(3),
            travel,
            np.ones(3),
            np.ones(CALLS),
            True,
            False,
        )
        work.append([(units == LOST).mean(), *((units == each).mean() * 1.5 for each in range(3))])
    half = 4.5 * np.std(work, axis=0, ddof=1) / math.sqrt(RUNS)
    expected = np.array([0.134328, 0.401757, 0.509367, 0.387382])
    assert (abs(np.mean(work, axis=0) - expected) <= half).all()
    assert (half < 0.01).all()
    np.testing.assert_allclose(exact.workloads, expected[1:], atol=1e-6)
