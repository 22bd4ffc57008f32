"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from sulh.kernels.facility_reach import distances_m
from sulh.protect.backtest.deployments import DEPLOYMENTS, Deployments, deployments
from sulh.protect.backtest.mandates import MANDATES, Mandate
from sulh.protect.backtest.plans import OUTLOOKS, Outlook
from sulh.protect.backtest.replay import METHODS, REACHES_KM, Replay, backtest
from sulh.protect.backtest.setting import SETTLEMENTS, Ahead, Ground, grounds, mission_years
from sulh.protect.backtest.summary import Pooled, Summary, summarise
from sulh.protect.laydown.choose import (
    Goal,
    Laydown,
    Stationed,
    as_geojson,
    choose_laydown,
    refuse_too_many,
)
from sulh.protect.laydown.coverage import Coverage, coverage_of_matrix, coverage_of_points
from sulh.protect.laydown.plan import Plan, Posting, conflicts, plan_laydown
from sulh.protect.laydown.problem import Kind, Problem, Rules, Site
from sulh.protect.laydown.roads import Pace, Roads, minutes_by_road, read_roads
from sulh.protect.laydown.selection import Choice, make_choice
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
from sulh.protect.patrol.places import Place, read_places, travel_min
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
    "Ahead",
    "Centre",
    "Choice",
    "Cover",
    "Coverage",
    "Demands",
    "Deployments",
    "Effort",
    "Goal",
    "Ground",
    "Kind",
    "Laydown",
    "Mandate",
    "Median",
    "Odds",
    "Outlook",
    "Pace",
    "PatrolPlan",
    "PatrolSearch",
    "Payoffs",
    "Place",
    "Plan",
    "Pooled",
    "Posting",
    "Problem",
    "Replay",
    "Roads",
    "Rules",
    "Site",
    "Sites",
    "Stationed",
    "Stop",
    "Summary",
    "Taken",
    "as_geojson",
    "backtest",
    "choose_laydown",
    "conflicts",
    "coverage_of_matrix",
    "coverage_of_points",
    "daylight",
    "deployments",
    "distances_m",
    "draw_days",
    "grounds",
    "harm_at_least",
    "make_choice",
    "maximal_cover",
    "minutes_by_road",
    "mission_years",
    "p_centre",
    "p_median",
    "plan_laydown",
    "plan_patrols",
    "read_demands",
    "read_places",
    "read_roads",
    "read_sites",
    "read_travel_times",
    "refuse_too_many",
    "strong_stackelberg",
    "summarise",
    "travel_min",
    "zero_sum",
]
