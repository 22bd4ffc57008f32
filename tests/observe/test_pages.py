"""The pages say what the code does: every code, column, format and act has its place in them."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from tests.observe.small_files import bring

import sulh.observe
import sulh.picture
import sulh.tables
from sulh import mission
from sulh.observe import FORMATS, REPORT_KINDS
from sulh.observe.acled import ACTS, NO_ACT, SUB_ACTS
from sulh.observe.ged import ACTS as GED_ACTS
from sulh.tables.open import OPENERS

HERE = Path(__file__).parents[2]
REFERENCE = HERE / "docs" / "reference"
SOURCES = sorted(
    path
    for room in (sulh.observe, sulh.picture, sulh.tables)
    for path in Path(room.__file__).parent.glob("*.py")
)
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def codes_in(source: str) -> set[str]:
    """Return the problem codes that a file's calls name, where they stand as plain words."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [each.value for each in node.keywords if each.arg == "code"]
        if node.func.id in ("FaultyField", "reject"):
            given += node.args[:1]
        for argument in given:
            for part in (argument, *ast.iter_child_nodes(argument)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found.add(part.value)
    return found


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.+)$", (REFERENCE / page).read_text("utf-8"), re.MULTILINE)


def test_every_code_has_a_heading() -> None:
    """A person who meets a code finds it; a heading without a code is out of date."""
    codes = set().union(*(codes_in(path.read_text("utf-8")) for path in SOURCES))
    assert len(codes) > 20
    assert all(CODE.fullmatch(code) for code in codes)
    in_desk = {"unknown-act", "unknown-item"}  # refused by the workspace, which knows the pack
    assert set(headings("problems.md")) >= codes | in_desk


def test_codes_stand_in_order_and_once() -> None:
    """The page can be searched by eye."""
    text = (REFERENCE / "problems.md").read_text("utf-8")
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^## (.+)$", part, re.MULTILINE)
        assert found == sorted(set(found))


def test_every_kind_is_on_the_page() -> None:
    """The form's page says what a row of each kind of report is."""
    table = (REFERENCE / "report-form.md").read_text("utf-8").partition("## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \| [a-z]", table, re.MULTILINE) == list(REPORT_KINDS.names)


def test_the_example_on_the_page_is_read(tmp_path: Path) -> None:
    """The form's example comes in without a problem."""
    text = (REFERENCE / "report-form.md").read_text("utf-8")
    path = tmp_path / "example.csv"
    path.write_text(text.partition("```csv\n")[2].partition("```")[0], encoding="utf-8")
    brought = bring(path)
    assert brought.problems == ()
    assert len(brought.reports) == 3


def test_every_format_and_ending_is_on_the_page() -> None:
    """The readers' page has a heading for each table, and names each ending."""
    text = (REFERENCE / "readers.md").read_text("utf-8")
    titles = headings("readers.md")
    for each in FORMATS:
        assert each.title in titles
        assert f"`{each.name}`" in text
    for ending in OPENERS:
        assert f"`{ending}`" in text


def test_the_mapping_on_the_page_is_the_example() -> None:
    """What the how-to shows is what stands in examples/maps."""
    page = (HERE / "docs" / "how-to" / "read-any-table.md").read_text("utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0].replace("\n   ", "\n")
    example = tomllib.loads((HERE / "examples" / "maps" / "violations.toml").read_text("utf-8"))
    example.pop("title")
    assert tomllib.loads(shown) == example


@pytest.mark.parametrize("pack", ["example", "minusca"])
def test_every_act_and_item_is_in_every_pack(pack: str) -> None:
    """What the readers write, the built-in vocabulary knows: else the workspace would refuse it."""
    known = mission.load(mission.find(pack))
    written = {*GED_ACTS.values(), *ACTS.values(), *SUB_ACTS.values()} - {NO_ACT}
    assert written <= set(known.acts)
    assert "military-personnel" in known.items
