"""What fields mean: contributors as text."""

import pytest

from sulh.sustain import parse_contributors
from sulh.sustain.contributions.fields import parse_sex
from sulh.tables import FaultyField


def test_contributor_text_is_read_whole_or_refused():
    """Sizes that are unknown stay so; a negative size or a torn text is refused."""
    assert parse_contributors("France (150), Nepal (size unknown)") == (
        ("France", 150),
        ("Nepal", None),
    )
    assert parse_contributors("Korea (ROK) (300)") == (("Korea (ROK)", 300),)
    for bad in (
        "France (-5), Nepal (20)",
        "France 150",
        "France (150) Nepal (3)",
        "(150)",
        "France (",
    ):
        with pytest.raises(ValueError, match=r".*"):
            parse_contributors(bad)


@pytest.mark.parametrize(
    ("word", "sex"),
    [(word, "F") for word in ("f", "Female", "WOMEN", "femmes", "Féminin", "أنثى", "إناث", "نساء")]
    + [(word, "M") for word in (" m", "male", "Men", "H", "hommes", "masculin", "ذكر", "ذكور")]
    + [(word, "") for word in ("", "  ", "unknown", "inconnu")],
)
def test_words_for_women_and_men(word, sex):
    """In the three languages, in any case, one or many."""
    assert parse_sex(word) == sex


@pytest.mark.parametrize("word", ["x", "?", "mal", "troops"])
def test_another_word_is_no_sex(word):
    """It is refused with what is expected."""
    with pytest.raises(FaultyField, match="cannot be read"):
        parse_sex(word)
