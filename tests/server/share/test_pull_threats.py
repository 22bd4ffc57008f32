"""Threats pulled from servers of TAXII 2.1: our own, and ones that do what no server should."""

import json
import socket
import ssl
import threading
from base64 import b64encode
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from tests.server.reference_taxii import FULL, USER, default_data, medallion
from tests.server.served import serving
from tests.server.share.test_cot_hub import certificate
from tests.server.share.test_taxii import indicator

from sulh.cli import main
from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.server.settings import CollectionSettings
from sulh.server.share import taxii_client
from sulh.server.share import taxii_remote as remote
from sulh.server.share.mission_threats import threats_for
from sulh.server.share.pull_threats import FILE, pull_threats
from sulh.server.share.taxii_client import TaxiiClient, authorization
from sulh.share.audience import inner_audience
from sulh.workspace import set_up

NOW = datetime(2024, 6, 1, tzinfo=UTC)
TAXII = "application/taxii+json;version=2.1"
ROOT = "/api/collections/c/"
COLLECTION = {"id": "c", "title": "Theirs", "can_read": True, "can_write": False}


@pytest.fixture
def mission(tmp_path):
    workspace = set_up(tmp_path / "m", pack_name="example", site="hq", now=NOW)
    yield workspace
    workspace.store.close()


@contextmanager
def stranger(answer, tls=None):
    """Serve `answer(path, query, headers)`: a status, headers and content. Yields its address and what it heard."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            query = {name: each[0] for name, each in parse_qs(parts.query).items()}
            heard.append((parts.path, query, dict(self.headers)))
            status, headers, content = answer(parts.path, query, self.headers)
            content = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, each in (
                {"Content-Type": TAXII, "Content-Length": str(len(content))} | headers
            ).items():
                self.send_header(name, each)
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                return

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def pull(mission, address, *, client=None, **more):
    """Pull and return the sums."""
    client = client or TaxiiClient(address, credentials="mission:secret", time_s=60)
    taken = list(
        pull_threats(
            mission,
            client.ask,
            address,
            **{"collection": "threats", "source": "partner", "author": "clerk", "now": NOW} | more,
        )
    )
    return (
        sum(each.entered for each in taken),
        sum(each.already for each in taken),
        [sentence for each in taken for sentence in each.left_out],
    )


def feed(objects, *, page=2, token=True):
    """Return the behaviour of a server that has objects as (date added, object); asked by `added_after`."""

    def answer(path, query, _):
        if not path.endswith("/objects/"):
            return 200, {}, COLLECTION
        after = datetime.fromisoformat(query.get("added_after", "0001-01-01T00:00:00Z"))
        rest = [each for each in objects if datetime.fromisoformat(each[0]) > after]
        start = int(query.get("next", "0"))
        part = rest[start : start + page]
        more = len(rest) > start + page
        envelope = {"more": more, "objects": [each for _, each in part]} if part else {}
        if more and token:
            envelope["next"] = str(start + page)
        dates = [each for each, _ in part]
        headers = (
            {"X-TAXII-Date-Added-First": dates[0], "X-TAXII-Date-Added-Last": dates[-1]}
            if dates
            else {}
        )
        return 200, headers, envelope

    return answer


def test_our_own_server_is_pulled_from_and_the_next_pull_brings_what_is_new(mission, tmp_path):
    """The command, with the token in a file; exercises are taken from the exercise's root."""
    write = frozenset({"watch officer", "analyst"})
    collections = (
        CollectionSettings(name="open", title="Open", write=write),
        CollectionSettings(name="other", title="Other", write=write),
    )
    with serving(tmp_path / "there", collections=collections) as there:
        ids = {each.name: each.id for each in there.app.state.sulh.taxii.collections.values()}

        def add(*objects):
            answer = there.client("analyst").post(
                f"/taxii2/mission/collections/{ids['open']}/objects/",
                content=json.dumps({"objects": list(objects)}),
                headers={"content-type": TAXII},
            )
            assert answer.json()["success_count"] == len(objects)

        objects = [indicator(value=f"n{number}.example") for number in range(5)]
        add(*objects[:3])
        secret = tmp_path / "secret"
        secret.write_text(f"mission:{there.tokens['observer']}\n", "utf-8")
        client = TaxiiClient(there.url, credentials=secret.read_text("utf-8"))
        with pytest.raises(InputError, match="2 collections") as error:
            pull(mission, f"{there.url}/taxii2/", client=client)
        assert ids["open"] in error.value.remedy
        address = f"{there.url}/taxii2/mission/collections/{ids['open']}"
        assert pull(mission, address, client=client) == (3, 0, [])
        assert pull(mission, address, client=client) == (0, 1, [])
        add(*objects[3:])
        assert pull(mission, f"{address}/objects/", client=client) == (2, 1, [])
        assert pull(mission, address, client=client, again=True) == (0, 5, [])
        there.account("wrong", "administrator")
        with pytest.raises(InputError, match="answered 401"):
            pull(mission, address, client=TaxiiClient(address, credentials="wrong"))
    assert sorted(
        each["id"] for each in list(threats_for(mission, inner_audience(), "threats"))
    ) == sorted(each["id"] for each in objects)
    assert "mission" not in (mission.folder / FILE).read_text("utf-8").replace(
        "mission threats", ""
    ).replace("/mission/", "")


