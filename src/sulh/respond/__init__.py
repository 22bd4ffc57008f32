"""Who goes now: ways with closures, the wounded reached in time, and units that may be busy."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.respond.answers import (
        AreaAnswer,
        ChainAnswer,
        ReactionAnswer,
        area_answer,
        chain_answer,
        reaction_answer,
    )
    from sulh.respond.area import AreaCover, Conditions, LossOfAsset, evacuate_area
    from sulh.respond.busy.entry import BusyPlan, BusyUnit, plan_busy
    from sulh.respond.busy.expected import (
        ExpectedCover,
        Uncovered,
        cover_expected,
        expected_weight,
        what_uncovers,
    )
    from sulh.respond.busy.hypercube import BusyUnits, busy_units
    from sulh.respond.busy.queues import delay_chance, loss_chance, mean_wait, mean_wait_of_one
    from sulh.respond.casualty import (
        CasualtyChain,
        ChainStep,
        NextChain,
        check_moment,
        find_chain,
        is_dark_at,
    )
    from sulh.respond.delays import Delay, parse_delay
    from sulh.respond.entry import area_conditions, compare_fixes, new_posts, parse_delays
    from sulh.respond.evacuation import (
        AID_MIN,
        CARE_MIN,
        SURGERY_MIN,
        Delays,
        Evacuation,
        Medical,
        evacuate,
        operates,
    )
    from sulh.respond.first_days.needs import first_needs
    from sulh.respond.first_days.plan import (
        FirstDaysPlan,
        SearchVisit,
        SectorLine,
        WaitingSite,
        plan_first_days,
    )
    from sulh.respond.first_days.records import (
        AREA_ASSESSMENTS,
        WORKSITES,
        AreaAssessment,
        Worksite,
        worksite_category,
    )
    from sulh.respond.fixes import (
        Fix,
        FixKind,
        cheapest_fix,
        cheapest_landing_sites,
        cheapest_moves,
    )
    from sulh.respond.hazards import hazard_closures, ledger_closures
    from sulh.respond.legs import Legs, arrival_minutes, find_legs, why_not_able
    from sulh.respond.reaction import Hole, Holes, Reaction, ReactionChoice, ReactionUnits, react
    from sulh.respond.reasons import (
        closed_areas,
        closure_line,
        closure_words,
        travel_assumption,
        travel_words,
        why_no_way,
    )
    from sulh.respond.records import (
        CLOSURES,
        LANDING_SITES,
        MEDICAL_ASSETS,
        MEDICAL_FACILITIES,
        RESPOND_FORMS,
        RESPOND_KINDS,
        LandingSite,
        MedicalAsset,
        MedicalFacility,
        WayClosure,
    )
    from sulh.respond.routes import Route, find_route
    from sulh.respond.tasks.answers import TaskAnswer, WatchAnswer, watch_answer
    from sulh.respond.tasks.issue import tasks_of_plan
    from sulh.respond.tasks.life import (
        TaskState,
        TaskWatch,
        next_states,
        step_fault,
        task_states,
        units_out,
        watch_tasks,
    )
    from sulh.respond.tasks.records import STEPS, Task, TaskStep
    from sulh.respond.trips import TripTimes, base_minutes
    from sulh.respond.units import RESPONSE_UNITS, Ability, ResponseUnit, abilities_of
    from sulh.respond.ways import (
        Points,
        Travel,
        Vehicle,
        Ways,
        Weather,
        closures_on,
        land_minutes,
        on_roads,
        prepare_ways,
        travel_on,
    )

__all__ = [
    "AID_MIN",
    "AREA_ASSESSMENTS",
    "CARE_MIN",
    "CLOSURES",
    "LANDING_SITES",
    "MEDICAL_ASSETS",
    "MEDICAL_FACILITIES",
    "RESPOND_FORMS",
    "RESPOND_KINDS",
    "RESPONSE_UNITS",
    "STEPS",
    "SURGERY_MIN",
    "WORKSITES",
    "Ability",
    "AreaAnswer",
    "AreaAssessment",
    "AreaCover",
    "BusyPlan",
    "BusyUnit",
    "BusyUnits",
    "CasualtyChain",
    "ChainAnswer",
    "ChainStep",
    "Conditions",
    "Delay",
    "Delays",
    "Evacuation",
    "ExpectedCover",
    "FirstDaysPlan",
    "Fix",
    "FixKind",
    "Hole",
    "Holes",
    "LandingSite",
    "Legs",
    "LossOfAsset",
    "Medical",
    "MedicalAsset",
    "MedicalFacility",
    "NextChain",
    "Points",
    "Reaction",
    "ReactionAnswer",
    "ReactionChoice",
    "ReactionUnits",
    "ResponseUnit",
    "Route",
    "SearchVisit",
    "SectorLine",
    "Task",
    "TaskAnswer",
    "TaskState",
    "TaskStep",
    "TaskWatch",
    "Travel",
    "TripTimes",
    "Uncovered",
    "Vehicle",
    "WaitingSite",
    "WatchAnswer",
    "WayClosure",
    "Ways",
    "Weather",
    "Worksite",
    "abilities_of",
    "area_answer",
    "area_conditions",
    "arrival_minutes",
    "base_minutes",
    "busy_units",
    "chain_answer",
    "cheapest_fix",
    "cheapest_landing_sites",
    "cheapest_moves",
    "check_moment",
    "closed_areas",
    "closure_line",
    "closure_words",
    "closures_on",
    "compare_fixes",
    "cover_expected",
    "delay_chance",
    "evacuate",
    "evacuate_area",
    "expected_weight",
    "find_chain",
    "find_legs",
    "find_route",
    "first_needs",
    "hazard_closures",
    "is_dark_at",
    "land_minutes",
    "ledger_closures",
    "loss_chance",
    "mean_wait",
    "mean_wait_of_one",
    "new_posts",
    "next_states",
    "on_roads",
    "operates",
    "parse_delay",
    "parse_delays",
    "plan_busy",
    "plan_first_days",
    "prepare_ways",
    "react",
    "reaction_answer",
    "step_fault",
    "task_states",
    "tasks_of_plan",
    "travel_assumption",
    "travel_on",
    "travel_words",
    "units_out",
    "watch_answer",
    "watch_tasks",
    "what_uncovers",
    "why_no_way",
    "why_not_able",
    "worksite_category",
]

export_lazily(__name__)
