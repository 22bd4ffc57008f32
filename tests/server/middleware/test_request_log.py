"""The log says what happened to each request, and holds nothing that a person wrote."""

import io
import json
import logging
import time

import pytest
from tests.server.commanded import commanding
from tests.server.served import PASSWORD, incident, serving, submit

from sulh.server.middleware.request_log import LineFormatter

MARKER = "Marigold"


@pytest.mark.slow
def test_the_whole_log_holds_no_restricted_word_name_token_or_body(tmp_path):
    """After reports, sign-ins, faults and attacks with a marker word in every place, it is in no line."""
    with commanding(tmp_path / "hq", "--log", "json") as served:
        watch = served.client("watch officer")
        row = incident(MARKER, source=MARKER, text=f"said by {MARKER}", place=MARKER)
        assert submit(watch, row, tlp="TLP:RED")["entered"] == 1
        submit(watch, row | {"act": MARKER}, tlp="TLP:RED")
        read = watch.get("/api/v1/records", params={"kind": "incident"}).json()["records"]
        assert MARKER in json.dumps(read)
        stranger = served.client()
        paths = (f"/{MARKER}", f"/api/v1/{MARKER}", f"/records/{MARKER}", f"/?x={MARKER}")
        answers = [stranger.get(path) for path in paths]
        answers += [
            watch.get(f"/api/v1/records/{MARKER}"),
            watch.get(f"/api/v1/findings?at={MARKER}"),
        ]
        answers.append(stranger.post("/api/v1/session", json={"name": MARKER, "password": MARKER}))
        signing = {"name": MARKER, "password": PASSWORD}
        answers.append(stranger.post("/api/v1/session", json=signing))
        answers.append(stranger.get("/", headers={"user-agent": MARKER, "x-request-id": MARKER}))
        answers.append(stranger.get("/", headers={"cookie": f"a={MARKER}", "referer": MARKER}))
        answers.append(stranger.get("/", headers={"x-forwarded-for": MARKER, "host": MARKER}))
        answers.append(stranger.request(MARKER, "/"))
        answers.append(watch.post("/api/v1/reports", content=b'{"rows": [' + MARKER.encode()))
        assert all(each.status_code < 500 for each in answers)
        ids = [each.headers["x-request-id"] for each in answers]
        assert len(set(ids)) == len(ids)
        lines = served.answer_lines(len(ids))
    text = served.log.read_text()
    assert MARKER.lower() not in text.lower()
    for secret in (PASSWORD, *served.tokens.values(), "watch-officer"):
        assert secret not in text
    by_id = {each["request"]: each for each in lines}
    for number in ids:
        assert by_id[number]["client"] == "127.0.0.1"
        assert by_id[number]["status"] >= 200
    submitted = next(each for each in lines if each.get("route") == "/api/v1/reports")
    assert submitted["method"] == "POST"
    assert submitted["account"].startswith("a-")
    assert submitted["ms"] > 0


@pytest.mark.slow
def test_the_text_form_holds_none_either_and_breaks_no_line(tmp_path):
    """The form for people has the same fields; a line feed in what came in makes no new line."""
    with commanding(tmp_path / "hq") as served:
        served.client().get(f"/%0aINFO%20{MARKER}")
    lines = served.log.read_text().splitlines()
    assert MARKER not in "".join(lines)
    assert any("route=none status=404" in each for each in lines)


def test_a_fault_is_logged_by_kind_and_place_without_its_words(tmp_path, caplog):
    """An error's text may repeat a record: the log has its type and the lines of code."""
    with serving(tmp_path / "hq") as served:

        async def fail():
            raise ValueError(f"cannot read {MARKER}")

        served.app.add_api_route("/fail", fail)
        with caplog.at_level(logging.INFO):
            answer = served.client().get("/fail")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"]
    assert MARKER not in answer.text
    (fault,) = [each for each in caplog.records if each.name == "sulh.server"]
    for as_json in (True, False):
        line = LineFormatter(as_json=as_json).format(fault)
        assert MARKER not in line
        assert "ValueError" in line
        assert "test_request_log.py" in line


@pytest.mark.parametrize("as_json", [True, False])
def test_a_library_that_logs_an_error_repeats_none_of_its_words(as_json):
    """Asyncio puts an exception's repr into its message: it is left out with the exception's text."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(LineFormatter(as_json=as_json))
    log = logging.getLogger("asyncio")
    log.addHandler(handler)
    log.error("Task failed: %r", KeyError(MARKER), exc_info=KeyError(MARKER))
    log.removeHandler(handler)
    assert MARKER not in out.getvalue()
    assert "KeyError" in out.getvalue()
    assert out.getvalue().count("\n") == 1


@pytest.mark.slow
def test_an_id_and_an_address_are_taken_from_a_trusted_proxy_only(tmp_path, monkeypatch):
    """Behind a proxy its id goes through; a bad id, or one from somebody else, is replaced."""
    sent = {"x-request-id": "proxy-1.2_3", "x-forwarded-for": "198.51.100.7"}
    with commanding(tmp_path / "hq", "--log", "json", "--behind-proxy") as served:
        client = served.client()
        assert client.get("/", headers=sent).headers["x-request-id"] == "proxy-1.2_3"
        for bad in ("a b", "x" * 65, "a\tb", "<b>", ""):
            answer = client.get("/", headers=sent | {"x-request-id": bad})
            assert answer.headers["x-request-id"] not in {bad, "proxy-1.2_3"}
        assert served.answer_lines(6)[-1]["client"] == "198.51.100.7"
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "192.0.2.1")
    with commanding(tmp_path / "hq", "--log", "json", "--behind-proxy") as served:
        answer = served.client().get("/", headers=sent)
        assert answer.headers["x-request-id"] != "proxy-1.2_3"
        assert served.answer_lines(1)[-1]["client"] == "127.0.0.1"


def test_refusals_before_the_application_are_logged_and_counted_too(tmp_path, caplog):
    """What the limits and the gate refuse has an id and a line as well; HEAD has its route."""
    with serving(tmp_path / "hq") as served, caplog.at_level(logging.INFO):
        client = served.client()
        for answer in (client.get("/?" + "x" * 20_000), client.get("/api/v1/records")):
            assert answer.status_code in {414, 401}
            assert answer.headers["x-request-id"]
        assert client.head("/healthz").status_code == 200
        for _ in range(100):  # a line is written just after its answer
            if sum(each.name == "sulh.requests" for each in caplog.records) == 3:
                break
            time.sleep(0.02)
    lines = [each for each in caplog.records if each.name == "sulh.requests"]
    assert [each.status for each in lines] == [414, 401, 200]
    assert lines[-1].method == "HEAD"
    assert lines[-1].route == "/healthz"
