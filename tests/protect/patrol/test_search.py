"""Patrols to many places: the search against all days, the bound, the draw of hours, published values."""

import builtins
import json
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.test_patrol import keeps_all

from sulh.cli import main
from sulh.errors import InputError, MissingExtraError
from sulh.protect import (
    PatrolPlace,
    PatrolSearch,
    Payoffs,
    daylight,
    draw_days,
    harm_at_least,
    plan_patrols,
    strong_stackelberg,
    zero_sum,
)
from sulh.protect.patrol.routes import day_limits, possible_days


def invented(n, seed, side=80.0):
    """Return places and minutes; a third of the places are open for a few hours only."""
    chance = np.random.default_rng(seed)
    at = chance.random((n + 1, 2)) * side
    bound = chance.random(n) < 0.3
    opens = np.where(bound, chance.integers(360, 600, n), 0)
    closes = np.where(bound, opens + chance.integers(180, 300, n), 1440)
    places = tuple(
        PatrolPlace(
            name=f"P{i}",
            lon=0.0,
            lat=0.0,
            value=float(chance.integers(1, 20)),
            stay_min=float(chance.integers(20, 60)),
            opens_min=float(opens[i]),
            closes_min=float(closes[i]),
        )
        for i in range(n)
    )
    return places, np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))


def keeps_the_plan(plan, routes):
    """The day is possible, and no more patrols go out than there are."""
    assert len(routes) <= plan.days.patrols
    keeps_all(plan.days.ground, routes)


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=12)
@given(st.integers(3, 12), st.integers(1, 2), st.integers(0, 10_000))
def test_the_search_leaves_as_little_harm_as_all_days(n, patrols, seed):
    """Up to twelve places the search comes to the exact value of the game, within a thousandth."""
    places, travel = invented(n, seed)
    hours = {"leave": 400.0, "back": 760.0, "patrols": patrols}
    exact = plan_patrols(places, travel, **hours)
    found = plan_patrols(places, travel, **hours, exact_max=0)
    assert exact.days.proven
    assert not found.days.proven
    assert found.game.harm >= exact.game.harm - 1e-6
    assert found.game.harm <= exact.game.harm * 1.001 + 1e-6
    assert found.game.bound <= exact.game.harm + 1e-6


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(2, 7), st.integers(1, 2), st.integers(0, 10_000))
def test_the_bound_holds(n, patrols, seed):
    """No odds of all possible days leave less harm than the relaxation says."""
    places, travel = invented(n, seed)
    ground = day_limits(
        travel=travel,
        stay=np.array([p.stay_min for p in places]),
        opens=np.array([p.opens_min for p in places]),
        closes=np.array([p.closes_min for p in places]),
        leave=400.0,
        back=620.0,
    )
    value = np.array([p.value for p in places])
    days = possible_days(ground, patrols)
    best = zero_sum(days.visits, value).harm if len(days.visits) else float(value.max())
    assert 0 <= harm_at_least(ground, value, patrols) <= best + 1e-6


def test_the_bound_is_met_where_one_visit_fills_the_day():
    """Two places an hour apart from the base, one visit a day: values a, b leave ab / (a + b)."""
    places = tuple(PatrolPlace(name=str(v), lon=0, lat=0, value=v, stay_min=60) for v in (3.0, 1.0))
    travel = np.array([[0.0, 60, 60], [60, 0, 120], [60, 120, 0]])
    plan = plan_patrols(places, travel, leave=0, back=180, patrols=1, exact_max=0)
    assert plan.game.harm == pytest.approx(0.75)
    assert plan.game.bound == pytest.approx(0.75)


def test_days_of_twenty_places_can_be_kept_and_are_the_same_again():
    """Each drawn day keeps windows and darkness; the same input gives the same table and days."""
    places, travel = invented(20, 3)
    plans = [
        plan_patrols(places, travel, leave=400, back=960, patrols=2, search=PatrolSearch(rounds=15))
        for _ in range(2)
    ]
    assert np.array_equal(plans[0].game.presence, plans[1].game.presence)
    assert plans[0].game.bound <= plans[0].game.harm
    drawn = draw_days(plans[0], 30, 5)
    assert drawn == draw_days(plans[1], 30, 5)
    for routes in drawn:
        keeps_the_plan(plans[0], routes)


