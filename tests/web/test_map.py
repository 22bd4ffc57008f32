"""The map in a real browser: without a network, live, narrowed by time, with the user's own layers."""

import base64
import json
import math
import os
import random
import re
import sys

import pytest
from tests.server.served import everything, incident, serving, submit, tanks
from tests.web.axe import left_in_english, violations
from tests.web.browser import NEEDS_CONSOLE, console, shot
from tests.web.test_offline import wait_until
from tests.web.tiles import archive

pytestmark = NEEDS_CONSOLE
MARKS = "**/api/v1/map/marks?**"
SQUARE = [[[-31, -45.5], [-29, -45.5], [-29, -43.5], [-31, -43.5], [-31, -45.5]]]


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", streams_max=100) as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        rows = [
            incident(f"I-{day}", start=f"2021-02-{day:02d}", lon=-30.2 + day / 50, lat=-44.5)
            for day in range(1, 21)
        ]
        submit(officer, *rows, tlp="TLP:GREEN")
        submit(officer, incident("SECRET", start="2021-02-10"), tlp="TLP:RED")
        yield served


def wait_for_drawn(seat, count):
    """Wait until so many are drawn."""
    status = seat.page.locator("main p[role=status]").first
    status.filter(has_text=re.compile(rf"^\W*{count}\W+reports? (is|are) drawn")).wait_for()


def listed(seat):
    """Open the list of what is in view, and return its rows."""
    details = seat.page.locator("details", has_text="as text")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("tbody tr").first.wait_for()
    return details.locator("tbody tr")


def profile(seat, image, box):
    """Return how much ink each column of a part of a picture has; `box` in CSS pixels."""
    script = """async ([data, x, y, w, h]) => {
        const image = new Image();
        image.src = "data:image/png;base64," + data;
        await image.decode();
        const canvas = new OffscreenCanvas(w, h), context = canvas.getContext("2d");
        context.drawImage(image, x, y, w, h, 0, 0, w, h);
        const { data: d } = context.getImageData(0, 0, w, h);
        return Array.from({ length: w }, (_, c) => {
            let sum = 0;
            for (let r = 0; r < h; r++) sum += d[4 * (r * w + c)] < 90;
            return sum;
        });
    }"""
    return seat.page.evaluate(script, [base64.b64encode(image).decode(), *box])


@pytest.mark.slow
def test_a_report_shows_and_its_retraction_marks_it_on_an_open_map(hq, browser):
    """One record is one mark: a correction moves it, a retraction marks it, and neither adds another."""
    officer = hq.client("watch officer")
    with console(browser, hq, "watch-officer") as seat:
        seat.open("map?until=2021-02-20")
        seat.page.get_by_text("Live", exact=False).first.wait_for()
        before = 21
        wait_for_drawn(seat, before)
        submit(hq.client("observer"), incident("MAP-1", start="2021-02-20"), tlp="TLP:GREEN")
        wait_for_drawn(seat, before + 1)
        record = next(
            each["id"]
            for each in everything(officer, kind="incident")
            if each["body"]["ref"] == "MAP-1"
        )
        url = f"/api/v1/records/{record}"
        row = incident("MAP-1", start="2021-02-20", lat=-44.9)
        assert (
            officer.post(f"{url}/correction", json={"row": row, "reason": "x"}).status_code == 201
        )
        rows = listed(seat)
        line = rows.filter(has=seat.page.locator(f"a[href*='{record}']"))
        line.locator(".tag.corrected").wait_for()
        line.filter(has_text="-44.9").wait_for()
        assert officer.post(f"{url}/retraction", json={"reason": "twice"}).status_code == 201
        line.locator(".tag.retracted").wait_for()
        wait_for_drawn(seat, before + 1)
        shot(seat, "map-live")
        seat.page.get_by_label("Show what was retracted").click()
        wait_for_drawn(seat, before)


@pytest.mark.slow
def test_a_role_is_shown_and_told_of_nothing_that_it_may_not_read(hq, browser):
    """Neither a mark nor a number betrays what is marked stricter."""
    for name, count in (("watch-officer", 2), ("liaison", 1)):
        with console(browser, hq, name) as seat:
            seat.open("map?from=2021-02-10&until=2021-02-10")
            wait_for_drawn(seat, count)
            summary = seat.page.locator("summary", has_text="in view").inner_text()
            assert re.search(rf"\b{count}\b", summary)


