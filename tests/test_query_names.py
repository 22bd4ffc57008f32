"""Names in questions: ids, full names, aliases, in any case; what is unknown is an error that helps."""

import pytest

from sulh.errors import InputError
from sulh.mission import find, find_party, find_provision, load
from sulh.query_names import match_name, near_names, plain_name

PACK = load(find("minusca"))


@pytest.mark.parametrize(
    "text",
    [
        "UPC",
        "upc",
        "  Upc ",
        "Union pour la paix en Centrafrique",
        "UNION POUR LA PAIX EN CENTRAFRIQUE",
        "UPC: Union for Peace in the Central African Republic",
        "union pour la paix en centrafrique (upc)",
    ],
)
def test_a_party_by_id_name_or_alias(text):
    """Case, spaces, accents and signs do not matter."""
    assert find_party(PACK, text) == "UPC"


@pytest.mark.parametrize("text", ["SR", "seleka RENOVEE", "Séléka rénovée"])
def test_accents_may_be_left_out(text):
    """What a keyboard does not have is not asked for."""
    assert find_party(PACK, text) == "SR"


def test_the_mission_is_named_too():
    """Its own duties are judged like anybody's."""
    assert find_party(PACK, "minusca") == "MINUSCA"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("UCP", "UPC"), ("Union pour la paix", "UPC"), ("xyz", "There are: GOV")],
)
def test_an_unknown_party_is_an_error_with_suggestions(text, suggestion):
    """Nothing is found silently."""
    with pytest.raises(InputError, match="There is no party") as caught:
        find_party(PACK, text)
    assert suggestion in caught.value.remedy


def test_a_name_of_several_is_an_error_that_lists_them():
    """An ambiguous alias is nobody's."""
    names = {"a": ("Militia",), "b": ("militia",)}
    with pytest.raises(InputError, match="more than one party") as caught:
        match_name("party", "MILITIA", names)
    assert caught.value.remedy == "Write one of: a, b."


def test_an_id_wins_over_a_name():
    """The id of one is another's alias: the id is meant."""
    assert match_name("party", "b", {"a": ("B",), "b": ()}) == "b"
    assert match_name("party", "B", {"a": ("B",), "b": ()}) == "b"


def test_provisions_by_id_or_title():
    """As parties are."""
    assert find_provision(PACK, "CIVILIANS") == "civilians"
    assert find_provision(PACK, "no violence against civilians") == "civilians"
    with pytest.raises(InputError, match="There is no provision") as caught:
        find_provision(PACK, "civilian")
    assert "civilians" in caught.value.remedy


@pytest.mark.parametrize("text", ["", "   ", "\u0000", "…", "(", "a" * 100_000])
def test_hostile_text_is_an_error(text):
    """Whatever is written, the answer is a sentence."""
    with pytest.raises(InputError) as caught:
        find_party(PACK, text)
    assert len(str(caught.value)) < 400


def test_plain_names():
    """What people leave out is left out."""
    assert plain_name("  Côte d’Ivoire ") == plain_name("COTE D IVOIRE")
    assert plain_name("حزب الله") == "حزب الله"
    assert near_names("Hezbolla", ["Hezbollah", "Hamas"]) == ["Hezbollah"]
