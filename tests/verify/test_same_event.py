"""One attack told by several: only what must be different is certain, and somebody can settle it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.apart import EXACT, PAIRS, Descriptions, keep_apart
from sulh.mission import find, load
from sulh.observe.records import Comparison, Incident, Origin, Participant
from sulh.observe.tables import tables_from_reports
from sulh.values import Count, Place, Reliability, Span
from sulh.verify import explain, tally, verify
from sulh.verify.act_counts import event_tris

PACK = load(find("minusca"))
AT = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1) - timedelta(microseconds=1)
GOOD = Reliability("A", 1)


def day(number: int) -> Span:
    start = datetime(2023, 3, number, tzinfo=UTC) - timedelta(hours=1)  # Bangui's midnight
    return Span(start, start + DAY)


def attack(**changes: Any) -> Incident:
    """Return an attack of the UPC on civilians near Bambari, but for the changes."""
    values: dict[str, Any] = {
        "source": "radio",
        "span": day(3),
        "place": Place(lon=20.66, lat=5.76, accuracy_m=2000.0, district="Ouaka"),
        "act": "violence-against-civilians",
        "a": ("UPC",),
        "b": ("Civilians",),
        "deaths": Count(10, 15, 12),
    }
    values |= changes
    sides = [(name, side) for side in "ab" for name in values[side]]
    return Incident(
        origin=Origin(source=values["source"], ref="", reliability=GOOD),
        span=values["span"],
        place=values["place"],
        act=values["act"],
        participants=tuple(Participant(name=name, side=side) for name, side in sides),
        initiator="a",
        deaths=values["deaths"],
    )


def compared(*numbers: int, judgement: str, rating: Reliability = GOOD) -> Comparison:
    origin = Origin(source="us", ref="c", reliability=rating)
    return Comparison(
        origin=origin, reports=tuple(f"{n:064x}" for n in numbers), judgement=judgement
    )


def laid_out(*reports: Any) -> Any:
    return tables_from_reports((f"{n:064x}", report) for n, report in enumerate(reports))


def finding(*reports: Any, party: str = "UPC", month: str = "2023-03") -> dict[str, Any]:
    """Return the finding on violence against civilians."""
    frame = verify(PACK, laid_out(*reports), at=AT).frame
    rows = frame.filter(
        (frame["provision"] == "civilians") & (frame["party"] == party) & (frame["month"] == month)
    )
    (row,) = rows.iter_rows(named=True)
    return row


THREE = (
    attack(),
    attack(source="press", span=Span(day(2).start, day(4).end), deaths=Count(0, None, 11)),
    attack(
        source="post",
        span=Span(datetime(2023, 3, 3, 6, 15, tzinfo=UTC), datetime(2023, 3, 3, 6, 15, tzinfo=UTC)),
        place=Place(lon=20.67, lat=5.77, accuracy_m=500.0),
        a=("UPC: Union for Peace in the Central African Republic",),
        b=(),
        deaths=Count(12, 12, 12),
    ),
)


def test_one_attack_in_three_sources_is_one_certain_act():
    """The breach stands; the number is what must be different; nothing is merged."""
    row = finding(*THREE)
    assert (row["verdict"], row["low"], row["high"]) == ("breached", 1, None)
    assert row["reasons"] == ["act", "may-be-one"]
    assert len(row["evidence"]) == 3
    assert [len(group.split("+")) for group in row["may_be_one"]] == [3]
    assert (row["deaths_low"], row["deaths_best"], row["deaths_high"]) == (12, 12, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"span": day(5)},
        {"place": Place(lon=20.66, lat=5.80, accuracy_m=2000.0)},
        {"place": Place(lon=21.5, lat=6.5, accuracy_m=2000.0, district="Haute-Kotto")},
        {"place": Place(district="Ouham")},
        {"a": ("UPC", "FPRC"), "b": ("MPC",)},
        {"deaths": Count(1, 3, 2)},
        {"source": "another team", "deaths": Count(60, 70, 65)},
    ],
    ids=[
        "another day",
        "too far",
        "another prefecture",
        "named elsewhere",
        "another side",
        "deaths",
        "deaths of another sender",
    ],
)
def test_what_must_be_different_counts_twice(changes):
    """Time, place, actors and deaths each part two attacks."""
    row = finding(attack(), attack(**changes))
    assert (row["low"], row["may_be_one"], row["reasons"]) == (2, [], ["act"])


@pytest.mark.parametrize(
    "changes",
    [
        {"span": Span(day(1).start, day(9).end)},
        {"place": Place(lon=20.66, lat=5.79, accuracy_m=2000.0)},
        {"place": Place(district="Ouaka")},
        {"place": Place(country="Central African Republic")},
        {"a": ("UPC", "somebody unknown")},
        {"b": ("Muslims (CAR)",)},
        {"b": ()},
        {"deaths": Count(15, 40, 20)},
        {"source": "another team", "deaths": Count(20, 20, 20)},
        {"act": "sexual-violence"},
    ],
    ids=[
        "days",
        "near",
        "district",
        "country",
        "unknown",
        "civilians",
        "nobody",
        "deaths",
        "another team",
        "act",
    ],
)
def test_what_may_be_one_counts_once(changes):
    """Each part may agree."""
    row = finding(attack(), attack(**changes))
    assert (row["low"], len(row["may_be_one"])) == (1, 1)


def test_sides_may_be_exchanged_between_sources():
    """One source has the attacker first, another the attacked."""
    clash = {"act": "armed-clash", "a": ("UPC",), "b": ("MPC",)}
    reports = laid_out(attack(**clash), attack(**clash | {"a": ("MPC",), "b": ("UPC",)}))
    frame = verify(PACK, reports, at=AT).frame
    rows = frame.filter((frame["provision"] == "end-of-hostilities") & (frame["low"] > 0))
    assert rows["party"].sort().to_list() == ["MPC", "UPC"]
    assert rows["low"].to_list() == [1, 1]


def test_a_chain_counts_its_ends():
    """A may be B and B may be C, but A and C are too far apart: at least two."""
    places = [Place(lon=20.66, lat=5.76 + n * 0.03, accuracy_m=2000.0) for n in range(3)]
    row = finding(*(attack(place=place) for place in places))
    assert row["low"] == 2


def test_same_counts_once_and_different_counts_twice():
    """A comparison settles what may be one; the higher bound of a tally falls with *same* only."""
    two = (attack(), attack(source="press"))
    assert finding(*two)["low"] == 1
    settled = finding(*two, compared(0, 1, judgement="different"))
    assert (settled["low"], settled["reasons"]) == (2, ["act"])
    settled = finding(*two, compared(0, 1, judgement="same"))
    assert (settled["low"], settled["reasons"], settled["may_be_one"]) == (1, ["act"], [])
    assert len(settled["evidence"]) == 2
    assert settled["deaths_high"] == 15

    def acts(*reports):
        frame = tally(PACK, laid_out(*reports), at=AT).frame
        rows = frame.filter(frame["provision"] == "civilians")
        return rows["certain"].sum(), rows["possible"].sum()

    assert acts(*two) == (1, 1)
    assert acts(*two, compared(0, 1, judgement="same")) == (1, 0)
    assert acts(*two, compared(0, 1, judgement="different")) == (2, 0)


def test_the_later_comparison_holds_and_a_weak_one_settles_nothing():
    """A party's own word, which nobody rated, does not lower its count."""
    two = (attack(), attack(deaths=Count(1, 1, 1)))
    weak = compared(0, 1, judgement="same", rating=Reliability())
    assert finding(*two, weak)["low"] == 2
    same, different = (compared(0, 1, judgement=each) for each in ("same", "different"))
    assert finding(*two, same)["low"] == 1
    assert finding(*two, same, different)["low"] == 2
    assert finding(*two, different, same)["low"] == 1


