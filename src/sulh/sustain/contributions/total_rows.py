"""Rows that are totals of others: recognised by their words, left out, and compared with the sum."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import shown
from sulh.sustain.contributions.nations import match_nation, plain
from sulh.sustain.contributions.steps import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.sustain.contributions.steps import Form

__all__ = ["AGREES", "compare_totals", "total_lines"]

WORD = r"(?:grand |overall |general )?(?:sub ?)?totals?(?: general)?"
AGREES = "it agrees with their sum"
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
    """Return in words for each total whether it agrees (`AGREES`) with the sum of the `used` lines.

    A total sums the rows that have its own words in each dimension; or, where that does not agree,
    those among them that follow the total before it. A nation is the same however it is written, and
    a row that only repeats another is summed once. A total whose words no row has is not compared.
    """
    if not lines:
        return {}
    words = [TEXT + name for name in form.dimensions]
    amounts = [pl.col(TEXT + name).str.strip_chars() for name in form.amounts]
    frame = texts.select(
        "line",
        *(pl.col(name).map_elements(_one_word, pl.String, skip_nulls=False) for name in words),
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
        messages[row["line"]] = _compare(row, before, _summed(rows, row, words), words)
    return messages


@cache
def _one_word(text: str) -> str:
    """Return a word as it is compared: a nation's code, or the letters that count."""
    return match_nation(text).nation.casefold() or plain(text)


def _summed(
    rows: pl.DataFrame, total: Mapping[str, Any], words: list[str]
) -> tuple[pl.DataFrame, str]:
    """Return the rows that a total sums, and the words of it that no row has; none of a nation without rows."""
    strange = ""
    for name in words:
        text = TOTAL.sub("", total[name]).strip()
        own = _one_word(text)
        own_rows = rows.filter(pl.any_horizontal(pl.col(each) == own for each in words))
        if own and own_rows.is_empty():
            strange = text
        if own and (len(own_rows) or match_nation(text).nation):
            rows = own_rows
    return rows, strange


def _compare(
    total: Mapping[str, Any],
    before: int,
    rows_of: tuple[pl.DataFrame, str],
    words: list[str],
) -> str:
    message = "is a total of other rows and is left out"
    if not total["has_sum"]:
        return message
    says = f"{total['sum']:,.0f}"
    rows, strange = rows_of
    if rows.is_empty():
        return f"{message}; it says {says}, and no row has its words, so that it is not compared"
    block = rows.filter(pl.col("line").is_between(before, total["line"], closed="none"))
    once = [each.unique([*words, "sum"]).get_column("sum").sum() for each in (rows, block)]
    if total["sum"] in once:
        return f"{message}; {AGREES}, {says}"
    repeats = len(rows) - rows.n_unique([*words, "sum"])
    if total["sum"] in (each.get_column("sum").sum() for each in (rows, block)):
        return (
            f"{message}; it says {says} and counts rows that stand twice; each counted once, the rows "
            f"that are kept give {once[0]:,.0f}"
        )
    note = f" ({repeats} that stand twice counted once)" if repeats else ""
    note += f"; none of them has its words, {shown(strange)}" if strange else ""
    return f"{message}; it says {says}, and the rows that are kept give {once[0]:,.0f}{note}"
