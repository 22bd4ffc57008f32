"""The report in Arabic and French: nothing left in English, nothing turned, the same numbers."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st
from tests.report.island import PACK, Page, facts, hostile, judged
from tests.web.test_locales import FILES, parts

from sulh.errors import InputError
from sulh.languages import LANGUAGES, message_slots, say
from sulh.languages.speech import ENGLISH, Speech, balanced, bare
from sulh.picture import Answer
from sulh.report import build_report, to_html, to_pdf, to_typst
from sulh.verify.wording import allowance_text, bounds_text, period_text, span_text

OTHERS = sorted({*LANGUAGES} - {"en"})
OWN_NAMES = re.compile(
    r"\b(Sulh|sulh|SHA|TLP|CLEAR|UTC|WGS|UCDP|ACLED|Geo|PKO|R\d+|ledger|log|kind|correction|retraction|audit|explain)\b"
)
ISOLATE = re.compile("\u2068[^\u2068\u2069]*\u2069")


def report(language, *extra, simulated=True):
    """Return the island's report with an answer to a finding of each verdict, and one to none."""
    tables, findings = judged(*extra, simulated=simulated)
    answers = {
        each.id: (answer(each.id, each.verdict),)
        for each in {finding.verdict: finding for finding in findings}.values()
    } | {"nothing": (answer("nothing", "met"),)}
    return build_report(
        PACK, tables, findings, facts(simulated=simulated, others=(("s2", 3, "cd" * 32),)),
        answers, language=language,
    )  # fmt: skip


def answer(finding, verdict):
    return Answer(
        finding=finding, party="RED", stance="dispute", text="ليس صحيحا", verdict=verdict,
        record="ef" * 32, recorded_at=datetime(2021, 6, 1, tzinfo=UTC), signed=False, public_key="00",
        author="liaison",
    )  # fmt: skip


