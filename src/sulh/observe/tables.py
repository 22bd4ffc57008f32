"""Reports laid out as typed columns, without a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.observe.records import REPORT_KINDS
from sulh.picture.tables import TableBuilder, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe.records import Report

__all__ = ["PLURALS", "Tables", "tables_from_reports"]

PLURALS = {kind.name: kind.table for kind in REPORT_KINDS}
"""The name of the table of each kind of report."""


def tables_from_reports(
    reports: Iterable[tuple[str, Report]], *, simulated: bool = False
) -> Tables:
    """Lay out reports that come with the ids of their records."""
    builder = TableBuilder(REPORT_KINDS)
    builder.add(
        (identity, REPORT_KINDS.of(report).name, REPORT_KINDS.to_body(report))
        for identity, report in reports
    )
    return builder.tables(simulated=simulated)
