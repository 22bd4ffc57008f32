"""The words of the console, of findings and of what is printed, in each language, as Fluent files.

``CODE.ftl`` has the words of the pages, ``findings.CODE.ftl`` the sentences of findings, ``help.CODE.ftl`` the
help of fields (in English it is the declarations' own). The console's build reads the same files. A new
language is these files here and one line in ``web/src/words.ts``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "has_message", "say"]

LANGUAGES: tuple[str, ...] = ("ar", "en", "fr")
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def _bundle(language: str) -> FluentBundle:
    """Return the messages of a language, with Western digits; English where there is no such file."""
    code = language if language in LANGUAGES else "en"
    bundle = FluentBundle([code], use_isolating=True)
    for name in (f"{code}.ftl", f"findings.{code}.ftl", f"help.{code}.ftl"):
        file = files("sulh.languages").joinpath(name)
        if file.is_file():
            bundle.add_resource(FluentResource(file.read_text("utf-8")))
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
    pattern = bundle.get_message(name).value if bundle.has_message(name) else None
    if pattern is None:
        raise KeyError(f"the language {language} has no message {name}")
    text, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise KeyError(f"the message {name} in {language}: {faults[0]}")
    return str(text)
