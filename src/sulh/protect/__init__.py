"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.kernels.programme import Effort
    from sulh.protect.answers import (
        as_json,
        backtest_answer,
        laydown_answer,
        laydown_geojson,
        patrol_answer,
    )
    from sulh.protect.backtest.averse import AversePlan, averse_plan
    from sulh.protect.backtest.choice import OUTLOOKS, STRONGEST_RULE
    from sulh.protect.backtest.deployments import DEPLOYMENTS, read_deployments
    from sulh.protect.backtest.entry import Backtest, backtest
    from sulh.protect.backtest.events import read_past_events
    from sulh.protect.backtest.laydowns import LAYDOWNS
    from sulh.protect.backtest.mandates import MANDATES, Mandate, read_mandates
    from sulh.protect.backtest.mission_year import (
        KNOWLEDGE,
        Knowledge,
        MissionYear,
        NextYear,
        build_mission_years,
    )
    from sulh.protect.backtest.outlooks import Outlook
    from sulh.protect.backtest.replay import Replay, replay_years
    from sulh.protect.backtest.summary import Summary, summarise
    from sulh.protect.backtest.views import VIEWS, View
    from sulh.protect.backtest.years import YearLeftOut, years_left_out, years_to_replay
    from sulh.protect.laydown.coverage import SiteCoverage, coverage_of_matrix, coverage_of_points
    from sulh.protect.laydown.entry import LaydownPlan, make_effort, plan_laydown, plan_units
    from sulh.protect.laydown.plan import conflicts
    from sulh.protect.laydown.problem import CandidateSite, LaydownProblem, LaydownRules, UnitKind
    from sulh.protect.laydown.sentences import cut_off_note
    from sulh.protect.laydown.solve import Goal, LaydownResult, plan_cover, solve_laydown
    from sulh.protect.laydown.tables import (
        Demands,
        Sites,
        map_area,
        read_demands,
        read_sites,
        read_travel_times,
    )
    from sulh.protect.laydown.units import UnitSpec, parse_units
    from sulh.protect.patrol.clock import parse_clock
    from sulh.protect.patrol.game import Payoffs, strong_stackelberg, zero_sum
    from sulh.protect.patrol.places import PatrolPlace, travel_minutes
    from sulh.protect.patrol.plan import draw_days, plan_patrols
    from sulh.protect.patrol.schedule import PatrolSchedule, schedule_patrols
    from sulh.protect.patrol.search import PatrolSearch
    from sulh.protect.patrol.sun import daylight, patrol_hours
    from sulh.protect.patrol.tables import read_patrol_places, read_patrol_times, read_payoffs
    from sulh.protect.roads.lines import RoadFile, RoadLine, Turn
    from sulh.protect.roads.network import (
        ClosedArea,
        DayTimes,
        Pace,
        PieceFacts,
        Roads,
        WaysUsed,
        minutes_by_road,
        minutes_on,
        road_arrivals,
        road_entries,
    )
    from sulh.protect.roads.read import GEOJSON_REMEDY, geojson_lines, network_of, read_roads
    from sulh.protect.solvers.centre import p_centre
    from sulh.protect.solvers.cover import maximal_cover
    from sulh.protect.solvers.median import p_median

__all__ = [
    "DEPLOYMENTS",
    "GEOJSON_REMEDY",
    "KNOWLEDGE",
    "LAYDOWNS",
    "MANDATES",
    "OUTLOOKS",
    "STRONGEST_RULE",
    "VIEWS",
    "AversePlan",
    "Backtest",
    "CandidateSite",
    "ClosedArea",
    "DayTimes",
    "Demands",
    "Effort",
    "Goal",
    "Knowledge",
    "LaydownPlan",
    "LaydownProblem",
    "LaydownResult",
    "LaydownRules",
    "Mandate",
    "MissionYear",
    "NextYear",
    "Outlook",
    "Pace",
    "PatrolPlace",
    "PatrolSchedule",
    "PatrolSearch",
    "Payoffs",
    "PieceFacts",
    "Replay",
    "RoadFile",
    "RoadLine",
    "Roads",
    "SiteCoverage",
    "Sites",
    "Summary",
    "Turn",
    "UnitKind",
    "UnitSpec",
    "View",
    "WaysUsed",
    "YearLeftOut",
    "as_json",
    "averse_plan",
    "backtest",
    "backtest_answer",
    "build_mission_years",
    "conflicts",
    "coverage_of_matrix",
    "coverage_of_points",
    "cut_off_note",
    "daylight",
    "draw_days",
    "geojson_lines",
    "laydown_answer",
    "laydown_geojson",
    "make_effort",
    "map_area",
    "maximal_cover",
    "minutes_by_road",
    "minutes_on",
    "network_of",
    "p_centre",
    "p_median",
    "parse_clock",
    "parse_units",
    "patrol_answer",
    "patrol_hours",
    "plan_cover",
    "plan_laydown",
    "plan_patrols",
    "plan_units",
    "read_demands",
    "read_deployments",
    "read_mandates",
    "read_past_events",
    "read_patrol_places",
    "read_patrol_times",
    "read_payoffs",
    "read_roads",
    "read_sites",
    "read_travel_times",
    "replay_years",
    "road_arrivals",
    "road_entries",
    "schedule_patrols",
    "solve_laydown",
    "strong_stackelberg",
    "summarise",
    "travel_minutes",
    "years_left_out",
    "years_to_replay",
    "zero_sum",
]

export_lazily(__name__)
