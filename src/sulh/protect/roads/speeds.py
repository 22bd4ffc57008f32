"""Speeds by class of road and surface, and what season, vehicle and escort make of them.

One table, so that one can argue about it. Speeds by class, by grade of track and on bad surfaces are those of
GraphHopper's car profile (`CarAverageSpeedParser`, 2024), which OpenStreetMap's routing tools share in
substance. Everything marked [A] is an assumption of this project, to be replaced by what a mission measures:
``speed_kmh`` of a road counts before all of it.
"""

from __future__ import annotations

__all__ = [
    "CLASSES",
    "CLASS_KMH",
    "ESCORT_KMH",
    "NOT_FOR_VEHICLES",
    "SURFACES",
    "SURFACE_OF",
    "SURFACE_TOP_KMH",
    "TRACK_GRADES",
    "VEHICLES",
    "VEHICLE_FACTORS",
    "WET_FACTORS",
]

CLASS_KMH: dict[str, float] = {
    "motorway": 100,
    "motorway_link": 70,
    "trunk": 70,
    "trunk_link": 65,
    "primary": 65,
    "primary_link": 60,
    "secondary": 60,
    "secondary_link": 50,
    "tertiary": 50,
    "tertiary_link": 40,
    "unclassified": 30,
    "residential": 30,
    "living_street": 5,
    "service": 20,
    "road": 20,
    "track": 15,
}
"""km/h of a car on dry ground, by OpenStreetMap's `highway`."""

CLASSES: tuple[str, ...] = ("unknown", *CLASS_KMH)
"""Classes of road; pieces of a network name them by their position."""

NOT_FOR_VEHICLES = frozenset(
    ("footway", "path", "cycleway", "steps", "pedestrian", "bridleway", "corridor", "platform",
     "construction", "proposed", "razed", "abandoned", "elevator", "busway", "bus_guideway",
     "raceway", "via_ferrata", "rest_area", "services", "escape", "no")
)  # fmt: skip
"""Values of `highway` that are no road for the vehicles of a mission."""

SURFACES: tuple[str, ...] = ("unknown", "paved", "gravel", "earth", "sand")
"""Surfaces; pieces of a network name them by their position."""

SURFACE_OF: dict[str, str] = {
    **dict.fromkeys(
        ("paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes", "paving_stones",
         "paving_stones:lanes", "sett", "cobblestone", "unhewn_cobblestone", "bricks", "metal",
         "wood", "chipseal", "tartan"),
        "paved",
    ),
    **dict.fromkeys(
        ("gravel", "fine_gravel", "compacted", "pebblestone", "unpaved", "grass_paver", "rock",
         "laterite", "murram", "stone"),
        "gravel",
    ),
    **dict.fromkeys(("earth", "dirt", "ground", "mud", "clay", "soil", "grass", "dirt/sand"), "earth"),
    "sand": "sand",
}  # fmt: skip
"""Which of `SURFACES` a value of OpenStreetMap's `surface` is."""

SURFACE_TOP_KMH: dict[str, float] = {"gravel": 30, "earth": 30, "sand": 30}
"""The most that a car makes on a bad surface."""

TRACK_GRADES: dict[str, tuple[float, str]] = {
    "grade1": (20, "paved"),
    "grade2": (15, "gravel"),
    "grade3": (10, "gravel"),
    "grade4": (8, "earth"),  # [A]
    "grade5": (5, "earth"),  # [A]
}
"""km/h and surface by OpenStreetMap's `tracktype`."""

WET_FACTORS: tuple[float, ...] = (0.7, 0.9, 0.6, 0.3, 0.8)
"""[A] The share of a dry speed that the wet season allows, by surface in the order of `SURFACES`."""

VEHICLES: tuple[str, ...] = ("car", "lorry", "armoured", "motorcycle")

VEHICLE_FACTORS: dict[str, tuple[float, ...]] = {
    "car": (1.0, 1.0, 1.0, 1.0, 1.0),
    "lorry": (0.75, 0.8, 0.7, 0.6, 0.4),
    "armoured": (0.7, 0.7, 0.7, 0.8, 0.7),
    "motorcycle": (1.0, 1.0, 1.0, 1.2, 0.9),
}
"""[A] Speed of a vehicle beside a car's, by surface in the order of `SURFACES`."""

ESCORT_KMH: tuple[float, ...] = (30.0, 50.0, 30.0, 20.0, 20.0)
"""[A] The most that a column with an escort makes, by surface in the order of `SURFACES`."""
