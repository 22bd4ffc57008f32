"""The watch in a real browser: alerts with sound, handover by two officers, held versions, device keys."""

import json
import re

import pytest
from tests.server.served import PASSWORD, everything, incident, serving, submit
from tests.web.browser import NEEDS_CONSOLE, console
from tests.web.test_offline import (
    kept_drafts,
    lose_one_answer,
    records_of,
    send,
    shot,
    wait_until,
    write,
)

pytestmark = NEEDS_CONSOLE


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        served.account("second-officer", "watch officer", password=PASSWORD)
        yield served


def test_an_alert_shows_sounds_and_is_acknowledged(hq, browser):
    """The rule is written on the page; what an observer sends raises it there without a reload."""
    with console(browser, hq, "watch-officer") as seat:
        page = seat.page
        page.add_init_script(
            """window.tones = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...all) {
                window.tones += 1;
                return start.apply(this, all);
            };"""
        )
        seat.open("reports/new?kind=alert-rule")
        form = page.locator("form.report")
        for name, value in {
            "source": "hq", "ref": "two-in-an-hour", "threshold": "2", "within_min": "60",
        }.items():  # fmt: skip
            form.locator(f"[name={name}]").fill(value)
        # A rule on a misspelt kind or zone would stay silent: both are chosen, by their names.
        form.locator("[name=watches]").select_option(label="incident")
        form.locator("[name=in_zone]").select_option(label="The North")
        send(seat)
        page.get_by_text("The report is in the ledger").wait_for()
        seat.open("watch")
        page.wait_for_selector(".line.live")
        page.get_by_role("button", name="Sound").click()
        page.wait_for_function("() => window.tones === 2")
        submit(
            hq.client("observer"), incident("W-1", zone="north"), incident("W-2", zone="north"),
            tlp="TLP:GREEN",
        )  # fmt: skip
        card = page.locator(".card.alert")
        card.wait_for()
        page.wait_for_function("() => window.tones === 4")
        assert "2/60 min" in card.inner_text()
        shot(seat, "watch-alert")
        card.locator("[name=text]").fill("patrol 3 is on its way")
        # The session ends underneath: what is half written stays, and goes on after signing in again on the page.
        seat.context.clear_cookies()
        card.get_by_role("button", name="Acknowledge").click()
        again = page.locator("section.ended")
        again.get_by_text("Your session has ended").wait_for()
        again.get_by_label("Name").fill("watch-officer")
        again.get_by_label("Password").fill(PASSWORD)
        again.get_by_role("button", name="Sign in", exact=True).click()
        again.wait_for(state="detached")
        page.wait_for_selector(".line.live")
        card.get_by_role("button", name="Acknowledge").click()
        card.wait_for(state="detached")
        seat.said[:] = [each for each in seat.said if "status of 401" not in each]
        page.get_by_text("One acknowledged alert").wait_for()
    (record,) = everything(hq.client("watch officer"), kind="alert-acknowledgement")
    assert record["body"]["text"] == "patrol 3 is on its way"


@pytest.mark.slow
def test_two_officers_hand_over_the_watch(hq, browser):
    """The log writes itself; the one who wrote it cannot confirm it, the next officer can."""
    submit(hq.client("observer"), incident("L-1"), tlp="TLP:GREEN")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("handover")
        seat.page.locator("tr", has_text="L-1").first.wait_for()
        seat.page.get_by_label("What the next officer must know").fill("the ridge is quiet")
        seat.page.get_by_role("button", name="Hand the watch over").click()
        seat.page.get_by_role("link", name="Open the handover").click()
        seat.page.get_by_text("Waits for the officer who takes over").wait_for()
        assert seat.page.get_by_role("button", name="Take the watch over").count() == 0
        address = seat.page.url
    with console(browser, hq, "second-officer") as seat:
        seat.page.goto(address)
        seat.page.get_by_role("button", name="Take the watch over").click()
        seat.page.get_by_text("Signed by both officers").wait_for()
        seat.settle()
        text = seat.text()
        assert "the ridge is quiet" in text
        assert "L-1" in text
        shot(seat, "handover")
        seat.page.emulate_media(media="print")
        assert seat.page.locator("nav").is_hidden()
        assert "Known by" in seat.page.inner_text(".paper")
        shot(seat, "handover-print")
    with console(browser, hq, "observer") as seat:
        seat.page.goto(f"{hq.url}/console/handover")
        seat.page.wait_for_selector("main .message.bad")


