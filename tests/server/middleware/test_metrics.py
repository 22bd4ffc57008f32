"""The metrics say how the server does, to a monitor only, and without a word of the mission's reports."""

from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.server.served import incident, serving, submit

from sulh import workspace
from sulh.server import make_token

NOW = datetime(2099, 1, 1, tzinfo=UTC)
MARKER = "Marigold"


@pytest.fixture
def hq(tmp_path):
    """A headquarters that is served."""
    with serving(tmp_path / "hq") as served:
        yield served


def samples(hq, role="auditor"):
    """Return the samples by name and labels, as a monitor reads them."""
    answer = hq.client(role).get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (each.name, tuple(sorted(each.labels.items()))): each.value
        for family in text_string_to_metric_families(answer.text)
        for each in family.samples
    }


def test_strangers_and_other_roles_get_no_metrics(hq):
    """Only an administrator's or auditor's token with the scope, which opens nothing else, may."""
    assert hq.client().get("/metrics").status_code == 401
    for role in hq.tokens:
        allowed = role in {"administrator", "auditor"}
        assert hq.client(role).get("/metrics").status_code == (200 if allowed else 403), role
    secret = make_token(
        hq.accounts, "auditor", label="m", scopes=["metrics"], days=1, now=hq.clock(), by="t"
    )
    monitor = hq.client(token=secret)
    assert monitor.get("/metrics").status_code == 200
    assert monitor.get("/api/v1/account-events").status_code == 403
    assert monitor.get("/api/v1/findings").status_code == 403
    assert not monitor.get("/api/v1/records").json().get("records")


def test_the_series_count_what_happened(hq, tmp_path):
    """Requests by route and status, rows by result, records, streams, queues, syncs."""
    watch = hq.client("watch officer")
    submit(watch, incident("a"), incident("b"), incident("c", lon="nowhere"))
    submit(watch, incident("a"))
    assert hq.client().get("/nowhere/1").status_code == 404
    assert hq.client().get("/nowhere/2").status_code == 404
    team = workspace.set_up(tmp_path / "team", pack_name="example", site="team", now=NOW)
    workspace.sync_with_peer(team, hq.url, token=hq.tokens["site"], now=NOW)
    with watch.stream("GET", "/api/v1/records/stream", params={"after": "start"}) as stream:
        lines = stream.iter_lines()  # which closes the stream when it is gone
        next(lines)
        series = samples(hq)
    route = ("route", "/api/v1/reports")
    assert series["sulh_requests_total", (("method", "POST"), route, ("status", "200"))] == 2
    assert series["sulh_request_seconds_count", (route,)] == 2
    missing = (("method", "GET"), ("route", "none"), ("status", "404"))
    assert series["sulh_requests_total", missing] == 2
    rows = {
        labels[0][1]: value
        for (name, labels), value in series.items()
        if name == "sulh_submitted_rows_total"
    }
    assert rows == {"entered": 2, "duplicate": 1, "conflict": 0, "rejected": 1}
    assert series["sulh_streams_open", ()] == 1
    assert series["sulh_ledger_readable", ()] == 1
    assert series["sulh_ledger_takes_records", ()] == 1
    assert series["sulh_records_set_aside", ()] == 0
    assert series["sulh_records", (("site", "team"),)] >= 1
    assert series["sulh_newest_record_age_seconds", (("site", "hq"),)] < 60
    queues = {labels[0][1] for name, labels in series if name == "sulh_queue_length"}
    assert queues == {"imports", "reads", "writes", "findings"}
    (account,) = [labels[0][1] for name, labels in series if name == "sulh_sync_age_seconds"]
    assert account.startswith("a-")
    assert series["process_open_fds", ()] > 3


def test_no_label_grows_with_what_strangers_send(hq):
    """Methods, paths and parameters that nobody wrote a route for share their series; no word is in one."""
    client = hq.client()
    for n in range(40):
        client.request(f"{MARKER}{n}", "/")
        client.get(f"/{MARKER}{n}?{MARKER}", headers={"host": f"{MARKER}{n}"})
        client.get(f"/records/{MARKER}{n}")
    submit(hq.client("watch officer"), incident(MARKER, source=MARKER), tlp="TLP:RED")
    text = hq.client("administrator").get("/metrics").text
    assert MARKER not in text
    assert text.count("\nsulh_requests_total{") < 20