def test_objects_of_one_date_that_come_later_are_not_lost(mission):
    """A server dates to the second: what came in the same second, after the pull, is taken the next time."""
    date = "2024-05-03T10:00:00Z"
    objects = [(date, indicator(value=f"n{number}.example")) for number in range(5)]
    with stranger(feed(objects)) as (url, heard):
        assert pull(mission, url + ROOT) == (5, 0, [])
        objects.extend((date, indicator(value=f"late{number}.example")) for number in range(2))
        assert pull(mission, url + ROOT) == (2, 5, [])
        assert pull(mission, url + ROOT) == (0, 7, [])
    asked = [query for path, query, _ in heard if path.endswith("/objects/")]
    assert all("limit" in query for query in asked)
    assert {query.get("added_after") for query in asked[3:]} == {"2024-05-03T09:59:59.999999Z"}


def test_a_server_without_next_is_asked_by_date(mission):
    objects = [
        (f"2024-05-03T10:00:0{number}Z", indicator(value=f"n{number}.example"))
        for number in range(7)
    ]
    with stranger(feed(objects, token=False)) as (url, _):
        assert pull(mission, url + ROOT) == (7, 5, [])
    same = [("2024-05-03T10:00:00Z", indicator(value=f"s{number}.example")) for number in range(7)]
    with (
        stranger(feed(same, token=False)) as (url, _),
        pytest.raises(InputError, match="same page twice"),
    ):
        pull(mission, url + ROOT, again=True)


def test_a_bad_object_loses_no_good_one_and_a_contradiction_is_named(mission):
    one, two = indicator(value="one.example"), indicator(value="two.example")
    objects = [
        one,
        "text",
        two | {"pattern": "[this is none"},
        {"type": "indicator", "id": "indicator--1"},
        one | {"name": "another"},
        two,
    ]
    dated = [(f"2024-05-03T10:00:0{number}Z", each) for number, each in enumerate(objects)]
    with stranger(feed(dated, page=10)) as (url, _):
        entered, already, sentences = pull(mission, url + ROOT)
    assert (entered, already, len(sentences)) == (2, 0, 4)
    assert f"{one['id']}: another object has this id and version." in sentences


def test_a_pull_that_is_cut_off_goes_on_where_it_was(mission):
    """The connection ends in the middle of page 3; pages 1 and 2 are kept, and not asked for again."""
    objects = [
        (f"2024-05-03T10:00:0{number}Z", indicator(value=f"n{number}.example"))
        for number in range(9)
    ]
    whole = feed(objects)
    cut = [True]

    def answer(path, query, headers):
        status, more, content = whole(path, query, headers)
        if query.get("next") == "4" and cut.pop():
            return status, more | {"Content-Length": "100000"}, content
        return status, more, content

    with stranger(answer) as (url, heard):
        with pytest.raises(InputError, match="dropped"):
            pull(mission, url + ROOT)
        assert len(list(threats_for(mission, inner_audience(), "threats"))) == 4
        cut.append(False)
        before = len(heard)
        assert pull(mission, url + ROOT) == (5, 1, [])
        assert heard[before + 1][1]["added_after"] == "2024-05-03T10:00:02.999999Z"


