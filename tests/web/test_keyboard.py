"""The whole way of a report, and the map, by keys alone: Tab, Shift, Enter, space, arrows and letters.

At each stop what has the focus is shown by an outline and lies on the screen, and no stop holds the keys.
"""

import pytest
from tests.server.served import everything, incident, serving, submit
from tests.web.browser import NEEDS_CONSOLE, console
from tests.web.test_offline import wait_until

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = "at=2021-03-31"
STOPS_MAX = 150
STOP = """wanted => {
    const it = document.activeElement;
    if (it === document.body || it === document.documentElement) return null;
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const lined = it.matches("main") || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    window.stops = (window.stops ?? 0) + 1;
    const held = it === window.last_stop && !/^date/.test(it.type ?? "");
    window.last_stop = it;
    return { is: it.matches(wanted), lined: lined || it.matches(".skip"), seen, held, what: it.outerHTML.slice(0, 200) };
}"""


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        submit(
            served.client("watch officer"),
            incident("SEEN-1", start="2021-02-10"),
            tlp="TLP:GREEN",
        )
        yield served


def reach(seat, wanted, *, key="Tab"):
    """Press Tab until what has the focus matches a selector; each stop on the way is checked."""
    for _ in range(STOPS_MAX):
        seat.page.keyboard.press(key)
        stop = seat.page.evaluate(STOP, wanted)
        if stop is None:
            continue  # the browser's own frame, between the last stop and the first
        assert stop["lined"], f"no outline: {stop['what']}"
        assert stop["seen"], f"off the screen: {stop['what']}"
        assert not stop["held"], f"holds the keys: {stop['what']}"
        if stop["is"]:
            return
    raise AssertionError(f"no key reaches {wanted}")


def press(seat, wanted, key="Enter"):
    """Go to what matches a selector, and press a key there."""
    reach(seat, wanted)
    seat.page.keyboard.press(key)


def write(seat, wanted, text):
    """Go to a field, and write over what stands there."""
    reach(seat, wanted)
    seat.page.keyboard.press("Control+A")
    seat.page.keyboard.type(text)


def focus_is_kept(seat):
    """Say whether something on the page has the focus, so that the next key goes on from there."""
    return seat.page.evaluate("document.activeElement !== document.body")


def write_report(seat):
    """Find the form of an incident, fill it in and submit it."""
    seat.open("watch")
    press(seat, "nav a[href*='/reports']")
    seat.page.wait_for_selector("main a[href*='reports/new']")
    press(seat, "main a[href*='reports/new']")
    seat.page.wait_for_selector("main h2")
    assert focus_is_kept(seat)
    reach(seat, "select[name=kind]")
    seat.page.keyboard.type("incident")
    seat.page.wait_for_selector("form.report")
    write(seat, "form.report [name=source]", "patrol 7")
    write(seat, "form.report [name=start]", "2021-02-27 10:00")
    reach(seat, "form.report [name=act]")
    seat.page.keyboard.type("direct")
    press(seat, "form.report summary")
    write(seat, "form.report [name=actor]", "Red Army")
    reach(seat, "form.report [name=tlp]")
    seat.page.keyboard.type("TLP:GREEN")
    press(seat, "form.report button[type=submit]")
    seat.page.wait_for_selector("div.message.good")
    assert focus_is_kept(seat)


def rate_report(seat, record):
    """Find a report in the list, open it and rate it."""
    seat.open("reports")
    press(seat, f"tbody a[href$='reports/{record}']")
    seat.page.wait_for_selector("h2")
    seat.settle()
    assert focus_is_kept(seat)
    press(seat, "main details:nth-of-type(1) > summary")
    reach(seat, "main details[open] [name=reliability]")
    seat.page.keyboard.type("A")
    reach(seat, "main details[open] [name=credibility]")
    seat.page.keyboard.type("1")
    write(seat, "main details[open] textarea", "Seen by two of us.")
    press(seat, "main details[open] button[type=submit]")
    seat.page.wait_for_selector("h2 .tag.corrected")
    seat.settle()
    assert focus_is_kept(seat)


def release_report(seat):
    """Release the report that is open to its parties."""
    for _ in range(STOPS_MAX):
        reach(seat, "main details > summary")
        if "Release" in seat.page.evaluate("document.activeElement.textContent"):
            break
    seat.page.keyboard.press("Enter")
    press(seat, "main details[open] [type=checkbox][name=RED]", "Space")
    write(seat, "main details[open] textarea", "Agreed at the joint meeting.")
    press(seat, "main details[open] button[type=submit]")
    seat.page.get_by_text("Released to:").wait_for()
    assert focus_is_kept(seat)


def answer_finding(seat):
    """Open a finding about the own party, and answer it."""
    seat.open(f"agreement?{AT}&party=RED&verdict=breached")
    press(seat, ".cell a.breached")
    seat.page.wait_for_selector("blockquote")
    seat.settle()
    assert focus_is_kept(seat)
    reach(seat, "main [name=stance]")
    seat.page.keyboard.press("ArrowDown")
    write(seat, "main [name=text], main textarea", "Our patrol was fired at first.")
    press(seat, "main form button[type=submit]")
    seat.page.wait_for_selector(".message.good")
    assert focus_is_kept(seat)


def test_a_report_is_written_reviewed_released_and_answered_by_keys_alone(hq, browser):
    """Observer, watch officer and liaison officer."""
    with console(browser, hq, "observer") as seat:
        write_report(seat)
    officer = hq.client("watch officer")
    (record,) = [
        each
        for each in everything(officer, kind="incident")
        if each["body"]["source"] == "patrol 7"
    ]
    assert record["body"]["act"] == "direct-fire"
    assert record["body"]["span"][0] == "2021-02-27T12:00:00Z", "ten o'clock of the mission"
    with console(browser, hq, "watch-officer") as seat:
        rate_report(seat, record["id"])
        release_report(seat)
    with console(browser, hq, "liaison") as seat:
        answer_finding(seat)


def test_every_control_of_the_map_answers_to_keys(hq, browser):
    """Its canvas by arrows and plus; kind, days, symbols, the list in view and the own layers."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("map")
        reach(seat, "select[name=kind]")
        seat.page.keyboard.type("inc")
        wait_until(seat.page, lambda: "kind=incident" in seat.page.url)
        seat.settle()
        press(seat, ".filters input[type=checkbox]", "Space")
        assert not seat.page.locator(".filters input[type=checkbox]").first.is_checked()
        reach(seat, "canvas.maplibregl-canvas")
        for key, changed in (("ArrowRight", 0), ("ArrowUp", 1), ("+", 2)):
            before = view(seat)
            seat.page.keyboard.press(key)
            wait_until(seat.page, lambda at=changed, was=before: view(seat)[at] > was[at])
        press(seat, ".maplibregl-ctrl-zoom-out")
        press(seat, "input[name=until]", "ArrowLeft")
        press(seat, "main details > summary")
        seat.page.wait_for_selector("main details[open]")
        reach(seat, "main details:last-of-type > summary")
        reach(seat, "main details > summary", key="Shift+Tab")


def view(seat):
    """Return what of the world the map shows: longitude, latitude, zoom."""
    text = seat.page.url.partition("view=")[2].partition("&")[0]
    return [float(each) for each in text.replace("%2C", ",").split(",")] if text else [-999] * 3
