"""Readiness and training gaps as one self-contained HTML page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sulh.sustain.readiness import Readiness
    from sulh.sustain.training import TrainingGap

__all__ = ["readiness_html"]


def readiness_html(found: Iterable[Readiness], gaps: Iterable[TrainingGap], day: date) -> str:
    """Return the dashboard of a day; it loads nothing, and every word of the input is escaped."""
    text = files("sulh.sustain").joinpath("templates", "readiness.html.j2").read_text("utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.from_string(text).render(found=tuple(found), gaps=tuple(gaps), day=day)
