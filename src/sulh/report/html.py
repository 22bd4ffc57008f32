"""A report as one self-contained HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.render import render_html

if TYPE_CHECKING:
    from sulh.report.model import MissionReport

__all__ = ["to_html"]


def to_html(report: MissionReport) -> str:
    """Return the report as HTML: all words escaped, no request leaves it."""
    return render_html("report.html.j2", script="filter.js", report=report, facts=report.facts)
