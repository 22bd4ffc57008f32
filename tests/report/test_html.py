"""The page: one file that asks for nothing, says the same every time, and runs nobody else's words."""

import base64
import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.island import AT, PACK, Page, exercise, facts, hostile, incident, model

from sulh.observe.tables import tables_from_reports
from sulh.report import build_report, to_html
from sulh.verify import verify

GOLDEN = Path(__file__).parent / "golden" / "island.html"
UPDATE = os.environ.get("SULH_UPDATE_GOLDEN") == "1"


@pytest.fixture(scope="module")
def page():
    """The page of the exercise on the fictional island."""
    return to_html(model())


def masked(page):
    """Leave out what changes without a change of words: style, script, drawings, digests."""
    page = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r"<svg .*?</svg>", "<svg/>", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[A-Za-z0-9+/=]{44}", "sha256-…", page)
    return re.sub(r"[0-9a-f]{64}", "(digest)", page)


def test_the_page_is_as_it_was(page):
    """The words and tags of the island's page are those of the golden file.

    Where a change is meant, run once with ``SULH_UPDATE_GOLDEN=1`` and look at the difference.
    """
    if UPDATE:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(masked(page), "utf-8")
    assert masked(page).splitlines() == GOLDEN.read_text("utf-8").splitlines()


def test_the_same_content_gives_the_same_bytes(page):
    """Built twice from the same things, the page is the same."""
    assert to_html(model()) == page


def test_reports_in_another_order_give_the_same_words():
    """The order in which reports came in changes no finding and no number in the page."""
    forwards, backwards = exercise(), exercise()[::-1]
    pages = []
    for reports in (forwards, backwards):
        tables = tables_from_reports(reports, simulated=True)
        report = build_report(PACK, tables, verify(PACK, tables, at=AT), facts(simulated=True))
        pages.append((report.totals, report.judgements, report.matrices, report.actions))
    assert pages[0] == pages[1]


def test_the_page_is_well_formed(page):
    """Tags are closed in order, ids are unique, links lead somewhere, headings go down by one."""
    parts = Page(page)
    ids = parts.values("id")
    assert len(ids) == len(set(ids))
    links = [value for value in parts.values("href") if value]
    assert {value[1:] for value in links} <= set(ids)
    for value in parts.values("aria-labelledby"):
        assert set(value.split()) <= set(ids)
    assert parts.headings[0] == 1
    assert parts.headings.count(1) == 1
    assert all(
        later <= earlier + 1
        for earlier, later in zip(parts.headings, parts.headings[1:], strict=False)
    )


def test_nothing_is_asked_of_the_world(page):
    """Every address is a place in the page; the policy allows the style and the script only."""
    parts = Page(page)
    loads = [
        v
        for n in ("src", "href", "xlink:href", "action", "poster", "srcset")
        for v in parts.values(n)
    ]
    assert all(value.startswith("#") for value in loads)
    assert not parts.values("style")
    assert not [name for _, name, _ in parts.attributes if name.startswith("on")]
    assert not re.search(r"url\(\s*['\"]?[a-z]+:|@import|@font-face", page)
    policy = next(v for v in parts.values("content") if v.startswith("default-src"))
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_can_be_read_without_eyes_or_mouse(page):
    """It has a language, landmarks, drawings with title and description, tables with heads."""
    assert '<html lang="en" dir="ltr">' in page
    for landmark in ("<header>", "<nav aria-label=", "<main>", "<footer>"):
        assert page.count(landmark) == 1
    assert page.count("<svg ") == page.count("<desc ") == page.count('role="img"') >= 3
    assert page.count("<table") == page.count("<caption>") == page.count("<thead>")
    assert '<a class="skip" href="#lead">' in page


def test_hostile_words_stay_words(page):
    """Markup, scripts, templates, turned text and endless text are shown as words, and cut."""
    attacked = to_html(model(hostile()))
    parts = Page(attacked)
    assert attacked.count("<script") == page.count("<script") == 1
    assert "<img" not in attacked
    assert "evil.example" in parts.text
    assert "{{ 7*7 }}" in parts.text
    assert "\u202e" not in attacked
    assert "سلام" in attacked
    assert "… [cut: 65,536 characters in the record]" in parts.text
    assert len(attacked) < len(page) + 60_000


def test_foreign_words_are_kept_apart(page):
    """A report's own words stand in isolation, so that right-to-left text turns nothing else."""
    assert "<bdi>سلام</bdi>" in to_html(model(incident(name="سلام")))


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_the_mark_of_tlp_shows(tlp):
    """The mark stands at the head and at the foot, in its own colours."""
    page = to_html(model(tlp=tlp))
    assert page.count(f"TLP:{tlp}</span>") == 2
    assert f'class="tlp tlp-{tlp.replace("+", "-")}"' in page


def test_simulated_is_written_everywhere(page):
    """Title, band, each section, figure, table and case of an exercise say so; real ones never do."""
    assert "<title>SIMULATED (exercise)" in page
    assert '<div class="band" role="note">SIMULATED · EXERCISE' in page
    assert page.count("<h2") == len(re.findall(r'<h2[^>]*>[^<]* <span class="sim">', page))
    assert page.count("<caption>") == page.count('<caption><span class="sim">SIMULATED</span>')
    assert page.count("<figcaption>") == page.count('<figcaption><strong class="sim">SIMULATED')
    assert page.count(">SIMULATED (exercise): ") == page.count("<svg ") + 1
    assert page.count('<article class="case') == len(
        re.findall(r'<h4>.*?<span class="sim">SIMULATED</span></h4>', page)
    )
    real = to_html(model(simulated=False))
    words = re.sub(r"<style>.*?</style>", "", real, flags=re.DOTALL)
    assert not re.search(r"SIMULATED|EXERCISE", words)


def test_a_report_of_nothing_says_so():
    """With no report at all there is still a page, and it says that there is nothing to judge."""
    tables = tables_from_reports([])
    empty = build_report(PACK, tables, verify(PACK, tables, at=AT), facts())
    parts = Page(to_html(empty))
    assert "There are no findings" in parts.text


def test_without_places_the_page_says_so():
    """A pack that draws nothing has a page without a map, and it says why."""
    page = to_html(replace(model(), map=None))
    assert "draws nothing" in Page(page).text


def test_a_report_without_a_ledger_names_none():
    """Reports read straight from files have no ledger, and the page does not pretend to one."""
    report = model()
    text = Page(to_html(replace(report, facts=replace(report.facts, site="")))).text
    assert "Ledger’s root" not in text
    assert PACK.digest in text
