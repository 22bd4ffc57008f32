"""A month's statement as CSV rows and as one self-contained HTML page."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.observe.rejects import defused
from sulh.sustain.pages import rendered
from sulh.sustain.rates import TAGS

if TYPE_CHECKING:
    from datetime import date

    from sulh.sustain.reimbursement import Reimbursement, ReimbursementLine

__all__ = ["statement_csv", "statement_html"]

COLUMNS = (
    *("line", "unit", "kind", "category", "lease", "reason", "quantity_days", "month_days"),
    *("rate", "rate_id", "rate_tag", "rate_source", "amount_usd", "days", "records"),
)


def runs(line: ReimbursementLine) -> list[tuple[date, date, int, tuple[str, ...]]]:
    """Return the days of a line as runs of one count by the same records: first, last, count."""
    found: list[tuple[date, date, int, tuple[str, ...]]] = []
    for each in line.days:
        if found:
            first, last, count, records = found[-1]
            if (each.day - last).days == 1 and (count, records) == (each.number, each.records):
                found[-1] = (first, each.day, count, records)
                continue
        found.append((each.day, each.day, each.number, each.records))
    return found


def statement_csv(statement: Reimbursement) -> str:
    """Return one row a line; the column ``amount_usd`` adds up to the net sum."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, each in enumerate(statement.lines, 1):
        texts = (each.unit, each.kind, each.category, each.lease, each.reason)
        spans = "; ".join(f"{a}..{b}: {n}" for a, b, n, _ in runs(each))
        records = "; ".join(sorted({ref for d in each.days for ref in d.records}))
        writer.writerow(
            (
                number,
                *(defused(text) for text in texts),
                each.quantity,
                each.month_days,
                each.rate.amount,
                *(defused(t) for t in (each.rate.id, each.rate.tag, each.rate.source)),
                each.amount,
                spans,
                defused(records),
            )
        )
    return out.getvalue()


def statement_html(statement: Reimbursement) -> str:
    """Return the statement as a page that loads nothing; every word of the input is escaped."""
    totals: dict[tuple[str, str], Decimal] = {}
    for each in statement.lines:
        key = each.unit, each.kind
        totals[key] = totals.get(key, Decimal(0)) + each.amount
    return rendered(
        "reimbursement.html.j2",
        statement=statement,
        totals=sorted(totals.items()),
        runs=runs,
        tags=TAGS,
    )
