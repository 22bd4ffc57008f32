"""Relief convoys: what is needed where, what lies in depots, and which vehicle takes what, when."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.respond.convoys.check import plan_faults
    from sulh.respond.convoys.content import plan_content, plan_counts, plan_features, stops_frame
    from sulh.respond.convoys.hours import parse_curfew
    from sulh.respond.convoys.lines import TripLeg, trip_legs
    from sulh.respond.convoys.plan import ConvoyPlan, Hours, Unserved, plan_convoys
    from sulh.respond.convoys.records import (
        CONVOY_FORMS,
        RELIEF_NEEDS,
        RELIEF_STOCKS,
        RELIEF_VEHICLES,
        ReliefNeed,
        ReliefStock,
        ReliefVehicle,
    )
    from sulh.respond.convoys.routes import Search
    from sulh.respond.convoys.ways import (
        ConvoyWays,
        class_sets,
        class_ways,
        place_points,
        straight_ways,
    )

__all__ = [
    "CONVOY_FORMS",
    "RELIEF_NEEDS",
    "RELIEF_STOCKS",
    "RELIEF_VEHICLES",
    "ConvoyPlan",
    "ConvoyWays",
    "Hours",
    "ReliefNeed",
    "ReliefStock",
    "ReliefVehicle",
    "Search",
    "TripLeg",
    "Unserved",
    "class_sets",
    "class_ways",
    "parse_curfew",
    "place_points",
    "plan_content",
    "plan_convoys",
    "plan_counts",
    "plan_faults",
    "plan_features",
    "stops_frame",
    "straight_ways",
    "trip_legs",
]

export_lazily(__name__)
