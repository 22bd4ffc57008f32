"""The console without a network: what a telephone in a valley must never lose.

Each test is named after what went wrong elsewhere; the links are to the reports of it.
"""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager, suppress

import pytest
from tests.report.browser import find
from tests.server.served import PASSWORD, everything, serving
from tests.web.browser import FLAGS, NEEDS_CONSOLE, WAIT_MS, console, playwright, shot

pytestmark = [pytest.mark.slow, *NEEDS_CONSOLE]
ALLOWED = {"service_workers": "allow"}
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
SLOW = """() => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    crypto.subtle.encrypt = async (...all) => {
        await new Promise(resolve => setTimeout(resolve, 120));
        return encrypt(...all);
    };
    setInterval(() => dispatchEvent(new Event("online")), 30);
}"""
"""Keeping takes a while, and the queue is looked through all the time."""
FULL = """() => {
    const error = { get: () => new DOMException("full", "QuotaExceededError") };
    Object.defineProperty(IDBTransaction.prototype, "error", error);
    IDBObjectStore.prototype.put = function () { this.transaction.abort(); };
}"""
"""What a browser does when the device has no room left."""
NOTHING = re.compile(r"All reports are sent")
"""Fluent sets a number apart from the words around it, by characters that nobody sees."""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        yield served


@contextmanager
def phone(browser, hq, name="observer", **options):
    """Sit down at a console whose service worker has the shell; a cut line is no noise."""
    with console(browser, hq, name, **(ALLOWED | options)) as seat:
        seat.open("unsent")
        ready(seat)
        yield seat
        seat.said[:] = [each for each in seat.said if not is_noise(each)]


def is_noise(text):
    """Say whether the browser itself logs that there was no line."""
    return "ERR_INTERNET_DISCONNECTED" in text or "ERR_FAILED" in text or "status of 401" in text


def ready(seat):
    """Wait until the service worker answers for the page and has kept what it needs."""
    seat.page.evaluate("navigator.serviceWorker.ready")
    seat.page.reload()
    seat.page.wait_for_selector("h1")
    seat.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    seat.settle()
    seat.page.wait_for_function(
        """async () => {
            const cache = await caches.open("sulh-picture");
            const kept = (await cache.keys()).map(each => new URL(each.url).pathname);
            return ["welcome", "mission", "forms"].every(each => kept.includes(`/api/v1/${each}`));
        }"""
    )


def write(seat, ref, *, path="reports/new?kind=incident", **fields):
    """Fill in the form of an incident; a text field takes what is there already."""
    seat.page.goto(f"{seat.url}/console/{path}")
    form = seat.page.locator("form.report")
    form.locator("[name=source]").fill("patrol 7")
    form.locator("[name=ref]").fill(ref)
    form.locator("[name=start]").fill("2021-02-27T10:00+00:00")
    form.locator("[name=act]").select_option("direct-fire")
    form.locator("summary").click()
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    return form


def send(seat):
    """Submit the form."""
    seat.page.locator("form.report button[type=submit]").click()


def kept_drafts(page):
    """Return what the device keeps, which a script of the console itself can read: its key is there."""
    return page.evaluate(
        """async () => {
            const rows = await new Promise((resolve, reject) => {
                const request = indexedDB.open("sulh");
                request.onerror = () => reject(request.error);
                request.onsuccess = () => {
                    const stores = request.result.transaction(["drafts", "keys"]);
                    const all = stores.objectStore("drafts").getAll();
                    const key = stores.objectStore("keys").get("");
                    stores.oncomplete = () => {
                        request.result.close();
                        resolve({ drafts: all.result, key: key.result?.seal });
                    };
                };
            });
            const read = async ({ id, sealed }) => {
                const cipher = {
                    name: "AES-GCM",
                    iv: new Uint8Array(sealed, 0, 12),
                    additionalData: new TextEncoder().encode(`drafts ${id}`),
                };
                const part = new Uint8Array(sealed, 12);
                const text = await crypto.subtle.decrypt(cipher, rows.key, part);
                return JSON.parse(new TextDecoder().decode(text));
            };
            return Promise.all(rows.drafts.map(each => each.sealed ? read(each) : each));
        }"""
    )


