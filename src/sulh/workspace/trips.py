"""How and when somebody travels, from a mission's folder: roads, rivers, closures, season, weather, escort."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.protect import Pace
from sulh.respond import (
    CLOSURES,
    LANDING_SITES,
    Travel,
    TripTimes,
    Vehicle,
    Weather,
    base_minutes,
    check_moment,
    closures_on,
    ledger_closures,
    prepare_ways,
)
from sulh.respond.convoys import straight_ways
from sulh.workspace.folder import mission_timezone, open_workspace
from sulh.workspace.record_rows import RecordRows
from sulh.workspace.roads import read_convoy_ways, read_road_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sulh.mission import Pack
    from sulh.protect import Demands, PatrolPlace, Roads, Sites, WaysUsed
    from sulh.respond import LandingSite, WayClosure, Ways
    from sulh.respond.convoys import ConvoyWays, ReliefVehicle
    from sulh.workspace.record_rows import TableReader

__all__ = ["RoadSource", "Trip"]

WATER_KMH, BANK_KMH, BANK_KM = 200.0, 5.0, 2.0
"""A boat is no faster than itself; between water and place people walk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSource:
    """A file of roads; and with `class_speeds` those without a speed of their own have that of their class."""

    path: Path
    pace: Pace
    class_speeds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """How and when (`moment`, UTC) somebody travels, by what was known `as_of` a moment.

    Closures and landing sites are those of a file, or of the ledger in `folder`; `wet` says the season, None:
    as the pack does. `tables` reads files. Speeds are km/h, `weight_t` tonnes, heights metres.
    """

    folder: Path
    moment: datetime
    tables: TableReader
    as_of: datetime | None = None
    roads: RoadSource | None = None
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
        return mission_timezone(self.folder)

    @property
    def day(self) -> date:
        """Return the day when it happens, on the mission's clock.

        Raises
        ------
        InputError
            When nobody plans for its year.
        """
        check_moment(self.moment)
        return self.moment.astimezone(self.clock).date()

    @property
    def pack(self) -> Pack | None:
        """Return the mission's pack; None outside a mission."""
        return open_workspace(self.folder).pack if self.rows().is_mission else None

    @property
    def is_said(self) -> bool:
        """Say whether something is said of closures, season, escort or vehicle."""
        return (
            self.closures is not None
            or self.wet is not None
            or self.wet_factor is not None
            or self.escort
            or self.vehicle != "car"
            or self.weight_t > 0.0
        )

    def rows(self, *, simulated: bool = False) -> RecordRows:
        """Return where records of the trip's questions come from."""
        return RecordRows(self.folder, self.as_of, self.tables, simulated=simulated)

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

    def ways(self) -> Ways:
        """Read the roads.

        Raises
        ------
        InputError
            When their file cannot be read, or has no open road.
        """
        if self.roads is None:
            return prepare_ways(None, circuity=self.circuity)
        return self._network(self.roads, circuity=self.circuity)

    def _network(self, source: RoadSource, *, circuity: float = 1.4) -> Ways:
        read = partial(read_road_file, source.path, source.pace, class_speeds=source.class_speeds)
        roads = self.tables.report(source.path, read)
        self._say_notes(roads)
        return prepare_ways(roads, circuity=circuity)

    def _say_notes(self, roads: Roads) -> None:
        for note in roads.notes:
            self.tables.say(note)

    def convoy_ways(self, vehicles: Sequence[ReliefVehicle]) -> ConvoyWays:
        """Read the roads by the classes that vehicles are held to.

        Raises
        ------
        InputError
            When the file cannot be read, has no open road, or no road has a class.
        """
        if self.roads is None:
            return straight_ways(prepare_ways(None, circuity=self.circuity))
        path, pace, by_class = self.roads.path, self.roads.pace, self.roads.class_speeds
        read = partial(read_convoy_ways, path, pace, vehicles, class_speeds=by_class)
        ways = self.tables.report(path, read)
        if ways.roads is not None:
            self._say_notes(ways.roads)
        return ways

    def circumstances(self, days: tuple[date, date] | None = None) -> Travel:
        """Return season, speed and escort; the season is that of the first and the last of the `days`.

        Without days, only what is said counts.
        """
        return Travel(
            speed_factor=self.wet_factor or 1.0,
            is_wet=any(map(self.is_wet_on, set(days))) if days else bool(self.wet),
            is_escorted=self.escort,
        )

    def travel(self) -> Travel:
        """Read closures, landing sites and rivers: the circumstances of the trip's day."""
        weather = Weather(
            visibility_m=self.visibility_m, ceiling_m=self.ceiling_m, wind_kmh=self.wind_kmh
        )
        return replace(
            self.circumstances((self.day, self.day)),
            closures=closures_on(self.all_closures()[0], self.day),
            weather=None if weather == Weather() else weather,
            landing_sites=self._sites(),
            water=self._rivers(),
        )

    def times(
        self, *, days: tuple[date, date] | None = None, straight: Pace | None = None
    ) -> TripTimes:
        """Read what a plan of `protect` goes by; without roads straight lines at a pace, where one is given.

        The `days` are those of `circumstances`.

        Raises
        ------
        InputError
            When there are no roads, and no pace.
        """
        if self.roads is None and straight is None:
            raise InputError(
                "Closures, season, escort and vehicle count on roads only, and no roads are given.",
                remedy="Give --roads and a file, or leave these options out.",
            )
        closures, notes = self.all_closures()
        return TripTimes(
            ways=self.ways()
            if self.roads is not None
            else prepare_ways(None, pace=straight, circuity=1.0),
            closures=closures,
            notes=notes,
            travel=self.circumstances(days),
            vehicle=Vehicle(kind=self.vehicle, weight_t=self.weight_t),
        )

    def laydown_minutes(
        self, demands: Demands, sites: Sites
    ) -> tuple[NDArray[np.float64] | None, WaysUsed | None]:
        """Return minutes from each site to each demand on the trip's day, and what they rest on.

        Both are None where no roads are given: then distances count.
        """
        if self.roads is None and not self.is_said:
            return None, None
        times = self.times(days=(self.day, self.day))
        ends = sites.lon, sites.lat, demands.lon, demands.lat
        return times.minutes(self.day, *ends), times.used(self.day)

    def patrol_minutes(
        self,
        base: tuple[float, float],
        places: Sequence[PatrolPlace],
        first: date,
        last: date,
        *,
        straight: Pace,
    ) -> tuple[NDArray[np.float64], WaysUsed]:
        """Return minutes between a base (lon, lat) and places on days, and what they rest on; see `times`."""
        times = self.times(days=(first, last), straight=straight)
        points = [(each.name, each.lon, each.lat) for each in places]
        return base_minutes(times, base, points, first, last), times.used(first, last)

    def is_wet_on(self, day: date) -> bool:
        """Say whether it is the wet season: as is said, or as the pack does."""
        if self.wet is not None:
            return self.wet
        pack = None if self.wet_factor is not None else self.pack
        return pack is not None and pack.is_wet_on(day)

    def all_closures(self) -> tuple[tuple[WayClosure, ...], tuple[str, ...]]:
        """Return the closures of all days, of a table or the mission's ledger; and what must be said of rows.

        Those of the ledger count its hazardous areas, as far as they are not released when the trip begins.
        """
        rows = self.rows()
        if self.closures is None:
            return ledger_closures(rows.entries, at=self.moment), ()
        return rows.of(self.closures, CLOSURES), tuple(rows.notes)

    def _sites(self) -> tuple[LandingSite, ...]:
        return self.rows().of(self.landing_sites, LANDING_SITES)

    def _rivers(self) -> Ways | None:
        if self.water is None:
            return None
        pace = Pace(road_kmh=WATER_KMH, off_kmh=BANK_KMH, off_max_km=BANK_KM)
        return self._network(RoadSource(path=self.water, pace=pace))
