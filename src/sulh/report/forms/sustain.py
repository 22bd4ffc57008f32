"""The forms of what `sulh.sustain` computes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh import sustain
from sulh.report.forms.form import ResultForms, json_text
from sulh.report.pages.contributions import contributions_sheet
from sulh.report.pages.gaps import gaps_sheet
from sulh.report.pages.places import places_sheet
from sulh.report.pages.readiness import readiness_overview, readiness_sheet, training_sheet
from sulh.report.pages.statement import statement_overview, statement_sheet
from sulh.report.xlsx import frame_csv, frames_xlsx

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from sulh.sustain import (
        ContributionSummary,
        GapSummary,
        Readiness,
        Reimbursement,
        TechnologyState,
        TrainingGap,
    )

__all__ = [
    "contributions_forms",
    "deployments_forms",
    "gaps_forms",
    "readiness_forms",
    "reimbursement_forms",
    "training_forms",
]

TableAccounts = Sequence[dict[str, Any]]
"""What JSON says of each table that was read: how many rows, how many were rejected, and why."""


def contributions_forms(summary: ContributionSummary, tables: TableAccounts = ()) -> ResultForms:
    """Return who contributes what as a brief, JSON, CSV and XLSX."""
    return ResultForms(
        sheet=partial(contributions_sheet, summary),
        text=lambda: json_text({**summary.content(), "tables": list(tables)}),
        work="A brief in PDF",
        printed=partial(contributions_sheet, summary, rows_max=None),
        more={
            ".csv": lambda: frame_csv(summary.frame),
            ".xlsx": lambda: frames_xlsx(summary.tables()),
        },
    )


def deployments_forms(years: pl.DataFrame, tables: TableAccounts = ()) -> ResultForms:
    """Return where missions are deployed, a frame of `deployment_years`, as a page, JSON and CSV."""
    return ResultForms(
        sheet=partial(places_sheet, years),
        text=lambda: json_text({"mission_years": years.to_dicts(), "tables": list(tables)}),
        work="The table in PDF",
        more={".csv": lambda: frame_csv(years)},
    )


def gaps_forms(summary: GapSummary, tables: TableAccounts = ()) -> ResultForms:
    """Return what is unmet and which pledges fill it as a page and JSON."""
    return ResultForms(
        sheet=partial(gaps_sheet, summary),
        text=lambda: json_text({**summary.content(), "tables": list(tables)}),
        work="The page of gaps in PDF",
    )


def readiness_forms(
    results: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    gaps: Sequence[TrainingGap],
    day: date,
) -> ResultForms:
    """Return what units can do on a day as a dashboard; on a terminal without the training that they lack."""
    return ResultForms(
        sheet=partial(readiness_sheet, results, technology, gaps, day),
        work="The dashboard in PDF",
        printed=partial(readiness_overview, results, technology, day),
    )


def training_forms(gaps: Sequence[TrainingGap], day: date) -> ResultForms:
    """Return which training units lack on a day as a page."""
    return ResultForms(sheet=partial(training_sheet, gaps, day), work="The table in PDF")


def reimbursement_forms(statement: Reimbursement) -> ResultForms:
    """Return what is due for a month as a page, a line for each day's rate, and CSV."""
    return ResultForms(
        sheet=partial(statement_sheet, statement),
        work="A statement in PDF",
        printed=partial(statement_overview, statement),
        more={".csv": lambda: sustain.statement_csv(statement)},
    )