@pytest.mark.slow
def test_the_time_slider_holds_its_edges_and_shows_both_clocks(hq, browser):
    """By keyboard; the days stand in the address, so that a link shows the same."""
    with console(browser, hq, "liaison") as seat:
        seat.open("map?from=2021-02-05&until=2021-02-09")
        wait_for_drawn(seat, 5)  # of each day one, both edges included
        words = seat.page.inner_text(".time-slider")
        zone = hq.service.workspace.pack.timezone
        assert "2021-02-05 00:00 02:00Z" in words
        assert "2021-02-09 23:59 2021-02-10 01:59Z" in words
        assert str(zone) in words
        until = seat.page.locator("input[name=until]")
        until.focus()
        seat.page.keyboard.press("ArrowLeft")
        wait_for_drawn(seat, 4)
        wait_until(seat.page, lambda: "until=2021-02-08" in seat.page.url)
        seat.page.reload()
        wait_for_drawn(seat, 4)


@pytest.mark.slow
def test_the_own_layers_stay_in_the_browser(hq, browser, tmp_path):
    """GeoJSON and PMTiles from files, kept over a reload, sent to nobody; what is none is refused in words."""
    shape = {
        "type": "Feature",
        "properties": {"name": "<b>هنا</b>"},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }
    (tmp_path / "own.geojson").write_text(json.dumps(shape), "utf-8")
    (tmp_path / "tiles.pmtiles").write_bytes(archive())
    (tmp_path / "metres.geojson").write_text(
        json.dumps(shape | {"geometry": {"type": "Point", "coordinates": [500_000, 4_000_000]}})
    )
    (tmp_path / "broken.geojson").write_text("{")
    with console(browser, hq, "liaison") as seat:
        sent = []
        seat.page.on("request", lambda each: sent.append(each) if each.method != "GET" else None)
        seat.open("map")
        seat.page.wait_for_timeout(500)
        before = seat.page.locator(".map").screenshot()
        seat.page.locator("summary", has_text="My own layers").click()
        files = seat.page.locator("input[type=file]")
        files.set_input_files([tmp_path / "own.geojson", tmp_path / "tiles.pmtiles"])
        seat.page.get_by_text("tiles.pmtiles").wait_for()
        seat.page.wait_for_timeout(800)
        assert seat.page.locator(".map").screenshot() != before
        shot(seat, "map-own")
        seat.page.reload()
        seat.page.locator("summary", has_text="My own layers").click()
        seat.page.get_by_text("tiles.pmtiles").wait_for()
        assert seat.page.locator(".own-layers li").count() == 2
        for name, words in (("metres", "no longitude and latitude"), ("broken", "cannot be read")):
            files.set_input_files(tmp_path / f"{name}.geojson")
            alert = seat.page.locator("[role=alert]", has_text=name)
            alert.wait_for()
            assert words in alert.inner_text()
        own = seat.page.locator(".own-layers li")
        for left in (1, 0):
            seat.page.get_by_role("button", name="Remove").first.click()
            wait_until(seat.page, lambda left=left: own.count() == left)
        assert not sent


@pytest.mark.slow
def test_arabic_on_the_map_is_joined_and_in_order(hq, browser, tmp_path):
    """Drawn by WebGL as the browser itself writes it: the ink of each column is alike, and not of its mirror."""
    text = "اااااا سسسسسس"
    shape = {
        "type": "Feature",
        "properties": {"name": text},
        "geometry": {"type": "Point", "coordinates": [-26, -44.5]},
    }
    (tmp_path / "own.geojson").write_text(json.dumps(shape), "utf-8")
    with console(browser, hq, "liaison") as seat:
        seat.open("map?view=-26,-44.5,9")
        seat.page.locator("summary", has_text="My own layers").click()
        seat.page.locator("input[type=file]").set_input_files(tmp_path / "own.geojson")
        seat.page.get_by_text("own.geojson").wait_for()
        seat.page.wait_for_timeout(1500)
        place = seat.page.locator(".map").bounding_box()
        image = seat.page.screenshot(full_page=False)
        box = [place["width"] / 2 - 100, place["height"] / 2 + 7, 200, 22]
        scroll = [round(box[0] + place["x"]), round(box[1] + place["y"]), *box[2:]]
        ink = profile(seat, image, scroll)
        page = """text => {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [200, 22];
            const context = canvas.getContext("2d");
            context.fillStyle = "#fff"; context.fillRect(0, 0, 200, 22);
            context.fillStyle = "#16202a"; context.direction = "rtl"; context.textAlign = "center";
            context.font = "13px 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif";
            context.fillText(text, 100, 15);
            return canvas.toDataURL().split(",")[1];
        }"""
        reference = profile(seat, base64.b64decode(seat.page.evaluate(page, text)), [0, 0, 200, 22])
    shape_of = [each for each in ink if each]
    assert shape_of, "no label was drawn"

    def extent(columns):
        inked = [at for at, each in enumerate(columns) if each]
        return inked[-1] - inked[0] + 1

    # Letters that stand apart are far wider than joined ones.
    assert abs(extent(ink) - extent(reference)) <= 0.2 * extent(reference)

    def centre(columns):
        inked = [at for at, each in enumerate(columns) if each]
        middle = (inked[0] + inked[-1]) / 2
        left = sum(each for at, each in enumerate(columns) if at < middle)
        return left / sum(columns)

    # The tall strokes of the first word stand on the right.
    assert abs(centre(ink) - centre(reference)) < 0.15


