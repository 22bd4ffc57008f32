"""Names: the field's words, one meaning each, nouns for values."""

import ast
import importlib
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sulh"
ROOMS = sorted(
    path.parent.name for path in SOURCE.glob("*/__init__.py") if path.parent.name != "packs"
)
PARTICIPLES = frozenset(
    [
        "asked",
        "chosen",
        "counted",
        "done",
        "drawn",
        "found",
        "given",
        "got",
        "gone",
        "held",
        "judged",
        "kept",
        "known",
        "laid",
        "learnt",
        "made",
        "meant",
        "named",
        "planned",
        "said",
        "sent",
        "shown",
        "stated",
        "taken",
        "told",
        "tried",
        "wanted",
        "won",
        "written",
    ]
)


def names_of_values(tree):
    """Yield the names that a module gives to values: variables, parameters, fields."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield node.lineno, name


@pytest.mark.parametrize("room", [*ROOMS, ""], ids=lambda room: room or "top")
def test_no_value_is_named_by_a_participle(room):
    """`found` says what happened, not what the value is: rows, findings, a report."""
    paths = (SOURCE / room).rglob("*.py") if room else SOURCE.glob("*.py")
    faults = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted(paths)
        for line, name in names_of_values(ast.parse(path.read_text("utf-8")))
        if name.strip("_") in PARTICIPLES
    ]
    assert not faults, "\n".join(faults)


def test_no_public_name_means_two_things():
    """A name that two rooms export is one and the same thing in both."""
    things = defaultdict(dict)
    for room in ROOMS:
        module = importlib.import_module(f"sulh.{room}")
        for name in getattr(module, "__all__", ()):
            things[name].setdefault(id(getattr(module, name)), []).append(room)
    for name in importlib.import_module("sulh.values").__all__:
        things[name].setdefault(
            id(getattr(importlib.import_module("sulh.values"), name)), []
        ).append("values")
    doubled = {name: list(each.values()) for name, each in things.items() if len(each) > 1}
    assert not doubled


def test_no_file_is_long():
    """A file does one thing; past 400 lines it is two. The compiled kernels may be longer."""
    lengths = {
        path.relative_to(SOURCE).as_posix(): path.read_text("utf-8").count("\n")
        for path in SOURCE.rglob("*.py")
        if "kernels" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
