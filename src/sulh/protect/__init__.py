"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from sulh.kernels.facility_reach import distances_m
from sulh.protect.backtest.deployments import DEPLOYMENTS, Deployments, read_deployments
from sulh.protect.backtest.mandates import MANDATES, Mandate
from sulh.protect.backtest.plans import OUTLOOKS, Outlook
from sulh.protect.backtest.replay import METHODS, REACHES_KM, Replay, backtest
from sulh.protect.backtest.setting import (
    SETTLEMENTS,
    MissionYear,
    NextYear,
    build_mission_years,
    years_to_replay,
)
from sulh.protect.backtest.summary import PooledShare, Summary, summarise
from sulh.protect.laydown.coverage import SiteCoverage, coverage_of_matrix, coverage_of_points
from sulh.protect.laydown.plan import CoverPlan, Posting, conflicts, plan_cover
from sulh.protect.laydown.problem import CandidateSite, LaydownProblem, LaydownRules, UnitKind
from sulh.protect.laydown.roads import Pace, Roads, minutes_by_road, read_roads
from sulh.protect.laydown.selection import Selection, make_selection
from sulh.protect.laydown.solve import (
    Goal,
    LaydownResult,
    SiteInUse,
    laydown_geojson,
    refuse_too_many,
    solve_laydown,
)
from sulh.protect.laydown.tables import (
    Demands,
    Sites,
    Taken,
    read_demands,
    read_sites,
    read_travel_times,
)
from sulh.protect.patrol.bound import harm_at_least
from sulh.protect.patrol.game import Odds, Payoffs, strong_stackelberg, zero_sum
from sulh.protect.patrol.places import PatrolPlace, read_patrol_places, travel_min
from sulh.protect.patrol.plan import PatrolPlan, draw_days, plan_patrols
from sulh.protect.patrol.routes import Stop
from sulh.protect.patrol.search import PatrolSearch
from sulh.protect.patrol.sun import daylight
from sulh.protect.solvers.centre import Centre, p_centre
from sulh.protect.solvers.cover import Cover, maximal_cover
from sulh.protect.solvers.median import Median, p_median
from sulh.protect.solvers.programme import THOROUGH, Effort

__all__ = [
    "DEPLOYMENTS",
    "MANDATES",
    "METHODS",
    "OUTLOOKS",
    "REACHES_KM",
    "SETTLEMENTS",
    "THOROUGH",
    "CandidateSite",
    "Centre",
    "Cover",
    "CoverPlan",
    "Demands",
    "Deployments",
    "Effort",
    "Goal",
    "LaydownProblem",
    "LaydownResult",
    "LaydownRules",
    "Mandate",
    "Median",
    "MissionYear",
    "NextYear",
    "Odds",
    "Outlook",
    "Pace",
    "PatrolPlace",
    "PatrolPlan",
    "PatrolSearch",
    "Payoffs",
    "PooledShare",
    "Posting",
    "Replay",
    "Roads",
    "Selection",
    "SiteCoverage",
    "SiteInUse",
    "Sites",
    "Stop",
    "Summary",
    "Taken",
    "UnitKind",
    "backtest",
    "build_mission_years",
    "conflicts",
    "coverage_of_matrix",
    "coverage_of_points",
    "daylight",
    "distances_m",
    "draw_days",
    "harm_at_least",
    "laydown_geojson",
    "make_selection",
    "maximal_cover",
    "minutes_by_road",
    "p_centre",
    "p_median",
    "plan_cover",
    "plan_patrols",
    "read_demands",
    "read_deployments",
    "read_patrol_places",
    "read_roads",
    "read_sites",
    "read_travel_times",
    "refuse_too_many",
    "solve_laydown",
    "strong_stackelberg",
    "summarise",
    "travel_min",
    "years_to_replay",
    "zero_sum",
]
