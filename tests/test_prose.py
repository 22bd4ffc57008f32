"""Plain modern English: phrases that a reader must read twice do not come back."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARCHAIC = re.compile(
    r"\b(what of|none is there|at the most|told apart|tell apart|so far beside"
    r"|who holds|for who has|is of no|are of no|no more are there|lest|thereof|herein|whereof|hitherto"
    r"|thither|upon which|it were|be it|as good as none|is left of|in the stead of|in its stead)\b",
    re.IGNORECASE,
)
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "src").rglob("*.j2")),
    *sorted((ROOT / "examples").rglob("*.py")),
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_archaic_phrase(path):
    """A sentence that an officer who learned English at school reads once."""
    text = path.read_text("utf-8")
    faults = [
        f"{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for match in ARCHAIC.finditer(text)
    ]
    assert not faults, faults