def raw_rows(page):
    """Return what lies in the browser's database, as text: drafts, files, keys."""
    return page.evaluate(
        """() => new Promise((resolve, reject) => {
            const text = (value) => {
                if (value instanceof CryptoKey) return `key ${value.extractable}`;
                if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
                if (value === null || typeof value !== "object") return String(value);
                return Object.entries(value).map(([name, each]) => name + ":" + text(each)).join();
            };
            const request = indexedDB.open("sulh");
            request.onerror = () => reject(request.error);
            request.onsuccess = () => {
                const stores = request.result.transaction(["drafts", "files", "keys"]);
                const all = ["drafts", "files", "keys"].map(each => stores.objectStore(each).getAll());
                stores.oncomplete = () => {
                    request.result.close();
                    resolve(all.map(each => each.result.map(text)));
                };
            };
        })"""
    )


def records_of(hq, ref, kind="incident"):
    found = everything(hq.client("watch officer"), kind=kind)
    return [each for each in found if each["body"].get("ref") == ref]


def wait_until(page, check, seconds=60):
    """Wait, while the page goes on, for something that the server learns; a busy machine is given time."""
    end = time.monotonic() + seconds
    while not (result := check()):
        assert time.monotonic() < end, "it did not come"
        page.wait_for_timeout(100)
    return result


def test_the_console_opens_without_a_network(hq, browser):
    """The shell, the forms, the words of each language and the last records; and it says how old they are."""
    with phone(browser, hq) as seat:
        seat.page.goto(f"{hq.url}/console/watch")
        seat.page.wait_for_selector(".line.live")
        seat.settle()
        seat.context.set_offline(True)
        seat.page.goto(f"{hq.url}/console/watch")
        seat.page.wait_for_selector(".line-bar.cut")
        assert "There is no line" in seat.page.inner_text(".line-bar")
        assert "was kept on this device at" in seat.page.inner_text(".line-bar")
        seat.page.goto(f"{hq.url}/console/reports/new?kind=incident")
        choice = seat.page.locator("form.report [name=act] option[value=direct-fire]")
        choice.first.wait_for(state="attached")
        seat.page.locator(".choices select").first.select_option("ar")
        seat.page.wait_for_selector("html[dir=rtl]")
        shot(seat, "offline-form-ar")
        seat.context.set_offline(False)


def test_the_queue_restarts_by_itself(hq, browser):
    """Submitted without a line, sent when there is one, without a refresh, within the stated 30 seconds.

    https://github.com/enketo/enketo/issues/1180
    """
    with phone(browser, hq) as seat:
        write(seat, "Q-1", text="heard from the ridge")
        seat.context.set_offline(True)
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        assert "One report is not sent" in seat.page.inner_text(".line-bar")
        shot(seat, "offline-queued")
        assert records_of(hq, "Q-1") == []
        seat.context.set_offline(False)
        seat.page.get_by_text("The report is in the ledger").wait_for()
        (record,) = records_of(hq, "Q-1")
        assert record["body"]["text"] == "heard from the ridge"
        # The next report is of the same patrol.
        assert seat.page.input_value("form.report [name=source]") == "patrol 7"
        seat.page.locator(".line-bar", has_text=NOTHING).wait_for()


def test_silence_is_an_error(hq, browser):
    """In flight mode the page says so, asked or not; and it works after a restart of the page.

    https://github.com/MerginMaps/mobile/issues/4130
    """
    with phone(browser, hq) as seat:
        write(seat, "S-1")
        seat.context.set_offline(True)
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.page.goto(f"{hq.url}/console/unsent")
        seat.page.get_by_role("button", name="Send now").click()
        seat.page.locator("p.message.bad", has_text="There is no line").wait_for()
        shot(seat, "offline-unsent")
        seat.page.reload()
        card = seat.page.locator("article.card", has_text="S-1")
        card.wait_for()
        # Of forty, each says what it is about, not only its reference.
        assert "2021-02-27T10:00" in card.inner_text()
        assert "direct fire" in card.inner_text()
        seat.context.set_offline(False)
        wait_until(seat.page, lambda: records_of(hq, "S-1"))


