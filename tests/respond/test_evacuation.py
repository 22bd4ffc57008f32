"""Casualty evacuation: hand-made chains, chances against drawn ones, losses against whole plans anew."""

import math
import time
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.protect import Demands, Pace
from sulh.respond import (
    Conditions,
    Delay,
    Delays,
    Medical,
    MedicalAsset,
    MedicalFacility,
    Points,
    Travel,
    WayClosure,
    Weather,
    evacuate,
    evacuate_area,
    find_legs,
    parse_delay,
    prepare_ways,
)
from sulh.respond.delays import probabilities_of_sum
from sulh.values import Place

DEGREE = 111.19  # kilometres, near enough
FIXED = Delays(
    aid=Delay(4, 4, 4),
    alarm=Delay(3, 3, 3),
    decision=Delay(5, 5, 5),
    loading=Delay(8, 8, 8),
    handover=Delay(6, 6, 6),
)
WAYS = prepare_ways(None, pace=Pace(road_kmh=60.0), circuity=1.0)


def asset(name, lon, lat=0.0, **more):
    facts = {"mode": "vehicle", "medical": True, "start_likely_min": Decimal(5), "night": True}
    return MedicalAsset(
        origin=Origin(source="s", ref=name),
        place=Place(lon=lon, lat=lat, accuracy_m=10),
        **(facts | more),
    )


def facility(name, lon, lat=0.0, **more):
    facts = {"level": "2", "beds": 4, "theatres": 1, "helipad": True}
    return MedicalFacility(
        origin=Origin(source="s", ref=name),
        place=Place(lon=lon, lat=lat, accuracy_m=10),
        **(facts | more),
    )


def at(*lon):
    return Points(np.array(lon, float), np.zeros(len(lon)))


def plan(medical, places, delays=FIXED, *, is_dark=False, without=frozenset()):
    legs = find_legs(medical, WAYS, Travel(), places, is_dark=is_dark)
    return evacuate(legs, delays, without=without)


def test_a_chain_by_hand():
    """3 + 5 + 5 minutes, the way at sixty, 8 loading, the way on, 6 to the table."""
    medical = Medical(assets=(asset("A", 0.0),), facilities=(facility("F", 0.3),))
    best = plan(medical, at(0.1, 1.5))
    assert best.care_min[0] == pytest.approx(13 + 0.1 * DEGREE, rel=0.002)
    assert best.surgery_min[0] == pytest.approx(13 + 8 + 6 + 0.3 * DEGREE, rel=0.002)
    assert best.holds.tolist() == [True, False]
    assert best.chance.tolist() == [1.0, 0.0]
    assert (best.carer[0], best.bringer[0], best.facility[0]) == (0, 0, 0)


def test_helicopters_need_daylight_landing_sites_and_range():
    """By night it stays unless it works in the dark; it lands where it can; it flies as far as it may."""
    heli = {"mode": "helicopter", "speed_kmh": 200, "night": False}
    car = asset("A", 0.0)
    base = Medical(assets=(car, asset("H", 0.0, **heli)), facilities=(facility("F", 0.0),))
    assert plan(base, at(0.5)).bringer[0] == 1
    assert plan(base, at(0.5), is_dark=True).bringer[0] == 0
    no_pad = Medical(assets=base.assets, facilities=(facility("F", 0.0, helipad=False),))
    assert plan(no_pad, at(0.5)).bringer[0] == 0
    assert "H: no facility with free beds has a landing site." in no_pad.notes()
    short = Medical(assets=(car, asset("H", 0.0, **heli, range_km=100)), facilities=base.facilities)
    assert plan(short, at(0.4, 0.5)).bringer.tolist() == [1, 0]


def test_a_hospital_without_beds_or_table_is_named_and_not_used():
    """The nearest has no bed, the next no theatre, the next is level 1: the fourth operates."""
    facilities = (
        facility("full", 0.10, beds=0),
        facility("no-table", 0.11, theatres=0),
        facility("clinic", 0.12, level="1"),
        facility("far", 0.5),
    )
    medical = Medical(assets=(asset("A", 0.0),), facilities=facilities)
    assert plan(medical, at(0.1)).facility[0] == 3
    assert medical.notes() == (
        "full: level 2, but no free bed: nobody is brought there.",
        "no-table: level 2, but no theatre: no surgery there.",
    )
    none = Medical(assets=(asset("A", 0.0, seats=0),), facilities=facilities[:3])
    assert none.notes()[-2:] == (
        "A: takes no wounded.",
        "No facility can operate: nobody has surgery in time.",
    )
    best = plan(none, at(0.1))
    assert best.surgery_min[0] == math.inf
    assert (best.bringer[0], best.facility[0], best.chance[0]) == (-1, -1, 0.0)
    with pytest.raises(InputError, match="no assets"):
        Medical(assets=(), facilities=facilities)


