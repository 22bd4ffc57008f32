"""Sentences of computing rooms in the reader's language: read back by their English form, and said anew."""

import re
from pathlib import Path

import pytest
from fluent.syntax.ast import TextElement

import sulh
from sulh.languages import LANGUAGES, message_names, message_pattern
from sulh.languages.rooms import room_text
from sulh.languages.speech import bare

CODE = "".join(path.read_text("utf-8") for path in Path(sulh.__file__).parent.rglob("*.py"))
PUT_TOGETHER = {
    *("visibility at", "clouds at"),  # the word is a value there
    *(
        "deaths have no coordinates and are left out",
        "deaths are spread over more than two months and are left out",
    ),
    "deaths are known by region only (a centre of a province, country or sea) and are left out",
    *("was reported by then", "was not reported by then"),
    *("months are too few to learn and to test", "codes on", "codes off"),
}
WHOLE = re.compile("\u2068[^\u2068\u2069]*\u2069")


def texts():
    """Return a text of each form, with values put in, by its name."""
    values = {"count": "3", "kind": "patrol", "role": "analyst", "list": "does not escort"}
    values |= {"reason": "takes no wounded", "what": "Gate"}
    found = {}
    for name in message_names("room-"):
        parts = message_pattern(name).elements
        found[name] = "".join(
            each.value
            if isinstance(each, TextElement)
            else values.get(each.expression.id.name, "X1")
            for each in parts
        )
    return found


def test_each_form_is_one_that_the_code_says():
    """Every piece of its own words stands in the code: a sentence that is changed there is changed here."""
    said = re.sub(r'"\s*\n\s*f?"', "", CODE)  # a text that is written on two lines
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
