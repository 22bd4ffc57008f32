"""The part of an after-action review on training objectives: points, and who gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Section

if TYPE_CHECKING:
    from sulh.exercise import Scores
    from sulh.languages.speech import Speech

__all__ = ["objectives_section"]


def objectives_section(scores: Scores, *, speech: Speech) -> Section:
    """Return the scores by training objective, with who judged; what nobody judged raises nothing."""
    say = speech.say
    low, high = (speech.number(each or 0.0) for each in (scores.low, scores.high))
    numbers = {"judged": speech.number(scores.judged), "count": speech.number(len(scores.rows))}
    return Section(
        heading=say("review-head-objectives"),
        sentences=(
            say("review-objectives-judged", **numbers, whole=low)
            if low == high
            else say("review-objectives-between", **numbers, low=low, high=high),
            say("review-objectives-nobody"),
        ),
        header=column_names(
            speech,
            *("review-objective", "review-objective-title", "review-points"),
            *("review-needed", "review-judged-by", "review-why"),
        ),
        rows=tuple(
            (
                each.objective.id,
                each.objective.title,
                Cell(say("exercise-outcome-not-judged"), "doubt")
                if each.points is None
                else Cell(speech.number(each.points), "good" if each.is_reached else "bad"),
                speech.number(each.objective.enough),
                each.by,
                each.text,
            )
            for each in scores.rows
        ),
        numbers=frozenset((2, 3)),
        wide=frozenset((1, 5)),
    )
