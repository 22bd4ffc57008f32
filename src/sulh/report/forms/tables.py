"""The forms of plain tables: findings, and counts of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.report.forms.form import json_text
from sulh.report.xlsx import frame_csv, frames_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["table_writers"]


def table_writers(
    frames: Mapping[str, pl.DataFrame], content: object
) -> dict[str, Callable[[], str | bytes]]:
    """Return the writers of tables by their ending: the first as CSV, all as XLSX, `content` as JSON."""
    flat = {
        name: frame.with_columns(pl.col(pl.List(pl.String)).list.join(" "))
        for name, frame in frames.items()
    }
    return {
        ".csv": lambda: frame_csv(next(iter(flat.values()))),
        ".xlsx": lambda: frames_xlsx(flat),
        ".json": lambda: json_text(content) + "\n",
    }
