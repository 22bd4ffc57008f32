"""Names that may be of one place: against a slow rule, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.recover.returns.doubles import probable_doubles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ndélé", "NDELE"),
        ("Bint-Jbeil", "bint jbeil"),
        ("Kaga–Bandoro", "Kaga Bandoro"),
        ("بنت جبيل", "بنت جبيـل"),
        ("مَرجعيون", "مرجعيون"),
        ("الناقورة", "الناقوره"),
        ("أبيل القمح", "ابيل القمح"),
        ("عيتا الشعب, بنت جبيل", "عيتا الشعب، بنت جبيل"),
    ],
)
def test_names_that_differ_in_marks_alone_may_be_one(one, other):
    assert probable_doubles([one, other, "Elsewhere"]) == (tuple(sorted((one, other))),)


@pytest.mark.parametrize(
    ("one", "other"), [("Bria", "Brie"), ("Yaroun", "Yarin"), ("", "-"), ("X", "X")]
)
def test_others_are_not(one, other):
    assert probable_doubles([one, other]) == ()


def test_namesakes_far_apart_are_two_places():
    """Of three of one name, two lie together: the third is left out; one without a position may be any."""
    spots = {"Bria": (21.98, 6.54), "BRIA": (21.99, 6.54), "bria": (15.0, 4.0), "Bría": None}
    assert probable_doubles(["Bria", "BRIA", "bria"], spots) == (("BRIA", "Bria"),)
    assert probable_doubles(["Bria", "bria"], spots) == ()
    assert probable_doubles(["bria", "Bría"], spots) == (("Bría", "bria"),)


@given(st.lists(st.text(alphabet="aAàb -é", max_size=4), max_size=6))
def test_each_pair_is_named_or_not_by_its_letters(names):
    plain = str.maketrans({"A": "a", "à": "a", "é": "e", " ": "", "-": ""})
    sets = probable_doubles(names)
    for one in {*names}:
        for other in {*names} - {one}:
            same = one.translate(plain) == other.translate(plain) != ""
            assert any(one in each and other in each for each in sets) == same
