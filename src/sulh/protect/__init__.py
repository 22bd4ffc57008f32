"""Where to be: the laydown of bases, patrols that cannot be foreseen, and what history says of both."""

from sulh.kernels.facility_reach import distances_m
from sulh.protect.centre import Centre, p_centre
from sulh.protect.choice import Choice, make_choice
from sulh.protect.cover import Cover, maximal_cover
from sulh.protect.coverage import Coverage, coverage_of_matrix, coverage_of_points
from sulh.protect.laydown import (
    Goal,
    Laydown,
    Stationed,
    as_geojson,
    choose_laydown,
    refuse_too_many,
)
from sulh.protect.laydown_tables import (
    Demands,
    Sites,
    Taken,
    read_demands,
    read_sites,
    read_travel_times,
)
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
    "Demands",
    "Effort",
    "Goal",
    "Kind",
    "Laydown",
    "Median",
    "Plan",
    "Posting",
    "Problem",
    "Rules",
    "Site",
    "Sites",
    "Stationed",
    "Taken",
    "as_geojson",
    "choose_laydown",
    "conflicts",
    "coverage_of_matrix",
    "coverage_of_points",
    "distances_m",
    "make_choice",
    "maximal_cover",
    "p_centre",
    "p_median",
    "plan_laydown",
    "read_demands",
    "read_sites",
    "read_travel_times",
    "refuse_too_many",
]
