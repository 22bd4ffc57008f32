"""Who contributes what, what is missing, what units can do, and what is due for it."""

from sulh.sustain.brief import Brief, bar_chart, brief_html, brief_pdf
from sulh.sustain.contributions import (
    FORMS,
    KINDS,
    SCHEMA,
    Contributions,
    parse_contributors,
    read_contributions,
)
from sulh.sustain.gaps import (
    Fill,
    Gap,
    best_fill,
    ending_soon,
    find_gaps,
    fits,
    most_needed,
)
from sulh.sustain.groups import Group, Membership, bundled_groups, read_groups
from sulh.sustain.nations import Match, Nation, find_nation, match_nation, nations
from sulh.sustain.parity import PARITY_2028, women
from sulh.sustain.rates import Rate, read_rates, un_personnel_rates
from sulh.sustain.readiness import Capability, Evidence, Readiness, read_capabilities, readiness
from sulh.sustain.readiness_books import FORMS as UNIT_FORMS
from sulh.sustain.readiness_books import misfits
from sulh.sustain.readiness_forms import FormRead, read_form
from sulh.sustain.readiness_page import readiness_html
from sulh.sustain.reimbursement import Reimbursement, ReimbursementLine, reimburse
from sulh.sustain.reimbursement_statement import statement_csv, statement_html
from sulh.sustain.requirements import (
    LEVELS,
    Deployment,
    Pledge,
    Requirement,
    read_deployments,
    read_pledges,
    read_requirements,
)
from sulh.sustain.totals import (
    Settled,
    chosen,
    concentration,
    differences,
    in_groups,
    settle,
    shares,
    totals,
)
from sulh.sustain.training import TrainingGap, training_gaps

__all__ = [
    "FORMS",
    "KINDS",
    "LEVELS",
    "PARITY_2028",
    "SCHEMA",
    "UNIT_FORMS",
    "Brief",
    "Capability",
    "Contributions",
    "Deployment",
    "Evidence",
    "Fill",
    "FormRead",
    "Gap",
    "Group",
    "Match",
    "Membership",
    "Nation",
    "Pledge",
    "Rate",
    "Readiness",
    "Reimbursement",
    "ReimbursementLine",
    "Requirement",
    "Settled",
    "TrainingGap",
    "bar_chart",
    "best_fill",
    "brief_html",
    "brief_pdf",
    "bundled_groups",
    "chosen",
    "concentration",
    "differences",
    "ending_soon",
    "find_gaps",
    "find_nation",
    "fits",
    "in_groups",
    "match_nation",
    "misfits",
    "most_needed",
    "nations",
    "parse_contributors",
    "read_capabilities",
    "read_contributions",
    "read_deployments",
    "read_form",
    "read_groups",
    "read_pledges",
    "read_rates",
    "read_requirements",
    "readiness",
    "readiness_html",
    "reimburse",
    "settle",
    "shares",
    "statement_csv",
    "statement_html",
    "totals",
    "training_gaps",
    "un_personnel_rates",
    "women",
]
