"""The same mission in simulated time: what truly happens, what is reported of it, and what was made of it.

Everything here is computed from a pack, a scenario and a seed; every record is marked as simulated.
"""

from __future__ import annotations

from sulh.exercise.behaviour import Behaviour
from sulh.exercise.compare import COMPARABLE, Comparison, compare_scenarios
from sulh.exercise.conduct import play
from sulh.exercise.ground import Ground, Month, months_of
from sulh.exercise.monitoring import Measured, Watching, highest_rate, measure, measured_sum
from sulh.exercise.objectives import ObjectiveScore, Scores, missing_for, score_objectives
from sulh.exercise.observers import PlayedReport, observe_world
from sulh.exercise.quality import QUALITIES, Quality
from sulh.exercise.reactions import Reacted, send_units
from sulh.exercise.read_scenario import ScenarioError, read_inject, read_scenario
from sulh.exercise.reviewed import Reviewed
from sulh.exercise.rules import Conduct, Truth, true_conduct
from sulh.exercise.run import InjectDelivery, Played, Stage, play_many, play_scenario, score_played
from sulh.exercise.scenario import (
    Cut,
    Inject,
    Objective,
    ReactionRules,
    Scenario,
    Unit,
    inject_value,
)
from sulh.exercise.score import Scored, record_ids, score_findings, tables_of
from sulh.exercise.steering import (
    Command,
    InjectOutcome,
    Rules,
    Steered,
    advance,
    apply,
    begin,
    clock_at,
    due_at,
    is_cut,
    next_due,
    steer,
    why_waiting,
)
from sulh.exercise.world import World

__all__ = [
    "COMPARABLE",
    "QUALITIES",
    "Behaviour",
    "Command",
    "Comparison",
    "Conduct",
    "Cut",
    "Ground",
    "Inject",
    "InjectDelivery",
    "InjectOutcome",
    "Measured",
    "Month",
    "Objective",
    "ObjectiveScore",
    "Played",
    "PlayedReport",
    "Quality",
    "Reacted",
    "ReactionRules",
    "Reviewed",
    "Rules",
    "Scenario",
    "ScenarioError",
    "Scored",
    "Scores",
    "Stage",
    "Steered",
    "Truth",
    "Unit",
    "Watching",
    "World",
    "advance",
    "apply",
    "begin",
    "clock_at",
    "compare_scenarios",
    "due_at",
    "highest_rate",
    "inject_value",
    "is_cut",
    "measure",
    "measured_sum",
    "missing_for",
    "months_of",
    "next_due",
    "observe_world",
    "play",
    "play_many",
    "play_scenario",
    "read_inject",
    "read_scenario",
    "record_ids",
    "score_findings",
    "score_objectives",
    "score_played",
    "send_units",
    "steer",
    "tables_of",
    "true_conduct",
    "why_waiting",
]
