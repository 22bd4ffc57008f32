"""Pages of what leaves and of threats: what they show, what they keep to themselves, for everyone."""

import json
from pathlib import Path

import pytest
from tests.server.served import incident, serving, submit
from tests.server.threatened import attack
from tests.web.browser import NEEDS_CONSOLE, console, look, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AMBER = "share?to=amber&purpose=common-picture"
LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        for label in LABELS:
            submit(officer, incident(f"I-{label}"), tlp=f"TLP:{label}")
        submit(officer, attack("P-1"), tlp="TLP:GREEN")
        submit(officer, attack("P-2"), tlp="TLP:RED")
        served.client("contributor").get("/api/v1/ogc/mission/collections/incident/items")
        yield served


def test_a_preview_says_what_leaves_and_why_the_rest_stays(hq, browser):
    """In words; and the same address shows an analyst nothing of what is TLP:RED."""
    with console(browser, hq, "watch-officer") as seat:
        text = look(seat, AMBER, "share")
        assert "Would leave: 3. Stay: 4." in text
        assert "its marking is stricter than the audience may have" in text
        assert "reports of this kind do not serve the purpose" in text
        seat.page.locator("[name=what]").select_option("leaves")
        seat.page.locator("tr", has_text="I-RED").wait_for(state="detached")
        seat.page.locator("tr", has_text="I-AMBER").locator("summary").click()
        assert "Red Army" in seat.text()
        assert "features" in text
        seat.page.locator("[name=purpose]").select_option("cyber-defence")
        seat.page.get_by_role("button", name="Look").click()
        seat.page.locator("tr", has_text="P-1").first.wait_for()
        with seat.page.expect_download() as download:
            seat.page.locator("details.take-along").first.locator("summary").click()
            seat.page.get_by_role("link", name="CSV").first.click()
        assert "P-1" in Path(download.value.path()).read_text("utf-8-sig")
    with console(browser, hq, "analyst") as seat:
        text = look(seat, AMBER)
        assert "Would leave: 3. Stay: 2." in text
        assert "RED" not in text.replace("RED Army", "")


def test_threats_say_what_holds_and_lead_to_the_form(hq, browser):
    """An indicator with its state, files of it, the report behind it; TLP:RED for a watch officer only."""
    with console(browser, hq, "watch-officer") as seat:
        text = look(seat, "threats", "threats")
        assert "P-2" in text
        assert "p-2.example" not in text  # an indicator of TLP:RED leaves to nobody
        row = seat.page.locator("tr", has_text="p-1.example").first
        assert "expired" in row.inner_text()
        look(seat, "threats?at=2021-03-01", "threats-past")
        row = seat.page.locator("tr", has_text="p-1.example").first
        assert "holds" in row.inner_text()
        seat.page.locator("summary", has_text="Download").click()
        with seat.page.expect_download() as download:
            seat.page.get_by_role("link", name="STIX 2.1").click()
        bundle = json.loads(Path(download.value.path()).read_text("utf-8"))
        assert {"indicator", "report"} <= {each["type"] for each in bundle["objects"]}
        seat.page.get_by_role("link", name="Report an attack").click()
        seat.page.wait_for_selector("form.report")
        assert seat.page.input_value("[name=collection]") == "threats"
        assert seat.page.is_visible("[name=domains]")  # nobody has to look for where signs go
        assert not seat.page.is_visible("[name=confidence]")
    with console(browser, hq, "contributor") as seat:
        text = look(seat, "threats")
        assert "p-1.example" in text
        assert "P-2" not in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_they_are_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core with lines open, wide and on a telephone, in each language."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    with console(browser, hq, "watch-officer", locale=language) as seat:
        for width, scheme in ((1280, "light"), (390, "dark")):
            seat.page.set_viewport_size({"width": width, "height": 900})
            seat.page.emulate_media(color_scheme=scheme)
            for page in (AMBER, "threats?at=2021-03-01"):
                look(seat, page)
                for each in seat.page.locator("details").all():
                    each.evaluate("each => { each.open = true; }")
                found = axe.run(seat.page, options=options)
                assert found.violations_count == 0, found.generate_report()
                wide = seat.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert wide <= 0, f"{page} is {wide} pixels too wide"
                shot(seat, f"{page.split('?')[0]}-{language}-{width}")
