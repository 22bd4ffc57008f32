"""What a computing room says in plain English, said in the reader's language.

Rooms that speak in `Sentence` need none of this. Others return a reason as text: ``rooms.en.ftl`` has the form
of each, with its values, so that the text can be read back and said anew. A text that has no such form stays in
English, isolated as a whole (see `sulh.languages.refusals`).

A value is a name or a number and stays as it is, but for ``reason``, which is a form itself; ``list``, such
reasons with semicolons between; ``slows``, with commas; ``what``, a form or a name; ``kind``, a word of the
forms or a kind of record, ``step`` and ``state``, such words with spaces; ``field``, a column of a form;
``shape`` and ``actual``, kinds of value as msgspec names them; ``role``, that of an account; ``post``, a
kind of unit, a word of ours or a name; ``since`` and ``until``, days; ``minutes`` and ``tonnes``, numbers;
and ``count``, ``deaths``, ``way``, ``pieces`` and ``rejected``, whole numbers. A plural of the English form
is words alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fluent.syntax.ast import Placeable, SelectExpression, TextElement, VariableReference

from sulh.languages import has_message, message_names, message_pattern
from sulh.languages.speech import Speech, bare, foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["room_text", "room_texts", "room_title"]

PREFIX = "room-"
WORDS = r"[a-z -]+?"
COUNTS = ("count", "deaths", "way", "pieces", "rejected")
SLOTS = dict.fromkeys(COUNTS, r"[\d,]+")
SLOTS |= {"kind": r"\S+", "role": r"[a-z ]+?", "step": WORDS, "state": WORDS}
SLOTS |= {"field": r"`?[a-z][a-z0-9_]*`?", "since": r"[^;]+?", "until": r"[^;]+?"}
SLOTS |= {"minutes": r"[\d.,]+", "tonnes": r"[\d.,]+"}


def room_text(text: str, language: str) -> str:
    """Return a sentence of a room in a language; one that is not known stays in English, isolated."""
    if language == "en" or not text:
        return text
    sentence = _said(text, Speech(language))
    return foreign(text) if sentence is None else sentence


def room_title(text: str, language: str) -> str:
    """Return a title of ours in a language; one that somebody chose is a name, and stays as it is."""
    return text if language == "en" else _said(text, Speech(language)) or text


def room_texts(texts: Iterable[str], language: str) -> list[str]:
    """Return sentences in a language, as `room_text` does."""
    return [room_text(each, language) for each in texts]


def _said(text: str, speech: Speech) -> str | None:
    """Return a text of a form in a language; None: it has none, or a reason in it has none."""
    for name, form in _forms():
        if match := form.fullmatch(text):
            values = {key: _value(key, each, speech) for key, each in match.groupdict().items()}
            words = {key: each for key, each in values.items() if each is not None}
            if len(words) == len(values):
                return speech.say(name, **words)
    return None


def _value(slot: str, text: str, speech: Speech) -> str | int | None:
    match slot:
        case "reason":
            value: str | int | None = _said(text, speech)
        case "what":
            value = _said(text, speech) or text
        case "list" | "slows":
            mark, listed = ("; ", speech.semicolon) if slot == "list" else (", ", speech.comma)
            parts = [_said(each, speech) for each in text.split(mark)]
            clauses = [each for each in parts if each is not None]
            value = listed(clauses) if len(clauses) == len(parts) else None
        case _ if slot in COUNTS:
            value = int(text.replace(",", ""))
        case "kind" | "step" | "state":
            word = text.replace(" ", "-")
            value = _named(f"word-{word}", _named(f"kind-{word}", text, speech), speech)
        case "field":
            value = _named(f"field-{text.strip('`')}", text, speech)
        case "shape" | "actual":
            shapes = text.strip("`").split(" | ")
            value = " / ".join([_named(f"shape-{each}", each, speech) for each in shapes])
        case "post":
            value = _named(f"word-{text}", text, speech)
        case "role":
            value = _named(f"role-{text.replace(' ', '-')}", text, speech)
        case _:
            value = text
    return value


def _named(name: str, otherwise: str, speech: Speech) -> str:
    return bare(speech.say(name)) if has_message(speech.language, name) else otherwise


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the English forms as patterns: those around a reason first, then by their own words."""
    forms = []
    for name in message_names(PREFIX):
        own, pattern, is_around = 0, "", False
        for part in message_pattern(name).elements:
            if isinstance(part, TextElement):
                own += len(part.value)
                pattern += re.escape(part.value)
            elif isinstance(part, Placeable) and isinstance(part.expression, SelectExpression):
                words = _plurals(part.expression, name)
                own += max(map(len, words))
                pattern += f"(?:{'|'.join(map(re.escape, words))})"
            elif isinstance(part, Placeable) and isinstance(part.expression, VariableReference):
                slot = part.expression.id.name
                is_around = is_around or slot == "reason"
                pattern += f"(?P<{slot}>{SLOTS.get(slot, '.+?')})"
            else:
                raise TypeError(f"the English {name} is more than text, values and plurals")
        forms.append((not is_around, -own, name, re.compile(pattern)))
    return tuple(each[2:] for each in sorted(forms, key=lambda each: each[:3]))


def _plurals(choice: SelectExpression, name: str) -> list[str]:
    """Return the words of each plural, which hold no values."""
    words = []
    for each in choice.variants:
        (word,) = each.value.elements
        if not isinstance(word, TextElement):
            raise TypeError(f"a plural of the English {name} is more than text")
        words.append(word.value)
    return words
