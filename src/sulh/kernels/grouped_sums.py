"""Sums over groups of rows, for many questions at once.

A row has a kind, a name and places; a question has a place, a party and the kinds that it counts. A
row belongs to a question when its kind is counted, its name is at least possibly the party's and it is
at least possibly in the place. Rows belong to groups; for each group and question
with a row in it, `gather` yields one *entry*: its span, sums of bounds, and whether it is complete.
`judge` then holds the entries of one question against what was allowed, period by period.

Whatever is possible is 1 and whatever is certain 2, but in places: 1 and 2 are two ways of being
possible, 3 is certain. Times are whole numbers; spans are closed, periods half-open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "BREACHED",
    "COUNTED",
    "DOUBTED",
    "FREE",
    "by_question",
    "contradictions",
    "expand",
    "gather",
    "group_rows",
    "judge",
    "roles",
]

FREE = 2**62
"""Stands for *no upper bound*."""

QUESTION, GROUP, START, END, LOW, ALLEGED, HIGH, MARKS = range(8)
"""The columns of an entry. `MARKS` is twice its doubts, as bits, plus one where it is complete."""

BREACHED, DOUBTED, COUNTED = 1, 2, 4
"""What `judge` says of a period, as bits."""

NEAR, VAGUE, CERTAIN = 1, 2, 3

BLOCK = 64


@njit(nogil=True, cache=True)
def group_rows(group: Ints, n_groups: int) -> tuple[Ints, Ints]:
    """Return the rows of each group, in order.

    Parameters
    ----------
    group : int64[n]
        The group of each row; negative: in none.

    Returns
    -------
    first : int64[n_groups + 1]
    rows : int64[k]
        Those of group g are ``rows[first[g] : first[g + 1]]``, ascending.
    """
    first = np.zeros(n_groups + 1, np.int64)
    for g in group:
        if g >= 0:
            first[g + 1] += 1
    for g in range(n_groups):
        first[g + 1] += first[g]
    free = first[:-1].copy()
    rows = np.empty(first[n_groups], np.int64)
    for row in range(len(group)):
        g = group[row]
        if g >= 0:
            rows[free[g]] = row
            free[g] += 1
    return first, rows


@njit(nogil=True, cache=True)
def _name(names: Any, party: int, row: int, name: Any, dated: Any) -> tuple[int, int]:
    """Return whether a row's name is the party's, and the doubts."""
    tri, doubts, dated_tri, dated_doubts = names
    at = dated[row]
    if at >= 0:
        return dated_tri[party, at], dated_doubts[party, at]
    return tri[party, name[row]], doubts[party, name[row]]


@njit(nogil=True, cache=True)
def _wider(table: Ints, more: int) -> Ints:
    """Return a table that begins with another: twice as long, and at least so much longer."""
    wider = np.empty((len(table) + max(len(table), more), table.shape[1]), np.int64)
    wider[: len(table)] = table
    return wider


@njit(nogil=True, cache=True)
def gather(
    begin: int,
    end: int,
    groups: Any,
    rows: Any,
    places: Any,
    names: Any,
    questions: Any,
    bits: Any,
) -> Ints:
    """Return the entries of groups `begin` to `end`.

    Parameters
    ----------
    begin, end : int
    groups : tuple
        first, rows (as `group_rows` returns them); held bool[g], start, end int64[g]: which groups
        were seen themselves, and when; whole bool[g], code int64[g], whole_of bool[places, codes]:
        a group is complete for a place when it is whole and its code is of the whole place.
    rows : tuple
        kind, name int64[n]; dated int64[n] (place in the dated names, or -1); strong bool[n];
        low, high, start, end int64[n].
    places : tuple
        of_class int64[n]; first, place int64, how uint8 of classes; first (n + 1), place, how of
        rows: where a row is, by its class and by itself.
    names : tuple
        tri uint8[parties, names], doubts int64; the same for dated rows.
    questions : tuple
        place, party int64[q]; first int64[kinds * places + 1], question int64: those that count a
        kind in a place; first int64[places + 1], question: those of a place.
    bits : tuple
        The bits of the doubts of a weak row, of a place near a border, of a vague place.

    Returns
    -------
    entries : int64[k, 8]
    """
    first, listed, held, g_start, g_end, whole, code, whole_of = groups
    kind, name, dated, strong, low, high, start, stop = rows
    of_class, class_first, class_place, class_how, own_first, own_place, own_how = places
    q_place, q_party, pair_first, pair_question, at_first, at_question = questions
    weak_bit, near_bit, vague_bit = bits
    n_places, n_questions = len(at_first) - 1, len(q_place)
    stamp = np.full(n_questions, -1, np.int64)
    sums = np.empty((n_questions, 8), np.int64)
    touched = np.empty(n_questions, np.int64)
    entries = np.empty((end - begin + n_questions, 8), np.int64)
    used = 0
    for g in range(begin, end):
        n_touched = 0
        for k in range(first[g], first[g + 1]):
            row = listed[k]
            c = of_class[row]
            n_class = class_first[c + 1] - class_first[c]
            for e in range(n_class + own_first[row + 1] - own_first[row]):
                if e < n_class:
                    place, how = class_place[class_first[c] + e], class_how[class_first[c] + e]
                else:
                    at = own_first[row] + e - n_class
                    place, how = own_place[at], own_how[at]
                pair = kind[row] * n_places + place
                for j in range(pair_first[pair], pair_first[pair + 1]):
                    q = pair_question[j]
                    tri, doubts = _name(names, q_party[q], row, name, dated)
                    if tri == 0:
                        continue
                    if stamp[q] != g:
                        stamp[q] = g
                        touched[n_touched] = q
                        n_touched += 1
                        sums[q, START], sums[q, END] = start[row], stop[row]
                        sums[q, LOW] = sums[q, ALLEGED] = sums[q, HIGH] = sums[q, MARKS] = 0
                    sums[q, START] = min(sums[q, START], start[row])
                    sums[q, END] = max(sums[q, END], stop[row])
                    sums[q, ALLEGED] += low[row]
                    if strong[row] and tri == 2 and how == CERTAIN:
                        sums[q, LOW] += low[row]
                    unbounded = high[row] >= FREE or sums[q, HIGH] >= FREE
                    sums[q, HIGH] = FREE if unbounded else sums[q, HIGH] + high[row]
                    if low[row] > 0:
                        doubts |= 0 if strong[row] else weak_bit
                        if how != CERTAIN:
                            doubts |= near_bit if how == NEAR else vague_bit
                        sums[q, MARKS] |= doubts
        if used + n_questions > len(entries):
            entries = _wider(entries, n_questions)
        for i in range(n_touched):
            q = touched[i]
            if held[g]:
                sums[q, START] = min(sums[q, START], g_start[g])
                sums[q, END] = max(sums[q, END], g_end[g])
            _write(entries, used, g, q, sums, whole[g] and whole_of[q_place[q], code[g]])
            used += 1
        if held[g] and whole[g]:
            # Everything was seen, and nothing that these questions count was there.
            for place in range(n_places):
                if whole_of[place, code[g]]:
                    for j in range(at_first[place], at_first[place + 1]):
                        q = at_question[j]
                        if stamp[q] != g:
                            sums[q] = 0
                            sums[q, START], sums[q, END] = g_start[g], g_end[g]
                            _write(entries, used, g, q, sums, True)  # noqa: FBT003 -- numba
                            used += 1
    return entries[:used].copy()


@njit(nogil=True, cache=True)
def _write(entries: Ints, at: int, group: int, question: int, sums: Ints, complete: bool) -> None:  # noqa: FBT001 -- numba
    """Write an entry: a question's sums over a group."""
    for column in range(START, HIGH + 1):
        entries[at, column] = sums[question, column]
    entries[at, QUESTION], entries[at, GROUP] = question, group
    if not complete:
        entries[at, HIGH] = FREE
    entries[at, MARKS] = 2 * sums[question, MARKS] + (1 if complete else 0)


