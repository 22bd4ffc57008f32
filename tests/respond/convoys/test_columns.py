"""Columns: vehicles that drive together are planned as one, and each loads no more than it holds."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.respond.convoys.invented import need, stock, vehicle

from sulh.errors import InputError
from sulh.respond.convoys import Search, plan_content, plan_convoys, straight_ways
from sulh.respond.convoys.amounts import measure_need, room_of
from sulh.respond.convoys.columns import join_columns, share_load

DAY = date(2026, 6, 15)


def planned(needs, stocks, vehicles, **more):
    return plan_convoys(
        needs, stocks, vehicles, straight_ways(), first=DAY, search=Search(iterations=50), **more
    )


def member(name, **more):
    return vehicle(name, column="C", **more)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([None, 1, 2])), min_size=1, max_size=2),
)
def test_each_vehicle_holds_what_it_loads(rooms, wishes):
    """Never more than a vehicle holds or is needed.

    By weight alone nothing is left that has room; of a single good, with two limits, all ways of sharing it,
    tried one by one, take no more.
    """
    sorts = [member(f"v{n}", load_kg=kg, load_m3=m3) for n, (kg, m3) in enumerate(rooms) if kg]
    if not sorts:
        return
    (_, *rest), (column,) = join_columns(sorts)
    assert not rest
    parts = [
        (measure_need(need(f"n{n}", kg, 0.1, **({"m3_each": Decimal(m3)} if m3 else {}))), kg)
        for n, (kg, m3) in enumerate(wishes)
    ]
    shares = share_load(column, parts)
    for (_, each), own in zip(column.members, shares.tolist(), strict=True):
        taken = sum(measure.load(n) for (measure, _), n in zip(parts, own, strict=True))
        assert (taken <= room_of(each)).all()
    assert all(
        0 <= took <= amount for took, (_, amount) in zip(shares.sum(axis=0), parts, strict=True)
    )
    if all(m3 is None for _, m3 in wishes):
        assert shares.sum() == min(sum(kg for kg, _ in wishes), sum(kg for kg, _ in rooms))
    if len(wishes) == 1:
        options = product(*(range(wishes[0][0] + 1) for _ in column.members))
        best = max(
            sum(each)
            for each in options
            if sum(each) <= wishes[0][0]
            and all(
                (parts[0][0].load(n) <= room_of(one)).all()
                for n, (_, one) in zip(each, column.members, strict=True)
            )
        )
        assert shares.sum() == best


def test_a_mixed_column_goes_as_one_with_its_escort():
    """Two lorries and a tanker with an escort: one run, at the slowest speed; who loads what is said, and adds up."""
    needs = [
        need("camp", 1700, 0.2, escort=True),
        need("camp", 900, 0.2, supply="water", unit="l", escort=True),
    ]
    stocks = [stock("D", 5000), stock("D", 5000, supply="water", unit="l")]
    sorts = [
        member("Lorry", load_kg=1000, vehicles=2, speed_kmh=60),
        member("Tanker", load_kg=None, litres=1000, speed_kmh=20),
        member("Armoured", escort=True, speed_kmh=50),
    ]
    plan = planned(needs, stocks, sorts)
    assert [run.vehicle for run in plan.runs] == ["C"]
    assert not plan.unserved
    (trip,) = plan.runs[0].trips
    leg_min = trip.stops[0].arrives - trip.leaves
    alone = planned(needs[1:], stocks, [vehicle("T", load_kg=None, litres=1000, speed_kmh=20)])
    assert alone.unserved, "without an escort nobody goes there"
    slow = planned([need("c", 1, 0.2)], stocks, [vehicle("S", speed_kmh=20)]).runs[0].trips[0]
    assert leg_min == pytest.approx(slow.stops[0].arrives - slow.leaves)
    loads = plan_content(plan)["column_loads"]
    assert {(each["vehicle"], each["quantity"]) for each in loads} == {
        ("Lorry 1", "1000"),
        ("Lorry 2", "700"),
        ("Tanker", "900"),
    }
    assert plan_content(plan)["columns"][0]["vehicles"] == [
        "Lorry 1",
        "Lorry 2",
        "Tanker",
        "Armoured",
    ]


def test_room_and_strength_of_two_vehicles_do_not_add_up():
    """The sum holds 2,000 kg and 11 m3; but one has no room and the other no strength: five trips, not one."""
    sorts = [
        member("Strong", load_kg=1900, load_m3=1),
        member("Wide", load_kg=100, load_m3=10),
    ]
    plan = planned([need("n", 1000, 0.1, m3_each=Decimal("0.01"))], [stock("D", 5000)], sorts)
    whole, _ = plan.delivered()
    assert whole[0] == 1000
    assert len(plan.runs[0].trips) == 5
    for run in plan.runs:
        for trip in run.trips:
            assert sum(stop.amount for stop in trip.stops) <= 200


@pytest.mark.parametrize(
    ("sorts", "words"),
    [
        ([member("A", escort=True)], "takes no load"),
        ([member("A"), vehicle("C")], "has the name of a vehicle"),
        ([member("A", roads=("primary",)), member("B", roads=("track",))], "no class of road"),
    ],
)
def test_columns_that_cannot_be(sorts, words):
    with pytest.raises(InputError, match=words):
        planned([need("n", 10, 0.1)], [stock("D", 50)], [vehicle("other"), *sorts])
