"""Readiness and training gaps as one self-contained HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.sustain.pages import rendered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sulh.sustain.readiness import Readiness
    from sulh.sustain.training import TrainingGap

__all__ = ["readiness_html"]


def readiness_html(found: Iterable[Readiness], gaps: Iterable[TrainingGap], day: date) -> str:
    """Return the dashboard of a day; it loads nothing, and every word of the input is escaped."""
    return rendered("readiness.html.j2", found=tuple(found), gaps=tuple(gaps), day=day)
