"""Tasks: their life agrees with a plain machine; invalid steps are named; late, due, running; plans become tasks."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.picture import Origin
from sulh.respond import STEPS, Task, TaskStep, task_states, tasks_of_plan, units_out, watch_tasks
from sulh.values import Span

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def at(minutes):
    return NOON + timedelta(minutes=minutes)


def task(name="P-1", start=0, end=60, tolerance=None, unit="A", source="ops"):
    return Task(
        origin=Origin(source=source, ref=name), type="patrol", unit=unit,
        span=Span(at(start), at(end)), tolerance_min=None if tolerance is None else Decimal(tolerance),
    )  # fmt: skip


def step(word, minutes, name="P-1", number=0, source="ops"):
    return TaskStep(
        origin=Origin(source=source, ref=f"{name}/{number}"), task=name, step=word,
        span=Span(at(minutes), at(minutes)),
    )  # fmt: skip


ENDS = ("done", "failed", "cancelled")
RANK = {"ordered": 0, "accepted": 1, "under-way": 2, "done": 3, "failed": 3, "cancelled": 3}


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(-30, 200)), max_size=6),
    st.integers(-60, 240),
    st.sampled_from([None, 15]),
)
def test_the_life_of_a_task(words, now, tolerance):
    """Forward only, nothing after an end; the delay by hand; a fault for each step that does not count."""
    steps = [step(word, minutes, number=i) for i, (word, minutes) in enumerate(words)]
    (state,), faults = task_states([task(tolerance=tolerance)], steps, at(now))
    here, started, ended, bad = "ordered", None, None, 0
    order = sorted(enumerate(words), key=lambda e: (e[1][1], STEPS.index(e[1][0]), f"P-1/{e[0]}"))
    for _, (word, minutes) in order:
        if minutes > now:
            continue
        if here in ENDS or RANK[word] <= RANK[here]:
            bad += 1
            continue
        here = word
        started = minutes if word == "under-way" else started
        ended = minutes if word in ENDS else None
    assert (state.state, len(faults)) == (here, bad)
    assert state.started == (None if started is None else at(started))
    assert state.ended == (None if ended is None else at(ended))
    reference = {"ordered": now, "accepted": now, "under-way": now - 60, "done": (ended or 0) - 60}
    late = reference.get(here, -1)
    assert state.late_min == (late if late > (tolerance or 0) else 0)
    assert state.is_alert == (state.late_min > 0 and here != "done")


def test_invalid_steps_are_named():
    """No such task, after its end, back in its life, two senders with one name."""
    steps = [step("done", 50), step("under-way", 55, number=1), step("done", 5, name="X")]
    (state,), faults = task_states([task()], steps, at(100))
    assert state.gaps == ("accepted and under way",)
    assert faults == (
        "done of X: there is no such task.",
        "under way of P-1: it is done since 2026-06-01T12:50:00Z; nothing follows.",
    )
    twice = [step("accepted", 1), step("accepted", 2, number=1)]
    assert task_states([task()], twice, at(9))[1] == ("accepted of P-1: it is accepted.",)
    both = [task(source="north"), task(source="south")]
    assert task_states(both, [step("accepted", 1, source="hq")], at(9))[1] == ("accepted of P-1: there is no such task.",)  # fmt: skip
    assert (
        task_states([task()], [step("accepted", 1, source="hq")], at(9))[0][0].state == "accepted"
    )


def test_what_runs_what_is_due_and_what_is_late():
    """Each task is in one list, and alerts say what is wrong."""
    tasks = [task("runs", 0, 90), task("late", 0, 30), task("waits", -20, 40), task("soon", 300, 400),
             task("far", 3000, 3100), task("done", 0, 50)]  # fmt: skip
    steps = [step("under-way", 1, "runs"), step("under-way", 2, "late"), step("under-way", 0, "done"), step("done", 55, "done", 1)]  # fmt: skip
    watch = watch_tasks(tasks, steps, at(60), ahead_h=5)
    assert [e.ref for e in watch.running] == ["late", "runs"]
    assert [e.ref for e in watch.due] == ["soon"]
    assert [e.ref for e in watch.late] == ["waits", "late"]
    assert [e.ref for e in watch.ended] == ["done"]
    assert watch.alerts == (
        "waits (patrol, A) has not started: 80 minutes after its plan.",
        "late (patrol, A) is not back: 30 minutes after its plan.",
    )
    assert watch.ended[0].sentence == "done (patrol, A) ended 5 minutes after its plan."
    frame = watch.frame()
    assert frame["task"].to_list() == ["waits", "late", "runs", "soon", "done"]
    assert watch_tasks([], [], at(0)).frame().height == 0


def test_units_with_a_task_are_out():
    """Under way, or planned for now; not before, and not when it is done."""
    tasks = [task("a", 0, 60, unit="A"), task("b", 100, 160, unit="B"), task("c", 0, 60, unit="C")]
    states, _ = task_states(tasks, [step("done", 10, "c")], at(30))
    assert units_out(states, at(30)) == {"A": "patrol a"}


def test_plans_become_tasks():
    """Patrols over midnight, the assets of a chain, a choice of a reaction, the trips of convoys."""
    beirut = ZoneInfo("Asia/Beirut")
    calendar = [
        {"date": "2026-06-01", "patrol": 1, "place": "x", "begins": "23:10", "ends": "23:40"},
        {"date": "2026-06-01", "patrol": 1, "place": "y", "begins": "00:20", "ends": "00:50"},
        {"date": "2026-06-02", "patrol": 1, "place": "x", "begins": "08:00", "ends": "08:30"},
    ]
    rows = tasks_of_plan({"calendar": calendar}, name="june", clock=beirut, unit="Alpha")
    assert [(r["ref"], r["unit"], r["start"], r["end"]) for r in rows] == [
        ("june-1", "Alpha", "2026-06-01T20:10:00Z", "2026-06-01T21:50:00Z"),
        ("june-2", "Alpha", "2026-06-02T05:00:00Z", "2026-06-02T05:30:00Z"),
    ]
    steps = [
        ("Mi-8 leaves", 10),
        ("Mi-8 at the scene", 30),
        ("surgery begins at L2", 70),
        ("Mi-8 at L2", 60),
    ]
    chain = {"lon": 20.0, "lat": 5.0, "wounded_at": "2026-06-01T12:00:00Z",
             "steps": [{"step": w, "at": f"2026-06-01T12:{m // 60 * 60 + m % 60:02d}:00Z" if m < 60 else f"2026-06-01T13:{m - 60:02d}:00Z"} for w, m in steps]}  # fmt: skip
    (row,) = tasks_of_plan(chain, name="c", clock=UTC)
    assert (row["type"], row["unit"], row["start"], row["end"]) == ("evacuation", "Mi-8", "2026-06-01T12:10:00Z", "2026-06-01T13:00:00Z")  # fmt: skip
    choice = {"unit": "QRF", "starts_at": "2026-06-01T12:10:00Z", "arrives_at": "2026-06-01T13:00:00.5Z", "at_goal": None}  # fmt: skip
    reaction = {"lon": 20.0, "lat": 5.0, "ordered_at": "2026-06-01T12:00:00Z", "choices": [choice]}
    (row,) = tasks_of_plan(reaction, name="r", clock=UTC)
    assert (row["type"], row["end"], row["lon"]) == ("reaction", "2026-06-01T13:00:00Z", "20.0")
    with pytest.raises(InputError, match="has 1 choice, not 2"):
        tasks_of_plan(reaction, name="r", clock=UTC, choice=2)
    stop = {"day": "2026-06-01", "vehicle": "L-1", "trip": 1, "leaves": "06:30", "back": "10:00"}
    rows = tasks_of_plan({"stops": [stop, stop, {**stop, "trip": 2, "leaves": "11:00", "back": "14:00"}]}, name="k", clock=UTC)  # fmt: skip
    assert [(r["unit"], r["start"][11:16]) for r in rows] == [("L-1", "06:30"), ("L-1", "11:00")]


@pytest.mark.parametrize("plan", [{}, {"calendar": []}, {"stops": [{"day": 3}]}, {"calendar": [1]}])
def test_what_is_no_plan_is_named(plan):
    """Unknown, empty and broken plans are one sentence."""
    with pytest.raises(InputError):
        tasks_of_plan(plan, name="p", clock=UTC)
