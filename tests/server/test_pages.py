"""The pages in a real browser: sign in with the form, see the records and the findings."""

import base64
import os
from pathlib import Path

import pytest
from tests.report.browser import Browser, find
from tests.server.served import PASSWORD, serving, submit, tanks

pytestmark = pytest.mark.browser


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
