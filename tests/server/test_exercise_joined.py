"""A site that joined a live exercise: its clock is the facilitator's, between two real servers."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.server.commanded import commanding

from sulh.cli import main
from sulh.errors import InputError
from sulh.workspace import open_workspace, set_up_live, sync_with_peer
from sulh.workspace.joined_clock import (
    ClockReading,
    JoinedClock,
    joined_time,
    keep_reading,
    read_reading,
    set_up_joined,
)

HARBOUR = Path(__file__).parents[2] / "examples" / "exercises" / "harbour.toml"
START = datetime(2021, 2, 1, tzinfo=UTC)
REAL = datetime(2026, 1, 1, tzinfo=UTC)


def reading(hours: float = 0, speed: float = 60) -> ClockReading:
    """Return what is told so many hours of the exercise after its start, at the real time `REAL`."""
    clock = START + timedelta(hours=hours)
    return ClockReading(clock=clock, real=REAL, speed=speed, until=START + timedelta(days=2))


def test_a_joined_clock_goes_on_ends_and_never_runs_back(tmp_path):
    set_up_joined(tmp_path / "b", pack_name="example", site="b", reading=reading())
    real = [REAL]
    clock = JoinedClock(tmp_path / "b", real=lambda: real[0])
    assert clock() == START
    real[0] += timedelta(minutes=10)
    assert clock() == START + timedelta(hours=10)
    keep_reading(tmp_path / "b", reading(hours=3, speed=0))  # it was paused after 3 hours
    assert clock() == START + timedelta(hours=10)  # it stands until the other has come as far
    keep_reading(tmp_path / "b", reading(hours=9, speed=60))
    assert clock() == START + timedelta(hours=19)
    real[0] += timedelta(days=9)
    assert clock() == START + timedelta(days=2)
    real[0] = REAL - timedelta(days=9)
    assert clock() == START + timedelta(days=2)


@pytest.mark.parametrize(
    "told",
    [
        {}, {"clock": "2021-02-01", "until": "2021-02-02", "speed": 1},
        {"clock": "2021-02-01T00:00Z", "until": "2021-02-02T00:00Z", "speed": -1},
        {"clock": "2021-02-01T00:00Z", "until": "2021-02-02T00:00Z", "speed": "nan"},
        {"clock": "2021-02-03T00:00Z", "until": "2021-02-02T00:00Z", "speed": 1},
    ],
)  # fmt: skip
def test_what_is_no_clock_is_refused(tmp_path, told):
    with pytest.raises((ValueError, KeyError)):
        read_reading(told, real=REAL)
    (tmp_path / "exercise").mkdir()
    (tmp_path / "exercise" / "joined.json").write_text("{")
    with pytest.raises(InputError, match="no clock of an exercise"):
        joined_time(tmp_path, REAL)


@pytest.mark.slow
def test_two_servers_have_one_clock(tmp_path):
    """Trainees of a second site report in the exercise's time, also while the line is cut."""
    set_up_live(tmp_path / "a", HARBOUR, seed=7)
    with commanding(tmp_path / "a") as first:
        boss, token = first.client("facilitator"), first.tokens["site"]

        def command(**values):
            answer = boss.post("/api/v1/exercise/commands", json=values)
            assert answer.status_code == 200, answer.text

        def clock():
            return datetime.fromisoformat(boss.get("/api/v1/exercise").json()["clock"])

        command(what="run", speed=1000)
        made = CliRunner().invoke(
            main,
            [
                "-C", str(tmp_path / "b"), "exercise", "join", first.url,
                "--pack", "example", "--site", "team-b", "--token", token,
            ],
        )  # fmt: skip
        assert made.exit_code == 0, made.output

        def sync():
            workspace = open_workspace(tmp_path / "b")
            try:
                return sync_with_peer(workspace, first.url, token=token, now=datetime.now(UTC))
            finally:
                workspace.store.close()

        before = clock()
        sync()
        with commanding(tmp_path / "b") as second:

            def report(name):
                row = {
                    "kind": "incident", "ref": name, "source": "team", "start": "2021-01-01T02:00:00Z",
                    "act": "direct-fire", "actor": "Red Party", "zone": "south",
                    "reliability": "B", "credibility": "2",
                }  # fmt: skip
                answer = second.client("watch officer").post(
                    "/api/v1/reports", json={"rows": [row]}
                )
                assert answer.json().get("entered") == 1, answer.text

            report("B1")
            after_first = clock()
            command(what="cut", name="site")
            with pytest.raises(InputError, match="429"):
                sync()
            report("B2")  # the clock goes on without the line
            after_second = clock()
            command(what="mend", name="site")
            command(what="pause")
            paused = clock()
            sync()
            report("B3")
            time.sleep(0.1)
            report("B4")
            sync()
        workspace = open_workspace(tmp_path / "b")
        records = [each for each in workspace.store.records() if each.site == "team-b"]
        workspace.store.close()
    at = {each.body["ref"]: each.recorded_at for each in records if "ref" in each.body}
    assert before <= at["B1"] <= after_first
    assert at["B1"] < at["B2"] <= after_second
    assert at["B2"] <= at["B3"] == at["B4"] <= paused
    assert all(each.simulated for each in records if "ref" in each.body)
    assert all(each.recorded_at <= paused for each in records)
