"""Which descriptions may be one: the kernel against the rule written down plainly, pair by pair."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.apart import EXACT, PAIRS, Descriptions, keep_apart

NONE = np.empty(0, np.int64)
NO_BOUND = 2**62


def made(chance, size, hours, radius_m, named):
    """Return descriptions of a few kinds and places, in order of their spans."""
    spans = sorted(
        (start := chance.randrange(hours), start + chance.choice((1, 2, 24))) for _ in range(size)
    )
    circles, bounds, sides, sorts, names, within = [], [], [], [], [], []
    for _ in range(size):
        is_named = chance.random() < named
        lon = chance.choice((179.99, -179.99, 20)) + chance.random() / 50
        circle = (lon, 60 + chance.random() / 50, chance.random() * radius_m)
        circles.append((np.nan,) * 3 if is_named else circle)
        low = chance.randrange(12)
        bounds.append((low, chance.choice((low, low + 3, NO_BOUND)), 0, NO_BOUND))
        sides.append((1 << chance.randrange(2), 1 << chance.randrange(3)))
        sorts.append(chance.choice((1, 3, 6)))
        place = 1 << chance.randrange(3)
        names.append(place if is_named else 1)
        within.append(place if is_named else 1 | chance.randrange(8))
    words = [np.array(each, np.uint64).reshape(size, 1) for each in (*zip(*sides, strict=True), sorts, names, within)]  # fmt: skip
    return Descriptions(
        np.array(spans, np.int64),
        np.array(circles),
        np.array(bounds, np.int64),
        np.array([chance.randrange(3) for _ in range(size)]),
        *words,
    )


def near_m(one, other):
    """Return the distance between two points, near to each other, by the radii of curvature halfway."""
    middle = np.radians((one[1] + other[1]) / 2)
    turn = 1 - 0.0066943799901413165 * np.sin(middle) ** 2
    north = np.radians(other[1] - one[1]) * 6335439.327292462 / turn**1.5
    east = np.radians((other[0] - one[0] + 540) % 360 - 180) * np.cos(middle) * 6378137 / turn**0.5
    return float(np.hypot(north, east))


def more(low, high, of_one):
    """Say whether a low bound is above a high one, by what two senders may differ."""
    if high == NO_BOUND:
        return False
    return low > high if of_one else low - low // 2 - 2 > high + high // 2 + 2


def alike(each, i, j, apart):
    """Say whether two may be one, as the rule has it."""
    (low, high), (first, last) = each.span[i], each.span[j]
    of_one = each.sender[i] == each.sender[j]
    a, b = each.one_side[:, 0], each.other_side[:, 0]
    sides = (a[i] & a[j] and b[i] & b[j]) or (a[i] & b[j] and b[i] & a[j])
    point = [not np.isnan(each.circle[k, 2]) for k in (i, j)]
    if all(point):
        reach = each.circle[i, 2] + each.circle[j, 2]
        place = near_m(each.circle[i], each.circle[j]) <= reach
    else:
        place = (point[0] or each.names[i, 0] & each.within[j, 0]) and (
            point[1] or each.names[j, 0] & each.within[i, 0]
        )
    return bool(
        low <= last
        and first <= high
        and not more(each.bounds[i, 0], each.bounds[j, 1], of_one)
        and not more(each.bounds[j, 0], each.bounds[i, 1], of_one)
        and each.sort[i, 0] & each.sort[j, 0]
        and sides
        and place
        and (i, j) not in apart
    )


def together(n, near):
    """Return the parts that hang together."""
    part = list(range(n))
    for i, j in combinations(range(n), 2):
        if near[i, j] and part[i] != part[j]:
            old, new = part[j], part[i]
            part = [new if each == old else each for each in part]
    return [[i for i in range(n) if part[i] == each] for each in sorted(set(part))]


def slowly(each, apart):
    """Count by a table of all pairs; only the parts too large for the exact count."""
    n = len(each.span)
    near = np.zeros((n, n), dtype=bool)
    for i, j in combinations(range(n), 2):
        near[i, j] = near[j, i] = alike(each, i, j, apart)
    one_of = {}
    for part in together(n, near):
        picks = []
        for j in reversed(part):
            if not near[j, picks].any():
                picks.append(j)
        if len(part) > EXACT:
            one_of |= {
                i: i if i in picks else next(p for p in reversed(picks) if near[i, p]) for i in part
            }
    return one_of, near


def pairs_of(chance, size, count):
    """Return pairs that are not one, as a set and as the kernel takes them."""
    pairs = {tuple(sorted(chance.sample(range(size), 2))) for _ in range(count)}
    return pairs, np.array(sorted(i << 32 | j for i, j in pairs), dtype=np.int64)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), st.integers(2, 45))
def test_it_equals_the_rule_by_all_pairs(seed, size):
    """Of small parts only what must hold is asked; their least number has a test of its own."""
    chance = Random(seed)
    each = made(
        chance, size, chance.choice((3, 60)), chance.choice((1, 300, 3000)), chance.random()
    )
    apart, keyed = pairs_of(chance, size, chance.choice((0, size)))
    one_of, _ = keep_apart(np.array([0, size]), each, keyed, np.arange(size))
    expected, near = slowly(each, apart)
    assert {i: one_of[i] for i in expected} == expected
    picks = np.flatnonzero(one_of == np.arange(size))
    assert not near[np.ix_(picks, picks)].any()
    assert all(near[i, one_of[i]] for i in range(size) if one_of[i] != i)


@pytest.mark.parametrize("hours", [40, 1])
def test_of_many_each_is_held_against_those_counted_before(hours):
    """With room for all that are apart, and without: then the earliest that is not over takes the rest."""
    chance = Random(hours)
    size = PAIRS + 700
    each = made(chance, size, hours, 0 if hours == 1 else 60, 0.02)
    if hours == 1:
        each = each._replace(sender=np.zeros(size, np.int64))
    one_of, _ = keep_apart(np.array([0, size]), each, NONE, np.arange(size))
    active, expected = np.empty(0, np.int64), []
    (starts, ends), (_, lat, radius) = each.span.T, each.circle.T
    for i in range(size):
        active = active[ends[active] >= starts[i]]
        far = np.abs(lat[active] - lat[i]) * 110_000 > radius[active] + radius[i]
        at = next((j for j in active[~far].tolist() if alike(each, j, i, ())), None)
        if at is None and len(active) < PAIRS:
            active, at = np.append(active, i), i
        expected.append(int(active[0]) if at is None else at)
    assert one_of.tolist() == expected
