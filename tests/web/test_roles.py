"""Each role does its work in the console, without a shell; what it may not do is not shown."""

from pathlib import Path

import pytest
from tests.server.served import everything, incident, serving, submit, tanks
from tests.web.browser import NEEDS_CONSOLE, console

from sulh.workspace import check_evidence

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
AT = "at=2021-03-31"
PLEDGE = {
    "first": "2021-05-01",
    "last": "2021-10-31",
    "nation": "NOR",
    "unit_type": "engineer company",
}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        submit(served.client("watch officer"), *tanks(44), tlp="TLP:GREEN")
        yield served


def entered(hq, ref, tlp="TLP:AMBER", **more):
    """Enter an incident as an observer; return its id."""
    submit(hq.client("observer"), incident(ref, **more), tlp=tlp)
    return next(
        each["id"]
        for each in everything(hq.client("watch officer"), kind="incident")
        if each["body"]["ref"] == ref
    )


def work_of(seat, name):
    """Return the form that opens under a name."""
    return seat.page.locator("details", has=seat.page.locator("summary", has_text=name)).locator(
        "form"
    )


def test_a_watch_officer_rates_a_report_and_releases_it_to_a_party(hq, browser):
    """Both as records; then the party's liaison finds it in the list, and nothing to change on it."""
    record = entered(hq, "REL-1")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("reports?words=REL-1")
        row = seat.page.locator("tbody tr", has_text="REL-1").first
        assert row.get_by_role("link", name="Retract").count() == 1
        row.get_by_role("link", name="Correct").click()
        seat.page.wait_for_selector("details[open] form.report")
        seat.page.locator("summary", has_text="Rate the report").click()
        form = work_of(seat, "Rate the report")
        form.get_by_label("Reliability of the source").select_option("B")
        form.get_by_label("Credibility of the content").select_option("2")
        form.get_by_label("Reason").fill("The patrol saw it too.")
        form.get_by_role("button", name="Rate the report").click()
        seat.page.wait_for_selector(".message.good")
        seat.page.wait_for_selector("h2 .tag.corrected")
        seat.page.locator("summary", has_text="Release, or mark anew").click()
        form = work_of(seat, "Release, or mark anew")
        form.get_by_label("Red", exact=False).first.check()
        form.get_by_label("Reason").fill("Agreed at the joint meeting.")
        form.get_by_role("button", name="Release").click()
        seat.page.get_by_text("Released to:").wait_for()
    amendments = hq.client("watch officer").get(f"/api/v1/records/{record}").json()["amendments"]
    body = hq.client("watch officer").get(f"/api/v1/records/{amendments[0]['id']}").json()["body"]
    assert (body["body"]["reliability"], body["body"]["credibility"]) == ("B", 2)
    with console(browser, hq, "liaison") as seat:
        seat.open("reports?words=REL-1")
        seat.page.locator("tbody tr", has_text="REL-1").first.get_by_role("link").click()
        seat.page.wait_for_selector("h2 .tag.corrected")
        assert seat.page.locator("summary", has_text="Release").count() == 0
        assert seat.page.locator("summary", has_text="Retract").count() == 0


def test_an_analyst_compares_two_reports(hq, browser):
    """Chosen in the list, side by side with what differs, and the judgement is a record."""
    entered(hq, "CMP-1", text="one shell")
    entered(hq, "CMP-2", text="a shell", source="radio")
    with console(browser, hq, "analyst") as seat:
        seat.open("reports?words=CMP-&kind=incident")
        for ref in ("CMP-1", "CMP-2"):
            seat.page.locator("tr", has_text=ref).get_by_role("checkbox").check()
        seat.page.get_by_role("link", name="Compare").click()
        seat.page.wait_for_selector("tr.differs")
        assert "one shell" in seat.page.inner_text("tr.differs:has-text('shell')")
        seat.page.get_by_label("Judgement").select_option("same")
        seat.page.get_by_label("Reason").fill("the same minute, the same place")
        seat.page.get_by_role("button", name="Record the judgement").click()
        seat.page.wait_for_selector(".message.good")
    (made,) = everything(hq.client("analyst"), kind="comparison")
    assert made["body"]["judgement"] == "same"
    with console(browser, hq, "observer") as seat:
        seat.open("reports?words=CMP-&kind=incident")
        assert seat.page.get_by_role("checkbox").count() == 0


def test_a_contributor_pledges_in_its_own_name(hq, browser):
    """The form asks for neither source nor rating, and only for kinds that it may enter."""
    with console(browser, hq, "contributor") as seat:
        seat.open("reports/new?kind=pledge")
        form = seat.page.locator("form.report")
        assert form.locator("[name=source]:visible,[name=reliability]").count() == 0
        kinds = seat.page.locator("select[name=kind] option").evaluate_all(
            "a => a.map(o => o.value)"
        )
        assert "pledge" in kinds
        assert not {"weapon", "comparison", "way-closure"} & set(kinds)
        for name in form.locator("[required]").evaluate_all("a => a.map(e => e.name)"):
            field = form.locator(f"[name={name}]")
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(index=1)
            else:
                field.fill(PLEDGE.get(name, "1"))
        form.get_by_role("button", name="Submit").click()
        seat.page.wait_for_selector(".message.good")
        assert "is in the ledger" in seat.page.inner_text(".message.good")
    (pledge,) = everything(hq.client("contributor"), kind="pledge")
    assert pledge["body"]["source"] == "NOR"


