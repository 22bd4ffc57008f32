"""The words of the console, of findings and of what is printed, in each language, as Fluent files.

``CODE.ftl`` has the words of the pages, ``findings.CODE.ftl`` the sentences of findings and of the reports
behind them, ``report.CODE.ftl`` those of the mission's report, ``help.CODE.ftl`` the help of fields (in English
it is the declarations' own). The console's build reads the same files. A new language is these files here and
one line in ``web/src/words.ts``.
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
    "message_slots",
    "say",
    "say_plain",
]

LANGUAGES: tuple[str, ...] = ("ar", "en", "fr")
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def _resources(code: str) -> tuple[Any, ...]:
    names = (f"{code}.ftl", f"findings.{code}.ftl", f"report.{code}.ftl", f"help.{code}.ftl")
    some = [files("sulh.languages").joinpath(name) for name in names]
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


def has_message(language: str, name: str) -> bool:
    """Say whether a language has a message."""
    return bool(_bundle(language).has_message(name))


def say(language: str, name: str, /, **values: str | int) -> str:
    """Return a message with its values put in, each isolated (U+2068, U+2069) from its neighbours.

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


def _said(bundle: FluentBundle, where: str, name: str, values: dict[str, str | int]) -> str:
    pattern = bundle.get_message(name).value if bundle.has_message(name) else None
    if pattern is None:
        raise KeyError(f"there is no message {name} {where}")
    text, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise KeyError(f"the message {name} {where}: {faults[0]}")
    return str(text)
