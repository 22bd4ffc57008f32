"""A month's statement as CSV rows, and the runs of days that a line is shown with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from sulh.tables.rejects import defused

if TYPE_CHECKING:
    from datetime import date

    from sulh.sustain.units.reimbursement import Reimbursement, ReimbursementLine

__all__ = ["DayRun", "day_runs", "statement_csv"]

COLUMNS = (
    *("line", "unit", "kind", "category", "lease", "reason", "quantity_days", "month_days"),
    *("rate", "rate_id", "rate_tag", "rate_source", "amount_usd", "days", "records"),
)


class DayRun(NamedTuple):
    """Days that follow each other, with one count, by the same records, at the same rate."""

    first: date
    last: date
    number: int
    records: tuple[str, ...]
    rate: str


def day_runs(line: ReimbursementLine) -> list[DayRun]:
    """Return the days of a line as runs; their counts by their lengths add up to its quantity."""
    runs: list[DayRun] = []
    for each in line.days:
        if runs:
            run = runs[-1]
            same = (run.number, run.records, run.rate) == (each.number, each.records, each.rate)
            if same and (each.day - run.last).days == 1:
                runs[-1] = run._replace(last=each.day)
                continue
        runs.append(DayRun(each.day, each.day, each.number, each.records, each.rate))
    return runs


def statement_csv(statement: Reimbursement) -> str:
    """Return one row a line; the column ``amount_usd`` adds up to the net sum.

    Where a line has several rates (of one amount), their ids, tags and sources stand in order, with
    semicolons between them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, each in enumerate(statement.lines, 1):
        texts = (each.unit, each.kind, each.category, each.lease, each.reason)
        spans = "; ".join(
            f"{run.first}..{run.last}: {run.number} at {run.rate}" for run in day_runs(each)
        )
        records = "; ".join(sorted({ref for d in each.days for ref in d.records}))
        rates = (
            "; ".join(rate.id for rate in each.rates),
            "; ".join(rate.tag for rate in each.rates),
            "; ".join(rate.source for rate in each.rates),
        )
        writer.writerow(
            (
                number,
                *(defused(text) for text in texts),
                each.quantity,
                each.month_days,
                each.rate_amount,
                *(defused(text) for text in rates),
                each.amount,
                defused(spans),
                defused(records),
            )
        )
    return out.getvalue()
