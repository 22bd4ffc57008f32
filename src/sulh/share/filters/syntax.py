"""Read a filter: CQL2 as text or JSON (OGC 21-065r2), parsed by the package `cql2`, within bounds.

The bounds come first: the parser tries each group of brackets in two ways, so that a wrong filter with
n nested brackets costs 2 to the n, and no server may be stopped by one line.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Literal, get_args

from sulh.errors import InputError, MissingExtraError, plural, shown

__all__ = ["FILTER_LANGUAGES", "FilterLanguage", "parse_filter"]

FilterLanguage = Literal["cql2-text", "cql2-json"]
FILTER_LANGUAGES: tuple[FilterLanguage, ...] = get_args(FilterLanguage)

CHARACTERS_MAX = 12_000
BRACKETS_MAX = 10
"""Nested brackets of a text: a multipolygon inside a function inside a negation has six."""
DEPTH_MAX = 60
"""Nested operations, however they are written."""
SLOW_MAX = (
    ("CASEI and ACCENTI", re.compile("casei|accenti"), 20),
    ("comparisons of places", re.compile("s_.*"), 40),
)
"""Names of what is slow, and how often it may stand in a filter. CASEI and ACCENTI write every text anew: sixty
of each held a processor for 17 s with 15,000 features; 150 S_CROSSES for 4 s with 20,000."""
STEPS_MAX = 1_000_000
"""What a wrong filter may cost, a third of a second: its characters, doubled for each inner bracket."""
RUN = re.compile(r"(?:-\s*){20}|(?:\bnot\s+){20}", re.IGNORECASE)
REMEDY = "See https://docs.ogc.org/is/21-065r2/21-065r2.html for the language."


def parse_filter(text: str, language: FilterLanguage = "cql2-text") -> Any:
    """Return a filter as CQL2 JSON: nested ``{"op": ..., "args": [...]}``, numbers and texts.

    Raises
    ------
    InputError
        When it is not CQL2, too long or too deep.
    MissingExtraError
        When the package `cql2` is not installed.
    """
    try:
        import cql2  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(work="A filter", extra="serve") from error
    if len(text) > CHARACTERS_MAX:
        raise InputError(
            f"The filter has {plural(len(text), 'character')}; at most {CHARACTERS_MAX:,} are read.",
            remedy="Ask in several requests.",
        )
    try:
        tree = _from_json(text, cql2) if language == "cql2-json" else _from_text(text, cql2)
    except (cql2.ParseError, cql2.ValidationError, ValueError, TypeError, RecursionError) as error:
        raise InputError(f"The filter is not CQL2: {_reason(error)}.", remedy=REMEDY) from error
    _check_depth(tree)
    _check_slow(tree)
    return tree


def _from_text(text: str, cql2: Any) -> Any:
    depth = _brackets(text)
    if depth > BRACKETS_MAX:
        raise InputError(
            f"The filter has {depth} brackets inside each other; at most {BRACKETS_MAX} are read.",
            remedy="Leave out brackets that are not needed.",
        )
    if len(text) << depth > STEPS_MAX:
        raise InputError(
            f"The filter has {plural(len(text), 'character')} and {depth} brackets inside each other, which "
            "is too much to read.",
            remedy="Leave out brackets that are not needed, or ask in several requests.",
        )
    if RUN.search(text):
        raise InputError("The filter has 20 signs of 'not' or minus in a row.")
    return cql2.parse_text(text).to_json()


def _from_json(text: str, cql2: Any) -> Any:
    tree = json.loads(text, parse_constant=_no_constant)
    _check_depth(tree)
    if not isinstance(tree, (dict, bool)):
        raise TypeError("expected an object with op and args")
    return cql2.parse_json(json.dumps(tree)).to_json()


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


def _brackets(text: str) -> int:
    """Return how deep brackets nest outside of texts and quoted names."""
    depth = deepest = 0
    quote = ""
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "(":
            depth += 1
            deepest = max(deepest, depth)
        elif letter == ")":
            depth -= 1
    return deepest


def _check_depth(tree: Any) -> None:
    todo = [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        if depth > 2 * DEPTH_MAX:  # each operation is an object and a list
            raise InputError(
                f"The filter nests more than {DEPTH_MAX} operations inside each other.",
                remedy="Write long sums and lists of conditions flat, or ask in several requests.",
            )
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        todo += [(each, depth + 1) for each in inner]


def _check_slow(tree: Any) -> None:
    todo, names = [tree], Counter[str]()
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            names[str(node.get("op")).lower()] += 1
            todo += node.values()
        elif isinstance(node, list):
            todo += node
    for words, slow, most in SLOW_MAX:
        count = sum(number for name, number in names.items() if slow.fullmatch(name))
        if count > most:
            raise InputError(
                f"The filter has {count} {words}; at most {most} are read.",
                remedy="Ask in several requests.",
            )


def _reason(error: Exception) -> str:
    lines = [each.strip(" |=") for each in str(error).splitlines()]
    expected = next((each for each in lines if each.startswith("expected")), "")
    place = next((each for each in lines if each.startswith("-->")), "")
    if expected and place:
        column = place.rpartition(":")[2]
        return shown(f"at character {column}: {expected}")
    return shown(" ".join(lines) or "it cannot be read")
