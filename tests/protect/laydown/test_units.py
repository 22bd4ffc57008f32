"""The units of a laydown from texts such as company=3:50:120."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.protect import UnitSpec, parse_units


def test_kinds_from_texts():
    """Count and reach, then people in one and the weight it serves; the worth by name."""
    texts = ["company=3:50:120", "post=2:90:0:400"]
    assert parse_units(texts, ["post=0.5"], count=None, reach=50.0) == (
        UnitSpec(name="company", count=3, reach=50.0, strength=120.0),
        UnitSpec(name="post", count=2, reach=90.0, serves_max=400.0, worth=0.5),
    )
    assert parse_units([], count=4, reach=60.0) == (UnitSpec(name="base", count=4, reach=60.0),)


@pytest.mark.parametrize(
    ("texts", "worths", "count", "words"),
    [
        ([], [], None, "number of bases"),
        (["a=1:2"], [], 3, "Both --count and --unit"),
        (["a=1"], [], None, "--unit a=1 cannot be read"),
        (["a=1:2:3:4:5"], [], None, "cannot be read"),
        (["a=1.5:2"], [], None, "cannot be read"),
        (["a=-1:2"], [], None, "cannot be read"),
        (["a=inf:2"], [], None, "cannot be read"),
        (["=1:2"], [], None, "cannot be read"),
        (["a=1:2", "a=1:3"], [], None, "given twice"),
        (["a=1:2"], ["a=x"], None, "--worth a=x cannot be read"),
        (["a=1:2"], ["a=-1"], None, "cannot be read"),
        (["a=1:2"], ["b=1"], None, "names b"),
    ],
)
def test_what_cannot_be_read_is_named(texts, worths, count, words):
    """Each with a sentence of its own."""
    with pytest.raises(InputError, match=words):
        parse_units(texts, worths, count=count, reach=50.0)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=2))
def test_no_text_crashes(texts, worths):
    """Units or a sentence, whatever somebody types."""
    try:
        units = parse_units(texts, worths, count=None, reach=50.0)
    except InputError:
        return
    assert len(units) == len(texts)