FIRST_FRAMES = """() => {
    const next = window.requestAnimationFrame.bind(window);
    window.ink_frames = [];
    const look = () => {
        const map = document.querySelector(".maplibregl-canvas");
        if (!window.ink_box || !map || window.ink_frames.length >= 400) return;
        const [w, h] = window.ink_box;
        const small = window.ink_canvas ??= new OffscreenCanvas(w, h);
        const context = small.getContext("2d", { willReadFrequently: true });
        const scale = map.width / map.clientWidth;
        context.clearRect(0, 0, w, h);
        context.drawImage(map, (map.clientWidth / 2 - w / 2) * scale, (map.clientHeight / 2 + 7) * scale,
            w * scale, h * scale, 0, 0, w, h);
        const d = context.getImageData(0, 0, w, h).data;
        let ground = 0;
        for (let r = 0; r < h; r++) for (let c = 0; c < w; c++) ground = Math.max(ground, d[4 * (r * w + c)]);
        const ink = Array.from({ length: w }, (_, c) => {
            let sum = 0;
            for (let r = 0; r < h; r++) {
                const light = d[4 * (r * w + c)];
                if (d[4 * (r * w + c) + 3] && ground - light > 8) sum += ground - light;
            }
            return sum;
        });
        if (ink.some(each => each)) window.ink_frames.push(ink);
    };
    window.requestAnimationFrame = (work) => next((time) => { work(time); look(); });
}"""
"""Looks at a part of the map in the very frame that drew it, before the browser shows it."""


def likeness(one, other):
    """Return the correlation of two profiles: how dark a label is, while it fades in, changes nothing."""
    means = [sum(each) / len(each) for each in (one, other)]
    a, b = (
        [value - mean for value in each] for each, mean in zip((one, other), means, strict=True)
    )
    dot = sum(x * y for x, y in zip(a, b, strict=True))
    return dot / math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))


@pytest.mark.slow
def test_arabic_is_joined_and_in_order_from_the_first_frame(hq, browser, tmp_path):
    """The first frame that has any ink of the label has the ink of the last one, and not of its mirror."""
    shape = {
        "type": "Feature",
        "properties": {"name": "اااااا سسسسسس"},
        "geometry": {"type": "Point", "coordinates": [-26, -44.5]},
    }
    (tmp_path / "own.geojson").write_text(json.dumps(shape), "utf-8")
    with console(browser, hq, "liaison") as seat:
        seat.page.add_init_script(f"({FIRST_FRAMES})()")
        seat.open("map?view=-26,-44.5,9")
        seat.page.locator("summary", has_text="My own layers").click()
        seat.page.evaluate("window.ink_box = [200, 22]")
        seat.page.locator("input[type=file]").set_input_files(tmp_path / "own.geojson")
        seat.page.get_by_text("own.geojson").wait_for()
        count = "window.ink_frames.length"
        wait_until(seat.page, lambda: seat.page.evaluate(count))
        seat.page.wait_for_timeout(1500)
        before = seat.page.evaluate(count)
        seat.page.set_viewport_size(
            {"width": 1000, "height": 700}
        )  # drawn again, in the middle again
        wait_until(seat.page, lambda: seat.page.evaluate(count) > before)
        seat.page.wait_for_timeout(500)
        frames = seat.page.evaluate("window.ink_frames")
        shot(seat, "map-arabic")
    last = frames[-1]
    assert likeness(last, last[::-1]) < 0.5, "the label would pass turned round"
    assert likeness(frames[0], last) > 0.95
    assert min(likeness(each, last) for each in frames) > 0.95


def synthetic(count):
    """Return one answer with so many marks around the island, the same each time."""
    rng = random.Random(7)
    start = [1_609_459_200_000 + rng.randrange(365) * 86_400_000 for _ in range(count)]
    return json.dumps(
        {
            "site": [0] * count,
            "seq": list(range(count)),
            "kind": [0] * count,
            "subject": [0] * count,
            "lon": [round(rng.gauss(-30, 0.4), 5) for _ in range(count)],
            "lat": [round(rng.gauss(-44.5, 0.3), 5) for _ in range(count)],
            "accuracy_m": [50] * count,
            "start": start,
            "end": [each + 86_399_999 for each in start],
            "state": [0] * count,
            "sites": ["hq"],
            "kinds": ["incident"],
            "subjects": ["direct-fire"],
            "unplaced": 0,
            "cursor": "hq:999999999",
            "more": False,
        }
    )


