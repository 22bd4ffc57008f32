"""The page of respond: one call, who is ready, where 10-1-2 holds; a task is ordered from it; for everyone."""

import re
import shutil

import pytest
from tests.server.answers.test_respond import ROADS, TABLES, island, task
from tests.server.served import serving, submit
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = "at=2026-06-15T12:00:00Z"
CALL = f"respond?{AT}&lat=-45.55&lon=-30"
HOLDS = {"en": "10-1-2 holds", "fr": "10-1-2 tenu", "ar": "تتحقق قاعدة 10-1-2"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hq") / "mission"
    with serving(folder, streams_max=100, roads=ROADS) as served:
        shutil.copy(TABLES / ROADS, folder)
        submit(served.client("watch officer"), *island(), tlp="TLP:GREEN")
        yield served


def row(seat, label, name):
    """Return the cells of a row by its name, in the table of a label."""
    table = seat.page.get_by_label(label, exact=True)
    return table.locator("tr", has=seat.page.locator("th", has_text=name)).locator("td")


def test_a_call_is_planned_and_ordered(hq, browser):
    """By keyboard alone: from a place in the table to the chain, and on to a task that is filled in."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open(f"respond?{AT}")
        assert "P-1" in row(seat, "Units", "Patrol North").nth(0).inner_text()
        assert row(seat, "Units", "Reserve Harbour").nth(0).inner_text() == "ready"
        assert row(seat, "Place by place, the worst by night first", "North Camp").nth(0).inner_text() == "not counted"  # fmt: skip
        link = seat.page.get_by_role("link", name=re.compile("Who goes to .?Harbour Town"))
        link.focus()
        seat.page.keyboard.press("Enter")
        seat.page.get_by_role("heading", name="The chain").wait_for()
        seat.settle()
        assert "10-1-2 holds" in seat.text()
        assert "pieces of road" in seat.text()
        order = seat.page.get_by_role(
            "link", name=re.compile("Order .?evacuation.?: .?Ambulance Harbour")
        )
        order.focus()
        seat.page.keyboard.press("Enter")
        seat.page.locator("[name=unit]").wait_for()
        assert seat.page.input_value("[name=unit]") == "Ambulance Harbour"
        assert seat.page.input_value("[name=type]") == "evacuation"
        assert seat.page.input_value("[name=start]") == "2026-06-15T12:00:00Z"


def test_what_closes_the_gap_is_asked_for(hq, browser):
    """Only once it is opened; the change of each kind, whom it gains, and own troops apart from the people."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("respond?at=2026-06-15T02:00:00Z")
        assert not any("/respond/fixes" in each for each in seat.asked)
        heads = seat.page.get_by_label("Where 10-1-2 holds", exact=True).locator("th")
        assert "Own troops within 10-1-2" in heads.all_inner_texts()
        seat.page.locator("summary", has_text="What would close the largest gap").click()
        name = "What would close the largest gap"
        row(seat, name, "A new ambulance with a forward surgical team").nth(0).wait_for()
        cells = row(seat, name, "A new ambulance with a forward surgical team").all_inner_texts()
        assert cells[1:] == ["900", "900"]
        with seat.page.expect_response(re.compile("respond/fixes.*count=2")):
            seat.page.get_by_label("Changes at most").select_option("2")
        row(seat, name, "An asset moves").nth(2).wait_for()
        shot(seat, "respond-gap")


def test_the_season_follows_the_pack_and_can_be_changed(hq, browser):
    """Wet by the pack on 1 October, said so; the choice stands in the address, and the page says who made it."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("respond?at=2026-10-01T12:00:00Z&lat=-45.55&lon=-30")
        assert "The day is in the pack’s wet season" in seat.text()
        seat.page.get_by_label("Season").select_option("false")
        seat.page.get_by_role("button", name="Who goes?").click()
        seat.page.get_by_text("Dry season, as chosen.").first.wait_for()
        assert "wet=false" in seat.page.url


def test_a_form_asks_for_what_the_case_needs(hq, browser):
    """A helicopter's questions come with a helicopter; what was written stays to be seen, and is sent."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("reports/new?kind=medical-asset")
        form = seat.page.locator("form.report")
        form.locator("summary").click()
        mode, reach = form.locator("[name=mode]"), form.locator("[name=range_km]")
        assert not reach.is_visible()
        mode.select_option("helicopter")
        reach.wait_for()
        assert not form.locator("[name=vehicle]").is_visible()
        reach.fill("400")
        mode.select_option("vehicle")
        form.locator("[name=vehicle]").wait_for()
        assert reach.is_visible(), "what somebody wrote does not vanish"
        assert not form.locator("[name=ceiling_min_m]").is_visible()


def test_news_change_an_open_page(hq, browser):
    """A unit goes out: the page says so without reload."""
    now = hq.clock().strftime("%Y-%m-%d")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("respond")
        state = row(seat, "Units", "Reserve Harbour").nth(0)
        assert state.inner_text() == "ready"
        seat.page.locator(".line.live").wait_for()
        new = task("N-1", "Reserve Harbour", "", "")
        new |= {"start": f"{now}T00:00:00Z", "end": f"{now}T23:59:59Z"}
        under_way = {"kind": "task-step", "source": "ops", "ref": "N-1/go", "task": "N-1"}
        under_way |= {"step": "under-way", "start": f"{now}T00:00:00Z"}
        submit(hq.client("watch officer"), new, under_way, tlp="TLP:GREEN")
        state.get_by_text("N-1").wait_for()


def test_without_assets_it_says_so(hq, browser):
    """In the exercise nobody reported any: said in words, with the way to do it."""
    with console(browser, hq, "analyst") as seat:
        seat.open(f"{CALL}&simulated=true")
        assert "there is no medical asset that is ready" in seat.text()
        assert "No unit can go." in seat.text()


@pytest.mark.parametrize("language", list(HOLDS))
def test_it_is_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, light and dark, wide and on a telephone, in each language."""
    with console(browser, hq, "watch-officer", locale=language) as seat:
        seat.open(CALL)
        for each in seat.page.locator("main details").all():
            each.locator("summary").click()
        assert HOLDS[language] in seat.text()
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                seat.page.set_viewport_size({"width": width, "height": 900})
                seat.page.emulate_media(color_scheme=scheme)
                assert seat.page.evaluate("document.documentElement.scrollWidth") <= width
                assert violations(seat.page) == []
                assert left_in_english(seat) == []
