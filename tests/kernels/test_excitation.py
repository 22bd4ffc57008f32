"""Events that excite each other: against plain loops over all pairs."""

from __future__ import annotations

from math import exp, log, pi

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.excitation import base_density, excite, rescaled

EVENTS = st.lists(
    st.tuples(st.floats(0, 60), st.floats(-80, 80), st.floats(-80, 80)), min_size=1, max_size=12
)
RATES = st.tuples(
    st.floats(0.01, 3),
    st.floats(0.01, 0.95),
    st.floats(0.05, 2),
    st.floats(10, 60),
    st.floats(0, 1),
)


def normal(square: float, deviation: float) -> float:
    """The density of a round normal."""
    return exp(-square / (2 * deviation**2)) / (2 * pi * deviation**2)


@settings(max_examples=60)
@given(EVENTS, RATES)
def test_a_pass_is_that_of_plain_loops(events, rates) -> None:
    """Each event's parents by Bayes, one pair at a time."""
    events = sorted(events)
    rate, offspring, decay, far, share = rates
    base = np.full(len(events), 1e-4)
    alone, sums = excite(
        *(np.array(column) for column in zip(*events, strict=True)), base, rate, offspring, decay, 5.0, far, share,
    )  # fmt: skip
    wanted = np.zeros(6)
    for i, (t, x, y) in enumerate(events):
        parts = [rate * 1e-4]
        for s, u, v in events[:i]:
            square = (x - u) ** 2 + (y - v) ** 2
            near, wide = share * normal(square, 5.0), (1 - share) * normal(square, far)
            time = offspring * decay * exp(-decay * (t - s))
            parts.append(time * (near + wide))
        total = sum(parts)
        wanted[0] += log(total)
        for (s, u, v), part in zip(events[:i], parts[1:], strict=True):
            square = (x - u) ** 2 + (y - v) ** 2
            near, wide = share * normal(square, 5.0), (1 - share) * normal(square, far)
            is_far = wide / (near + wide) if near + wide > 0 else 1.0
            wanted[1:] += part / total * np.array([1, t - s, 1 - is_far, is_far, is_far * square])
        assert np.isclose(alone[i], parts[0] / total, rtol=1e-6, atol=1e-9)
    assert np.allclose(sums, wanted, rtol=1e-6, atol=1e-6)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.floats(0.05, 1)), min_size=2, max_size=9),
    st.floats(10, 60),
    st.floats(0.05, 0.95),
)
def test_the_background_leaves_each_event_out_of_its_own(events, far, share) -> None:
    """Four places on a line; events fall on them more than once."""
    x, y = np.array([0.0, 3.0, 12.0, 20.0]), np.zeros(4)
    place = np.array([where for where, _ in events])
    chances = np.array([chance for _, chance in events])
    base, sums = base_density(x, y, place, chances, 5.0, far, share)
    wanted = np.zeros(3)
    for i, (where, chance) in enumerate(events):
        near = wide = square = weight = 0.0
        for j, (other, other_chance) in enumerate(events):
            if i == j:
                continue
            away = (x[where] - x[other]) ** 2
            near += other_chance * share * normal(away, 5.0)
            wide += other_chance * (1 - share) * normal(away, far)
            square += other_chance * (1 - share) * normal(away, far) * away
            weight += other_chance
        assert np.isclose(base[i], (near + wide) / weight, rtol=1e-6)
        wanted += chance * np.array([near, wide, square]) / (near + wide)
    assert np.allclose(sums, wanted, rtol=1e-6, atol=1e-9)


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=15), st.floats(0, 3), st.floats(0, 0.95),
    st.floats(0.01, 3),
)  # fmt: skip
def test_expected_events_are_those_of_the_whole_past(times, rate, offspring, decay) -> None:
    """The difference of two sums over all earlier events."""
    times = sorted(times)

    def expected(until: float, count: int) -> float:
        return rate * until + sum(
            offspring * (1 - exp(-decay * (until - each))) for each in times[:count]
        )

    before = 0.0
    for n, got in enumerate(rescaled(np.array(times), rate, offspring, decay)):
        assert np.isclose(got, expected(times[n], n) - expected(before, n), rtol=1e-6, atol=1e-9)
        before = times[n]
