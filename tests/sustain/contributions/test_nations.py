"""Names of nations: each means one nation at its time, or none."""

from datetime import date

import pytest

from sulh.errors import InputError
from sulh.sustain import find_nation, match_nation


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Côte d’Ivoire", None, "CIV"),
        ("COTE D'IVOIRE", None, "CIV"),
        ("Turkey", None, "TUR"),
        ("Türkiye", None, "TUR"),
        ("Zaire", date(1994, 5, 1), "COD"),
        ("Yugoslavia", date(1995, 5, 1), "YUG"),
        ("Yugoslavia", date(2010, 5, 1), ""),
        ("South Sudan", date(2001, 1, 1), ""),
        ("Korea (ROK)", None, "KOR"),
        ("Congo", None, "COG"),
        ("idn", None, "IDN"),
        ("Indonsia", None, ""),
        ("Multinational", None, ""),
    ],
)
def test_a_name_means_one_nation_at_its_time_or_none(name, on, code):
    """Spellings and names of the past are known; a State that is not there then is no match."""
    assert match_nation(name, on).nation == code


def test_a_misspelt_name_shows_the_nearest_and_is_not_guessed():
    """The near name is told, to the reader and to the person who asks."""
    assert match_nation("Indonsia").nearest == "Indonesia"
    with pytest.raises(InputError, match="Did you mean Indonesia"):
        find_nation("Indonsia")
