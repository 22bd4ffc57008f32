"""How many things a group of descriptions must at least describe: which of them must be apart.

A description is a span, a circle or a name for a place, bounds of counts, and sets of words, as bits. Two
of one group *may be one* when their spans share a moment, their places can be one, their bounds overlap and
their words agree; a list names pairs that are not one all the same. The least number of things behind a
group is the least number of cliques that cover it. For parts of up to `EXACT` descriptions that hang
together it is computed; a larger part counts by a set of descriptions of which no two may be one, which is
never more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Words = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

__all__ = ["EXACT", "Descriptions", "keep_apart"]

EXACT = 12
"""Parts up to this size are counted exactly; a larger one is bounded from below."""
PAIRS = 2_000
"""In groups up to this size all pairs are tried; in a larger one each is held against those counted."""
NOTHING = np.int64(-1)
NO_BOUND = 1 << 40
"""From here on a high bound says that there is none."""


class Descriptions(NamedTuple):
    """Descriptions as arrays, one entry each.

    `span` int64[n, 2]; `circle` float64[n, 3]: lon, lat in degrees (WGS 84) and a radius in metres, NaN
    where the place is a name. `bounds` int64[n, 4]: two pairs of a low and a high bound; `sender` int64[n]
    says who gives them: those of two senders may lie half of their value and two more apart. The rest are bits,
    uint64[n, words]: `one_side` and `other_side` may change places; `sort`; `names`: the names of the place,
    and `within`: the names that it may lie in. A set that says nothing has every bit.
    """

    span: Ints
    circle: Floats
    bounds: Ints
    sender: Ints
    one_side: Words
    other_side: Words
    sort: Words
    names: Words
    within: Words

    def take(self, rows: Ints) -> Descriptions:
        """Return the descriptions of some rows."""
        return Descriptions._make(each[rows] for each in self)


def keep_apart(first: Ints, each: Descriptions, apart: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Choose in each group descriptions of which no two may be one.

    Parameters
    ----------
    first : int64[groups + 1]
        The descriptions of group g are ``first[g] : first[g + 1]``, in order of the start of their spans.
    each
        The descriptions.
    apart : int64[m], ascending
        Pairs that are not one: the lower key times 2**32, plus the higher.
    keys : int64[n]
        What names each description in `apart`.

    Returns
    -------
    one_of : int64[n]
        The place of the description that is picks, which this may be one with; its own if it is counted.
        Of several choices as large the one with the most in the first low bounds is made.
    more : int64[groups]
        By how many the least number of things is more than the number of those counted.
    """
    one_of = np.arange(len(each.span))
    more = np.zeros(len(first) - 1, dtype=np.int64)
    _each_group(first, each, apart, keys, one_of, more)
    return one_of, more


@njit(nogil=True, cache=True)
def _meet(one: Words, other: Words) -> bool:
    for k in range(len(one)):  # noqa: SIM110 -- compiled
        if one[k] & other[k]:
            return True
    return False


@njit(nogil=True, cache=True)
def _is_near(one: Floats, other: Floats) -> bool:
    """Say whether two circles touch, by the radii of curvature halfway: to 0.1 % below 100 km."""
    middle = np.radians((one[1] + other[1]) / 2)
    turn = 1 - 0.0066943799901413165 * np.sin(middle) ** 2
    east = (other[0] - one[0] + 540) % 360 - 180
    north_m = np.radians(other[1] - one[1]) * 6335439.327292462 / (turn * np.sqrt(turn))
    east_m = np.radians(east) * np.cos(middle) * 6378137.0 / np.sqrt(turn)
    reach = one[2] + other[2]
    return bool(north_m * north_m + east_m * east_m <= reach * reach)


@njit(nogil=True, cache=True)
def _is_more(low: int, high: int, of_one: bool) -> bool:  # noqa: FBT001 -- compiled
    """Say whether a low bound is above a high one; of two senders, above what they may differ by."""
    if of_one or high >= NO_BOUND:
        return low > high
    return low - low // 2 - 2 > high + high // 2 + 2


@njit(nogil=True, cache=True)
def _may_be_one(each: Descriptions, i: int, j: int, apart: Ints, keys: Ints) -> bool:
    """Say whether two descriptions may be of one thing."""
    span, bounds = each.span, each.bounds
    if span[i, 0] > span[j, 1] or span[j, 0] > span[i, 1]:
        return False
    of_one = each.sender[i] == each.sender[j]
    for k in (0, 2):
        if _is_more(bounds[i, k], bounds[j, k + 1], of_one):
            return False
        if _is_more(bounds[j, k], bounds[i, k + 1], of_one):
            return False
    if not _meet(each.sort[i], each.sort[j]):
        return False
    a, b = each.one_side, each.other_side
    straight = _meet(a[i], a[j]) and _meet(b[i], b[j])
    if not straight and not (_meet(a[i], b[j]) and _meet(b[i], a[j])):
        return False
    point_i, point_j = not np.isnan(each.circle[i, 2]), not np.isnan(each.circle[j, 2])
    if point_i and point_j:
        if not _is_near(each.circle[i], each.circle[j]):
            return False
    elif not (
        (point_i or _meet(each.names[i], each.within[j]))
        and (point_j or _meet(each.names[j], each.within[i]))
    ):
        return False
    if not len(apart):
        return True
    pair = min(keys[i], keys[j]) << 32 | max(keys[i], keys[j])
    low, high = 0, len(apart)
    while low < high:
        middle = (low + high) // 2
        if apart[middle] < pair:
            low = middle + 1
        else:
            high = middle
    return bool(low == len(apart) or apart[low] != pair)