@pytest.fixture(scope="module")
def reports():
    return {language: report(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def pages(reports):
    return {language: to_html(each) for language, each in reports.items()}


def own_words(page):
    """Return the words of a page that are the report's own: without names, texts, ids and records."""
    page = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    while (shorter := re.sub(r"<(bdi|code|q|i|blockquote)\b[^>]*>[^<]*</\1>", "", page)) != page:
        page = shorter
    page = re.sub(r"<blockquote>.*?</blockquote>", "", page, flags=re.DOTALL)
    page = re.sub(r'<dd class="digest">[^<]*</dd>', "", page)
    texts = unescape(" | ".join(re.findall(r">([^<]+)<", page)))
    texts += " | " + unescape(
        " | ".join(re.findall(r'(?:title|aria-label|placeholder)="([^"]*)"', page))
    )
    while (shorter := ISOLATE.sub("", texts)) != texts:
        texts = shorter
    return texts


@cache
def english_messages():
    """Return the pieces of English messages that are sentences or phrases of three words."""
    pieces = set()
    for name in ("report.en.ftl", "findings.en.ftl"):
        for entry in FluentParser().parse((FILES / name).read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                pieces |= {each.value.strip() for each in parts(entry, ast.TextElement)}
    return {each for each in pieces if len(each.split()) >= 3}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_message_stands_in_another_language(pages, language):
    """No piece of an English message, of three words or more, is in the page, its drawings or labels."""
    texts = re.sub("[\u2068\u2069\u200e\u200f]", "", unescape(pages[language]))
    assert not [each for each in english_messages() if each in texts]
    assert [each for each in english_messages() if each in unescape(pages["en"])]


def test_no_latin_word_of_ours_is_in_the_arabic_report(pages):
    """Besides names of the pack, which stand apart, Arabic words alone; names of things of ours excepted."""
    pack_words = " ".join(
        [*PACK.actors, *(each.name for each in PACK.acts.values()), PACK.id, PACK.title, "SIMULATED"]
        + [each.name for each in PACK.zones.values()] + [each.name for each in PACK.sites.values()]
        + [each.title for each in PACK.provisions] + [each.title for each in PACK.agreements.values()]
    )  # fmt: skip
    known = {each.casefold() for each in re.findall("[A-Za-z]+", pack_words)}
    words = re.findall("[A-Za-z]{2,}", OWN_NAMES.sub("", own_words(pages["ar"])))
    assert not {each for each in words if each.casefold() not in known} - {"km", "width", "height"}


@pytest.mark.parametrize("language", OTHERS)
def test_the_numbers_are_those_of_the_english_report(reports, language):
    """The same findings, cases, groups, matrices and counts; only their words differ."""
    english, other = reports["en"], reports[language]
    assert other.totals == english.totals
    assert [[c.mark for r in m.rows for c in r.cells] for m in other.matrices] == [
        [c.mark for r in m.rows for c in r.cells] for m in english.matrices
    ]
    for name in ("breached", "doubted"):
        pairs = zip(getattr(other, name), getattr(english, name), strict=True)
        assert all([f.ids for f in a.findings] == [f.ids for f in b.findings] for a, b in pairs)
    assert [each.record for each in other.strays] == [each.record for each in english.strays]
    figures = [re.findall(r"\d+", bare(each)) for each in other.judgements]
    for mine, theirs in zip(figures, english.judgements, strict=True):
        assert {*mine} <= {*re.findall(r"\d+", theirs)}


@pytest.mark.parametrize("language", OTHERS)
def test_hostile_words_turn_nothing(language):
    """No override, embedding or open isolate is in the page; each text closes what it opens."""
    page = to_html(report(language, hostile()))
    assert not re.search("[\u202a-\u202e]", page)
    text = "".join(Page(page).texts).replace("\u2066", "\u2068")
    assert balanced(text) == text
    assert "<script>alert" not in page


def test_the_page_runs_in_the_direction_of_its_language(pages):
    assert '<html lang="ar" dir="rtl">' in pages["ar"]
    assert '<html lang="fr" dir="ltr">' in pages["fr"]
    assert pages["ar"].count('direction="ltr"') == pages["ar"].count("<svg ")


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_is_well_formed_in_each_language(pages, language):
    parts_of_page = Page(pages[language])
    ids = parts_of_page.values("id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in parts_of_page.values("href") if each} <= set(ids)


def test_dates_and_positions_in_arabic_stand_apart_and_run_from_left_to_right(reports):
    """2021-03 after Arabic letters would be drawn as 03-2021: each is isolated and begins with a mark."""
    case = reports["ar"].breached[1]
    assert case.months == "\u2068\u200e2021-03\u2069"
    where = next(
        each.evidence.where for each in reports["ar"].register if "100" in each.evidence.where
    )
    assert "\u2068\u200e-44.7000, -29.8000\u2069" in where


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_the_pdf_is_made_in_each_language(reports, language):
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    made = to_pdf(reports[language])
    assert made.startswith(b"%PDF-")
    assert made == to_pdf(reports[language])


@pytest.mark.parametrize("language", OTHERS)
def test_the_document_has_each_message_and_no_english(reports, language):
    """Every message that the template names is there, said in the language; its slots are filled."""
    files = to_typst(reports[language])
    words = json.loads(files["content.json"])["words"]
    template = files["main.typ"].decode()
    named = set(re.findall(r'"((?:report|state|severity|key)-[a-z-]+)"', template)) - {"severity-"}
    named = {each for each in named if not each.endswith("-")}
    assert named <= words.keys()
    assert not {each for each in words.values() if bare(each).strip() in english_messages()}
    for name, call in re.findall(r'say\("([a-z-]+)"((?:, [a-z]+: [^,()]+)*)\)', template):
        given = set(re.findall(r", ([a-z]+):", call))
        assert not given or given == message_slots(name), name


@given(
    st.integers(0, 10**6),
    st.one_of(st.none(), st.integers(0, 10**6)),
    st.integers(631_152_000, 3_786_912_000),
    st.integers(0, 4 * 10**6),
)
def test_english_speech_is_what_verify_says(low, more, start, seconds):
    """Two ways to the same words: the plain functions of `verify`, and the messages."""
    high = None if more is None else low + more
    begin = datetime.fromtimestamp(start, UTC)
    end = begin + timedelta(seconds=seconds)
    zone = PACK.timezone
    assert ENGLISH.bounds(low, high) == bounds_text(low, high)
    assert ENGLISH.allowance(low, high) == allowance_text(low, high)
    assert ENGLISH.span(begin, end, zone) == span_text(begin, end, zone)
    assert ENGLISH.period(begin, end + timedelta(seconds=1), zone) == period_text(
        begin, end + timedelta(seconds=1), zone
    )


@given(st.text(st.sampled_from("ab\u2066\u2067\u2068\u2069\u202e\u200fسل")))
def test_balanced_text_closes_all_it_opens(text):
    """Whatever was sent, no isolate reaches over its end, and none of what stands around is closed."""
    depth = 0
    for letter in balanced(text):
        depth += (letter == "\u2068") - (letter == "\u2069")
        assert depth >= 0
    assert depth == 0
    assert not re.search("[\u202a-\u202e\u2066\u2067]", balanced(text))
    assert len(balanced(text)) == len(text)


def test_arabic_has_six_plurals_in_the_report():
    said = {bare(say("ar", "report-findings", count=n)) for n in (0, 1, 2, 3, 11, 100)}
    assert len(said) == 6
    assert bare(Speech("ar").say("report-findings", count=1848)).startswith("1,848 ")


def test_an_unknown_language_is_refused():
    with pytest.raises(InputError, match="xx"):
        Speech("xx")


def test_what_was_agreed_is_in_the_language_and_what_has_no_words_is_marked(pages):
    """Names and texts that the pack has only in its own language say which that is."""
    assert "دبابات الطرف الأحمر في الشمال" in pages["ar"]
    assert "Red tanks in the north" not in pages["ar"]
    assert 'lang="en"' not in re.sub("<html[^>]*>", "", pages["en"])
    tables, findings = judged(simulated=True)
    bare_pack = replace(PACK, names={})
    page = to_html(build_report(bare_pack, tables, findings, facts(simulated=True), language="ar"))
    assert '<bdi lang="en">Red tanks in the north</bdi>' in page
    assert '<bdi lang="en">The North</bdi>' in page
