"""Who goes now: ways with closures, the wounded reached in time, and units that may be busy."""

from sulh.respond.area import AreaCover, Conditions, Fix, LossOfAsset, cheapest_fix, evacuate_area
from sulh.respond.busy.expected import (
    ExpectedCover,
    Uncovered,
    cover_expected,
    expected_weight,
    what_uncovers,
)
from sulh.respond.busy.hypercube import BusyUnits, busy_units
from sulh.respond.busy.queues import delay_chance, loss_chance, mean_wait, mean_wait_of_one
from sulh.respond.casualty import CasualtyChain, ChainStep, NextChain, find_chain, is_dark_at
from sulh.respond.delays import Delay, parse_delay
from sulh.respond.entry import area_conditions, new_posts, parse_delays
from sulh.respond.evacuation import (
    AID_MIN,
    CARE_MIN,
    SURGERY_MIN,
    Delays,
    Evacuation,
    Legs,
    Medical,
    evacuate,
    find_legs,
)
from sulh.respond.records import (
    CLOSURES,
    MEDICAL_ASSETS,
    MEDICAL_FACILITIES,
    RESPOND_FORMS,
    RESPOND_KINDS,
    MedicalAsset,
    MedicalFacility,
    WayClosure,
)
from sulh.respond.ways import (
    Points,
    Travel,
    Vehicle,
    Ways,
    closures_on,
    land_minutes,
    prepare_ways,
)

__all__ = [
    "AID_MIN",
    "CARE_MIN",
    "CLOSURES",
    "MEDICAL_ASSETS",
    "MEDICAL_FACILITIES",
    "RESPOND_FORMS",
    "RESPOND_KINDS",
    "SURGERY_MIN",
    "AreaCover",
    "BusyUnits",
    "CasualtyChain",
    "ChainStep",
    "Conditions",
    "Delay",
    "Delays",
    "Evacuation",
    "ExpectedCover",
    "Fix",
    "Legs",
    "LossOfAsset",
    "Medical",
    "MedicalAsset",
    "MedicalFacility",
    "NextChain",
    "Points",
    "Travel",
    "Uncovered",
    "Vehicle",
    "WayClosure",
    "Ways",
    "area_conditions",
    "busy_units",
    "cheapest_fix",
    "closures_on",
    "cover_expected",
    "delay_chance",
    "evacuate",
    "evacuate_area",
    "expected_weight",
    "find_chain",
    "find_legs",
    "is_dark_at",
    "land_minutes",
    "loss_chance",
    "mean_wait",
    "mean_wait_of_one",
    "new_posts",
    "parse_delay",
    "parse_delays",
    "prepare_ways",
    "what_uncovers",
]
