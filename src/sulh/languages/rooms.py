"""What a computing room says in plain English, said in the reader's language.

Rooms that speak in `Sentence` need none of this. Others return a reason as text: ``rooms.en.ftl`` has the form
of each, with its values, so that the text can be read back and said anew. A text that has no such form stays in
English, isolated as a whole (see `sulh.languages.refusals`).

A value is a name or a number and stays as it is, but for ``reason``, which is a form itself; ``list``, such
reasons with semicolons between; ``what``, a form or a name; ``kind``, a word of the forms; ``role``, that of an
account; and ``count``, a whole number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fluent.syntax.ast import Placeable, TextElement, VariableReference

from sulh.languages import has_message, message_names, message_pattern
from sulh.languages.speech import Speech, bare, foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["room_text", "room_texts"]

PREFIX = "room-"
SLOTS = {"count": r"[\d,]+", "kind": r"\S+", "role": r"[a-z ]+?"}


def room_text(text: str, language: str) -> str:
    """Return a sentence of a room in a language; one that is not known stays in English, isolated."""
    if language == "en" or not text:
        return text
    said = _said(text, Speech(language))
    return foreign(text) if said is None else said


def room_texts(texts: Iterable[str], language: str) -> list[str]:
    """Return sentences in a language, as `room_text` does."""
    return [room_text(each, language) for each in texts]


def _said(text: str, speech: Speech) -> str | None:
    """Return a text of a form in a language; None: it has none, or a reason in it has none."""
    for name, form in _forms():
        if match := form.fullmatch(text):
            values = {key: _value(key, each, speech) for key, each in match.groupdict().items()}
            known = {key: each for key, each in values.items() if each is not None}
            if len(known) == len(values):
                return speech.say(name, **known)
    return None


def _value(slot: str, text: str, speech: Speech) -> str | int | None:
    match slot:
        case "reason":
            value: str | int | None = _said(text, speech)
        case "what":
            value = _said(text, speech) or text
        case "list":
            parts = [_said(each, speech) for each in text.split("; ")]
            known = [each for each in parts if each is not None]
            value = speech.semicolon(known) if len(known) == len(parts) else None
        case "count":
            value = int(text.replace(",", ""))
        case "kind":
            value = bare(speech.word(text))
        case "role":
            name = f"role-{text.replace(' ', '-')}"
            value = bare(speech.say(name)) if has_message(speech.language, name) else text
        case _:
            value = text
    return value


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
            elif isinstance(part, Placeable) and isinstance(part.expression, VariableReference):
                slot = part.expression.id.name
                is_around = is_around or slot == "reason"
                pattern += f"(?P<{slot}>{SLOTS.get(slot, '.+?')})"
            else:
                raise TypeError(f"the English {name} is more than text and values")
        forms.append((not is_around, -own, name, re.compile(pattern)))
    return tuple(each[2:] for each in sorted(forms, key=lambda each: each[:3]))
