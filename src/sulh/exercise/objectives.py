"""Scores by training objective: who judged what, and what nobody judged, which never raises a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.exercise.scenario import Objective
    from sulh.exercise.steering import Command

__all__ = ["ObjectiveScore", "Scores", "missing_for", "score_objectives"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveScore:
    """An objective with its points of 100 (None: nobody judged it), who judged, and why."""

    objective: Objective
    points: int | None
    by: str = ""
    text: str = ""

    @property
    def is_reached(self) -> bool:
        """Say whether it was judged and has enough points."""
        return self.points is not None and self.points >= self.objective.enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All objectives with their points; the whole is a mean of all of them, of 100.

    `low` counts an objective that nobody judged as 0 points, `high` as 100: the truth lies between. Both are
    None where there are no objectives.
    """

    rows: tuple[ObjectiveScore, ...]
    low: float | None
    high: float | None

    @property
    def judged(self) -> int:
        """Return how many objectives were judged."""
        return sum(each.points is not None for each in self.rows)


def score_objectives(objectives: Sequence[Objective], judgements: Mapping[str, Command]) -> Scores:
    """Return the score of each objective; the last judgement of one counts."""
    rows = tuple(
        ObjectiveScore(
            objective=each,
            points=judgements[each.id].points,
            by=judgements[each.id].by,
            text=judgements[each.id].text,
        )
        if each.id in judgements
        else ObjectiveScore(objective=each, points=None)
        for each in objectives
    )
    if not rows:
        return Scores(rows=(), low=None, high=None)
    total = sum(each.points or 0 for each in rows)
    open_ = sum(each.points is None for each in rows)
    return Scores(rows=rows, low=total / len(rows), high=(total + 100 * open_) / len(rows))


def missing_for(course: str, scores: Scores) -> tuple[str, ...]:
    """Return why the exercise does not give the certificate of a course; nothing where it does."""
    own = [each for each in scores.rows if each.objective.course == course]
    if not own:
        return (f"no objective is part of the course {course}",)
    return tuple(
        f"{each.objective.id} was not judged"
        if each.points is None
        else f"{each.objective.id} has {plural(each.points, 'point')}, and needs {each.objective.enough}"
        for each in own
        if not each.is_reached
    )
