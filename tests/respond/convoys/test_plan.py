"""Plans of convoys: every rule checked a second time, bounds kept, what is left named with its reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.respond.convoys.invented import invented, need, origin, stock, vehicle

from sulh.errors import InputError
from sulh.protect import Pace
from sulh.respond import Travel, WayClosure, prepare_ways
from sulh.respond.convoys import (
    Hours,
    Search,
    parse_curfew,
    plan_content,
    plan_convoys,
    plan_counts,
    plan_faults,
    plan_features,
    stops_frame,
    straight_ways,
)
from sulh.respond.convoys.fleet import depots_of
from sulh.respond.convoys.hours import driving_hours, hour_shares
from sulh.values import Place

DAY = date(2026, 6, 15)
WAYS = straight_ways(prepare_ways(None, pace=Pace(road_kmh=60.0), circuity=1.0))
QUICK = Search(iterations=60)


def make(needs, stocks, vehicles, **more):
    more = {"first": DAY, "search": QUICK} | more
    return plan_convoys(needs, stocks, vehicles, WAYS, **more)


def reasons(plan):
    return {plan.needs[each.need].origin.ref: each.reason for each in plan.unserved}


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.integers(0, 10_000))
def test_every_plan_of_many_keeps_every_rule_and_every_bound(seed):
    """Two days with a curfew at noon: nothing breaks a rule, nothing is lost, no bound is undercut."""
    hold_a_plan(seed, needs=9)


@pytest.mark.parametrize("seed", [3, 8])
def test_every_plan_keeps_every_rule_and_every_bound(seed):
    """As above, for two of them."""
    hold_a_plan(seed, needs=5)


def hold_a_plan(seed, needs):
    """Hold a plan for invented needs against every rule and bound."""
    hours = Hours(curfews=((720.0, 780.0),), load_min=15.0)
    plan = make(*invented(seed, needs=needs), days=2, hours=hours)
    assert plan_faults(plan, WAYS) == ()
    whole, late = plan.delivered()
    for i, measure in enumerate(plan.measures):
        rest = sum(each.amount for each in plan.unserved if each.need == i)
        assert whole[i] + rest == measure.amount
        assert late[i] <= whole[i]
    assert all(each.reason for each in plan.unserved)
    assert plan.loads >= plan.loads_bound
    assert plan.way_min >= plan.way_bound - 1e-6
    counts = plan_counts(plan)
    assert counts["served"] + counts["in_part"] + counts["unserved"] == counts["needs"]


def test_the_same_input_gives_the_same_plan():
    plans = [plan_content(make(*invented(5, needs=4))) for _ in range(2)]
    assert plans[0] == plans[1]


def test_a_load_larger_than_a_vehicle_is_split_and_several_trips_are_made():
    plan = make([need("a", 3500, 0.2)], [stock("D", 9000)], [vehicle("v")])
    assert [stop.amount for run in plan.runs for stop in run.stops] == [1000, 1000, 1000, 500]
    assert (plan.loads, plan.loads_bound) == (4, 4)
    assert len(plan.runs[0].trips) == 4
    assert not plan.unserved
    assert stops_frame(plan).height == 4


def test_what_several_senders_counted_is_not_added_up():
    """The least holds, whoever comes first; with other units the first by name; the others are named."""

    def told(amount, source, **more):
        row = stock("D", amount, **more)
        return structs.replace(row, origin=structs.replace(row.origin, source=source))

    cases = (
        ([(600, "b", {}), (200, "b", {}), (900, "a", {})], {("flour", "kg"): 800}, "what b says holds, the least"),
        ([(600, "b", {}), (9, "c", {"unit": "pallet"})], {("flour", "kg"): 600}, "their units differ, not c"),
        ([(600, "a", {}), (300, "a", {})], {("flour", "kg"): 900}, ""),
    )  # fmt: skip
    for rows, held, words in cases:
        stocks = [told(amount, source, **more) for amount, source, more in rows]
        for order in (stocks, stocks[::-1]):
            (depot,), notes = depots_of(order, [vehicle("v")])
            assert depot.stock == held
            assert [words in each for each in notes] == [True] * bool(words)


def test_the_latest_count_of_a_stock_is_what_there_is():
    first, last = date(2026, 1, 1), date(2026, 1, 9)
    stocks = [
        structs.replace(stock("D", amount), count_day=day)
        for amount, day in ((900, last), (5000, first))
    ]
    plan = make([need("a", 3500, 0.2)], stocks, [vehicle("v")])
    assert plan.depots[0].stock == {("flour", "kg"): 900}
    assert plan.delivered()[0].sum() == 900


def test_depots_share_a_need_and_no_stock_is_given_twice():
    plan = make(
        [need("a", 1500, 0.2), need("b", 900, 0.3)],
        [stock("D", 1200), stock("E", 800, 0.5)],
        [vehicle("v"), vehicle("w", "E")],
    )
    assert plan.delivered()[0].sum() == 2000
    assert reasons(plan) == dict.fromkeys(
        reasons(plan), "The depots that can serve it have no flour in kg left."
    )


def test_later_days_serve_what_is_left_and_say_what_is_late():
    needs = [need("a", 3000, 2.0, due=DAY)]
    plan = make(needs, [stock("D", 9000)], [vehicle("v")], days=4)
    whole, late = plan.delivered()
    assert [run.day for run in plan.runs] == [DAY + timedelta(days=n) for n in range(3)]
    assert (whole[0], late[0]) == (3000, 2000)
    assert plan_counts(plan)["late"] == 1


def test_a_driver_with_no_hours_does_not_drive():
    """0 hours are none, not a day without a limit: alone it serves nobody, beside another that one goes."""
    idle = vehicle("idle", hours_max=0)
    plan = make([need("a", 5, 0.2)], [stock("D", 9000)], [idle])
    assert "a driver's day has 0 h" in reasons(plan)["a"]
    both = make([need("a", 5, 0.2)], [stock("D", 9000)], [idle, vehicle("v")])
    assert not reasons(both)


def test_each_reason_is_named():
    """Nothing is left out in silence: every need that gets nothing says why."""
    needs = [
        need("unit", 5, 0.1, unit="l"),
        need("supply", 5, 0.1, supply="salt"),
        need("carried", 5, 0.1, supply="tents", unit="pallet"),
        need("guarded", 5, 0.1, escort=True),
        need("far", 5, 60.0),
        need("long", 5, 4.0),
        need("window", 5, 1.0, opens="06:00", closes="06:20"),
        need("nowhere", 5, None),
        need("heavy", 5, 0.1, 0.3),
        need("full", 20_000, 0.2),
    ]
    closure = WayClosure(
        origin=origin("c"), reason="flood", radius_m=5000, since=DAY, place=Place(lon=0.1, lat=0.3)
    )
    plan = make(
        needs,
        [stock("D", 80_000), stock("D", 9, supply="tents", unit="pallet")],
        [vehicle("v", hours_max=11), vehicle("lost", "X")],
        closures=(closure,),
    )
    words = reasons(plan)
    assert words["unit"] == "flour is needed in l, and lies in depots in kg: give both in one unit."
    assert words["supply"] == "No depot has salt in kg."
    assert words["carried"] == "No vehicle at a depot with tents can carry it in pallet."
    assert words["guarded"] == "It needs an escort, and there is none."
    assert "a driver's day has 11 h" in words["far"]
    assert words["window"].startswith("The window 06:00 to 06:20 is impossible")
    assert words["nowhere"] == "The place 'nowhere' is not known: give it lon and lat."
    assert words["heavy"].startswith("No way leads there and back")
    assert words["full"] == "No vehicle or driver has time left for it."
    assert "a driver's day has 11 h" in words["long"]
    assert plan.notes == ("lost: its depot X has no stock; it is not used.",)
    features = plan_features(plan)["features"]
    assert sum(each["properties"]["kind"] == "need" for each in features) == 9


def test_an_escort_goes_along_slows_down_and_is_in_one_place():
    needs = [need("a", 500, 0.5, escort=True), need("b", 500, -0.5, escort=True)]
    fleet = [vehicle("v", vehicles=2), vehicle("g", escort=True, speed_kmh=30)]
    plan = make(needs, [stock("D", 2000)], fleet)
    assert {run.escort for run in plan.runs} == {"g"}
    assert len(plan.runs) == 1
    leg = plan.runs[0].trips[0]
    assert leg.stops[0].arrives - leg.leaves == pytest.approx(0.5 * 111.2 * 2, rel=0.01)


def test_a_bridge_stops_the_heavy_and_an_escort_counts():
    closure = WayClosure(
        origin=origin("b"),
        reason="weight-limit",
        radius_m=100,
        since=DAY,
        bears_t=Decimal(10),
        place=Place(lon=0.1, lat=0.0),
    )
    for weight, escort_t, is_served in ((8, 9, True), (12, 9, False), (8, 12, False)):
        fleet = [vehicle("v", weight_t=weight), vehicle("g", escort=True, weight_t=escort_t)]
        plan = make(
            [need("a", 500, 0.2, escort=True)], [stock("D", 900)], fleet, closures=(closure,)
        )
        assert (not plan.unserved) is is_served


def test_season_and_column_slow_the_trips_and_the_plan_says_so():
    """On straight lines: 60 km/h dry, 0.7 of it in the wet, 30 in a column; each day has its own closures."""
    flood = WayClosure(
        origin=origin("c"), reason="flood", radius_m=500, since=DAY, until=DAY,
        place=Place(lon=0.2, lat=0.0),
    )  # fmt: skip

    def way(**more):
        plan = make(
            [need("a", 500, 0.4)], [stock("D", 900)], [vehicle("v")], days=2, closures=(flood,),
            travel=Travel(**more),
        )  # fmt: skip
        (run,) = plan.runs
        assert run.day == DAY + timedelta(days=1)
        return run.trips[0].stops[0].arrives - run.trips[0].leaves, plan.used

    dry, used = way()
    assert used.sentences == (
        "Closures that hold on a day of the plan: 1; each counts on its days.",
    )
    assert used.closures[0].startswith("c (flood; ")
    assert "500 m around lon 0.2000, lat 0.0000, from 2026-06-15 to 2026-06-15" in used.closures[0]
    assert way(is_wet=True)[0] == pytest.approx(dry / 0.7, abs=0.02)
    assert way(speed_factor=0.5)[0] == pytest.approx(dry * 2, abs=0.02)
    column, used = way(is_escorted=True)
    assert column == pytest.approx(dry * 2, abs=0.02)
    assert used.sentences[0] == "Travel is in a column with an escort."


def test_a_changed_plan_is_caught():
    """The second look names what the solver can never have made."""
    needs = [need("a", 800, 0.2, opens="09:00", closes="11:00")]
    plan = make(needs, [stock("D", 800)], [vehicle("v", hours_max=9)])
    run = plan.runs[0]
    trip = run.trips[0]
    stop = trip.stops[0]

    def fault(*, stops=None, plan_of=plan, **more):
        changed = replace(trip, **more, **({"stops": stops} if stops else {}))
        return " ".join(plan_faults(replace(plan_of, runs=(replace(run, trips=(changed,)),)), WAYS))

    assert not fault()
    assert "faster than any way" in fault(stops=(replace(stop, arrives=trip.leaves),))
    assert "outside its window" in fault(stops=(replace(stop, begins=500.0, ends=530.0),))
    assert "too fast" in fault(stops=(replace(stop, ends=stop.begins + 1),))
    assert "holds" in fault(stops=(replace(stop, amount=1001),))
    assert "more flour than it has" in fault(stops=(replace(stop, amount=801),))
    assert "curfew or outside its hours" in fault(back=1100.0)
    assert "works" in fault(back=trip.loading + 560.0)
    assert "before it is loaded" in fault(loading=trip.leaves)
    assert "back faster" in fault(back=stop.ends)
    guarded = replace(plan, needs=(need("a", 800, 0.2, escort=True),))
    assert "without an escort" in fault(plan_of=guarded)
    twice = plan_faults(replace(plan, runs=(run, run)), WAYS)
    assert any("used twice" in each for each in twice)
    assert any("its parts are" in each for each in plan_faults(replace(plan, runs=()), WAYS))
    stranger = replace(run, vehicle="x", escort="y")
    words = " ".join(plan_faults(replace(plan, runs=(stranger,)), WAYS))
    assert "does not stand at D" in words


def test_faulty_input_is_refused():
    for needs, stocks, fleet, words in (
        ([], [stock("D", 1)], [vehicle("v")], "no needs"),
        ([need("a", 1, 0)], [], [vehicle("v")], "no stock"),
        ([need("a", 1, 0)], [stock("D", 1)], [vehicle("g", escort=True)], "no vehicles"),
        (
            [need("a", 1, 0)],
            [stock("D", 1), stock("D", 1, 0.5, unit="l")],
            [vehicle("v")],
            "two points",
        ),
    ):
        with pytest.raises(InputError, match=words):
            make(needs, stocks, fleet)
    with pytest.raises(InputError, match="0 days"):
        make([need("a", 1, 0)], [stock("D", 1)], [vehicle("v")], days=0)


def test_curfews_cut_the_day():
    assert driving_hours(0.0, 1440.0, [parse_curfew("18:00-06:00")]) == ((360.0, 1080.0),)
    assert driving_hours(360.0, 1080.0, [(720.0, 780.0)]) == ((360.0, 720.0), (780.0, 1080.0))
    assert hour_shares([(0, 60), (120, 300)], 2) == ((30.0, 90.0), (0.0, 120.0))
    for text in ("18-6", "06:00-06:00", "x"):
        with pytest.raises(InputError):
            parse_curfew(text)
    with pytest.raises(InputError, match="no hour of the day"):
        driving_hours(360.0, 1080.0, [(300.0, 1100.0)])
    with pytest.raises(InputError, match="before they leave"):
        driving_hours(1080.0, 360.0, [])
