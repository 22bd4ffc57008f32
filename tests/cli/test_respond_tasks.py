"""``sulh respond issue``, ``step``, ``watch``: from a plan to records, and who is late."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

PLAN = {
    "lon": 20.5, "lat": 5.0, "ordered_at": "2026-06-01T12:00:00Z",
    "choices": [{"unit": "QRF", "starts_at": "2026-06-01T12:10:00Z", "arrives_at": "2026-06-01T13:00:00Z", "at_goal": None}],
}  # fmt: skip


def run(*more, ok=True):
    result = CliRunner().invoke(main, ["-C", "m", *more])
    assert (result.exit_code == 0) is ok, result.output + str(result.exception)
    return result.output


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(main, ["init", "--pack", "example", "--site", "hq", "m"])
    assert made.exit_code == 0
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    return tmp_path


def test_a_task_from_its_order_to_its_end(folder):
    """Issued once, late, under way, done; every state is what watch says, and invalid steps are refused."""
    assert "Issued 1 task." in run("respond", "issue", "plan.json", "--name", "R")
    assert "Issued 0 tasks, 1 was issued before." in run(
        "respond", "issue", "plan.json", "--name", "R"
    )
    look = lambda when: json.loads(run("respond", "watch", "--at", when, "--json"))  # noqa: E731
    assert [e["task"] for e in look("2026-06-01T12:00Z")["due"]] == ["R-1"]
    late = look("2026-06-01T12:30Z")
    assert late["alerts"] == ["R-1 (reaction, QRF) has not started: 20 minutes after its plan."]
    assert late["late"][0]["alert"] == late["alerts"][0]


def test_steps_and_the_page(folder):
    """Steps that have happened enter; those that cannot are refused with a sentence; the page has the plan."""
    past = {
        **PLAN,
        "choices": [
            {
                **PLAN["choices"][0],
                "starts_at": "2024-06-01T12:10:00Z",
                "arrives_at": "2024-06-01T13:00:00Z",
            }
        ],
    }
    (folder / "plan.json").write_text(json.dumps(past))
    run("respond", "issue", "plan.json", "--name", "R", "--tolerance-min", "5")
    assert "R-1 is accepted." in run(
        "respond", "step", "R-1", "accepted", "--at", "2024-06-01T12:05Z"
    )
    run("respond", "step", "R-1", "under-way", "--at", "2024-06-01T12:12Z")
    units = "name,notice_min,night,lon,lat,accuracy_m\nQRF,5,yes,20.0,5.0,50\n"
    (folder / "units.csv").write_text(units)
    react = ("respond", "react", "20.1", "5.0", "--units", "units.csv", "--at", "2024-06-01T12:30Z")
    assert "QRF: is out: reaction R-1." in run(*react)
    done = run("respond", "step", "R-1", "done", "--at", "2024-06-01T13:20Z")
    assert "R-1 is done. R-1 (reaction, QRF) ended 20 minutes after its plan." in done
    assert "it is done since" in run("respond", "step", "R-1", "failed", ok=False)
    assert "no task" in run("respond", "step", "X", "done", ok=False)
    page = run("respond", "watch", "--at", "2024-06-01T14:00Z", "-o", "w.csv")
    assert "planned against actual" in page
    assert (folder / "w.csv").read_text().splitlines()[1].startswith("R-1,reaction,QRF,done")


def test_what_is_no_plan_is_refused(folder):
    """No JSON, another JSON: a sentence."""
    (folder / "plan.json").write_text("[1]")
    assert "is no plan" in run("respond", "issue", "plan.json", ok=False)
    (folder / "plan.json").write_text("{")
    assert "is no JSON" in run("respond", "issue", "plan.json", ok=False)


def test_each_file_of_an_exercises_tasks_says_so(folder):
    """The page, the JSON and each row of the table."""
    run("respond", "issue", "plan.json", "--name", "R", "--exercise")
    look = ("respond", "watch", "--at", "2026-06-01T12:00Z", "--exercise")
    assert "SIMULATED" in run(*look)
    assert json.loads(run(*look, "--json"))["simulated"] is True
    run(*look, "-o", "tasks.csv")
    header, *rows = (folder / "tasks.csv").read_text("utf-8").splitlines()
    assert header.endswith(",simulated")
    assert rows
    assert all(each.endswith(",yes") for each in rows)
