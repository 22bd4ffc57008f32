"""The same mission in simulated time: what truly happens, what is reported of it, and what was made of it.

Everything here is computed from a pack, a scenario and a seed; every record is marked as simulated.
"""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.exercise.behaviour import Behaviour
    from sulh.exercise.casualties import CasualtyTrip
    from sulh.exercise.compare import COMPARABLE, Comparison, compare_scenarios
    from sulh.exercise.conditions import Hindrances, wet_days_of
    from sulh.exercise.conduct import play
    from sulh.exercise.fit_incidents import Fit, FitCheck, fit_incidents, play_fit, residual_levels
    from sulh.exercise.flight import (
        Closure,
        FlightCase,
        FlightPlace,
        FlightResult,
        FlightRoute,
        FlightRules,
        newly_fled,
        simulate_flight,
    )
    from sulh.exercise.flight_errors import (
        FLIGHT_RIVALS,
        FLIGHT_VARIANTS,
        FlightCheck,
        FlightError,
        check_flight,
        flight_errors,
        naive_flight,
    )
    from sulh.exercise.ground import Ground, Month, months_of
    from sulh.exercise.hindcast import YEAR_MEASURES, Fallen, Hindcast, hindcast, last_years
    from sulh.exercise.history import LEFT_OUT, History, PastIncident, history_of
    from sulh.exercise.incidents import FittedIncidents, StatedIncidents, true_incidents
    from sulh.exercise.monitoring import Measured, Watching, highest_rate, measure, measured_sum
    from sulh.exercise.objectives import ObjectiveScore, Scores, missing_for, score_objectives
    from sulh.exercise.observers import PlayedReport, observe_world
    from sulh.exercise.patrols import zones_patrolled
    from sulh.exercise.quality import QUALITIES, Quality
    from sulh.exercise.reactions import Reacted, send_units
    from sulh.exercise.read_assumptions import parse_span, read_assumptions
    from sulh.exercise.read_flight import read_flight
    from sulh.exercise.read_incidents import fit_json, parse_fit
    from sulh.exercise.read_scenario import ScenarioError, read_inject, read_scenario
    from sulh.exercise.report_table import reports_csv
    from sulh.exercise.reviewed import Reviewed
    from sulh.exercise.rules import Conduct, Truth, true_conduct
    from sulh.exercise.run import (
        InjectDelivery,
        Played,
        Stage,
        play_many,
        play_scenario,
        score_played,
    )
    from sulh.exercise.scenario import (
        Cut,
        Inject,
        Objective,
        ReactionRules,
        Scenario,
        Unit,
        inject_value,
        is_for,
    )
    from sulh.exercise.score import Scored, record_ids, score_findings, tables_of
    from sulh.exercise.self_exciting import Rates, Scatter, Spark, branch
    from sulh.exercise.sensitivity import Assumption, Sensitivity, Swing, vary_each
    from sulh.exercise.site_lines import is_cut, reached_at
    from sulh.exercise.steering import (
        Arrival,
        Command,
        InjectOutcome,
        Rules,
        Steered,
        advance,
        apply,
        begin,
        clock_at,
        due_at,
        next_due,
        steer,
        why_waiting,
    )
    from sulh.exercise.supply import SupplyRun, days_without
    from sulh.exercise.world import World

__all__ = [
    "COMPARABLE",
    "FLIGHT_RIVALS",
    "FLIGHT_VARIANTS",
    "LEFT_OUT",
    "QUALITIES",
    "YEAR_MEASURES",
    "Arrival",
    "Assumption",
    "Behaviour",
    "CasualtyTrip",
    "Closure",
    "Command",
    "Comparison",
    "Conduct",
    "Cut",
    "Fallen",
    "Fit",
    "FitCheck",
    "FittedIncidents",
    "FlightCase",
    "FlightCheck",
    "FlightError",
    "FlightPlace",
    "FlightResult",
    "FlightRoute",
    "FlightRules",
    "Ground",
    "Hindcast",
    "Hindrances",
    "History",
    "Inject",
    "InjectDelivery",
    "InjectOutcome",
    "Measured",
    "Month",
    "Objective",
    "ObjectiveScore",
    "PastIncident",
    "Played",
    "PlayedReport",
    "Quality",
    "Rates",
    "Reacted",
    "ReactionRules",
    "Reviewed",
    "Rules",
    "Scatter",
    "Scenario",
    "ScenarioError",
    "Scored",
    "Scores",
    "Sensitivity",
    "Spark",
    "Stage",
    "StatedIncidents",
    "Steered",
    "SupplyRun",
    "Swing",
    "Truth",
    "Unit",
    "Watching",
    "World",
    "advance",
    "apply",
    "begin",
    "branch",
    "check_flight",
    "clock_at",
    "compare_scenarios",
    "days_without",
    "due_at",
    "fit_incidents",
    "fit_json",
    "flight_errors",
    "highest_rate",
    "hindcast",
    "history_of",
    "inject_value",
    "is_cut",
    "is_for",
    "last_years",
    "measure",
    "measured_sum",
    "missing_for",
    "months_of",
    "naive_flight",
    "newly_fled",
    "next_due",
    "observe_world",
    "parse_fit",
    "parse_span",
    "play",
    "play_fit",
    "play_many",
    "play_scenario",
    "reached_at",
    "read_assumptions",
    "read_flight",
    "read_inject",
    "read_scenario",
    "record_ids",
    "reports_csv",
    "residual_levels",
    "score_findings",
    "score_objectives",
    "score_played",
    "send_units",
    "simulate_flight",
    "steer",
    "tables_of",
    "true_conduct",
    "true_incidents",
    "vary_each",
    "wet_days_of",
    "why_waiting",
    "zones_patrolled",
]

export_lazily(__name__)
