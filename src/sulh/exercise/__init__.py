"""The same mission in simulated time: what truly happens, what is reported of it, and what was made of it.

Everything here is computed from a pack, a scenario and a seed; every record is marked as simulated.
"""

from __future__ import annotations

from sulh.exercise.behaviour import Behaviour
from sulh.exercise.conduct import play
from sulh.exercise.ground import Ground, Month, months_of
from sulh.exercise.monitoring import Measured, Watching, highest_rate, measure, measured_sum
from sulh.exercise.observers import Report, observe_world
from sulh.exercise.quality import QUALITIES, Quality
from sulh.exercise.rules import Conduct, Truth, true_conduct
from sulh.exercise.score import Scored, record_ids, score_findings, tables_of
from sulh.exercise.world import World

__all__ = [
    "QUALITIES",
    "Behaviour",
    "Conduct",
    "Ground",
    "Measured",
    "Month",
    "Quality",
    "Report",
    "Scored",
    "Truth",
    "Watching",
    "World",
    "highest_rate",
    "measure",
    "measured_sum",
    "months_of",
    "observe_world",
    "play",
    "record_ids",
    "score_findings",
    "tables_of",
    "true_conduct",
]