@pytest.mark.slow
def test_signing_out_forgets_the_picture_and_keeps_the_queue(hq, browser):
    """Also without a line: nobody reads here afterwards, and what is unsent is warned about."""
    with phone(browser, hq) as seat:
        write(seat, "O-1")
        seat.context.set_offline(True)
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        asked = []
        seat.page.on("dialog", lambda each: asked.append(each.message))
        seat.page.get_by_role("button", name="Sign out").click()
        seat.page.wait_for_selector("nav", state="detached")
        assert "unsent and readable by whoever uses it" in asked[0]
        assert not seat.page.evaluate("caches.has('sulh-picture')")
        seat.page.reload()
        seat.page.wait_for_selector("main")
        assert seat.page.locator("nav").count() == 0
        (kept,) = kept_drafts(seat.page)
        assert (kept["state"], kept["row"]["ref"]) == ("queued", "O-1")
        seat.context.set_offline(False)
        seat.page.reload()
        seat.page.get_by_label("Password").wait_for()
        assert records_of(hq, "O-1") == []
        session = seat.context.request.get(f"{hq.url}/api/v1/welcome").json()["session"]
        assert session is None
        seat.page.get_by_label("Name").fill("observer")
        seat.page.get_by_label("Password").fill(PASSWORD)
        seat.page.get_by_role("button", name="Sign in", exact=True).click()
        wait_until(seat.page, lambda: records_of(hq, "O-1"))


def test_what_is_kept_is_encrypted_and_goes_at_sign_out(hq, browser):
    """No word, name or photo lies open in the browser's database; with the last draft the key goes, too."""
    photo = {"name": "gate.png", "mimeType": "image/png", "buffer": PIXEL}
    with phone(browser, hq) as seat:
        seat.context.set_offline(True)
        form = write(seat, "SECRET-1", text="the well behind the mill")
        form.locator("input[type=file]").set_input_files([photo])
        form.locator(".photos li").wait_for()
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        drafts, files, keys = raw_rows(seat.page)
        assert (len(drafts), len(files)) == (1, 1)
        assert "key false" in "".join(keys)
        for words in (
            "SECRET-1",
            "the well",
            "gate.png",
            "direct-fire",
            PIXEL[:16].decode("latin-1"),
        ):
            assert words not in "".join(drafts + files)
        (kept,) = kept_drafts(seat.page)
        assert kept["row"]["ref"] == "SECRET-1"
        seat.context.set_offline(False)
        seat.page.get_by_text("The report is in the ledger").wait_for()
        seat.open("unsent")
        seat.page.get_by_role("button", name="Sign out").click()
        seat.page.get_by_label("Password").wait_for()
        assert raw_rows(seat.page) == [[], [], []]
    files = hq.client("observer").get("/api/v1/attachments", params={"report_ref": "SECRET-1"})
    assert files.json()["missing"] == 0


def test_what_an_older_console_kept_in_the_clear_is_encrypted(hq, browser):
    """It is read as before, and encrypted when somebody signs in."""
    with phone(browser, hq) as seat:
        seat.context.set_offline(True)
        write(seat, "OLD-1")
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        (draft,) = kept_drafts(seat.page)
        seat.page.evaluate(
            """draft => new Promise(resolve => {
                const request = indexedDB.open("sulh");
                request.onsuccess = () => {
                    const stores = request.result.transaction(["drafts", "keys"], "readwrite");
                    stores.objectStore("drafts").put(draft);
                    stores.objectStore("keys").delete("");
                    stores.oncomplete = () => { request.result.close(); resolve(); };
                };
            })""",
            draft,
        )
        assert "OLD-1" in "".join(raw_rows(seat.page)[0])
        seat.page.goto(f"{hq.url}/console/unsent")
        seat.page.locator("article.card").wait_for()
        wait_until(seat.page, lambda: "OLD-1" not in "".join(raw_rows(seat.page)[0]))
        seat.context.set_offline(False)
        wait_until(seat.page, lambda: records_of(hq, "OLD-1"))


def test_what_is_restricted_is_not_kept(hq, browser):
    """Reading a restricted record is itself recorded, which needs a line: none stays on the device."""
    officer = hq.client("watch officer")
    row = {
        "kind": "incident", "ref": "RED-1", "source": "team", "start": "2021-02-01",
        "act": "rocket", "lon": -30, "lat": -44.5, "accuracy_m": 50, "text": "a secret place",
    }  # fmt: skip
    assert officer.post("/api/v1/reports", json={"rows": [row], "tlp": "TLP:RED"}).is_success
    with phone(browser, hq, "watch-officer") as seat:
        seat.open("watch")
        seat.page.get_by_text("a secret place").wait_for()
        kept = seat.page.evaluate(
            """async () => {
                const cache = await caches.open("sulh-picture");
                const all = await Promise.all((await cache.matchAll()).map(each => each.text()));
                return all.join("");
            }"""
        )
        assert "a secret place" not in kept
        assert "Q-1" in kept or "TLP:AMBER" in kept or "records" in kept


