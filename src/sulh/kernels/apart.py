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
NEVER = np.int64(2**63 - 1)
NO_BOUND = 1 << 40
"""From here on a high bound says that there is none."""
LEAST_NORTH_M = 110_574.0
LEAST_EAST_M = 111_319.0
"""A degree of latitude is nowhere shorter; nor is one of longitude times the cosine of the latitude."""


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


LOW, HIGH, OTHER_LOW, OTHER_HIGH, SENDER, KEY, WORDS = range(7)
"""The columns of numbers; from the last on stand the sets of words."""


class _Rows(NamedTuple):
    """Descriptions as three tables, one row each, so that a pair is compared with few looks into memory.

    `span` int64[n, 2]; `circle` float64[n, 4] with the cosine of the latitude last; `numbers` int64[n, columns]
    has the rest; `at`: the first column of each set of words, and where the last set ends; `apart` as
    `keep_apart` has it.
    """

    span: Ints
    circle: Floats
    numbers: Ints
    at: tuple[int, int, int, int, int, int]
    apart: Ints


def _rows_of(each: Descriptions, apart: Ints, keys: Ints) -> _Rows:
    sets = (each.one_side, each.other_side, each.sort, each.names, each.within)
    columns = (each.bounds, each.sender, keys, *(words.view(np.int64) for words in sets))
    first, second, third, fourth, fifth, end = np.cumsum(
        [WORDS, *(words.shape[1] for words in sets)]
    )
    return _Rows(
        each.span,
        np.column_stack([each.circle, np.cos(np.radians(each.circle[:, 1]))]),
        np.column_stack(columns),
        (int(first), int(second), int(third), int(fourth), int(fifth), int(end)),
        apart,
    )


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
    _each_group(first, _rows_of(each, apart, keys), one_of, more)
    return one_of, more


@njit(nogil=True, cache=True)
def _meet(numbers: Ints, i: int, one: int, j: int, other: int, size: int) -> bool:
    """Say whether two sets share a word, of rows i and j, from columns `one` and `other` on."""
    for k in range(size):  # noqa: SIM110 -- compiled
        if numbers[i, one + k] & numbers[j, other + k]:
            return True
    return False


@njit(nogil=True, cache=True)
def _is_out(span: Ints, circle: Floats, i: int, j: int) -> bool:
    """Say whether two share no moment, or their circles cannot touch, by rules that cost little.

    The distance is never less than what is held against the radii. Where a place is a name, nothing is far.
    """
    if span[i, 0] > span[j, 1] or span[j, 0] > span[i, 1]:
        return True
    reach = circle[i, 2] + circle[j, 2]
    if abs(circle[j, 1] - circle[i, 1]) * LEAST_NORTH_M > reach:
        return True
    turn = abs(circle[j, 0] - circle[i, 0])
    return bool(min(turn, 360 - turn) * LEAST_EAST_M * min(circle[i, 3], circle[j, 3]) > reach)


@njit(nogil=True, cache=True)
def _is_near(circle: Floats, i: int, j: int) -> bool:
    """Say whether two circles touch, by the radii of curvature halfway: to 0.1 % below 100 km."""
    middle = np.radians((circle[i, 1] + circle[j, 1]) / 2)
    turn = 1 - 0.0066943799901413165 * np.sin(middle) ** 2
    east = (circle[j, 0] - circle[i, 0] + 540) % 360 - 180
    north_m = np.radians(circle[j, 1] - circle[i, 1]) * 6335439.327292462 / (turn * np.sqrt(turn))
    east_m = np.radians(east) * np.cos(middle) * 6378137.0 / np.sqrt(turn)
    reach = circle[i, 2] + circle[j, 2]
    return bool(north_m * north_m + east_m * east_m <= reach * reach)


@njit(nogil=True, cache=True)
def _is_more(low: int, high: int, of_one: bool) -> bool:  # noqa: FBT001 -- compiled
    """Say whether a low bound is above a high one; of two senders, above what they may differ by."""
    if of_one or high >= NO_BOUND:
        return low > high
    return low - low // 2 - 2 > high + high // 2 + 2


@njit(nogil=True, cache=True)
def _may_be_one(rows: _Rows, i: int, j: int) -> bool:
    """Say whether two descriptions may be of one thing, of two of which `_is_out` is not true."""
    numbers, circle, apart = rows.numbers, rows.circle, rows.apart
    of_one = numbers[i, SENDER] == numbers[j, SENDER]
    for k in (LOW, OTHER_LOW):
        if _is_more(numbers[i, k], numbers[j, k + 1], of_one):
            return False
        if _is_more(numbers[j, k], numbers[i, k + 1], of_one):
            return False
    a, b, sort, names, within, end = rows.at
    if not _meet(numbers, i, sort, j, sort, names - sort):
        return False
    size = b - a
    straight = _meet(numbers, i, a, j, a, size) and _meet(numbers, i, b, j, b, size)
    if not straight and not (_meet(numbers, i, a, j, b, size) and _meet(numbers, i, b, j, a, size)):
        return False
    point_i, point_j = not np.isnan(circle[i, 2]), not np.isnan(circle[j, 2])
    size = end - within
    if point_i and point_j:
        if not _is_near(circle, i, j):
            return False
    elif not (
        (point_i or _meet(numbers, i, names, j, within, size))
        and (point_j or _meet(numbers, j, names, i, within, size))
    ):
        return False
    if not len(apart):
        return True
    one, other = numbers[i, KEY], numbers[j, KEY]
    pair = min(one, other) << 32 | max(one, other)
    low, high = 0, len(apart)
    while low < high:
        middle = (low + high) // 2
        if apart[middle] < pair:
            low = middle + 1
        else:
            high = middle
    return bool(low == len(apart) or apart[low] != pair)


