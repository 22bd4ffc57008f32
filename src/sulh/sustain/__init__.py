"""Who contributes what, what is missing, what units can do, and what is due for it."""

from sulh.sustain.contributions.fatalities import (
    FATALITY_SCHEMA,
    Fatalities,
    count_fatalities,
    read_fatalities,
)
from sulh.sustain.contributions.fields import KINDS, parse_contributors
from sulh.sustain.contributions.groups import Group, Membership, bundled_groups, read_groups
from sulh.sustain.contributions.measures import (
    MEASURE_SCHEMA,
    Measures,
    bundled_population,
    per_measure,
    read_measures,
)
from sulh.sustain.contributions.nations import Match, Nation, find_nation, match_nation, nations
from sulh.sustain.contributions.parity import PARITY_2028, women
from sulh.sustain.contributions.places import PLACE_FORMS, Places, mission_years, read_places
from sulh.sustain.contributions.read import Contributions, read_contributions
from sulh.sustain.contributions.rows import FORMS, SCHEMA
from sulh.sustain.contributions.summary import (
    ContributionSummary,
    Wanted,
    contribution_summary,
)
from sulh.sustain.contributions.totals import (
    Settled,
    chosen,
    concentration,
    differences,
    in_groups,
    settle,
    shares,
    totals,
)
from sulh.sustain.gaps.find import (
    Fill,
    Gap,
    best_fill,
    ending_soon,
    find_gaps,
    fits,
    most_needed,
)
from sulh.sustain.gaps.requirements import (
    LEVELS,
    Deployment,
    Pledge,
    Requirement,
    read_deployments,
    read_pledges,
    read_requirements,
)
from sulh.sustain.gaps.summary import Ending, GapSummary, MonthState, Refusal, gap_summary
from sulh.sustain.units.forms import FormRead, read_form
from sulh.sustain.units.rates import RATE_TAGS, Rate, read_rates, un_personnel_rates
from sulh.sustain.units.readiness import (
    Capability,
    Evidence,
    Readiness,
    read_capabilities,
    readiness,
)
from sulh.sustain.units.readiness_books import FORMS as UNIT_FORMS
from sulh.sustain.units.readiness_books import UnitForm, misfits
from sulh.sustain.units.reimbursement import DayCount, Reimbursement, ReimbursementLine, reimburse
from sulh.sustain.units.reimbursement_statement import DayRun, day_runs, statement_csv
from sulh.sustain.units.technology import (
    TECHNOLOGY_CLASSES,
    Technology,
    TechnologyState,
    read_technology,
    technology,
)
from sulh.sustain.units.training import TrainingGap, training_gaps

__all__ = [
    "FATALITY_SCHEMA",
    "FORMS",
    "KINDS",
    "LEVELS",
    "MEASURE_SCHEMA",
    "PARITY_2028",
    "PLACE_FORMS",
    "RATE_TAGS",
    "SCHEMA",
    "TECHNOLOGY_CLASSES",
    "UNIT_FORMS",
    "Capability",
    "ContributionSummary",
    "Contributions",
    "DayCount",
    "DayRun",
    "Deployment",
    "Ending",
    "Evidence",
    "Fatalities",
    "Fill",
    "FormRead",
    "Gap",
    "GapSummary",
    "Group",
    "Match",
    "Measures",
    "Membership",
    "MonthState",
    "Nation",
    "Places",
    "Pledge",
    "Rate",
    "Readiness",
    "Refusal",
    "Reimbursement",
    "ReimbursementLine",
    "Requirement",
    "Settled",
    "Technology",
    "TechnologyState",
    "TrainingGap",
    "UnitForm",
    "Wanted",
    "best_fill",
    "bundled_groups",
    "bundled_population",
    "chosen",
    "concentration",
    "contribution_summary",
    "count_fatalities",
    "day_runs",
    "differences",
    "ending_soon",
    "find_gaps",
    "find_nation",
    "fits",
    "gap_summary",
    "in_groups",
    "match_nation",
    "misfits",
    "mission_years",
    "most_needed",
    "nations",
    "parse_contributors",
    "per_measure",
    "read_capabilities",
    "read_contributions",
    "read_deployments",
    "read_fatalities",
    "read_form",
    "read_groups",
    "read_measures",
    "read_places",
    "read_pledges",
    "read_rates",
    "read_requirements",
    "read_technology",
    "readiness",
    "reimburse",
    "settle",
    "shares",
    "statement_csv",
    "technology",
    "totals",
    "training_gaps",
    "un_personnel_rates",
    "women",
]