def test_hours_and_order_vary_where_there_is_time():
    """One day for all four places, with hours to spare: each is first at some time, and early and late."""
    places = tuple(PatrolPlace(name=str(i), lon=0, lat=0, value=1.0, stay_min=30) for i in range(4))
    plan = plan_patrols(places, np.full((5, 5), 20.0), leave=0, back=600, patrols=2)
    drawn = draw_days(plan, 200, 1)
    for routes in drawn:
        keeps_the_plan(plan, routes)
    begins = {i: [] for i in range(4)}
    for stop in (stop for routes in drawn for route in routes for stop in route):
        begins[stop.place].append(stop.begins)
    for each in begins.values():
        assert len(each) == 200
        assert min(each) < 100
        assert max(each) > 480
    firsts = {routes[0][0].place for routes in drawn if routes[0]}
    assert firsts == {0, 1, 2, 3}
    assert len({frozenset(s.place for s in routes[0]) for routes in drawn}) > 8


def test_hours_do_not_vary_where_nothing_is_left():
    """A day that is full to the minute has one beginning."""
    places = (PatrolPlace(name="A", lon=0, lat=0, value=1.0, stay_min=60),)
    plan = plan_patrols(places, np.full((2, 2), 30.0), leave=0, back=120, patrols=1)
    assert {routes[0][0].begins for routes in draw_days(plan, 20, 1)} == {30.0}


def test_a_way_round_by_another_place_is_taken():
    """A matrix may say that the way by way of another place is shorter; then nobody waits for the long one."""
    places = tuple(PatrolPlace(name=n, lon=0, lat=0, value=1.0, stay_min=10) for n in "AB")
    travel = np.array([[0.0, 10, 500], [10, 0, 10], [500, 10, 0]])
    plan = plan_patrols(places, travel, leave=0, back=60, patrols=1)
    assert plan.game.harm == pytest.approx(0)


def test_commitment_in_a_published_game():
    """Conitzer 2016, "On Stackelberg mixed strategies" (Synthese 193), figure 1.

    U: 1,1 and 3,0; D: 0,0 and 2,1 (the columns L, R). To commit to half U and half D, with the tie at R, gives
    2.5. As a game of places: D is presence at L, U presence at R, and going to a place is to choose its column.
    """
    game = strong_stackelberg(
        np.array([[False, True], [True, False]]),
        Payoffs(
            ours_present=np.array([0.0, 3.0]),
            ours_absent=np.array([1.0, 2.0]),
            theirs_present=np.zeros(2),
            theirs_absent=np.ones(2),
        ),
    )
    assert -game.harm == pytest.approx(2.5)
    assert game.odds == pytest.approx([0.5, 0.5])
    assert game.feared == 1


@pytest.mark.parametrize("values", [(4.0, 4.0, 2.0), (9.0, 3.0, 1.0, 1.0), (5.0,) * 6])
@pytest.mark.parametrize("visits", [1, 2])
def test_water_is_filled(values, visits):
    """Any so many places a day: presence levels what is left (ORIGAMI; Kiekintveld and others 2009).

    With k places above the water z, sum(1 - z / v) over them is the number of visits.
    """
    import itertools

    n = len(values)
    days = np.zeros((0, n), bool)
    for chosen in itertools.combinations(range(n), visits):
        days = np.vstack([days, np.isin(np.arange(n), chosen)])
    ordered = sorted(values, reverse=True)
    levels = [(k - visits) / sum(1 / v for v in ordered[:k]) for k in range(visits + 1, n + 1)]
    assert zero_sum(days, np.array(values)).harm == pytest.approx(max(levels))


@pytest.mark.parametrize(
    ("day", "lon", "lat", "offset", "rise", "sets"),
    [
        # US Naval Observatory for Atlanta (W84.4, N33.8), printed at
        # https://rhodesmill.org/pyephem/rise-set.html: 7:15 a.m. and 7:56 p.m., daylight time
        (date(2009, 9, 6), -84.4, 33.8, -4, 435, 1196),
        # US Naval Observatory for Boston (W71.1, N42.3), 6:45 a.m. Eastern Standard Time, printed at
        # https://gist.github.com/soniakeys/b066347d58a59ac6f3b4
        (date(2014, 2, 12), -71.1, 42.3, -5, 405, None),
        # NOAA's calculator as in https://www.rubydoc.info/gems/sun/file/README.md, New York: 07:20:02, 16:38:16
        (date(2015, 1, 1), -73.99, 40.75, -5, 440.04, 998.27),
    ],
)
def test_the_sun_rises_and_sets_as_published(day, lon, lat, offset, rise, sets):
    """Within two minutes, which the formula promises; the times are published to the minute."""
    found = daylight(day, lon, lat, offset)
    assert found[0] == pytest.approx(rise, abs=2)
    assert sets is None or found[1] == pytest.approx(sets, abs=2)


