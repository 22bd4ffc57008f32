"""Sums over groups of rows, for many questions at once.

A row has a kind, a label and places; a question has a place, a subject and the kinds that it counts. A
row belongs to a question when its kind is counted, its label is at least possibly the subject's and it
is at least possibly in the place. Rows belong to groups; for each group and question with a row in it,
`gather` yields one *entry*: its span, sums of bounds, and whether it is complete. `compare` then holds
the entries of one question against thresholds, period by period.

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
    "ABOVE",
    "COVERED",
    "NEAR",
    "SURE",
    "UNBOUNDED",
    "UNSURE",
    "VAGUE",
    "by_question",
    "compare",
    "contradictions",
    "expand",
    "gather",
    "group_rows",
    "roles",
]

UNBOUNDED = 2**62
"""Stands for *no upper bound*; no sum reaches it."""

QUESTION, GROUP, START, END, LOW, LOW_OF_ALL, HIGH, MARKS = range(8)
"""The columns of an entry.

`LOW` sums the lower bounds of the rows that certainly belong, `LOW_OF_ALL` those of all rows. `MARKS` is
twice its doubts, as bits, plus one where it is complete.
"""

ABOVE, UNSURE, COVERED = 1, 2, 4
"""What `compare` finds in a period, as bits: certainly above the threshold, in doubt, complete."""

NEAR, VAGUE, SURE = 1, 2, 3
"""How a row is in a place: possibly in one way, possibly in another, certainly."""

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
def _label(labels: Any, subject: int, row: int, label: Any, dated: Any) -> tuple[int, int]:
    """Return whether a row's label is the subject's, and the doubts."""
    tri, doubts, dated_tri, dated_doubts = labels
    at = dated[row]
    if at >= 0:
        return dated_tri[subject, at], dated_doubts[subject, at]
    return tri[subject, label[row]], doubts[subject, label[row]]


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
    labels: Any,
    questions: Any,
    bits: Any,
) -> Ints:
    """Return the entries of groups `begin` to `end`.

    Parameters
    ----------
    begin, end : int
    groups : tuple
        first, rows (as `group_rows` returns them); own bool[g], start, end int64[g]: which groups
        have a span of their own, and which; whole bool[g], code int64[g], whole_of bool[places, codes]:
        a group is complete for a place when it is whole and its code is of the whole place.
    rows : tuple
        kind, label int64[n]; dated int64[n] (place in the dated labels, or -1); own_doubts int64[n]:
        only rows without any are certain; low, high, start, end int64[n].
    places : tuple
        of_class int64[n]; first, place int64, how uint8 of classes; first (n + 1), place, how of
        rows: where a row is, by its class and by itself.
    labels : tuple
        tri uint8[subjects, labels], doubts int64; the same for dated rows.
    questions : tuple
        place, subject int64[q]; first int64[kinds * places + 1], question int64: those that count a
        kind in a place; first int64[places + 1], question: those of a place.
    bits : tuple
        The bits of the doubts of `NEAR`, and of `VAGUE`.

    Returns
    -------
    entries : int64[k, 8]
    """
    first, listed, own, g_start, g_end, whole, code, whole_of = groups
    kind, label, dated, own_doubts, low, high, start, stop = rows
    of_class, class_first, class_place, class_how, own_first, own_place, own_how = places
    q_place, q_subject, pair_first, pair_question, at_first, at_question = questions
    near_bit, vague_bit = bits
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
                    tri, doubts = _label(labels, q_subject[q], row, label, dated)
                    if tri == 0:
                        continue
                    if stamp[q] != g:
                        stamp[q] = g
                        touched[n_touched] = q
                        n_touched += 1
                        sums[q, START], sums[q, END] = start[row], stop[row]
                        sums[q, LOW] = sums[q, LOW_OF_ALL] = sums[q, HIGH] = sums[q, MARKS] = 0
                    sums[q, START] = min(sums[q, START], start[row])
                    sums[q, END] = max(sums[q, END], stop[row])
                    sums[q, LOW_OF_ALL] += low[row]
                    if own_doubts[row] == 0 and tri == 2 and how == SURE:
                        sums[q, LOW] += low[row]
                    unbounded = high[row] >= UNBOUNDED or sums[q, HIGH] >= UNBOUNDED
                    sums[q, HIGH] = UNBOUNDED if unbounded else sums[q, HIGH] + high[row]
                    if low[row] > 0:
                        doubts |= own_doubts[row]
                        if how != SURE:
                            doubts |= near_bit if how == NEAR else vague_bit
                        sums[q, MARKS] |= doubts
        if used + n_questions > len(entries):
            entries = _wider(entries, n_questions)
        for i in range(n_touched):
            q = touched[i]
            if own[g]:
                sums[q, START] = min(sums[q, START], g_start[g])
                sums[q, END] = max(sums[q, END], g_end[g])
            _write(entries, used, g, q, sums, whole[g] and whole_of[q_place[q], code[g]])
            used += 1
        if own[g] and whole[g]:
            # The group is complete without a row that these questions count: its sums are 0.
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
        entries[at, HIGH] = UNBOUNDED
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
        Those of question q are ``entries[first[q] : first[q + 1]]``, in their order.
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

    Only entries whose spans share a moment exclude each other. Most are ruled out by the greatest
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
    suspects = _suspects(entries, bucket)
    starts = np.empty(len(suspects), np.int64)
    for k in range(len(suspects)):
        starts[k] = entries[suspects[k], START]
    order = np.argsort(starts, kind="mergesort")
    starts, suspects = starts[order], suspects[order]
    n_blocks = (len(suspects) + BLOCK - 1) // BLOCK
    block_end, block_low = np.full(n_blocks, -UNBOUNDED, np.int64), np.full(n_blocks, -1, np.int64)
    for k in range(len(suspects)):
        block_end[k // BLOCK] = max(block_end[k // BLOCK], entries[suspects[k], END])
        block_low[k // BLOCK] = max(block_low[k // BLOCK], entries[suspects[k], LOW])
    for a in suspects:
        if not entries[a, MARKS] & 1 or entries[a, HIGH] >= UNBOUNDED:
            continue
        last = np.searchsorted(starts, entries[a, END], side="right")
        for block in range((last + BLOCK - 1) // BLOCK):
            if block_end[block] < entries[a, START] or block_low[block] <= entries[a, HIGH]:
                continue
            for b in suspects[block * BLOCK : min(last, (block + 1) * BLOCK)]:
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
    earliest, latest, highest, lowest = UNBOUNDED, -UNBOUNDED, np.int64(-1), UNBOUNDED
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
    most, least = np.full(n_buckets, -1, np.int64), np.full(n_buckets, UNBOUNDED, np.int64)
    for i in range(n):
        first = int((entries[i, START] - earliest) * scale)
        for b in range(first, int((entries[i, END] - earliest) * scale) + 1):
            most[b] = max(most[b], entries[i, LOW])
            if entries[i, MARKS] & 1:
                least[b] = min(least[b], entries[i, HIGH])
    suspects = np.empty(n, np.int64)
    n_kept = 0
    for i in range(n):
        complete = (entries[i, MARKS] & 1) != 0
        first = int((entries[i, START] - earliest) * scale)
        for b in range(first, int((entries[i, END] - earliest) * scale) + 1):
            if entries[i, LOW] > least[b] or (complete and entries[i, HIGH] < most[b]):
                suspects[n_kept] = i
                n_kept += 1
                break
    return suspects[:n_kept]


@njit(nogil=True, cache=True)
def compare(
    entries: Ints,
    excluded: Flags,
    thresholds: Any,
    periods: Any,
    bits: Any,
) -> tuple[NDArray[np.uint8], Ints, Ints]:
    """Hold the entries of one question against thresholds, in each period.

    Parameters
    ----------
    entries : int64[k, 8]
        Of one question.
    excluded : bool[k]
        Which of them exclude another.
    thresholds : tuple
        The lower and the upper threshold over each one's span, int64[k].
    periods : tuple
        start, end int64[m]: half-open, in order, none empty.
    bits : tuple
        The bits of the reasons: excluded, `LOW_OF_ALL` above the lower threshold, not certainly in
        the period, thresholds that differ, bounds that hold the lower threshold.

    Returns
    -------
    flags : uint8[m]
        `ABOVE`, `UNSURE` and `COVERED`, as bits.
    reasons : int64[m]
        Why it is in doubt, as bits.
    bounds : int64[m, 4]
        The greatest low and high, and the least and greatest threshold. High is -1 where nothing
        complete touches the period, and the greatest threshold -1 where nothing does.
    """
    lower, upper = thresholds
    begins, ends = periods
    excluded_bit, above_bit, time_bit, differ_bit, straddle_bit = bits
    flags = np.zeros(len(begins), np.uint8)
    reasons = np.zeros(len(begins), np.int64)
    bounds = np.empty((len(begins), 4), np.int64)
    bounds[:, 0], bounds[:, 1], bounds[:, 2], bounds[:, 3] = 0, -1, UNBOUNDED, -1
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
                flags[m] |= COVERED
            if excluded[i]:
                flags[m] |= UNSURE
                reasons[m] |= excluded_bit
                continue
            if certain:
                bounds[m, 0] = max(bounds[m, 0], entries[i, LOW])
                if entries[i, LOW] > upper[i]:
                    flags[m] |= ABOVE
            if entries[i, LOW_OF_ALL] > lower[i]:
                flags[m] |= UNSURE
                reasons[m] |= above_bit | (entries[i, MARKS] >> 1)
                if not certain:
                    reasons[m] |= time_bit
                if lower[i] != upper[i]:
                    reasons[m] |= differ_bit
            elif complete and entries[i, HIGH] > lower[i]:
                flags[m] |= UNSURE
                reasons[m] |= straddle_bit
    return flags, reasons, bounds


@njit(nogil=True, cache=True)
def roles(
    entries: Ints,
    excluded: Flags,
    thresholds: Any,
    periods: Any,
    flags: NDArray[np.uint8],
) -> Ints:
    """Return which entries matter for which period, and how; parameters as in `compare`.

    `flags` are those that `compare` returned.

    Returns
    -------
    pairs : int64[k, 3]
        The period, the entry, and 1 where it decides or 0 where it raises doubt.
    """
    lower, upper = thresholds
    begins, ends = periods
    pairs = np.empty((max(64, len(entries)), 3), np.int64)
    used = 0
    for i in range(len(entries)):
        complete = (entries[i, MARKS] & 1) != 0
        if not (complete or excluded[i] or entries[i, LOW_OF_ALL] > lower[i]):
            continue
        first = np.searchsorted(ends, entries[i, START], side="right")
        for m in range(first, len(begins)):
            if begins[m] > entries[i, END]:
                break
            certain = entries[i, START] >= begins[m] and entries[i, END] < ends[m]
            over = certain and not excluded[i] and entries[i, LOW] > upper[i]
            is_above = not excluded[i] and entries[i, LOW_OF_ALL] > lower[i]
            straddles = (
                not excluded[i] and not is_above and complete and entries[i, HIGH] > lower[i]
            )
            if flags[m] & ABOVE:
                decides, doubts = over, not over and (excluded[i] or is_above)
            elif flags[m] & UNSURE:
                decides, doubts = False, excluded[i] or is_above or straddles
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
    labels: Any,
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
    result : int64[k, 4]
        The period; a row, or -1; a group with a span of its own, or -1; the role of the pair.
    """
    first, listed, own = groups[:3]
    kind, label, dated = rows[:3]
    of_class, class_first, class_place, _, own_first, own_place, _ = places
    q_place, q_subject = questions[:2]
    result = np.empty((max(64, 2 * len(pairs)), 4), np.int64)
    used = 0
    for p in range(len(pairs)):
        q, g = entries[pairs[p, 1], QUESTION], entries[pairs[p, 1], GROUP]
        if own[g]:
            if used == len(result):
                result = _wider(result, 1)
            result[used, 0], result[used, 1], result[used, 2] = pairs[p, 0], -1, g
            result[used, 3] = pairs[p, 2]
            used += 1
        for row in listed[first[g] : first[g + 1]]:
            if not counts[q, kind[row]]:
                continue
            if _label(labels, q_subject[q], row, label, dated)[0] == 0:
                continue
            c = of_class[row]
            inside = False
            for e in range(class_first[c], class_first[c + 1]):
                inside |= class_place[e] == q_place[q]
            for e in range(own_first[row], own_first[row + 1]):
                inside |= own_place[e] == q_place[q]
            if inside:
                if used == len(result):
                    result = _wider(result, 1)
                result[used, 0], result[used, 1], result[used, 2] = pairs[p, 0], row, -1
                result[used, 3] = pairs[p, 2]
                used += 1
    return result[:used].copy()
