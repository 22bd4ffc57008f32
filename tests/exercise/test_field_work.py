"""Units that evacuate and supply: nobody in two places, nothing brought that was not there, no later act undoes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sulh.exercise import (
    Inject,
    ScenarioError,
    Stage,
    days_without,
    play_many,
    play_scenario,
    read_scenario,
)
from sulh.respond import operates
from sulh.respond.onward import operation_min
from sulh.workspace import (
    LiveExercise,
    open_workspace,
    review_exercise,
    set_up_live,
    write_exercise,
)
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.register_file import load_register

RELIEF = Path(__file__).parents[2] / "examples/exercises/relief.toml"
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def scenario():
    """The island's scenario with ambulances, hospitals, posts and lorries."""
    return read_scenario(RELIEF)


@pytest.fixture(scope="module")
def plays(scenario):
    """It, played a few times."""
    return [play_scenario(scenario, seed=seed) for seed in SEEDS]


def absences(field):
    """Return when each unit was out, by its name."""
    out = defaultdict(list)
    for each in field.trips:
        if each.unit:
            out[each.unit].append((each.leaves, each.back))
        if each.carer:
            out[each.carer].append((each.carer_leaves, each.carer_back))
    for each in field.runs:
        for name in (*each.vehicles, *([each.escort] if each.escort else [])):
            out[name].append((each.leaves, each.back))
    return out


def test_no_unit_is_in_two_places(plays):
    """Who is out with the wounded or a convoy does nothing else until back."""
    for played in plays:
        times = absences(played.field)
        assert {"ambulance-south", "helicopter", "tanker 1", "escort 1"} <= times.keys()
        for spans in times.values():
            spans.sort()
            assert all(start < end for start, end in spans)
            assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


def test_each_of_the_wounded_is_fetched_once(plays, scenario):
    """The loads of an act are all of its wounded; none is larger than the unit that takes it."""
    seats = {each.origin.ref: each.seats for each in scenario.evacuation.medical.assets}
    for played in plays:
        counted = {}
        for each in played.field.reports:
            if each.row["kind"] == "triage-count" and each.row["ref"].endswith("-0"):
                counted[each.of] = int(each.row["immediate"]) + int(each.row["delayed"])
        brought, last = defaultdict(int), {}
        for trip in played.field.trips:
            brought[trip.act] += trip.count
            last[trip.act] = trip.left
            assert trip.immediate <= trip.count
            assert not trip.unit or trip.count <= seats[trip.unit]
        assert brought == counted
        assert set(last.values()) == {(0, 0)}


def test_steps_follow_each_other_and_nobody_is_faster_than_the_way(plays, scenario):
    """Alarm, order, scene, door, surgery, back; a vehicle takes at least the way at its top speed."""
    assets = {each.origin.ref: each for each in scenario.evacuation.medical.assets}
    for played in plays:
        for trip in played.field.trips:
            steps = [trip.wounded, trip.alarm, trip.ordered, trip.leaves, trip.scene, trip.loaded]
            steps += [trip.door, *([trip.surgery] if trip.surgery else [])]
            assert steps == sorted(steps)
            assert trip.door <= trip.back
            asset = assets[trip.unit]
            degrees = abs(trip.lat - float(asset.place.lat))
            hours = (trip.scene - trip.leaves) / timedelta(hours=1)
            assert hours >= degrees * 111.0 / asset.speed_kmh - 1e-6


def test_beds_and_tables_hold_no_more_than_there_are(plays, scenario):
    """At each moment as many lie in a hospital as it has beds, and are operated on as it has tables."""
    rules = scenario.evacuation
    places = {each.origin.ref: each for each in rules.medical.facilities}
    for played in plays:
        beds, tables = defaultdict(list), defaultdict(list)
        for trip in played.field.trips:
            stay = timedelta(days=rules.stay_days)
            beds[trip.facility] += [(trip.door, 1), (trip.door + stay, -1)] * trip.count
            if trip.surgery:
                last = trip.surgery
                assert operates(places[trip.facility])
                tables[trip.facility].append(last)
        for name, changes in beds.items():
            inside = 0
            for _, change in sorted(changes, key=lambda each: (each[0], each[1])):
                inside += change
                assert inside <= places[name].beds
        for name, begins in tables.items():
            begins.sort()
            lasts = timedelta(minutes=operation_min(places[name]))
            assert places[name].theatres == 1
            assert all(b - a >= lasts for a, b in zip(begins, begins[1:], strict=False))


def test_nothing_is_brought_that_was_not_stocked(plays, scenario):
    """What all runs took is at most the stock, and the counts in the morning are what is left of it."""
    stock = {(each.depot, each.supply): each.quantity for each in scenario.supply.stocks}
    rooms = {"tanker": 5000, "lorry": 4000}
    for played in plays:
        left = dict(stock)
        counts = iter([e for e in played.field.reports if e.row["kind"] == "relief-stock"])
        by_day = defaultdict(list)
        for run in played.field.runs:
            by_day[run.leaves].append(run)
        for runs in by_day.values():
            for _ in left:
                row = next(counts).row
                assert Decimal(row["quantity"]) == left[row["depot"], row["supply"]]
            for run in runs:
                assert bool(run.why_not) == (run.quantity == 0)
                assert run.quantity <= min(
                    run.needed, sum(rooms[v.split()[0]] for v in run.vehicles)
                )
                assert run.why_not or run.escort
                if run.quantity:
                    left[run.depot, run.post.supply] -= run.quantity
        assert min(left.values()) >= 0


