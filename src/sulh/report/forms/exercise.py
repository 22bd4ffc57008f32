"""The forms of what `sulh.exercise` computes."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from sulh.exercise import fit_json
from sulh.languages.speech import Speech
from sulh.report.forms.form import ResultForms
from sulh.report.pages.exercise import (
    comparison_sheet,
    monitoring_sheet,
    replications_sheet,
    sensitivity_sheet,
)
from sulh.report.pages.flight import flight_content, flight_sheet
from sulh.report.pages.incidents import fit_sheet
from sulh.report.pages.review import review_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.exercise import (
        Comparison,
        Fit,
        FlightCheck,
        Hindcast,
        Measured,
        Reviewed,
        Sensitivity,
    )

__all__ = [
    "comparison_forms",
    "fit_forms",
    "flight_forms",
    "monitoring_forms",
    "replications_forms",
    "review_forms",
    "sensitivity_forms",
]


def replications_forms(
    title: str, rows: Sequence[dict[str, float]], *, language: str = "en"
) -> ResultForms:
    """Return what each replication of a scenario brought as a page in a language and JSON."""
    return ResultForms(
        sheet=partial(replications_sheet, title, rows, speech=Speech(language)),
        text=lambda: json.dumps(rows),
        work="The page",
    )


def review_forms(reviewed: Reviewed, *, language: str = "en") -> ResultForms:
    """Return an after-action review as a page in a language and JSON: each question, its truth and outcome."""
    return ResultForms(
        sheet=partial(review_sheet, reviewed, speech=Speech(language)),
        text=lambda: json.dumps(
            [
                {"question": each.question, "truth": each.conduct, "outcome": each.outcome}
                for each in reviewed.scored
            ]
        ),
        work="The review in PDF",
    )


def comparison_forms(
    first: str, second: str, result: Comparison, *, language: str = "en"
) -> ResultForms:
    """Return a comparison of two scenarios by their titles as a page in a language and JSON."""
    return ResultForms(
        sheet=partial(comparison_sheet, first, second, result, speech=Speech(language)),
        text=lambda: json.dumps(asdict(result) | {"sentence": str(result.sentence)}),
        work="The comparison in PDF",
    )


def sensitivity_forms(title: str, result: Sensitivity, *, language: str = "en") -> ResultForms:
    """Return what moves a scenario's result as a page in a language and JSON."""

    def content() -> str:
        rows = [asdict(each) | {"noise": each.is_noise} for each in result.swings]
        head = {"measure": result.measure, "mean": result.mean, "simulated": True}
        return json.dumps(head | {"replications": result.replications, "assumptions": rows})

    sheet = partial(sensitivity_sheet, title, result, speech=Speech(language))
    return ResultForms(sheet=sheet, text=content, work="The page in PDF")


def monitoring_forms(rows: Sequence[Measured], *, place: str, language: str = "en") -> ResultForms:
    """Return what monitoring is worth as a page in a language and JSON, a row for each way of watching."""
    return ResultForms(
        sheet=partial(monitoring_sheet, rows, place=place, speech=Speech(language)),
        text=lambda: json.dumps([each.content() for each in rows]),
        work="The page in PDF",
    )


def fit_forms(
    fit: Fit, years: Sequence[Hindcast] = (), *, source: str = "", language: str = "en"
) -> ResultForms:
    """Return fitted incidents as a page in a language, and as the JSON that a scenario names."""
    return ResultForms(
        sheet=partial(fit_sheet, fit, years, source=source, speech=Speech(language)),
        text=lambda: fit_json(fit),
        work="The page in PDF",
    )


def flight_forms(check: FlightCheck, *, language: str = "en") -> ResultForms:
    """Return a simulated flight beside what camps registered as a page in a language and JSON."""
    return ResultForms(
        sheet=partial(flight_sheet, check, speech=Speech(language)),
        text=lambda: json.dumps(flight_content(check)),
        work="The page in PDF",
    )
