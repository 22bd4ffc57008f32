"""Tasks over HTTP: what runs, what is late, and nobody learns of a task that they may not read."""

import pytest
from tests.server.served import serving, submit

TASKS = "/api/v1/tasks"
NOW = {"at": "2024-06-01T14:00:00Z"}


def task(ref, unit="QRF"):
    return {"kind": "task", "source": "ops", "ref": ref, "type": "patrol", "unit": unit,
            "start": "2024-06-01T12:00:00Z", "end": "2024-06-01T13:00:00Z"}  # fmt: skip


def step(ref, word, time):
    return {"kind": "task-step", "source": "ops", "ref": f"{ref}/{word}", "task": ref, "step": word,
            "start": f"2024-06-01T{time}:00Z"}  # fmt: skip


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        submit(officer, task("P-1"), step("P-1", "under-way", "12:10"), tlp="TLP:GREEN")
        submit(officer, task("P-2"), tlp="TLP:RED")
        submit(officer, task("X-1"), simulated=True, tlp="TLP:GREEN")
        yield served


def test_alerts_are_in_the_answer(hq):
    """A patrol that is not back is an alert, a step nobody recorded is no fault."""
    answer = hq.client("watch officer").get(TASKS, params=NOW).json()
    assert answer["alerts"] == [
        "P-2 (patrol, QRF) has not started: 120 minutes after its plan.",
        "P-1 (patrol, QRF) is not back: 60 minutes after its plan.",
    ]
    assert [each["task"] for each in answer["running"]] == ["P-1"]
    assert answer["running"][0]["alert"] == answer["alerts"][1]


def test_who_may_not_read_a_task_does_not_see_it(hq):
    """A red task is for the watch officers; a token without reading sees nothing; exercises are apart."""
    analyst = hq.client("analyst").get(TASKS, params=NOW).json()
    assert [each["task"] for each in analyst["late"]] == ["P-1"]
    token = hq.account("writer", "analyst", scopes=["submit"])
    assert hq.client(token=token).get(TASKS).status_code == 403
    assert hq.client().get(TASKS).status_code == 401
    played = hq.client("analyst").get(TASKS, params={**NOW, "simulated": True}).json()
    assert [each["task"] for each in played["late"]] == ["X-1"]


def test_tasks_are_written_as_the_command_line_does(hq):
    """In the reader's language; nobody finds a task in a file that they may not read; an exercise says so."""
    where, query = "/api/v1/export/tasks", NOW | {"format": "csv"}
    officer, observer = (
        hq.client(role).get(where, params=query).text for role in ("watch officer", "observer")
    )
    assert "P-2" in officer
    assert "P-1" in observer
    assert "P-2" not in observer
    client = hq.client("watch officer")
    page = client.get(where, params=NOW | {"format": "html", "lang": "fr", "simulated": True}).text
    assert '<html lang="fr"' in page
    assert "SIMUL" in page
    assert "X-1" in page
    table = client.get(where, params=query | {"simulated": True}).text.splitlines()
    assert table[0].endswith(",simulated")
    assert table[1].endswith(",yes")
    assert client.get(where, params=NOW | {"format": "geojson"}).status_code == 400