def test_without_the_extra_it_is_named(monkeypatch):
    """Many places need PyVRP; a dozen do not."""
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "pyvrp":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    places, travel = invented(13, 1)
    with pytest.raises(MissingExtraError, match="'patrol'"):
        plan_patrols(places, travel, leave=400, back=960, patrols=1)
    assert plan_patrols(places[:3], travel[:4, :4], leave=400, back=960, patrols=1).days.proven


ONE = (PatrolPlace(name="A", lon=0, lat=0, value=1.0, stay_min=60),)
SMALL = np.full((2, 2), 30.0)


def test_one_place_is_visited_each_day():
    """One place that can be reached is always seen, and nothing is left."""
    plan = plan_patrols(ONE, SMALL, leave=0, back=300, patrols=1)
    assert plan.game.presence == pytest.approx([1.0])
    assert plan.game.harm == pytest.approx(0)


@pytest.mark.parametrize(
    ("places", "travel", "changed", "said"),
    [
        ((), SMALL[:1, :1], {}, "no places"),
        (ONE, SMALL, {"patrols": 0}, "at least one patrol"),
        (ONE, SMALL, {"patrols": 2}, "more than there are places"),
        (ONE, SMALL, {"back": 0.0}, "before they leave"),
        (ONE, SMALL, {"back": 100.0}, "back in time: A"),
        (ONE, SMALL * np.nan, {}, "not a number"),
        (ONE, -SMALL, {}, "negative"),
        (ONE, np.full((3, 3), 30.0), {}, "2 by 2"),
        (
            (PatrolPlace(name="A", lon=0, lat=0, value=0.0, stay_min=60),),
            SMALL,
            {},
            "No place has a value above 0",
        ),
        (
            (PatrolPlace(name="A", lon=0, lat=0, value=float("nan"), stay_min=60),),
            SMALL,
            {},
            "value or stay is negative or not a number",
        ),
        (ONE * 2, np.full((3, 3), 30.0), {}, "same name"),
        (
            (PatrolPlace(name="A", lon=0, lat=0, value=1.0, stay_min=60, closes_min=50),),
            SMALL,
            {},
            "back in time: A",
        ),
        (ONE * 101, np.full((102, 102), 1.0), {}, "too many"),
    ],
)
def test_what_cannot_be_planned_is_told(places, travel, changed, said):
    """Each with a sentence of its own."""
    with pytest.raises(InputError, match=said):
        plan_patrols(places, travel, **({"leave": 0.0, "back": 300.0, "patrols": 1} | changed))


def test_payoffs_for_many_places_are_refused():
    """A general-sum game is solved exactly or not at all."""
    places, travel = invented(13, 1)
    zero = np.zeros(13)
    payoffs = Payoffs(
        ours_present=zero, ours_absent=zero - 1, theirs_present=zero, theirs_absent=zero + 1
    )
    with pytest.raises(InputError, match="With payoffs at most 12"):
        plan_patrols(places, travel, leave=400, back=960, patrols=1, payoffs=payoffs)


def listed(tmp_path, n):
    path = tmp_path / "places.csv"
    chance = np.random.default_rng(2)
    rows = [
        f"P{i},{35.1 + chance.random() / 2:.4f},{33.1 + chance.random() / 5:.4f},{i % 7 + 1},40"
        for i in range(n)
    ]
    path.write_text("\n".join(["name,lon,lat,value,minutes", *rows]))
    return (
        f"protect patrol {path} --base 35.27,33.15 --seed 3 --patrols 2 --days 3 --rounds 4".split()
    )


def test_the_command_says_that_a_search_proves_nothing(tmp_path):
    """Fourteen places: the JSON and the text tell a search and its bound from a proof."""
    asked = [*listed(tmp_path, 14), "--from", "2026-11-25", "--utc-offset", "2"]
    done = CliRunner().invoke(main, [*asked, "--json"])
    assert done.exit_code == 0, done.output
    plan = json.loads(done.output)
    assert plan["proven"] is False
    assert 0 <= plan["harm_bound"] <= plan["harm"]
    assert len(plan["calendar"]) == 3
    told = CliRunner().invoke(main, asked)
    assert "not proven best" in " ".join(told.output.split())


def test_the_polar_night_is_told(tmp_path):
    """Where the sun does not rise, hours must be given."""
    asked = [*listed(tmp_path, 3), "--from", "2026-12-20", "--utc-offset", "1"]
    asked[asked.index("--base") + 1] = "20,78"
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 2
    assert "never rises" in done.output
    assert "--leave" in done.output
