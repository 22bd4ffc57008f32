"""The page of tasks: late, under way, due and ended, as they come in, and nothing of what one may not read."""

import re

import pytest
from tests.server.routes.test_tasks import step, task
from tests.server.served import serving, submit
from tests.web.browser import NEEDS_CONSOLE, console

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = "at=2024-06-01T14:00:00Z"
LATE = {"en": "Late", "fr": "En retard", "ar": "متأخرة"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, task("P-1"), step("P-1", "under-way", "12:10"), tlp="TLP:GREEN")
        submit(officer, task("P-2"), tlp="TLP:RED")
        submit(officer, task("P-3"), step("P-3", "under-way", "12:00"), tlp="TLP:GREEN")
        submit(officer, step("P-3", "done", "12:50"), tlp="TLP:GREEN")
        yield served


def rows_under(seat, heading):
    """Return the first cells of the table under a heading."""
    section = seat.page.locator("section", has=seat.page.locator("h2", has_text=heading))
    return section.locator("tbody th").all_inner_texts()


def test_what_is_late_runs_and_ended(hq, browser):
    """Planned beside actual; a task that one may not read is not there."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open(f"tasks?{AT}")
        assert rows_under(seat, "Late") == ["P-2", "P-1"]
        assert rows_under(seat, "Under way") == ["P-1"]
        assert rows_under(seat, "Ended") == ["P-3"]
        assert re.search(r"120\W* minutes", seat.text())
    with console(browser, hq, "analyst") as seat:
        seat.open(f"tasks?{AT}")
        assert "P-2" not in seat.text()


def test_a_step_shows_on_an_open_page(hq, browser):
    """Without reload: somebody records that the patrol is back."""
    with console(browser, hq, "watch-officer") as seat:
        seat.open("tasks")
        seat.page.locator("section", has_text="P-1").first.wait_for()
        submit(hq.client("watch officer"), step("P-1", "done", "13:30"), tlp="TLP:GREEN")
        late = seat.page.locator("section", has=seat.page.locator("h2", has_text="Late"))
        late.locator("th", has_text="P-1").wait_for(state="detached")


@pytest.mark.parametrize("language", list(LATE))
def test_it_is_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core, light and dark, wide and on a telephone, in each language."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    with console(browser, hq, "watch-officer", locale=language) as seat:
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                seat.page.set_viewport_size({"width": width, "height": 900})
                seat.page.emulate_media(color_scheme=scheme)
                seat.open(f"tasks?{AT}")
                assert LATE[language] in seat.text()
                found = axe.run(seat.page, options=options)
                assert found.violations_count == 0, found.generate_report()
