"""The same mission in simulated time: what truly happens, what is reported of it, and what was made of it.

Everything here is computed from a pack, a scenario and a seed; every record is marked as simulated.
"""

from __future__ import annotations

from sulh.exercise.behaviour import Behaviour
from sulh.exercise.compare import COMPARABLE, Comparison, compare_scenarios
from sulh.exercise.conduct import play
from sulh.exercise.ground import Ground, Month, months_of
from sulh.exercise.monitoring import Measured, Watching, highest_rate, measure, measured_sum
from sulh.exercise.observers import PlayedReport, observe_world
from sulh.exercise.quality import QUALITIES, Quality
from sulh.exercise.reactions import Reacted, send_units
from sulh.exercise.read_scenario import ScenarioError, read_scenario
from sulh.exercise.rules import Conduct, Truth, true_conduct
from sulh.exercise.run import InjectDelivery, Played, play_many, play_scenario, score_played
from sulh.exercise.scenario import Inject, ReactionRules, Scenario, Unit
from sulh.exercise.score import Scored, record_ids, score_findings, tables_of
from sulh.exercise.world import World

__all__ = [
    "COMPARABLE",
    "QUALITIES",
    "Behaviour",
    "Comparison",
    "Conduct",
    "Ground",
    "Inject",
    "InjectDelivery",
    "Measured",
    "Month",
    "Played",
    "PlayedReport",
    "Quality",
    "Reacted",
    "ReactionRules",
    "Scenario",
    "ScenarioError",
    "Scored",
    "Truth",
    "Unit",
    "Watching",
    "World",
    "compare_scenarios",
    "highest_rate",
    "measure",
    "measured_sum",
    "months_of",
    "observe_world",
    "play",
    "play_many",
    "play_scenario",
    "read_scenario",
    "record_ids",
    "score_findings",
    "score_played",
    "send_units",
    "tables_of",
    "true_conduct",
]