def test_days_without_are_those_of_a_twin_that_looks_each_minute(plays, scenario):
    """A post uses its supply minute by minute; deliveries come when the convoys unload."""
    played, minutes = plays[0], 0
    for post in scenario.supply.posts:
        level, a_minute = float(post.holds), float(post.a_day) / 1440
        coming = sorted(
            (each.delivered, float(each.quantity)) for each in played.field.runs
            if each.post == post and each.delivered
        )  # fmt: skip
        moment = scenario.from_
        while moment < scenario.until:
            while coming and coming[0][0] <= moment:
                level += coming.pop(0)[1]
            minutes += level < a_minute
            level = max(0.0, level - a_minute)
            moment += timedelta(minutes=1)
    assert days_without(scenario, seed=SEEDS[0]) == pytest.approx(minutes / 1440, abs=0.05)


def test_a_later_act_changes_nothing_that_was_done(scenario):
    """A live exercise goes on: what was reported before an act is the same with it and without."""
    stage = Stage(scenario, 1)
    at = scenario.from_ + timedelta(days=20)
    act = Inject(id="late", kind="act", at=at, act="direct-fire", by="RED", zone="south", deaths=4)
    before = [each for each in stage.field_of([]).reports if each.comes < at]
    after = stage.field_of([(act, at)]).reports
    assert before == [each for each in after if each.comes < at]
    assert any(each.of == "late" for each in after)


def test_what_they_report_enters_the_ledger_as_simulated(plays, tmp_path):
    """The rooms are trained on it: tasks, counts and deliveries are in the ledger, each marked."""
    played = plays[0]
    write_exercise(tmp_path / "m", RELIEF, played)
    workspace = open_workspace(tmp_path / "m")
    records = list(workspace.store.records())
    workspace.store.close()
    kinds = {each.kind for each in records}
    assert {
        "task",
        "task-step",
        "triage-count",
        "delivery",
        "relief-stock",
        "medical-asset",
    } <= kinds
    assert all(each.simulated for each in records if each.kind in RECORD_KINDS)
    assert sum(each.kind in ("task", "delivery") for each in records) == sum(
        each.row["kind"] in ("task", "delivery") for each in played.all_in_time
    )
    reviewed = review_exercise(tmp_path / "m")
    assert reviewed.played.field == played.field
    assert not reviewed.own_findings


def test_a_live_exercise_has_them_and_none_twice(tmp_path):
    """What units report comes due on the exercise's clock; a process that begins again enters nothing twice."""
    folder, now = tmp_path / "m", [datetime(2030, 1, 1, tzinfo=UTC)]
    set_up_live(folder, RELIEF, seed=1)
    live = LiveExercise(folder, real=lambda: now[0])
    live.command("run", by="boss", speed=1000)
    now[0] += timedelta(minutes=1)
    due = live.due()
    assert {"task", "task-step", "delivery", "relief-need"} <= {each.row["kind"] for each in due}
    workspace = open_workspace(folder)
    try:
        assert live.take_in(workspace, due, load_register(workspace)) == len(due)
    finally:
        workspace.store.close()
    assert not live.faults
    again = LiveExercise(folder, real=lambda: now[0])
    assert not {each.row["ref"] for each in due} & {each.row["ref"] for each in again.due()}


def test_without_the_tables_nothing_is_played(scenario):
    """A scenario that says nothing of evacuation and supply has the records that it had before."""
    bare = replace(scenario, evacuation=None, supply=None)
    whole, plain = play_scenario(scenario, seed=5), play_scenario(bare, seed=5)
    assert (whole.reports, whole.world, whole.reactions) == (
        plain.reports,
        plain.world,
        plain.reactions,
    )
    assert plain.all_in_time == tuple(sorted(plain.in_time, key=lambda e: (e.comes, e.row["ref"])))
    assert "wounded" not in play_many(bare, [5])[0]


FAULTS = {
    'name = "level-2"': ('name = "level-2"\nbedds = 3', "hospital[0].bedds"),
    "beds = 20\n": ("", "hospital[0].beds"),
    'leave = "06:30"': ('leave = "soon"', "supply.leave"),
    "a_day = 400": ("a_day = 0", "post[0].a_day"),
    '[[post]]\nname = "post-north"\nlon = -29.8\nlat = -44.6\nsupply = "water"': (
        '[[post]]\nname = "post-north"\nlon = -29.8\nlat = -44.6\nsupply = "beer"', "post[0].supply",
    ),
    'name = "escort"\ndepot = "harbour"\nvehicles = 2\nescort = true': (
        'name = "escort"\ndepot = "harbour"\nvehicles = 2\nload_kg = 5', "supply.escort",
    ),
    'name = "lorry"\ndepot = "harbour"': ('name = "lorry"\ndepot = "port"', "lorry[1].depot"),
    'name = "ambulance-south"': ('name = "ambulance-north"', "ambulance[1].name"),
    "[evacuation]\nwounded = 1.5\nwounded_a_death = 1\nimmediate = 0.4\nstay_days = 4\n": ("", "hospital"),
}  # fmt: skip


@pytest.mark.parametrize("old", FAULTS)
def test_each_fault_is_named_with_its_line_and_field(old, tmp_path):
    """A wrong column, hour, depot, supply or escort; tables that nothing uses."""
    new, field = FAULTS[old]
    text = RELIEF.read_text("utf-8")
    assert old in text
    path = tmp_path / "s.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    assert field in {each.field for each in caught.value.problems}
    assert all(each.row > 0 for each in caught.value.problems)
