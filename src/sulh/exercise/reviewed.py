"""What the after-action review of an exercise rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.exercise.objectives import Scores
    from sulh.exercise.run import Played
    from sulh.exercise.score import Scored

__all__ = ["Reviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The after-action review of an exercise.

    `decisions`: when (UTC) trainees recorded something, and what. `scores`: of training objectives. `upto`
    (UTC): where a live exercise stands; None where it went to its end. `own_findings`: how many findings rest
    on what trainees reported themselves: nobody knows the truth of these, and they are not scored.
    """

    played: Played
    scored: tuple[Scored, ...]
    decisions: tuple[tuple[datetime, str], ...]
    scores: Scores
    upto: datetime | None = None
    own_findings: int = 0
