"""What leaves of a body is what the slow look at each value leaves of it: nothing that is sealed, however it lies."""

from hypothesis import given
from hypothesis import strategies as st

from sulh.share.outward import NEVER, outward_body, without_sealed
from sulh.workspace import RECORD_KINDS

KIND = RECORD_KINDS["incident"]
KEYS = st.sampled_from(("sealed", "text", "ref", "tlp", "device"))
VALUES = st.recursive(
    st.none() | st.integers(0, 3) | st.sampled_from(("", "a")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_what_leaves_is_what_a_slow_look_leaves(body):
    stored = {key: value for key, value in body.items() if key not in NEVER}
    slow, _ = without_sealed(stored)
    slow = slow or {}
    outward, cut = outward_body(KIND, body, None, frozenset())
    assert outward == slow
    assert cut == tuple(sorted(key for key in body if key not in slow or slow[key] != body[key]))


def test_a_body_that_is_sealed_as_a_whole_stays_whatever_stands_beside_it():
    body = {"sealed": {"case": "c1", "audiences": ["x"], "box": "AAAA"}, "tlp": "TLP:AMBER"}
    assert outward_body(KIND, body, None, frozenset()) == ({}, ("sealed", "tlp"))
