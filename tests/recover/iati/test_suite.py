"""The standard's own suite: what it calls right is read, what it calls wrong is refused with the place."""

import os
import random
from pathlib import Path
from xml.etree import ElementTree as ET  # our own mutations of the suite's files

import pytest
import xmlschema

from sulh.errors import InputError, Problem
from sulh.recover.iati.stream import read_statements

SUITE = {
    "should-pass": (163, True),
    "activity-tests/should-pass": (58, True),
    "should-fail": (101, False),
    "activity-tests/should-fail": (225, False),
}
MUTATIONS = 2_000


def folder() -> Path:
    path = Path(os.environ.get("SULH_DATA") or "/nonexistent") / "iati"
    if not path.is_dir():
        pytest.skip("SULH_DATA is not set: the suite of IATI is not at hand")
    return path


def faults(content: bytes) -> list[Problem]:
    """Return the errors of a file's structure."""
    found = []
    for each in read_statements([content], "file.xml"):
        found += [each] if isinstance(each, Problem) else each.problems
    return [each for each in found if each.severity == "error"]


def verdict(content: bytes) -> list[Problem]:
    """Return the errors; a file that is refused as a whole has one."""
    try:
        return faults(content)
    except InputError as error:
        return [Problem(code="refused", source="", message=str(error), row=1, field="iati-")]


@pytest.mark.parametrize("part", SUITE)
def test_the_suite_of_the_standard(part: str) -> None:
    """Every verdict is the suite's; every refusal names a line and a path."""
    count, is_right = SUITE[part]
    paths = sorted((folder() / part).rglob("*.xml"))
    assert len(paths) == count
    for path in paths:
        found = verdict(path.read_bytes())
        assert (not found) == is_right, (path.name, found[:1])
        assert all(each.row and each.field.startswith("iati-") for each in found)


@pytest.mark.slow
def test_files_with_one_thing_changed_are_judged_as_by_the_schema() -> None:
    """The official schema, run by another program, is the oracle of random changes to valid files."""
    schemas = {
        name: xmlschema.XMLSchema(str(folder() / "2.03" / f"iati-{name}-schema.xsd"))
        for name in ("activities", "organisations")
    }
    draw = random.Random(7)
    paths = sorted((folder() / "should-pass").rglob("*.xml"))
    paths += sorted((folder() / "activity-tests" / "should-pass").rglob("*.xml"))
    verdicts = []
    for number in range(MUTATIONS):
        tree = ET.parse(paths[number % len(paths)])
        change = mutate(tree.getroot(), draw)
        content = ET.tostring(tree.getroot())
        schema = schemas[tree.getroot().tag.removeprefix("iati-")]
        is_right = schema.is_valid(content.decode())
        assert (not verdict(content)) == is_right, (
            paths[number % len(paths)].name,
            change,
            content,
        )
        verdicts.append(is_right)
    assert 0.1 < sum(verdicts) / len(verdicts) < 0.9  # the changes are of both sorts


def has_own(node: ET.Element) -> bool:
    """Say whether an element holds text or own elements: in others the oracle takes text, the schema does not."""
    return bool((node.text or "").strip()) or any(not each.tag.startswith("{") for each in node)


def mutate(root: ET.Element, draw: random.Random) -> str:
    """Change one thing of a document, and say what; the version stays."""
    parents = [each for each in root.iter() if len(each)]
    every = [each for each in root.iter() if each is not root]
    node, parent = draw.choice(every), draw.choice(parents)
    way = draw.randrange(8)
    if way == 0 and parent is not root:
        parent.remove(draw.choice(list(parent)))
    elif way == 1:
        children = list(parent)
        draw.shuffle(children)
        parent[:] = children
    elif way == 2:
        parent.append(draw.choice(list(parent)))
    elif way == 3 and node.attrib:
        node.attrib.pop(draw.choice(sorted(node.attrib)))
    elif way == 4 and node.attrib:
        values = [
            "",
            "1",
            "-1",
            "1.5",
            "2024-02-30",
            "2024-02-29",
            "2024-05-03Z",
            "true",
            "fr",
            "a b",
            "2024-05-03T10:00:00",
        ]
        node.attrib[draw.choice(sorted(node.attrib))] = draw.choice(values)
    elif way == 5:
        node.attrib[draw.choice(["code", "ref", "type", "{urn:other}a"])] = "1"
    elif way == 6 and has_own(node):
        node.text = draw.choice(["", "12", "text", "1,5"])
    else:
        parent.insert(
            draw.randrange(len(parent) + 1),
            ET.Element(draw.choice(["{urn:other}a", "title", "unknown"])),
        )
    return f"{way} {node.tag} {parent.tag}"


def test_old_versions_are_named() -> None:
    """One sentence, in place of thousands of errors."""
    for text in (
        '<iati-activities version="1.05"/>',
        '<iati-activities version="2.01"/>',
        "<iati-activities/>",
    ):
        with pytest.raises(InputError, match=r"2\.03 is read"):
            faults(text.encode())
