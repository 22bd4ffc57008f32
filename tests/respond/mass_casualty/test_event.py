"""Many wounded: a day by hand, the slow twin, what never happens, and transfers greedy against exact."""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.protect import Pace
from sulh.respond import (
    Delay,
    Delays,
    Medical,
    MedicalAsset,
    MedicalFacility,
    Travel,
    Weather,
    prepare_ways,
)
from sulh.respond.mass_casualty import (
    Care,
    Wounded,
    exact_transfers,
    greedy_transfers,
    plan_casualties,
    prepare_event,
    simulate,
)
from sulh.values import Place

KM = 1 / 111.19
WAYS = prepare_ways(None, pace=Pace(road_kmh=60.0), circuity=1.0)
FIXED = Delays(
    alarm=Delay(2, 2, 2), decision=Delay(3, 3, 3), loading=Delay(5, 5, 5), handover=Delay(4, 4, 4)
)


def asset(name, km, **more):
    facts = {"mode": "vehicle", "medical": True, "start_likely_min": Decimal(5), "night": True}
    return MedicalAsset(
        origin=Origin(source="s", ref=name), place=Place(lon=km * KM, lat=0.0), **(facts | more)
    )


def hospital(name, km, **more):
    facts = {"level": "2", "beds": 10, "theatres": 1, "helipad": True, "surgery_min": Decimal(60)}
    return MedicalFacility(
        origin=Origin(source="s", ref=name), place=Place(lon=km * KM, lat=0.0), **(facts | more)
    )


def event(assets, hospitals, immediate, delayed=0, **care):
    return prepare_event(
        0.0,
        0.0,
        Wounded(immediate=immediate, delayed=delayed),
        Medical(assets=tuple(assets), facilities=tuple(hospitals)),
        WAYS,
        Travel(),
        Care(delays=FIXED, **({"variation": 0.0, "delayed_share": 1.0} | care)),
    )


def test_weather_dark_and_column_count_and_each_who_cannot_come_says_why():
    """As for one casualty: a helicopter below its minimum, one for the day, a boat without a river."""
    fleet = [
        asset("car", 10.0),
        asset("low", 10.0, mode="helicopter", speed_kmh=200, ceiling_min_m=300),
        asset("day", 10.0, night=False),
        asset("boat", 10.0, mode="boat", speed_kmh=30),
    ]
    where = Medical(assets=tuple(fleet), facilities=(hospital("h", 10.0),))
    weather = Weather(ceiling_m=120)
    wounded = Wounded(immediate=1, delayed=0)

    def prepare(**more):
        travel = Travel(weather=weather, **more)
        return prepare_event(0.0, 0.0, wounded, where, WAYS, travel, Care(), is_dark=True)

    dry, column = prepare(), prepare(is_escorted=True, is_wet=True)
    assert dry.cannot == (
        "", "clouds at 120 m, it needs 300 m", "does not work in the dark", "no rivers or lakes are given",
    )  # fmt: skip
    assert "low: cannot come to the place: clouds at 120 m, it needs 300 m." in dry.notes()
    assert column.arrive[0] == pytest.approx(dry.arrive[0] * 2 / 0.7)
    assert column.assumption.endswith("Travel is in the wet season, in a column with an escort.")


def test_a_day_by_hand():
    """One ambulance of one seat, 10 minutes from the place and from the hospital, one table."""
    own = event([asset("a", 10.0)], [hospital("h", 10.0)], 2, 1)
    runs = simulate(own, "nearest", runs=1, seed=0)
    # alarm 2, decision 3, start 5, way 10, loading 5, way 10, handover 4; then back and forth 20 and loading 5
    assert runs.arrivals[0] == pytest.approx([39, 64, 89], abs=0.1)
    assert runs.starts[0] == pytest.approx([39, 99, 159], abs=0.1)


def test_beds_blood_tables_and_pads_are_never_passed_over_in_silence():
    """Who has no bed is not brought; without blood, table, pad or level 2 there is no operation."""
    for facts, brought, operated in (
        ({"beds": 2}, 2, 2),
        ({"beds": 0}, 0, 0),
        ({"theatres": 0}, 5, 0),
        ({"level": "1"}, 5, 0),
        ({"blood_units": 11}, 5, 2),
        ({"blood_units": 0}, 5, 0),
    ):
        own = event([asset("a", 1.0, seats=3)], [hospital("h", 5.0, **facts)], 5)
        for rule in ("nearest", "soonest"):
            runs = simulate(own, rule, runs=3, seed=0)
            assert (runs.hospitals >= 0).sum() == 3 * brought
            assert np.isfinite(runs.starts).sum() == 3 * operated
        assert own.notes()
    pad = event(
        [asset("heli", 1.0, mode="helicopter", speed_kmh=200)],
        [hospital("h", 5.0, helipad=False)],
        2,
    )
    assert (simulate(pad, "soonest", runs=1, seed=0).hospitals == -1).all()
    assert any("no facility with free beds has a landing site" in each for each in pad.notes())
    assert any("nothing brings anybody there" in each for each in pad.notes())
    plan = plan_casualties(pad, runs=5)
    assert plan.outcomes[0].never == 2
    assert math.isnan(plan.outcomes[0].minutes)
    assert plan.content()["outcomes"][0]["minutes"] is None


