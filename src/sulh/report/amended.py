"""The records that were corrected or retracted, as a report lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import AmendmentRow
from sulh.verify import amendment_text

if TYPE_CHECKING:
    from sulh.report.cases import Register
    from sulh.report.context import ReportContext

__all__ = ["AMENDMENTS_MAX", "amendment_rows"]

AMENDMENTS_MAX = 100
"""So many are listed, those entered last; the ledger has all of them."""


def amendment_rows(context: ReportContext, register: Register) -> tuple[AmendmentRow, ...]:
    """Return the corrections and retractions that hold, the latest first."""
    latest = sorted(
        context.amendments.by_record.values(),
        key=lambda each: (each.recorded_at, each.by),
        reverse=True,
    )
    return tuple(
        AmendmentRow(
            number=register.number.get(each.record, 0),
            report=f"{each.report}: {each.source} {each.ref}",
            record=each.record,
            what=amendment_text(each, context.pack.timezone, context.speech),
        )
        for each in latest[:AMENDMENTS_MAX]
    )
