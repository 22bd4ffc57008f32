"""A report as one self-contained HTML file: no request leaves it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from sulh.report.model import Report

__all__ = ["to_html"]

TEXT_MAX = 600


def to_html(report: Report) -> str:
    """Return the report as HTML. All words are escaped; scripts run only by their digest."""
    style, script = _file("report.css"), _file("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        _environment()
        .from_string(_file("report.html.j2"))
        .render(
            report=report,
            facts=report.facts,
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            script_digest=digest,
            svg=Markup,
            when=_when,
            shorten=_shorten,
        )
    )


@cache
def _file(name: str) -> str:
    return files("sulh.report").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _when(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment is not None else "everything recorded"


def _shorten(text: str) -> str:
    return text if len(text) <= TEXT_MAX else text[: TEXT_MAX - 1] + "… (shortened)"
