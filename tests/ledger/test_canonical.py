"""Canonical JSON is that of RFC 8785, by the fast way and the slow."""

import json
import math

import orjson
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.ledger import canonical
from sulh.ledger.canonical import PlainObject, canonical_each, is_canonical, plain_reader

read_plain_object = plain_reader(PlainObject)

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(values)
def test_agrees_with_the_reference_library(value):
    """Whatever way is taken, the bytes are those of an independent implementation."""
    assert canonical(value) == rfc8785.dumps(value)


@given(st.lists(values, max_size=4))
def test_many_at_once_are_as_one_by_one(several):
    """Values of all sorts beside each other: each has its own bytes."""
    assert canonical_each(several) == [rfc8785.dumps(each) for each in several]


TRICKY = st.text(st.sampled_from('"\\\\:,{}\u00e9\uff5e\U0001f600a'), max_size=5)


@settings(max_examples=400)
@given(st.lists(st.dictionaries(TRICKY, TRICKY | st.lists(TRICKY), max_size=4), max_size=3))
def test_keys_beyond_ascii_are_seen_among_many(several):
    """Their order is that of UTF-16 units, whatever marks stand in texts and keys around them."""
    assert canonical_each(several) == [rfc8785.dumps(each) for each in several]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=4))
def test_many_numbers_at_once_are_as_one_by_one(numbers):
    """Whole floats, large and small ones are not written as orjson writes them."""
    assert canonical_each(numbers) == [rfc8785.dumps(each) for each in numbers]
    assert canonical_each([{"a": numbers}]) == [rfc8785.dumps({"a": numbers})]


@pytest.mark.parametrize("text", ["1e5", "a.0,", "null", "\u00e9", "[" * 70])
def test_texts_that_look_like_numbers_stay_texts(text):
    assert canonical_each([{"a": text}, {"b": 1}]) == [canonical({"a": text}), b'{"b":1}']


@given(values)
def test_reads_back_as_the_same_value(value):
    """Nothing is lost: every number is an IEEE 754 double, as RFC 8785 has it."""
    assert json.loads(canonical(value), parse_int=float) == value


def test_sorts_keys_by_utf16_as_the_rfc_shows():
    """The example of RFC 8785 section 3.2.3, with keys beyond ASCII."""
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(value)).values()) == [2, 4, 6, 7, 1, 5, 3]


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, 2**53, {1: 2}, "\ud800", {"a": object()}, b"x"],
    ids=["NaN", "infinity", "too large", "key no text", "lone surrogate", "object", "bytes"],
)
def test_refuses_what_json_cannot_say(value):
    """A value that could not be read back the same is refused with a sentence."""
    with pytest.raises(InputError, match=r"JSON|text"):
        canonical(value)
    with pytest.raises(InputError, match=r"JSON|text"):
        canonical_each([{"a": 1}, {"b": value}])


def test_refuses_deep_nesting():
    """A hostile nesting does not exhaust the stack."""
    value: object = 1
    for _ in range(100_000):
        value = [value]
    with pytest.raises(InputError, match="nested deeper"):
        canonical(value)
    value = 1
    for _ in range(65):
        value = [value]
    with pytest.raises(InputError, match="nested deeper"):
        canonical_each([value])


@pytest.mark.parametrize(
    "content",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":1,"a":1}',
        b'{"a":"\\u00e9"}',
    ],
)
def test_other_bytes_of_a_value_are_not_canonical(content):
    """A value has one sequence of bytes."""
    assert not is_canonical(content, orjson.loads(content))


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), values))
def test_the_fast_reading_agrees_with_the_reference_library(value):
    """Whatever bytes it takes are canonical: the library's, and those that orjson writes where they differ."""
    content = rfc8785.dumps(value)
    assert is_canonical(content, orjson.loads(content))
    for each in (content, orjson.dumps(value, option=orjson.OPT_SORT_KEYS)):
        plain = read_plain_object(each)
        assert plain is None or (each == content and rfc8785.dumps(plain) == content)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**70), 2**70))
def test_the_fast_reading_takes_no_number_that_is_written_otherwise(number):
    """Floats that are whole, large or small, and integers beyond 2**53 - 1, in any way of writing them."""
    for text in (repr(number), f"{number:.1f}", f"{number:.0f}", f"{number:e}"):
        content = b'{"a":%b}' % text.encode()
        if read_plain_object(content) is not None:
            assert rfc8785.dumps(json.loads(content)) == content


@pytest.mark.parametrize("value", [{"a": 1.5, "b": [0.1, {"c": None}]}, {"zone": "e-1.0", "n": 2}])
def test_the_fast_reading_takes_what_is_usual(value):
    """The way that an audit takes for nearly all records."""
    assert read_plain_object(canonical(value)) == value