@njit(nogil=True, cache=True)
def _each_group(
    first: Ints, each: Descriptions, apart: Ints, keys: Ints, one_of: Ints, more: Ints
) -> None:
    """Fill `one_of` and `more`, group by group."""
    for group in range(len(first) - 1):
        low, high = first[group], first[group + 1]
        if high - low < 2:
            continue
        part = Descriptions(
            each.span[low:high],
            each.circle[low:high],
            each.bounds[low:high],
            each.sender[low:high],
            each.one_side[low:high],
            each.other_side[low:high],
            each.sort[low:high],
            each.names[low:high],
            each.within[low:high],
        )
        if high - low > PAIRS:
            one_of[low:high] = _greedy(part, apart, keys[low:high]) + low
        else:
            local, extra = _exact(part, apart, keys[low:high])
            one_of[low:high] = local + low
            more[group] = extra


@njit(nogil=True, cache=True)
def _greedy(each: Descriptions, apart: Ints, keys: Ints) -> Ints:
    """Count each that may be one with none of those counted so far; at most `PAIRS` at a time."""
    n = len(each.span)
    one_of = np.arange(n)
    active = np.empty(PAIRS, np.int64)
    size = 0
    for i in range(n):
        stay, at = 0, NOTHING
        for k in range(size):
            j = active[k]
            if each.span[j, 1] >= each.span[i, 0]:
                active[stay] = j
                stay += 1
                if at < 0 and _may_be_one(each, i, j, apart, keys):
                    at = j
        size = stay
        if at < 0 and size < PAIRS:
            active[size] = i
            size += 1
        else:
            one_of[i] = at if at >= 0 else active[0]
    return one_of


@njit(nogil=True, cache=True)
def _exact(each: Descriptions, apart: Ints, keys: Ints) -> tuple[Ints, int]:
    """Count the parts of one group that hang together, each by itself."""
    n = len(each.span)
    near = np.zeros((n, n), np.bool_)
    for i in range(n):
        for j in range(i + 1, n):
            if each.span[j, 0] > each.span[i, 1]:
                break
            near[i, j] = near[j, i] = _may_be_one(each, i, j, apart, keys)
    one_of = np.arange(n)
    seen = np.zeros(n, np.bool_)
    part = np.empty(n, np.int64)
    more = 0
    for i in range(n):
        if seen[i]:
            continue
        seen[i], part[0], size, at = True, i, 1, 0
        while at < size:
            for other in np.flatnonzero(near[part[at]] & ~seen):
                seen[other], part[size] = True, other
                size += 1
            at += 1
        if size == 1:
            continue
        linked = np.zeros(n, np.bool_)
        linked[part[:size]] = True
        members = np.flatnonzero(linked)
        if size <= EXACT:
            picks, extra = _count_small(near, members, each.bounds[:, 0])
            more += extra
        else:
            picks = _count_large(near, members)
        for one in members:
            if not picks[one]:
                one_of[one] = np.flatnonzero(near[one] & picks)[0]
    return one_of, more


@njit(nogil=True, cache=True)
def _count_large(near: Flags, members: Ints) -> Flags:
    """Count, the latest first, each that may be one with none counted: best where only spans matter."""
    picks = np.zeros(len(near), np.bool_)
    for j in members[::-1]:
        picks[j] = not (near[j] & picks).any()
    return picks


@njit(nogil=True, cache=True)
def _count_small(near: Flags, members: Ints, weight: Ints) -> tuple[Flags, int]:
    """Return the largest set with no two near, the heaviest of these, and how many cliques more it takes."""
    m = len(members)
    links = np.zeros(m, np.int64)
    for i in range(m):
        for j in range(m):
            if near[members[i], members[j]]:
                links[i] |= 1 << j
    whole = (1 << m) - 1
    best, most, heaviest = 0, 0, np.int64(-1)
    is_clique = np.zeros(whole + 1, np.bool_)
    is_clique[0] = True
    free = np.zeros(whole + 1, np.bool_)
    free[0] = True
    for some in range(1, whole + 1):
        lowest = 0
        while not some >> lowest & 1:
            lowest += 1
        rest = some & (some - 1)
        is_clique[some] = is_clique[rest] and (links[lowest] & rest) == rest
        free[some] = free[rest] and not links[lowest] & rest
        if free[some]:
            size, heavy = 0, np.int64(0)
            for i in range(m):
                if some >> i & 1:
                    size, heavy = size + 1, heavy + weight[members[i]]
            if size > most or (size == most and heavy > heaviest):
                best, most, heaviest = some, size, heavy
    picks = np.zeros(len(near), np.bool_)
    for i in range(m):
        picks[members[i]] = best >> i & 1
    least = np.full(whole + 1, m, np.int64)
    least[0] = 0
    for some in range(1, whole + 1):
        rest = some & (some - 1)
        lowest = some ^ rest
        others = rest
        while True:  # every clique of the lowest with some of the others
            if is_clique[others | lowest]:
                least[some] = min(least[some], 1 + least[rest ^ others])
            if others == 0:
                break
            others = (others - 1) & rest
    return picks, int(least[whole]) - most
