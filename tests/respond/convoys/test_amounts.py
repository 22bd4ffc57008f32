"""Loads larger than a vehicle: never fewer than the bound, never more than fits, nothing lost."""

from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.respond.convoys.invented import need, vehicle

from sulh.languages.speech import ENGLISH, Speech, bare
from sulh.report.pages.loads import load_text
from sulh.respond.convoys.amounts import measure_need, room_of, split_amount, steps


@given(st.integers(1, 10_000), st.integers(1, 500))
def test_an_amount_is_split_into_as_few_loads_as_can_be(amount, largest):
    loads = split_amount(amount, largest)
    assert sum(loads) == amount
    assert max(loads) <= largest
    assert min(loads) > 0
    assert len(loads) == -(-amount // largest)


@given(
    st.sampled_from(["l", "kg", "m3", "pallet"]),
    st.decimals("0.01", 5000, places=2),
    st.one_of(st.none(), st.decimals("0.01", 900, places=2)),
    st.integers(0, 3000),
    st.integers(0, 40),
)
def test_the_largest_load_fits_and_one_step_more_does_not(unit, quantity, kg_each, load_kg, room):
    own = measure_need(need("a", quantity, 0.0, unit=unit, kg_each=kg_each))
    space = room_of(
        vehicle("v", load_kg=load_kg, load_m3=room, litres=room * 100, pallets=room or 1)
    )
    most = own.largest(space)
    assert (own.load(most) <= space).all()
    assert not (own.load(most + 1) <= space).all()


def test_needs_are_rounded_up_and_room_is_rounded_down():
    assert steps(Decimal("2.001"), "m3", up=True) == 201
    assert steps(Decimal("2.009"), "m3", up=False) == 200
    assert measure_need(need("a", "10.2", 0.0, unit="pallet")).amount == 11
    assert np.array_equal(room_of(vehicle("v", load_kg="99.9", pallets=3)), [0, 99, 0, 3])
    assert load_text(250, "m3", ENGLISH) == "2.50 m3"
    assert [load_text(n, "pallet", ENGLISH) for n in (1, 2)] == ["1 pallet", "2 pallets"]
    assert bare(load_text(123_450, "m3", Speech("fr"))) == "1\u202f234,50 m³"