def test_without_the_best_the_next_goes():
    """Two ambulances: the far one takes over, later; without both nobody comes."""
    medical = Medical(
        assets=(asset("near", 0.1), asset("far", 0.4)), facilities=(facility("F", 0.2),)
    )
    first, second, none = (
        plan(medical, at(0.15), without=frozenset(lost)) for lost in ((), (0,), (0, 1))
    )
    assert (first.bringer[0], second.bringer[0], none.bringer[0]) == (0, 1, -1)
    assert first.surgery_min[0] < second.surgery_min[0] < none.surgery_min[0] == math.inf


SOME = st.tuples(*[st.integers(0, 40)] * 3).map(lambda t: Delay(*map(float, sorted(t))))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(SOME)
def test_a_delay_on_the_grid_keeps_its_mean_and_its_whole(delay):
    """Probabilities sum to one; the mean is that of the triangle to a hundredth of a minute."""
    chances = probabilities_of_sum(delay)
    assert chances.min() >= 0.0
    assert chances.sum() == pytest.approx(1.0)
    assert chances @ np.arange(len(chances)) * 0.25 == pytest.approx(delay.mean, abs=0.01)


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.tuples(*[SOME] * 5), st.tuples(*[SOME] * 2), st.booleans(), st.booleans())
def test_the_chance_of_10_1_2_is_that_of_many_draws(five, starts, medical, second_medical):
    """Forty thousand drawn evacuations of the same plan: the share in time is the chance, to 1.5 %."""
    delays = Delays(aid=five[0], alarm=five[1], decision=five[2], loading=five[3], handover=five[4])
    assets = tuple(
        asset(name, lon, medical=aboard, start_min=Decimal(s.low), start_likely_min=Decimal(s.likely),
              start_max_min=Decimal(s.high))
        for name, lon, aboard, s in (("A", 0.0, medical, starts[0]), ("B", 0.25, second_medical, starts[1]))
    )  # fmt: skip
    both = Medical(assets=assets, facilities=(facility("F", 0.5),))
    legs = find_legs(both, WAYS, Travel(), at(0.2))
    best = evacuate(legs, delays)
    rng = np.random.default_rng(7)

    def draw(delay):
        if delay.low == delay.high:
            return np.full(40_000, delay.low)
        return rng.triangular(delay.low, delay.likely, delay.high, 40_000)

    i, j = best.carer[0], best.bringer[0]
    common, start = draw(delays.alarm) + draw(delays.decision), [draw(each) for each in starts]
    load, hand = draw(delays.loading), draw(delays.handover)
    other_load = load if i == j else draw(delays.loading)
    care = common + start[i] + legs.arrive[i, 0]
    care += 0.0 if legs.is_medical[i] else other_load + legs.shelter[i, 0]
    surgery = common + start[j] + legs.arrive[j, 0] + load + legs.bring[j, 0] + hand
    share = ((draw(delays.aid) <= 10) & (care <= 60) & (surgery <= 120)).mean()
    assert best.chance[0] == pytest.approx(share, abs=0.015)


def test_delays_are_read_or_refused():
    """Three numbers in order, or one; nothing else."""
    assert parse_delay("2:5:12") == Delay(2, 5, 12)
    assert parse_delay("5") == Delay(5, 5, 5)
    for text in ("", "5:2:1", "1:2", "a", "nan", "-1", "1:2:inf"):
        with pytest.raises(InputError, match="delay"):
            parse_delay(text)


def demands(n, rng, *, spread=1.5):
    lon, lat = rng.uniform(0, spread, (2, n))
    return Demands(
        names=tuple(f"p{i}" for i in range(n)),
        lon=lon,
        lat=lat,
        weights=rng.integers(0, 500, (1, n)).astype(float),
    )


