"""Who contributes what, what is missing, what units can do, and what is due for it."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.sustain.contributions.fatalities import (
        FATALITY_FORMS,
        Fatality,
        count_fatalities,
        read_fatalities,
    )
    from sulh.sustain.contributions.fields import parse_contributors
    from sulh.sustain.contributions.forms import (
        CONTRIBUTION_FORMS,
        CONTRIBUTION_SCHEMA,
        Contribution,
        read_contributions,
    )
    from sulh.sustain.contributions.frames import value_frame
    from sulh.sustain.contributions.groups import ContributorGroup, bundled_groups, read_groups
    from sulh.sustain.contributions.measures import read_measures
    from sulh.sustain.contributions.nations import (
        Nation,
        find_nation,
        match_nation,
        nations,
        read_aliases,
    )
    from sulh.sustain.contributions.parity import share_of_women
    from sulh.sustain.contributions.places import (
        PLACE_FORMS,
        deployment_years,
        read_deployed_places,
    )
    from sulh.sustain.contributions.summarise import summarise_contributions
    from sulh.sustain.contributions.summary import (
        ContributionQuery,
        ContributionSummary,
        contribution_summary,
    )
    from sulh.sustain.contributions.totals import (
        concentration,
        deduplicate,
        differences,
        of_mission,
        select_lines,
        shares,
        totals,
    )
    from sulh.sustain.forms import (
        GAP_FORMS,
        UNIT_FORMS,
        read_form,
        read_pledges,
        read_requirements,
        read_unit_deployments,
    )
    from sulh.sustain.gaps.find import (
        best_fill,
        fillable_months,
        find_endings,
        find_gaps,
        pledge_losses,
        reasons_unfit,
    )
    from sulh.sustain.gaps.summary import GapSummary, MonthState, gap_summary
    from sulh.sustain.records import UNIT_KINDS, Deployment, Pledge, Requirement
    from sulh.sustain.units.consistency import misfits
    from sulh.sustain.units.rates import (
        RATE_TAGS,
        read_rates,
        un_personnel_rates,
        with_personnel_rates,
    )
    from sulh.sustain.units.readiness import (
        Capability,
        Readiness,
        assess_readiness,
        read_capabilities,
    )
    from sulh.sustain.units.reimbursement import Reimbursement, ReimbursementLine, reimburse
    from sulh.sustain.units.statement import DayRun, day_runs, statement_csv
    from sulh.sustain.units.technology import (
        Technology,
        TechnologyState,
        assess_technology,
        read_technology,
    )
    from sulh.sustain.units.training import TrainingGap, training_gaps
    from sulh.sustain.units.unit_records import UnitRecords, unit_records

__all__ = [
    "CONTRIBUTION_FORMS",
    "CONTRIBUTION_SCHEMA",
    "FATALITY_FORMS",
    "GAP_FORMS",
    "PLACE_FORMS",
    "RATE_TAGS",
    "UNIT_FORMS",
    "UNIT_KINDS",
    "Capability",
    "Contribution",
    "ContributionQuery",
    "ContributionSummary",
    "ContributorGroup",
    "DayRun",
    "Deployment",
    "Fatality",
    "GapSummary",
    "MonthState",
    "Nation",
    "Pledge",
    "Readiness",
    "Reimbursement",
    "ReimbursementLine",
    "Requirement",
    "Technology",
    "TechnologyState",
    "TrainingGap",
    "UnitRecords",
    "assess_readiness",
    "assess_technology",
    "best_fill",
    "bundled_groups",
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
    "find_nation",
    "gap_summary",
    "match_nation",
    "misfits",
    "nations",
    "of_mission",
    "parse_contributors",
    "pledge_losses",
    "read_aliases",
    "read_capabilities",
    "read_contributions",
    "read_deployed_places",
    "read_fatalities",
    "read_form",
    "read_groups",
    "read_measures",
    "read_pledges",
    "read_rates",
    "read_requirements",
    "read_technology",
    "read_unit_deployments",
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
    "unit_records",
    "value_frame",
    "with_personnel_rates",
]

export_lazily(__name__)
