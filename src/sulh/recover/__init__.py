"""What comes after the shooting stops: weapons handed in; returns and hazards; what people need and get."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.recover.combatants import (
        CombatantFault,
        CombatantLine,
        CombatantStatement,
        combatant_statement,
    )
    from sulh.recover.figures import (
        DisplacementFigure,
        FigureLine,
        compare_figures,
        read_figures,
    )
    from sulh.recover.governance.donor import DonorProject, DonorReport, donor_names, donor_report
    from sulh.recover.governance.statement import (
        GovernanceStatement,
        OverdueComplaint,
        TopicLine,
        governance_statement,
        project_stages,
    )
    from sulh.recover.governance_records import Complaint, ComplaintAnswer, Decision
    from sulh.recover.hazards.balance import HazardLine, HazardStatement, hazard_statement
    from sulh.recover.hxl_forms import RECOVER_HXL
    from sulh.recover.iati.activities import Activity, IatiAccount, read_activities
    from sulh.recover.iati.take import IATI_COLUMNS, IatiRest, activity_rows
    from sulh.recover.iati.write import Publisher, write_activities
    from sulh.recover.needs.standards import Standard, convert_amount, standards
    from sulh.recover.needs.statement import (
        NeedLine,
        NeedsStatement,
        PlacePeople,
        Presence,
        needs_statement,
    )
    from sulh.recover.needs.stock import Stock, StockLine, latest_stocks
    from sulh.recover.profile import PlaceProfile, place_names, place_profile
    from sulh.recover.publish import (
        HxlSheet,
        publish_aid,
        publish_needs,
        publish_people,
        publish_returns,
    )
    from sulh.recover.rebuild.choice import (
        Candidate,
        Choice,
        ChoiceAnswer,
        choose_projects,
        parse_fairness,
    )
    from sulh.recover.rebuild.earned import EarnedValue, Part, earned_value
    from sulh.recover.rebuild.projects import LateMilestone, ProjectLine, ReachLine
    from sulh.recover.rebuild.statement import (
        CommunityGain,
        DamageLine,
        RebuildStatement,
        choose_from_ledger,
        rebuild_statement,
    )
    from sulh.recover.rebuild_records import (
        Damage,
        Milestone,
        Payment,
        Project,
        ProjectProgress,
        ProjectReach,
    )
    from sulh.recover.records import RECOVER_KINDS, Custody, Delivery, Population, StoreCount
    from sulh.recover.return_records import (
        CONDITIONS,
        AreaRelease,
        HazardousArea,
        Movement,
        ReturnCondition,
    )
    from sulh.recover.returns.conditions import (
        ConditionEvidence,
        ConditionLine,
        LedgerView,
        conditions_at,
        ledger_view,
    )
    from sulh.recover.returns.disclosure import PersonCount, parts_of, release
    from sulh.recover.returns.flows import Flow, FlowFault, flows_between
    from sulh.recover.returns.readiness import (
        DEFAULT_WEIGHTS,
        PlaceReadiness,
        parse_weights,
        rank_places,
    )
    from sulh.recover.returns.statement import (
        Monitoring,
        ReturnsStatement,
        Room,
        returns_statement,
    )
    from sulh.recover.statements import (
        choice_from_ledger,
        combatants_from_ledger,
        donor_from_ledger,
        hazards_from_ledger,
        needs_from_ledger,
        parse_amount,
        place_from_ledger,
        returns_from_ledger,
        serials_from_ledger,
        weapons_from_ledger,
    )
    from sulh.recover.weapons.register import (
        Balance,
        Contradiction,
        CountGap,
        Register,
        build_register,
    )
    from sulh.recover.weapons.serials import CloseSerial, SerialIndex, plain_serial
    from sulh.recover.weapons.statement import (
        CloseWeapons,
        StateLine,
        WeaponStatement,
        close_weapons,
        weapon_statement,
    )

__all__ = [
    "CONDITIONS",
    "DEFAULT_WEIGHTS",
    "IATI_COLUMNS",
    "RECOVER_HXL",
    "RECOVER_KINDS",
    "Activity",
    "AreaRelease",
    "Balance",
    "Candidate",
    "Choice",
    "ChoiceAnswer",
    "CloseSerial",
    "CloseWeapons",
    "CombatantFault",
    "CombatantLine",
    "CombatantStatement",
    "CommunityGain",
    "Complaint",
    "ComplaintAnswer",
    "ConditionEvidence",
    "ConditionLine",
    "Contradiction",
    "CountGap",
    "Custody",
    "Damage",
    "DamageLine",
    "Decision",
    "Delivery",
    "DisplacementFigure",
    "DonorProject",
    "DonorReport",
    "EarnedValue",
    "FigureLine",
    "Flow",
    "FlowFault",
    "GovernanceStatement",
    "HazardLine",
    "HazardStatement",
    "HazardousArea",
    "HxlSheet",
    "IatiAccount",
    "IatiRest",
    "LateMilestone",
    "LedgerView",
    "Milestone",
    "Monitoring",
    "Movement",
    "NeedLine",
    "NeedsStatement",
    "OverdueComplaint",
    "Part",
    "Payment",
    "PersonCount",
    "PlacePeople",
    "PlaceProfile",
    "PlaceReadiness",
    "Population",
    "Presence",
    "Project",
    "ProjectLine",
    "ProjectProgress",
    "ProjectReach",
    "Publisher",
    "ReachLine",
    "RebuildStatement",
    "Register",
    "ReturnCondition",
    "ReturnsStatement",
    "Room",
    "SerialIndex",
    "Standard",
    "StateLine",
    "Stock",
    "StockLine",
    "StoreCount",
    "TopicLine",
    "WeaponStatement",
    "activity_rows",
    "build_register",
    "choice_from_ledger",
    "choose_from_ledger",
    "choose_projects",
    "close_weapons",
    "combatant_statement",
    "combatants_from_ledger",
    "compare_figures",
    "conditions_at",
    "convert_amount",
    "donor_from_ledger",
    "donor_names",
    "donor_report",
    "earned_value",
    "flows_between",
    "governance_statement",
    "hazard_statement",
    "hazards_from_ledger",
    "latest_stocks",
    "ledger_view",
    "needs_from_ledger",
    "needs_statement",
    "parse_amount",
    "parse_fairness",
    "parse_weights",
    "parts_of",
    "place_from_ledger",
    "place_names",
    "place_profile",
    "plain_serial",
    "project_stages",
    "publish_aid",
    "publish_needs",
    "publish_people",
    "publish_returns",
    "rank_places",
    "read_activities",
    "read_figures",
    "rebuild_statement",
    "release",
    "returns_from_ledger",
    "returns_statement",
    "serials_from_ledger",
    "standards",
    "weapon_statement",
    "weapons_from_ledger",
    "write_activities",
]

export_lazily(__name__)