def test_dates_out_of_order_are_kept_only_at_the_end(mission):
    """A server that does not sort: a pull that ends early must not skip what is older."""
    dates = ["2024-05-03T10:00:09Z", "2024-05-03T10:00:01Z", "2024-05-03T10:00:02Z"]
    objects = [(date, indicator(value=f"{date[17:19]}.example")) for date in dates]
    whole = feed(objects, page=1)

    def answer(path, query, headers):
        return (500, {}, b"") if query.get("next") == "2" else whole(path, query, headers)

    with stranger(answer) as (url, _), pytest.raises(InputError, match="answered 500"):
        pull(mission, url + ROOT)
    kept = json.loads((mission.folder / FILE).read_text("utf-8"))
    assert list(kept.values()) == ["2024-05-03T10:00:09.000000Z"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "points elsewhere"),
        ("http://localhost:1/api/collections/c/", "points elsewhere"),
        ("file:///etc/passwd", "is no address"),
        ("//10.0.0.1/x", "points elsewhere"),
        ("http://[::1", "no address"),
        ("", "without end"),
    ],
)
def test_nobody_is_sent_elsewhere(mission, where, words):
    """Not by a redirect, and not by a discovery; the credentials go nowhere else either."""

    def answer(path, _, __):
        return 302, {"Location": where}, b""

    with stranger(answer) as (url, _), pytest.raises(InputError, match=words):
        pull(mission, url + ROOT)
    if where:
        discovery = {"title": "t", "default": where, "api_roots": [where]}
        with (
            stranger(lambda *_: (200, {}, discovery)) as (url, heard),
            pytest.raises(InputError, match=r"points elsewhere|no address"),
        ):
            pull(mission, f"{url}/taxii2/")
        assert len(heard) == 1


def test_a_redirect_on_the_same_server_is_followed(mission):
    objects = feed([("2024-05-03T10:00:00Z", indicator())])

    def answer(path, query, headers):
        if path.startswith("/old/"):
            return 308, {"Location": f"/api/{path.removeprefix('/old/')}"}, b""
        return objects(path, query, headers)

    with stranger(answer) as (url, heard):
        assert pull(mission, f"{url}/old/collections/c/") == (1, 0, [])
    assert all(each["Authorization"].startswith("Basic ") for _, _, each in heard)


def test_a_name_that_points_inside_later_is_refused(monkeypatch):
    """The second time a name's address is looked up it may be another: DNS is in the stranger's hands."""
    client = TaxiiClient("http://127.0.0.1:1/")
    client._check_peer(Peer("93.184.216.34"))
    client._check_peer(Peer("2606:2800:220:1:248:1893:25c8:1946"))
    for inner in (
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
    ):
        with pytest.raises(InputError, match="inner address"):
            client._check_peer(Peer(inner))


class Peer:
    """A connection to an address."""

    def __init__(self, address):
        self.address = address

    def getpeername(self):
        """Return it, as the system does."""
        return self.address, 443


@pytest.mark.parametrize(
    ("status", "headers", "content", "words"),
    [
        (200, {"Content-Type": "text/html"}, b"<html>", "not TAXII 2.1"),
        (200, {"Content-Type": "application/vnd.oasis.taxii+json; version=2.0"}, {}, "not TAXII"),
        (200, {"Content-Encoding": "gzip"}, {}, "not TAXII"),
        (200, {}, b"{", "no JSON"),
        (200, {}, b"[]", "no TAXII"),
        (200, {}, b"[" * 100_000, "no JSON"),
        (200, {}, {"title": "t", "api_roots": []}, "names no API root"),
        (200, {}, {"api_roots": [1, "a", "b"]}, "names no API root"),
        (200, {}, {"versions": []}, "no collection"),
        (200, {}, COLLECTION | {"can_read": False}, "no collection"),
        (403, {}, {}, "answered 403"),
        (429, {}, {}, "answered 429"),
    ],
)
def test_what_is_no_taxii_is_said(mission, status, headers, content, words):
    with (
        stranger(lambda *_: (status, headers, content)) as (url, _),
        pytest.raises(InputError, match=words),
    ):
        pull(mission, url + ROOT)
    assert not (mission.folder / FILE).exists()


def test_an_endless_series_ends(mission):
    """The same page again and again, under new names each time."""
    one = indicator()

    def answer(path, query, _):
        if not path.endswith("/objects/"):
            return 200, {}, COLLECTION
        return 200, {}, {"more": True, "next": "x", "objects": [one]}

    with stranger(answer) as (url, _), pytest.raises(InputError, match="same page twice"):
        pull(mission, url + ROOT)
    assert list(threats_for(mission, inner_audience(), "threats")) == [one]


def test_too_much_and_too_slow_is_refused(mission, monkeypatch):
    monkeypatch.setattr(taxii_client, "ANSWER_BYTES_MAX", 100_000)
    with (
        stranger(lambda *_: (200, {}, b" " * 200_000)) as (url, _),
        pytest.raises(InputError, match="more than 100,000 bytes"),
    ):
        pull(mission, url + ROOT)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(InputError, match=r"time of 0|cannot be reached"):
            TaxiiClient(address, time_s=0.2).ask(address)
    with pytest.raises(InputError, match="cannot be reached"):
        TaxiiClient(address).ask(address)


