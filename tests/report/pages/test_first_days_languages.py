"""The printed page of the first 72 hours in Arabic and French: nothing of ours in English, the same numbers."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape

import msgspec
import pytest
from tests.report.pages.test_recovery_languages import LATIN_NAMES, english_pieces
from tests.respond.first_days.test_plan import AT, plan, site, span, team

from sulh.languages.speech import Speech, bare
from sulh.picture import Origin
from sulh.report import sheet_html, sheet_pdf, sheet_xlsx
from sulh.report.pages.first_days import first_days_sheet
from sulh.respond import AreaAssessment, Travel, WayClosure
from sulh.respond.mass_casualty import Disaster
from sulh.values import Place


@cache
def plans():
    """Return plans whose worksites wait for every sort of reason, and one of nothing."""
    sector = AreaAssessment(
        origin=Origin(source="undac", ref="s1"), span=span(), sector="K1", level="asr-1", standing=4,
        collapsed=4, affected=1234, access="hard", first_needs=("water",),
    )  # fmt: skip
    other = msgspec.structs.replace(
        sector, sector="K2", level="asr-3", collapsed=None, access="", affected=3
    )
    flood = Disaster(
        origin=Origin(source="undac", ref="d1"), span=span(), cause="flood", displaced=100,
        place=Place(name="K1"),
    )  # fmt: skip
    closure = WayClosure(
        origin=Origin(source="S1", ref="Y1"), since=AT.date(), reason="mines", radius_m=900,
        place=Place(lon=0.1, lat=0.0),
    )  # fmt: skip
    danger = msgspec.structs.replace(site("C-1", live=2), dangers=("Q3",))
    done = site("C-9", work="finished")
    many = [site(f"C-{at}", lon=0.1 + at / 100, rescue="full") for at in range(2, 7)]
    more = {"sectors": [sector, other], "disasters": [flood]}
    full = plan([danger, done, *many], [team()], simulated=True, **more)
    shut = plan([danger], [team()], travel=Travel(closures=(closure,), is_wet=True), **more)
    return full, shut, plan([danger], []), plan([], [])


def page(of, language):
    return sheet_html(first_days_sheet(of, speech=Speech(language)))


def test_the_plans_have_what_a_page_can_say():
    full, shut, nobody, nothing = plans()
    assert full.visits
    assert full.waits
    assert full.finished == ("C-9",)
    assert shut.waits[0].reason.startswith("C-1 lies inside a closed area")
    assert nobody.waits[0].reason == "there is no search team"
    assert (nothing.visits, nothing.sectors, nothing.needs) == ((), (), None)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_english_of_ours_is_on_the_page(language):
    for each in plans():
        text = bare(unescape(page(each, language)))
        ours = {*english_pieces(), each.assumption, *(one.reason for one in each.waits)}
        assert not [one for one in ours if one in text]
        assert f'lang="{language}"' in text


def test_no_latin_word_of_ours_is_on_the_arabic_page():
    """What names a closure (its reference, reason, sender, rating) stays as a whole, as in the console."""
    for each in plans():
        shown = re.sub(r"<(style|script)\b.*?</\1>", "", page(each, "ar"), flags=re.DOTALL)
        text = " | ".join(re.findall(r">([^<]+)<", shown))
        words = {*re.findall("[A-Za-z]{3,}", LATIN_NAMES.sub("", bare(unescape(text))))}
        assert words <= {"UTC", "INSARAG", "ASR", "sulh", "recover", "needs", "Sulh", "mines"}, (
            words
        )


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_cells_have_the_numbers_of_the_english_page(language):
    def digits(of):
        cells = " ".join(re.findall(r"<td[^>]*>(.*?)</td>", of))
        text = re.sub("Sphere Handbook[^<]*|<[^>]+>", "", bare(unescape(cells)))
        return Counter(
            re.findall(r"[0-9]+", re.sub("(?<=[0-9])[\u00a0\u202f,](?=[0-9]{3})", "", text))
        )

    for each in plans():
        ours, theirs = digits(page(each, language)), digits(page(each, "en"))
        assert {one for one in ours | theirs if ours[one] != theirs[one]} <= {"1", "2"}


def test_files_of_the_page_are_made_in_arabic():
    sheet = first_days_sheet(plans()[0], speech=Speech("ar"))
    assert sheet_pdf(sheet).startswith(b"%PDF")
    assert sheet_xlsx(replace(sheet, banner="")).startswith(b"PK")
