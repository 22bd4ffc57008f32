"""Reasons of many in one sentence: nobody is left out, and few stay as they are."""

from sulh.report.text import grouped_reasons


def test_many_with_one_reason_are_one_sentence_with_their_number():
    """Four of five have the same reason; a name with a colon, and a sentence without a name, stay readable."""
    lines = ("a: far: 3 km.", "b: far: 3 km.", "c: out.", "d: far: 3 km.", "e: far: 3 km.", "plain")
    assert grouped_reasons(lines) == ("a; b; d; and 1 more: far: 3 km.", "c: out.", "plain")
    assert grouped_reasons(lines[:3]) == lines[:3]
    assert grouped_reasons(()) == ()