def test_the_delayed_who_need_no_operation_take_a_bed_only():
    own = event([asset("a", 1.0, seats=9)], [hospital("h", 5.0)], 1, 4, delayed_share=0.5)
    runs = simulate(own, "soonest", runs=1, seed=0)
    assert own.operated.tolist() == [True, True, True, False, False]
    assert np.isfinite(runs.starts[0]).tolist() == [True, True, True, False, False]
    assert (runs.hospitals == 0).all()


@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_transfers_help_and_greedy_is_never_better_than_exact(seed):
    """Up to six wounded: the best of all placements, and how far the greedy choice is from it."""
    chance = np.random.default_rng(seed)
    hospitals = [
        hospital(f"h{k}", float(chance.uniform(1, 60)), theatres=int(chance.integers(0, 3)),
                 beds=int(chance.integers(2, 8)), blood_units=int(chance.integers(0, 40)))
        for k in range(3)
    ]  # fmt: skip
    own = event([asset("a", 1.0, seats=2), asset("b", 3.0)], hospitals, 3, 3)
    run = simulate(own, "nearest", runs=1, seed=0, mean=True)
    greedy, exact = greedy_transfers(own, run), exact_transfers(own, run)
    assert exact.is_exact
    assert exact.after_min <= greedy.after_min + 1e-6
    assert greedy.after_min <= greedy.before_min
    assert greedy.before_min == pytest.approx(exact.before_min)
    for each in (greedy, exact):
        held = np.bincount(each.hospitals[each.hospitals >= 0], minlength=3)
        assert (held <= own.beds).all()
        assert (
            sum(move.persons for move in each.moves) == (each.hospitals != run.hospitals[0]).sum()
        )


def test_a_transfer_that_helps_is_found():
    """Four at a hospital with one table, and an empty one ten minutes away."""
    own = event([asset("a", 1.0, seats=4)], [hospital("near", 2.0), hospital("next", 12.0)], 4)
    plan = plan_casualties(own, runs=20)
    assert plan.exact.moves[0].persons == 2
    assert plan.exact.after_min < plan.exact.before_min
    assert plan.greedy.after_min == pytest.approx(plan.exact.after_min)
    soonest = [each for each in plan.outcomes if each.rule == "soonest"]
    assert soonest[0].minutes <= plan.outcomes[0].minutes + 1e-9


def test_the_same_seed_gives_the_same_answer_and_another_another():
    own = event([asset("a", 1.0, seats=2)], [hospital("h", 9.0)], 4, 2, variation=0.5)
    frames = [plan_casualties(own, runs=30, seed=seed).frame() for seed in (1, 1, 2)]
    assert frames[0].equals(frames[1])
    assert not frames[0].equals(frames[2])


def test_what_cannot_be_is_refused():
    for make, words in (
        (lambda: Wounded(immediate=-1, delayed=2), "-1"),
        (lambda: Wounded(immediate=0, delayed=0), "Nobody"),
        (lambda: Care(surgery_min=0.0), "out of range"),
        (
            lambda: event([asset("a", 1.0)], [hospital("h", 1.0, surgery_min=Decimal(0))], 1),
            "0 minutes",
        ),
        (
            lambda: simulate(
                event([asset("a", 1.0)], [hospital("h", 1.0)], 1), "x", runs=1, seed=0
            ),
            "rule",
        ),
    ):
        with pytest.raises(InputError, match=words):
            make()
    with pytest.raises(InputError, match="not a place on Earth"):
        prepare_event(0.0, 99.0, Wounded(immediate=1, delayed=0), Medical(assets=(asset("a", 1.0),),
                      facilities=(hospital("h", 1.0),)), WAYS, Travel(), Care())  # fmt: skip


def test_an_asset_without_seats_brings_nobody_and_says_so():
    own = event([asset("a", 1.0, seats=None)], [hospital("h", 5.0)], 1)
    assert (simulate(own, "nearest", runs=1, seed=0).hospitals == -1).all()
    assert any("takes no wounded" in each for each in own.notes())
