"""What leaves of a body is what the slow look at each value leaves of it: nothing that is sealed, however it lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.picture.fields import WholeField
from sulh.share import Coarsening
from sulh.share.audience import KINDS_FOR
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


WORDS = frozenset({"RED"})
PEOPLE = {"hazardous-area": ("exposed",), "disaster": ("affected", "displaced")}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("coarsening", [None, Coarsening()])
@given(tens=st.lists(st.integers(0, 5), min_size=2, max_size=2), chance=st.data())
def test_counts_of_people_that_are_rounded_alike_leave_alike(name, coarsening, tens, chance):
    """An attack on the gate, behind which all doors stand: no filter, map or file tells two numbers of one ten apart."""

    def leaving():
        numbers = [10 * ten + chance.draw(st.integers(0, 9)) for ten in tens]
        body = dict(zip(PEOPLE[name], numbers, strict=False))
        return outward_body(RECORD_KINDS[name], body, coarsening, WORDS)[0]

    assert leaving() == leaving()


def test_a_count_of_people_leaves_as_the_least_of_its_ten_and_fewer_than_ten_are_cut():
    body = {"affected": 126, "displaced": 9, "dead": 4}
    outward, cut = outward_body(RECORD_KINDS["disaster"], body, None, WORDS)
    assert outward == {"affected": 120, "dead": 4}
    assert cut == ("affected", "displaced")


def test_all_counts_of_people_that_may_leave_are_decided_on():
    """A new field that counts persons is either rounded at the gate or named here with its reason."""
    exact = {
        ("disaster", "injured"),  # who sends help must know
        ("disaster", "dead"),
        ("disaster", "missing"),
        ("intrusion", "affected"),  # of a network's users
        ("response-unit", "strength"),  # the team's own strength
    }
    leave = {
        (name, each.name)
        for name in frozenset().union(*KINDS_FOR.values())
        for each in RECORD_KINDS[name].fields
        if isinstance(each.type, WholeField) and each.type.unit == "persons"
        if not each.type.in_tens
    }
    assert leave == exact