def test_contradicting_comparisons_merge_nothing():
    """A is B and B is C, but A is not C: nobody is put together."""
    three = (attack(), attack(source="press"), attack(source="post"))
    row = finding(
        *three,
        compared(0, 1, judgement="same"),
        compared(1, 2, judgement="same"),
        compared(0, 2, judgement="different"),
    )
    assert row["low"] == 2
    assert len(row["evidence"]) == 3


def test_same_with_records_that_are_not_there_changes_nothing():
    """A retracted report, or one of another kind, may be named."""
    row = finding(attack(), compared(0, 7, judgement="same"))
    assert (row["verdict"], row["low"]) == ("breached", 1)


def test_explain_names_the_records_and_the_command():
    """What may be one is said with the records, and how to settle it."""
    tables = laid_out(*THREE)
    findings = verify(PACK, tables, at=AT)
    row = findings.frame.filter(findings.frame["low"] == 1).row(0, named=True)
    text = explain(PACK, tables, findings, row["id"]).as_text()
    assert "at least 1 certain act" in text
    assert "May be one event: 0000" in text
    assert "sulh compare 0000" in text


def test_tallies_can_be_added():
    """Acts at the turn of a month in two districts: no sum of rows claims more than is certain."""
    late = Span(
        datetime(2023, 3, 31, 22, 30, tzinfo=UTC), datetime(2023, 3, 31, 22, 30, tzinfo=UTC)
    )
    early = Span(
        datetime(2023, 3, 31, 23, 20, tzinfo=UTC), datetime(2023, 3, 31, 23, 20, tzinfo=UTC)
    )
    frame = tally(PACK, laid_out(attack(span=late), attack(span=early)), at=AT).frame
    rows = frame.filter(frame["provision"] == "civilians")
    assert rows["month"].sort().to_list() == ["2023-03", "2023-04"]
    assert (rows["certain"].sum(), rows["possible"].sum()) == (1, 1)
    assert len(rows["may_be_one"].explode().drop_nulls()) == 1