@njit(nogil=True, cache=True)
def _each_group(first: Ints, rows: _Rows, one_of: Ints, more: Ints) -> None:
    """Fill `one_of` and `more`, group by group."""
    for group in range(len(first) - 1):
        low, high = first[group], first[group + 1]
        if high - low < 2:
            continue
        part = _Rows(
            rows.span[low:high],
            rows.circle[low:high],
            rows.numbers[low:high],
            rows.at,
            rows.apart,
        )
        if high - low > PAIRS:
            one_of[low:high] = _greedy(part) + low
        else:
            local, extra = _exact(part)
            one_of[low:high] = local + low
            more[group] = extra


@njit(nogil=True, cache=True)
def _greedy(rows: _Rows) -> Ints:
    """Count each that may be one with none of those counted so far; at most `PAIRS` at a time."""
    span, circle = rows.span, rows.circle
    n = len(span)
    one_of = np.arange(n)
    active = np.empty(PAIRS, np.int64)
    size = 0
    soonest = NEVER
    for i in range(n):
        start = span[i, 0]
        if soonest < start:  # some are over
            stay, soonest = 0, NEVER
            for k in range(size):
                end = span[active[k], 1]
                if end >= start:
                    active[stay] = active[k]
                    stay += 1
                    soonest = min(soonest, end)
            size = stay
        at = NOTHING
        for k in range(size):
            if not _is_out(span, circle, active[k], i) and _may_be_one(rows, active[k], i):
                at = active[k]
                break
        if at < 0 and size < PAIRS:
            active[size] = i
            size += 1
            soonest = min(soonest, span[i, 1])
        else:
            one_of[i] = at if at >= 0 else active[0]
    return one_of


@njit(nogil=True, cache=True)
def _exact(rows: _Rows) -> tuple[Ints, int]:
    """Count the parts of one group that hang together, each by itself.

    No table of all pairs is made: where many may be one, most pairs need not be looked at.
    """
    span, circle = rows.span, rows.circle
    n = len(span)
    one_of = np.arange(n)
    rest, part = np.arange(n), np.empty(n, np.int64)
    more, left = 0, n
    while left:
        part[0], size, at = rest[0], 1, 0
        left -= 1
        rest[:left] = rest[1 : left + 1]
        while at < size and left:
            i = part[at]
            at += 1
            stay = 0
            for k in range(left):
                j = rest[k]
                if not _is_out(span, circle, i, j) and _may_be_one(rows, i, j):
                    part[size] = j
                    size += 1
                else:
                    rest[stay] = j
                    stay += 1
            left = stay
        if size == 1:
            continue
        members = np.sort(part[:size])
        if size <= EXACT:
            links = np.zeros(size, np.int64)
            for a in range(size):
                for b in range(a):
                    if not _is_out(span, circle, members[b], members[a]) and _may_be_one(
                        rows, members[b], members[a]
                    ):
                        links[a] |= 1 << b
                        links[b] |= 1 << a
            picks, extra = _count_small(links, rows.numbers[members, LOW])
            more += extra
            picks = members[picks]
        else:
            picks = _count_large(rows, members)
        _give_to_first(rows, members, picks, one_of)
    return one_of, more


@njit(nogil=True, cache=True)
def _give_to_first(rows: _Rows, members: Ints, picks: Ints, one_of: Ints) -> None:
    """Fill for each member that is no pick the first pick (of some, ascending) that it may be one with."""
    span, circle = rows.span, rows.circle
    at = 0
    for one in members:
        if at < len(picks) and picks[at] == one:
            at += 1
            continue
        for pick in picks:
            if not _is_out(span, circle, pick, one) and _may_be_one(rows, pick, one):
                one_of[one] = pick
                break


@njit(nogil=True, cache=True)
def _count_large(rows: _Rows, members: Ints) -> Ints:
    """Count, the latest first, each that may be one with none counted: best where only spans matter."""
    span, circle = rows.span, rows.circle
    picks = np.empty(len(members), np.int64)
    size = 0
    for j in members[::-1]:
        is_new = True
        for k in range(size):
            if not _is_out(span, circle, j, picks[k]) and _may_be_one(rows, j, picks[k]):
                is_new = False
                break
        if is_new:
            picks[size] = j
            size += 1
    return picks[:size][::-1].copy()


@njit(nogil=True, cache=True)
def _count_small(links: Ints, weight: Ints) -> tuple[Ints, int]:
    """Return the largest set with no two linked, the heaviest of these, and how many cliques more it takes.

    `links` are bits: those that each is linked to.
    """
    m = len(links)
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
                    size, heavy = size + 1, heavy + weight[i]
            if size > most or (size == most and heavy > heaviest):
                best, most, heaviest = some, size, heavy
    picks = np.flatnonzero(best >> np.arange(m) & 1)
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
