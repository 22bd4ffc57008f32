"""The console in a real browser: each page, each role's work, live, in three languages."""

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.server.served import PARTY, everything, incident, serving, submit, tanks
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, open_all, shot

from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import OUTSIDE, ROLES, WHOSE, allowed

pytestmark = NEEDS_CONSOLE
PEOPLE = [role for role in ROLES if role != "site"]
PAGES = {
    "watch": ("read",),
    "map": ("read",),
    "outlook": ("read",),
    "respond": ("read",),
    "tasks": ("read",),
    "agreement": ("read finding",),
    "reports": ("read", "submit"),
    "contributors": ("read",),
    "places": ("read",),
    "returns": ("read",),
    "weapons": ("read",),
    "projects": ("read",),
    "share": ("preview sharing",),
    "threats": ("read",),
    "handover": ("keep watch",),
    "exchange": ("read",),
    "audit": ("read access", "read account events"),
    "people": ("read accounts",),
    "unsent": ("submit",),
    "own": (),
}
AT = "at=2021-03-31"
HOSTILE = "<img src=x onerror=hit=1>\"'><script>hit=1</script>{{7*7}}${hit=1}javascript:hit=1"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        submit(officer, *tanks(38, "V2-t", "V2", "2021-02-10"), tlp="TLP:AMBER")
        submit(officer, incident("I-1"), incident("I-2", actor="Blue Guard"), tlp="TLP:GREEN")
        yield served


def may_open(role, page):
    """Say whether a role uses a page, by the policy."""
    actions = PAGES[page]
    return not actions or any(
        allowed(role, action, Tlp.CLEAR, whose) for action in actions for whose in WHOSE
    )


def test_a_person_signs_in_with_the_form(hq, browser):
    """A wrong password is said in words; the page that the link named comes after the right one."""
    with console(browser, hq) as seat:
        seat.open(f"agreement?{AT}")
        page = seat.page
        shot(seat, "sign-in")
        page.get_by_label("Name").fill("analyst")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_selector("[role=alert]")
        assert "is wrong" in seat.text()
        seat.said.clear()  # the browser itself logs an answer of 401
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_selector(".matrix")
        assert page.input_value("[name=at]") == "2021-03-31"
        page.get_by_role("button", name="Sign out").click()
        page.get_by_label("Password").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_sees_its_pages_and_no_others(hq, browser, role):
    """What a role may not do is not shown, and refused if asked."""
    with console(browser, hq, role.replace(" ", "-")) as seat:
        seat.open("own")
        links = seat.page.locator("nav a").evaluate_all("all => all.map(a => a.pathname)")
        own = [page for page in PAGES if may_open(role, page)]
        assert links == [f"/console/{page}" for page in own]
        for page in set(PAGES) - set(own):
            seat.page.goto(f"{hq.url}/console/{page}")
            seat.page.wait_for_selector("main .message.bad")


