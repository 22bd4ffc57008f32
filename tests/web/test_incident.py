"""A whole incident, from a telephone to a finding, its answer and its proof; and who sees it when."""

import threading
from datetime import UTC, datetime

import pytest
from tests.server.served import everything, incident, serving, submit
from tests.web.browser import NEEDS_CONSOLE, console

from sulh.picture.forms import web_fields
from sulh.workspace import RECORD_KINDS, check_evidence

pytestmark = NEEDS_CONSOLE
TELEPHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
AT = "at=2021-03-31"
HOSTILE = "<img src=x onerror=hit=1>\"'><script>hit=1</script>{{7*7}}${hit=1}"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=300) as served:
        yield served


def fill(form, **values):
    """Fill fields of a report form by their names; fields that are folded away are unfolded."""
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        if not field.is_visible():
            form.locator("summary").first.click()
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


@pytest.mark.slow
def test_an_incident_from_the_telephone_to_a_signed_finding_its_answer_and_its_proof(
    hq, browser, tmp_path
):
    """Observer, watch officer, liaison and auditor, each in a browser of their own."""
    with (
        console(browser, hq, "watch-officer") as desk,
        console(browser, hq, "observer", **TELEPHONE) as phone,
    ):
        desk.open("watch")
        desk.page.wait_for_selector(".line.live")
        phone.open("reports/new?kind=incident")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert "An act: a clash, an attack" in phone.text()
        assert "civilian_deaths over" not in phone.text(), "what is about columns"
        form = phone.page.locator("form.report")
        fill(form, source="patrol 7", ref="VALLEY-1", start="2021-02-27T10:00+00:00")
        fill(form, act="direct-fire", actor="Red Army", lon="-30", lat="-44.5", accuracy_m="50")
        fill(form, deaths_best="2")
        form.locator("[name=tlp]").select_option("TLP:GREEN")
        form.get_by_role("button", name="Submit").click()
        phone.page.wait_for_selector("div.message.good")
        row = desk.page.locator("tr", has_text="VALLEY-1").first
        row.wait_for(timeout=10_000)
        row.locator("a[href*='reports/']").last.click()
        work = desk.page.locator("details", has=desk.page.locator("summary", has_text="Rate the"))
        work.locator("summary").click()
        work.locator("[name=reliability]").select_option("A")
        work.locator("[name=credibility]").select_option("1")
        work.get_by_label("Reason").fill("Seen by two of us.")
        work.get_by_role("button", name="Rate the report").click()
        desk.page.wait_for_selector("h2 .tag.corrected")
    with console(browser, hq, "liaison") as seat:
        seat.open(f"agreement?{AT}&party=RED&verdict=breached")
        seat.page.locator(".cell a.breached").first.click()
        seat.page.wait_for_selector("blockquote")
        seat.settle()
        assert "patrol 7" in seat.text()
        # On paper nothing stands that nobody has said: a form's first choice reads as the party's answer.
        seat.page.emulate_media(media="print")
        assert seat.page.locator(":is(form, button, .button):visible").count() == 0
        assert "Conduct up to" in seat.page.inner_text(".paper")
        seat.page.emulate_media(media="screen")
        seat.page.get_by_label("Stance").select_option("explain")
        seat.page.get_by_label("Your party’s words").fill("Our patrol was fired at first.")
        seat.page.get_by_role("button", name="Answer").click()
        seat.page.wait_for_selector(".message.good")
    with console(browser, hq, "auditor") as seat:
        seat.open(f"agreement?{AT}&party=RED&verdict=breached")
        seat.page.locator(".cell a.breached").first.click()
        seat.page.wait_for_selector(".answer")
        with seat.page.expect_download() as download:
            seat.page.get_by_role("link", name="Download the evidence").click()
        path = tmp_path / "evidence.zip"
        download.value.save_as(path)
    kinds = {proof.check().kind for proof in check_evidence(path).proofs}
    assert {"incident", "answer"} <= kinds


