"""A file of reports is brought in by hand, and nothing on a record's page is raw."""

import re

import pytest
from tests.server.served import everything, incident, serving, submit, tanks
from tests.web.browser import NEEDS_CONSOLE, console
from tests.web.test_console import shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
HEAD = "kind,ref,source,start,lon,lat,accuracy_m,actor,act\n"
NEAR = "incident,{},team,2021-03-02,-30,-44.5,50,Red Army,direct-fire\n"
FAR = "incident,{},team,2021-03-02,35,33,50,Red Army,direct-fire\n"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), incident("I-1"), tlp="TLP:GREEN")
        yield served


def refs(hq):
    return {each["body"]["ref"] for each in everything(hq.client("watch officer"), kind="incident")}


@pytest.mark.parametrize(("button", "enters"), [("Enter all", True), ("Leave those", False)])
def test_reports_from_elsewhere_are_asked_about_before_any_enters(
    hq, browser, tmp_path, button, enters
):
    """The answer 409 is a question: nothing has entered, and the same file goes again with the choice."""
    near, far = f"near-{enters}", f"far-{enters}"
    file = tmp_path / f"reports-{enters}.csv"
    file.write_text(HEAD + NEAR.format(near) + FAR.format(far), "utf-8")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("reports")
        seat.page.locator("summary", has_text="Bring in a file").click()
        seat.page.set_input_files("input[type=file]", file)
        seat.page.get_by_role("button", name="Send the file").click()
        seat.page.get_by_text("outside the mission’s area").wait_for()
        assert not {near, far} & refs(hq)
        seat.page.get_by_role("button", name=button).click()
        seat.page.get_by_role("status").filter(has_text="Entered").wait_for()
        assert near in refs(hq)
        assert (far in refs(hq)) == enters
        seat.said[:] = [
            each for each in seat.said if "409" not in each
        ]  # the browser itself logs it


def test_the_details_of_a_record_are_words_not_arrays(hq, browser):
    """Of each kind of record there is: no bracket, brace or quote of JSON stands in its details."""
    records = {each["kind"]: each["id"] for each in everything(hq.client("watch officer"))}
    with console(browser, hq, "watch-officer") as seat:
        for kind, record in records.items():
            if kind == "access":
                continue
            seat.open(f"reports/{record}")
            seat.page.locator("main dl dd").first.wait_for()
            words = seat.page.locator("main dl").first.inner_text()
            assert not re.search(r'[\[\]{}]|"', words), (kind, words)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_what_is_refused_and_asked_is_in_the_language_of_the_page(hq, browser, tmp_path, language):
    """The question about foreign reports, the problems of rows, a wrong password; each for everyone (axe)."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    letters = re.compile("[\u0600-\u06ff]" if language == "ar" else "[éèà]|n’est|outil")
    file = tmp_path / f"asked-{language}.csv"
    bad = NEAR.format(f"bad-{language}").replace("2021-03-02", "yesterday")
    file.write_text(HEAD + bad + FAR.format(f"asked-{language}"), "utf-8")
    with console(browser, hq, "watch-officer", locale=language) as seat:
        page = seat.page
        seat.open("reports")
        page.locator("details:has(input[type=file]) > summary").click()
        page.set_input_files("input[type=file]", file)
        page.locator("details:has(input[type=file]) form button[type=submit]").click()
        asked = page.locator("div.message[role=alert]")
        asked.wait_for()
        assert letters.search(asked.locator("p").nth(1).inner_text())
        assert asked.locator("bdi[lang=en]").count() == 0
        found = axe.run(page, options=options)
        assert found.violations_count == 0, found.generate_report()
        shot(seat, f"upload-question-{language}")
        asked.get_by_role("button").nth(1).click()
        came = page.locator("div.message[role=status] li").filter(has_text="yesterday").first
        came.wait_for()
        assert letters.search(came.inner_text())
        assert came.locator("[lang=en]").count() == 0
        found = axe.run(page, options=options)
        assert found.violations_count == 0, found.generate_report()
        shot(seat, f"upload-problems-{language}")
        seat.said.clear()  # the browser itself logs an answer of 409
    with console(browser, hq, locale=language) as seat:
        seat.open("reports")
        seat.page.locator("input[name=name]").fill("analyst")
        seat.page.locator("input[type=password]").fill("wrong")
        seat.page.locator("form button[type=submit]").first.click()
        words = seat.page.locator("[role=alert]")
        words.wait_for()
        assert letters.search(words.inner_text())
        shot(seat, f"sign-in-{language}")
        seat.said.clear()