def test_an_officer_chooses_between_two_versions(hq, browser):
    """The device's and the officer's stand side by side; the choice is a record, and both stay.

    https://github.com/odk-x/tool-suite-X/issues/109
    """
    officer = hq.client("watch officer")
    with console(browser, hq, "observer") as seat:
        lose_one_answer(seat)
        write(seat, "V-1", deaths_best="1")
        send(seat)
        (record,) = wait_until(seat.page, lambda: records_of(hq, "V-1"))
        row = {
            "kind": "incident", "ref": "V-1", "source": "patrol 7", "deaths_best": 5,
            "start": "2021-02-27T10:00+00:00", "act": "direct-fire",
        }  # fmt: skip
        url = f"/api/v1/records/{record['id']}/correction"
        answer = officer.post(url, json={"row": row, "reason": "the hospital's count"})
        assert answer.status_code == 201, answer.text
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        # The form is reached without loading the page anew: there is no line.
        seat.page.get_by_role("link", name="One report is not sent").click()
        seat.page.locator("article.card", has_text="V-1").get_by_role("link", name="Open").click()
        form = seat.page.locator("form.report")
        form.locator("[name=deaths_best]").fill("2")
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.context.set_offline(False)
        seat.page.get_by_text("a watch officer chooses between the versions").wait_for()
        seat.said.clear()  # the browser itself logs that there was no line
    with console(browser, hq, "watch-officer") as seat:
        seat.open("watch")
        card = seat.page.locator("article.card", has_text="V-1")
        card.locator("tr", has_text="5").wait_for()
        shot(seat, "watch-held")
        form = card.locator("form", has_text="Let the sent version hold")
        form.locator("[name=choice-reason]").fill("the patrol counted twice")
        form.get_by_role("button").click()
        card.wait_for(state="detached")
    (choice,) = everything(officer, kind="held-choice")
    made = officer.get(f"/api/v1/records/{choice['body']['result']}").json()["body"]
    assert made["body"]["deaths"][1] == 2
    assert len(everything(officer, kind="held-report")) == 1


@pytest.mark.slow
def test_a_device_key_is_asked_for_allowed_used_and_revoked(hq, browser):
    """The key is made in the browser and no script can read it; the record bears its signature."""
    with console(browser, hq, "observer") as seat:
        page = seat.page
        seat.open("own")
        page.get_by_label("What you call this device").fill("telephone 3")
        page.get_by_role("button", name="Ask that this device may sign").click()
        page.locator("tr", has_text="asked for").wait_for()
        assert "this device" in page.inner_text("tr:has-text('asked for')")
        shot(seat, "own-device")
        with console(browser, hq, "administrator") as admin:
            admin.open("people")
            admin.page.locator("tr", has_text="telephone 3").get_by_role(
                "button", name="Allow"
            ).click()
            admin.page.locator("tr", has_text="allowed").wait_for()
            shot(admin, "people-devices")
        seat.open("own")
        page.locator("tr", has_text="allowed").wait_for()
        extractable = page.evaluate(
            """() => new Promise(resolve => {
                const request = indexedDB.open("sulh");
                request.onsuccess = () => {
                    const all = request.result.transaction("keys").objectStore("keys").getAll();
                    all.onsuccess = () => {
                        request.result.close();
                        resolve(all.result.map(each => (each.seal ?? each.pair.privateKey).extractable));
                    };
                };
            })"""
        )
        assert set(extractable) == {False}
        write(seat, "D-1")
        send(seat)
        page.get_by_text("The report is in the ledger").wait_for()
        (record,) = records_of(hq, "D-1")
        assert len(record["body"]["device"]["signature"]) == 128
        seat.open(f"reports/{record['id']}")
        assert "Signed by the device with the key" in seat.text()
        shot(seat, "record-signed")
        seat.open("own")
        page.locator("tr", has_text="this device").get_by_role("button", name="Revoke").click()
        page.locator("tr.gone").wait_for()
        write(seat, "D-2")
        send(seat)
        page.get_by_text("The report is in the ledger").wait_for()
        (record,) = records_of(hq, "D-2")
        assert "key" not in record["body"]["device"]
        assert all(each["state"] == "sent" for each in kept_drafts(page))


@pytest.mark.slow
def test_a_held_report_shows_fields_by_their_titles(hq, browser):
    """Whatever its content is: words of the form, bounds, lists, text that is no row; never JSON. Keys alone do it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    contents = {
        "H-1": {"ref": "H-1", "act": "direct-fire", "deaths": [1, 2, None], "fits": True, "n": 3},
        "H-2": {"ref": "H-2", "more": {"act": "rocket", "names": ["<b>a", "b"]}, "text": None},
        "H-3": "no row at all",
    }
    rows = [
        {
            "kind": "held-report", "source": "team", "ref": ref, "of_kind": "incident", "why": "old-form",
            "content": json.dumps(content) if isinstance(content, dict) else content,
        }
        for ref, content in contents.items()
    ]  # fmt: skip
    submit(hq.client("watch officer"), *rows, tlp="TLP:GREEN")
    with console(browser, hq, "watch-officer", locale="fr") as seat:
        seat.open("watch")
        seat.page.locator("article.card", has_text="no row at all").wait_for()
        cards = seat.page.locator("article.card")
        words = "\n".join(cards.locator("table").all_inner_texts())
        assert not re.search(r'[\[\]{}"]', words), words
        assert "<b>a" in words
        assert "oui" in words
        assert "Acte" in words
        opened = cards.locator("summary").first
        opened.focus()
        seat.page.keyboard.press("Enter")
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        for width in (1280, 390):
            seat.page.set_viewport_size({"width": width, "height": 900})
            found = axe.run(seat.page, options=options)
            assert found.violations_count == 0, found.generate_report()
        shot(seat, "watch-held-fields")
