"""The options of a trip: roads and rivers, closures of the day, season, weather, escort, vehicle.

Each is declared once, and a command takes those that count for it: `TripOptions` are all, `LandOptions` those
of what drives, `VehicleOptions` and `DayOptions` those of plans for one vehicle.
"""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from click import FloatRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile, When
from sulh.cli.tables import Tables

if TYPE_CHECKING:
    from sulh.workspace import Trip

ABOVE_0 = FloatRange(0.0, min_open=True)
FROM_0 = FloatRange(0.0)
Start = Annotated[
    datetime | None,
    "When it happens; closures of this day count; default: now.",
    When("start", on_mission_clock=True),
]
Circuity = Annotated[
    float, "Without roads: how much longer ways are than straight lines.", FloatRange(1.0, 10.0)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """A file of roads, and the speeds on and off them."""

    roads: Annotated[
        AnyFile, "File of roads for travel times: GeoJSON, .osm.pbf, .osm, GeoPackage or GraphML."
    ] = None
    class_speeds: Annotated[
        bool,
        "Roads without a speed of their own: by class and surface, as OpenStreetMap's extracts are.",
    ] = False
    road_kmh: Annotated[float, "Speed on roads without a speed of their own.", ABOVE_0] = 40.0
    off_road_kmh: Annotated[float, "Speed off road.", ABOVE_0] = 5.0
    off_road_km: Annotated[
        float, "Maximum distance (km) that may be travelled off road.", ABOVE_0
    ] = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What slows or stops who travels on land."""

    closures: Annotated[AnyFile, "Table of closures; default: those in the mission's ledger."] = (
        None
    )
    wet: Annotated[
        bool | None,
        "In the wet season: speeds by surface; default: as the pack's seasons say.",
        "--wet/--dry",
        {"default": None},
    ] = None
    wet_factor: Annotated[
        float | None,
        "In the wet season: speeds on land times this factor.",
        FloatRange(0.0, 1.0, min_open=True),
    ] = None
    escort: Annotated[bool, "In a column with an escort: it is slower."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AirAndWater:
    """Where aircraft land, what boats go on, and the weather."""

    landing_sites: Annotated[
        AnyFile, "Table of landing sites; default: those in the mission's ledger."
    ] = None
    water: Annotated[AnyFile, "File of rivers and lakes as lines, for boats."] = None
    visibility_m: Annotated[float | None, "Visibility now, for weather minima.", FROM_0] = None
    ceiling_m: Annotated[float | None, "Height of the clouds now.", FROM_0] = None
    wind_kmh: Annotated[float | None, "Wind now.", FROM_0] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneVehicle:
    """The vehicle that a plan is for."""

    vehicle: Annotated[
        Literal["car", "lorry", "armoured", "motorcycle"],
        "The vehicle, for its speed by surface.",
    ] = "car"
    weight_t: Annotated[
        float,
        "Its weight in tonnes, for what bridges and roads bear.",
        FROM_0,
        {"show_default": False},
    ] = 0.0


class Travelling:
    """What all groups of options of a trip can do."""

    def trip(self, folder: Path, as_of: datetime | None, tables: Tables) -> "Trip":
        """Return the trip that the options describe, from a mission's folder."""
        own: dict[str, Any] = {}
        for name, value in asdict(self).items():  # type: ignore[call-overload]
            own |= value if isinstance(value, dict) else {name: value}
        path, by_class = own.pop("roads"), own.pop("class_speeds")
        pace = rooms.protect.Pace(
            road_kmh=own.pop("road_kmh"),
            off_kmh=own.pop("off_road_kmh"),
            off_max_km=own.pop("off_road_km"),
        )
        roads = rooms.workspace.RoadSource(path=path, pace=pace, class_speeds=by_class)
        return rooms.workspace.Trip(
            folder=folder,
            moment=own.pop("at", None) or datetime.now(UTC),
            as_of=as_of,
            tables=tables,
            roads=roads if path else None,
            **own,
        )


@dataclass(frozen=True, kw_only=True)
class TripOptions(Travelling):
    """All options of a trip."""

    at: Start = None
    circuity: Circuity = 1.4
    ground: Ground = field(default_factory=Ground)
    air_and_water: AirAndWater = field(default_factory=AirAndWater)
    by: Roads = field(default_factory=Roads)


@dataclass(frozen=True, kw_only=True)
class LandOptions(Travelling):
    """Those of a trip by road."""

    at: Start = None
    circuity: Circuity = 1.4
    ground: Ground = field(default_factory=Ground)
    by: Roads = field(default_factory=Roads)


@dataclass(frozen=True, kw_only=True)
class VehicleOptions(Travelling):
    """Those of a plan for one sort of vehicle on roads."""

    at: Start = None
    ground: Ground = field(default_factory=Ground)
    one: OneVehicle = field(default_factory=OneVehicle)
    by: Roads = field(default_factory=Roads)


@dataclass(frozen=True, kw_only=True)
class DayOptions(Travelling):
    """The same without a moment: the plan has days of its own."""

    ground: Ground = field(default_factory=Ground)
    one: OneVehicle = field(default_factory=OneVehicle)
    by: Roads = field(default_factory=Roads)
