"""The words of the console, of findings and of what is printed, in each language, as Fluent files.

``CODE.ftl`` has the words of the pages, ``findings.CODE.ftl`` the sentences of findings and of the reports
behind them, ``report.CODE.ftl`` those of the mission's report, ``recovery.CODE.ftl`` those of the printed pages
of what comes after, ``sustain.CODE.ftl``, ``protect.CODE.ftl`` (with the forecasts) and ``respond.CODE.ftl``
those of the printed pages of these rooms, ``exercise.CODE.ftl`` those of exercises, ``share.CODE.ftl`` those of
evidence, ``rooms.CODE.ftl`` reasons of computing rooms that they say in English themselves, ``help.CODE.ftl``
the help of fields (in English it is the declarations' own), ``errors.CODE.ftl`` what is refused and the
problems of rows (in English a row's problem has its reader's own words). The console's build reads the words of
the pages and the help. A new language is these files here and one line in ``web/src/words.ts``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

__all__ = [
    "LANGUAGES",
    "RIGHT_TO_LEFT",
    "has_message",
    "message_names",
    "message_pattern",
    "message_slots",
    "say",
    "say_plain",
]

LANGUAGES: tuple[str, ...] = ("ar", "en", "fr")
RIGHT_TO_LEFT = frozenset({"ar"})
PARTS = (
    *("", "findings.", "report.", "recovery.", "sustain.", "protect.", "respond.", "exercise."),
    *("share.", "rooms.", "help.", "errors."),
)
"""How the names of a language's files begin, before its code."""


@cache
def _resources(code: str) -> tuple[Any, ...]:
    some = [files("sulh.languages").joinpath(f"{part}{code}.ftl") for part in PARTS]
    return tuple(FluentResource(each.read_text("utf-8")) for each in some if each.is_file())


@cache
def _bundle(language: str, *, isolate: bool = True) -> FluentBundle:
    """Return the messages of a language, with Western digits; English where there is no such file."""
    code = language if language in LANGUAGES else "en"
    bundle = FluentBundle([code], use_isolating=isolate)
    for resource in _resources(code):
        bundle.add_resource(resource)
    return bundle


@cache
def message_slots(name: str) -> frozenset[str]:
    """Return the names of the values that a message takes, as English has it."""
    pattern = _bundle("en").get_message(name).value
    slots: set[str] = set()

    class Walk(Visitor):
        def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 -- Fluent's
            slots.add(node.id.name)

    Walk().visit(pattern)
    return frozenset(slots)


@cache
def message_names(prefix: str) -> tuple[str, ...]:
    """Return the names of the messages that begin so, as English has them."""
    entries = [each for resource in _resources("en") for each in resource.body]
    names = [each.id.name for each in entries if isinstance(each, Message)]
    return tuple(each for each in names if each.startswith(prefix))


def message_pattern(name: str) -> Any:
    """Return what an English message says, as Fluent's parts (`fluent.syntax.ast.Pattern`).

    Raises
    ------
    KeyError
        When there is no such message.
    """
    for resource in _resources("en"):
        for each in resource.body:
            if isinstance(each, Message) and each.id.name == name:
                return each.value
    raise KeyError(f"there is no message {name}")


def has_message(language: str, name: str) -> bool:
    """Say whether a language has a message, or an attribute of one (``message.attribute``)."""
    return _pattern(_bundle(language), name) is not None


def say(language: str, name: str, /, **values: str | int) -> str:
    """Return a message with its values put in, each isolated (U+2068, U+2069) from its neighbours.

    `name` is that of a message, or of an attribute of one: ``message.attribute``.

    Raises
    ------
    KeyError
        When the language has no such message, or a value is missing.
    """
    return _said(_bundle(language), f"in {language}", name, values)


def say_plain(name: str, /, **values: str | int) -> str:
    """Return an English message with its values put in, and nothing around them.

    Raises
    ------
    KeyError
        When there is no such message, or a value is missing.
    """
    return _said(_bundle("en", isolate=False), "in en", name, values)


def _pattern(bundle: FluentBundle, name: str) -> Any:
    """Return what a message or an attribute of it says; None where there is none."""
    identity, _, attribute = name.partition(".")
    if not bundle.has_message(identity):
        return None
    message = bundle.get_message(identity)
    return message.attributes.get(attribute) if attribute else message.value


def _said(bundle: FluentBundle, where: str, name: str, values: dict[str, str | int]) -> str:
    pattern = _pattern(bundle, name)
    if pattern is None:
        raise KeyError(f"there is no message {name} {where}")
    text, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise KeyError(f"the message {name} {where}: {faults[0]}")
    return str(text)