@njit(nogil=True, cache=True)
def _count(entries: Ints, counts: Ints) -> None:
    for e in range(len(entries)):
        counts[entries[e, QUESTION]] += 1


@njit(nogil=True, cache=True)
def _put(entries: Ints, free: Ints, out: Ints) -> None:
    for e in range(len(entries)):
        q = entries[e, QUESTION]
        for column in range(8):
            out[free[q], column] = entries[e, column]
        free[q] += 1


def by_question(parts: list[Ints], n_questions: int) -> tuple[Ints, Ints]:
    """Put the entries of several calls of `gather` together, question after question.

    Returns
    -------
    first : int64[n_questions + 1]
    entries : int64[k, 8]
        Those of question q are ``entries[first[q] : first[q + 1]]``, in the order given.
    """
    first = np.zeros(n_questions + 1, np.int64)
    for part in parts:
        _count(part, first[1:])
    first = np.cumsum(first)
    entries = np.empty((first[-1], 8), np.int64)
    free = first[:-1].copy()
    for part in parts:
        _put(part, free, entries)
    return first, entries


@njit(nogil=True, cache=True)
def contradictions(entries: Ints, bucket: int) -> Flags:
    """Say which entries exclude another: a complete one's upper bound is less than a lower one.

    Only entries whose spans share a moment exclude each other. Most are told apart by the greatest
    lower and least upper bound of each `bucket` of time; the others are compared, in blocks.

    Parameters
    ----------
    entries : int64[k, 8]
        Of one question.
    bucket : int
        A length of time; it changes the speed, never the result.

    Returns
    -------
    flags : bool[k]
    """
    n = len(entries)
    flags = np.zeros(n, np.bool_)
    kept = _suspects(entries, bucket)
    starts = np.empty(len(kept), np.int64)
    for k in range(len(kept)):
        starts[k] = entries[kept[k], START]
    order = np.argsort(starts, kind="mergesort")
    starts, kept = starts[order], kept[order]
    n_blocks = (len(kept) + BLOCK - 1) // BLOCK
    block_end, block_low = np.full(n_blocks, -FREE, np.int64), np.full(n_blocks, -1, np.int64)
    for k in range(len(kept)):
        block_end[k // BLOCK] = max(block_end[k // BLOCK], entries[kept[k], END])
        block_low[k // BLOCK] = max(block_low[k // BLOCK], entries[kept[k], LOW])
    for a in kept:
        if not entries[a, MARKS] & 1 or entries[a, HIGH] >= FREE:
            continue
        last = np.searchsorted(starts, entries[a, END], side="right")
        for block in range((last + BLOCK - 1) // BLOCK):
            if block_end[block] < entries[a, START] or block_low[block] <= entries[a, HIGH]:
                continue
            for b in kept[block * BLOCK : min(last, (block + 1) * BLOCK)]:
                if (
                    entries[b, END] >= entries[a, START]
                    and entries[a, HIGH] < entries[b, LOW]
                    and a != b
                ):
                    flags[a] = True
                    flags[b] = True
    return flags


@njit(nogil=True, cache=True)
def _suspects(entries: Ints, bucket: int) -> Ints:
    """Return the entries that may exclude another, by the bounds in each bucket of time."""
    n = len(entries)
    earliest, latest, highest, lowest = FREE, -FREE, np.int64(-1), FREE
    for i in range(n):
        earliest = min(earliest, entries[i, START])
        latest = max(latest, entries[i, END])
        highest = max(highest, entries[i, LOW])
        if entries[i, MARKS] & 1:
            lowest = min(lowest, entries[i, HIGH])
    if highest <= lowest:
        return np.empty(0, np.int64)
    # Multiplied, not divided: it keeps the order of times, so spans that meet share a bucket.
    scale = 1.0 / max(bucket, (latest - earliest) // 4096 + 1)
    n_buckets = int((latest - earliest) * scale) + 1
    most, least = np.full(n_buckets, -1, np.int64), np.full(n_buckets, FREE, np.int64)
    for i in range(n):
        first = int((entries[i, START] - earliest) * scale)
        for b in range(first, int((entries[i, END] - earliest) * scale) + 1):
            most[b] = max(most[b], entries[i, LOW])
            if entries[i, MARKS] & 1:
                least[b] = min(least[b], entries[i, HIGH])
    kept = np.empty(n, np.int64)
    n_kept = 0
    for i in range(n):
        complete = (entries[i, MARKS] & 1) != 0
        first = int((entries[i, START] - earliest) * scale)
        for b in range(first, int((entries[i, END] - earliest) * scale) + 1):
            if entries[i, LOW] > least[b] or (complete and entries[i, HIGH] < most[b]):
                kept[n_kept] = i
                n_kept += 1
                break
    return kept[:n_kept]


@njit(nogil=True, cache=True)
def judge(
    entries: Ints,
    excluded: Flags,
    allowed: Any,
    periods: Any,
    bits: Any,
) -> tuple[NDArray[np.uint8], Ints, Ints]:
    """Hold the entries of one question against what was allowed, in each period.

    Parameters
    ----------
    entries : int64[k, 8]
        Of one question.
    excluded : bool[k]
        Which of them exclude another.
    allowed : tuple
        The lower and the upper allowance over each one's span, int64[k].
    periods : tuple
        start, end int64[m]: half-open, in order, none empty.
    bits : tuple
        The bits of the reasons: excluded, alleged, not certain in time, allowances that differ,
        bounds that hold the allowance.

    Returns
    -------
    said : uint8[m]
        `BREACHED`, `DOUBTED` and `COUNTED`, as bits.
    reasons : int64[m]
        Why it is doubted, as bits.
    bounds : int64[m, 4]
        What was measured, low and high, and what was allowed, least and greatest. High is -1 where
        nothing complete touches the period, and the greatest allowance -1 where nothing does.
    """
    lower, upper = allowed
    begins, ends = periods
    excluded_bit, alleged_bit, time_bit, waiver_bit, straddle_bit = bits
    said = np.zeros(len(begins), np.uint8)
    reasons = np.zeros(len(begins), np.int64)
    bounds = np.empty((len(begins), 4), np.int64)
    bounds[:, 0], bounds[:, 1], bounds[:, 2], bounds[:, 3] = 0, -1, FREE, -1
    for i in range(len(entries)):
        complete = (entries[i, MARKS] & 1) != 0
        first = np.searchsorted(ends, entries[i, START], side="right")
        for m in range(first, len(begins)):
            if begins[m] > entries[i, END]:
                break
            certain = entries[i, START] >= begins[m] and entries[i, END] < ends[m]
            if complete:
                bounds[m, 1] = max(bounds[m, 1], entries[i, HIGH])
            bounds[m, 2] = min(bounds[m, 2], lower[i])
            bounds[m, 3] = max(bounds[m, 3], upper[i])
            if complete and certain:
                said[m] |= COUNTED
            if excluded[i]:
                said[m] |= DOUBTED
                reasons[m] |= excluded_bit
                continue
            if certain:
                bounds[m, 0] = max(bounds[m, 0], entries[i, LOW])
                if entries[i, LOW] > upper[i]:
                    said[m] |= BREACHED
            if entries[i, ALLEGED] > lower[i]:
                said[m] |= DOUBTED
                reasons[m] |= alleged_bit | (entries[i, MARKS] >> 1)
                if not certain:
                    reasons[m] |= time_bit
                if lower[i] != upper[i]:
                    reasons[m] |= waiver_bit
            elif complete and entries[i, HIGH] > lower[i]:
                said[m] |= DOUBTED
                reasons[m] |= straddle_bit
    return said, reasons, bounds


@njit(nogil=True, cache=True)
def roles(
    entries: Ints,
    excluded: Flags,
    allowed: Any,
    periods: Any,
    said: NDArray[np.uint8],
) -> Ints:
    """Return which entries speak for which period, and how; parameters as in `judge`.

    Returns
    -------
    pairs : int64[k, 3]
        The period, the entry, and 1 where it decides or 0 where it raises doubt.
    """
    lower, upper = allowed
    begins, ends = periods
    pairs = np.empty((max(64, len(entries)), 3), np.int64)
    used = 0
    for i in range(len(entries)):
        complete = (entries[i, MARKS] & 1) != 0
        if not (complete or excluded[i] or entries[i, ALLEGED] > lower[i]):
            continue
        first = np.searchsorted(ends, entries[i, START], side="right")
        for m in range(first, len(begins)):
            if begins[m] > entries[i, END]:
                break
            certain = entries[i, START] >= begins[m] and entries[i, END] < ends[m]
            over = certain and not excluded[i] and entries[i, LOW] > upper[i]
            alleges = not excluded[i] and entries[i, ALLEGED] > lower[i]
            straddles = not excluded[i] and not alleges and complete and entries[i, HIGH] > lower[i]
            if said[m] & BREACHED:
                decides, doubts = over, not over and (excluded[i] or alleges)
            elif said[m] & DOUBTED:
                decides, doubts = False, excluded[i] or alleges or straddles
            else:
                decides, doubts = complete and certain, False
            if decides or doubts:
                if used == len(pairs):
                    pairs = _wider(pairs, 1)
                pairs[used, 0], pairs[used, 1], pairs[used, 2] = m, i, decides
                used += 1
    return pairs[:used].copy()


@njit(nogil=True, cache=True)
def expand(
    pairs: Ints,
    entries: Ints,
    groups: Any,
    rows: Any,
    places: Any,
    names: Any,
    questions: Any,
    counts: Flags,
) -> Ints:
    """Return the rows and groups behind pairs of a period and an entry.

    Parameters
    ----------
    pairs
        As `roles` returns them.
    counts : bool[questions, kinds]
        Which kinds each question counts. The others are as in `gather`.

    Returns
    -------
    found : int64[k, 4]
        The period; a row, or -1; a group that was seen itself, or -1; the role of the pair.
    """
    first, listed, held = groups[:3]
    kind, name, dated = rows[:3]
    of_class, class_first, class_place, _, own_first, own_place, _ = places
    q_place, q_party = questions[:2]
    found = np.empty((max(64, 2 * len(pairs)), 4), np.int64)
    used = 0
    for p in range(len(pairs)):
        q, g = entries[pairs[p, 1], QUESTION], entries[pairs[p, 1], GROUP]
        if held[g]:
            if used == len(found):
                found = _wider(found, 1)
            found[used, 0], found[used, 1], found[used, 2] = pairs[p, 0], -1, g
            found[used, 3] = pairs[p, 2]
            used += 1
        for row in listed[first[g] : first[g + 1]]:
            if not counts[q, kind[row]]:
                continue
            if _name(names, q_party[q], row, name, dated)[0] == 0:
                continue
            c = of_class[row]
            inside = False
            for e in range(class_first[c], class_first[c + 1]):
                inside |= class_place[e] == q_place[q]
            for e in range(own_first[row], own_first[row + 1]):
                inside |= own_place[e] == q_place[q]
            if inside:
                if used == len(found):
                    found = _wider(found, 1)
                found[used, 0], found[used, 1], found[used, 2] = pairs[p, 0], row, -1
                found[used, 3] = pairs[p, 2]
                used += 1
    return found[:used].copy()
