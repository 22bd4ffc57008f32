"""In a real Chromium: nothing refused, nothing asked for, the filter works, print has no loss."""

import pytest
from tests.report import browser
from tests.report.island import hostile, model

from sulh.report import to_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser.find() is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the island's page, and one that a hostile sender wrote into."""
    made = tmp_path_factory.mktemp("pages")
    (made / "island.html").write_text(to_html(model()), "utf-8")
    (made / "hostile.html").write_text(to_html(model(hostile())), "utf-8")
    return made


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    """A tab of a fresh browser."""
    opened = browser.Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


def shown(tab):
    return tab.ask("document.querySelectorAll('.finding:not([hidden])').length")


def find(tab, words):
    tab.ask(
        f"var b=document.getElementById('find');b.value='{words}';"
        "b.dispatchEvent(new Event('input'));0"
    )


@pytest.mark.parametrize("name", ["island.html", "hostile.html"])
def test_nothing_is_logged_refused_or_asked_for(tab, folder, name):
    """The console stays empty, no rule of the policy is broken, the one request is the file itself."""
    tab.events.clear()
    url = (folder / name).as_uri()
    tab.open(url)
    assert tab.said("Log.entryAdded") == []
    assert tab.said("Runtime.consoleAPICalled") == []
    assert tab.said("Runtime.exceptionThrown") == []
    asked = [each["request"]["url"] for each in tab.said("Network.requestWillBeSent")]
    assert asked == [url]
    assert tab.ask("getComputedStyle(document.querySelector('.totals')).display") == "flex"
    assert tab.ask("document.querySelectorAll('script').length") == 1
    assert tab.ask("document.images.length") == 0


def test_the_filter_leaves_what_matches(tab, folder):
    """Words narrow the findings down, by all of them; verdicts too; emptied, all are back."""
    tab.open((folder / "island.html").as_uri())
    total = shown(tab)
    assert tab.ask("document.querySelector('form.find').hidden") is False
    find(tab, "tanks north")
    some = shown(tab)
    assert 0 < some < total
    assert f"{some} of {total} shown" == tab.ask("document.getElementById('found').textContent")
    assert tab.ask(
        "[...document.querySelectorAll('.case')].every(c => "
        "c.hidden === !c.querySelector('.finding:not([hidden])'))"
    )
    find(tab, "no-such-word-anywhere")
    assert shown(tab) == 0
    find(tab, "")
    assert shown(tab) == total
    tab.ask("document.querySelector('input[value=breached]').click();0")
    assert shown(tab) == total - tab.ask(
        "document.querySelectorAll('.finding[data-verdict=breached]').length"
    )


def test_a_link_of_the_matrix_shows_its_finding(tab, folder):
    """A letter leads to its finding even when the filter had hidden it."""
    tab.open((folder / "island.html").as_uri())
    find(tab, "no-such-word-anywhere")
    target = tab.ask("document.querySelector('.matrix td.B a').getAttribute('href').slice(1)")
    tab.ask("document.querySelector('.matrix td.B a').click();0")
    for _ in range(50):
        if tab.ask(f"document.getElementById('{target}').checkVisibility()"):
            break
    assert tab.ask(f"document.getElementById('{target}').checkVisibility()")


def test_the_page_never_scrolls_sideways(tab, folder):
    """On a workspace and on a telephone only the wide tables scroll, within their own frame."""
    for width in (1280, 390):
        tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        tab.open((folder / "hostile.html").as_uri())
        assert tab.ask("document.documentElement.scrollWidth") <= width
    tab.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(tab, folder, scheme):
    """Every colour of text has a contrast of at least 4.5 with the ground it stands on."""
    tab.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
    )
    tab.open((folder / "island.html").as_uri())
    worst = tab.ask(CONTRAST)
    assert worst["ratio"] >= 4.5, worst


CONTRAST = """(() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
  const lum = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  let worst = {ratio: 99};
  for (const e of document.querySelectorAll('body *:not(script):not(svg):not(svg *)')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    let ground = null;
    for (let p = e; p && !ground; p = p.parentElement) { const c = parse(getComputedStyle(p).backgroundColor); if (c[3] > 0.5) ground = c; }
    const a = lum(parse(getComputedStyle(e).color)), b = lum(ground || [255, 255, 255]);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst.ratio) worst = {ratio, tag: e.tagName, name: e.className, text: e.textContent.slice(0, 60)};
  }
  return worst;
})()"""
