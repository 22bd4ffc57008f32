"""Who goes now: ways with closures, the wounded reached in time, and units that may be busy."""

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
    "CLOSURES",
    "MEDICAL_ASSETS",
    "MEDICAL_FACILITIES",
    "RESPOND_FORMS",
    "RESPOND_KINDS",
    "MedicalAsset",
    "MedicalFacility",
    "Points",
    "Travel",
    "Vehicle",
    "WayClosure",
    "Ways",
    "closures_on",
    "land_minutes",
    "prepare_ways",
]
