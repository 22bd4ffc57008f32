"""The pages that the server computes in the background: in every language, for everyone."""

import pytest
from tests.server.served import incident, serving, submit
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
TITLES = {"en": "Two laydowns side by side", "fr": "Deux dispositifs côte à côte", "ar": "انتشاران"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        dead = {f"{who}_{how}": 2 for who in ("deaths", "civilian_deaths") for how in BOUNDS}
        rows = [
            incident(f"D-{month}", start=f"2020-{month:02d}-10", lat=-44.4, **dead)
            for month in range(1, 13)
        ]
        submit(served.client("watch officer"), *rows, tlp="TLP:GREEN")
        need = {"kind": "requirement", "ref": "R1", "source": "force generation", "mission": "iom"}
        need |= {"reliability": "A", "credibility": 1, "unit_type": "infantry", "tasks": "patrol"}
        need |= {"place": "north", "strength": 400, "first": "2021-01-01", "last": "2021-06-30"}
        submit(served.client("watch officer"), need, tlp="TLP:GREEN")
        yield served


BOUNDS = ("low", "best", "high")


@pytest.mark.parametrize("language", list(TITLES))
def test_both_pages_are_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, light and dark, wide and on a telephone; all of it in words too."""
    with console(browser, hq, "analyst", locale=language) as seat:
        for path in ("outlook?months=2", "contributors?at=2020-12-01"):
            seat.open(path)
            seat.page.locator("main table").first.wait_for()
            seat.settle()
            for each in seat.page.locator("main details:not(.maplibregl-ctrl)").all():
                each.locator("summary").click()
            for scheme in ("light", "dark"):
                seat.page.emulate_media(color_scheme=scheme)
                for width in (1280, 390):
                    seat.page.set_viewport_size({"width": width, "height": 800})
                    assert seat.page.evaluate("document.documentElement.scrollWidth") <= width
                    assert violations(seat.page) == []
                    assert left_in_english(seat) == []
            printed = seat.page.locator(f'a[href^="/api/v1/export/"][href*="lang={language}"]')
            hrefs = printed.evaluate_all("all => all.map(each => each.getAttribute('href'))")
            pages = {each.split("?")[0].removeprefix("/api/v1/export/") for each in hrefs}
            if path.startswith("outlook"):
                assert TITLES[language] in seat.text()
                assert pages == {"outlook/forecast", "outlook/laydown"}
                assert all("months=2" in each for each in hrefs)
            else:
                assert "6 / 6" in seat.text()
                assert pages == {"contributors/gaps"}  # there are no capabilities, and no tables
