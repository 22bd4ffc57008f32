"""Reproduce every figure of the back-test's page, and write them to docs/reference/backtest-figures.md.

    python -m benchmarks.evidence [--only PART] [--keep FOLDER]

Without ``--only`` all parts, in turn. ``--keep`` names a folder for what is done: a run that was stopped goes
on there, and what did not change is not computed again (see `benchmarks.kept`).
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.__main__ import load, machine
from benchmarks.evidence_averse import averse_tables
from benchmarks.evidence_limits import effort_tables, limit_tables, number_tables
from benchmarks.evidence_replays import (
    early_tables,
    left_out_tables,
    period_tables,
    view_tables,
    without_tables,
    yearly_tables,
)
from benchmarks.evidence_roads import road_tables
from benchmarks.kept import code_digest
from benchmarks.tables import markdown, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tables import Table

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "backtest-figures.md"


def parts(keep: Path | None) -> dict[str, Callable[[], list[Table]]]:
    """Return what makes the tables of each part."""
    scores = (
        None
        if keep is None
        else keep / f"rules-{code_digest('benchmarks.laydown_choice')[:16]}.npz"
    )
    return {
        "yearly": partial(yearly_tables, keep),
        "early": partial(early_tables, keep),
        "yearly-30-days": partial(period_tables, 12, "30-days", keep),
        "quarterly": partial(period_tables, 3, "30-days", keep),
        "monthly": partial(period_tables, 1, "30-days", keep),
        "quarterly-final": partial(period_tables, 3, "final", keep),
        "monthly-final": partial(period_tables, 1, "final", keep),
        "views": partial(view_tables, keep),
        "roads": partial(road_tables, keep),
        "averse": partial(averse_tables, keep),
        "without": partial(without_tables, scores, keep),
        "number": partial(number_tables, scores),
        "limits": limit_tables,
        "effort": effort_tables,
        "left-out": left_out_tables,
    }


def main() -> None:
    """Run what was asked for, print it, and put it in the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("--only", choices=sorted(parts(None)), action="append")
    parser.add_argument("--keep", type=Path, help="a folder, to go on where a run stopped")
    options = parser.parse_args()
    work = parts(options.keep)
    date = datetime.now(UTC).date().isoformat()
    shared = "; the machine was shared" if os.getloadavg()[0] > 1.0 else ""
    for name in options.only or work:
        before = load()
        tables = work[name]()
        text = f"*{date}, {machine()}; load {before} before, {load()} after{shared}.*\n\n"
        text += "\n".join(markdown(table) for table in tables)
        print(text, flush=True)
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), name, text), "utf-8")


if __name__ == "__main__":
    main()
