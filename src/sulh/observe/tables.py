"""Reports as typed columns, for the rooms that compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.observe.records import REPORT_KINDS
from sulh.picture.tables import TableBuilder, Tables, table_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.picture import Body, Entry, Picture

__all__ = ["PLURALS", "Tables", "build_tables", "tables_from_bodies", "tables_from_reports"]

PLURALS = {
    kind.name: kind.table for kind in REPORT_KINDS if "start" in table_columns(kind, REPORT_KINDS)
}
"""The name of the table of each kind of report of something that happened."""


def build_tables(current: Picture) -> Tables:
    """Lay out a picture's reports; records of other kinds (genesis, imports) are left out."""
    return tables_from_bodies(
        ((each.id, each.kind, each.body) for each in current.reports), simulated=current.simulated
    )


def tables_from_reports(reports: Iterable[tuple[str, Entry]], *, simulated: bool = False) -> Tables:
    """Lay out reports that come with the ids of their records."""
    return tables_from_bodies(
        (
            (identity, REPORT_KINDS.of(report).name, REPORT_KINDS.to_body(report))
            for identity, report in reports
        ),
        simulated=simulated,
    )


def tables_from_bodies(
    records: Iterable[tuple[str, str, Body]], *, simulated: bool = False
) -> Tables:
    """Lay out reports given as the id, the kind and the body of a record each.

    Raises
    ------
    InputError
        When a body does not hold a report of its kind.
    """
    builder = TableBuilder(REPORT_KINDS)
    builder.add(records)
    return builder.tables(simulated=simulated)