@pytest.mark.slow
def test_another_account_sees_nothing_of_the_one_before(hq, browser):
    """The picture goes with its reader, and the queue waits for its own account."""
    with phone(browser, hq) as seat:
        seat.page.route("**/api/v1/submissions", lambda route: route.abort())
        write(seat, "A-1", text="mine")
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.page.get_by_role("button", name="Sign out").click()
        seat.page.get_by_label("Password").wait_for()
        seat.sign_in("analyst")
        seat.page.unroute("**/api/v1/submissions")
        seat.open("unsent")
        seat.page.locator(".line-bar", has_text="One report of another account waits").wait_for()
        assert seat.page.locator("article.card").count() == 0
        assert "mine" not in seat.text()
    assert records_of(hq, "A-1") == []


@pytest.mark.slow
def test_an_edit_of_what_was_half_sent_is_a_new_version(hq, browser):
    """The answer to the first one is lost; the observer opens it again, changes it and submits.

    https://github.com/getodk/collect/issues/5317
    """
    with phone(browser, hq) as seat:
        lose_one_answer(seat)
        write(seat, "H-1", deaths_best="1")
        send(seat)
        wait_until(seat.page, lambda: records_of(hq, "H-1"))
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.page.goto(f"{hq.url}/console/unsent")
        seat.page.locator("article.card", has_text="H-1").get_by_role("link", name="Open").click()
        form = seat.page.locator("form.report")
        form.locator("[name=deaths_best]").fill("2")
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.context.set_offline(False)
        seat.page.get_by_text("The new version is in the ledger").wait_for()
        (record,) = records_of(hq, "H-1")
        assert record["body"]["deaths"][1] == 1
        client = hq.client("observer")
        (amendment,) = client.get(f"/api/v1/records/{record['id']}").json()["amendments"]
        said = client.get(f"/api/v1/records/{amendment['id']}").json()["body"]
        assert said["body"]["deaths"][1] == 2


def test_a_draft_with_five_photos_saves_reopens_and_sends_on_a_small_phone(hq, browser):
    """Each is kept by its SHA-256, shows again after a reload, and is in the ledger with its report.

    Also on a slow device: photos that are chosen one after the other, while the queue tidies up, and one that is
    still on its way in when *Submit* is pressed. https://github.com/enketo/enketo/issues/953
    """
    photos = [
        {"name": f"photo-{n}.png", "mimeType": "image/png", "buffer": PIXEL + bytes(n + 1) * 50_000}
        for n in range(6)
    ]
    at = {"geolocation": {"longitude": -30.0123456, "latitude": -44.5, "accuracy": 11.2}}
    with phone(browser, hq, **PHONE, **at, permissions=["geolocation"]) as seat:
        seat.context.set_offline(True)
        form = write(seat, "P-1")
        form.get_by_role("button", name="Take the position of this device").click()
        form.get_by_text("The position stands in the form").wait_for()
        seat.page.evaluate(SLOW)
        form.locator("input[type=file]").set_input_files(photos[:2])
        form.locator("input[type=file]").set_input_files(photos[2:5])
        form.locator(".photos li").nth(4).wait_for()
        form.get_by_text("Photos are being kept").wait_for(state="detached")
        seat.page.reload()
        form.locator(".photos li img").nth(4).wait_for()
        assert form.locator("[name=ref]").input_value() == "P-1"
        place = [
            form.locator(f"[name={name}]").input_value() for name in ("lon", "lat", "accuracy_m")
        ]
        assert place == ["-30.01235", "-44.50000", "12"]
        wide = seat.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360
        shot(seat, "offline-photos-360")
        seat.page.evaluate(SLOW)
        form.locator("input[type=file]").set_input_files(photos[5:])
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.context.set_offline(False)
        seat.page.get_by_text("The report is in the ledger").wait_for()
        files = hq.client("observer").get("/api/v1/attachments", params={"report_ref": "P-1"})
        assert len(files.json()["attachments"]) == 6
        assert files.json()["missing"] == 0
        (sent,) = [each for each in kept_drafts(seat.page) if each["state"] == "sent"]
        assert sent["files"] == []
        seat.page.evaluate(FULL)
        form.locator("[name=source]").fill("patrol 8")
        seat.page.get_by_text("This device has no room left").wait_for()


