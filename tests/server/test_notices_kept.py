"""What must never go wrong with notices: nothing twice after a kill, and nothing that betrays what stays."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial

import httpx
import pytest
from click.testing import CliRunner
from tests.server.commanded import free_port, make_accounts
from tests.server.receiving import hook_server, mail_server, wait_for
from tests.server.served import MADE, incident, serving, submit

from sulh import workspace
from sulh.cli import main
from sulh.ledger.tlp import Tlp
from sulh.server.notices.queue import NoticeQueue
from sulh.server.notices.state import items_of, mission_view
from sulh.share import Audience
from sulh.share.notices import NOTICE_KINDS, Notice, Receiver, notice_json

COMMAND = "from sulh.cli import main; main()"
SECRET = "whsec_" + "A" * 43 + "="


def content_for(served, **more):
    """Return what a receiver of TLP:GREEN is told now, without what numbers and dates records."""
    audience = Audience(name="a", clearance=Tlp.GREEN, purposes=frozenset({"notice"}))
    topics = frozenset({"records", "alerts", "overdue"})
    receiver = Receiver(name="a", audience=audience, topics=topics, **more)
    service, now = served.service, served.clock()
    view = mission_view(service, audience, now=now)
    items = tuple(items_of(service, view, (), receiver, {}, now=now))
    pack = service.workspace.pack
    content = json.loads(notice_json(Notice(id="n", made_at=MADE, items=items), receiver, pack))
    for each in content["data"]["items"]:
        del each["at"]
        for record in each["records"]:
            record |= {"id": "", "recorded_at": "", "changed_at": ""}
    return content


def rule(ref, threshold):
    return {
        "kind": "alert-rule",
        "source": "hq",
        "ref": ref,
        "watches": "incident",
        "threshold": threshold,
        "within_min": 60,
    }


def task(ref):
    return {
        "kind": "task",
        "source": "hq",
        "ref": ref,
        "type": "patrol",
        "unit": "A",
        "start": "2026-01-01T06:00Z",
        "end": "2026-01-01T08:00Z",
    }


@pytest.mark.slow
def test_nothing_in_a_notice_betrays_what_stays(tmp_path):
    """It is the same as if reports, a rule, a task and its step that stay had never been recorded."""
    contents = []
    for hidden in (True, False):
        with serving(tmp_path / f"{hidden}") as served:
            officer = served.client("watch officer")

            def put(*rows, marking, officer=officer):
                submit(officer, *rows, tlp=marking)

            put(rule("R2", 2), marking="TLP:GREEN")
            if hidden:
                put(rule("R1", 1), marking="TLP:AMBER")
                put(incident("h1", text="hidden"), marking="TLP:RED")
            put(incident("a"), marking="TLP:GREEN")
            if hidden:
                put(incident("h2", text="hidden"), task("T2"), marking="TLP:AMBER")
                put(incident("h3", text="hidden"), marking="TLP:AMBER+STRICT")
            put(task("T1"), marking="TLP:GREEN")
            contents.append(content_for(served))
            put(incident("b"), marking="TLP:GREEN")
            contents.append(content_for(served))
    assert json.dumps(contents[0]) == json.dumps(contents[2])
    assert contents[1] == contents[3]
    topics = [[one["topic"] for one in each["data"]["items"]] for each in contents[:2]]
    assert topics == [["records", "records", "overdue"], ["records"] * 3 + ["alerts", "overdue"]]


def test_the_kinds_are_those_that_the_gate_lets_leave():
    from sulh.share import KINDS_FOR

    assert set(NOTICE_KINDS) == KINDS_FOR["notice"] - {"threat-object"}


def start(folder, log):
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "-C", folder, "serve", "--port", str(free_port())],
        stdout=log,
        stderr=log,
    )


def sulh(folder, *words):
    result = CliRunner().invoke(main, ["-C", str(folder), "share", "notices", *words])
    return result.stdout + result.stderr


@pytest.mark.slow
def test_a_server_that_is_killed_loses_nothing_and_sends_nothing_twice(tmp_path):
    """Killed while a receiver has the webhook and has not answered; started again it sends the same id."""
    folder = tmp_path / "m"
    workspace.set_up(folder, pack_name="example", site="hq", now=MADE).store.close()
    (folder / "hook.secret").write_text(SECRET)
    tokens = make_accounts(folder)
    with hook_server() as hooks, mail_server(tmp_path, tls=False) as box:
        (folder / "serve.toml").write_text(
            f"""
[notices]
inside = ["127.0.0.1/32"]
[notices.mail]
host = "127.0.0.1"
port = {box.port}
security = "none"
sender = "sulh@mission.example"
[notices.to.desk]
address = "desk@mission.example"
clearance = "TLP:GREEN"
[notices.to.program]
url = "{hooks.url()}"
secret_file = "hook.secret"
clearance = "TLP:GREEN"
"""
        )
        assert "The test was taken" in sulh(folder, "test", "program")
        assert "The test was taken" in sulh(folder, "test", "desk")
        assert "no receiver 'other'" in sulh(folder, "test", "other")
        assert "No notice waits" in sulh(folder, "list")
        (subject,) = [each["subject"] for each in box.messages]
        assert "a test" in subject
        hooks.requests.clear()
        box.messages.clear()
        with (tmp_path / "log").open("w") as log:
            process = begin(folder, log, tokens, hooks)
            process.send_signal(signal.SIGKILL)
            process.wait(20)
            assert len(hooks.requests) == 1
            assert "program by webhook: leaving" in sulh(folder, "list")
            hooks.hold.set()
            process = start(folder, log)
            try:
                wait_for(partial(all_sent, folder), seconds=120)
            finally:
                process.terminate()
                process.wait(60)
        ids = [headers["webhook-id"] for _, headers, _ in hooks.requests]
        assert len(ids) == 2
        assert len(set(ids)) == 1
        assert len({body for _, _, body in hooks.requests}) == 1
        assert len(box.messages) == 1
        opened = workspace.open_workspace(folder)
        left = [each.body["audience"] for each in opened.store.records(kinds=["disclosure"])]
        opened.store.close()
        assert sorted(left) == ["desk", "program"]


def begin(folder, log, tokens, hooks):
    """Start a server, let a report come in, and wait until the receiver has it and does not answer."""
    hooks.hold.clear()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "-C", folder, "serve", "--port", str(port)],
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(headers={"authorization": f"Bearer {tokens['watch officer']}"}) as client:
        wait_for(lambda: answers(client, url))
        queue = NoticeQueue(folder)
        wait_for(lambda: len(receivers(queue)) == 2, seconds=120)
        queue.close()
        body = {"rows": [incident("one")], "tlp": "TLP:GREEN"}
        assert client.post(f"{url}/api/v1/reports", json=body).status_code == 200
    wait_for(lambda: hooks.requests, seconds=120)
    queue = NoticeQueue(folder)
    wait_for(lambda: "sent" in [each.state for each in queue.listed()], seconds=120)  # the letter
    queue.close()
    return process


def answers(client, url):
    try:
        return client.get(f"{url}/api/v1/status").status_code < 500
    except httpx.TransportError:
        return False


def receivers(queue):
    with queue._change() as run:
        return run("SELECT name FROM receiver").fetchall()


def all_sent(folder):
    queue = NoticeQueue(folder)
    states = [each.state for each in queue.listed()]
    queue.close()
    return states == ["sent", "sent"] and datetime.now(UTC)
