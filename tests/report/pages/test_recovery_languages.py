"""The printed pages of what comes after, in Arabic and French: nothing in English, nothing turned, the same numbers."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from functools import cache
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from fluent.syntax import FluentParser, ast
from tests.recover.rebuild import made as built
from tests.recover.returns import made as home
from tests.web.test_locales import FILES, parts

from sulh.languages.sentence import Sentence
from sulh.languages.speech import ENGLISH, Speech, bare
from sulh.observe import Weapon
from sulh.picture import Origin
from sulh.recover import (
    DEFAULT_WEIGHTS,
    AreaRelease,
    Complaint,
    ComplaintAnswer,
    Custody,
    Damage,
    Decision,
    Delivery,
    HazardousArea,
    StoreCount,
    choose_from_ledger,
    compare_figures,
    donor_report,
    governance_statement,
    ledger_view,
    needs_statement,
    place_profile,
    rebuild_statement,
    returns_statement,
    weapon_statement,
)
from sulh.recover.figures import DEFINITIONS, DisplacementFigure
from sulh.recover.needs.standards import standards
from sulh.report import (
    choice_sheet,
    donor_sheet,
    figures_sheet,
    governance_sheet,
    hazards_sheet,
    needs_sheet,
    place_sheet,
    rebuilding_sheet,
    returns_sheet,
    sheet_html,
    sheet_pdf,
    sheet_xlsx,
    weapons_sheet,
)
from sulh.respond.convoys import ReliefStock
from sulh.values import Place, Span

AT = built.AT
OTHERS = ("ar", "fr")
ARABIC = "بنت جبيل"
ISOLATE = re.compile("\u2068[^\u2068\u2069]*\u2069")
SYMBOLS = {
    "km",
    "EMS",
    "ISO",
    "UTC",
    "WASH",
    "USD",
    "EUR",
    "part",
    "engineer",
    "finance",
    "mission",
    "team",
    "sulh",
    "recover",
    "serial",
}
LATIN_NAMES = re.compile(
    r"Sphere Handbook[^<|]*|\brP-?9Bria\w+|[A-Z]+-?[0-9]+|\b[ry][A-Z0-9]\w+(-\w+)?|Lipke 2003, Schedule is different|\b(IOM|UNHCR|IDMC|UNRWA|LBN)\b"
)


def origin(ref, source="IOM"):
    return Origin(source=source, ref=ref)


def day(before):
    return Span(AT - timedelta(days=before), AT - timedelta(days=before))


def spot(name):
    return Place(name=name, lon=20.65, lat=8.41, accuracy_m=100)


def weapon(ref, serial, *, before=9, items=None, kind="assault-rifle"):
    return Weapon(
        origin=origin(ref, "SITE1"), span=day(before), place=spot("K1"), actor="A1", type=kind,
        serial=serial, make="M1", items=items,
    )  # fmt: skip


def custody(ref, weapons, step, *, before=5, **more):
    return Custody(
        origin=origin(ref, "SITE1"), span=day(before), weapons=weapons, step=step, agent="O1", second="O2",
        **more,
    )  # fmt: skip


@cache
def entries():
    """Return records with every sort of fault, each place and text a code: all other words are ours."""
    names = ("K1", ARABIC)
    people = [
        home.population(900, ref=f"p{at}", place=name, source=source, before=20, group=group)
        for name in names
        for at, (source, group) in enumerate((("IOM", "displaced"), ("UNHCR", "returnee")))
    ]
    people += [home.population(90, ref="p9", place="k1")]
    deliveries = [
        Delivery(
            origin=origin(f"d{at}"), span=day(before), place=Place(name="K1"), organisation=f"N{at}",
            cluster=cluster, supply=supply, progress=progress, quantity=quantity, unit=unit,
        )
        for at, (before, cluster, supply, progress, quantity, unit) in enumerate(
            (
                (3, "", "water", "delivered", Decimal("1234.5"), "m3"),
                (3, "", "taps", "planned", Decimal(4), "piece"),
                (3, "Health", "Q1", "delivered", None, ""),
                (3, "", "soap", "delivered", Decimal(4), "m2"),
                (3, "", "soap", "delivered", None, ""),
                (-3, "", "water", "delivered", Decimal(4), "l"),
            )
        )
    ]  # fmt: skip
    areas = [
        HazardousArea(
            origin=origin(ref), span=day(30), place=spot("K1"), suspicion=suspicion, ordnance=ordnance,
            area_m2=Decimal(1000), radius_m=50, exposed=exposed,
        )
        for ref, suspicion, ordnance, exposed in (
            ("H1", "confirmed", "anti-personnel-mines", 40),
            ("H2", "suspected", "unknown", None),
            ("H3", "suspected", "cluster-munitions", 3),
        )
    ]  # fmt: skip
    releases = [
        AreaRelease(
            origin=origin(f"r{at}"), span=day(before), hazard=hazard, release="cleared",
            area_m2=Decimal(size), devices=2,
        )
        for at, (hazard, size, before) in enumerate(
            (("H1", 400, 9), ("H2", 1500, 9), ("H3", 1000, 9), ("H9", 1, 9), ("H1", 1, 40))
        )
    ]  # fmt: skip
    damage = [
        Damage(
            origin=origin("q1"), span=day(9), place=Place(name="K1"), structure="school",
            grade="heavy", buildings=1200, service="education", working=working, serves=300,
            cost=Decimal("12345.5"), currency="USD",
        )
        for working in ("stopped", "")
    ]  # fmt: skip
    texts = {"title": "T1", "contractor": "C1", "risk": "high", "risk_note": "N1"}
    projects = [
        built.project("P-1", place="K1", funder="D1", **texts),
        built.project("P-2", place=ARABIC, stage="proposed", service="health", **texts),
        built.project("P-3", place="K1", stage="proposed", currency="EUR", **texts),
        built.project("P-4", place="K1", stage="proposed", **texts),
        built.project("P-1", place="K1", source="S2", **texts),
        built.project("P-5", place="K1", **texts),
        built.project("P-6", place="K1", **texts),
    ]
    steps = [
        built.milestone("M1", share=50, last=20), built.milestone("M2", share=40, last=30),
        built.milestone("M1"), built.milestone("M3", project="P-9"),
        built.milestone("M1", project="P-5", share=101), built.milestone("M1", project="P-6"),
    ]  # fmt: skip
    words = [
        built.progress(40, milestone="M1", cause="security"),
        built.progress(30, milestone="M1", source="S2"),
        built.progress(30, milestone="M9"), built.progress(100, project="P-6", milestone="M1"),
    ]  # fmt: skip
    money = [
        built.payment(150_000), built.payment(60_000, project="P-6"),
        built.payment(90_000, money="received", who="D1"),
        built.payment(5, currency="EUR"), built.payment(5, project="P-9"),
    ]  # fmt: skip
    reach = [
        built.reach(200, place="K1", women=100, men=50), built.reach(200, place="K1", word="intended"),
        built.reach(900, place=ARABIC, word="intended", project="P-2"),
        built.reach(9, project="P-9"),
    ]  # fmt: skip
    decisions = [
        Decision(
            origin=origin(f"e{at}"), span=day(9), projects=(project,), outcome=outcome, agent="O1",
            criteria=("C1", "C2"), options=options, reason="R1",
        )
        for at, (project, outcome, options) in enumerate(
            (("P-1", "approve", ("P-1", "P-2")), ("P-7", "refuse", ()), ("P-2", "postpone", ()))
        )
    ]  # fmt: skip
    complaints = [
        Complaint(
            origin=origin(ref, source), span=day(45), place=Place(name="K1"), topic=topic, people=30,
            sensitive=sensitive, about="P-1", channel="desk",
        )
        for ref, source, topic, sensitive in (
            ("L1", "S1", "quality", False), ("L2", "S1", "money", True), ("L3", "S1", "delay", False),
            ("L3", "S2", "delay", False),
        )
    ]  # fmt: skip
    answers = [
        ComplaintAnswer(
            origin=origin(f"a{at}", "S3"),
            span=day(20),
            complaint=complaint,
            answer="acknowledge",
            agent="O1",
        )
        for at, complaint in enumerate(("L1", "L9", "L3"))
    ]
    return {
        "population": tuple(people),
        "delivery": tuple(deliveries),
        "hazardous-area": tuple(areas),
        "area-release": tuple(releases),
        "movement": (
            home.movement(300, left="K1", to=ARABIC, before=20, women=100, men=90),
            home.movement(400, left="K1", to=ARABIC, source="UNHCR", before=20),
            home.movement(9000, left="K1", to="Z1", ref="X1", before=20, movers="displaced"),
        ),
        "return-condition": tuple(
            home.condition(name, state, ref=f"c{at}", place="K1", before=15)
            for at, (name, state) in enumerate(
                (("security", "met"), ("school", "partly"), ("papers", "not-met"), ("water", "met"))
            )
        ),
        "incident": (),
        "damage": tuple(damage),
        "project": tuple(projects),
        "milestone": tuple(steps),
        "project-progress": tuple(words),
        "payment": tuple(money),
        "project-reach": tuple(reach),
        "decision": tuple(decisions),
        "complaint": tuple(complaints),
        "complaint-answer": tuple(answers),
    }


@cache
def stocked():
    """Return the needs with stock: of two senders, of a day to come, in a unit and of a supply that are none."""
    have = entries()
    stocks = [
        ReliefStock(
            origin=origin(ref, source), depot=depot, supply=supply, quantity=Decimal(1500), unit=unit,
            count_day=(AT + timedelta(days=after)).date(), place=spot("K1"),
        )
        for ref, source, depot, supply, unit, after in (
            ("g1", "IOM", "E1", "water", "l", -2), ("g2", "UNHCR", "E1", "water", "m3", -2),
            ("g3", "IOM", "E2", "water", "l", -9), ("g4", "IOM", "E2", "food", "kg", -9),
            ("g5", "IOM", "E2", "Q2", "pallet", -9), ("g6", "IOM", "E2", "water", "l", 3),
        )
    ]  # fmt: skip
    return needs_statement(have["population"], have["delivery"], at=AT, stocks=stocks)


@cache
def sheets(language):
    """Return every page in a language, by its name."""
    speech, have = Speech(language), entries()
    view = ledger_view(have, at=AT)
    returns = returns_statement(
        have["movement"], have["population"], have["return-condition"], view,
        since=AT - timedelta(days=90), at=AT, weights={**DEFAULT_WEIGHTS, "water": 2.0}, simulated=True,
    )  # fmt: skip
    rebuilt = rebuild_statement(have, at=AT)
    governance = governance_statement(have, at=AT)
    weapons = weapon_statement(
        (weapon("W1", "AB1204"), weapon("W2", "AB12O4"), weapon("W3", "", items=3), weapon("W4", "AB1205"),
         weapon("W4", "AB1299"), weapon("W5", "AB12049", kind="mortar-below-100-mm")),
        (custody("c1", ("W1", "W2"), "stored", store="K1"), custody("c2", ("W9",), "stored", store="K1"),
         custody("c3", ("W3",), "destroyed", witness="O3"), custody("c4", ("W3",), "stored", before=4, store="K2"),
         custody("c5", ("W5",), "stored", before=12, store="K1")),
        (StoreCount(origin=origin("k1"), span=day(2), store="K1", items=9, agent="O1", second="O2"),),
        at=AT,
    )  # fmt: skip
    choice = choose_from_ledger(
        rebuilt,
        have["population"],
        budget=Decimal("150000.50"),
        currency="USD",
        fairness="max-min",
        floor=None,
    )
    figures = compare_figures(
        DisplacementFigure(
            source=source,
            measure=measure,
            year=2024,
            country="LBN",
            people=985_000 + at,
            table=f"T{at}",
        )
        for at, (source, measure) in enumerate(DEFINITIONS)
    )
    return {
        "place": place_sheet(place_profile("K1", view, returns, rebuilt.projects), speech=speech),
        "returns": returns_sheet(returns, place=ARABIC, speech=speech),
        "hazards": hazards_sheet(view.hazards, speech=speech),
        "needs": needs_sheet(stocked(), speech=speech),
        "weapons": weapons_sheet(weapons, speech=speech),
        "projects": rebuilding_sheet(rebuilt, speech=speech),
        "choice": choice_sheet(choice, speech=speech),
        "donor": donor_sheet(donor_report("D1", rebuilt, governance), speech=speech),
        "governance": governance_sheet(governance, speech=speech),
        "figures": figures_sheet(figures, speech=speech),
    }


@cache
def pages(language):
    return {name: sheet_html(sheet) for name, sheet in sheets(language).items()}


@cache
def english_pieces():
    """Return the pieces of English messages that are sentences or phrases of three words."""
    pieces = set()
    for name in ("recovery.en.ftl", "en.ftl", "findings.en.ftl"):
        for entry in FluentParser().parse((FILES / name).read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                pieces |= {each.value.strip() for each in parts(entry, ast.TextElement)}
    return {each for each in pieces if len(each.split()) >= 3 and "Lipke" not in each}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_sentence_of_ours_is_on_a_page(language):
    for name, page in pages(language).items():
        text = bare(unescape(page))
        assert not [each for each in english_pieces() if each in text], name


def test_no_latin_word_of_ours_is_on_an_arabic_page():
    """Codes, organisations, titles of standards and symbols of units excepted."""
    for name, page in pages("ar").items():
        shown = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
        text = " | ".join(re.findall(r">([^<]+)<", shown))
        text = LATIN_NAMES.sub("", bare(unescape(text)))
        words = {*re.findall("[A-Za-z]{3,}", text)} - SYMBOLS - {"Sulh"}
        assert not words, (name, words)


@pytest.mark.parametrize("language", OTHERS)
def test_each_page_has_the_numbers_of_the_english_one(language):
    """The same cells in the same order, whatever marks stand between thousands; titles of standards excepted."""

    def digits(page, thousands):
        text = bare(unescape(" ".join(re.findall(r"<td[^>]*>(.*?)</td>", page))))
        text = re.sub("Sphere Handbook[^<]*", "", text)
        text = re.sub(f"<[^>]+>|(?<=[0-9])[{thousands}](?=[0-9]{{3}})", "", text)
        return Counter(re.findall(r"[0-9]+", text))

    for name, page in pages("en").items():
        marks = "\u00a0\u202f" if language == "fr" else ","
        ours, theirs = digits(pages(language)[name], marks), digits(page, ",")
        differ = {each for each in ours | theirs if ours[each] != theirs[each]}
        assert differ <= ({"1", "2"} if language == "ar" else set()), (
            name
        )  # in Arabic they are words


def test_an_arabic_page_runs_from_right_to_left_and_turns_nothing():
    """Isolates are closed, texts stand in elements of their own, digits are Western."""
    for name, page in pages("ar").items():
        assert '<html lang="ar" dir="rtl">' in page, name
        text = unescape(page)
        assert text.count("\u2068") == text.count("\u2069"), name
        assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", text), name
    row = next(each for each in re.findall("<tr>.*?</tr>", pages("ar")["place"]) if "UNHCR" in each)
    assert "\u2068UNHCR\u2069" in row
    assert "\u2068\u200e2026-" in row


def test_what_is_wrong_is_said_in_the_readers_language():
    """An area of which more was released than surveyed; places that may be one; people who cannot have left."""
    place = bare(unescape(pages("fr")["place"]))
    assert "500 m² de H2 de plus ont été libérés" in place
    assert "C’est peut-être le même lieu que : k1." in place
    assert "IOM dit que" in bare(unescape(pages("fr")["returns"]))
    english = unescape(pages("en")["place"])
    assert "500 m² more of H2 were released than were surveyed" in english
    assert "It may be the same place as: k1." in english


def test_numbers_of_a_french_workbook_are_numbers():
    def numbers(language):
        book = openpyxl.load_workbook(BytesIO(sheet_xlsx(sheets(language)["needs"])))
        rows = [row for page in book.worksheets for row in page.iter_rows(values_only=True)]
        return [cell for row in rows for cell in row if isinstance(cell, int | float)]

    assert 1_234_500 in numbers("fr")
    assert numbers("fr") == numbers("en")


def test_a_pdf_is_made_in_arabic():
    pytest.importorskip("typst")
    assert sheet_pdf(sheets("ar")["weapons"]).startswith(b"%PDF")


@pytest.mark.parametrize("id_", sorted(standards()))
def test_a_standard_is_called_in_english_as_its_table_says(id_):
    assert str(standards()[id_].words) == standards()[id_].title


def test_a_sentence_says_lists_words_and_numbers_in_each_language():
    made = Sentence("needs-later", {"count": 1200, "records": ("a", "b")})
    assert str(made) == "Delivered on a day after this moment: 1,200: a, b."
    assert bare(made.said(Speech("ar"))) == "وُرِّدت في يوم بعد هذا الوقت: 1,200: a، b."
    assert made.said(ENGLISH) == str(made)
    assert hash(made) == hash(Sentence("needs-later", {}))
