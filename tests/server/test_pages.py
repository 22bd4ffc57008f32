"""The pages: sign in with the form, see the records and the findings; every fault in a sentence."""

import base64
import html
import os
import time
from pathlib import Path

import pytest
from tests.report.browser import Browser, find
from tests.server.served import MADE, PASSWORD, everything, serving, submit, tanks

from sulh import workspace
from sulh.errors import LedgerError
from sulh.ledger import Draft


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        submit(served.client("watch officer"), *tanks(44), tlp="TLP:GREEN")
        submit(
            served.client("watch officer"), *tanks(38, "V2-t", "V2", "2021-02-10"), tlp="TLP:RED"
        )
        yield served


def shot(tab, name):
    """Keep a picture where one is asked for, to be looked at."""
    folder = os.environ.get("SULH_SCREENSHOTS")
    if folder:
        data = tab.call("Page.captureScreenshot", format="png")["data"]
        (Path(folder) / f"{name}.png").write_bytes(base64.b64decode(data))


@pytest.mark.browser
@pytest.mark.skipif(find() is None, reason="no Chromium on this machine")
def test_a_person_signs_in_and_reads(hq, tmp_path):
    """The form works without scripts of ours in the way, and nothing is loaded from elsewhere."""
    tab = Browser(tmp_path)
    try:
        tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=1200,
            height=760,
            deviceScaleFactor=1,
            mobile=False,
        )
        tab.open(f"{hq.url}/")
        shot(tab, "sign-in")
        fill = "document.querySelector('[name={}]').value = '{}'"
        tab.ask(fill.format("name", "watch-officer"))
        tab.ask(fill.format("password", PASSWORD))
        tab.ask("document.querySelector('form').submit()")
        for _ in range(200):
            if "Latest records" in (tab.ask("document.body ? document.body.innerText : ''") or ""):
                break
        shot(tab, "records")
        assert tab.ask("document.querySelectorAll('tbody tr').length") >= 6
        assert "TLP:RED" in tab.ask("document.body.innerText")
        tab.open(f"{hq.url}/findings?at=2021-03-31")
        shot(tab, "findings")
        assert "breached" in tab.ask("document.querySelector('tbody tr').innerText")
        tab.open(f"{hq.url}/findings?at=2021-03-31&exercise=1")
        assert "SIMULATED" in tab.ask("document.querySelector('h1').innerText")
        assert tab.ask("document.querySelectorAll('tbody tr').length") == 0
        tab.open(f"{hq.url}/docs")
        shot(tab, "docs")
        assert tab.ask("document.querySelectorAll('.operation').length") > 20
        asked = [each["request"]["url"] for each in tab.said("Network.requestWillBeSent")]
        assert all(each.startswith((hq.url, "about:", "chrome:")) for each in asked), asked
        assert not tab.said("Log.entryAdded")
    finally:
        tab.close()


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
        page(client.get("/no/such/page"), 404, "There is no such page.")
        page(client.get("/static/none.css"), 404, "There is no such file.")
        page(client.put("/findings"), 405, "does not work like that")
        page(client.get("/oidc/begin"), 404, "no provider")
        many = "&".join(f"f{n}=1" for n in range(21))
        page(client.post("/sign-in", content=many), 400, "too many fields")
    client = hq.signed_in("analyst")
    page(client.post("/sign-out", content=many), 400, "too many fields")
    page(client.post("/sign-out", data={"csrf": "old"}), 403, "out of date")
    page(client.get(f"/records/{'0' * 64}"), 404, "There is no such record")
    page(client.get("/records/%00%ff"), 404, "There is no such record")


@pytest.mark.parametrize("at", ["yesterday", "2021-02-30", "9999-99-99", "%", "x" * 150, "2021-13"])
def test_a_date_that_cannot_be_read_is_said_on_the_page(hq, at):
    """With the form, so that it can be mended, and the findings of now."""
    answer = hq.signed_in("analyst").get("/findings", params={"at": at})
    page(answer, 400, "is not a time")
    assert '<input name="at"' in answer.text


def test_signing_out_twice_leads_to_the_page_to_sign_in(hq):
    """A session that has ended needs no form to be signed out."""
    answer = hq.client().post("/sign-out", data={"csrf": "x"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["/findings?at=2021-03-31&exercise=1", "/docs", "/"])
def test_the_page_asked_for_comes_after_signing_in(hq, path):
    """The address is kept through a wrong password, with the name, and through the right one."""
    client = hq.client()
    shown = client.get(path)
    assert shown.status_code == 200
    form = {"name": "analyst", "target": path}
    wrong = client.post("/sign-in", data=form | {"password": "wrong"})
    page(wrong, 401, "is wrong")
    assert f'name="target" value="{html.escape(path)}"' in wrong.text
    assert 'name="name" value="analyst"' in wrong.text
    right = client.post("/sign-in", data=form | {"password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, path)


def test_a_record_asked_for_comes_after_signing_in(hq):
    """The link in a message leads where it says."""
    record = next(iter(everything(hq.client("watch officer"), kind="observation")))["id"]
    assert f'value="/records/{record}"' in hq.client().get(f"/records/{record}").text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/x",
        "/findings#\n",
        "javascript:1",
        "",
    ],
)
def test_no_form_leads_elsewhere(hq, target):
    """After signing in the browser goes to a page of this server, whatever the form says."""
    form = {"name": "analyst", "password": PASSWORD, "target": target}
    answer = hq.client().post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_every_local_name_signs_in_alike(hq, host):
    """By whatever name of this machine, and through a tunnel by another port."""
    port = hq.url.rpartition(":")[2]
    form = {"name": "analyst", "password": PASSWORD}
    for netloc in (f"{host}:{port}", f"{host}:9999"):
        headers = {"host": netloc, "origin": f"http://{netloc}"}
        assert hq.client().post("/sign-in", data=form, headers=headers).status_code == 303
    for headers in (
        {"host": f"{host}:{port}", "origin": f"http://{host}:1"},
        {"host": f"evil.example:{port}", "origin": f"http://evil.example:{port}"},
        {"host": f"{host}:{port}", "origin": "null"},
        {"host": f"{host}:{port}", "origin": "http://[::1"},
    ):
        page(hq.client().post("/sign-in", data=form, headers=headers), 403, "another site")


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


@pytest.mark.parametrize("path", ["/", "/docs", "/static/style.css", "/healthz", "/openapi.json"])
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
    plain = client.get("/docs", headers={"accept-encoding": "identity"})
    answer = client.get("/docs", headers={"accept-encoding": accepted})
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


def test_what_is_set_aside_is_named_on_the_pages(hq, tmp_path):
    """On the first page, on the findings, and on the record's own."""
    evil = workspace.set_up(tmp_path / "evil", pack_name="example", site="evil", now=MADE)
    (record,) = evil.store.append(
        [Draft(kind="retraction", body={"reason": "x"})], recorded_at=MADE, author="e"
    )
    token = hq.account("evil", "site")
    done = workspace.sync_with_peer(evil, hq.url, token=token, now=MADE)
    assert not done.refused
    assert len(done.set_aside) == 1  # so that the sender hears of it
    client = hq.signed_in("watch-officer")
    sentence = f"Record {record[:12]} of site evil, of kind retraction, is set aside"
    assert sentence in client.get("/").text
    assert sentence in client.get("/findings?at=2021-03-31").text
    assert "does not fit its kind" in client.get(f"/records/{record}").text
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
