"""Every kernel of grouped sums against plain dictionaries and loops over the same small worlds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.grouped_sums import (
    ABOVE,
    COVERED,
    NEAR,
    SURE,
    UNBOUNDED,
    UNSURE,
    VAGUE,
    by_question,
    compare,
    contradictions,
    expand,
    gather,
    group_rows,
    roles,
)

QUESTION, GROUP, START, END, LOW, LOW_OF_ALL, HIGH, MARKS = range(8)
KINDS, PLACES, SUBJECTS, LABELS, CLASSES, CODES = 3, 2, 2, 3, 3, 2
NOT_STRONG, NEAR_BIT, VAGUE_BIT = 1, 2, 4
LABEL_BITS = (0, 8, 16)
EXCLUDED_BIT, ABOVE_BIT, TIME_BIT, DIFFER_BIT, STRADDLE_BIT = 32, 64, 128, 256, 512
BITS = (EXCLUDED_BIT, ABOVE_BIT, TIME_BIT, DIFFER_BIT, STRADDLE_BIT)
TIMES = st.integers(0, 12)
HOWS = st.sampled_from([NEAR, VAGUE, SURE])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.integers(-2, 6), max_size=60), st.integers(7, 9))
def test_each_group_has_its_rows_in_order(groups, size):
    """Negative groups are none; empty groups have no rows."""
    first, rows = group_rows(np.array(groups, dtype=np.int64), size)
    expected = {g: [row for row, each in enumerate(groups) if each == g] for g in range(size)}
    assert {g: rows[first[g] : first[g + 1]].tolist() for g in range(size)} == expected
    assert first[0] == 0
    assert first[-1] == len(rows)


@st.composite
def spans(draw):
    """Return a closed span."""
    start, end = sorted((draw(TIMES), draw(TIMES)))
    return start, end


@st.composite
def tris(draw, size):
    """Return whether something is somebody, and the doubts, for some labels or rows."""
    return [
        [(tri, draw(st.sampled_from(LABEL_BITS)) if tri == 1 else 0)
         for tri in draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))]
        for _ in range(SUBJECTS)
    ]  # fmt: skip


@st.composite
def worlds(draw):
    """Return rows, groups, places, labels and questions as plain values."""
    of_class = [
        draw(st.dictionaries(st.integers(0, PLACES - 1), HOWS, max_size=PLACES))
        for _ in range(CLASSES)
    ]
    n_groups = draw(st.integers(1, 4))
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        low = draw(st.integers(0, 4))
        kind_of_place = draw(st.integers(0, CLASSES - 1))
        own = draw(st.dictionaries(st.integers(0, PLACES - 1), HOWS, max_size=PLACES))
        rows.append(
            {
                "group": draw(st.integers(-1, n_groups - 1)),
                "kind": draw(st.integers(0, KINDS - 1)),
                "label": draw(st.integers(0, LABELS - 1)),
                "dated": draw(st.booleans()),
                "strong": draw(st.booleans()),
                "low": low,
                "high": draw(st.sampled_from([low, low + 1, low + 3, UNBOUNDED])),
                "span": draw(spans()),
                "class": kind_of_place,
                "own": {p: how for p, how in own.items() if p not in of_class[kind_of_place]},
            }
        )
    n_dated = 0
    for row in rows:
        row["dated"] = n_dated if row["dated"] else -1
        n_dated += row["dated"] >= 0
    return {
        "rows": rows,
        "classes": of_class,
        "labels": draw(tris(LABELS)),
        "dated": draw(tris(n_dated)),
        "groups": [
            {
                "own": draw(st.booleans()),
                "span": draw(spans()),
                "whole": draw(st.booleans()),
                "code": draw(st.integers(0, CODES - 1)),
            }
            for _ in range(n_groups)
        ],
        "whole_of": draw(
            st.lists(
                st.lists(st.booleans(), min_size=CODES, max_size=CODES),
                min_size=PLACES,
                max_size=PLACES,
            )
        ),
        "questions": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "place": st.integers(0, PLACES - 1),
                        "subject": st.integers(0, SUBJECTS - 1),
                        "kinds": st.sets(st.integers(0, KINDS - 1)),
                    }
                ),
                min_size=1,
                max_size=4,
            )
        ),
    }


def ints(values):
    return np.array(values, dtype=np.int64)


def arrays(world):
    """Return a world as the kernels take it."""
    rows, groups, questions = world["rows"], world["groups"], world["questions"]
    first, listed = group_rows(ints([row["group"] for row in rows]), len(groups))
    pairs = [
        [q for q, each in enumerate(questions) if kind in each["kinds"] and each["place"] == place]
        for kind in range(KINDS)
        for place in range(PLACES)
    ]
    at_places = [[q for q, e in enumerate(questions) if e["place"] == p] for p in range(PLACES)]

    def ragged(lists):
        return ints(np.cumsum([0, *map(len, lists)])), [each for one in lists for each in one]

    class_first, in_class = ragged([sorted(each.items()) for each in world["classes"]])
    own_first, own = ragged([sorted(row["own"].items()) for row in rows])
    pair_first, pair_question = ragged(pairs)
    at_first, at_question = ragged(at_places)

    def table(pairs_of_subjects, place, dtype):
        return np.array(
            [[pair[place] for pair in each] for each in pairs_of_subjects], dtype=dtype
        ).reshape(SUBJECTS, -1)

    return {
        "groups": (
            first,
            listed,
            np.array([g["own"] for g in groups]),
            ints([g["span"][0] for g in groups]),
            ints([g["span"][1] for g in groups]),
            np.array([g["whole"] for g in groups]),
            ints([g["code"] for g in groups]),
            np.array(world["whole_of"]),
        ),
        "rows": (
            ints([row["kind"] for row in rows]),
            ints([row["label"] for row in rows]),
            ints([row["dated"] for row in rows]),
            ints([0 if row["strong"] else NOT_STRONG for row in rows]),
            ints([row["low"] for row in rows]),
            ints([row["high"] for row in rows]),
            ints([row["span"][0] for row in rows]),
            ints([row["span"][1] for row in rows]),
        ),
        "places": (
            ints([row["class"] for row in rows]),
            class_first,
            ints([place for place, _ in in_class]),
            np.array([how for _, how in in_class], dtype=np.uint8),
            own_first,
            ints([place for place, _ in own]),
            np.array([how for _, how in own], dtype=np.uint8),
        ),
        "labels": (
            table(world["labels"], 0, np.uint8),
            table(world["labels"], 1, np.int64),
            table(world["dated"], 0, np.uint8),
            table(world["dated"], 1, np.int64),
        ),
        "questions": (
            ints([q["place"] for q in questions]),
            ints([q["subject"] for q in questions]),
            pair_first,
            ints(pair_question),
            at_first,
            ints(at_question),
        ),
    }


def rows_of(world, group, question):
    """Return the rows of a group that belong to a question: place in the list, tri, doubts, how."""
    result = []
    for at, row in enumerate(world["rows"]):
        named = world["dated"] if row["dated"] >= 0 else world["labels"]
        place = row["dated"] if row["dated"] >= 0 else row["label"]
        tri, doubts = named[question["subject"]][place]
        how = {**world["classes"][row["class"]], **row["own"]}.get(question["place"], 0)
        if row["group"] == group and row["kind"] in question["kinds"] and tri and how:
            result.append((at, tri, doubts, how))
    return result


def entries_of(world):
    """Return the entries, by group and question, as a reader of the docstring would add them up."""
    entries = {}
    for g, group in enumerate(world["groups"]):
        for q, question in enumerate(world["questions"]):
            belonging = rows_of(world, g, question)
            complete = group["whole"] and world["whole_of"][question["place"]][group["code"]]
            if not belonging and not (group["own"] and complete):
                continue
            rows = [world["rows"][at] for at, *_ in belonging]
            times = [row["span"] for row in rows] + ([group["span"]] if group["own"] else [])
            highs = [row["high"] for row in rows]
            marks = 0
            for (_, _, doubts, how), row in zip(belonging, rows, strict=True):
                if row["low"]:
                    marks |= doubts | (0 if row["strong"] else NOT_STRONG)
                    marks |= {NEAR: NEAR_BIT, VAGUE: VAGUE_BIT, SURE: 0}[how]
            sure = [
                row["low"]
                for (_, tri, _, how), row in zip(belonging, rows, strict=True)
                if row["strong"] and tri == 2 and how == SURE
            ]
            entries[g, q] = (
                q,
                g,
                min(start for start, _ in times),
                max(end for _, end in times),
                sum(sure),
                sum(row["low"] for row in rows),
                sum(highs) if complete and UNBOUNDED not in highs else UNBOUNDED,
                2 * marks + complete,
            )
    return entries


@settings(max_examples=300, deadline=None)
@given(worlds(), st.integers(0, 4))
def test_entries_are_the_sums_of_their_rows(world, cut):
    """Gathered in two parts and put together, the entries are those that a reader adds up."""
    given_ = arrays(world)
    arguments = [given_[name] for name in ("groups", "rows", "places", "labels", "questions")]
    size, questions = len(world["groups"]), len(world["questions"])
    cut = min(cut, size)
    bits = (NEAR_BIT, VAGUE_BIT)
    parts = [gather(0, cut, *arguments, bits), gather(cut, size, *arguments, bits)]
    expected = entries_of(world)
    listed = [tuple(row) for part in parts for row in part.tolist()]
    assert len(listed) == len(set(listed))
    assert {(row[GROUP], row[QUESTION]): row for row in listed} == expected
    first, entries = by_question(parts, questions)
    for q in range(questions):
        part = entries[first[q] : first[q + 1]].tolist()
        assert part == [list(row) for row in listed if row[QUESTION] == q]


@st.composite
def entry_lists(draw):
    """Return entries of one question."""
    entries = []
    for g in range(draw(st.integers(0, 9))):
        start, end = draw(spans())
        low_of_all = draw(st.integers(0, 6))
        complete = draw(st.booleans())
        high = draw(st.sampled_from([0, 1, 3, 6, UNBOUNDED])) if complete else UNBOUNDED
        marks = 2 * draw(st.integers(0, 7)) + complete
        entries.append(
            (0, g, start, end, draw(st.integers(0, low_of_all)), low_of_all, high, marks)
        )
    return ints(entries).reshape(-1, 8)


def contradicted(entries):
    """Say which entries exclude another, pair by pair."""
    flags = [False] * len(entries)
    for a, one in enumerate(entries):
        for b, other in enumerate(entries):
            meet = one[START] <= other[END] and other[START] <= one[END]
            if a != b and meet and one[MARKS] % 2 and one[HIGH] < other[LOW]:
                flags[a] = flags[b] = True
    return flags


@settings(max_examples=300, deadline=None)
@given(entry_lists(), st.integers(1, 20))
def test_contradictions_are_those_of_all_pairs(entries, bucket):
    """Compared pair by pair the same entries exclude each other, whatever the bucket."""
    assert contradictions(entries, bucket).tolist() == contradicted(entries.tolist())


def test_contradictions_are_found_over_many_blocks():
    """Among hundreds of entries the one that excludes another is found."""
    entries = ints([(0, g, g, g + 300, 2, 2, 9, 1) for g in range(400)])
    entries[7, HIGH] = 1
    assert contradictions(entries, 5).tolist() == contradicted(entries.tolist())
    assert contradictions(entries, 5)[7]


@st.composite
def comparisons(draw):
    """Return entries with thresholds, and periods that do not overlap."""
    entries = draw(entry_lists())
    size = len(entries)
    lower = draw(st.lists(st.integers(0, 5), min_size=size, max_size=size))
    upper = [each + draw(st.sampled_from([0, 0, 1, 3])) for each in lower]
    edges = sorted(draw(st.sets(st.integers(0, 13), min_size=2, max_size=6)))
    periods = [pair for pair in zip(edges, edges[1:], strict=False) if draw(st.booleans())]
    return entries, (ints(lower), ints(upper)), periods


def compared(entries, excluded, thresholds, periods):
    """Return flags, reasons, bounds and roles, period by period and entry by entry."""
    flags, reasons, bounds, pairs = [], [], [], []
    for m, (begin, end) in enumerate(periods):
        flag, reason = 0, 0
        low, high, least, most = 0, -1, UNBOUNDED, -1
        touching = [i for i, each in enumerate(entries) if each[END] >= begin and each[START] < end]
        for i in touching:
            each, lower, upper = entries[i], thresholds[0][i], thresholds[1][i]
            complete = each[MARKS] % 2 == 1
            certain = begin <= each[START] and each[END] < end
            least, most = min(least, lower), max(most, upper)
            high = max(high, each[HIGH]) if complete else high
            flag |= COVERED if complete and certain else 0
            if excluded[i]:
                flag |= UNSURE
                reason |= EXCLUDED_BIT
                continue
            if certain:
                low = max(low, each[LOW])
                flag |= ABOVE if each[LOW] > upper else 0
            if each[LOW_OF_ALL] > lower:
                flag |= UNSURE
                reason |= ABOVE_BIT | each[MARKS] // 2
                reason |= 0 if certain else TIME_BIT
                reason |= DIFFER_BIT if lower != upper else 0
            elif complete and each[HIGH] > lower:
                flag |= UNSURE
                reason |= STRADDLE_BIT
        for i in touching:
            each, lower, upper = entries[i], thresholds[0][i], thresholds[1][i]
            complete = each[MARKS] % 2 == 1
            certain = begin <= each[START] and each[END] < end
            over = certain and not excluded[i] and each[LOW] > upper
            is_above = not excluded[i] and each[LOW_OF_ALL] > lower
            straddles = not excluded[i] and not is_above and complete and each[HIGH] > lower
            if flag & ABOVE:
                role = 1 if over else 0 if excluded[i] or is_above else None
            elif flag & UNSURE:
                role = 0 if excluded[i] or is_above or straddles else None
            else:
                role = 1 if complete and certain else None
            pairs += [] if role is None else [(m, i, role)]
        flags.append(flag)
        reasons.append(reason)
        bounds.append([low, high, least, most])
    return flags, reasons, bounds, sorted(pairs)


@settings(max_examples=400, deadline=None)
@given(comparisons())
def test_each_period_is_compared_entry_by_entry(comparison):
    """Flags, reasons, bounds and the entries that matter are those of two plain loops."""
    entries, thresholds, periods = comparison
    excluded = contradictions(entries, 3)
    edges = (ints([begin for begin, _ in periods]), ints([end for _, end in periods]))
    flags, reasons, bounds = compare(entries, excluded, thresholds, edges, BITS)
    pairs = roles(entries, excluded, thresholds, edges, flags)
    limits = tuple(each.tolist() for each in thresholds)
    expected = compared(entries.tolist(), excluded.tolist(), limits, periods)
    assert flags.tolist() == expected[0]
    assert reasons.tolist() == expected[1]
    assert bounds.tolist() == expected[2]
    assert sorted(map(tuple, pairs.tolist())) == expected[3]


@settings(max_examples=200, deadline=None)
@given(worlds(), st.data())
def test_pairs_expand_to_the_rows_behind_them(world, data):
    """Behind a period and an entry stand the group itself, if it has a span, and its rows."""
    given_ = arrays(world)
    arguments = [given_[name] for name in ("groups", "rows", "places", "labels", "questions")]
    entries = gather(0, len(world["groups"]), *arguments, (NEAR_BIT, VAGUE_BIT))
    places = st.integers(0, max(len(entries) - 1, 0))
    pairs = data.draw(
        st.lists(st.tuples(st.integers(0, 3), places, st.integers(0, 1)), max_size=8)
        if len(entries)
        else st.just([])
    )
    counts = np.array([[k in q["kinds"] for k in range(KINDS)] for q in world["questions"]])
    result = expand(ints(pairs).reshape(-1, 3), entries, *arguments, counts)
    expected = []
    for period, at, role in pairs:
        group, question = int(entries[at, GROUP]), world["questions"][entries[at, QUESTION]]
        if world["groups"][group]["own"]:
            expected.append((period, -1, group, role))
        expected += [(period, row, -1, role) for row, *_ in rows_of(world, group, question)]
    assert sorted(map(tuple, result.tolist())) == sorted(expected)
