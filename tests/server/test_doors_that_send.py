"""What two missions that differ by what is hidden send by themselves is the same: events to devices, webhooks, letters.

The hubs are those of the server, stepped by hand, so that both look at the same moments.
"""

import asyncio
import json
import random
from contextlib import ExitStack, asynccontextmanager
from ipaddress import ip_network

import pytest
from tests.server.receiving import hook_server, mail_server
from tests.server.share.test_cot_hub import event
from tests.server.test_every_door import SECRET
from tests.server.test_notices import SECRET as HOOK_SECRET
from tests.server.test_notices import receiver
from tests.server.two_worlds import begin, hide, keep_on, two_worlds

from sulh.ledger.tlp import Tlp
from sulh.server.notices.sender import NoticeSender
from sulh.server.notices.settings import MailSettings, NoticeSettings, Target
from sulh.server.share import kept_views
from sulh.server.share.cot_hub import CotHub, CotSettings
from sulh.share.notices import TOPICS, read_secret

STEPS = 3
RULE = {"kind": "alert-rule", "source": "hq", "ref": "r1", "watches": "incident", "threshold": 1,
        "within_min": 60, "escalate_min": 2, "reliability": "", "credibility": ""}  # fmt: skip
TASK = {"kind": "task", "source": "ops", "ref": "t1", "type": "patrol", "unit": "North company",
        "start": "2024-06-01T12:25Z", "end": "2024-06-01T12:30Z"}  # fmt: skip


def live(pair):
    """Let both have a rule, a task and what comes; and the second more, between and after it."""
    chance = random.Random(5)
    begin(pair)
    pair.enter(RULE, TASK)
    pair.sync()
    yield
    for _ in range(STEPS):
        hide(pair, chance)
        settle(pair)
        yield
        keep_on(pair, chance)
        yield
    pair.later(minutes=20)
    yield


def settle(pair):
    """Let the second start the task and say that an alert was seen, for those inside alone."""
    started = {"kind": "task-step", "source": "ops", "ref": f"s{pair.count}", "task": "t1"}
    more = {"start": "2024-06-01T12:04Z", "step": "under-way", "text": SECRET}
    pair.enter(started | more, tlp="TLP:RED", hidden=True)
    client = pair.fuller.client("watch officer")
    for each in client.get("/api/v1/alerts").json()["alerts"]:
        body = {"rule": each["rule"], "trigger": each["trigger"], "text": SECRET}
        answer = client.post("/api/v1/alerts/acknowledgement", json=body)
        assert answer.status_code == 201, answer.text


class Device:
    """A device on the line of one mission's hub: it takes what is there until its own question is answered."""

    def __init__(self, served):
        state = served.app.state.sulh
        self.hub = CotHub(CotSettings(port=0), served.service, state.outside_picture)

    @asynccontextmanager
    async def online(self):
        """Be connected."""
        server = await asyncio.start_server(self.hub._serve, "127.0.0.1", 0)
        self.hub._server = server
        lines = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        self.reader, self.writer = lines
        try:
            yield self
        finally:
            self.writer.close()
            await self.hub.close()
            server.close()
            await asyncio.sleep(0.05)  # for the hub to see that the device has gone

    async def heard(self):
        """Return all that has come since the last time, to the byte."""
        picture = await asyncio.to_thread(self.hub._events)
        if picture is not None:
            await self.hub._publish(*picture)
        self.writer.write(event("me").replace(b"a-f-G", b"t-x-c-t"))
        return await asyncio.wait_for(self.reader.readuntil(b"t-x-c-t-r"), 60)


@pytest.mark.slow
def test_devices_hear_the_same(tmp_path, monkeypatch):
    """Byte by byte and moment by moment, also one that comes last."""
    monkeypatch.setattr(
        kept_views, "REST", 0.0
    )  # else a slow view holds on, in one world longer than in the other

    async def follow(pair):
        devices = [Device(each) for each in pair.both]
        async with devices[0].online() as one, devices[1].online() as other:
            return [[await one.heard(), await other.heard()] for _ in live(pair)]

    with two_worlds(tmp_path) as pair:
        heard = asyncio.run(follow(pair))
    for one, other in heard:
        assert one == other
        assert SECRET.encode() not in other
    assert sum(b"b-m-p-s-m" in one for one, _ in heard) >= 4


class Receivers:
    """A web server and a mailbox, for one mission's notices."""

    def __init__(self, stack, folder, served, topics=TOPICS):
        folder.mkdir()
        self.hooks = stack.enter_context(hook_server())
        self.box = stack.enter_context(mail_server(folder, tls=False))
        every = {"topics": frozenset(topics)}
        mail = MailSettings(
            host="127.0.0.1", port=self.box.port, sender="hq@m.example", security="none"
        )
        settings = NoticeSettings(
            targets=(
                Target(
                    receiver=receiver("program", **every),
                    url=self.hooks.url(),
                    key=read_secret(HOOK_SECRET),
                ),
                Target(
                    receiver=receiver("desk", clearance=Tlp.GREEN, language="fr", **every),
                    address="desk@m.example",
                ),
            ),
            mail=mail,
            inside=(ip_network("127.0.0.0/8"),),
        )
        state = served.app.state.sulh
        self.sender = NoticeSender(settings, served.service, state.findings, origin="http://hq")

    async def got(self):
        """Look, send what is due, and return what came, without the ids that are by chance."""
        await self.sender.looking.look()
        await self.sender._send_due()
        await asyncio.gather(*self.sender._sending.values())
        hooks = [json.loads(body) for _, _, body in self.hooks.requests]
        letters = [
            (each["subject"], [part.get_content() for part in each.iter_parts()])
            for each in self.box.messages
        ]
        self.hooks.requests.clear()
        self.box.messages.clear()
        for each in hooks:
            each["data"]["id"] = ""
        return hooks, letters


@pytest.mark.slow
def test_webhooks_and_letters_are_the_same(tmp_path):
    """Records, alerts, late tasks and verdicts: what comes, how often, in which words."""

    async def follow(pair, both):
        for each in both:
            assert each.sender.queue.take_over()
        got = [[await each.got() for each in both] for _ in live(pair)]
        for each in both:
            await each.sender.close()
        return got

    with two_worlds(tmp_path) as pair, ExitStack() as stack:
        both = [Receivers(stack, tmp_path / f"own{n}", each) for n, each in enumerate(pair.both)]
        got = asyncio.run(follow(pair, both))
    for one, other in got:
        assert one == other
        assert SECRET not in str(other)
    topics = {
        item["topic"] for (hooks, _), _ in got for each in hooks for item in each["data"]["items"]
    }
    assert topics >= {"records", "alerts", "overdue"}
    assert sum(len(letters) for (_, letters), _ in got) >= 3
