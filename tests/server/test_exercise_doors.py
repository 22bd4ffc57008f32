"""No record of an exercise comes out of the API as real: every address that can be read is read."""

import json

import pytest
from tests.server.served import incident, serving, submit, tanks

KEY = "EXERCISE-ONLY"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(38))
        played = [
            row | {"ref": f"{KEY}-{n}", "text": KEY}
            for n, row in enumerate(
                (*tanks(90, inspection=f"{KEY}-0"), incident("x", reliability="A", credibility=1))
            )
        ]
        submit(officer, *played, simulated=True)
        yield served


def unmarked(value, *, marked=False):
    """Return the texts of an exercise that no object around them marks as simulated."""
    if isinstance(value, dict):
        marked = marked or value.get("simulated") is True
        return [text for each in value.values() for text in unmarked(each, marked=marked)]
    if isinstance(value, list):
        return [text for each in value for text in unmarked(each, marked=marked)]
    return [value] if isinstance(value, str) and KEY in value and not marked else []


def addresses(hq):
    """Return all that can be read without naming one thing."""
    paths = hq.app.openapi()["paths"]
    plain = [path for path, methods in paths.items() if "get" in methods and "{" not in path]
    tables = ["records/reports", "findings", "heads"]
    return [path for path in plain if "stream" not in path and "events" not in path] + [
        f"/api/v1/export/{table}" for table in tables
    ]


def test_every_address_keeps_an_exercise_apart(hq):
    """Text of the exercise stands only where it is marked as simulated; in a file, only in marked rows."""
    read = 0
    for role in ("watch officer", "commander", "liaison"):
        client = hq.client(role) if role in hq.tokens else None
        if client is None:
            continue
        for path in addresses(hq):
            answer = client.get(path, params={"at": "2021-03-31"} if "finding" in path else {})
            if answer.status_code != 200 or KEY not in answer.text:
                read += answer.status_code == 200
                continue
            read += 1
            if answer.headers["content-type"].startswith("application/json"):
                assert unmarked(answer.json()) == [], path
            else:
                assert "export/records" in path, path
                lines = [line for line in answer.text.splitlines() if KEY in line]
                assert all("SIMULATED" in line for line in lines), lines
    assert read > 20


def test_real_findings_are_those_of_the_real_reports(hq):
    """38 tanks are within the limit; the 90 of the exercise are judged where an exercise is asked for."""
    client = hq.client("watch officer")
    for simulated, verdict in ((False, "met"), (True, "breached")):
        answer = client.get(
            "/api/v1/findings", params={"at": "2021-03-31", "simulated": simulated}
        ).json()
        tanks_ = [
            each
            for each in answer["findings"]
            if each["provision"] == "red-tanks" and each["month"] == "2021-01"
        ]
        assert [each["verdict"] for each in tanks_] == [verdict]
        assert (KEY in json.dumps(answer)) <= simulated


def test_a_row_that_says_that_it_is_simulated_is_refused_as_real(hq):
    """Whoever sends it, it does not enter as real."""
    client = hq.client("watch officer")
    intake = submit(client, incident(f"{KEY}-9") | {"simulated": "yes"})
    assert intake["entered"] == 0