FRAMES_TIMED = 60
ALONE = """async frames => { const times = []; let last = 0;
    for (let at = 0; at < frames; at++) await new Promise(done => requestAnimationFrame(now => {
        if (last) times.push(now - last);
        last = now;
        document.querySelector("h1").style.opacity = at % 2 ? 0.99 : 1;
        done();
    }));
    return times.sort((one, other) => one - other)[times.length >> 1]; }"""
"""What a frame of the page takes where the map rests: the machine's own share of each figure."""
FRAMES = """() => { window.frames_ms = []; let last = 0;
    const tick = now => { if (last) window.frames_ms.push(now - last); last = now;
        window.ticking = requestAnimationFrame(tick); };
    requestAnimationFrame(tick); }"""


@pytest.mark.slow
@pytest.mark.parametrize(("count", "grouped"), [(1, False), (100_000, False), (600_000, True)])
def test_many_reports_can_be_moved_and_brushed(hq, browser, count, grouped, capsys):
    """100,000 each by itself; 600,000 as groups, with a notice. The frames' times are told.

    One report alone shows what the ground costs; SwiftShader draws everything on the processor.
    """
    answer = synthetic(count)
    with console(browser, hq, "watch-officer") as seat:
        empty = json.loads(answer)
        for name in ("site", "seq", "kind", "subject", "lon", "lat", "accuracy_m"):
            empty[name] = []
        for name in ("start", "end", "state"):
            empty[name] = []
        seat.page.route(
            MARKS,
            lambda route: route.fulfill(
                body=json.dumps(empty) if "999999999" in route.request.url else answer,
                content_type="application/json",
            ),
        )
        seat.open("map")
        seat.page.wait_for_timeout(1500)
        notice = seat.page.locator(".message[role=status]")
        assert (notice.count() == 1) is grouped
        words = f"{count:,}"
        assert words in seat.page.inner_text("main p[role=status]").replace("\u2068", "")
        if grouped:
            in_view = int(re.sub(r"[^0-9]", "", notice.inner_text().split(" reports")[0]))
            assert 150_000 < in_view <= count
            assert "too many" in notice.inner_text()
        place = seat.page.locator(".map").bounding_box()
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        alone = seat.page.evaluate(ALONE, FRAMES_TIMED)
        before = seat.page.url
        times = {}
        for what in ("pan", "brush"):
            seat.page.evaluate(FRAMES)
            seat.page.mouse.move(x, y)
            if what == "pan":
                seat.page.mouse.down()
            else:
                seat.page.locator("input[name=from]").focus()
            for step in range(600):
                if seat.page.evaluate("frames_ms.length") >= FRAMES_TIMED:
                    break
                if what == "pan":
                    seat.page.mouse.move(x + 120 * math.sin(step / 6), y + 60 * math.cos(step / 6))
                else:
                    seat.page.keyboard.press("ArrowRight" if step % 40 < 20 else "ArrowLeft")
            seat.page.mouse.up()
            seat.page.wait_for_function("() => frames_ms.length > 2")
            frames = sorted(
                seat.page.evaluate("() => { cancelAnimationFrame(ticking); return frames_ms; }")
            )
            times[what] = (frames[len(frames) // 2], frames[int(len(frames) * 0.95)])
        # What was left out in haste is drawn again, as sharp as before.
        sharp = "() => { const c = document.querySelector('.maplibregl-canvas');"
        sharp += " return c.width >= c.clientWidth * devicePixelRatio - 1; }"
        seat.page.wait_for_function(sharp)
        seat.page.wait_for_url(lambda url: url != before)  # the map was moved
        shot(seat, f"map-{count}")
        with capsys.disabled():
            for what, (median, late) in times.items():
                sys.stdout.write(
                    f"\n{count:,} reports, {what}: median {median:.0f} ms a frame "
                    f"({1000 / median:.1f} a second), 95 % {late:.0f} ms; SwiftShader, no GPU; "
                    f"the page alone {alone:.0f} ms, load {os.getloadavg()[0]:.0f}"
                )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_map_is_for_everyone(hq, browser, language):
    """WCAG 2.2 AA by axe-core with all its parts open, light and dark, wide and on a telephone."""
    with console(browser, hq, "watch-officer", locale=language) as seat:
        seat.open("map?at=2021-03-31")
        for each in seat.page.locator("main details:not(.maplibregl-ctrl)").all():
            each.locator("summary").click()
        seat.settle()
        for scheme in ("light", "dark"):
            seat.page.emulate_media(color_scheme=scheme)
            for width in (1280, 390):
                seat.page.set_viewport_size({"width": width, "height": 800})
                seat.page.wait_for_timeout(600)
                assert seat.page.evaluate("document.documentElement.scrollWidth") <= width
                shot(seat, f"map-{language}-{scheme}-{width}")
                assert violations(seat.page) == []
                assert left_in_english(seat) == []
