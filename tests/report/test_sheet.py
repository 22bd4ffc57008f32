"""A sheet is one page that loads nothing, in HTML and PDF alike, and its drawings have their own names."""

import base64
import hashlib
import re
import shutil
import subprocess

import pytest
from tests.report.island import Page

from sulh.report import Cell, Fact, Section, Sheet, sheet_html, sheet_pdf
from sulh.report.charts.bars import Bar, BarChart, Part, draw_bars
from sulh.report.model import Figure

HOSTILE = '<script>alert(1)</script> #panic("x") \u202e\x00 {{ 7*7 }}'


def drawing(name, words="x"):
    """Return a small bar chart."""
    bar = Bar(label=words, parts=(Part(3, "#0067a3"),), note=words)
    return draw_bars(
        BarChart(name=name, title=words, description=words, caption=words, bars=(bar,))
    )


def sheet(words, *names):
    """Return a sheet with words everywhere, and one drawing for each name."""
    section = Section(
        heading=words,
        sentences=(words,),
        figures=tuple(drawing(name, words) for name in names),
        header=(words, "n"),
        rows=((words, Cell(words, "bad")), (Cell(words), "3")),
        numbers=frozenset({1}),
        bullets=(words, words),
        notes=(words,),
    )
    return Sheet(
        title=words, banner=words, subtitle=words, facts=(Fact(words, words),),
        sentences=(words,), sections=(section, Section(heading="Empty")),
    )  # fmt: skip


def test_a_page_loads_nothing_and_allows_only_its_style():
    """The policy allows the one style sheet by its digest, and no script."""
    page = sheet_html(sheet("Words", "a", "b"))
    policy = next(v for v in Page(page).values("content") if v.startswith("default-src"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "script" not in policy
    assert "<script" not in page
    assert "http:" not in re.sub(r'xmlns="[^"]+"', "", page)


def test_all_that_a_section_holds_is_on_the_page():
    """Banner, facts, sentences, drawings, table, list and notes stand in it, in this order."""
    page = sheet_html(sheet("Words", "a", "b"))
    marks = ['class="band"', 'class="numbers"', '<div class="figures">', "<table>", "<ul>", "notes"]
    places = [page.index(each, page.index("<body")) for each in marks]
    assert places == sorted(places)
    assert page.count("<figure>") == 2
    assert page.count("<li>") == 2
    assert '<td class="n bad">' in page


def test_hostile_words_stay_words():
    """Markup, templates and turned text are shown as words, in the page and in the drawings."""
    page = sheet_html(sheet(HOSTILE, "a"))
    assert "<script" not in page
    assert "{{ 7*7 }}" in Page(page).text
    assert "\u202e" not in page
    assert "\x00" not in page


def test_the_pdf_is_always_the_same():
    """Words are data to Typst; the same sheet gives the same bytes."""
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    pdf = sheet_pdf(sheet(HOSTILE, "a", "b", "c"))
    assert pdf.startswith(b"%PDF-")
    assert pdf == sheet_pdf(sheet(HOSTILE, "a", "b", "c"))


@pytest.mark.parametrize("landscape", [True, False])
def test_a_tall_drawing_stands_below_its_heading(tmp_path, landscape):
    """It was on the next page, and the heading of a map alone on one."""
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    box = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1800"><rect width="9" height="9"/></svg>'
    tall = Section(heading="Map", figures=(Figure(name="tall", svg=box, caption="Below it"),))
    before = Section(heading="First", sentences=("Words",) * 30)
    made = Sheet(title="Plan", sections=(before, tall), landscape=landscape)
    (tmp_path / "plan.pdf").write_bytes(sheet_pdf(made))
    words = ["pdftotext", "-layout", str(tmp_path / "plan.pdf"), "-"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    (page,) = [each for each in done.stdout.split("\f") if "Map" in each]
    assert "Below it" in page


def test_two_drawings_of_one_name_are_refused():
    """One would be shown in place of the other; that is an error of ours, found at once."""
    with pytest.raises(ValueError, match="one name"):
        sheet_html(sheet("Words", "a", "a"))
