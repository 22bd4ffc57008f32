"""Devices on Cursor on Target: bursts arrive, slips cost nobody the line, and only what may leave leaves."""

import asyncio
import socket
import ssl
import time
from configparser import ConfigParser
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.server.served import everything, incident, serving, submit

from sulh.ledger.tlp import Tlp
from sulh.server.share import cot_hub
from sulh.server.share.cot_hub import CotSettings, read_cot_settings
from sulh.share.cot import EventStream

WAIT_S = 60


def event(uid, *, detail="<detail><contact callsign='Jenny'/><odd_one x='1'>?</odd_one></detail>"):
    """Return an event of a device."""
    times = "time='2026-05-03T14:30:00Z' start='2026-05-03T14:30:00Z' stale='2036-05-03T14:35:00Z'"
    point = "<point lat='1' lon='2' hae='0' ce='9' le='9'/>"
    return f"<event version='2.0' uid='{uid}' type='a-f-G' how='m-g' {times}>{point}{detail}</event>".encode()


def hub_of(served):
    """Return the server's hub, once it listens."""
    for _ in range(1000):
        hub = served.app.state.sulh.cot
        if hub is not None and hub._server is not None:
            return hub
        time.sleep(0.01)
    raise AssertionError("the hub did not start")


def connect(served, context=None):
    """Return a device's line."""
    line = socket.create_connection(("127.0.0.1", hub_of(served).port), timeout=WAIT_S)
    return context.wrap_socket(line, server_hostname="localhost") if context else line


def read_until(line, enough, stream=None):
    """Return the events that come until they are enough."""
    stream, events = stream or EventStream(), []
    while not enough(events):
        content = line.recv(65_536)
        assert content, "the line was cut"
        events += [each for _, each in stream.feed(content)]
    return events


@pytest.fixture(scope="module", autouse=True)
def often():
    """Look at the picture often, so that no test waits long."""
    before, cot_hub.REFRESH_S = cot_hub.REFRESH_S, 0.1
    yield
    cot_hub.REFRESH_S = before


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hq") / "mission"
    with serving(folder, cot=CotSettings(port=0)) as served:
        officer = served.client("watch officer")
        submit(officer, incident("G1", text="by the bridge"), incident("G2"), tlp="TLP:GREEN")
        submit(officer, incident("S1", text="a secret"), tlp="TLP:AMBER")
        submit(officer, incident("EX"), simulated=True, tlp="TLP:GREEN")
        yield served


def test_a_device_gets_what_it_may_have_and_sees_it_go(hq):
    with connect(hq) as line:
        events = read_until(line, lambda each: len(each) >= 2)
        assert {each.type for each in events} == {"b-m-p-s-m"}
        assert "by the bridge" in "".join(each.remarks for each in events)
        assert "secret" not in "".join(each.remarks for each in events)
        ids = {each["body"].get("ref"): each["id"] for each in everything(hq.client("observer"))}
        assert {each.uid for each in events} == {f"sulh-{ids['G1']}", f"sulh-{ids['G2']}"}
        url = f"/api/v1/records/{ids['G2']}/retraction"
        assert hq.client("watch officer").post(url, json={"reason": "twice"}).status_code == 201
        (last,) = read_until(line, lambda each: len(each) == 1)
        assert (last.type, f"sulh-{ids['G2']}".encode() in last.detail) == ("t-x-d-d", True)


def test_somebody_who_asks_is_answered(hq):
    with connect(hq) as line:
        line.sendall(event("me").replace(b"a-f-G", b"t-x-c-t"))
        read_until(line, lambda each: any(one.type == "t-x-c-t-r" for one in each))


def test_slips_and_unknown_detail_cut_nobody_off(hq):
    bad = [
        b"<event uid='x'><point/></event>",
        b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>" + event("bad", detail="<detail>&y;</detail>"),
        event("bad").replace(b"lat='1'", b"lat='NaN'"),
        event("bad")[:120],
        b"<event >" + b"<a>" * 50_000 + b"</event>",
    ]  # fmt: skip
    with connect(hq) as one, connect(hq) as two:
        read_until(two, lambda each: len(each) >= 1)
        before = hub_of(hq).dropped
        for each in bad:
            one.sendall(each)
        good = event("good")
        one.sendall(good)
        events = read_until(two, lambda each: any(one.uid == "good" for one in each))
        assert not [each for each in events if each.uid == "bad"]
        found = next(each for each in events if each.uid == "good")
        assert found.detail in good
        assert hub_of(hq).dropped - before == len(bad)
        one.sendall(event("sulh-" + "0" * 64))  # nobody speaks for the mission
        one.sendall(event("last"))
        events = read_until(two, lambda each: any(one.uid == "last" for one in each))
        assert not [each for each in events if each.uid.startswith("sulh-0")]


