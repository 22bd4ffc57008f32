"""Earned value: figures worked by hand, and what holds for every project."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sulh.recover import Part, earned_value
from sulh.recover.rebuild.earned import planned_share
from sulh.values import Span

START = datetime(2026, 1, 1, tzinfo=UTC)


def days(first, last):
    return Span(START + timedelta(days=first), START + timedelta(days=last))


def part(first, last, share, done):
    return Part(span=days(first, last), share=Decimal(share), progress=Decimal(done))


def test_a_project_that_is_late_and_dear():
    """Half of ten periods has passed, 40 % is done, 60,000 of 100,000 are paid."""
    value = earned_value(
        Decimal(100_000), [part(0, 100, 1, "0.4")], Decimal(60_000), at=START + timedelta(days=50)
    )
    assert (value.plan, value.earned) == (50_000, 40_000)
    assert (value.cost_index, value.schedule_index) == (Decimal("0.67"), Decimal("0.80"))
    assert value.costs == (120_000, 150_000, Decimal("172500.00"))
    assert (value.cost_low, value.cost_high) == (120_000, Decimal("172500.00"))
    assert value.ends == START + timedelta(days=125)


def test_nothing_is_forecast_of_nothing():
    """Before the start there is no index; before anything is done, no end; when all is done, neither."""
    before = earned_value(Decimal(10), [part(0, 10, 1, 0)], Decimal(0), at=START)
    assert (before.cost_index, before.schedule_index, before.costs, before.ends) == (
        None, None, (), None,
    )  # fmt: skip
    idle = earned_value(Decimal(10), [part(0, 10, 1, 0)], Decimal(5), at=START + timedelta(days=5))
    assert (idle.cost_index, idle.cost_low, idle.ends) == (0, None, None)
    done = earned_value(Decimal(10), [part(0, 10, 1, 1)], Decimal(12), at=START + timedelta(days=9))
    assert (done.cost_low, done.cost_high, done.ends) == (12, 12, None)


def test_a_slip_of_many_decimals_breaks_nothing():
    """A payment of next to nothing, or a part of next to nothing, gives a huge index or cost, and no error."""
    at = START + timedelta(days=5)
    value = earned_value(Decimal(10), [part(0, 10, 1, "0.5")], Decimal("1e-120"), at=at)
    assert value.cost_index == Decimal("5e120")
    tiny = [part(0, 10, 1, 0), part(0, 10, "1e-20", 1)]
    value = earned_value(Decimal(10), tiny, Decimal(10**11), at=at)
    assert value.cost_high > 10**40


parts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50), st.integers(1, 100), st.integers(0, 100)).map(
        lambda each: part(each[0], each[0] + each[1], each[2], Decimal(each[3]) / 100)
    ),
    min_size=1,
    max_size=6,
)


@given(parts, st.integers(-5, 120), st.integers(0, 10_000))
def test_what_holds_for_every_project(plan, day, paid):
    """Values lie within the budget; on the plan's own pace the end is the plan's; a slow one ends later."""
    at = START + timedelta(days=day)
    budget = Decimal(1000)
    value = earned_value(budget, plan, Decimal(paid), at=at)
    assert 0 <= value.plan <= budget
    assert 0 <= value.earned <= budget
    assert all(cost >= paid for cost in value.costs)
    begin = min(each.span.start for each in plan)
    end = max(each.span.end for each in plan)
    if value.ends:
        slack = timedelta(days=1)
        behind = sum(each.share * each.progress for each in plan) / sum(each.share for each in plan)
        if behind <= planned_share(plan, at):
            assert value.ends >= min(end, begin + (at - begin)) - slack
    on_plan = [
        Part(span=each.span, share=each.share, progress=planned_share([each], at)) for each in plan
    ]
    same = earned_value(budget, on_plan, Decimal(0), at=at)
    assert same.plan == same.earned
    if same.ends:
        assert abs(same.ends - end) < timedelta(hours=1) or _is_flat(plan, at)


def _is_flat(plan, at):
    """The plan rests at this moment: its value was reached earlier, and the pace looks slow."""
    return planned_share(plan, at) == planned_share(plan, at - timedelta(seconds=1))
