"""A plan: what it promises is what the days show; what cannot be planned is refused."""

import itertools

import numpy as np
import pytest
from tests.protect.patrol.invented import invented

from sulh.errors import InputError
from sulh.protect import PatrolPlace, Payoffs, draw_days, plan_patrols


def test_drawn_days_show_the_presence_that_was_promised():
    """Over four thousand days each place is seen as often as the odds say; a seed draws the same days."""
    places = tuple(
        PatrolPlace(name=str(i), lon=0, lat=i, value=v, stay_min=60)
        for i, v in enumerate((3.0, 2.0, 1.0))
    )
    plan = plan_patrols(places, np.full((4, 4), 30.0), leave=0, back=120, patrols=1)
    calendar = draw_days(plan, 4000, 7)
    seen = np.zeros(3)
    for routes in calendar:
        for stop in itertools.chain(*routes):
            seen[stop.place] += 1
    assert seen / 4000 == pytest.approx(plan.game.presence, abs=0.03)
    assert draw_days(plan, 50, 7) == draw_days(plan, 50, 7) != draw_days(plan, 50, 8)
    assert plan.game.harm <= min(plan.harm(plan.uniform), plan.harm(plan.fixed)) + 1e-9


def test_a_way_round_by_another_place_is_taken():
    """A matrix may say that the way by way of another place is shorter; then nobody waits for the long one."""
    places = tuple(PatrolPlace(name=n, lon=0, lat=0, value=1.0, stay_min=10) for n in "AB")
    travel = np.array([[0.0, 10, 500], [10, 0, 10], [500, 10, 0]])
    plan = plan_patrols(places, travel, leave=0, back=60, patrols=1)
    assert plan.game.harm == pytest.approx(0)


ONE = (PatrolPlace(name="A", lon=0, lat=0, value=1.0, stay_min=60),)
SMALL = np.full((2, 2), 30.0)


def test_one_place_is_visited_each_day():
    """One place that can be reached is always seen, and nothing is left."""
    plan = plan_patrols(ONE, SMALL, leave=0, back=300, patrols=1)
    assert plan.game.presence == pytest.approx([1.0])
    assert plan.game.harm == pytest.approx(0)


@pytest.mark.parametrize(
    ("places", "travel", "changed", "words"),
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
def test_what_cannot_be_planned_is_named(places, travel, changed, words):
    """Each with a sentence of its own."""
    with pytest.raises(InputError, match=words):
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