def certificate(folder, name, issuer=None):
    """Make a key and a certificate, of an authority where there is no issuer; return them."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    )
    made = builder.sign(issuer[0] if issuer else key, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return key, made


def test_with_tls_only_devices_with_a_certificate_come_in(tmp_path):
    authority = certificate(tmp_path, "authority")
    for name in ("server", "device"):
        certificate(tmp_path, name, authority)
    table = {
        "port": 0,
        "certificate": "server.pem",
        "private_key": "server.key",
        "client_authority": "authority.pem",
    }
    with serving(tmp_path / "mission", cot=read_cot_settings(table, tmp_path)) as served:
        submit(served.client("watch officer"), incident("G1"), tlp="TLP:GREEN")
        context = ssl.create_default_context(cafile=tmp_path / "authority.pem")
        assert comes_in(served, context) == b""
        context.load_cert_chain(tmp_path / "device.pem", tmp_path / "device.key")
        with connect(served, context) as line:
            assert len(read_until(line, lambda each: len(each) == 1)) == 1


def comes_in(served, context):
    """Return the first byte that a device gets; TLS 1.3 refuses it at its first word."""
    try:
        with connect(served, context) as line:
            return line.recv(1)
    except (ssl.SSLError, ConnectionError):
        return b""


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"port": "8087"},
        {"port": 8087, "host": "0.0.0.0"},
        {"port": 8087, "host": "10.0.0.1", "certificate": "a", "private_key": "b"},
        {"port": 8087, "clearance": "TLP:RED"},
        {"port": 8087, "clearance": "secret"},
        {"port": 8087, "colour": "red"},
    ],
)
def test_settings_that_would_let_anybody_in_are_refused(table, tmp_path):
    with pytest.raises((ValueError, TypeError)):
        read_cot_settings(table, tmp_path)
    assert read_cot_settings({"port": 8087}, tmp_path).clearance is Tlp.GREEN


def test_who_reads_nothing_costs_little_memory_and_is_let_go(hq, monkeypatch):
    monkeypatch.setattr(cot_hub, "SEND_S", 0.5)
    monkeypatch.setattr(cot_hub, "WAITING_BYTES_MAX", 2_000_000)
    hub = hub_of(hq)
    before, lost = set(hub._clients), hub.lost
    with connect(hq) as idle, connect(hq) as busy:
        wait_for(lambda: len(hub._clients) == len(before) + 2)
        large = event("large", detail=f"<detail>{'x' * 200_000}</detail>")
        for _ in range(100):
            busy.sendall(large)
            assert all(each.size <= 2_000_000 for each in hub._clients)
        wait_for(lambda: len(hub._clients) <= len(before) + 1)
        assert hub.lost > lost
        idle.close()


def wait_for(is_so):
    end = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("flood", [event("x") * 200, b"</event>" * 12_000], ids=["events", "ends"])
def test_a_flood_leaves_the_event_loop_to_others(flood, monkeypatch):
    """Whatever devices send, the hub rests four times as long as it works, but for its last slice.

    The clock counts work alone: so much for each chunk that is read, so much for each event that is passed on.
    """
    chunk_s, event_s, worked, rests = 0.002, 0.0004, 0.0, []
    sleep = asyncio.sleep

    async def rest(seconds):
        rests.append((worked, seconds))
        await sleep(0)

    class Stream(EventStream):
        def feed(self, content):
            nonlocal worked
            worked += chunk_s
            return super().feed(content)

    class Hub(cot_hub.CotHub):
        def _pass_on(self, client, raw, event):
            nonlocal worked
            worked += event_s
            super()._pass_on(client, raw, event)

    async def run():
        hub = Hub(CotSettings(port=0), None, None)
        hub._pace = cot_hub._Pace(lambda: worked)
        hub._clients = {cot_hub._Client() for _ in range(50)}
        readers = [asyncio.StreamReader(limit=2**26) for _ in range(3)]
        for reader in readers:
            for _ in range(7):
                reader.feed_data(flood)
            reader.feed_eof()
        await asyncio.gather(*(hub._read(cot_hub._Client(), each) for each in readers))

    monkeypatch.setattr(cot_hub, "EventStream", Stream)
    monkeypatch.setattr(cot_hub.asyncio, "sleep", rest)
    asyncio.run(run())
    assert worked > 10 * cot_hub.SLICE_S
    assert sum(seconds for _, seconds in rests) >= cot_hub.REST * (worked - cot_hub.SLICE_S) - 1e-9
    begun = [0.0, *(at for at, _ in rests)]
    slices = [end - begin for begin, end in zip(begun, [*begun[1:], worked], strict=True)]
    assert max(slices) <= cot_hub.SLICE_S + chunk_s + event_s


def test_ends_without_events_are_read_in_one_pass():
    stream = EventStream()
    assert [*stream.feed(event("a")[:-3]), *stream.feed(event("a")[-3:] + b"</event>" * 3)]
    assert (stream.dropped, stream._rest) == (3, b"")


def test_marks_are_sent_again_before_devices_forget_them(hq):
    with connect(hq) as line:
        read_until(line, lambda each: len(each) >= 1)
        hq.clock.ahead += timedelta(hours=7)
        try:
            moment = hq.clock() - timedelta(hours=1)
            again = read_until(line, lambda each: any(one.start > moment for one in each))
            assert again[-1].uid.startswith("sulh-")
        finally:
            hq.clock.ahead = timedelta()


def test_one_certificate_has_few_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(cot_hub, "OF_ONE_DEVICE_MAX", 2)
    authority = certificate(tmp_path, "authority")
    for name in ("server", "device", "other"):
        certificate(tmp_path, name, authority)
    table = {
        "port": 0,
        "certificate": "server.pem",
        "private_key": "server.key",
        "client_authority": "authority.pem",
    }
    with serving(tmp_path / "mission", cot=read_cot_settings(table, tmp_path)) as served:
        submit(served.client("watch officer"), incident("G1"), tlp="TLP:GREEN")
        contexts = {}
        for name in ("device", "other"):
            contexts[name] = ssl.create_default_context(cafile=tmp_path / "authority.pem")
            contexts[name].load_cert_chain(tmp_path / f"{name}.pem", tmp_path / f"{name}.key")
        with connect(served, contexts["device"]) as one, connect(served, contexts["device"]) as two:
            for line in (one, two):
                assert read_until(line, lambda each: len(each) == 1)
            assert comes_in(served, contexts["device"]) == b""
            assert comes_in(served, contexts["other"]) != b""


def test_a_stranger_who_says_nothing_is_sent_away(tmp_path, monkeypatch):
    """Before its certificate is seen; left alone it would hold a file for a minute."""
    monkeypatch.setattr(cot_hub, "HANDSHAKE_S", 0.3)
    certificate(tmp_path, "server", certificate(tmp_path, "authority"))
    table = {
        "port": 0,
        "certificate": "server.pem",
        "private_key": "server.key",
        "client_authority": "authority.pem",
    }
    settings = read_cot_settings(table, tmp_path)
    with serving(tmp_path / "mission", cot=settings) as served, connect(served) as stranger:
        stranger.settimeout(30)
        with suppress(ConnectionError):
            assert stranger.recv(1) == b""


def test_many_strangers_keep_no_device_out(tmp_path, monkeypatch):
    """So many wait at once and no more: the next one sends the first away, and a device comes in."""
    monkeypatch.setattr(cot_hub, "HANDSHAKES_MAX", 3)
    monkeypatch.setattr(cot_hub, "HANDSHAKE_S", 600.0)
    authority = certificate(tmp_path, "authority")
    for name in ("server", "device"):
        certificate(tmp_path, name, authority)
    table = {
        "port": 0,
        "certificate": "server.pem",
        "private_key": "server.key",
        "client_authority": "authority.pem",
    }
    settings = read_cot_settings(table, tmp_path)
    with serving(tmp_path / "mission", cot=settings) as served, ExitStack() as strangers:
        submit(served.client("watch officer"), incident("G1"), tlp="TLP:GREEN")
        lines = [strangers.enter_context(connect(served)) for _ in range(5)]
        for line in lines[:2]:
            line.settimeout(30)
            with suppress(ConnectionError):
                assert line.recv(1) == b""
        context = ssl.create_default_context(cafile=tmp_path / "authority.pem")
        context.load_cert_chain(tmp_path / "device.pem", tmp_path / "device.key")
        with connect(served, context) as device:
            assert len(read_until(device, lambda each: len(each) == 1)) == 1
        lines[4].settimeout(0.05)
        with pytest.raises(TimeoutError):
            lines[4].recv(1)


def test_five_hundred_events_a_second_of_pytak_all_arrive(hq):
    """A real client sends a burst, another receives it: none is lost, in whatever time the machine takes."""
    pytak = pytest.importorskip("pytak")
    count = 500

    async def burst():
        settings = ConfigParser()
        settings["x"] = {
            "COT_URL": f"tcp://127.0.0.1:{hub_of(hq).port}",
            "PYTAK_NO_HELLO": "1",
            "TAK_PROTO": "0",
        }
        reader, receiver = await pytak.protocol_factory(settings["x"])
        queue = asyncio.Queue()

        class Receiver(pytak.RXWorker):
            """Reads as pytak reads."""

        incoming = Receiver(queue, settings["x"], reader)
        while b"sulh-" not in (await incoming.readcot()):
            pass
        _, writer = await pytak.protocol_factory(settings["x"])
        outgoing = pytak.TXWorker(asyncio.Queue(), settings["x"], writer)
        for number in range(count):
            await outgoing.send_data(event(f"burst-{number}"))
        seen = set()
        async with asyncio.timeout(WAIT_S):
            while len(seen) < count:
                content = await incoming.readcot()
                assert content is not None
                if b"burst-" in content:
                    seen.add(content.split(b"uid='burst-")[1].split(b"'")[0])
        writer.close()
        receiver.close()
        return seen

    seen = asyncio.run(burst())
    assert seen == {str(each).encode() for each in range(count)}
