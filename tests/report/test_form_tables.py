"""Results as CSV: what somebody wrote in a report is never run by a spreadsheet."""

import re
from pathlib import Path

import polars as pl

import sulh
from sulh.report.xlsx import frame_csv, harmless_csv


def test_a_frame_as_csv_holds_no_formula() -> None:
    """Texts alone are changed, and only where one would be run."""
    frame = pl.DataFrame({"a": ["=1+1", " @x", "plain", None], "b": [-1.5, 2.0, None, 3.0]})
    assert harmless_csv(frame) == "a,b\n'=1+1,-1.5\n' @x,2.0\nplain,\n,3.0\n"
    assert frame_csv(frame).splitlines()[1] == "'=1+1,-1.5"


def test_no_result_leaves_as_csv_in_another_way() -> None:
    """Polars writes what somebody typed as it is, so that only this function may call it."""
    source = Path(sulh.__file__).parent
    callers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bwrite_csv\b", path.read_text(encoding="utf-8"))
    }
    assert callers == {"report/xlsx.py"}
