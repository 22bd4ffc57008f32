"""Sentences of computing rooms in the reader's language: read back by their English form, and said anew."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from fluent.syntax.ast import SelectExpression, TextElement
from tests.workspace.test_set_aside import FATAL, GOOD

import sulh
from sulh.languages import LANGUAGES, message_names, message_pattern
from sulh.languages.rooms import room_text
from sulh.languages.speech import Speech, bare
from sulh.workspace import record_summary
from sulh.workspace.record_kinds import body_problem

CODE = "".join(path.read_text("utf-8") for path in Path(sulh.__file__).parent.rglob("*.py"))
PUT_TOGETHER = {
    *("visibility at", "clouds at"),  # the word is a value there
    *("left out: no coordinates", "left out: spread over more than two months"),
    "left out: known by region only (a centre of a province, country or sea",
    *("not count", "cannot be read and"),
    *("was reported by then", "was not reported by then"),
    *("has not started", "is not back", "out of", "low bound", "high bound"),  # likewise
    # msgspec's and Python's own words
    *("Expected", "of length", "matching regex", "Object missing required field"),
    *("Invalid enum value", "Invalid isoformat string", ", got", "got"),
    *(
        "too few to learn and to test",
        "codes on",
        "codes off",
        "h, and a driver's day has",
        "h, and curfews and hours leave",
    ),
    *("Closures that hold on", "Closures that hold on a day from", "No closure that holds on"),
    *("Closures that hold on the first day of a period", "No closure that holds on a day from"),
    *("No closure that holds on the first day of a period is known", "day, wet season"),
    *("night, wet season", "here (nothing: no demand has weight"),
    "No roads are given: travel times rest on straight lines at",
}
WHOLE = re.compile("\u2068[^\u2068\u2069]*\u2069")


def texts():
    """Return a text of each form, with values put in, by its name."""
    values = dict.fromkeys(("count", "deaths", "way", "pieces", "rejected"), "3")
    values |= {"kind": "patrol", "role": "analyst", "list": "does not escort"}
    values |= {"reason": "takes no wounded", "what": "Gate", "slows": "in the wet season"}
    values |= {"step": "under way", "state": "done", "field": "lon", "shape": "int | null"}
    values |= {"minutes": "3", "tonnes": "3"}
    found = {}
    for name in message_names("room-"):
        parts = message_pattern(name).elements
        found[name] = "".join(
            each.value
            if isinstance(each, TextElement)
            else each.expression.variants[-1].value.elements[0].value
            if isinstance(each.expression, SelectExpression)
            else values.get(each.expression.id.name, "X1")
            for each in parts
        )
    return found


def test_each_form_is_one_that_the_code_says():
    """Every piece of its own words stands in the code: a sentence that is changed there is changed here."""
    said = re.sub(r'"\s*\n\s*f?"', "", CODE)  # a text that is written on two lines
    said += re.sub(r"\{plural\([^{}]*, '[^']+', '([^']+)'\)\}", r"{} \1", said)
    said += re.sub(r"\{plural\([^{}]*, '([^',]+)'\)\}", r"{} \1s", said)
    for name in message_names("room-"):
        for each in message_pattern(name).elements:
            if isinstance(each, TextElement) and len(each.value.strip(" .:,;()")) > 3:
                piece = each.value.strip(" .:,;()")
                assert piece in said or piece in PUT_TOGETHER, (name, piece)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_each_text_is_said_anew(language):
    """None stays in English, and each value is in what is said."""
    for name, text in texts().items():
        said = room_text(text, language)
        assert not WHOLE.fullmatch(said), (name, said)
        assert "X1" not in text or "X1" in said, (name, said)
        assert ("Gate" in text) == ("Gate" in said)
        assert room_text(text, "en") == text


def test_reasons_inside_reasons():
    """A reason is said anew, a name is not; one that nobody knows leaves all of it in English, isolated."""
    text = "Ambulance 1: no way leads to the casualty: no road lies within 5 km of the casualty."
    assert bare(room_text(text, "fr")) == (
        "Ambulance 1 : aucun chemin ne mène au blessé : aucune route à moins de 5 km de ce point : le blessé."
    )
    text = "Team: B: 2 lies inside a closed area: C-1 (mine; ops, A1)."
    assert "B: 2" not in bare(room_text("B: because.", "fr")).replace("B: because.", "")
    assert bare(room_text(text, "fr")).startswith(
        "Team : dans une zone fermée (C-1 (mine; ops, A1)) : B: 2"
    )
    assert (
        room_text("B: because of something new.", "ar")
        == "\u2068B: because of something new.\u2069"
    )
    one, two = (
        bare(room_text(f"{each} events lie in no cell and are left out.", "ar"))
        for each in (2, 1200)
    )
    assert one.startswith("حدثان")
    assert "1,200" in two
    assert (
        bare(room_text("added as watch officer of RED", "fr"))
        == "ajouté comme officier de permanence (RED)"
    )
    assert room_text("", "fr") == ""


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_why_a_record_is_set_aside_is_said_anew(language):
    """Every kind of fault that a body of a report or of the ledger has, and the line of it in a list."""
    for kind, body in (*FATAL, *MORE_FATAL):
        problem = body_problem(kind, body)
        assert problem
        said = room_text(problem, language)
        assert not WHOLE.fullmatch(said), problem
        record = SimpleNamespace(kind=kind, body=body, site="hq")
        assert bare(record_summary(record, Speech(language)))[:30] in bare(
            Speech(language).say("summary-set-aside", reason=said)
        )


MORE_FATAL = [
    ("incident", 7),
    ("incident", GOOD | {"lat": 95.0}),
    ("incident", GOOD | {"lon": 999.5}),
    ("incident", GOOD | {"lat": None}),
    ("incident", GOOD | {"reliability": "X"}),
    ("incident", GOOD | {"credibility": 9}),
    ("incident", GOOD | {"accuracy_m": -5.0}),
    ("incident", GOOD | {"span": ["2021-02-01T00:00:00"]}),
    ("incident", GOOD | {"span": ["yesterday"]}),
    ("incident", GOOD | {"deaths": [1, 9, 3]}),
    ("correction", {"corrects": "0" * 64, "kind": "nothing", "body": {}}),
    ("witness", []),
]


def test_what_a_record_says_is_said_in_the_readers_language():
    """The words that somebody wrote stay as they are; a line that is cut closes its marks of direction."""
    body = {"retracts": "a" * 64, "reason": "twice, مرتين"}
    record = SimpleNamespace(kind="retraction", body=body, site="hq")
    assert record_summary(record) == "retracts aaaaaaaaaaaa: twice, مرتين"
    french = record_summary(record, Speech("fr"))
    assert bare(french) == "retire aaaaaaaaaaaa : twice, مرتين"
    record.body = body | {"reason": "x\u202e\u2066" + "y" * 200}
    for language in LANGUAGES:
        line = record_summary(record, Speech(language))
        assert line.count("\u2068") == line.count("\u2069")
        assert not {"\u202e", "\u2066"} & set(line)
        assert len(line) < 110
    report = SimpleNamespace(kind="incident", body=GOOD, site="hq")
    assert record_summary(report, Speech("fr")) == "team  I1  direct-fire"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_faults_of_steps_and_limits_of_readiness_are_said_anew(language):
    """As the rooms say them: of a task that is late or a step that does not fit, of what holds a unit down."""
    texts = [
        "accepted of P-1: there is no such task.",
        "under way of P-1: it is done since 2021-02-01T10:00:00Z; nothing follows.",
        "accepted of P-1: it is under way.",
        "P-1 (patrol, Alpha (2)) is not back: 21 minute after its plan.",
        "P-1 (patrol, Alpha) has not started: 1 minute after its plan.",
        "equipment generator 20 kVA: 0-3 (never inspected)",
        "equipment APC: 0-3 (inspections of 2021-02-01 disagree; 2 past their service interval)",
        "course first aid: 1-1",
        "supply water: 0-7 (counted 2021-02-01, used since)",
        "surgery: 0 of 1 proven, last inspected 2020-02-01, 366 days ago",
    ]
    for text in texts:
        said = room_text(text, language)
        assert not WHOLE.fullmatch(said), text
        assert not re.search(r"[a-z]{4,} [a-z]{4,} [a-z]{4,}", bare(said)) or language == "fr", said
