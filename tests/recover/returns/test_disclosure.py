"""Small counts never leave: an attack on every table, page, export and difference of two of them."""

import io
import json
import random
import zipfile
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.recover.returns.made import (
    AT,
    SINCE,
    alike,
    condition,
    movement,
    population,
    same_cell,
)

from sulh.recover import (
    LedgerView,
    PersonCount,
    needs_statement,
    parts_of,
    release,
    returns_statement,
)
from sulh.recover.returns import disclosure
from sulh.report import needs_sheet, returns_sheet, sheet_html, sheet_xlsx

PLACES = ("Bria", "Ndele", "Birao")
SENDERS = ("IOM", "UNHCR")


def test_rounded_counts_partition_the_numbers():
    """Each number lies in the bounds of exactly one rounded count, and each leaves ten or more open."""
    cells = sorted({release(number) for number in range(3000)})
    assert cells[0].low == 0
    for one, other in zip(cells, cells[1:], strict=False):
        assert other.low == one.high + 1
    for number in range(2900):
        own = release(number)
        assert own.low <= number <= own.high
        assert own.high - own.low >= 9
        assert own.low <= own.middle <= own.high or own.high == 9
    assert [str(release(each)) for each in (3, 12, 118, 1234)] == [
        "fewer than 10", "10 to 19", "110 to 119", "1,230 to 1,239",
    ]  # fmt: skip


def everything_published(movements, populations):
    """Return all that leaves: JSON, page and workbook, of two moments, and of two statements."""
    published = []
    for at in (AT, AT - timedelta(days=15)):
        needs = needs_statement(populations, [], at=at)
        returns = returns_statement(
            movements,
            populations,
            [condition("water", "partly")],
            LedgerView(needs=needs),
            since=SINCE,
            at=at,
        )
        for statement, sheet in ((needs, needs_sheet(needs)), (returns, returns_sheet(returns))):
            published.append(json.dumps(statement.content(), sort_keys=True))
            published.append(sheet_html(sheet))
            with zipfile.ZipFile(io.BytesIO(sheet_xlsx(sheet))) as book:
                published += [
                    book.read(name).decode()
                    for name in sorted(book.namelist())
                    if name.startswith("xl/")
                ]
    return published


count = st.integers(0, 60)
moves = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(SENDERS),
        st.lists(count, min_size=5, max_size=5), st.booleans(), st.integers(1, 80),
    ).filter(lambda each: each[0] != each[1]),
    max_size=5,
)  # fmt: skip
crowds = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(SENDERS), count, st.integers(1, 80)),
    max_size=4,
)


def build(moves, crowds, draw=None):
    """Make the records; `draw` given: with other counts that are rounded alike."""
    movements = []
    for at, (left, to, source, numbers, has_parts, before) in enumerate(moves):
        names = ("women", "men", "girls", "boys") if has_parts else ()
        parts = dict(zip(names, numbers, strict=False))
        people = sum(parts.values()) + numbers[4]
        if draw:
            people, parts = alike(people, parts, draw)
        movements.append(
            movement(people, ref=f"m{at}", left=left, to=to, source=source, before=before, **parts)
        )
    populations = [
        population(
            same_cell(number, draw()) if draw else number,
            ref=f"p{at}",
            place=place,
            source=source,
            before=before,
        )
        for at, (place, source, number, before) in enumerate(crowds)
    ]
    return movements, populations


@settings(deadline=None, max_examples=25)
@example(
    moves=[("Bria", "Ndele", "IOM", [1, 2, 3, 4, 0], True, 9)], crowds=[], chance=random.Random(1)
)
@given(moves, crowds, st.randoms(use_true_random=False))
def test_nothing_published_tells_two_worlds_apart(moves, crowds, chance):
    """Whatever an attacker computes from all that is published, it fits other true numbers as well.

    Every reported count is changed to another one that is rounded alike: all pages, exports and tables
    at two moments stay the same to the letter, so their totals and differences do, too.
    """
    truth = build(moves, crowds)
    other = build(moves, crowds, lambda: chance.randrange(1000))
    assert everything_published(*truth) == everything_published(*other)


def test_the_attack_finds_an_exact_count(monkeypatch):
    """The test above can fail: where counts go out as they are, two worlds differ."""
    one = build([("Bria", "Ndele", "IOM", [11, 2, 3, 4, 5], True, 9)], [])
    other = build([("Bria", "Ndele", "IOM", [12, 2, 3, 4, 5], True, 9)], [])
    assert everything_published(*one) == everything_published(*other)
    monkeypatch.setattr(disclosure, "release", lambda people: PersonCount(people, people))
    assert everything_published(*one) != everything_published(*other)


def test_a_whole_has_its_own_ten_whatever_its_parts():
    """The rest, of unknown sex and age, is never shown."""
    record = movement(36, women=9, men=9, girls=9)
    assert set(parts_of(record)) == {"women", "men", "girls"}
    statement = returns_statement([record], [], [], LedgerView(), since=SINCE, at=AT)
    (flow,) = statement.flows
    assert (flow.people.low, flow.people.high) == (30, 39)
    assert {name: (each.low, each.high) for name, each in flow.parts.items()} == dict.fromkeys(
        ("women", "men", "girls"), (0, 9)
    )
