"""A report as one self-contained HTML file: no request leaves it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sulh.report.months import span, years
from sulh.report.text import moment, numbered, plural, readable, shorten

if TYPE_CHECKING:
    from sulh.report.model import Report

__all__ = ["to_html"]


def to_html(report: Report) -> str:
    """Return the report as HTML.

    All words are escaped; the one style sheet and the one script are allowed by their digests
    only, and the page may load nothing (Content Security Policy).
    """
    style, script = _file("style.css"), _file("filter.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            facts=report.facts,
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            style_digest=_digest(style),
            script_digest=_digest(script),
        )
    )


@cache
def _file(name: str) -> str:
    return files("sulh.report").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_file),
        finalize=_harmless,
    )
    made.globals |= {
        "moment": moment,
        "number": "{:,}".format,
        "plural": plural,
        "runs": numbered,
        "shorten": shorten,
        "span": span,
        "years": years,
    }
    return made


def _harmless(value: Any) -> Any:
    """Take what no page may hold out of every text that is written into it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return readable(value)
    return value
