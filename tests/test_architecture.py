"""The architecture page leads to code that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sulh"
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
ROWS = re.findall(r"^\| (a[n]? .+?) \| (.+?) \| `(.+?)` \|$", PAGE, re.MULTILINE)
ELSEWHERE = ("tests/", "docs/", "benchmarks/", "web/")


def exists(path):
    """Say whether a path in the page is there; a star stands for any name."""
    base = ROOT if path.startswith(ELSEWHERE) else SOURCE
    return any(base.glob(path.rstrip("/")))


def paths(text):
    return [
        each for each in re.findall(r"`([^`\s]+)`", text) if "/" in each or each.endswith(".py")
    ]


def test_the_table_of_additions_has_its_rows():
    """Reader, record kind, provision kind, chart, page, command, endpoint, problem code are there."""
    assert len(ROWS) >= 8


@pytest.mark.parametrize(("what", "where", "example"), ROWS, ids=[row[0] for row in ROWS])
def test_each_addition_has_its_place_and_an_example(what, where, example):
    """Each row of "I want to add …" names files that are there."""
    for path in [*paths(where), example]:
        assert exists(path), (what, path)


def test_every_room_is_in_the_map():
    """A newcomer finds each room in the drawing and in the table."""
    drawing = PAGE.split("```")[1]
    table = PAGE.split("| Room | Answers |")[1].split("\n\n")[0]
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")} - {"packs"}
    assert {room for room in rooms if f"`{room}/`" not in table} == set()
    assert {room for room in rooms - {"kernels"} if f"{room}/" not in drawing} == set()


def test_what_to_look_at_first_is_there():
    """The files in the table of rooms are in their rooms."""
    for room, files in re.findall(r"^\| `([a-z]+)/` \|.+\| (.+) \|$", PAGE, re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", files):
            assert exists(f"{room}/{name}"), (room, name)


def test_registries_are_where_the_page_says():
    """The lines to add to exist: formats, sections of the help, provision kinds, benchmarks."""
    for path, word in (
        ("observe/read.py", "FORMATS = ("),
        ("cli/groups.py", "SECTIONS = ("),
        ("mission/provisions.py", "KINDS"),
    ):
        assert word in (SOURCE / path).read_text("utf-8"), path
    listed = (ROOT / "benchmarks" / "__main__.py").read_text("utf-8")
    assert "readers" in listed