def test_since_leaves_out_what_ended_before():
    """`since` of a tally, by the end of the span."""
    tables = laid_out(attack(), attack(span=day(20)))
    for since, acts in ((1, 2), (3, 2), (4, 1), (21, 0)):
        frame = tally(PACK, tables, at=AT, since=day(since).start).frame
        assert frame.filter(frame["provision"] == "civilians")["certain"].sum() == acts


# ------------------------------------------------------------------ the kernel


def descriptions(spans: list[tuple[int, int]], words: list[int]) -> Descriptions:
    """Return descriptions that agree in all but their spans and one set of words."""
    n = len(spans)
    anything = np.full((n, 1), 2**64 - 1, dtype=np.uint64)
    return Descriptions(
        np.array(spans, dtype=np.int64).reshape(n, 2),
        np.column_stack([np.zeros(n), np.zeros(n), np.ones(n)]),
        np.tile(np.array([0, 2**62, 0, 2**62]), (n, 1)),
        np.zeros(n, dtype=np.int64),
        anything,
        anything,
        np.array(words, dtype=np.uint64).reshape(n, 1),
        anything,
        anything,
    )


def least_cover(near: list[list[bool]]) -> int:
    """Return the least number of cliques, by trying all."""

    def cover(left: tuple[int, ...]) -> int:
        if not left:
            return 0
        first, *others = left
        friends = [each for each in others if near[first][each]]
        best = len(left)
        for size in range(len(friends) + 1):
            for group in combinations(friends, size):
                if all(near[a][b] for a, b in combinations(group, 2)):
                    best = min(best, 1 + cover(tuple(o for o in others if o not in group)))
        return best

    return cover(tuple(range(len(near))))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 6), st.integers(1, 31)), min_size=1, max_size=9
    )
)
def test_the_least_number_is_exact_for_small_groups(rows):
    """On random spans and words: the number counted, and more, is the least cover by cliques."""
    rows.sort()
    spans = [(start, start + length) for start, length, _ in rows]
    words = [word for *_, word in rows]
    n = len(rows)
    near = [
        [
            spans[i][0] <= spans[j][1] and spans[j][0] <= spans[i][1] and bool(words[i] & words[j])
            for j in range(n)
        ]
        for i in range(n)
    ]
    one_of, more = keep_apart(
        np.array([0, n]), descriptions(spans, words), np.empty(0, np.int64), np.arange(n)
    )
    picks = [i for i in range(n) if one_of[i] == i]
    assert not any(near[a][b] for a, b in combinations(picks, 2))
    assert all(near[i][one_of[i]] for i in range(n))
    assert len(picks) + more[0] == least_cover(near)


def test_five_in_a_ring_are_three():
    """No three of a ring of five are apart, yet two groups do not hold it."""
    words = [0b00011, 0b00110, 0b01100, 0b11000, 0b10001]
    one_of, more = keep_apart(
        np.array([0, 5]),
        descriptions([(0, 9)] * 5, words),
        np.empty(0, np.int64),
        np.arange(5),
    )
    assert (sum(one_of == np.arange(5)), more[0]) == (2, 1)


@pytest.mark.parametrize("size", [EXACT + 1, 300, PAIRS + 500])
def test_larger_groups_claim_only_what_is_apart(size):
    """No two counted may be one, whatever the size; equal ones count once."""
    random = Random(size)
    rows = sorted((random.randrange(size), random.randrange(1, 256)) for _ in range(size))
    each = descriptions([(start, start + 5) for start, _ in rows], [word for _, word in rows])
    one_of, _ = keep_apart(np.array([0, size]), each, np.empty(0, np.int64), np.arange(size))
    picks = np.flatnonzero(one_of == np.arange(size))
    start, word = each.span[picks, 0], each.sort[picks, 0]
    touching = np.abs(start[:, None] - start[None, :]) <= 5
    alike = (word[:, None] & word[None, :]) > 0
    assert (touching & alike).sum() == picks.size  # each with itself
    same = descriptions([(0, 1)] * size, [1] * size)
    one_of, _ = keep_apart(np.array([0, size]), same, np.empty(0, np.int64), np.arange(size))
    assert (one_of == one_of[0]).all()


def test_what_a_chart_counts() -> None:
    """Three reports of one attack are one certain event; what is settled to be the same is none more."""
    three = [attack(source=name) for name in ("radio", "ngo", "police")]
    tables = laid_out(*three, attack(span=day(20)))
    assert sorted(event_tris(PACK, tables, at=AT)[:3]) == [1, 1, 2]
    assert event_tris(PACK, tables, at=AT)[3] == 2
    settled = laid_out(*three, compared(0, 1, 2, judgement="same"))
    assert event_tris(PACK, settled, at=AT).to_list() == [2, 0, 0]
    apart = laid_out(*three, compared(0, 1, 2, judgement="different"))
    assert event_tris(PACK, apart, at=AT).to_list() == [2, 2, 2]
    assert event_tris(PACK, tables, at=datetime(2023, 3, 10, tzinfo=UTC))[3] == 0
