"""The same report as PDF, typeset by Typst (the extra `pdf`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.report.months import span, years
from sulh.report.render import plain, render_pdf, typst_files
from sulh.report.text import numbered

if TYPE_CHECKING:
    from sulh.report.model import Figure, MissionReport

__all__ = ["to_pdf", "to_typst"]

TEMPLATE = "report.typ"
TALL = 0.9
"""A map higher than this share of its width is fitted to the page's height."""


def to_pdf(report: MissionReport) -> bytes:
    """Return the report as PDF: the same bytes for the same report, fonts and version of Typst.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    return render_pdf(
        TEMPLATE,
        _content(report),
        _figures(report),
        work="A report in PDF",
        timestamp=int(report.facts.generated_at.timestamp()),
    )


def to_typst(report: MissionReport) -> dict[str, bytes]:
    """Return the files of the Typst document, by their names; ``main.typ`` is the document."""
    return typst_files(TEMPLATE, _content(report), _figures(report))


def _figures(report: MissionReport) -> list[Figure]:
    return [each for each in (report.bars, report.map, report.timeline) if each is not None]


def _content(report: MissionReport) -> dict[str, Any]:
    """Return the report in types that JSON has, with what only a document needs."""
    content: dict[str, Any] = plain(report)
    content["facts"]["as_of"] = content["facts"]["as_of"] or "everything recorded"
    content["facts"]["ledger_size"] = f"{report.facts.ledger_size:,}"
    content["totals"] = {name: f"{count:,}" for name, count in content["totals"].items()}
    for name in ("actions", "searches"):
        for action in content[name]:
            action |= {key: f"{action[key]:,}" for key in ("findings", "alone")}
    for matrix, typed in zip(content["matrices"], report.matrices, strict=True):
        matrix["span"] = span(typed.columns) if typed.columns else ""
        matrix["columns"] = [list(column.months) for column in typed.columns]
        matrix["years"] = years(typed.columns)
    for group in (*content["met"], *content["silent"]):
        group["reports"] = numbered(group["reports"])
    if report.map is not None:
        content["map"]["tall"] = _is_tall(report.map)
    return content


def _is_tall(figure: Figure) -> bool:
    """Say whether a drawing is high for its width, by the size it states first."""
    width, height = figure.svg.partition('viewBox="0 0 ')[2].partition('"')[0].split(" ")
    return float(height) > TALL * float(width)
