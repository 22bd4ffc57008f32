"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from sulh.protect.centre import Centre, p_centre
from sulh.protect.choice import Choice, make_choice
from sulh.protect.cover import Cover, maximal_cover
from sulh.protect.coverage import Coverage, coverage_of_matrix, coverage_of_points
from sulh.protect.median import Median, p_median
from sulh.protect.plan import Plan, Posting, conflicts, plan_laydown
from sulh.protect.problem import Kind, Problem, Rules, Site
from sulh.protect.programme import THOROUGH, Effort

__all__ = [
    "THOROUGH",
    "Centre",
    "Choice",
    "Cover",
    "Coverage",
    "Effort",
    "Kind",
    "Median",
    "Plan",
    "Posting",
    "Problem",
    "Rules",
    "Site",
    "conflicts",
    "coverage_of_matrix",
    "coverage_of_points",
    "make_choice",
    "maximal_cover",
    "p_centre",
    "p_median",
    "plan_laydown",
]