def test_what_one_enters_the_other_sees_without_reload(hq, browser):
    """https://github.com/ushahidi/platform/issues/1213: an approved post was not shown until a reload.

    What is released shows its new marking to both, and a single report is one row, never two
    (https://github.com/ushahidi/platform-release/issues/56). One of them meets a proxy whose server starts anew:
    the browser gives such a stream up, and the page takes it up again.
    """
    with console(browser, hq, "watch-officer") as one, console(browser, hq, "analyst") as other:
        one.page.route("**/records/stream*", lambda route: route.fulfill(status=502), times=1)
        for seat in (one, other):
            seat.open("watch?kind=incident")
            seat.page.wait_for_selector(".line.live")
        ref = f"BOTH-{datetime.now(UTC):%H%M%S%f}"
        submit(hq.client("observer"), incident(ref), tlp="TLP:GREEN")
        for seat in (one, other):
            seat.page.locator("tr", has_text=ref).first.wait_for(timeout=10_000)
            assert seat.page.locator("tr", has_text=ref).count() == 1
        one.said[:] = [each for each in one.said if "status of 502" not in each]


def hostile_rows():
    """Return a row of each kind of record, hostile text in every field that takes text."""
    for kind in RECORD_KINDS:
        row = {"kind": kind.name}
        for each in web_fields(kind, {"acts": ("direct-fire",), "items": ("tank",)}):
            if each.get("calculation"):
                continue
            match each["input"]:
                case "text" | "long-text":
                    row[each["name"]] = HOSTILE
                case "choice":
                    row[each["name"]] = (each.get("choices") or ["x"])[0]
                case "whole" | "decimal":
                    row[each["name"]] = "1"
                case "day" | "moment":
                    row[each["name"]] = "2021-02-01"
                case "yes-no":
                    row[each["name"]] = "yes"
        yield row | {"source": f"xss-{kind.name}", "ref": HOSTILE, "lon": "-30", "lat": "-44.5"}


@pytest.mark.slow
def test_no_stored_word_of_any_kind_becomes_markup(hq, browser):
    """Every kind, every field; those that a kind refuses come back on the page as text too."""
    officer = hq.client("watch officer")
    entered = 0
    for row in hostile_rows():
        known = {each.name for each in RECORD_KINDS[row["kind"]].columns} | {"kind"}
        intake = submit(officer, {k: v for k, v in row.items() if k in known}, tlp="TLP:CLEAR")
        entered += intake["entered"]
    assert entered >= 5
    records = [each for each in everything(officer) if "xss-" in str(each["body"])]
    with console(browser, hq, "watch-officer") as seat:
        seat.page.on("dialog", lambda _: pytest.fail("a dialog was opened"))
        paths = ["watch", "reports?words=xss-", "map", f"agreement?{AT}", "audit", "exchange"]
        paths += [f"reports/{each['id']}" for each in records]
        for path in paths:
            seat.page.goto(f"{hq.url}/console/{path}")
            seat.page.wait_for_selector("main *")
            seat.settle()
            assert seat.page.evaluate("window.hit") is None, path
            assert seat.page.locator("main img, main script").count() == 0, path
        seat.open("reports/new?kind=incident")
        form = seat.page.locator("form.report")
        fill(form, source=HOSTILE, ref=HOSTILE, start=HOSTILE, act="direct-fire")
        form.get_by_role("button", name="Submit").click()
        seat.page.wait_for_selector(".message")
        assert seat.page.evaluate("window.hit") is None