def test_what_is_submitted_shows_on_an_open_page_within_a_second(hq, browser):
    """Without reload; and a retraction marks the record where it already stands."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("watch")
        seat.page.wait_for_selector(".line.live")
        started = datetime.now(UTC)
        ref = f"live-{started:%H%M%S%f}"
        submit(hq.client("observer"), incident(ref), tlp="TLP:GREEN")
        row = seat.page.locator("tr", has_text=ref).first
        row.wait_for(timeout=5000)
        took = datetime.now(UTC) - started
        assert took < timedelta(seconds=1 if "CI" not in os.environ else 5)
        record = next(
            each["id"]
            for each in everything(hq.client("watch officer"), kind="incident")
            if each["body"]["ref"] == ref
        )
        url = f"/api/v1/records/{record}/retraction"
        assert hq.client("watch officer").post(url, json={"reason": "twice"}).status_code == 201
        row.locator(".tag.retracted").wait_for(timeout=5000)
        shot(seat, "watch")
        seat.open(f"reports?words={ref}")
        assert seat.page.locator("tr", has_text=ref).first.locator(".tag.retracted").count() == 1
        seat.open(f"reports/{record}")
        assert "was retracted" in seat.text()


def test_an_observer_reports_and_a_watch_officer_corrects(hq, browser):
    """The form comes from the kind's declaration; what is wrong with it is said on the page."""
    with console(browser, hq, "observer") as seat:
        seat.open("reports/new?kind=incident")
        page = seat.page
        page.get_by_label("Source *").fill("patrol 7")
        page.get_by_label("Reference *").fill("P7-1")
        page.get_by_label("Start *").fill("2021-02-30")
        page.get_by_label("Act *").select_option("direct-fire")
        page.get_by_text("more fields").click()
        page.locator("[name=actor]").fill("Red Army")
        page.locator("[name=deaths_best]").fill("2")
        page.locator("[name=text]").fill("سُمع إطلاق نار near the harbour")
        page.get_by_role("button", name="Submit").click()
        page.wait_for_selector(".message.bad")
        assert "2021-02-30" in page.inner_text(".message.bad")
        page.reload()  # the draft is there, whatever happened to the page
        page.wait_for_selector("form.report")
        assert page.input_value("[name=source]") == "patrol 7"
        page.get_by_label("Start *").fill("2021-02-27T10:00+00:00")
        page.get_by_role("button", name="Submit").click()
        page.wait_for_selector("div.message")
        assert "is in the ledger" in page.inner_text("div.message")
        shot(seat, "report-entered")
    record = next(
        each for each in everything(hq.client("observer"), kind="incident")
        if each["body"]["ref"] == "P7-1"
    )  # fmt: skip
    assert record["body"]["deaths"][1] == 2
    with console(browser, hq, "watch-officer") as seat:
        seat.open(f"reports/{record['id']}")
        seat.page.locator("summary", has_text="Correct").click()
        form = seat.page.locator("form.report")
        assert form.locator("[name=actor]").input_value() == "Red Army"
        form.locator("[name=deaths_best]").fill("3")
        form.locator("[name=amend-reason]").fill("one died in hospital")
        form.get_by_role("button", name="Correct").click()
        seat.page.wait_for_selector(".message.good")
        seat.page.wait_for_selector("h2 .tag.corrected")
        shot(seat, "record-corrected")
    after = hq.client("watch officer").get(f"/api/v1/records/{record['id']}").json()
    (amendment,) = after["amendments"]
    body = hq.client("watch officer").get(f"/api/v1/records/{amendment['id']}").json()["body"]
    assert body["body"]["deaths"][1] == 3
    untouched = {
        name: value
        for name, value in record["body"].items()
        if name not in ("deaths", "file", "row", "device")
    }
    assert untouched.items() <= body["body"].items()


def test_a_liaison_opens_a_finding_and_answers_it(hq, browser):
    """To its article, evidence and what would settle it; another party's finding has no form."""
    with console(browser, hq, "liaison") as seat:
        seat.open(f"agreement?{AT}&party=RED&verdict=breached")
        shot(seat, "agreement")
        seat.page.locator(".cell a.breached").first.click()
        seat.page.wait_for_selector("blockquote")
        seat.settle()
        assert "Article" in seat.text()
        with seat.page.expect_download() as download:
            seat.page.get_by_role("link", name="Download", exact=True).first.click()
        proof = json.loads(Path(download.value.path()).read_text("utf-8"))
        assert "record" in json.dumps(proof)
        seat.page.get_by_label("Stance").select_option("dispute")
        seat.page.get_by_label("Your party’s words").fill("They were engineers' vehicles.")
        seat.page.get_by_role("button", name="Answer").click()
        seat.page.wait_for_selector(".message.good")
        seat.page.reload()
        seat.page.wait_for_selector(".answer")
        assert "engineers' vehicles" in seat.page.inner_text(".answer")
        shot(seat, "finding")
        seat.open(f"agreement?{AT}&party=BLUE")
        seat.page.locator(".cell a").first.click()
        seat.page.wait_for_selector("blockquote")
        assert seat.page.locator("textarea").count() == 0


