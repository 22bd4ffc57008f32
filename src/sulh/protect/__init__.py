"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from sulh.protect.backtest import METHODS, REACHES_KM, Replay, backtest, choose_outlooks
from sulh.protect.backtest_plans import GRID, Outlook
from sulh.protect.backtest_summary import Pooled, Summary, summarise
from sulh.protect.centre import Centre, p_centre
from sulh.protect.choice import Choice, make_choice
from sulh.protect.cover import Cover, maximal_cover
from sulh.protect.coverage import Coverage, coverage_of_matrix, coverage_of_points
from sulh.protect.deployments import DEPLOYMENTS, Deployments, deployments
from sulh.protect.ground import SETTLEMENTS, Ahead, Ground, grounds, mission_years
from sulh.protect.mandates import MANDATES, Mandate
from sulh.protect.median import Median, p_median
from sulh.protect.programme import THOROUGH, Effort

__all__ = [
    "DEPLOYMENTS",
    "GRID",
    "MANDATES",
    "METHODS",
    "REACHES_KM",
    "SETTLEMENTS",
    "THOROUGH",
    "Ahead",
    "Centre",
    "Choice",
    "Cover",
    "Coverage",
    "Deployments",
    "Effort",
    "Ground",
    "Mandate",
    "Median",
    "Outlook",
    "Pooled",
    "Replay",
    "Summary",
    "backtest",
    "choose_outlooks",
    "coverage_of_matrix",
    "coverage_of_points",
    "deployments",
    "grounds",
    "make_choice",
    "maximal_cover",
    "mission_years",
    "p_centre",
    "p_median",
    "summarise",
]
