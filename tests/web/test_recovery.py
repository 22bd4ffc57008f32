"""Pages of places, returns, weapons and projects: what they show, small counts hidden, for everyone."""

from functools import partial

import pytest
from tests.server.recovered import NOW, RECOVERY, row
from tests.server.served import serving, submit
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, plain
from tests.web.browser import look as open_page

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = f"at={NOW}"
look = partial(open_page, ready="main h2")
PAGES = (f"places?place=Oak+Ridge&{AT}", f"returns?{AT}", f"weapons?{AT}", f"projects?{AT}")


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *RECOVERY, tlp="TLP:GREEN")
        hidden = row(
            "movement",
            "s1",
            place="Hidden Valley",
            left="Oak Ridge",
            movers="displaced",
            people="50",
        )
        submit(officer, hidden, tlp="TLP:RED")
        yield served


def test_returns_show_no_exact_count(hq, browser):
    """127 and 7 people moved: neither number is on the page; the place leads to its profile."""
    with console(browser, hq, "analyst") as seat:
        text = look(seat, PAGES[1])
        assert "120 – 129" in text
        assert "fewer than 10" in text
        assert "127" not in text
        assert "Hidden Valley" not in text
        seat.page.locator("main table a", has_text="Oak Ridge").first.click()
        seat.page.get_by_text("Nobody should be encouraged to return here yet.").wait_for()
        text = plain(seat)
        for words in ("Well at the school", "Water NGO", "5,000 m²", "h1"):
            assert words in text


def test_the_register_and_its_doubts(hq, browser):
    with console(browser, hq, "analyst") as seat:
        text = look(seat, PAGES[2])
        for words in ("2 = 2 + 0 + 0 + 0", "Fort", "AB12O4", "look alike"):
            assert words in text
        for words in ("demobilised", "60 – 69", "at least 80, disarmed at most 69"):
            assert words in text
        assert not {"64", "88"} & set(text.split())


def test_projects_say_what_is_late_and_why(hq, browser):
    with console(browser, hq, "analyst") as seat:
        text = look(seat, PAGES[3])
        for words in (
            "The rig waits for an escort",
            "48,000 USD",
            "people reached",
            "sensitive",
            "1,230 – 1,239",
        ):
            assert words in text
        assert "1,234" not in text
        assert "conduct" not in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_they_are_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, light and dark, wide and on a telephone, in each language."""
    with console(browser, hq, "analyst", locale=language) as seat:
        for width, scheme in ((1280, "light"), (390, "dark")):
            seat.page.set_viewport_size({"width": width, "height": 900})
            seat.page.emulate_media(color_scheme=scheme)
            for page in PAGES:
                look(seat, page, f"{page.split('?')[0]}-{language}-{width}")
                assert violations(seat.page) == []
                assert left_in_english(seat) == []
                wide = seat.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert wide <= 0, f"{page} is {wide} pixels too wide"