def a_force(rng, n_assets, *, spread=1.5):
    assets = tuple(
        asset(
            f"a{i}",
            *rng.uniform(0, spread, 2).tolist(),
            medical=bool(i % 3),
            night=bool(i % 2),
            **({"mode": "helicopter", "speed_kmh": 220} if i % 5 == 0 else {}),
        )
        for i in range(n_assets)
    )
    facilities = tuple(
        facility(f"f{i}", *rng.uniform(0, spread, 2).tolist(), level=str(1 + i % 3))
        for i in range(6)
    )
    return Medical(assets=assets, facilities=facilities)


@pytest.mark.parametrize("seed", range(6))
def test_losses_are_those_of_whole_plans_without_the_asset(seed):
    """Only the places of a lost asset are worked out again: the numbers are those of a whole plan anew."""
    rng = np.random.default_rng(seed)
    places, medical = demands(60, rng), a_force(rng, 6)
    wet = Travel(speed_factor=0.5)
    conditions = [Conditions(name="day"), Conditions(name="wet night", travel=wet, is_dark=True)]
    cover = evacuate_area(places, medical, WAYS, conditions, Delays())
    for loss in cover.losses:
        case = [each.name for each in conditions].index(loss.conditions)
        i = [each.origin.ref for each in medical.assets].index(loss.asset)
        again = evacuate(cover.legs[case], Delays(), without=frozenset({i}))
        assert loss.people == pytest.approx(cover.people[again.holds].sum())
        assert loss.lost == pytest.approx(cover.people_within(case) - loss.people)
        assert loss.expected == pytest.approx(cover.people @ again.chance)
        assert loss.lost >= 0.0
    assert cover.frame().height == 120
    assert cover.people_within(1) <= cover.people_within(0)


def test_a_closure_moves_the_map():
    """A no-go area around a town: nobody reaches it, the others stay as they are."""
    rng = np.random.default_rng(1)
    places, medical = demands(30, rng), a_force(rng, 4)
    medical = Medical(assets=medical.assets[1:], facilities=medical.facilities)
    shut = WayClosure(
        origin=Origin(source="s", ref="c"), reason="no-go", radius_m=2_000, since=date(2026, 1, 1),
        place=Place(lon=float(places.lon[3]), lat=float(places.lat[3]), accuracy_m=10),
    )  # fmt: skip
    conditions = [Conditions(name="open"), Conditions(name="shut", travel=Travel(closures=(shut,)))]
    cover = evacuate_area(places, medical, WAYS, conditions, Delays())
    assert cover.evacuations[0].care_min[3] < math.inf
    assert cover.evacuations[1].care_min[3] == math.inf
    rows = cover.frame().filter(cover.frame()["conditions"] == "shut")
    assert rows["care_min"][3] is None


def test_who_does_not_go_at_all_is_said_for_each_condition():
    """A helicopter in low clouds and one without night sight: the page of an area names both, and the closure."""
    force = (
        asset("car", 0.0),
        asset("heli", 0.0, mode="helicopter", speed_kmh=220, ceiling_min_m=300),
        asset("bus", 0.0, night=False),
        asset("boat", 0.0, mode="boat", speed_kmh=20, seats=0),
    )
    low = Travel(weather=Weather(ceiling_m=120.0), is_wet=True)
    cases = [Conditions(name="day", travel=low), Conditions(name="night", travel=low, is_dark=True)]
    medical = Medical(assets=force, facilities=(facility("f", 0.1),))
    cover = evacuate_area(demands(3, np.random.default_rng(1)), medical, WAYS, cases, Delays())
    assert cover.notes()[-2:] == (
        "heli does not go (day; night): clouds at 120 m, it needs 300 m.",
        "bus does not go (night): does not work in the dark.",
    )
    assert cover.assumption.endswith("Travel is in the wet season.")


@pytest.mark.slow
def test_twenty_thousand_places_and_thirty_assets_take_seconds():
    """Day and night with each asset lost in turn: the bar is ten seconds."""
    rng = np.random.default_rng(3)
    places, medical = demands(20_000, rng), a_force(rng, 30)
    conditions = [Conditions(name="day"), Conditions(name="night", is_dark=True)]
    evacuate_area(demands(50, rng), medical, WAYS, conditions, Delays())
    begin = time.process_time()
    cover = evacuate_area(places, medical, WAYS, conditions, Delays())
    assert len(cover.losses) == 60
    assert time.process_time() - begin < 10.0
