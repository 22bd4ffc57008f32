"""Notices over a real server, to a real mail server and a real receiver of webhooks."""

import json
import os
import socket
import time
from base64 import b64encode
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from standardwebhooks import Webhook
from tests.server.receiving import hook_server, mail_server, mail_with_tls, wait_for
from tests.server.served import incident, serving, submit, tanks

from sulh.ledger.tlp import Tlp
from sulh.mission import find, load
from sulh.server.notices import sender
from sulh.server.notices.errors import NoticeError
from sulh.server.notices.hook import send_hook
from sulh.server.notices.queue import News, NoticeQueue
from sulh.server.notices.settings import NoticeSettings, Target
from sulh.share import Audience
from sulh.share.notices import Receiver, read_secret

SECRET = f"whsec_{b64encode(bytes(range(32))).decode()}"
HERE = (ip_network("127.0.0.0/8"),)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Look often, and try again soon."""
    monkeypatch.setattr(sender, "LOOK_S", 0.05)
    monkeypatch.setattr(sender, "REST", 0.0)
    monkeypatch.setattr(sender, "PAUSES_S", (0.1, 0.1, 0.1))


def receiver(name, *, clearance=Tlp.GREEN, names=(), **more):
    audience = Audience(
        name=name, clearance=clearance, purposes=frozenset({"notice"}), names=frozenset(names)
    )
    return Receiver(name=name, audience=audience, **more)


def by_hook(hooks, name="program", *, path="/hook", **more):
    return Target(receiver=receiver(name, **more), url=hooks.url(path), key=read_secret(SECRET))


def to_hooks(*targets):
    return NoticeSettings(targets=targets, inside=HERE)


def ready(served):
    """Wait until the server has looked once: what comes now is news."""
    wait_for(lambda: served.app.state.sulh.notices.looking._last)
    return served


def told(hooks):
    """Return the items of all webhooks that came."""
    return [
        each for _, _, body in list(hooks.requests) for each in json.loads(body)["data"]["items"]
    ]


def verified(hooks):
    """Return the items of all webhooks that came, each verified as its receiver does."""
    items = []
    for _, headers, body in list(hooks.requests):
        signed = {name.lower(): value for name, value in headers.items()}
        items += Webhook(SECRET).verify(body, signed)["data"]["items"]
    return items


def states(served):
    return [each.state for each in served.app.state.sulh.notices.queue.listed()]


def disclosures(served):
    return [
        each.body
        for each in served.service.read(lambda store: list(store.records(kinds=["disclosure"])))
    ]


def test_a_letter_and_a_webhook_hold_what_the_gate_lets_leave(tmp_path):
    """By STARTTLS with a password, in French; TLP:AMBER and RED stay, what is released to a nation leaves."""
    with mail_server(tmp_path) as box, hook_server() as hooks:
        mail = mail_with_tls(box)
        targets = (
            Target(
                receiver=receiver("desk", clearance=Tlp.AMBER, language="fr"),
                address="desk@mission.example",
            ),
            by_hook(hooks, names=("NOR",)),
        )
        settings = NoticeSettings(
            targets=targets, mail=mail, authority=str(tmp_path / "own.pem"), inside=HERE
        )
        with serving(tmp_path / "m", notices=settings) as served:
            officer = ready(served).client("watch officer")
            submit(officer, incident("red", text="kept red"), tlp="TLP:RED")
            submit(officer, incident("amber", text="kept amber"), tlp="TLP:AMBER")
            submit(officer, incident("green", text="shown green"), tlp="TLP:GREEN")
            wait_for(lambda: len(told(hooks)) == 1)
            wait_for(lambda: "shown green" in letters(box) and "kept amber" in letters(box))
            message = box.messages[0]
            assert message["to"] == "desk@mission.example"
            assert message["auto-submitted"] == "auto-generated"
            assert message["message-id"].endswith("@mission.example>")
            assert message["subject"].startswith("[TLP:")
            kinds = [each.get_content_type() for each in message.iter_parts()]
            assert kinds == ["text/plain", "text/html"]
            assert letters(box).count("Red Army") >= 2
            assert "kept red" not in letters(box)
            (item,) = verified(hooks)
            assert item["records"][0]["body"]["text"] == "shown green"
            everything = b"".join(body for _, _, body in hooks.requests)
            assert b"kept" not in everything
            wait_for(lambda: set(states(served)) == {"sent"})
            left = disclosures(served)
            assert {each["door"] for each in left} == {"notice"}
            assert {(each["audience"], each["part"]) for each in left} == {
                ("desk", "e-mail"),
                ("program", "webhook"),
            }
            assert sum(each["items"] for each in left if each["audience"] == "desk") == 2
            assert {each["strictest"] for each in left if each["audience"] == "program"} == {
                "green"
            }


def letters(box):
    """Return all that stands in the letters that came."""
    return "\n".join(
        part.get_content() for message in list(box.messages) for part in message.iter_parts()
    )


def test_a_receiver_that_fails_gets_the_same_again_and_others_do_not_wait(tmp_path):
    """The same id and bytes at each try, one record of what left; after the last pause it has failed."""
    with hook_server() as bad, hook_server() as good:
        bad.answers = [(500, {}), (429, {"retry-after": "0"}), (204, {})]
        targets = (by_hook(bad, "bad"), by_hook(good, "good"))
        with serving(tmp_path / "m", notices=to_hooks(*targets)) as served:
            officer = ready(served).client("watch officer")
            submit(officer, incident("one"), tlp="TLP:GREEN")
            wait_for(lambda: len(bad.requests) == 3 and len(good.requests) == 1)
            assert len({body for _, _, body in bad.requests}) == 1
            assert len({headers["webhook-id"] for _, headers, _ in bad.requests}) == 1
            wait_for(lambda: states(served) == ["sent", "sent"])
            assert len(disclosures(served)) == 2
            bad.answers = [(500, {})] * 10
            submit(officer, incident("two"), tlp="TLP:GREEN")
            wait_for(lambda: sorted(states(served)) == ["failed", "sent", "sent", "sent"])
            assert len(bad.requests) == 3 + 4
            failed = served.app.state.sulh.notices.queue.listed("failed")[0]
            assert failed.reason == "It answers 500."
            bad.answers = []
            queue = NoticeQueue(served.folder)
            assert queue.again(failed.id, served.clock())
            queue.close()
            wait_for(lambda: states(served) == ["sent"] * 4)
            assert [len(each.requests) for each in (bad, good)] == [8, 2]


def test_five_receivers_that_do_not_answer_keep_no_other_waiting(tmp_path):
    """However many hold their answers back, the one that answers has its notice meanwhile."""
    with ExitStack() as stack:
        silent = [stack.enter_context(hook_server()) for _ in range(5)]
        good = stack.enter_context(hook_server())
        targets = [by_hook(each, f"silent-{n}") for n, each in enumerate(silent)]
        served = stack.enter_context(
            serving(tmp_path / "m", notices=to_hooks(*targets, by_hook(good, "good")))
        )
        stack.callback(lambda: [each.hold.set() for each in silent])
        for each in silent:
            each.hold.clear()
        submit(ready(served).client("watch officer"), incident("one"), tlp="TLP:GREEN")
        wait_for(lambda: all(each.requests for each in (*silent, good)), 12)


def test_redirects_lead_nowhere(tmp_path):
    """Neither to another host nor to the same: the answer is a failure, and nothing follows it."""
    with hook_server() as hooks:
        hooks.answers = [(307, {"location": hooks.url("/elsewhere")})]
        with serving(tmp_path / "m", notices=to_hooks(by_hook(hooks))) as served:
            submit(ready(served).client("watch officer"), incident("one"), tlp="TLP:GREEN")
            wait_for(lambda: states(served) == ["failed"])
            assert [path for path, _, _ in hooks.requests] == ["/hook"]


def test_what_was_raised_or_taken_back_while_it_waited_stays(tmp_path):
    """A digest in half an hour tells of what may leave then, and of each thing once."""
    zone = load(find("example")).timezone
    soon = (datetime.now(zone) + timedelta(minutes=30)).time().replace(second=0, microsecond=0)
    with hook_server() as hooks:
        target = by_hook(hooks)
        target = replace(target, receiver=replace(target.receiver, digests=(soon,)))
        with serving(tmp_path / "m", notices=to_hooks(target)) as served:
            officer = ready(served).client("watch officer")
            for name in ("stays", "raised", "back"):
                submit(officer, incident(name, text=name), tlp="TLP:GREEN")
            queue = served.app.state.sulh.notices.queue
            wait_for(lambda: [row[1] for row in queue.waiting_items()] == [3])
            assert hooks.requests == []
            ids = {each["body"]["ref"]: each["id"] for each in records(officer)}
            answer = officer.post(
                f"/api/v1/records/{ids['back']}/retraction", json={"reason": "wrong"}
            )
            assert answer.status_code < 300, answer.text
            answer = officer.post(
                f"/api/v1/records/{ids['raised']}/release",
                json={"tlp": "TLP:RED", "to": [], "reason": "a source is at risk"},
            )
            assert answer.status_code < 300, answer.text
            wait_for(lambda: len(served.app.state.sulh.notices.looking.items["program"]) == 1)
            served.clock.ahead = timedelta(hours=1)
            wait_for(lambda: hooks.requests)
            assert [each["records"][0]["body"]["ref"] for each in told(hooks)] == ["stays"]
            served.clock.ahead = timedelta(hours=2)
            wait_for(lambda: states(served) == ["sent"])
            assert len(hooks.requests) == 1


def records(client):
    return client.get("/api/v1/records", params={"kind": "incident"}).json()["records"]


def test_verdicts_alerts_and_overdue_tasks(tmp_path):
    """Of a breach that is new, of an alert once when it is raised, and of a task that does not start."""
    topics = frozenset({"verdicts", "alerts", "overdue"})
    with hook_server() as hooks:
        target = by_hook(hooks, topics=topics)
        with serving(tmp_path / "m", notices=to_hooks(target), default_marking=Tlp.GREEN) as served:
            officer = ready(served).client("watch officer")
            rule = {
                "kind": "alert-rule",
                "source": "watch",
                "ref": "R1",
                "watches": "incident",
                "threshold": 2,
                "within_min": 60,
            }
            submit(officer, rule)
            submit(officer, incident("i1"), incident("i2"))
            submit(officer, *tanks(500))
            now = served.clock()
            submit(
                officer,
                {
                    "kind": "task",
                    "source": "hq",
                    "ref": "T1",
                    "type": "patrol",
                    "unit": "A",
                    "start": (now + timedelta(minutes=5)).isoformat(),
                    "end": (now + timedelta(minutes=50)).isoformat(),
                },
            )
            wait_for(lambda: {"alerts", "verdicts"} <= {each["topic"] for each in told(hooks)})
            served.clock.ahead = timedelta(minutes=15)
            wait_for(lambda: "overdue" in {each["topic"] for each in told(hooks)})
            items = told(hooks)
            (alert,) = [each for each in items if each["topic"] == "alerts"]
            assert len(alert["records"]) == 2
            assert alert["state"] == "open"
            (late,) = [each for each in items if each["topic"] == "overdue"]
            assert late["state"] == "not-started"
            assert late["records"][0]["body"]["ref"] == "T1"
            verdicts = [each for each in items if each["topic"] == "verdicts"]
            assert {each["state"] for each in verdicts if not each["before"]} <= {"breached"}
            assert all(each["state"] != each["before"] for each in verdicts)


HOSTILE = [
    "http://localhost:{port}/",
    "https://localhost:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.1:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0.0.0.0:{port}/",
    "http://10.0.0.1/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_webhooks_to_inside_addresses_are_refused(address):
    """However they are written; nothing arrives, and nothing was said to be leaving."""
    with hook_server() as hooks:
        left = []
        with pytest.raises(NoticeError, match="inside the house") as caught:
            send_hook(
                address.format(port=hooks.port),
                bytes(32),
                b"{}",
                identity="n",
                seconds=0,
                leaving=lambda: left.append(1),
            )
        assert caught.value.final
        assert (hooks.requests, left) == ([], [])


def test_a_name_that_has_one_inside_address_is_refused(monkeypatch):
    """Also where the first of its addresses is public; a public one must be spoken to by https."""

    def answers(*addresses):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    def send(url):
        send_hook(url, bytes(32), b"{}", identity="n", seconds=0, leaving=lambda: None)

    answers("1.1.1.1", "169.254.169.254")
    with pytest.raises(NoticeError, match="inside the house"):
        send("https://two.example/")
    answers("1.1.1.1")
    with pytest.raises(NoticeError, match="https://"):
        send("http://one.example/")


def test_a_host_with_very_many_silent_addresses_does_not_hold_the_sender(monkeypatch):
    """Each took 15 seconds: half an hour for a hundred."""
    several = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"1.1.1.{n}", 443)) for n in range(100)]
    tries = []

    def connect(_, place):
        tries.append(place)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: several)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(NoticeError, match="cannot be reached"):
        send_hook(
            "https://many.example/", bytes(32), b"{}", identity="n", seconds=0, leaving=lambda: None
        )
    assert len(tries) == 4


def test_a_name_is_looked_up_once(monkeypatch):
    """The connection goes to the address that was checked: a name that changes its mind gains nothing."""
    with hook_server() as hooks:
        asked = []
        real = socket.getaddrinfo

        def changing(host, *more, **names):
            asked.append(host)
            return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", *more, **names)

        monkeypatch.setattr(socket, "getaddrinfo", changing)
        send_hook(
            f"http://changing.example:{hooks.port}/hook",
            bytes(32),
            b"{}",
            identity="n",
            seconds=0,
            inside=HERE,
            leaving=lambda: None,
        )
        assert asked == ["changing.example"]
        assert hooks.requests[0][1]["Host"] == f"changing.example:{hooks.port}"


TLS_DROP = b"\x16\x03\x03\x00\x01\x02"
"""A record of TLS with one byte of a message that goes on."""


@pytest.mark.parametrize(
    ("scheme", "drop"), [("http", b"H"), ("http", b"HTTP/1.1 100 x\r\n\r\n"), ("https", TLS_DROP)]
)
def test_an_answer_in_drops_ends(monkeypatch, scheme, drop):
    """A receiver that answers, or shakes hands, a byte at a time holds a sender for so long and no longer."""
    import threading

    from sulh.server.notices import hook

    monkeypatch.setattr(hook, "DEADLINE_S", 0.3)
    monkeypatch.setattr(hook, "TIMEOUT_S", 5.0)
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip():
        line, _ = listening.accept()
        with line:
            while not stop.wait(0.02):
                try:
                    line.sendall(drop)
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    begun = time.monotonic()
    try:
        with pytest.raises(NoticeError, match="does not answer"):
            send_hook(
                f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/",
                bytes(32),
                b"{}",
                identity="n",
                seconds=0,
                inside=HERE,
                leaving=lambda: None,
            )
        assert time.monotonic() - begun < 3
    finally:
        stop.set()
        thread.join(10)
        listening.close()


def test_the_queue_after_a_kill(tmp_path):
    """What was being tried is tried again, a letter that was handed over is not, a webhook is, with its id."""
    queue = NoticeQueue(tmp_path)
    ids = {}
    for state, way in (("trying", "e-mail"), ("leaving", "e-mail"), ("leaving", "webhook")):
        name = f"{state}-{way}"
        queue.add(name, [(News(subject="record 1", value="a"), NOON)])
        ids[name] = queue.gather(name, way, NOON)
        assert queue.begin(ids[name], NOON)
        queue.settle(ids[name], state, NOON)
    del queue  # as a kill does
    queue = NoticeQueue(tmp_path)
    queue.recover(NOON)
    assert {each.receiver: each.state for each in queue.listed()} == {
        "trying-e-mail": "waiting",
        "leaving-e-mail": "unsure",
        "leaving-webhook": "waiting",
    }
    assert {each.id for each in queue.due(NOON)} == {
        ids["trying-e-mail"],
        ids["leaving-webhook"],
    }
    assert queue.add("trying-e-mail", [(News(subject="record 1", value="a"), NOON)]) == 0
    assert queue.gather("trying-e-mail", "e-mail", NOON) == ""
    if os.name == "posix":
        assert queue.path.stat().st_mode & 0o077 == 0
    queue.close()


def test_one_process_sends(tmp_path):
    first, second = NoticeQueue(tmp_path), NoticeQueue(tmp_path)
    assert first.take_over()
    assert first.take_over()
    assert not second.take_over()
    first.close()
    assert second.take_over()
    second.close()


def test_new_terms_hold_from_the_last_look_on(tmp_path):
    """A receiver that wants more from now on does not get all of the past, nor loses what came in meanwhile."""
    queue = NoticeQueue(tmp_path)
    assert queue.since("desk", "a", NOON) == NOON
    assert queue.since("desk", "a", NOON + timedelta(hours=1)) == NOON
    assert queue.since("desk", "b", NOON + timedelta(hours=5)) == NOON + timedelta(hours=1)
    assert queue.since("desk", "b", NOON + timedelta(hours=6)) == NOON + timedelta(hours=1)
    queue.close()


def test_a_state_that_came_and_went_while_it_waited_is_not_told(tmp_path):
    queue = NoticeQueue(tmp_path)
    for before, value in (("met", "breached"), ("breached", "met")):
        queue.add("desk", [(News(subject="finding 1", value=value, before=before), NOON)])
    (item,) = queue.items(queue.gather("desk", "e-mail", NOON))
    assert item == News(subject="finding 1", value="met", before="met")
    queue.close()
