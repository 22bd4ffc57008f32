"""Patrols: daylight, what a day can hold, the odds, and what people give wrongly."""

import itertools
import json
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.cli import main
from sulh.errors import InputError
from sulh.protect.patrol.game import Payoffs, strong_stackelberg, zero_sum
from sulh.protect.patrol.hours import draw_order, draw_stops
from sulh.protect.patrol.places import PatrolPlace
from sulh.protect.patrol.plan import draw_days, plan_patrols
from sulh.protect.patrol.routes import day_limits, possible_days
from sulh.protect.patrol.sun import daylight
from sulh.protect.solvers.programme import Programme, solve

PLACES = """name,lon,lat,value,minutes,opens,closes
Market,35.32,33.21,9,60,07:00,12:00
Well,35.40,33.17,5,45,,
School,35.25,33.12,7,30,08:00,14:00
Camp,35.55,33.25,8,90,,
"""


def test_the_sun_over_the_equator_and_the_poles():
    """At an equinox the day at the equator lasts twelve hours and some minutes; at the pole none sets."""
    rise, sets = daylight(date(2026, 3, 20), 0.0, 0.0)
    assert sets - rise == pytest.approx(12 * 60 + 6.7, abs=1)
    assert (sets + rise) / 2 == pytest.approx(720 + 7.5, abs=1)  # equation of time in late March
    east, _ = daylight(date(2026, 3, 20), 15.0, 0.0, 1.0)
    assert east == pytest.approx(rise, abs=0.1)  # an hour before
    with pytest.raises(InputError, match="never rises"):
        daylight(date(2026, 12, 21), 20.0, 80.0)


def test_one_patrol_and_two_places_in_closed_form():
    """One visit a day, values a and b: presence makes a(1 - p) and b p equal, both ab / (a + b)."""
    game = zero_sum(np.eye(2, dtype=bool), np.array([3.0, 1.0]))
    assert game.harm == pytest.approx(0.75)
    assert game.bound == pytest.approx(0.75)
    assert game.presence == pytest.approx([0.75, 0.25])


def test_a_place_of_little_value_is_left_alone():
    """With values 10, 10, 1 and one visit, half the days each guarantee 5: the third needs none."""
    game = zero_sum(np.eye(3, dtype=bool), np.array([10.0, 10.0, 1.0]))
    assert game.harm == pytest.approx(5)
    assert game.presence[:2] == pytest.approx([0.5, 0.5])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(1, 6), st.integers(1, 12), st.integers(0, 10_000))
def test_column_generation_finds_what_the_whole_programme_finds(n, m, seed):
    """The same harm as one linear programme over all schedules, with no columns left out."""
    chance = np.random.default_rng(seed)
    visits, value = chance.random((m, n)) < 0.5, chance.integers(0, 20, n).astype(float)
    game = zero_sum(visits, value)
    whole = Programme()
    odds, harm = whole.add(0.0, count=m), whole.add(-1.0, low=-np.inf, high=np.inf, count=1)
    whole.row(odds, 1.0, low=1.0, high=1.0)
    for i in range(n):
        whole.row(np.append(odds, harm), np.append(visits[:, i] * value[i], 1.0), low=value[i])
    least = -solve(whole).value
    assert game.harm == pytest.approx(least, abs=1e-7)
    assert game.bound == pytest.approx(least, abs=1e-7)
    assert game.odds.sum() == pytest.approx(1)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 10_000))
def test_a_zero_sum_game_has_one_value_by_either_way(n, m, seed):
    """The strong Stackelberg equilibrium of a zero-sum game is its maximin."""
    chance = np.random.default_rng(seed)
    visits, value = chance.random((m, n)) < 0.5, chance.integers(1, 20, n).astype(float)
    zero = np.zeros(n)
    general = strong_stackelberg(
        visits,
        Payoffs(ours_present=zero, ours_absent=-value, theirs_present=zero, theirs_absent=value),
    )
    assert general.harm == pytest.approx(zero_sum(visits, value).harm, abs=1e-6)


def test_a_general_sum_game_in_closed_form():
    """Two places, one visit. They gain 2 or 1, we lose 1 or 10: we want the first to be their choice.

    They choose the first while 2(1 - p) >= 1 - q with q <= 1 - p: at q = 1 - p, 2 - 2p >= p, p = 2/3; we lose 1/3.
    """
    zero = np.zeros(2)
    game = strong_stackelberg(
        np.eye(2, dtype=bool),
        Payoffs(
            ours_present=zero,
            ours_absent=np.array([-1.0, -10.0]),
            theirs_present=zero,
            theirs_absent=np.array([2.0, 1.0]),
        ),
    )
    assert game.feared == 0
    assert game.harm == pytest.approx(1 / 3)


