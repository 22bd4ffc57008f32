"""A sentence of ours that is said later: the name of a message and its values, for any language.

What a computing room finds is said by whoever shows it: in English in JSON, else in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.languages.speech import Speech

__all__ = ["Sentence", "Value", "Word", "sentence"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the forms' vocabulary, which each language has its own word for."""

    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message and its values; `str` says it in English.

    A text is a name, a number of a record, or what somebody wrote: it stays as it is. Numbers get the marks
    of the language, and choose a plural where they are whole. Of several values a list is made.
    """

    name: str
    values: Mapping[str, Value] = field(hash=False)

    def __str__(self) -> str:
        """Say it in English."""
        return self.said()

    def said(self, speech: Speech = ENGLISH) -> str:
        """Say it in a language.

        Raises
        ------
        KeyError
            When there is no such message, or a value is missing.
        """
        return speech.say(
            self.name, **{key: _said(each, speech) for key, each in self.values.items()}
        )


Value = str | int | Decimal | Word | Sentence | tuple["str | Word | Sentence", ...]


def sentence(name: str, /, **values: Value) -> Sentence:
    """Return a sentence by its message and values."""
    return Sentence(name, values)


def _said(value: Value, speech: Speech) -> str | int:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return speech.exact(value)
    if isinstance(value, Word):
        return speech.word(value.word)
    if isinstance(value, Sentence):
        return value.said(speech)
    return speech.comma([str(_said(each, speech)) for each in value])
