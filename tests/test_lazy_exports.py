"""Exports of rooms are loaded when somebody asks for them, and are what they were when all were loaded at once."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import sulh

ROOMS = sorted(
    each.name
    for each in pkgutil.walk_packages(sulh.__path__, "sulh.")
    if each.ispkg and hasattr(importlib.import_module(each.name), "_module_of")
)


def run(code):
    """Run code in a fresh Python and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_exports_what_it_names(name):
    room = importlib.import_module(name)
    assert set(room.__all__) == set(room._module_of)
    assert set(room.__all__) <= set(dir(room))
    for each in room.__all__:
        module, there = room._module_of[each]
        if module == name:
            assert getattr(room, each) is importlib.import_module(f"{name}.{there}")
        else:
            assert getattr(room, each) is getattr(importlib.import_module(module), there)


def test_an_export_with_the_name_of_its_module_stays_an_export():
    """Whichever comes first: the module that is imported, or the export that is asked for."""
    module_first = "import sulh.observe.read, sulh.observe; print(callable(sulh.observe.read))"
    export_first = (
        "import sulh.observe; before = sulh.observe.read; import sulh.observe.read; "
        "print(before is sulh.observe.read and callable(before))"
    )
    assert [run(module_first), run(export_first)] == ["True", "True"]


def test_a_name_that_a_room_does_not_export_is_an_error():
    with pytest.raises(AttributeError, match=r"sulh\.verify.*no attribute 'no_such_verb'"):
        sulh.verify.no_such_verb  # noqa: B018 -- the access itself is asked


def test_a_room_alone_loads_nothing_heavy():
    heavy = ("numba", "polars", "numpy", "cryptography", "jinja2")
    code = f"import sys, sulh.workspace, sulh.report, sulh.warn; print([n for n in {heavy} if n in sys.modules])"
    assert run(code) == "[]"
