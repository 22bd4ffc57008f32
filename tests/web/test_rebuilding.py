"""Donors, choices and the first 72 hours in the console: what they show, and for everyone."""

from pathlib import Path

import pytest
from tests.server.rebuilt import REBUILT
from tests.server.recovered import NOW, RECOVERY
from tests.server.served import serving, submit
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, look, plain

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = f"at={NOW}"
DONOR = f"projects?{AT}&donor=Nation+A&budget=1000&currency=USD"
DAYS = f"respond/first-days?{AT}"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        submit(served.client("watch officer"), *RECOVERY, *REBUILT, tlp="TLP:GREEN")
        yield served


def test_a_budget_shows_what_each_community_gains(hq, browser):
    """The form on the page leads to both choices side by side, and to the printed sheet."""
    with console(browser, hq, "analyst") as seat:
        look(seat, f"projects?{AT}")
        seat.page.locator("[name=budget]").fill("1,000")
        seat.page.locator("[name=currency]").select_option("USD")
        seat.page.get_by_role("button", name="Choose").click()
        seat.page.get_by_text("Smallest share of a community").wait_for()
        text = plain(seat)
        assert "reaches 40 % fewer people" in text
        assert "500 (50 %)" in text
        assert "200 (20 %)" in text
        assert "Q-4: its budget is in EUR." in text
        with seat.page.expect_download() as download:
            part = seat.page.locator("section", has_text="Choose under a budget").last
            part.locator("details.take-along summary").click()
            part.get_by_role("link", name="HTML").click()
        assert "Oak Ridge" in Path(download.value.path()).read_text("utf-8")


def test_a_donor_is_chosen_and_told(hq, browser):
    with console(browser, hq, "watch-officer") as seat:
        look(seat, f"projects?{AT}")
        seat.page.locator("[name=donor]").select_option("Nation A")
        seat.page.get_by_text("Given by this donor").first.wait_for()
        text = look(seat, DONOR, "projects-donor")
        assert "30,000 USD" in text
        assert "75 %" in text
        assert "The answer to one complaint about these projects is overdue." in text


def test_the_first_days_stand_behind_respond(hq, browser):
    with console(browser, hq, "watch-officer") as seat:
        seat.open("respond")
        seat.page.get_by_role("link", name="First 72 hours of a disaster").click()
        text = look(seat, DAYS, "first-days")
        for words in ("School", "Team 1", "gas", "1,230 – 1,239", "40 %", "Mill"):
            assert words in text
        assert "1,234" not in text
        seat.page.locator("[name=rapid_h]").fill("8")
        seat.page.get_by_role("button", name="Plan").click()
        seat.page.wait_for_url("**rapid_h=8**")
        seat.page.locator("tr", has_text="School").first.wait_for()


def test_projects_are_searched(hq, browser):
    with console(browser, hq, "analyst") as seat:
        look(seat, f"projects?{AT}&words=Oasis")
        table = seat.page.locator("main section.scroll").first
        assert "Q-1" in table.inner_text()
        assert "Q-2" not in table.inner_text()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_they_are_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, light and dark, wide and on a telephone, in each language."""
    with console(browser, hq, "watch-officer", locale=language) as seat:
        for width, scheme in ((1280, "light"), (390, "dark")):
            seat.page.set_viewport_size({"width": width, "height": 900})
            seat.page.emulate_media(color_scheme=scheme)
            for page in (DONOR, DAYS):
                name = page.split("?")[0].replace("/", "-")
                look(seat, page, f"{name}-{language}-{width}")
                assert violations(seat.page) == []
                assert left_in_english(seat) == []
                wide = seat.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert wide <= 0, f"{page} is {wide} pixels too wide"
