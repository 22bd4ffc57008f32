"""A browser on a served mission, watched: what it logs, and whom it asks for anything."""

import os
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from tests.report.browser import find
from tests.server.served import PASSWORD

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

BUILT = files("sulh.server").joinpath("console/index.html").is_file()
NEEDS_CONSOLE = [
    pytest.mark.browser,
    pytest.mark.skipif(find() is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not BUILT, reason="the console is not built: run `make web`"),
]
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WAIT_MS = int(os.environ.get("SULH_BROWSER_WAIT_MS", "60000"))
DEFAULTS = {"locale": "en-GB", "service_workers": "block"}
"""Without the service worker, which would answer in the server's place; `test_offline.py` allows it."""
BLOCKED = "Service Worker registration blocked by Playwright"


@contextmanager
def chromium():
    """Start the system's Chromium, and end it."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


class Console:
    """One person at the console: a page of their own, and what was watched on it."""

    def __init__(self, browser, url, **options):
        self.url = url
        self.context = browser.new_context(**(DEFAULTS | options))
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.said, self.asked = [], []
        self.page.on("console", lambda each: self.listen(each.text))
        self.page.on("pageerror", lambda each: self.said.append(str(each)))
        self.page.on("dialog", lambda each: each.accept())
        self.context.on("request", lambda each: self.asked.append(each.url))

    def listen(self, text):
        """Keep what the page logs, but for the tests' own block of the service worker."""
        if not text.startswith(BLOCKED):
            self.said.append(text)

    def sign_in(self, name):
        """Sign in by the API; the page finds its session."""
        answer = self.context.request.post(
            f"{self.url}/api/v1/session", data={"name": name, "password": PASSWORD}
        )
        assert answer.ok, answer.text()

    def open(self, path):
        """Open a page, and wait until it has loaded what it shows."""
        self.page.goto(f"{self.url}/console/{path}")
        self.page.wait_for_selector("h1")
        self.settle()

    def settle(self):
        """Wait until nothing on the page is being loaded."""
        self.page.wait_for_selector("[aria-busy=true]", state="detached")

    def text(self):
        """Return what a person sees."""
        return self.page.inner_text("body")

    def check_quiet(self):
        """Nothing was logged, and nobody but this server was asked for anything."""
        assert self.said == [], str(self.said)[:1500]
        assert [
            each for each in self.asked if not each.startswith((self.url, "blob:", "data:"))
        ] == []


def shot(seat, name):
    """Keep a picture where one is asked for, to be looked at."""
    folder = os.environ.get("SULH_SCREENSHOTS")
    if folder and name:
        seat.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def open_all(seat):
    """Open every part of a page that is folded away, and those inside; those of the map are its own."""
    for _ in range(3):
        count = seat.page.evaluate(
            """() => { const shut = document.querySelectorAll("main details:not([open], .maplibregl-ctrl)");
            shut.forEach(each => { each.open = true; }); return shut.length; }"""
        )
        if not count:
            break
        seat.settle()


def plain(seat):
    """Return the text without the marks that isolate directions."""
    return seat.text().replace("\u2068", "").replace("\u2069", "")


def look(seat, page, name="", *, ready="main table"):
    """Open a page, wait for what says that it is ready, keep a picture where one is asked for; return its text."""
    seat.open(page)
    seat.page.locator(ready).first.wait_for(timeout=60_000)
    seat.settle()
    shot(seat, name)
    return plain(seat)


@contextmanager
def console(browser, served, name="", **options):
    """Sit down at the console as an account, get up, and see that all was quiet."""
    seat = Console(browser, served.url, **options)
    try:
        if name:
            seat.sign_in(name)
        yield seat
        seat.check_quiet()
    finally:
        seat.context.close()
