"""Every rejected row stands in the rejects file, with its reason, and cannot harm who opens it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observe.small_files import BANGUI, NOW

from sulh.errors import Problem
from sulh.observe import read
from sulh.tables import Rejects
from sulh.tables.rejects import FORMULA_MARKS, defused

GOLDEN = Path(__file__).parent / "golden"


def rejects_of(source: Path, into: Path) -> int:
    """Read a file and write its rejects; return how many there are."""
    with Rejects(into) as rejects:
        for batch in read(source, timezone=BANGUI, now=NOW):
            rejects.add(batch.problems, batch.raw)
    return rejects.count


def test_no_cell_inside_of_a_line_is_a_formula(tmp_path: Path) -> None:
    """A spreadsheet that parts cells otherwise finds none; signed numbers stay as they are."""
    path = tmp_path / "x.csv"
    line = 'a;=HYPERLINK(1),"@sum";-5.7;+20.6,-cmd|=1'
    with Rejects(path) as rejects:
        rejects.add([Problem(code="c", source="s", message="m", row=2)], {2: line})
    (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert row["line"] == "a;'=HYPERLINK(1),\"'@sum\";-5.7;+20.6,'-cmd|'=1"


def test_the_rejects_file_in_full(tmp_path: Path) -> None:
    """The file is the one that was looked at and found right."""
    path = tmp_path / "bad_reports.rejects.csv"
    assert rejects_of(GOLDEN / "bad_reports.csv", path) == 7
    golden = GOLDEN / "bad_reports.rejects.csv"
    assert path.read_bytes() == golden.read_bytes()


def test_no_file_without_rejects(tmp_path: Path) -> None:
    """A file that is all good leaves no rejects file, not even that of an earlier run."""
    good = tmp_path / "good.csv"
    good.write_text("".join((GOLDEN / "bad_reports.csv").read_text("utf-8").splitlines(True)[:2]))
    path = tmp_path / "good.rejects.csv"
    assert rejects_of(good, path) == 0
    assert not path.exists()
    path.write_text("old")
    rejects_of(good, path)
    assert not path.exists()


def test_an_interruption_keeps_the_last_file(tmp_path: Path) -> None:
    """When reading breaks off before any reject, what an earlier run found stays."""
    path = tmp_path / "x.rejects.csv"
    path.write_text("old")

    def break_off() -> None:
        with Rejects(path):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert path.read_text() == "old"


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever the input, no cell begins with what a spreadsheet takes for a formula."""
    assert not defused(text).lstrip().startswith(FORMULA_MARKS)


@pytest.mark.parametrize("text", [" =1+1", "\u00a0@x", "\uff1d1+1", "  \uff0b1", "\uff20x"])
def test_spaces_and_wide_signs_hide_no_formula(text: str) -> None:
    """Some programs drop spaces, and read the wide signs of Japanese like the narrow ones."""
    assert defused(text) == f"'{text}"


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_cells_survive_the_way_through_csv(texts: list[str]) -> None:
    """A defused cell can be written and read back."""
    safe = [defused(text).replace("\r", " ").replace("\n", " ") for text in texts]
    line = ",".join('"' + text.replace('"', '""') + '"' for text in safe)
    assert next(csv.reader([line])) == safe
