"""A live exercise in a folder: it goes on after a kill, and nothing of it is ever taken as real."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workspace.test_exercises import HARBOUR, assert_no_exercise, real_answers, run

from sulh import workspace
from sulh.errors import InputError
from sulh.exercise import Command, Objective, score_objectives
from sulh.observe.records import REPORT_KINDS
from sulh.workspace.register_file import load_register
from sulh.workspace.unit_forms import ledger_units

START = datetime(2030, 5, 1, 8, tzinfo=UTC)
MORE = """
[[cut]]
site = "team"
from = 2021-02-01
until = 2021-02-20

[[objective]]
id = "notice"
title = "The watch notices a breach within a day"
course = "watch-keeping"

[[objective]]
id = "inform"
title = "The liaison is informed"
"""


class Clock:
    """A real clock that a test moves."""

    now = START

    def __call__(self):
        """Return the time."""
        return self.now

    def wait(self, **span):
        """Let time pass."""
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def island(tmp_path: Path) -> Path:
    """A live exercise that has not begun."""
    scenario = tmp_path / "live.toml"
    scenario.write_text(HARBOUR.read_text("utf-8") + MORE, "utf-8")
    workspace.set_up_live(tmp_path / "island", scenario, seed=7)
    return tmp_path / "island"


def enter_due(live: workspace.LiveExercise, folder: Path) -> int:
    """Enter what is due, as the server does."""
    opened = workspace.open_workspace(folder)
    register = load_register(opened)
    count = 0
    while due := live.due():
        count += live.take_in(opened, due, register)
    opened.store.close()
    return count


def reports(folder: Path):
    """Return the keys of the reports in the ledger, in their order."""
    opened = workspace.open_workspace(folder)
    keys = [each.body["ref"] for each in opened.store.records() if each.kind in REPORT_KINDS]
    opened.store.close()
    return keys


def test_a_killed_process_goes_on_where_it_was(island: Path, clock: Clock) -> None:
    """Hours later, from the files alone: the same clock and list, and no report twice or lost."""
    live = workspace.LiveExercise(island, real=clock)
    live.command("run", by="facilitator", speed=1000)
    clock.wait(minutes=30)
    first = enter_due(live, island)
    assert first > 0
    live.keep_clock()
    stood = live.state()
    with (island / "exercise" / "commands.jsonl").open("a") as file:
        file.write('{"at": "2030-')  # killed in the middle of a line
    clock.wait(hours=9)
    again = workspace.LiveExercise(island, real=clock)
    state = again.state()
    assert (state.clock, state.runs, state.speed) == (stood.clock, True, 1000)
    assert state.deliveries == stood.deliveries
    assert again.due() == ()
    assert again.faults == {}
    clock.wait(days=2)
    enter_due(again, island)
    again.keep_clock()
    assert again.state().clock == again.rules.until
    refs = reports(island)
    assert len(refs) == len(set(refs))
    played = workspace.review_exercise(island).played
    assert {each.row["ref"] for each in played.in_time} == set(refs)
    assert "night-fire" in {each.inject.id for each in played.deliveries if each.at}


def test_a_lost_clock_is_taken_from_the_ledger(island: Path, clock: Clock) -> None:
    """No record lies after the exercise's present."""
    live = workspace.LiveExercise(island, real=clock)
    live.command("run", by="facilitator", speed=1000)
    clock.wait(minutes=60)
    enter_due(live, island)
    stood = live.clock()
    (island / "exercise" / "clock.json").write_text("{")
    again = workspace.LiveExercise(island, real=clock)
    assert stood - timedelta(hours=1) < again.clock() <= stood


def test_the_clock_is_kept_by_many_at_once(island: Path, clock: Clock) -> None:
    """The runner keeps it twice a second, and each command does."""
    live = workspace.LiveExercise(island, real=clock)
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(live.keep_clock) for _ in range(400)]:
            done.result()
    assert json.loads((island / "exercise" / "clock.json").read_text("utf-8"))


def test_commands_are_refused_in_words_and_change_nothing(island: Path, clock: Clock) -> None:
    """Neither the file nor the state; and a broken file names its line."""
    live = workspace.LiveExercise(island, real=clock)
    file = island / "exercise" / "commands.jsonl"
    before = file.read_text()
    for what, fields in (
        ("run", {"speed": 1001}), ("send", {"name": "nothing"}), ("seen", {"name": "night-fire"}),
        ("judge", {"name": "nothing", "points": 3}),
    ):  # fmt: skip
        with pytest.raises(InputError):
            live.command(what, by="facilitator", **fields)
    with pytest.raises(InputError, match="1 fault"):
        live.inject({"id": "x", "kind": "message", "at": "2021-02-01", "text": "Hello"})
    assert file.read_text() == before
    new = live.inject(
        {"id": "paper", "kind": "message", "after": "night-fire", "hours": 2, "to": ["nobody"],
         "text": "What happened?", "sender": "The Island Times"}
    )  # fmt: skip
    live.command("add", by="facilitator", inject=new)
    assert workspace.LiveExercise(island, real=clock).state().plan["paper"] == new
    file.write_text("{}\n" + file.read_text())
    with pytest.raises(InputError, match=r"commands.jsonl:1 is no command"):
        workspace.LiveExercise(island, real=clock)


def test_lines_are_cut_on_the_exercises_clock(island: Path, clock: Clock) -> None:
    """And by hand."""
    live = workspace.LiveExercise(island, real=clock)
    assert not live.is_cut("team")
    live.command("run", by="facilitator", speed=1000)
    clock.wait(minutes=50)  # 34 days and a half
    assert live.is_cut("team")
    assert not live.is_cut("other")
    live.command("cut", by="facilitator", name="other")
    assert live.is_cut("other")


