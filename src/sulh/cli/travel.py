"""The options of a trip, as one parameter: roads and rivers, closures of the day, season, weather, escort.

Each option is declared once, and a command takes those that count for it: `trip_options` are all,
`land_options` those of what drives, `vehicle_options` and `day_options` those of plans for one vehicle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import FILE, When
from sulh.cli.record_rows import RecordRows
from sulh.cli.roads import RoadFile, read_class_network, read_network, road_options
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, tzinfo
    from pathlib import Path

    from sulh.mission import Pack
    from sulh.protect import Pace
    from sulh.respond import LandingSite, Travel, TripTimes, WayClosure, Ways, Weather
    from sulh.respond.convoys import ConvoyWays, ReliefVehicle

__all__ = ["Trip", "day_options", "land_options", "trip_options", "vehicle_options"]

VEHICLES = ("car", "lorry", "armoured", "motorcycle")
"""Those of `sulh.protect.roads.speeds`: importing it would make every command start slowly."""
METRES = click.FloatRange(0.0)
FACTOR = click.FloatRange(0.0, 1.0, min_open=True)
WATER_KMH, BANK_KMH, BANK_KM = 200.0, 5.0, 2.0
"""A boat is no faster than itself; between water and place people walk."""

MOMENT = click.option(
    "--at", type=When("start", on_mission_clock=True), metavar="TIME",
    help="When it happens; closures of this day count; default: now.",
)  # fmt: skip
CIRCUITY = click.option(
    "--circuity", type=click.FloatRange(1.0, 10.0), default=1.4, show_default=True,
    help="Without roads: how much longer ways are than straight lines.",
)  # fmt: skip
GROUND = (
    click.option("--closures", type=FILE,
                 help="Table of closures; default: those in the mission's ledger."),
    click.option("--wet/--dry", "wet", default=None,
                 help="In the wet season: speeds by surface; default: as the pack's seasons say."),
    click.option("--wet-factor", type=FACTOR,
                 help="In the wet season: speeds on land times this factor."),
    click.option("--escort", is_flag=True, help="In a column with an escort: it is slower."),
)  # fmt: skip
AIR_AND_WATER = (
    click.option("--landing-sites", type=FILE,
                 help="Table of landing sites; default: those in the mission's ledger."),
    click.option("--water", type=FILE, help="File of rivers and lakes as lines, for boats."),
    click.option("--visibility-m", type=METRES, help="Visibility now, for weather minima."),
    click.option("--ceiling-m", type=METRES, help="Height of the clouds now."),
    click.option("--wind-kmh", type=METRES, help="Wind now."),
)  # fmt: skip
VEHICLE = (
    click.option("--vehicle", type=click.Choice(VEHICLES), default="car", show_default=True,
                 help="The vehicle, for its speed by surface."),
    click.option("--weight-t", type=METRES, default=0.0,
                 help="Its weight in tonnes, for what bridges and roads bear."),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """How and when (UTC) somebody travels; its fields are the options, those that a command lacks as here."""

    folder: Path
    moment: datetime
    roads: RoadFile | None = None
    circuity: float = 1.4
    closures: Path | None = None
    landing_sites: Path | None = None
    water: Path | None = None
    wet: bool | None = None
    wet_factor: float | None = None
    escort: bool = False
    visibility_m: float | None = None
    ceiling_m: float | None = None
    wind_kmh: float | None = None
    vehicle: str = "car"
    weight_t: float = 0.0

    @property
    def clock(self) -> tzinfo:
        """Return the mission's clock; UTC outside a mission."""
        from sulh.workspace.folder import mission_timezone

        return mission_timezone(self.folder)

    @property
    def day(self) -> date:
        """Return the day when it happens, on the mission's clock."""
        return self.moment.astimezone(self.clock).date()

    @property
    def pack(self) -> Pack | None:
        """Return the mission's pack; None outside a mission."""
        from sulh import workspace

        if not (self.folder / "sulh.toml").is_file():
            return None
        return workspace.open_workspace(self.folder).pack

    @property
    def is_said(self) -> bool:
        """Say whether an option says something of closures, season, escort or vehicle."""
        return (
            self.closures is not None
            or self.wet is not None
            or self.wet_factor is not None
            or self.escort
            or self.vehicle != "car"
            or self.weight_t > 0.0
        )

    def refuse_with_table(self) -> None:
        """Refuse options that would not count beside a table of travel times.

        Raises
        ------
        InputError
            When there are roads, closures, a season, an escort or a vehicle.
        """
        if self.roads is not None:
            raise InputError("Both --travel-times and --roads are given.", remedy="Give one.")
        if self.is_said:
            raise InputError(
                "With --travel-times, closures, season, escort and vehicle do not count.",
                remedy="Leave these options out, or give --roads in place of the table.",
            )

    def ways(self, rejects: Path | None) -> Ways:
        """Read the roads."""
        from sulh.respond import prepare_ways

        network = read_network(self.roads, rejects) if self.roads else None
        return prepare_ways(network, circuity=self.circuity)

    def convoy_ways(self, vehicles: Sequence[ReliefVehicle], rejects: Path | None) -> ConvoyWays:
        """Read the roads by the classes that vehicles are held to."""
        from sulh.respond import prepare_ways
        from sulh.respond.convoys import straight_ways

        if self.roads is None:
            return straight_ways(prepare_ways(None, circuity=self.circuity))
        return read_class_network(self.roads, vehicles, rejects)

    def circumstances(self, days: tuple[date, date] | None = None) -> Travel:
        """Return season, speed and escort; the season is that of the first and the last of the `days`.

        Without days, only the options count.
        """
        from sulh.respond import Travel

        return Travel(
            speed_factor=self.wet_factor or 1.0,
            is_wet=any(map(self.is_wet_on, set(days))) if days else bool(self.wet),
            is_escorted=self.escort,
        )

    def travel(self, as_of: datetime | None, rejects: Path | None) -> Travel:
        """Read closures, landing sites and rivers: the circumstances of the trip's day."""
        from sulh.respond import closures_on

        return replace(
            self.circumstances((self.day, self.day)),
            closures=closures_on(self.all_closures(as_of, rejects)[0], self.day),
            weather=self._weather(),
            landing_sites=self._sites(as_of, rejects),
            water=self._rivers(rejects),
        )

    def times(
        self,
        as_of: datetime | None,
        rejects: Path | None,
        *,
        days: tuple[date, date] | None = None,
        straight: Pace | None = None,
    ) -> TripTimes:
        """Read what a plan of `protect` goes by; without roads straight lines at a pace, where one is given.

        The `days` are those of `circumstances`.

        Raises
        ------
        InputError
            When there are no roads, and no pace.
        """
        from sulh.respond import TripTimes, Vehicle, prepare_ways

        if self.roads is None and straight is None:
            raise InputError(
                "Closures, season, escort and vehicle count on roads only, and no roads are given.",
                remedy="Give --roads and a file, or leave these options out.",
            )
        closures, notes = self.all_closures(as_of, rejects)
        return TripTimes(
            ways=self.ways(rejects)
            if self.roads is not None
            else prepare_ways(None, pace=straight, circuity=1.0),
            closures=closures,
            notes=notes,
            travel=self.circumstances(days),
            vehicle=Vehicle(kind=self.vehicle, weight_t=self.weight_t),
        )

    def is_wet_on(self, day: date) -> bool:
        """Say whether it is the wet season: as the options say, or as the pack does."""
        if self.wet is not None:
            return self.wet
        pack = None if self.wet_factor is not None else self.pack
        return pack is not None and pack.is_wet_on(day)

    def all_closures(
        self, as_of: datetime | None, rejects: Path | None
    ) -> tuple[tuple[WayClosure, ...], tuple[str, ...]]:
        """Return the closures of all days, of a table or the mission's ledger; and what must be said of rows.

        Those of the ledger count its hazardous areas, as far as they are not released when the trip begins.
        """
        from sulh.respond import CLOSURES, ledger_closures

        rows = RecordRows(self.folder, as_of, rejects)
        if self.closures is None:
            return ledger_closures(rows.entries, at=self.moment), ()
        return rows.of(self.closures, CLOSURES), tuple(rows.notes)

    def _weather(self) -> Weather | None:
        from sulh.respond import Weather

        own = Weather(
            visibility_m=self.visibility_m, ceiling_m=self.ceiling_m, wind_kmh=self.wind_kmh
        )
        return None if own == Weather() else own

    def _sites(self, as_of: datetime | None, rejects: Path | None) -> tuple[LandingSite, ...]:
        from sulh.respond import LANDING_SITES

        return RecordRows(self.folder, as_of, rejects).of(self.landing_sites, LANDING_SITES)

    def _rivers(self, rejects: Path | None) -> Ways | None:
        from sulh.respond import prepare_ways

        if self.water is None:
            return None
        file = RoadFile(path=self.water, road_kmh=WATER_KMH, off_kmh=BANK_KMH, off_max_km=BANK_KM)
        return prepare_ways(read_network(file, rejects))


