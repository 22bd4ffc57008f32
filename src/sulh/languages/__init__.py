"""The words of the console, of verdicts and of what is printed, in each language: one Fluent file each.

The console's build reads the same files. A new language is one file ``CODE.ftl`` here and one line in
``web/src/words.ts``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "has_message", "say", "sayer"]

LANGUAGES: tuple[str, ...] = ("ar", "en", "fr")
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def _bundle(language: str) -> FluentBundle:
    """Return the messages of a language, with Western digits; English where there is no such file."""
    code = language if language in LANGUAGES else "en"
    text = files("sulh.languages").joinpath(f"{code}.ftl").read_text("utf-8")
    bundle = FluentBundle([code], use_isolating=True)
    bundle.add_resource(FluentResource(text))
    return bundle


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
    bundle = _bundle(language)
    if not bundle.has_message(name):
        raise KeyError(f"the language {language} has no message {name}")
    text, faults = bundle.format_pattern(bundle.get_message(name).value, values)
    if faults:
        raise KeyError(f"the message {name} in {language}: {faults[0]}")
    return str(text)


def sayer(language: str) -> Callable[..., str]:
    """Return `say` for one language."""

    def speak(name: str, /, **values: str | int) -> str:
        return say(language, name, **values)

    return speak
