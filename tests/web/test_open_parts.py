"""What a page shows only once something was done: opened parts, a draft, a fault, a conflict, an empty list."""

import pytest
from tests.server.served import everything, incident, serving, submit, tanks
from tests.web.browser import NEEDS_CONSOLE, console, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LONG = "unit-" * 40


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        row = incident("I-1", text=LONG, actor="<b>Red</b> الجيش")
        submit(officer, row, tlp="TLP:GREEN")
        yield served


def open_all(seat):
    """Open every part that is folded away, and those inside."""
    for _ in range(3):
        seat.page.evaluate(
            "document.querySelectorAll('main details').forEach(each => { each.open = true; })"
        )
        seat.settle()


def check(axe, seat, name):
    """Light on a telephone, dark and wide: no violation, and nothing beyond the edge."""
    for scheme, width in (("light", 390), ("dark", 1280)):
        seat.page.emulate_media(color_scheme=scheme)
        seat.page.set_viewport_size({"width": width, "height": 800})
        assert seat.page.evaluate("document.documentElement.scrollWidth") <= width, name
        if width == 390:
            shot(seat, f"{name}-{scheme}")
        result = axe.run(seat.page, options=OPTIONS)
        assert not result.violations_count, (name, scheme, width, result.generate_report())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_opens_on_a_page_is_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, in states that opening the page alone does not reach."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    record = next(each["id"] for each in everything(hq.client("watch officer"), kind="incident"))
    with console(browser, hq, "watch-officer", locale=language) as seat:
        for path in (f"reports/{record}", "watch", "reports?words=nothing-has-this", "own"):
            seat.open(path)
            open_all(seat)
            check(axe, seat, f"open-{path.partition('/')[0].partition('?')[0]}-{language}")
        seat.open("reports/new?kind=incident")
        open_all(seat)
        seat.page.locator("[name=source]").fill("patrol 7")
        seat.page.locator("[name=start]").fill("2021-02-30")
        seat.page.locator("[name=act]").select_option("direct-fire")
        seat.page.locator("form.report button[type=submit]").click()
        seat.page.wait_for_selector("div.message.bad")
        check(axe, seat, f"refused-{language}")
        seat.open("unsent")
        open_all(seat)
        check(axe, seat, f"draft-{language}")
        seat.said.clear()  # the browser itself logs an answer that refuses
    with console(browser, hq, locale=language) as seat:
        seat.open("own")
        seat.page.locator("input").nth(0).fill("analyst")
        seat.page.locator("input[type=password]").fill("wrong")
        seat.page.locator("button[type=submit]").first.click()
        seat.page.wait_for_selector("[role=alert]")
        check(axe, seat, f"sign-in-refused-{language}")
        seat.said.clear()