def test_a_link_shows_the_same_to_whoever_may_see_it(hq, browser):
    """Both times stand in the head of every page and in its address, and go along to the next page."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("watch")
        seat.page.locator("[name=at]").fill("2021-03-31")
        seat.page.locator("[name=as_of]").fill("2019-01-01")
        seat.page.get_by_role("button", name="Show").click()
        seat.page.wait_for_url("**at=2021-03-31&as_of=2019-01-01")
        seat.page.locator("tbody tr").first.wait_for(state="detached")  # those of today go
        assert "nothing new comes in" in seat.text()
        seat.page.get_by_role("link", name="Agreement").click()
        address = seat.page.url
        assert "as_of=2019-01-01" in address
    with console(browser, hq, "analyst") as seat:
        seat.page.goto(address)
        seat.page.wait_for_selector("h1")
        assert seat.page.input_value("[name=as_of]") == "2019-01-01"


def test_a_time_that_cannot_be_read_is_said(hq, browser):
    with console(browser, hq, "watch-officer") as seat:
        seat.open("agreement?at=yesterday")
        assert "is not a time" in seat.text()
        seat.said.clear()  # the browser itself logs an answer of 400


def test_the_exercise_has_a_frame_of_its_own(hq, browser):
    """What is simulated never stands among what happened."""
    submit(hq.client("watch officer"), incident("EX-1"), tlp="TLP:GREEN", simulated=True)
    with console(browser, hq, "watch-officer") as seat:
        seat.open("watch")
        assert "EX-1" not in seat.text()
        seat.page.get_by_role("button", name="Exercise").click()
        seat.page.wait_for_selector(".frame.exercise .band")
        seat.page.locator("tr", has_text="EX-1").first.wait_for()
        assert "I-1" not in seat.page.inner_text("tbody")
        shot(seat, "exercise")


def test_direction_comes_from_the_language(hq, browser):
    """Arabic runs right to left; numbers and ids stay left to right; a report keeps its own direction."""
    with console(browser, hq, "watch-officer", locale="ar") as seat:
        seat.open("watch")
        root = seat.page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
        directions = seat.page.locator(".figure, code").evaluate_all(
            "all => [...new Set(all.map(e => getComputedStyle(e).direction))]"
        )
        assert directions == ["ltr"]
        assert "المناوبة" in seat.page.inner_text("h1")
        shot(seat, "watch-ar")
        seat.page.get_by_label("اللغة").select_option("fr")
        seat.page.wait_for_selector("html[lang=fr][dir=ltr]")
        assert seat.page.inner_text("h1") == "Veille"
        seat.open(f"agreement?{AT}")
        seat.page.locator("bdi[lang=fr]", has_text="Chars rouges dans le Nord").first.wait_for()
        seat.page.get_by_label("Langue").select_option("ar")
        seat.page.locator("bdi[lang=ar][dir=rtl]", has_text="دبابات").first.wait_for()
        seat.open("reports/new?kind=incident")
        assert seat.page.locator("option[value=direct-fire]").text_content() == "نيران مباشرة"


def test_no_stored_word_becomes_markup(hq, browser):
    """Hostile text in every text field of a report, a correction, an answer: shown as it is."""
    officer = hq.client("watch officer")
    fields = ("text", "place", "district", "country", "actor", "opponent")
    row = incident("X-1", source=HOSTILE[:60]) | dict.fromkeys(fields, HOSTILE)
    intake = submit(officer, row, tlp="TLP:CLEAR")
    assert intake["entered"] == 1, intake["problems"]
    record = next(
        each for each in everything(officer, kind="incident") if each["body"]["ref"] == "X-1"
    )
    url = f"/api/v1/records/{record['id']}/retraction"
    officer.post(url, json={"reason": HOSTILE})
    with console(browser, hq, "watch-officer") as seat:
        for path in ("watch", "reports?words=X-1", f"reports/{record['id']}", f"agreement?{AT}"):
            seat.open(path)
            assert seat.page.evaluate("window.hit") is None
        seat.open(f"reports/{record['id']}")
        assert HOSTILE in seat.page.inner_text("dl")


def test_everything_is_reached_by_keyboard(hq, browser):
    """From the first key: skip to the content, follow a link, open a finding."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open(f"agreement?{AT}&verdict=breached")
        seat.page.keyboard.press("Tab")
        assert seat.page.evaluate("document.activeElement.className") == "skip"
        for _ in range(80):
            seat.page.keyboard.press("Tab")
            if seat.page.evaluate("document.activeElement.closest('.cell') !== null"):
                break
        seat.page.keyboard.press("Enter")
        seat.page.wait_for_selector("blockquote")


def test_an_administrator_keeps_accounts_and_an_auditor_sees_it(hq, browser):
    """Without a shell: add, disable; what was done stands in the audit."""
    with console(browser, hq, "administrator") as seat:
        seat.open("people")
        form = seat.page.locator("form.stacked")
        form.get_by_label("Name").fill("new-observer")
        form.get_by_label("Password").fill("battery horse correct 9")
        form.get_by_role("button", name="Add").click()
        row = seat.page.locator("tr", has_text="new-observer")
        row.wait_for()
        row.get_by_role("button", name="Disable").click()
        seat.page.locator("tr.gone", has_text="new-observer").wait_for()
        shot(seat, "people")
    with console(browser, hq, "auditor") as seat:
        seat.open("audit")
        assert "added as observer" in seat.text()
        shot(seat, "audit")


