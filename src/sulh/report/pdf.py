"""The same report as PDF, typeset by Typst (the extra `pdf`).

The report goes to Typst as JSON, and ``templates/report.typ`` lays it out: no word of a report is
ever read as markup.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sulh.report.months import span, years
from sulh.report.text import moment, numbered, readable, shorten
from sulh.report.typeset import MONO, SERIF, fonts, typeset

if TYPE_CHECKING:
    from sulh.report.model import Figure, Report

__all__ = ["to_pdf", "to_typst"]

TALL = 0.9
"""A map higher than this share of its width is fitted to the page's height."""


def to_pdf(report: Report) -> bytes:
    """Return the report as PDF: the same bytes for the same report, fonts and version of Typst.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed.
    """
    made = int(report.facts.made.timestamp())
    return typeset(to_typst(report), work="A report in PDF", timestamp=made)


def to_typst(report: Report) -> dict[str, bytes]:
    """Return the files of the Typst document, by their names; ``main.typ`` is the document."""
    figures = {
        f"{each.name}.svg": each.svg.encode()
        for each in (report.bars, report.map, report.timeline)
        if each is not None
    }
    content = _content(report)
    return {
        "main.typ": _template().encode(),
        "report.json": json.dumps(content, ensure_ascii=False, sort_keys=True).encode(),
        **figures,
    }


@cache
def _template() -> str:
    return files("sulh.report").joinpath("templates", "report.typ").read_text("utf-8")


def _content(report: Report) -> dict[str, Any]:
    """Return the report in types that JSON has, with what only a document needs."""
    content: dict[str, Any] = _plain(report)
    content["facts"]["as_of"] = content["facts"]["as_of"] or "everything recorded"
    content["facts"]["ledger_size"] = f"{report.facts.ledger_size:,}"
    content["totals"] = {name: f"{count:,}" for name, count in content["totals"].items()}
    for name in ("actions", "searches"):
        for step in content[name]:
            step |= {key: f"{step[key]:,}" for key in ("findings", "alone")}
    for matrix, shown in zip(content["matrices"], report.matrices, strict=True):
        matrix["span"] = span(shown.columns) if shown.columns else ""
        matrix["columns"] = [list(column.months) for column in shown.columns]
        matrix["years"] = years(shown.columns)
    for group in (*content["met"], *content["silent"]):
        group["reports"] = numbered(group["reports"])
    if report.map is not None:
        content["map"]["tall"] = _is_tall(report.map)
    sans = fonts()
    return content | {"fonts": [*sans, SERIF], "serif": [SERIF, *sans], "mono": MONO}


def _plain(value: Any) -> Any:
    """Return a value in types that JSON has; texts readable and not endless; figures without SVG."""
    if isinstance(value, str):
        return shorten(readable(value))
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {
            each.name: _plain(getattr(value, each.name))
            for each in fields(value)
            if each.name != "svg"
        }
    return value


def _is_tall(figure: Figure) -> bool:
    """Say whether a drawing is high for its width, by the size it states first."""
    width, height = figure.svg.partition('viewBox="0 0 ')[2].partition('"')[0].split(" ")
    return float(height) > TALL * float(width)
