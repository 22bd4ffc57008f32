"""Score by a command, print, and put the tables in docs/reference/forecasts.md."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.__main__ import load, machine
from benchmarks.forecast_rivals import PAGE
from benchmarks.tables import Table, markdown, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["write_part"]


def write_part(module: str, part: str, tables_of: Callable[[Path | None], Sequence[Table]]) -> None:
    """Run a module's command: make its tables, given a folder to keep scores in, and put them in a part."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{module}")
    parser.add_argument("--keep", type=Path, help="a folder, to go on where a run stopped")
    options = parser.parse_args()
    before = load()
    tables = tables_of(options.keep)
    text = f"*{machine()}; load {before} before, {load()} after.*\n\n"
    text += "\n".join(markdown(table) for table in tables)
    print(text, flush=True)
    PAGE.write_text(replaced(PAGE.read_text("utf-8"), part, text), "utf-8")
