"""What the server says besides API and console: every fault in a sentence, its health, what to run."""

import time

import pytest
from tests.server.served import MADE, PASSWORD, serving, submit, tanks

from sulh import workspace
from sulh.errors import LedgerError
from sulh.ledger import Draft
from sulh.server import console
from sulh.server.pages import own_page


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        submit(served.client("watch officer"), *tanks(44), tlp="TLP:GREEN")
        submit(
            served.client("watch officer"), *tanks(38, "V2-t", "V2", "2021-02-10"), tlp="TLP:RED"
        )
        yield served


def page(answer, status, sentence):
    """Check that an answer is a page of its own, with a sentence."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!doctype html>")
    assert sentence in answer.text
    assert '"title"' not in answer.text


def test_a_fault_is_a_page_with_a_sentence(hq):
    """Never raw JSON, never a 500: for strangers and for people who are signed in."""
    for client in (hq.client(), hq.signed_in("analyst")):
        page(client.get("/no/such/<page>"), 404, "There is no such page.")
        page(client.get("/console/assets/none.css"), 404, "There is no such file.")
        page(client.put("/console/watch"), 405, "does not work like that")
        page(client.get("/oidc/begin"), 404, "no provider")


def test_the_first_address_leads_to_the_console(hq):
    """Where the console is built; else it says what to run, and the API works all the same."""
    answer = hq.client().get("/")
    if console.is_built():
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/")
    else:
        page(answer, 503, "make web")
    assert hq.client("analyst").get("/api/v1/records").status_code == 200


def test_without_the_build_the_page_says_what_to_run(hq, tmp_path, monkeypatch):
    monkeypatch.setattr(console, "_folder", lambda: tmp_path)
    for path in ("/", "/console", "/console/watch"):
        page(hq.client().get(path), 503, "make web")
    assert hq.client("analyst").get("/api/v1/findings").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/x",
        "/console#\n",
        "javascript:1",
        "",
    ],
)
def test_no_sign_in_leads_elsewhere(target):
    """After signing in with the provider the browser goes to a page of this server."""
    assert own_page(target) == "/"
    assert own_page("/console/agreement?at=2021-03-31") == "/console/agreement?at=2021-03-31"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_every_local_name_signs_in_alike(hq, host):
    """By whatever name of this machine, and through a tunnel by another port."""
    port = hq.url.rpartition(":")[2]
    words = {"name": "analyst", "password": PASSWORD}
    for netloc in (f"{host}:{port}", f"{host}:9999"):
        headers = {"host": netloc, "origin": f"http://{netloc}"}
        answer = hq.client().post("/api/v1/session", json=words, headers=headers)
        assert answer.status_code == 200, answer.text
    for headers, status in (
        ({"host": f"{host}:{port}", "origin": f"http://{host}:1"}, 403),
        ({"host": f"evil.example:{port}", "origin": f"http://evil.example:{port}"}, 421),
        ({"host": f"{host}:{port}", "origin": "null"}, 403),
        ({"host": f"{host}:{port}", "origin": "http://[::1"}, 403),
    ):
        answer = hq.client().post("/api/v1/session", json=words, headers=headers)
        assert answer.status_code == status, answer.text


def test_two_missions_on_one_host_do_not_sign_each_other_out(hq, tmp_path):
    """A browser sends its cookies to every port; each mission has a name of its own for them."""
    with serving(tmp_path / "other") as other:
        assert other.cookie != hq.cookie
        client = hq.signed_in("analyst")
        jar = client.cookies
        second = other.client(cookies=jar)
        answer = second.post("/api/v1/session", json={"name": "observer", "password": PASSWORD})
        assert answer.status_code == 200
        client.cookies.update(second.cookies)
        assert client.get("/api/v1/session").json()["name"] == "analyst"
        assert (
            other.client(cookies=client.cookies).get("/api/v1/session").json()["name"] == "observer"
        )


@pytest.mark.parametrize("path", ["/static/icon.svg", "/healthz", "/openapi.json"])
def test_head_is_get_without_a_body(hq, path):
    """Same status and headers, no content."""
    client = hq.client()
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    stream = hq.client("analyst").head("/api/v1/records/stream")
    assert stream.status_code == 405


def test_health_is_for_machines(hq, monkeypatch):
    """It says nothing but that the ledger can be read, or not; and it says so again once it can."""
    client = hq.client()

    def health(*, becomes: int) -> tuple[int, str]:
        """The answer, as soon as its status is this one or five seconds have passed."""
        end = time.monotonic() + 5
        while (answer := client.get("/healthz")).status_code != becomes and time.monotonic() < end:
            time.sleep(0.05)
        return answer.status_code, answer.text

    async def unreadable() -> int:
        raise LedgerError("the ledger cannot be read")

    assert health(becomes=200) == (200, "ok\n")
    with monkeypatch.context() as broken:
        broken.setattr(hq.app.state.sulh.service, "refresh_soon", unreadable)
        assert health(becomes=503) == (503, "the ledger cannot be read\n")
    assert health(becomes=200) == (200, "ok\n")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_pages_are_compressed_as_the_browser_likes(hq, accepted, encoding):
    """Brotli before gzip; small answers and streams as they are."""
    client = hq.client()
    plain = client.get("/openapi.json", headers={"accept-encoding": "identity"})
    answer = client.get("/openapi.json", headers={"accept-encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.text == plain.text
    if encoding:
        assert int(answer.headers["content-length"]) < int(plain.headers["content-length"]) / 3
        assert "accept-encoding" in answer.headers["vary"].lower()
    assert (
        "content-encoding"
        not in client.get("/healthz", headers={"accept-encoding": accepted}).headers
    )
    with hq.client("analyst").stream("GET", "/api/v1/records/stream") as stream:
        assert "content-encoding" not in stream.headers


def test_what_is_set_aside_is_named(hq, tmp_path):
    """With the findings, and on the record itself."""
    evil = workspace.set_up(tmp_path / "evil", pack_name="example", site="evil", now=MADE)
    (record,) = evil.store.append(
        [Draft(kind="retraction", body={"reason": "x"})], recorded_at=MADE, author="e"
    )
    token = hq.account("evil", "site")
    done = workspace.sync_with_peer(evil, hq.url, token=token, now=MADE)
    assert not done.refused
    assert len(done.set_aside) == 1  # so that the sender hears of it
    sentence = f"Record {record[:12]} of site evil, of kind retraction, is set aside"
    api = hq.client("watch officer")
    assert "retracts" in api.get(f"/api/v1/records/{record}").json()["set_aside"]
    listed = api.get("/api/v1/findings", params={"at": "2021-03-31"}).json()
    assert any(each.startswith(sentence) for each in listed["set_aside"])
    assert (
        hq.client("liaison")
        .get("/api/v1/findings", params={"at": "2021-03-31"})
        .json()["set_aside"]
        == []
    )
    evil.store.close()