def test_a_server_that_drips_is_cut_off():
    """One byte of a header now and then keeps no connection open beyond the time."""
    stop = threading.Event()

    def drip(listening):
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not stop.wait(0.02):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=(listening,), daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(InputError, match="is up"):
            TaxiiClient(address, time_s=0.4).ask(address)
        stop.set()
        thread.join()


def test_credentials_are_never_in_an_address_nor_in_clear_text():
    with pytest.raises(InputError, match="holds a user or a password") as error:
        TaxiiClient("https://mission:secret@taxii.example/")
    assert "secret" not in str(error.value)
    with pytest.raises(InputError, match="clear text"):
        TaxiiClient("http://taxii.example/", credentials="mission:secret")
    TaxiiClient("https://taxii.example/", credentials="mission:secret")
    assert (
        authorization("mission:sëcret\n")
        == f"Basic {b64encode('mission:sëcret'.encode()).decode()}"
    )
    assert authorization("sulh_abc\n") == "Bearer sulh_abc"
    assert not authorization("\n")
    for wrong in ("a b", "tökén", "one\ntwo"):
        with pytest.raises(InputError) as error:
            authorization(wrong)
        assert wrong not in str(error.value)


def test_over_tls_only_a_server_that_somebody_vouches_for_is_asked(mission, tmp_path):
    """Nobody vouches for it, or another does, or it is called by another name: nothing is sent."""
    authority = certificate(tmp_path, "authority")
    certificate(tmp_path, "server", authority)
    certificate(tmp_path, "other")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    objects = feed([("2024-05-03T10:00:00Z", indicator())])
    with stranger(objects, tls) as (url, heard):
        plain = url.replace("http:", "https:")
        named = plain.replace("127.0.0.1", "localhost")
        for address, name in ((named, ""), (named, "other"), (plain, "authority")):
            path = tmp_path / f"{name}.pem" if name else None
            client = TaxiiClient(address, credentials="token", authority=path)
            with pytest.raises(InputError, match="certificate verify failed"):
                pull(mission, address + ROOT, client=client)
        assert not heard
        client = TaxiiClient(named, credentials="token", authority=tmp_path / "authority.pem")
        assert pull(mission, named + ROOT, client=client) == (1, 0, [])
    with pytest.raises(InputError, match="holds no certificates"):
        TaxiiClient(named, authority=tmp_path / "server.key")


def test_the_command_keeps_what_came(mission, monkeypatch):
    objects = feed(
        [("2024-05-03T10:00:00Z", indicator(marking=Tlp.RED)), ("2024-05-03T10:00:01Z", {})]
    )
    mission.store.close()
    with stranger(objects) as (url, heard):
        words = ["-C", str(mission.folder), "share", "pull", url + ROOT]
        monkeypatch.setenv("SULH_TAXII_CREDENTIALS", "token")
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
        assert "1 object entered, 0 were there already." in result.output
        assert "left out" in result.output
        assert heard[-1][2]["Authorization"] == "Bearer token"
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "0 objects entered" in result.output


def test_medallion_is_pulled_from(mission, tmp_path):
    """The reference server, in pages of two: the last version of each object, once."""
    with medallion(tmp_path) as url, pytest.MonkeyPatch.context() as patch:
        address = f"{url}/trustgroup1/collections/{FULL}/"
        client = TaxiiClient(address, credentials=":".join(USER))
        patch.setattr(remote, "PAGE", 2)
        assert pull(mission, address, client=client) == (5, 0, [])
        assert pull(mission, address, client=client) == (0, 1, [])
        assert pull(mission, address, client=client, again=True) == (0, 5, [])
        with pytest.raises(InputError, match="3 collections") as error:
            pull(mission, f"{url}/trustgroup1/", client=client)
        assert address in error.value.remedy
        with pytest.raises(
            InputError, match="points elsewhere: http://localhost:5000/trustgroup1/"
        ):
            pull(mission, f"{url}/taxii2/", client=client)
        wrong = TaxiiClient(address, credentials="admin:wrong")
        with pytest.raises(InputError, match="answered 401"):
            pull(mission, address, client=wrong)
    data = json.loads(default_data().read_text("utf-8"))["trustgroup1"]["collections"]
    objects = next(each["objects"] for each in data if each["id"] == FULL)
    shelf = list(threats_for(mission, inner_audience(), "threats"))
    assert len(shelf) == 5
    assert all(each in objects for each in shelf)
