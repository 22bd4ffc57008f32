"""Who contributes what, what is missing, what units can do, and what is due for it."""

from sulh.sustain.contributions.fatalities import (
    FATALITY_FORMS,
    FATALITY_SCHEMA,
    Fatality,
    count_fatalities,
    read_fatalities,
)
from sulh.sustain.contributions.fields import PERSONNEL_TYPES, parse_contributors
from sulh.sustain.contributions.forms import (
    CONTRIBUTION_FORMS,
    CONTRIBUTION_SCHEMA,
    Contribution,
    read_contributions,
)
from sulh.sustain.contributions.frames import value_frame
from sulh.sustain.contributions.groups import (
    ContributorGroup,
    Membership,
    bundled_groups,
    find_group,
    read_groups,
)
from sulh.sustain.contributions.measures import (
    MEASURE_SCHEMA,
    Measure,
    bundled_population,
    per_measure,
    read_measures,
)
from sulh.sustain.contributions.nations import Match, Nation, find_nation, match_nation, nations
from sulh.sustain.contributions.parity import PARITY_2028, share_of_women
from sulh.sustain.contributions.places import (
    PLACE_FORMS,
    deployment_years,
    place_sizes,
    read_deployed_places,
)
from sulh.sustain.contributions.summarise import summarise_contributions
from sulh.sustain.contributions.summary import (
    ContributionQuery,
    ContributionSummary,
    contribution_summary,
)
from sulh.sustain.contributions.totals import (
    DistinctLines,
    concentration,
    deduplicate,
    differences,
    mark_members,
    of_mission,
    select_lines,
    shares,
    totals,
)
from sulh.sustain.gaps.find import (
    Fill,
    Gap,
    best_fill,
    fillable_months,
    find_endings,
    find_gaps,
    pledge_losses,
    reasons_unfit,
)
from sulh.sustain.gaps.requirements import (
    READINESS_LEVELS,
    Deployment,
    Pledge,
    Requirement,
    read_deployments,
    read_pledges,
    read_requirements,
)
from sulh.sustain.gaps.summary import (
    Ending,
    GapSummary,
    MonthState,
    PledgeRefusal,
    gap_summary,
)
from sulh.sustain.units.consistency import misfits
from sulh.sustain.units.forms import UNIT_FORMS, UnitForm, UnitRecords, read_form
from sulh.sustain.units.rates import (
    RATE_TAGS,
    ReimbursementRate,
    read_rates,
    un_personnel_rates,
)
from sulh.sustain.units.readiness import (
    Capability,
    Readiness,
    assess_readiness,
    read_capabilities,
)
from sulh.sustain.units.reimbursement import DayCount, Reimbursement, ReimbursementLine, reimburse
from sulh.sustain.units.statement import DayRun, day_runs, statement_csv
from sulh.sustain.units.technology import (
    TECHNOLOGY_CLASSES,
    Technology,
    TechnologyState,
    assess_technology,
    read_technology,
)
from sulh.sustain.units.training import TrainingGap, training_gaps

__all__ = [
    "CONTRIBUTION_FORMS",
    "CONTRIBUTION_SCHEMA",
    "FATALITY_FORMS",
    "FATALITY_SCHEMA",
    "MEASURE_SCHEMA",
    "PARITY_2028",
    "PERSONNEL_TYPES",
    "PLACE_FORMS",
    "RATE_TAGS",
    "READINESS_LEVELS",
    "TECHNOLOGY_CLASSES",
    "UNIT_FORMS",
    "Capability",
    "Contribution",
    "ContributionQuery",
    "ContributionSummary",
    "ContributorGroup",
    "DayCount",
    "DayRun",
    "Deployment",
    "DistinctLines",
    "Ending",
    "Fatality",
    "Fill",
    "Gap",
    "GapSummary",
    "Match",
    "Measure",
    "Membership",
    "MonthState",
    "Nation",
    "Pledge",
    "PledgeRefusal",
    "Readiness",
    "Reimbursement",
    "ReimbursementLine",
    "ReimbursementRate",
    "Requirement",
    "Technology",
    "TechnologyState",
    "TrainingGap",
    "UnitForm",
    "UnitRecords",
    "assess_readiness",
    "assess_technology",
    "best_fill",
    "bundled_groups",
    "bundled_population",
    "concentration",
    "contribution_summary",
    "count_fatalities",
    "day_runs",
    "deduplicate",
    "deployment_years",
    "differences",
    "fillable_months",
    "find_endings",
    "find_gaps",
    "find_group",
    "find_nation",
    "gap_summary",
    "mark_members",
    "match_nation",
    "misfits",
    "nations",
    "of_mission",
    "parse_contributors",
    "per_measure",
    "place_sizes",
    "pledge_losses",
    "read_capabilities",
    "read_contributions",
    "read_deployed_places",
    "read_deployments",
    "read_fatalities",
    "read_form",
    "read_groups",
    "read_measures",
    "read_pledges",
    "read_rates",
    "read_requirements",
    "read_technology",
    "reasons_unfit",
    "reimburse",
    "select_lines",
    "share_of_women",
    "shares",
    "statement_csv",
    "summarise_contributions",
    "totals",
    "training_gaps",
    "un_personnel_rates",
    "value_frame",
]
