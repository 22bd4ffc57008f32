"""The options of a trip: roads and rivers, closures of the day, season, weather, escort."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
from click import FloatRange

from sulh.cli.options import AnyFile, When
from sulh.cli.parameters import grouped
from sulh.cli.protect import read_file
from sulh.cli.roads import RoadOptions, read_network

if TYPE_CHECKING:
    from sulh.respond import LandingSite, Travel, WayClosure, Ways, Weather

__all__ = ["Trip", "read_closures", "trip_options"]

METRES = FloatRange(0.0)
WATER_KMH, BANK_KMH, BANK_KM = 200.0, 5.0, 2.0
"""A boat is no faster than itself; between water and place people walk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """How and when somebody travels."""

    at: Annotated[
        datetime | None,
        "When it happens; closures of this day count; default: now.",
        When("start", on_mission_clock=True),
    ] = None
    closures: Annotated[AnyFile, "Table of closures; default: those in the mission's ledger."] = (
        None
    )
    circuity: Annotated[
        float,
        "Without roads: how much longer ways are than straight lines.",
        FloatRange(1.0, 10.0),
    ] = 1.4
    wet: Annotated[bool, "In the wet season: speeds by surface."] = False
    escort: Annotated[bool, "In a column with an escort: it is slower."] = False
    landing_sites: Annotated[
        AnyFile, "Table of landing sites; default: those in the mission's ledger."
    ] = None
    water: Annotated[AnyFile, "File of rivers and lakes as lines, for boats."] = None
    visibility_m: Annotated[float | None, "Visibility now, for weather minima.", METRES] = None
    ceiling_m: Annotated[float | None, "Height of the clouds now.", METRES] = None
    wind_kmh: Annotated[float | None, "Wind now.", METRES] = None
    roads: RoadOptions = field(default_factory=RoadOptions)

    @property
    def folder(self) -> Path:
        """Return the mission's folder."""
        folder: Path = click.get_current_context().obj
        return folder

    @property
    def moment(self) -> datetime:
        """Return when it happens, UTC."""
        return self.at or datetime.now(UTC)

    @property
    def clock(self) -> tzinfo:
        """Return the mission's clock; UTC outside a mission."""
        from sulh.workspace.folder import mission_timezone

        return mission_timezone(self.folder)

    def ways(self, rejects: Path | None) -> "Ways":
        """Read the roads."""
        from sulh.respond import prepare_ways

        return prepare_ways(self.roads.read(rejects), circuity=self.circuity)

    def travel(self, as_of: datetime | None, rejects: Path | None) -> "Travel":
        """Read closures, landing sites and rivers."""
        from sulh.respond import Travel, closures_on

        shut = read_closures(self.folder, self.closures, as_of, rejects, at=self.moment)
        return Travel(
            closures=closures_on(shut, self.moment.astimezone(self.clock).date()),
            is_wet=self.wet,
            is_escorted=self.escort,
            weather=self._weather(),
            landing_sites=self._sites(as_of, rejects),
            water=self._rivers(rejects),
        )

    def _weather(self) -> "Weather | None":
        from sulh.respond import Weather

        if self.visibility_m is None and self.ceiling_m is None and self.wind_kmh is None:
            return None
        return Weather(
            visibility_m=self.visibility_m, ceiling_m=self.ceiling_m, wind_kmh=self.wind_kmh
        )

    def _sites(self, as_of: datetime | None, rejects: Path | None) -> "tuple[LandingSite, ...]":
        from sulh.respond import LANDING_SITES
        from sulh.sustain import read_form

        if self.landing_sites is not None:
            read = partial(read_form, form=LANDING_SITES)
            return read_file(self.landing_sites, read, rejects=rejects)
        return _of_ledger(self.folder, "landing-site", as_of)

    def _rivers(self, rejects: Path | None) -> "Ways | None":
        from sulh.respond import prepare_ways

        if self.water is None:
            return None
        file = RoadOptions(
            roads=self.water, road_kmh=WATER_KMH, off_road_kmh=BANK_KMH, off_road_km=BANK_KM
        )
        return prepare_ways(read_network(file, rejects))


def read_closures(
    folder: Path, path: Path | None, as_of: datetime | None, rejects: Path | None, *, at: datetime
) -> "tuple[WayClosure, ...]":
    """Return the closures of a table, or those of the ledger where the folder is a mission's.

    Those of the ledger count its hazardous areas, as far as they are not released at a moment (UTC).
    """
    from sulh import workspace
    from sulh.respond import CLOSURES, ledger_closures
    from sulh.sustain import read_form

    if path is not None:
        return read_file(path, partial(read_form, form=CLOSURES), rejects=rejects)
    if not (folder / "sulh.toml").is_file():
        return ()
    mission = workspace.open_workspace(folder)
    return ledger_closures(workspace.ledger_entries(mission, as_of=as_of), at=at)


def _of_ledger(folder: Path, kind: str, as_of: datetime | None) -> tuple[Any, ...]:
    from sulh import workspace

    if not (folder / "sulh.toml").is_file():
        return ()
    return workspace.ledger_entries(workspace.open_workspace(folder), as_of=as_of).get(kind, ())


trip_options = grouped("trip", Trip, lambda trip: trip)
"""Gives a command of click's the options of a trip and of roads, and the parameter ``trip: Trip``."""
