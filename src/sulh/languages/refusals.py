"""What is refused, and the problems of rows, in the reader's language: by a code and its values.

Where a sentence has no words in a language it stays in English, isolated as a whole (U+2068 … U+2069): whoever
shows it can mark its language, and nothing around it is turned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sulh.errors import SulhError
from sulh.languages import LANGUAGES, has_message, say_plain
from sulh.languages.rooms import room_text
from sulh.languages.speech import Speech, bare, foreign

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.errors import Problem

__all__ = ["Term", "foreign", "preferred_language", "problem_text", "refusal", "refusal_texts"]

Refused = TypeVar("Refused", bound=SulhError)

LISTED = "one of: "
PARTS_MAX = 20
"""Of an Accept-Language header, so many are read."""


@dataclass(frozen=True, slots=True)
class Term:
    """A value that is itself a message: a role, say, which every language has its own word for."""

    name: str


def refusal(kind: Callable[[str], Refused], code: str, /, **values: str | int | Term) -> Refused:
    """Return an error that says ``error-CODE`` in English, and can be said in each language.

    Its remedy is the message's attribute ``remedy``, where it has one.

    Raises
    ------
    KeyError
        When there is no such message, or a value is missing.
    """
    name = f"error-{code}"
    plain = {key: _english(each) for key, each in values.items()}
    error = kind(say_plain(name, **plain))
    if has_message("en", f"{name}.remedy"):
        error.remedy = say_plain(f"{name}.remedy", **plain)
    error.code, error.values = code, values
    return error


def _english(value: str | int | Term) -> str | int:
    return say_plain(value.name) if isinstance(value, Term) else value


def refusal_texts(error: SulhError, language: str) -> tuple[str, str]:
    """Return what an error says, and what to do, in a language."""
    if language == "en":
        return str(error), error.remedy
    speech = Speech(language)
    if error.problems and not error.code:
        lines = [problem_text(each, language) for each in error.problems]
        return "\n".join(lines), room_text(error.remedy, language)
    name = f"error-{error.code}"
    if not error.code or not has_message(language, name):
        return room_text(str(error), language), room_text(error.remedy, language)
    values = {
        key: bare(speech.say(each.name)) if isinstance(each, Term) else each
        for key, each in error.values.items()
    }
    remedy = f"{name}.remedy"
    advice = (
        speech.say(remedy, **values)
        if has_message(language, remedy)
        else room_text(error.remedy, language)
    )
    return speech.say(name, **values), advice


def problem_text(problem: Problem, language: str) -> str:
    """Return a row's problem as one line in a language: where, which field, what, what to do."""
    name = f"problem-{problem.code}"
    if language == "en" or not has_message(language, name):
        return str(problem) if language == "en" else foreign(str(problem))
    speech = Speech(language)
    where = problem.source + (f":{problem.row}" if problem.row else "")
    field = _field(problem.field, speech)
    head = "problem-head" if field else "problem-head-row"
    text = speech.say(name)
    if problem.value:
        text = speech.say("problem-value", text=text, value=problem.value)
    if expected := _expected(problem.expected, speech):
        text = speech.say("problem-expected", text=text, expected=expected)
    values = {"field": field} if field else {}
    line = speech.say(head, where=where, text=text, **values)
    remedy = f"{name}.remedy"
    return f"{line} {speech.say(remedy)}" if has_message(language, remedy) else line


def _field(field: str, speech: Speech) -> str:
    """Return the title of a field of the forms; of another column, its own name."""
    name = f"field-{field}"
    if not field.replace("_", "").isalnum() or not has_message(speech.language, name):
        return field
    return bare(speech.say(name))


def _expected(expected: str, speech: Speech) -> str:
    """Return what was expected where it is no English sentence: words of a form, or figures."""
    if expected.startswith(LISTED):
        words = expected.removeprefix(LISTED).split(", ")
        return speech.comma([speech.word(each) for each in words])
    return "" if any(each.isalpha() for each in expected) else expected


def preferred_language(header: str) -> str:
    """Return the language that an Accept-Language header asks for (RFC 9110, 12.5.4); English by default."""
    best, language = 0.0, "en"
    for part in header.split(",")[:PARTS_MAX]:
        tag, _, weight = part.strip().lower().partition(";")
        code = tag.strip().split("-")[0]
        if code in LANGUAGES and (quality := _quality(weight)) > best:
            best, language = quality, code
    return language


def _quality(text: str) -> float:
    """Return a weight from 0 to 1; one that cannot be read counts as 0."""
    if not text.strip():
        return 1.0
    name, _, value = text.replace(" ", "").partition("=")
    try:
        number = float(value) if name == "q" else 0.0
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0
