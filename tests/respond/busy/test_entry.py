"""Busy assets in one question: shares add up, a loss is Erlang's, and what cannot be asked is refused."""

from decimal import Decimal

import numpy as np
import pytest

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.protect import Demands, Pace
from sulh.respond import MedicalAsset, Travel, loss_chance, plan_busy, prepare_ways
from sulh.values import Place

WAYS = prepare_ways(None, pace=Pace(road_kmh=60.0), circuity=1.0)


def asset(name, lon, **more):
    facts = {"mode": "vehicle", "medical": True, "start_likely_min": Decimal(0), "night": True}
    return MedicalAsset(
        origin=Origin(source="s", ref=name),
        place=Place(lon=lon, lat=0.0, accuracy_m=10),
        **(facts | more),
    )


def places(*pairs):
    lon, weight = np.array(pairs, float).T
    return Demands(
        names=tuple(f"p{i}" for i in range(len(lon))),
        lon=lon,
        lat=np.zeros(len(lon)),
        weights=weight[None, :],
    )


def ask(towns, assets, **more):
    numbers = {"calls_a_day": 12.0, "job_min": 120.0, "reach_min": 15.0} | more
    return plan_busy(towns, assets, WAYS, Travel(), **numbers)


def test_two_towns_and_two_ambulances():
    """Each town has its own; when one is out the other comes, later; behind it a town is uncovered."""
    plan = ask(places((0.0, 30), (0.5, 10)), [asset("west", 0.0), asset("east", 0.5)])
    west, east = plan.units
    assert plan.loss == pytest.approx(loss_chance(2, 1.0))
    assert west.share + east.share + plan.loss == pytest.approx(1.0)
    assert west.workload > east.workload
    assert (west.uncovered, east.uncovered) == (30.0, 10.0)
    assert (west.move, west.regained) == ("east to the base of west", 20.0)
    assert east.move == ""
    assert (plan.covered, plan.weight, plan.out_of_way) == (40.0, 40.0, 0.0)
    assert 0.0 < plan.expected < 40.0
    assert 0.0 < plan.mean_min < 0.5 * 111.4


def test_a_place_without_a_way_makes_no_calls_and_is_counted():
    """By night the helicopter stays; without anybody the question is refused."""
    heli = asset("H", 0.0, mode="helicopter", speed_kmh=200, night=False)
    towns = places((0.0, 5), (0.2, 5))
    assert ask(towns, [heli]).out_of_way == 0.0
    with pytest.raises(InputError, match="No asset can come"):
        ask(towns, [heli], is_dark=True)
    both = ask(towns, [heli, asset("A", 0.2)], is_dark=True)
    assert [each.name for each in both.units] == ["A"]
    for name in ("calls_a_day", "job_min", "reach_min"):
        with pytest.raises(InputError, match="is not a number of"):
            ask(towns, [heli], **{name: 0.0})
