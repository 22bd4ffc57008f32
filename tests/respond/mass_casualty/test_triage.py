"""START: the published questions in their order, and the values at their edges."""

import pytest

from sulh.errors import InputError
from sulh.respond.mass_casualty import Signs, triage

CASES = [
    ({"walks": True}, "minor", 1),
    ({"walks": False, "breathes": False, "breathes_when_opened": False}, "deceased", 2),
    ({"walks": False, "breathes": False, "breathes_when_opened": True}, "immediate", 2),
    ({"walks": False, "breathes": True, "rate": 31}, "immediate", 3),
    ({"walks": False, "breathes": True, "rate": 30, "has_pulse": False}, "immediate", 4),
    ({"walks": False, "breathes": True, "rate": 12, "refill_s": 2.1}, "immediate", 4),
    ({"walks": False, "breathes": True, "rate": 30, "refill_s": 2, "obeys": False}, "immediate", 5),
    ({"walks": False, "breathes": True, "rate": 30, "refill_s": 2, "obeys": True}, "delayed", 5),
]


@pytest.mark.parametrize(("signs", "category", "step"), CASES)
def test_the_questions_in_their_order(signs, category, step):
    answer = triage(Signs(**signs))
    assert (answer.category, answer.step) == (category, step)


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ({"walks": False}, "needs breathes,"),
        ({"walks": False, "breathes": False}, "breathes_when_opened"),
        ({"walks": False, "breathes": True}, "rate"),
        ({"walks": False, "breathes": True, "rate": 20}, "has_pulse"),
        ({"walks": False, "breathes": True, "rate": 20, "has_pulse": True}, "obeys"),
        ({"walks": False, "breathes": True, "rate": 0}, "cannot be"),
        ({"walks": False, "breathes": True, "rate": 20, "refill_s": -1}, "cannot be"),
    ],
)
def test_a_missing_or_impossible_sign_is_named(signs, words):
    with pytest.raises(InputError, match=words):
        triage(Signs(**signs))
