"""A live exercise at two sites in a real browser: a cut line holds a message, and both consoles say so."""

import re

import pytest
from click.testing import CliRunner
from tests.server.commanded import commanding
from tests.server.test_exercise_joined import HARBOUR
from tests.web.browser import NEEDS_CONSOLE, console
from tests.web.test_console import shot
from tests.web.test_exercise import row

from sulh.cli import main
from sulh.workspace import set_up_live

pytestmark = [*NEEDS_CONSOLE, pytest.mark.slow]


def test_a_message_waits_for_the_line_and_is_read_at_the_other_site(tmp_path, browser):
    """The facilitator sees that it is not there, then when it came and who read it; the trainee when it was sent."""
    set_up_live(tmp_path / "a", HARBOUR, seed=7)
    with commanding(tmp_path / "a") as first:
        token = first.tokens["site"]

        def sulh(*args):
            return CliRunner().invoke(main, ["-C", str(tmp_path / "b"), *args]).exit_code

        where = ("--pack", "example", "--site", "team-b", "--token", token)
        assert sulh("exercise", "join", first.url, *where) == 0
        with (
            commanding(tmp_path / "b") as second,
            console(browser, first, "facilitator") as boss,
            console(browser, second, "watch-officer") as seat,
        ):
            boss.open("exercise")
            lines = boss.page.locator("section", has_text="Lines to other sites").last
            lines.get_by_role("button", name="Cut").click()
            lines.get_by_text("cut", exact=True).wait_for()
            boss.page.get_by_text("Add an inject").first.click()
            form = boss.page.locator("form", has=boss.page.locator("[name=sender]"))
            form.locator("[name=id]").fill("red-says")
            form.locator("[name=sender]").fill("Red Party")
            form.locator("[name=text]").fill("It was not us.")
            form.get_by_role("button", name="Add an inject").click()
            row(boss, "red-says").get_by_text("not yet at").wait_for()
            boss.page.get_by_role("button", name="To the next inject").click()
            row(boss, "night-fire").get_by_text("delivered").wait_for()
            assert sulh("sync", first.url, "--token", token) != 0
            seat.open("exercise")
            assert "It was not us." not in seat.text()
            shot(boss, "exercise-cut")

            lines.get_by_role("button", name="Mend").click()
            lines.get_by_text("open", exact=True).wait_for()
            assert sulh("sync", first.url, "--token", token) == 0
            seat.page.get_by_text("It was not us.").wait_for()
            assert re.search(r"\(sent .*\)", seat.text())
            shot(seat, "exercise-joined")
            seat.page.get_by_role("button", name="I have read it").click()
            seat.page.get_by_role("button", name="I have read it").wait_for(state="detached")
            assert sulh("sync", first.url, "--token", token) == 0
            row(boss, "red-says").get_by_text(re.compile("seen by")).wait_for()
            row(boss, "red-says").get_by_text(re.compile("watch officer .*, site")).wait_for()
            assert "not yet at" not in row(boss, "red-says").inner_text()
            shot(boss, "exercise-mended")
            for language in ("fr", "ar"):
                boss.open(f"exercise?lang={language}")
                row(boss, "red-says").wait_for()
                assert "exercise-" not in boss.text().replace("exercise-harbour", "")
                seat.open(f"exercise?lang={language}")
                seat.page.get_by_text("It was not us.").wait_for()
                shot(boss, f"exercise-sites-{language}")
        for ending in ("html", "pdf", "xlsx"):
            review = tmp_path / f"review.{ending}"
            words = ["-C", str(tmp_path / "a"), "exercise", "review", "-o", str(review)]
            assert CliRunner().invoke(main, words).exit_code == 0
            assert review.stat().st_size > 5_000
        assert "at other sites" in (tmp_path / "review.html").read_text("utf-8")
