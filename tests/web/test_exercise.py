"""A live exercise in a real browser: the facilitator steers, a trainee gets a message at their console."""

import re

import pytest
from tests.server.answers.test_exercise import COURSE, HARBOUR, MORE, TRAINED
from tests.server.served import everything, serving, submit
from tests.web.browser import NEEDS_CONSOLE, console
from tests.web.test_console import shot

from sulh.languages import LANGUAGES
from sulh.languages.speech import Speech, bare

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]


@pytest.fixture(scope="module")
def island(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    scenario = folder / "live.toml"
    scenario.write_text(HARBOUR.read_text("utf-8") + MORE, "utf-8")
    with serving(folder / "island", scenario=scenario, streams_max=100) as served:
        yield served


def row(seat, text):
    """Return the row of the list that holds a text."""
    return seat.page.locator("tbody tr", has_text=text).first


def test_a_facilitator_steers_and_a_trainee_answers(island, browser):
    """Step, add a party's message, see who read it, withhold, judge, review; then the trainee's report is simulated."""
    with (
        console(browser, island, "facilitator") as boss,
        console(browser, island, "watch-officer") as seat,
    ):
        boss.open("exercise")
        page = boss.page
        page.get_by_role("button", name="To the next inject").click()
        row(boss, "night-fire").get_by_text("delivered").wait_for()
        row(boss, "rumour").get_by_role("button", name="Withhold").click()
        row(boss, "rumour").get_by_text("withheld").wait_for()
        row(boss, "paper").get_by_text("Nobody here is").wait_for()
        page.get_by_text("Add an inject").first.click()
        form = page.locator("form", has=page.locator("[name=sender]"))
        form.locator("[name=id]").fill("red-says")
        form.locator("[name=sender]").fill("Red Party")
        form.locator("[name=text]").fill("It was not us.")
        form.get_by_role("button", name="Add an inject").click()
        row(boss, "red-says").get_by_text("seen by nobody").wait_for()

        seat.open("watch")
        assert "simulated=true" in seat.page.url
        seat.page.get_by_role("link", name=re.compile("new message")).click()
        seat.page.get_by_text("It was not us.").wait_for()
        assert "night-fire" not in seat.text()
        assert "Steer" not in seat.text()
        seat.page.get_by_role("button", name="I have read it").click()
        seat.page.get_by_role("button", name="I have read it").wait_for(state="detached")
        shot(seat, "exercise-trainee")

        row(boss, "red-says").get_by_text("watch officer (a-").wait_for()
        judged = row(boss, "The watch notices")
        judged.locator("[name=points]").fill("70")
        judged.locator("[name=text]").fill("Within the hour")
        judged.get_by_role("button", name="Judge").click()
        boss.page.get_by_text(re.compile("Between .?35.? and .?85.? of 100")).wait_for()
        page.get_by_role("button", name="Run").click()
        page.get_by_text("as fast as real time").wait_for()
        page.get_by_role("button", name="Pause").click()
        page.get_by_text("It is paused.").wait_for()
        page.get_by_role("button", name="Hold the findings").click()
        page.locator("th", has_text="never judged").wait_for()
        shot(boss, "exercise")
    records = everything(island.client("auditor"), limit=500)
    assert all(each["simulated"] for each in records if each["kind"] != "genesis")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_is_in_every_language(island, browser, language):
    """No id stands where a word should."""
    with console(browser, island, "facilitator") as seat:
        seat.open(f"exercise?lang={language}")
        row(seat, "night-fire").wait_for()
        assert not re.search(r"exercise-(?!harbour)[a-z-]+", seat.text())
        shot(seat, f"exercise-{language}")


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """An exercise that is part of a course, with a unit that needs it."""
    folder = tmp_path_factory.mktemp("school")
    scenario = folder / "live.toml"
    scenario.write_text(HARBOUR.read_text("utf-8") + COURSE, "utf-8")
    with serving(folder / "island", scenario=scenario, streams_max=100) as served:
        submit(served.client("watch officer"), *TRAINED)
        yield served


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_facilitator_gives_a_certificate_and_training_counts_it(school, browser, language):
    """Judge the objective, give the certificate, see it among training: counted apart from real ones."""
    speech = Speech(language)
    judge, give, apart = (
        bare(speech.say(name))
        for name in ("exercise-judge", "exercise-certify", "trained-simulated")
    )
    with console(browser, school, "facilitator") as seat:
        page = seat.page
        seat.open(f"exercise?lang={language}")
        objective = row(seat, "The watch notices")
        objective.locator("[name=points]").fill("75")
        objective.locator("[name=text]").fill("Within the hour")
        objective.get_by_role("button", name=judge).click()
        form = page.locator("form", has=page.locator("[name=holders]"))
        form.locator("[name=unit]").fill(f"norbatt-{language}" if language != "en" else "norbatt")
        form.locator("[name=holders]").fill("6")
        form.get_by_role("button", name=give).click()
        page.get_by_role("status").get_by_text(re.compile("harbour-1-norbatt")).wait_for()
        shot(seat, f"exercise-certificate-{language}")
        seat.open(f"contributors?lang={language}&simulated=true")
        page.get_by_text(apart).first.wait_for()
        assert not re.search(r"(exercise|trained|ready)-(?!harbour)[a-z-]+", seat.text())
        shot(seat, f"exercise-training-{language}")