def test_a_queue_is_carried_to_another_machine_as_a_file(hq, browser, tmp_path):
    """With its photos; taken in twice, and sent from both machines, it is one record."""
    photo = {"name": "gate.png", "mimeType": "image/png", "buffer": PIXEL}
    with phone(browser, hq) as seat:
        seat.context.set_offline(True)
        form = write(seat, "C-1")
        form.locator("input[type=file]").set_input_files([photo])
        form.locator(".photos li").wait_for()
        send(seat)
        seat.page.get_by_text("kept on this device and is sent by itself").wait_for()
        seat.page.goto(f"{hq.url}/console/unsent")
        with seat.page.expect_download() as download:
            seat.page.get_by_role("button", name="Save as a file").click()
        file = tmp_path / "queue.json"
        download.value.save_as(file)
        assert json.loads(file.read_text("utf-8"))["what"] == "sulh-queue"
        with console(browser, hq, "observer", **ALLOWED) as other:
            other.open("unsent")
            other.page.locator("input[type=file]").set_input_files(file)
            other.page.get_by_text("One report was taken in").wait_for()
            wait_until(other.page, lambda: records_of(hq, "C-1"))
            other.page.locator("input[type=file]").set_input_files(file)
            other.page.get_by_text(re.compile(r"0\W* reports were taken in")).wait_for()
        seat.context.set_offline(False)
        seat.page.locator(".line-bar", has_text=NOTHING).wait_for()
    assert len(records_of(hq, "C-1")) == 1
    assert hq.client("observer").get(
        "/api/v1/attachments", params={"report_ref": "C-1"}
    ).json()["missing"] == 0  # fmt: skip


@pytest.mark.slow
def test_nothing_is_lost_when_the_browser_is_killed(hq, browser, tmp_path):
    """`kill -9` while a draft is written and a report waits; the next start has both, and sends the one.

    https://github.com/kobotoolbox/docs/pull/45
    https://github.com/kobotoolbox/docs/issues/18
    """
    profile = tmp_path / "profile"
    options = {"executable_path": find(), "args": FLAGS, "locale": "en-GB"}
    kind = browser.browser_type
    context = kind.launch_persistent_context(profile, **options)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    seat = Seat(context, page, hq.url)
    context.request.post(
        f"{hq.url}/api/v1/session", data={"name": "observer", "password": PASSWORD}
    )
    page.goto(f"{hq.url}/console/unsent")
    page.wait_for_selector("h1")
    ready(seat)
    context.set_offline(True)
    write(seat, "K-1")
    send(seat)
    page.get_by_text("kept on this device and is sent by itself").wait_for()
    write(seat, "K-2", text="half a sent")
    page.wait_for_function("() => document.querySelector('.line-bar').innerText.includes('draft')")
    wait_until(page, lambda: any(d["row"].get("text") == "half a sent" for d in kept_drafts(page)))
    kill(profile)
    with suppress(playwright.Error):
        context.close()  # the driver lets go of it, or the next browser's storage never answers
    time.sleep(2)
    context = kind.launch_persistent_context(profile, **options)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    context.request.post(
        f"{hq.url}/api/v1/session", data={"name": "observer", "password": PASSWORD}
    )
    page.goto(f"{hq.url}/console/reports/new?kind=incident")
    page.wait_for_selector("form.report")
    assert page.input_value("[name=text]") == "half a sent"
    assert page.input_value("[name=ref]") == "K-2"
    wait_until(page, lambda: records_of(hq, "K-1"))
    assert records_of(hq, "K-2") == []
    context.close()


def lose_one_answer(seat):
    """Let the next submission come in, and cut the line before its answer is back."""
    lost = {"answers": 1}

    def lose(route):
        if lost["answers"]:
            lost["answers"] -= 1
            route.fetch()
            route.abort()
            seat.context.set_offline(True)
        else:
            route.continue_()

    seat.page.route("**/api/v1/submissions", lose)


class Seat:
    """What the helpers of this file need of a console."""

    def __init__(self, context, page, url):
        self.context, self.page, self.url, self.said = context, page, url, []

    def settle(self):
        """Wait until nothing on the page is being loaded."""
        self.page.wait_for_selector("[aria-busy=true]", state="detached")


def kill(profile):
    """End the browser of a profile at once, as a flat battery does: this one alone, by its ids."""
    for pid in processes_of(profile):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + 60
    while processes_of(profile):
        assert time.monotonic() < end, "the browser does not end"
        time.sleep(0.1)
    for lock in profile.glob("Singleton*"):  # on a machine that was switched off, nobody holds it
        lock.unlink()


def processes_of(profile):
    """Return the ids of the processes of a browser's profile."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    return [
        int(line.split()[0]) for line in listed.splitlines() if f"--user-data-dir={profile}" in line
    ]
