"""Close serial numbers: every pair within the limit, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.recover import SerialIndex, plain_serial

ALPHABET = "01OAB8S5-"


def distance(one: str, other: str, *, exchange: bool = False) -> int:
    """The edit distance, by the textbook's table; two exchanged neighbours may count as one."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, start=1):
        for j, b in enumerate(other, start=1):
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a != b)]
            if exchange and i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


def alike(text: str) -> str:
    for letter, digit in zip("OQDILSZBG", "000115286", strict=True):
        text = text.replace(letter, digit)
    return text


@given(
    st.lists(st.text(ALPHABET, max_size=9), max_size=30),
    st.text(ALPHABET, max_size=9),
)
def test_close_numbers_are_those_within_the_limit(serials, query):
    """The index finds what comparing with each number finds."""
    key = alike(plain_serial(query))
    expected = {}
    for place, serial in enumerate(serials):
        other = alike(plain_serial(serial))
        limit = 1 if min(len(key), len(other)) <= 5 else 2
        if key and other and distance(key, other) <= limit:
            expected[place] = distance(key, other, exchange=True)
    close = SerialIndex(serials).close_to(query)
    assert {each.place: each.changes for each in close} == expected
    assert [each.changes for each in close] == sorted(each.changes for each in close)
    assert all(each.reason for each in close)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("AB 1204", "ab-1204", "the same number"),
        ("AB1204", "AB12O4", "the same but for characters that look alike: 0 and O"),
        ("AB1234", "AB1244", "3 became 4"),
        ("AB1234", "AB124", "3 is missing"),
        ("AB1234", "AB12934", "9 was added"),
        ("KM1234", "KM1324", "2 and 3 changed places"),
        ("КЕ 4711", "КЕ4712", "1 became 2"),
        ("٤٧١١٢٣", "471123", "the same number"),
        (
            "SO1234567",
            "50129X567",
            "S became 5; O became 0; 3 became 9; 4 became X",
        ),
    ],
)
def test_the_reason_says_how_they_differ(one, other, reason):
    """In words, of the plain forms."""
    assert [str(each.reason) for each in SerialIndex([other]).close_to(one)] == [reason]


def test_short_numbers_may_differ_in_one_character_only():
    """Two changes of four characters are no reason to look."""
    assert not SerialIndex(["4711"]).close_to("4822")
    assert SerialIndex(["4711"]).close_to("4721")


def test_no_number_is_close_to_none():
    """Weapons without a number are no pairs."""
    assert SerialIndex(["", "--", "4711"]).close_to("") == ()
    assert SerialIndex([]).close_to("4711") == ()
