"""Who goes now: ways with closures, the wounded reached in time, and units that may be busy."""

from sulh.respond.area import AreaCover, Conditions, Fix, LossOfAsset, cheapest_fix, evacuate_area
from sulh.respond.delays import Delay, parse_delay
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
    "Conditions",
    "Delay",
    "Delays",
    "Evacuation",
    "Fix",
    "Legs",
    "LossOfAsset",
    "Medical",
    "MedicalAsset",
    "MedicalFacility",
    "Points",
    "Travel",
    "Vehicle",
    "WayClosure",
    "Ways",
    "cheapest_fix",
    "closures_on",
    "evacuate",
    "evacuate_area",
    "find_legs",
    "land_minutes",
    "parse_delay",
    "prepare_ways",
]