def _trip(options: Iterable[Any], *names: str) -> Callable[..., Callable[..., None]]:
    """Return what gives a command some options and those of roads, and the parameter ``trip: Trip``."""
    names = (*names, "roads")

    def give(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        @click.pass_obj
        def run(folder: Path, /, **values: Any) -> None:
            own = {each: values.pop(each) for each in names}
            moment = own.pop("at", None) or datetime.now(UTC)
            command(trip=Trip(folder=folder, moment=moment, **own), **values)

        decorated: Callable[..., None] = road_options(run)
        for option in reversed(tuple(options)):
            decorated = option(decorated)
        return decorated

    return give


ON_GROUND = ("closures", "wet", "wet_factor", "escort")
IN_AIR = ("landing_sites", "water", "visibility_m", "ceiling_m", "wind_kmh")
trip_options = _trip(
    (MOMENT, CIRCUITY, *GROUND, *AIR_AND_WATER), "at", "circuity", *ON_GROUND, *IN_AIR
)
"""Gives a command all options of a trip and of roads."""
land_options = _trip((MOMENT, CIRCUITY, *GROUND), "at", "circuity", *ON_GROUND)
"""Gives a command those of a trip by road."""
vehicle_options = _trip((MOMENT, *GROUND, *VEHICLE), "at", *ON_GROUND, "vehicle", "weight_t")
"""Gives a command those of a plan for one sort of vehicle on roads."""
day_options = _trip((*GROUND, *VEHICLE), *ON_GROUND, "vehicle", "weight_t")
"""The same without a moment: the plan has days of its own."""
