"""Stock beside the gap: the latest count, named where it cannot be added, and what handing it out leaves."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recover.needs.test_statement import AT, delivery, line, people

from sulh.picture import Origin
from sulh.recover import latest_stocks, needs_statement
from sulh.respond.convoys import ReliefStock
from sulh.values import Place

DAY = AT.date()


def stock(
    quantity,
    *,
    before=5,
    depot="Airfield",
    supply="water",
    unit="l",
    place="Bria",
    source="log",
    ref="s",
):
    return ReliefStock(
        origin=Origin(source=source, ref=ref),
        depot=depot,
        supply=supply,
        quantity=Decimal(quantity),
        unit=unit,
        count_day=None if before is None else DAY - timedelta(days=before),
        place=Place(name=place, lon=21.9, lat=6.5, accuracy_m=100),
    )  # fmt: skip


def made(*stocks, of=None):
    of = of or (people(100),)
    return needs_statement(of, [delivery("water", "3", "m3")], at=AT, days=10, stocks=stocks)


def test_the_latest_count_holds_and_closes_no_gap():
    statement = made(
        stock(9000, before=9), stock(2, unit="m3", before=3), stock(99_000, before=None)
    )
    water = line(statement, "water")
    assert (water.gap_low, water.stock, water.left_low) == (12_000, 2000, 10_000)
    assert water.left_high == water.gap_high - 2000
    assert not statement.left_out


def test_batches_of_one_day_and_counts_without_a_day_add_up():
    assert line(made(stock(10), stock(20, ref="s2")), "water").stock == 30
    assert line(made(stock(10, before=None), stock(20, before=None)), "water").stock == 30


def test_more_than_is_missing_leaves_nothing_missing():
    water = line(made(stock(999_999)), "water")
    assert (water.left_low, water.left_high) == (0, 0)
    assert water.gap_low == 12_000


def test_a_depot_where_no_people_are_counts_over_all_places_only():
    statement = made(
        stock(5000, place="Port", depot="Port"),
        stock(1000),
        of=(people(100), people(100, place="Bambari", ref="b")),
    )
    (water,) = statement.stocks
    assert water.depots == {"Airfield": 1000, "Port": 5000}
    assert water.gap_low == 12_000 + 15_000
    assert (water.stock, water.left_low) == (6000, 21_000)
    assert line(statement, "water", "Bambari").stock == 0
    content = statement.content()["stocks"][0]
    assert (content["stock"], content["left"][0]) == ("6000", "21000")


@pytest.mark.parametrize(
    ("supply", "unit", "words"),
    [
        ("food", "kg", "s (log): 'kg' is no unit of food."),
        ("water", "pallet", "s (log): 'pallet' is no unit of water."),
        ("tents", "pallet", "s (log): there is no standard for 'tents'."),
    ],
)
def test_what_does_not_measure_a_supply_is_named_not_guessed(supply, unit, words):
    statement = made(stock(7, supply=supply, unit=unit))
    assert tuple(map(str, statement.left_out)) == (words,)
    assert not statement.stocks
    assert all(each.stock == 0 for each in statement.lines)


def test_a_latest_count_in_another_unit_does_not_bring_back_an_older_one():
    """What lay there last week is not known to lie there still."""
    assert not made(stock(900, before=9), stock(3, unit="pallet", before=1)).stocks


def test_a_count_of_a_day_to_come_is_named_and_does_not_hold():
    statement = made(stock(900, before=1), stock(5, before=-1, ref="typo"))
    assert line(statement, "water").stock == 900
    assert tuple(map(str, statement.left_out)) == (
        "typo (log): stock counted on a day after this moment.",
    )


def test_of_two_senders_the_least_holds_and_the_other_is_named():
    statement = made(stock(900), stock(500, source="WFP"))
    assert line(statement, "water").stock == 500
    assert tuple(map(str, statement.left_out)) == (
        "Airfield, water: several senders counted it; the least holds, that of WFP, not that of log.",
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "A", "b"]), st.none() | st.integers(0, 3), st.integers(0, 9)
        ),
        max_size=8,
    )
)
def test_the_latest_rows_are_those_of_the_last_day_of_each_depot(rows):
    stocks = [stock(quantity, depot=depot, before=before) for depot, before, quantity in rows]
    by_depot = defaultdict(list)
    for each in stocks:
        by_depot[each.depot.lower()].append(each)
    expected = [
        each
        for each in stocks
        if all(
            (other.count_day or date.min) <= (each.count_day or date.min)
            for other in by_depot[each.depot.lower()]
        )
    ]
    assert list(latest_stocks(stocks)) == expected
