"""The forms of what `sulh.sustain` computes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh import sustain
from sulh.languages.speech import Speech
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


def contributions_forms(
    summary: ContributionSummary, tables: TableAccounts = (), *, language: str = "en"
) -> ResultForms:
    """Return who contributes what as a brief in a language, JSON, CSV and XLSX."""
    sheet = partial(contributions_sheet, summary, speech=Speech(language))
    return ResultForms(
        sheet=sheet,
        text=lambda: json_text({**summary.content(), "tables": list(tables)}),
        work="A brief in PDF",
        printed=partial(sheet, rows_max=None),
        more={
            ".csv": lambda: frame_csv(summary.frame),
            ".xlsx": lambda: frames_xlsx(summary.tables()),
        },
    )


def deployments_forms(
    years: pl.DataFrame, tables: TableAccounts = (), *, language: str = "en"
) -> ResultForms:
    """Return where missions are deployed, a frame of `deployment_years`, as a page, JSON and CSV."""
    return ResultForms(
        sheet=partial(places_sheet, years, speech=Speech(language)),
        text=lambda: json_text({"mission_years": years.to_dicts(), "tables": list(tables)}),
        work="The table in PDF",
        more={".csv": lambda: frame_csv(years)},
    )


def gaps_forms(
    summary: GapSummary, tables: TableAccounts = (), *, language: str = "en"
) -> ResultForms:
    """Return what is unmet and which pledges fill it as a page in a language and JSON."""
    return ResultForms(
        sheet=partial(gaps_sheet, summary, speech=Speech(language)),
        text=lambda: json_text({**summary.content(), "tables": list(tables)}),
        work="The page of gaps in PDF",
    )


def readiness_forms(
    results: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    gaps: Sequence[TrainingGap],
    day: date,
    *,
    language: str = "en",
) -> ResultForms:
    """Return what units can do on a day as a dashboard; on a terminal without the training that they lack."""
    speech = Speech(language)
    return ResultForms(
        sheet=partial(readiness_sheet, results, technology, gaps, day, speech=speech),
        work="The dashboard in PDF",
        printed=partial(readiness_overview, results, technology, day, speech=speech),
    )


def training_forms(gaps: Sequence[TrainingGap], day: date, *, language: str = "en") -> ResultForms:
    """Return which training units lack on a day as a page."""
    return ResultForms(
        sheet=partial(training_sheet, gaps, day, speech=Speech(language)), work="The table in PDF"
    )


def reimbursement_forms(statement: Reimbursement, *, language: str = "en") -> ResultForms:
    """Return what is due for a month as a page, a line for each day's rate, and CSV."""
    speech = Speech(language)
    return ResultForms(
        sheet=partial(statement_sheet, statement, speech=speech),
        work="A statement in PDF",
        printed=partial(statement_overview, statement, speech=speech),
        more={".csv": lambda: sustain.statement_csv(statement)},
    )
