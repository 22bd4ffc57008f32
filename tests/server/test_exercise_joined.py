"""A site that joined a live exercise: its clock is the facilitator's, between two real servers."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
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


def message(name: str, to: str, text: str = "A question.") -> dict:
    """Return an inject without a time: it comes at once."""
    return {"id": name, "kind": "message", "to": [to], "text": text, "sender": "Red Party"}


def steer(boss: httpx.Client, **values: object) -> dict:
    """Send a facilitator's command; return the injects by their ids."""
    answer = boss.post("/api/v1/exercise/commands", json=values)
    assert answer.status_code == 200, answer.text
    return {each["id"]: each for each in answer.json()["injects"]}


@pytest.mark.slow
def test_messages_reach_trainees_of_another_site_unless_the_line_is_cut(tmp_path):  # noqa: PLR0915 -- two servers are slow to start
    """Held while it is cut, delivered after; who read them goes back; what never came is shown as such."""
    set_up_live(tmp_path / "a", HARBOUR, seed=7)
    with commanding(tmp_path / "a") as first:
        boss, token = first.client("facilitator"), first.tokens["site"]
        command = partial(steer, boss)

        def send(name, to):
            command(what="add", inject={**message(name, to), "at": "2021-03-31T00:00:00-02:00"})
            return command(what="send", name=name)

        def plan():
            return {
                each["id"]: each for each in boss.get("/api/v1/exercise/plan").json()["injects"]
            }

        def sulh(*args):
            return CliRunner().invoke(main, ["-C", str(tmp_path / "b"), *args])

        where = ("--pack", "example", "--site", "team-b", "--token", token)
        assert sulh("exercise", "join", first.url, *where).exit_code == 0
        send("early", "watch officer")
        assert plan()["early"]["sites"] == [{"site": "site", "at": None}]
        with commanding(tmp_path / "b") as second:
            officer, observer = second.client("watch officer"), second.client("observer")

            def exchange():
                return sulh("sync", first.url, "--token", token)

            def ids(client):
                answer = client.get("/api/v1/exercise")
                assert answer.status_code == 200, answer.text
                return [each["id"] for each in answer.json()["messages"]]

            assert ids(officer) == []
            assert exchange().exit_code == 0
            assert ids(officer) == ["early"]
            assert ids(observer) == []
            assert officer.get("/api/v1/exercise").json()["title"] == "Three months on the island"
            assert officer.get("/api/v1/mission").json()["exercise"]
            assert plan()["early"]["sites"][0]["at"]
            assert plan()["early"]["nobody"] == []

            command(what="cut", name="site")
            for name in ("held", "late"):
                send(name, "observer")
            command(what="step")  # the first inject: time goes on
            failed = exchange()
            assert failed.exit_code != 0
            assert "429" in failed.output
            assert ids(observer) == []
            assert plan()["held"]["sites"] == [{"site": "site", "at": None}]
            page = boss.get("/api/v1/exercise/review.html").text
            assert "site: never" in page

            command(what="mend", name="site")
            assert exchange().exit_code == 0
            assert ids(observer) == ["late", "held"]
            rows = observer.get("/api/v1/exercise").json()["messages"]
            assert all(each["came"] > each["at"] for each in rows)
            assert (
                observer.post("/api/v1/exercise/seen", json={"inject": "early"}).status_code == 404
            )
            for _ in range(2):
                answer = observer.post("/api/v1/exercise/seen", json={"inject": "held"})
                assert answer.status_code == 204
            assert [each["seen"] for each in observer.get("/api/v1/exercise").json()["messages"]] == [
                False, True,
            ]  # fmt: skip
            assert observer.get("/api/v1/exercise/plan").status_code in (403, 404)
            assert exchange().exit_code == 0
            seen = plan()["held"]["seen_by"]
            assert len(seen) == 1
            assert seen[0].startswith("observer (a-")
            assert seen[0].endswith(", site")
            assert plan()["late"]["seen_by"] == []
            assert "site: never" not in boss.get("/api/v1/exercise/review.html").text


@pytest.mark.slow
def test_two_servers_have_one_clock(tmp_path):
    """Trainees of a second site report in the exercise's time, also while the line is cut."""
    set_up_live(tmp_path / "a", HARBOUR, seed=7)
    with commanding(tmp_path / "a") as first:
        boss, token = first.client("facilitator"), first.tokens["site"]
        command = partial(steer, boss)

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
