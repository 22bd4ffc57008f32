"""The standards give the needs of a thousand people as the handbooks print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.recover import convert_amount, standards


@pytest.mark.parametrize(
    ("name", "days", "need"),
    [
        ("water", 1, "15000"),
        ("taps", 1, "4"),
        ("toilets", 1, "50"),
        ("covered-space", 1, "3500"),
        ("settlement-area", 30, "45000"),
        ("soap", 30, "450000"),
        ("food", 1, "2100000"),
        ("community-health-workers", 30, "1"),
        ("birth-attendants", 30, "3"),
    ],
)
def test_a_thousand_people(name, days, need):
    """15,000 litres a day, 4 taps, 50 toilets, 3,500 and 45,000 square metres, 450 kg soap a month, 2.1 Gcal.

    Staff are whole: 1 community health worker, and 2.3 doctors, nurses and midwives are 3.
    """
    assert standards()[name].need(1000, days) == Decimal(need)


def test_every_standard_has_a_source():
    """And those whose value was not compared with a second source are marked."""
    for each in standards().values():
        assert each.source
        assert each.cluster
    assert not standards()["food"].checked
    assert standards()["water"].checked


def test_pieces_are_whole():
    """251 people need two taps."""
    assert standards()["taps"].need(250, 1) == 1
    assert standards()["taps"].need(251, 1) == 2
    assert standards()["taps"].need(0, 1) == 0


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 366))
def test_more_people_need_no_less(few, more, days):
    """The need grows with the people, and nobody needs nothing."""
    few, more = sorted((few, more))
    for each in standards().values():
        assert 0 <= each.need(few, days) <= each.need(more, days)


@pytest.mark.parametrize(
    ("amount", "unit", "into", "result"),
    [
        ("2", "m3", "l", "2000"),
        ("1.5", "t", "g", "1500000"),
        ("3", "Gcal", "kcal", "3000000"),
        ("1", "kg", "l", None),
        ("1", "truck", "l", None),
    ],
)
def test_units(amount, unit, into, result):
    """What does not measure the same is not converted."""
    expected = None if result is None else Decimal(result)
    assert convert_amount(Decimal(amount), unit, into) == expected
