"""My account: what is due before anything else, one's own password, and where one is signed in."""

import pyotp
import pytest
from tests.server.served import PASSWORD, serving
from tests.web.axe import violations
from tests.web.browser import NEEDS_CONSOLE, console, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
NEW = "lantern orchard velvet"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    """A mission whose administrators need a second factor."""
    folder = tmp_path_factory.mktemp("hq") / "mission"
    with serving(folder, second_factor=frozenset({"administrator"})) as served:
        yield served


def change(page, present, new):
    """Fill in the form of one's password."""
    for name, value in (("present", present), ("fresh", new), ("again", new)):
        page.fill(f"input[name={name}]", value)
    page.locator("form:has(input[name=present]) button[type=submit]").click()


def test_a_new_administrator_comes_in(browser, hq):
    """A password of their own, then a second factor, then the page that they came for."""
    hq.accounts.add(
        "fresh", role="administrator", password=PASSWORD, now=hq.clock(), by="t", is_initial=True
    )
    with console(browser, hq) as seat:
        page = seat.page
        seat.open("people?words=fresh")
        page.fill("input[name=name]", "fresh")
        page.fill("input[name=password]", PASSWORD)
        page.locator("button[type=submit]").click()
        page.get_by_role("heading", name="Choose a password of your own").wait_for()
        shot(seat, "duty-password")
        change(page, PASSWORD, NEW)
        page.get_by_role("heading", name="Add a second factor").wait_for()
        page.get_by_role("button", name="Begin to use codes").click()
        secret = page.locator("section code").inner_text()
        page.fill("input[name=code]", pyotp.TOTP(secret).at(hq.clock()))
        page.get_by_role("button", name="Confirm").click()
        shot(seat, "duty-second-factor")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("heading", name="People").wait_for()
        assert page.url.endswith("people?words=fresh")


def test_a_person_changes_their_password_and_ends_a_session(browser, hq):
    """The page says so, lists what is open, and the other browser is signed out."""
    other = hq.signed_in("analyst")
    with console(browser, hq, "analyst") as seat:
        page = seat.page
        seat.open("own")
        assert violations(page) == []
        page.get_by_role("button", name="End all others").click()
        page.get_by_role("button", name="End all others").wait_for(state="detached")
        assert other.get("/api/v1/session").status_code == 401
        other = hq.signed_in("analyst")
        change(page, PASSWORD, NEW)
        page.get_by_text("You have a new password.").wait_for()
        shot(seat, "own")
        assert other.get("/api/v1/session").status_code == 401

        page.get_by_role("button", name="Begin to use codes").click()
        page.get_by_text("Enter this secret").wait_for()
