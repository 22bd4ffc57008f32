"""The page of what monitoring is worth can be written anew, whichever rule was played."""

import re
from collections import Counter

import pytest
from benchmarks.monitoring import MARKS, PAGE, heading_level, written

from sulh.exercise import Measured, Watching

TEXT = PAGE.read_text("utf-8")


def part(quality="poor", density=0.5, pack="unifil"):
    """Return what exercises of a pack counted."""
    return Measured(
        pack=pack,
        watching=Watching(density=density, quality=quality),
        exercises=7,
        months=42,
        outcomes=Counter({"found": 3, "left-open": 1, "missed": 1, "cleared": 60, "accused": 1}),
        causes=Counter(prohibit=1),
        missed=Counter(limit=1),
    )


def headings(page):
    """Return each heading of a page and its level, in their order."""
    return [(len(each[1]), each[2]) for each in re.finditer(r"^(#+) (.*)$", page, re.MULTILINE)]


@pytest.mark.parametrize("reports", MARKS)
def test_the_tables_of_a_rule_stand_below_its_heading(reports):
    """What no part played stays as it is; all else of the page does, too."""
    page = written(TEXT, {each: [part()] if each == reports else [] for each in MARKS})
    mark = MARKS[reports]
    begins, ends = (page.index(f"<!-- {mark}: {each} -->") for each in ("start", "end"))
    level = heading_level(TEXT, mark)
    assert level > 1
    new = headings(page[begins:ends])
    assert new
    assert {each for each, _ in new} == {level + 1}
    assert "7 of `unifil`" in page[begins:ends] or reports is not None
    assert "`minusca`" not in page[begins:ends]  # nobody played it
    before, after = TEXT.index(f"<!-- {mark}: start"), TEXT.index(f"<!-- {mark}: end")
    assert page[:begins] == TEXT[:before]
    assert page[ends:] == TEXT[after:]
    assert written(page, {reports: [part()]}) == page


def test_marks_may_move_to_another_heading():
    """Wherever somebody puts them, the tables come one level below."""
    mark = MARKS[None]
    page = f"# Page\n\n## Two\n\n### Three\n\n<!-- {mark}: start -->\n<!-- {mark}: end -->\n"
    assert (4, "All packs together") in headings(written(page, {None: [part()]}))
    higher = page.replace("### Three\n", "")
    assert (3, "All packs together") in headings(written(higher, {None: [part()]}))
