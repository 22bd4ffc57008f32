"""The part of an after-action review on training objectives: points, and who gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Section

if TYPE_CHECKING:
    from sulh.exercise import Scores

__all__ = ["objectives_section"]


def objectives_section(scores: Scores) -> Section:
    """Return the scores by training objective, with who judged; what nobody judged raises nothing."""
    low, high = scores.low or 0.0, scores.high or 0.0
    whole = f"{low:,.0f}" if low == high else f"between {low:,.0f} and {high:,.0f}"
    return Section(
        heading="Training objectives",
        sentences=(
            f"{scores.judged:,} of {len(scores.rows):,} objectives were judged; the whole is {whole} of 100.",
            "An objective that nobody judged counts as 0 in the lower figure, and as 100 in the higher one.",
        ),
        header=("objective", "title", "points", "needed", "judged by", "why"),
        rows=tuple(
            (
                each.objective.id,
                each.objective.title,
                Cell("never judged", "doubt")
                if each.points is None
                else Cell(f"{each.points:,}", "good" if each.is_reached else "bad"),
                f"{each.objective.enough:,}",
                each.by,
                each.text,
            )
            for each in scores.rows
        ),
        numbers=frozenset((2, 3)),
        wide=frozenset((1, 5)),
    )
