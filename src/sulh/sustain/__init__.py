"""Who contributes what, and what is missing: contributions, requirements, pledges and gaps."""

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

__all__ = [
    "FORMS",
    "KINDS",
    "LEVELS",
    "PARITY_2028",
    "SCHEMA",
    "Brief",
    "Contributions",
    "Deployment",
    "Fill",
    "Gap",
    "Group",
    "Match",
    "Membership",
    "Nation",
    "Pledge",
    "Requirement",
    "Settled",
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
    "most_needed",
    "nations",
    "parse_contributors",
    "read_contributions",
    "read_deployments",
    "read_groups",
    "read_pledges",
    "read_requirements",
    "settle",
    "shares",
    "totals",
    "women",
]