def test_the_review_says_who_judged_and_what_nobody_did(island: Path, clock: Clock) -> None:
    """Not judged is no points at least, and all at most; a message that nobody saw says so."""
    live = workspace.LiveExercise(island, real=clock)
    live.command("send", by="facilitator (a-1)", name="ask-again")
    live.command("judge", by="facilitator (a-1)", name="notice", points=80, text="Within the hour")
    reviewed = workspace.review_exercise(island)
    assert (reviewed.scores.judged, reviewed.scores.low, reviewed.scores.high) == (1, 40.0, 90.0)
    assert reviewed.upto == live.rules.from_
    page = run("-C", island, "exercise", "review")
    for words in ("never judged", "facilitator (a-1)", "between 40 and 90", "has not ended"):
        assert words in page.replace("\n", " ")
    live.command("withhold", by="facilitator (a-1)", name="rumour")
    why = {
        each.inject.id: each.why_not for each in workspace.review_exercise(island).played.deliveries
    }
    assert why["rumour"] == "withheld"
    assert why["night-fire"] == "the exercise was stopped before"


def test_a_certificate_needs_every_objective_of_its_course(island: Path, clock: Clock) -> None:
    """Judged, and with enough points; then it is a simulated record, which sustain keeps apart."""
    live = workspace.LiveExercise(island, real=clock)
    asked = {"unit": "norbatt", "course": "watch-keeping", "holders": 6}
    with pytest.raises(InputError, match="notice was not judged"):
        workspace.certify_exercise(island, **asked)
    live.command("judge", by="facilitator", name="notice", points=59)
    with pytest.raises(InputError, match="59 points, and needs 60"):
        workspace.certify_exercise(island, **asked)
    with pytest.raises(InputError, match="no objective is part"):
        workspace.certify_exercise(island, **asked | {"course": "driving"})
    live.command("judge", by="facilitator", name="notice", points=60)
    said = run(
        "-C",
        island,
        "exercise",
        "certify",
        "--unit",
        "norbatt",
        "--course",
        "watch-keeping",
        "--holders",
        6,
    )
    assert "harbour-1-norbatt-watch-keeping: 6 holders" in said
    with pytest.raises(InputError, match="recorded already"):
        workspace.certify_exercise(island, **asked)
    units = ledger_units(island, None)
    assert [(each.holders, each.is_simulated) for each in units.certificates] == [(6, True)]
    opened = workspace.open_workspace(island)
    (record,) = opened.store.records(kinds=["certificate"])
    opened.store.close()
    assert record.simulated


@given(
    points=st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=8),
    more=st.integers(1, 3),
)
def test_what_nobody_judged_never_raises_a_score(points, more) -> None:
    """Nor do further objectives that nobody judges; a judgement only moves the bounds towards each other."""
    objectives = [Objective(id=str(n), title="x") for n in range(len(points) + more)]
    given_ = {
        str(n): Command(at=START, what="judge", name=str(n), points=each)
        for n, each in enumerate(points)
        if each is not None
    }
    scores = score_objectives(objectives[: len(points)], given_)
    wider = score_objectives(objectives, given_)
    assert wider.low <= scores.low <= scores.high <= wider.high
    known = [each for each in points if each is not None]
    assert scores.low <= (sum(known) / len(known) if known else 0) <= scores.high
    judged = score_objectives(
        objectives, given_ | {str(len(points)): Command(at=START, what="judge", points=50)}
    )
    assert wider.low <= judged.low <= judged.high <= wider.high


def test_nothing_of_a_live_exercise_comes_out_as_real(
    island: Path, clock: Clock, tmp_path: Path
) -> None:
    """Whoever writes it, and with whichever command: the ledger marks it, and the real mission stays as it was."""
    live = workspace.LiveExercise(island, real=clock)
    live.command("run", by="facilitator", speed=1000)
    clock.wait(days=2)
    enter_due(live, island)
    row = "kind,ref,source,start,zone,actor,opponent,initiator,act,reliability,credibility\n"
    row += "incident,TRAINEE-REPORT,post,2021-02-02T08:00:00Z,north,Blue Party,Red Party,actor,direct-fire,A,1\n"
    (tmp_path / "trainee.csv").write_text(row)
    run("-C", island, "observe", tmp_path / "trainee.csv")  # not said to be simulated
    opened = workspace.open_workspace(island)
    records = [each for each in opened.store.records() if each.kind != "genesis"]
    incident = next(each.id for each in records if each.body.get("ref") == "TRAINEE-REPORT")
    opened.store.close()
    run("-C", island, "retract", incident, "--reason", "Nobody heard it.")
    opened = workspace.open_workspace(island)
    records = [each for each in opened.store.records() if each.kind != "genesis"]
    opened.store.close()
    assert {each.kind for each in records} >= {"incident", "import", "retraction"}
    assert all(each.simulated for each in records)
    assert "TRAINEE-REPORT" not in run("-C", island, "verify", "--json", "--at", "2021-04-01")

    folder = tmp_path / "real"
    workspace.set_up(folder, pack_name="example", site="real", now=START).store.close()
    (tmp_path / "real.csv").write_text(row.replace("TRAINEE-REPORT", "1"))
    run("-C", folder, "observe", tmp_path / "real.csv")
    before = real_answers(folder)
    run("-C", island, "sync", "--bundle", tmp_path / "stick")
    run("-C", folder, "sync", "--bundle", tmp_path / "stick")
    after = real_answers(folder)
    assert_no_exercise(after, island)
    assert after["csv"] == before["csv"]
    assert json.loads(after["json"]) == json.loads(before["json"])


def test_a_folder_says_whether_it_is_live(island: Path) -> None:
    """And one without an exercise is not."""
    assert workspace.is_live(island)
    assert not workspace.is_live(island.parent)
