"""What a page shows only once something was done: opened parts, a draft, a fault, a conflict, an empty list."""

import pytest
from tests.server.records.test_submissions import row, sent, statement
from tests.server.served import everything, incident, serving, submit, tanks
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, open_all, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
LONG = "unit-" * 40


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        one = incident("I-1", text=LONG, actor="<b>Red</b> الجيش")
        submit(officer, one, incident("I-2"), tlp="TLP:GREEN")
        make_conflict(served)
        yield served


def make_conflict(served):
    """A device changes a report that an officer has corrected meanwhile: both sides are kept."""
    client, officer = served.client("observer"), served.client("watch officer")
    first = sent(client, statement(client, row("both")))
    url = f"/api/v1/records/{first['record']}/correction"
    body = {"row": {"kind": "incident"} | row("both", deaths_best="5"), "reason": LONG}
    assert officer.post(url, json=body).status_code == 201
    mine = row("both", deaths_best="2", text="الجيش <b>")
    answer = sent(client, statement(client, mine, version=2, follows=first["record"]))
    assert answer["state"] == "held"


def check(seat, name):
    """Light on a telephone, dark and wide: no violation, nothing beyond the edge, no English left."""
    assert left_in_english(seat) == [], name
    for scheme, width in (("light", 390), ("dark", 1280)):
        seat.page.emulate_media(color_scheme=scheme)
        seat.page.set_viewport_size({"width": width, "height": 800})
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= width, name
        if width == 390:
            shot(seat, f"{name}-{scheme}")
        assert violations(seat.page) == [], (name, scheme, width)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_opens_on_a_page_is_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, in states that opening the page alone does not reach."""
    record = next(each["id"] for each in everything(hq.client("watch officer"), kind="incident"))
    with console(browser, hq, "watch-officer", locale=language) as seat:
        for path in (f"reports/{record}", "watch", "reports?words=nothing-has-this", "own"):
            seat.open(path)
            open_all(seat)
            check(seat, f"open-{path.partition('/')[0].partition('?')[0]}-{language}")
        seat.open("reports/new?kind=incident")
        open_all(seat)
        seat.page.locator("[name=source]").fill("patrol 7")
        seat.page.locator("[name=start]").fill("2021-02-30")
        seat.page.locator("[name=act]").select_option("direct-fire")
        seat.page.locator("form.report button[type=submit]").click()
        seat.page.wait_for_selector("div.message.bad")
        check(seat, f"refused-{language}")
        seat.open("unsent")
        open_all(seat)
        check(seat, f"draft-{language}")
        seat.said.clear()  # the browser itself logs an answer that refuses
    with console(browser, hq, locale=language) as seat:
        seat.open("own")
        seat.page.locator("input").nth(0).fill("analyst")
        seat.page.locator("input[type=password]").fill("wrong")
        seat.page.locator("button[type=submit]").first.click()
        seat.page.wait_for_selector("[role=alert]")
        check(seat, f"sign-in-refused-{language}")
        seat.said.clear()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_both_sides_of_a_conflict_are_for_everyone(hq, browser, language):
    """Side by side with every part open; the officer's choice that is refused; the two reports compared."""
    with console(browser, hq, "watch-officer", locale=language) as seat:
        seat.open("watch")
        card = seat.page.locator("article.card", has_text="both").first
        card.locator("tr", has_text="5").first.wait_for()
        open_all(seat)
        check(seat, f"conflict-{language}")
        seat.open("reports?kind=incident")
        for each in seat.page.get_by_role("checkbox").all()[:2]:
            each.check()
        seat.page.locator("a[href*='reports/compare']").first.click()
        seat.page.wait_for_selector("tr.differs")
        check(seat, f"compare-{language}")