def test_the_map_draws_what_was_reported_and_asks_no_other_host(hq, browser):
    """The pack's places by name, a mark for each report with a point, a new one without reload."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("map")
        status = seat.page.locator("main p[role=status]")
        seat.page.wait_for_selector(".map canvas")
        seat.page.get_by_text("reports are drawn").wait_for()
        before = int(re.search(r"\d+", status.inner_text())[0])
        assert before >= 2
        names = seat.page.locator(".map .name").all_inner_texts()
        pack = hq.service.workspace.pack
        assert {each.name for each in pack.zones.values() if each.geometry} <= set(names)
        submit(hq.client("observer"), incident(f"MAP-{before}", lat=-44.9), tlp="TLP:GREEN")
        more = re.compile(rf"{before + 1}\W reports are drawn")  # the number is isolated
        seat.page.get_by_text(more).wait_for(timeout=5000)
        seat.page.wait_for_timeout(500)  # one frame more, for the picture
        shot(seat, "map")


def sticking_out(seat):
    """Return the tables whose rows do not fit a telephone; the matrix of months scrolls by itself."""
    return seat.page.locator(".scroll:not(.matrix)").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.ariaLabel)"
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_is_for_everyone(hq, browser, role, language):
    """WCAG 2.2 AA on each page with every part open, a record and a finding too; nothing sticks out or is left in English."""
    name = role.replace(" ", "-")
    with console(browser, hq, name, locale=language) as seat:
        paths = [f"{page}?{AT}" for page in PAGES if may_open(role, page)]
        if allowed(role, "submit"):
            paths.append("reports/new?kind=incident")
        for path in paths:
            seat.open(path)
            check_shown(seat, f"{path.partition('?')[0].replace('/', '-')}-{name}-{language}")
        for first, link in (
            ("reports?kind=incident", "main tbody a[href*='/reports/']"),
            (f"agreement?{AT}", ".cell a"),
        ):
            if not may_open(role, first.partition("?")[0]):
                continue
            seat.open(first)
            if seat.page.locator(link).count():
                seat.page.locator(link).first.click()
                seat.page.wait_for_selector("main h2")
                seat.settle()
                check_shown(seat, f"{first.partition('?')[0]}-one-{name}-{language}")
    assert PARTY.keys() == OUTSIDE


def check_shown(seat, name):
    """Nothing sticks out, shut or open; then, all open, light on a telephone and dark and wide."""
    for width in (1280, 390):
        seat.page.set_viewport_size({"width": width, "height": 800})
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    open_all(seat)
    assert left_in_english(seat) == [], name
    for scheme, width in (("light", 390), ("dark", 1280)):
        seat.page.emulate_media(color_scheme=scheme)
        seat.page.set_viewport_size({"width": width, "height": 800})
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        assert width > 390 or not sticking_out(seat), name
        assert violations(seat.page) == [], (name, scheme, width)
        shot(seat, f"{name}-{scheme}-{width}")


@pytest.mark.slow
def test_a_report_is_timed_on_the_missions_clock(hq, browser):
    """What is typed or chosen is read back on both clocks, and sent with its offset; a correction keeps each time."""
    with console(browser, hq, "observer", timezone_id="Asia/Tokyo") as seat:
        seat.open("reports/new?kind=incident")
        start = seat.page.get_by_label("Start *")
        start.fill("2021-02-27 23:30")
        assert seat.page.inner_text("#read-start").startswith("2021-02-27 23:30 2021-02-28 01:30Z")
        seat.page.locator(".picker").first.fill("2021-02-27T10:00")
        assert start.input_value() == "2021-02-27T10:00"
        seat.page.get_by_label("Source *").fill("patrol 9")
        seat.page.get_by_label("Act *").select_option("direct-fire")
        seat.page.get_by_role("button", name="Submit").click()
        seat.page.wait_for_selector("div.message.good")
    officer = hq.client("watch officer")
    submit(officer, incident("DAY-1", start="2021-02-27"), tlp="TLP:GREEN")
    records = everything(officer, kind="incident")
    for which, value, shown in (
        ("source", "patrol 9", "2021-02-27T10:00-02:00"),
        ("ref", "DAY-1", "2021-02-27"),
    ):
        record = next(each for each in records if each["body"][which] == value)
        with console(browser, hq, "watch-officer") as seat:
            seat.open(f"reports/{record['id']}?do=correct")
            form = seat.page.locator("form.report")
            assert form.locator("[name=start]").input_value() == shown
            form.locator("[name=amend-reason]").fill("nothing changes")
            form.get_by_role("button", name="Correct").click()
            seat.page.wait_for_selector(".message.good")
        (amendment,) = officer.get(f"/api/v1/records/{record['id']}").json()["amendments"]
        body = officer.get(f"/api/v1/records/{amendment['id']}").json()["body"]["body"]
        assert body["span"] == record["body"]["span"]