@pytest.mark.slow
def test_a_list_scrolls_with_its_cursor_and_every_action_is_reached_by_keys(hq, browser):
    """https://github.com/grafana/grafana/issues/56236: a list that did not follow the keyboard.

    Tab alone reaches each link and button of the page, and what has the focus is on the screen.
    """
    for number in range(30):
        submit(hq.client("observer"), incident(f"KEY-{number}"), tlp="TLP:GREEN")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("reports?words=KEY-")
        wanted = seat.page.locator(
            "a:visible, button:visible, select:visible, summary:visible"
        ).count()
        reached = 0
        for _ in range(wanted * 2 + 60):
            seat.page.keyboard.press("Tab")
            inside = seat.page.evaluate(
                """() => {
                  const it = document.activeElement;
                  if (it === document.body) return null;
                  const box = it.getBoundingClientRect();
                  const seen = box.bottom > 0 && box.top < innerHeight;
                  const first = !it.dataset.reached;
                  it.dataset.reached = "1";
                  return [it.matches("a, button, select, summary") && first, seen || it.tabIndex === -1];
                }"""
            )
            if inside is None:
                break
            reached += inside[0]
            assert inside[1]
        assert reached >= wanted
        row = seat.page.locator("tbody tr", has_text="KEY-7").first
        row.get_by_role("link", name="Retract").focus()
        seat.page.keyboard.press("Enter")
        seat.page.wait_for_selector("details[open] textarea")
        seat.page.locator("details[open] textarea").focus()
        seat.page.keyboard.type("entered twice")
        seat.page.keyboard.press("Tab")
        seat.page.keyboard.press("Enter")
        seat.page.wait_for_selector("h2 .tag.retracted")


def test_times_show_the_missions_clock_and_utc(hq, browser):
    """https://github.com/keplergl/kepler.gl/issues/371 and grafana/grafana/issues/14400.

    Whatever the zone of the browser, a record shows the mission's time, and UTC beside it.
    """
    submit(hq.client("observer"), incident("CLOCK-1"), tlp="TLP:GREEN")
    shown = set()
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        with console(browser, hq, "analyst", timezone_id=zone) as seat:
            seat.open("reports?words=CLOCK-1")
            time = seat.page.locator("tbody time").first
            text = time.inner_text()
            assert text.endswith("Z")
            assert time.get_attribute("dateTime", timeout=1000) or time.get_attribute("datetime")
            shown.add(text)
    assert len(shown) == 1


def test_the_direction_of_a_form_comes_from_its_language(hq, browser):
    """https://github.com/getodk/collect/issues/2330: an Arabic form turned by its first Latin letters."""
    with console(browser, hq, "observer", locale="ar") as seat:
        seat.open("reports/new?kind=incident")
        assert seat.page.locator("html").get_attribute("dir") == "rtl"
        for name in ("lon", "lat", "start", "ref"):
            field = seat.page.locator(f"form.report [name={name}]")
            assert field.evaluate("e => getComputedStyle(e).direction") == "ltr", name
        seat.page.locator("form.report summary").first.click()
        text = seat.page.locator("form.report [name=text]")
        text.fill("IED عبوة ناسفة")
        assert (
            seat.page.locator("form.report").evaluate("e => getComputedStyle(e).direction") == "rtl"
        )


@pytest.mark.slow
def test_two_hundred_watchers_miss_no_event(hq):
    """Streams of two hundred people on one server: each gets every record that it may read, in order."""
    refs = [f"CROWD-{number}" for number in range(20)]
    token = hq.tokens["analyst"]
    seen = [[] for _ in range(200)]
    ready = threading.Barrier(201, timeout=240)

    def watch(place):
        client = hq.client(token=token)
        with client.stream("GET", "/api/v1/records/stream", timeout=300) as stream:
            ready.wait()
            for line in stream.iter_lines():
                seen[place] += [ref for ref in refs if f'"{ref}"' in line]
                if len(seen[place]) == len(refs):
                    return

    threads = [threading.Thread(target=watch, args=(place,), daemon=True) for place in range(200)]
    for each in threads:
        each.start()
    ready.wait()
    for ref in refs:
        submit(hq.client("observer"), incident(ref), tlp="TLP:GREEN")
    for each in threads:
        each.join(300)
    assert all(each == refs for each in seen)
