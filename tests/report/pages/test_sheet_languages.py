"""Every printed page is in Arabic and French: no word of ours in English, the same numbers, nothing turned."""

import importlib
import inspect
import pkgutil
from html import unescape
from pathlib import Path

import pytest
from tests.report.pages import (
    sheets_of_exercise,
    sheets_of_protect,
    sheets_of_recover,
    sheets_of_respond,
    sheets_of_share,
    sheets_of_sustain,
    sheets_of_warn,
)
from tests.report.pages.sheets_in_words import english_pieces, latin_words, numbers, shown

import sulh
from sulh.languages.speech import Speech
from sulh.report import Sheet, sheet_html, sheet_pdf

SHEETS = {
    **sheets_of_sustain.SHEETS,
    **sheets_of_recover.SHEETS,
    **sheets_of_protect.SHEETS,
    **sheets_of_respond.SHEETS,
    **sheets_of_exercise.SHEETS,
    **sheets_of_share.SHEETS,
    **sheets_of_warn.SHEETS,
}
"""For each page: what makes it in a language, and the Latin words that are the mission's own."""
ELSEWHERE = {
    "report/pages/test_recovery_languages.py": {
        *("choice_sheet", "donor_sheet", "figures_sheet", "governance_sheet", "hazards_sheet"),
        *("needs_sheet", "place_sheet", "rebuilding_sheet", "returns_sheet", "weapons_sheet"),
    },
    "report/pages/test_first_days_languages.py": {"first_days_sheet"},
    "exercise/test_flight.py": {"flight_sheet"},
    "workspace/test_exercises.py": {"review_sheet"},
    "share/threats/test_brief.py": {"brief_sheet"},
}
"""Pages whose languages other tests look at, which must name them."""
TESTS = Path(__file__).parents[2]


def sheet_makers():
    """Return every public function of Sulh that says it returns a sheet, by its name."""
    makers = {}
    for module in pkgutil.walk_packages(sulh.__path__, "sulh."):
        if ".report.pages." in module.name or ".share." in module.name:
            found = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
            makers |= {
                name: each
                for name, each in found
                if not name.startswith("_") and each.__annotations__.get("return") == Sheet.__name__
            }
    return makers


def test_no_page_escapes():
    """Each takes the language as a keyword, and is among those that are looked at."""
    makers = sheet_makers()
    for name, maker in makers.items():
        keywords = inspect.signature(maker).parameters
        assert {"speech", "language"} & keywords.keys(), name
    for test, names in ELSEWHERE.items():
        text = (TESTS / test).read_text("utf-8")
        assert all(each in text for each in names), test
        assert '"ar"' in text, test
    every = {name for name, _ in SHEETS}.union(*ELSEWHERE.values())
    assert makers.keys() == every


@pytest.fixture(params=SHEETS, ids="-".join)
def page(request):
    return SHEETS[request.param]


def test_no_word_of_ours_is_in_latin_letters_on_an_arabic_page(page):
    make, own = page
    sheet = make(Speech("ar"))
    assert not latin_words(sheet) - own
    text = sheet_html(sheet)
    assert '<html lang="ar" dir="rtl">' in text
    assert unescape(text).count("\u2068") == unescape(text).count("\u2069")
    assert not set("٠١٢٣٤٥٦٧٨٩") & set(text)


def test_no_english_phrase_of_ours_is_on_a_french_page(page):
    text = shown(sheet_html(page[0](Speech("fr"))))
    assert not [each for each in english_pieces() if each in text]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_each_page_has_the_numbers_of_the_english_one(page, language):
    """One and two may be words in Arabic."""
    ours, theirs = numbers(page[0](Speech(language))), numbers(page[0](Speech("en")))
    assert {n for n in ours | theirs if ours[n] != theirs[n]} <= {"1", "2"}


def test_each_page_is_made_as_pdf_in_arabic(page):
    pytest.importorskip("typst")
    assert sheet_pdf(page[0](Speech("ar"))).startswith(b"%PDF")
