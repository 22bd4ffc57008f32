"""Numbers for words agree with a dict, also where many words share a place."""

import random

import pytest

from sulh.share.threats.word_numbers import WordNumbers


class SameHash(str):
    """A word whose hash is that of many others."""

    __slots__ = ()

    def __hash__(self):
        return len(self) % 3


@pytest.mark.parametrize("kind", [str, SameHash])
def test_words_have_the_numbers_that_a_dict_gives_them(kind):
    words, twin = WordNumbers(), {}
    chance = random.Random(1)
    for _ in range(3_000):
        word = kind("x" * chance.randrange(3) + str(chance.randrange(400)))
        assert words.get(word) == twin.get(word)
        assert words.number(word) == twin.setdefault(word, len(twin))
    assert words.words == list(twin)
    assert len(words) == len(twin) > 500
    assert words.get("never") is None
