"""One thing is never said in the plural: a count in a sentence of the code is followed by `plural`'s words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sulh
from sulh.errors import plural
from sulh.languages.speech import Speech, bare

SOURCE = Path(sulh.__file__).parent
CONSTANT = re.compile(r"[A-Z_]+(\[.*\])?")
WORDS = re.compile(r" (?:[a-z-]+ ){0,2}?([a-z-]+)\b")
# What stands before these is no count, or never one: a name, a share of a search, a bound above one.
NO_COUNT = {
    *("first.file", "file", "name", "address", "self._origin[1]", "role", "parts[0].host"),
    *("shown(source.name)", "shown(self.name)", "pack.id", "len(matches)", "most", "days", "url"),
    *("len(calls)", "len(service)", "len(places) or 'no'"),
    *("work", "which", "kind", "where", "entry['id']"),
}


def nouns(trees):
    """Return the plurals of all nouns that some sentence says in both numbers."""
    found = {"rows"}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "plural":
                words = [each.value for each in node.args[1:] if isinstance(each, ast.Constant)]
                if len(words) == 1:
                    found.add(f"{words[0].split()[-1]}s")
                elif words and " " not in words[1]:
                    found.add(words[1])
    return found


def counts_in_the_plural(trees, known):
    """Yield where a placeable is followed by a plural noun, whatever the number is."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            for value, after in zip(node.values, node.values[1:], strict=False):
                if not isinstance(value, ast.FormattedValue) or not isinstance(after, ast.Constant):
                    continue
                match, what = WORDS.match(str(after.value)), ast.unparse(value.value)
                is_rounded = value.format_spec and "f" in ast.unparse(value.format_spec)[2:]
                is_count = not (CONSTANT.fullmatch(what) or what in NO_COUNT or is_rounded)
                if match and match.group(1) in known and is_count and what.count("plural(") == 0:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}: {{{what}}}{match.group(0)}"


def test_no_count_stands_before_a_bare_plural():
    """It was `1 parts are not connected` of a network with one island."""
    trees = {each: ast.parse(each.read_text("utf-8")) for each in sorted(SOURCE.rglob("*.py"))}
    assert list(counts_in_the_plural(trees, nouns(trees))) == []


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (1, ("row",), "1 row"),
        (0, ("row",), "0 rows"),
        (1848, ("month",), "1,848 months"),
        (2.5, ("minute",), "2.5 minutes"),
        (1.0, ("minute",), "1 minute"),
        (1, ("part is", "parts are"), "1 part is"),
        (2, ("part is", "parts are"), "2 parts are"),
    ],
)
def test_the_number_chooses_the_words(number, words, text):
    """Whole and decimal numbers; words that change with the number stand in both forms."""
    assert plural(number, *words) == text


@pytest.mark.parametrize(
    ("language", "hours", "place"),
    [
        ("en", ("1 hour before", "24 hours before"), "1 more place"),
        ("fr", ("1 heure à", "24 heures à"), "1 autre lieu"),
        ("ar", ("قبل ساعة واحدة", "قبل 24 ساعة"), "ومكان واحد آخر"),
    ],
)
def test_findings_choose_their_words_in_each_language(language, hours, place):
    """They said `1 hours before` and `1 more places`."""
    speech = Speech(language)
    for number, words in zip((1, 24), hours, strict=True):
        shared = {"acts": "A", "party": "P", "place": "in Z"}
        assert words in bare(speech.say("says-notice-met", hours=number, **shared))
    assert place in bare(speech.say("more-places", names="X", count=1))
