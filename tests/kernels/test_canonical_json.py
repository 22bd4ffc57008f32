"""What the kernel is certain of, the RFC 8785 library writes the same way; and it is certain of the usual."""

import json
import struct

import numpy as np
import orjson
import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sulh.kernels.canonical_json import certain_members


def members(*texts):
    offsets = np.cumsum([0, *(len(text) for text in texts)], dtype=np.int64)
    return certain_members(np.frombuffer(b"".join(texts), np.uint8), offsets).tolist()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.dictionaries(st.text(max_size=4), values, max_size=5))
def test_where_it_is_certain_it_counts_the_members(value):
    """Canonical bytes are never called an object of another size."""
    assert members(rfc8785.dumps(value))[0] in (len(value), -1)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.dictionaries(st.text(max_size=4), values, max_size=4), st.data())
@example({"a": 1.0}, None)
def test_what_it_is_certain_of_is_canonical(value, data):
    """Of bytes that were changed anywhere, those still called certain are what the library writes."""
    text = bytearray(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
    )
    if data is not None:
        for _ in range(data.draw(st.integers(0, 3))):
            place = data.draw(st.integers(0, len(text) - 1))
            text[place] = data.draw(
                st.integers(0, 255) | st.sampled_from(b'"\\,:{}[]0123456789.eE-n')
            )
    if members(bytes(text))[0] >= 0:
        assert rfc8785.dumps(orjson.loads(bytes(text))) == bytes(text)


@settings(derandomize=True, max_examples=2000, deadline=None)
@given(st.from_regex(rb"-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?", fullmatch=True))
def test_numbers_it_is_certain_of_are_in_their_one_form(number):
    """Each number called certain is the shortest form of its double."""
    text = b'{"a":' + number + b"}"
    if members(text)[0] >= 0:
        assert rfc8785.dumps(orjson.loads(text)) == text


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.binary(min_size=8, max_size=8))
def test_shortest_doubles_are_certain_only_when_plain(packed):
    """Any double's RFC 8785 form is accepted or left to the library, never refused by a wrong count."""
    (value,) = struct.unpack("<d", packed)
    if value == value and abs(value) != float("inf"):  # noqa: PLR0124 -- NaN is not itself
        assert members(rfc8785.dumps({"a": value}))[0] in (1, -1)


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"a":1}',
        b'{"a":[],"b":{},"c":[[1,2],{"d":null}],"e":true,"f":false}',
        '{"text":"مرحبا, Côte d’Ivoire"}'.encode(),
        b'{"a":-0.5,"b":0.000001,"c":123456789.012345,"d":"\\u0001\\n\\\\"}',
    ],
)
def test_the_usual_is_certain(text):
    """What ledgers hold every day never needs the slow way."""
    assert members(text)[0] == len(orjson.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"{}}", b"{} ", b'{"a":1,}', b'{"a":1,"a":2}', b'{"b":1,"a":2}', b'{"a" :1}',
        b'{"a":1.0}', b'{"a":1e5}', b'{"a":-0}', b'{"a":01}', b'{"a":0.10}', b'{"a":0.0000001}',
        b'{"a":"\\/"}', b'{"a":"\\u0041"}', b'{"a":"\\u000a"}', b'{"a":"\x01"}', b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}', b'{"a":"\xe0\x80\x80"}', b'{"a":tru}', b'{"a":1 }', b'{"a":[1,]}', b'{"a"}',
        b'{"a":9007199254740993}', b'{"a":' + b"[" * 200 + b"]" * 200 + b"}", b'{"a":}', b'{"a":1}{"b":2}',
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_the_library(text):
    """Broken and doubtful texts are never certain; texts around them are unharmed."""
    assert members(b'{"a":1}', text, b'{"b":2,"c":3}') == [1, -1, 2]