def can(ground, order):
    now, here = ground.leave, 0
    for place in order:
        now = max(now + ground.travel[here, place + 1], ground.opens[place]) + ground.stay[place]
        here = place + 1
        if now > ground.closes[place] + 1e-9:
            return False
    return now + ground.travel[here, 0] <= ground.back + 1e-9


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 3), st.integers(0, 10_000))
def test_possible_days_are_those_of_trying_every_order(n, patrols, seed):
    """Every order of every set is tried; each day's routes keep hours, stay, and the return."""
    chance = np.random.default_rng(seed)
    at = chance.random((n + 1, 2)) * 60
    opens = chance.integers(0, 200, n).astype(float)
    ground = day_limits(
        travel=np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)),
        stay=chance.integers(5, 60, n).astype(float),
        opens=opens,
        closes=opens + chance.integers(30, 300, n),
        leave=20.0,
        back=260.0,
    )
    alone = {
        frozenset(order)
        for k in range(1, n + 1)
        for order in itertools.permutations(range(n), k)
        if can(ground, order)
    }
    together = {
        frozenset().union(*parts)
        for parts in itertools.product(alone | {frozenset()}, repeat=patrols)
    } - {frozenset()}
    largest = {a for a in together if not any(a < b for b in together)}
    days = possible_days(ground, patrols)
    assert {frozenset(np.flatnonzero(v).tolist()) for v in days.visits} == largest
    for number, visits in enumerate(days.visits):
        order = days.orders[number]
        assert len(order) <= patrols
        assert sorted(i for route in order for i in route) == np.flatnonzero(visits).tolist()
        drawn = draw_order(ground, order, patrols, chance)
        assert sorted(i for route in drawn for i in route) == np.flatnonzero(visits).tolist()
        keeps_all(ground, [draw_stops(ground, route, chance) for route in drawn])


def keeps_all(ground, routes):
    """Walk each route: nobody is late, early, or back after dark, and no place is seen twice."""
    places = [stop.place for route in routes for stop in route]
    assert len(set(places)) == len(places)
    for route in routes:
        now, here = ground.leave, 0
        for stop in route:
            assert stop.begins >= now + ground.travel[here, stop.place + 1] - 1e-6
            assert stop.begins >= ground.opens[stop.place] - 1e-6
            assert stop.ends == pytest.approx(stop.begins + ground.stay[stop.place])
            assert stop.ends <= ground.closes[stop.place] + 1e-6
            now, here = stop.ends, stop.place + 1
        assert now + ground.travel[here, 0] <= ground.back + 1e-6


def test_drawn_days_show_the_presence_that_was_promised():
    """Over four thousand days each place is seen as often as the odds say; a seed draws the same days."""
    places = tuple(
        PatrolPlace(name=str(i), lon=0, lat=i, value=v, stay_min=60)
        for i, v in enumerate((3.0, 2.0, 1.0))
    )
    plan = plan_patrols(places, np.full((4, 4), 30.0), leave=0, back=120, patrols=1)
    drawn = draw_days(plan, 4000, 7)
    seen = np.zeros(3)
    for routes in drawn:
        for stop in itertools.chain(*routes):
            seen[stop.place] += 1
    assert seen / 4000 == pytest.approx(plan.game.presence, abs=0.03)
    assert draw_days(plan, 50, 7) == draw_days(plan, 50, 7) != draw_days(plan, 50, 8)
    assert plan.game.harm <= min(plan.harm(plan.uniform), plan.harm(plan.fixed)) + 1e-9


def run(tmp_path, text, *more):
    path = tmp_path / "places.csv"
    path.write_text(text)
    fixed = f"protect patrol {path} --base 35.11,33.11 --from 2026-11-25 --seed 3".split()
    hours = more or ("--leave", "07:00", "--return", "16:00")
    return CliRunner().invoke(main, [*fixed, *hours])


def test_a_plan_from_files(tmp_path):
    """The JSON holds the guarantee, what simpler schedules give, and a calendar within the hours."""
    done = run(tmp_path, PLACES, "--utc-offset", "2", "--json", "--days", "5")
    assert done.exit_code == 0, done.output
    plan = json.loads(done.output)
    assert plan["harm"] == pytest.approx(plan["harm_bound"])
    assert plan["harm"] <= min(plan["harm_uniform"], plan["harm_fixed"]) + 1e-9
    assert [day["date"][-2:] for day in plan["calendar"]] == ["25", "26", "27", "28", "29"]


def test_a_page_for_the_watch(tmp_path):
    """The page holds a map with each place, and the calendar; names cannot break it."""
    page = tmp_path / "plan.html"
    text = PLACES.replace("Well", "<b>Well")
    done = run(tmp_path, text, "--leave", "07:00", "--return", "16:00", "-o", str(page))
    assert done.exit_code == 0, done.output
    html = page.read_text("utf-8")
    assert html.count("</text>") == 8  # a number and, as there is room, a name for each place
    assert "<b>" not in html
    assert "2026-12-08" in html


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("33.21", "NaN", "out of range"),
        ("33.21", "93", "out of range"),
        ("9,60", "NaN,60", "out of range"),
        ("9,60", "-1,60", "out of range"),
        ("9,60", "x,60", "not a number"),
        ("07:00,12:00", "12:00,07:00", "a visit takes 60"),
        ("07:00", "7 am", "not a time"),
        ("Well", "Market", "given before"),
        ("35.40,33.17", "35.32,33.21", "same point"),
        ("35.40,33.17", "45.40,33.17", "No patrol can visit and be back in time: Well"),
        ("07:00,12:00", "05:00,06:30", "No patrol can visit and be back in time: Market"),
        ("value", "worth", "no column value"),
    ],
)
def test_bad_input_is_told(tmp_path, old, new, said):
    """Each fault stops the plan with a sentence that names it."""
    done = run(tmp_path, PLACES.replace(old, new, 1))
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--leave", "17:00", "--return", "16:00"], "before they leave"),
        (["--leave", "25:00", "--return", "16:00"], "not a time of day"),
        ([], "offset from UTC"),
    ],
)
def test_impossible_hours_are_told(tmp_path, options, said):
    """Hours that cannot be kept stop the plan."""
    done = run(tmp_path, PLACES, *(options or ["--days", "3"]))
    assert done.exit_code == 2
    assert said in done.output