def test_an_auditor_takes_the_evidence_of_a_finding_along(hq, browser, tmp_path):
    """The file checks without the server."""
    with console(browser, hq, "auditor") as seat:
        seat.open(f"agreement?{AT}&verdict=breached")
        seat.page.locator(".cell a.breached").first.click()
        seat.page.wait_for_selector("blockquote")
        with seat.page.expect_download() as download:
            seat.page.get_by_role("link", name="Download the evidence").click()
        path = tmp_path / "evidence.zip"
        download.value.save_as(path)
    bundle = check_evidence(path)
    assert bundle.manifest["verdict"] == "breached"
    assert bundle.proofs


def test_an_administrator_changes_a_role_and_removes_a_lost_passkey(hq, browser):
    """Others' passkeys are listed and removed; an auditor sees accounts and changes none."""
    hq.account("promoted", "observer")
    with console(browser, hq, "administrator") as seat:
        seat.open("people")
        row = seat.page.locator("tr", has_text="promoted")
        row.locator("summary", has_text="Change the role").click()
        row.get_by_label("Role").select_option("liaison")
        row.get_by_label("Party").fill("BLUE")
        row.get_by_role("button", name="Change the role").click()
        seat.page.locator("tr", has_text="promoted").get_by_text("liaison officer").first.wait_for()
        row.locator("summary", has_text="Passkeys").click()
        row.get_by_text("No passkeys").wait_for()
    account = next(each for each in hq.accounts.all() if each.name == "promoted")
    assert (account.role, account.party) == ("liaison", "BLUE")
    with console(browser, hq, "auditor") as seat:
        seat.open("people")
        assert seat.page.locator("main button", has_text="Disable").count() == 0
        assert seat.page.locator("tbody summary").count() == 0


def test_a_person_makes_a_token_of_few_rights_and_removes_a_passkey(hq, browser):
    """The scopes are those that the role can use; the passkey is made and removed in the browser."""
    with console(browser, hq, "observer") as seat:
        client = seat.context.new_cdp_session(seat.page)
        client.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
        options |= {"hasUserVerification": True, "isUserVerified": True}
        client.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        seat.page.goto(f"{hq.url.replace('127.0.0.1', 'localhost')}/console/own")
        seat.url = hq.url.replace("127.0.0.1", "localhost")
        seat.asked.clear()
        seat.sign_in("observer")
        seat.open("own")
        tokens = seat.page.locator("section", has=seat.page.locator("h2", has_text="Tokens"))
        ticks = tokens.get_by_role("checkbox").evaluate_all("a => a.map(e => e.name)")
        assert ticks == ["read", "submit", "amend"]
        tokens.get_by_label("Label").fill("tablet")
        tokens.get_by_label("submit reports").check()
        tokens.get_by_role("button", name="Add").click()
        tokens.locator("td", has_text="read · submit reports").wait_for()
        keys = seat.page.locator("section", has=seat.page.locator("h2", has_text="Passkeys"))
        keys.get_by_label("Label").fill("phone")
        keys.get_by_role("button", name="Add").click()
        keys.locator("li", has_text="phone").wait_for()
        keys.get_by_role("button", name="Remove phone").click()
        seat.page.locator("section.ended").wait_for()  # who loses a key signs in anew
        seat.said.clear()  # the browser itself logs what it asks once its session has ended


def test_what_a_role_may_not_do_is_refused_if_asked(hq):
    """The page is not the guard: every change is refused by the server too."""
    record = entered(hq, "NO-1", tlp="TLP:CLEAR")
    body = {"tlp": "TLP:GREEN", "reason": "no"}
    for role in ("analyst", "liaison", "contributor", "auditor", "administrator", "observer"):
        answer = hq.client(role).post(f"/api/v1/records/{record}/release", json=body)
        assert answer.status_code in {403, 404}, (role, answer.text)


def test_each_list_is_searched_and_taken_along(hq, browser):
    """The file has the rows that the page shows, in the reader's language."""
    entered(hq, "TAKE-1", tlp="TLP:GREEN")
    entered(hq, "LEAVE-1", tlp="TLP:GREEN")
    with console(browser, hq, "watch-officer", locale="fr") as seat:
        seat.open("reports?words=TAKE-1")
        seat.page.locator("details.take-along:not(.take-in) summary").click()
        for name in ("CSV", "Classeur", "GeoJSON", "Rapport imprimé (HTML)"):
            with seat.page.expect_download() as download:
                seat.page.get_by_role("link", name=name).click()
            content = Path(download.value.path()).read_bytes()
            if name != "Classeur":
                assert b"TAKE-1" in content
                assert b"LEAVE-1" not in content
        seat.open(f"agreement?{AT}&words=char")
        assert seat.page.locator("tbody tr").count() >= 1
        seat.page.get_by_label("Mots").fill("no such provision")
        seat.page.get_by_role("button", name="Chercher").click()
        seat.page.wait_for_url("**words=no*")
        seat.page.locator("tbody tr").first.wait_for(state="detached")
    with console(browser, hq, "auditor") as seat:
        seat.open("people?words=observer&role=observer")
        assert seat.page.locator("tbody tr").count() >= 1
        assert "watch-officer" not in seat.page.inner_text("tbody")
        for page in ("people", "exchange", "audit"):
            seat.open(page)
            assert seat.page.locator("details.take-along").count() >= 1
