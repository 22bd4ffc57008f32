"""Rows that are totals of others: recognised by their words, left out, and compared with the sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import shown
from sulh.sustain.contributions.nations import plain
from sulh.sustain.contributions.steps import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.sustain.contributions.steps import Form

__all__ = ["compare_totals", "total_lines"]

WORD = r"(?:grand |overall |general )?(?:sub ?)?totals?(?: general)?"
OTHERS = "summe|итого|всего|" + "|".join(map(plain, ("المجموع", "الإجمالي", "合计", "总计")))
TOTAL = re.compile(rf"^(?:{WORD}\b|(?:{OTHERS})$)|\b{WORD}$")
"""*Total*, *Grand Total*, *Sub-total MINUSMA*, *Nepal Total*; the word alone in other languages."""


def total_lines(form: Form, texts: pl.DataFrame) -> dict[int, str]:
    """Return the lines whose row is a total of others, with the words that say so."""
    lines: dict[int, str] = {}
    for name in form.dimensions:
        column = texts.get_column(TEXT + name)
        words = [word for word in column.unique() if TOTAL.search(plain(word))]
        for line, word in texts.filter(column.is_in(words)).select("line", TEXT + name).iter_rows():
            lines.setdefault(line, shown(word.strip()))
    return lines


def compare_totals(
    form: Form, texts: pl.DataFrame, used: Iterable[int], lines: Mapping[int, str]
) -> dict[int, str]:
    """Return in words for each total whether it agrees with the sum of the `used` lines.

    A total sums the rows that have its own words in each dimension; or, where that does not agree,
    those among them that follow the total before it.
    """
    if not lines:
        return {}
    words = [TEXT + name for name in form.dimensions]
    amounts = [pl.col(TEXT + name).str.strip_chars() for name in form.amounts]
    frame = texts.select(
        "line",
        *(pl.col(name).map_elements(plain, pl.String, skip_nulls=False) for name in words),
        sum=pl.sum_horizontal(
            each.cast(pl.Float64, strict=False) for each in amounts or [pl.lit("")]
        ),
        has_sum=pl.any_horizontal(each != "" for each in amounts or [pl.lit("")]),
    )
    rows = frame.filter(pl.col("line").is_in(list(used)))
    starts = sorted(lines)
    messages = {}
    for row in frame.filter(pl.col("line").is_in(starts)).iter_rows(named=True):
        before = max((line for line in starts if line < row["line"]), default=0)
        messages[row["line"]] = _compare(row, before, _summed(rows, row, words))
    return messages


def _summed(rows: pl.DataFrame, total: Mapping[str, Any], words: Iterable[str]) -> pl.DataFrame:
    for name in words:
        own = TOTAL.sub("", total[name]).strip()
        own_rows = rows.filter(pl.any_horizontal(pl.col(each) == own for each in words))
        rows = own_rows if own and len(own_rows) else rows
    return rows


def _compare(total: Mapping[str, Any], before: int, rows: pl.DataFrame) -> str:
    message = "is a total of other rows and is left out"
    if not total["has_sum"]:
        return message
    block = rows.filter(pl.col("line").is_between(before, total["line"], closed="none"))
    sums = [each.get_column("sum").sum() for each in (rows, block)]
    if total["sum"] in sums:
        return f"{message}; it agrees with their sum, {total['sum']:,.0f}"
    return f"{message}; it says {total['sum']:,.0f}, and the rows that are kept give {sums[0]:,.0f}"
