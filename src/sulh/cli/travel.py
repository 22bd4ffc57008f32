"""The options of a trip, as one parameter: roads and rivers, closures of the day, season, weather, escort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import FILE, When
from sulh.cli.protect import read_file
from sulh.cli.roads import RoadFile, read_network, road_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from pathlib import Path

    from sulh.respond import LandingSite, Travel, WayClosure, Ways, Weather

__all__ = ["Trip", "read_closures", "trip_options"]

METRES = click.FloatRange(0.0)
WATER_KMH, BANK_KMH, BANK_KM = 200.0, 5.0, 2.0
"""A boat is no faster than itself; between water and place people walk."""

OPTIONS = (
    click.option("--at", type=When("start", on_mission_clock=True), metavar="TIME",
                 help="When it happens; closures of this day count; default: now."),
    click.option("--closures", type=FILE,
                 help="Table of closures; default: those in the mission's ledger."),
    click.option("--circuity", type=click.FloatRange(1.0, 10.0), default=1.4, show_default=True,
                 help="Without roads: how much longer ways are than straight lines."),
    click.option("--wet", is_flag=True, help="In the wet season: speeds by surface."),
    click.option("--escort", is_flag=True, help="In a column with an escort: it is slower."),
    click.option("--landing-sites", type=FILE,
                 help="Table of landing sites; default: those in the mission's ledger."),
    click.option("--water", type=FILE, help="File of rivers and lakes as lines, for boats."),
    click.option("--visibility-m", type=METRES, help="Visibility now, for weather minima."),
    click.option("--ceiling-m", type=METRES, help="Height of the clouds now."),
    click.option("--wind-kmh", type=METRES, help="Wind now."),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """How and when somebody travels."""

    folder: Path
    moment: datetime
    roads: RoadFile | None
    circuity: float
    closures: Path | None
    landing_sites: Path | None
    water: Path | None
    is_wet: bool
    is_escorted: bool
    weather: tuple[float | None, float | None, float | None]

    @property
    def clock(self) -> tzinfo:
        """Return the mission's clock; UTC outside a mission."""
        from sulh.workspace.folder import mission_timezone

        return mission_timezone(self.folder)

    def ways(self, rejects: Path | None) -> Ways:
        """Read the roads."""
        from sulh.respond import prepare_ways

        network = read_network(self.roads, rejects) if self.roads else None
        return prepare_ways(network, circuity=self.circuity)

    def travel(self, as_of: datetime | None, rejects: Path | None) -> Travel:
        """Read closures, landing sites and rivers."""
        from sulh.respond import Travel, closures_on

        shut = read_closures(self.folder, self.closures, as_of, rejects, at=self.moment)
        return Travel(
            closures=closures_on(shut, self.moment.astimezone(self.clock).date()),
            is_wet=self.is_wet,
            is_escorted=self.is_escorted,
            weather=self._weather(),
            landing_sites=self._sites(as_of, rejects),
            water=self._rivers(rejects),
        )

    def _weather(self) -> Weather | None:
        from sulh.respond import Weather

        visibility_m, ceiling_m, wind_kmh = self.weather
        if self.weather == (None, None, None):
            return None
        return Weather(visibility_m=visibility_m, ceiling_m=ceiling_m, wind_kmh=wind_kmh)

    def _sites(self, as_of: datetime | None, rejects: Path | None) -> tuple[LandingSite, ...]:
        from sulh.respond import LANDING_SITES
        from sulh.sustain import read_form

        if self.landing_sites is not None:
            read = partial(read_form, form=LANDING_SITES)
            return read_file(self.landing_sites, read, rejects=rejects)
        return _of_ledger(self.folder, "landing-site", as_of)

    def _rivers(self, rejects: Path | None) -> Ways | None:
        from sulh.respond import prepare_ways

        if self.water is None:
            return None
        file = RoadFile(path=self.water, road_kmh=WATER_KMH, off_kmh=BANK_KMH, off_max_km=BANK_KM)
        return prepare_ways(read_network(file, rejects))


def read_closures(
    folder: Path, path: Path | None, as_of: datetime | None, rejects: Path | None, *, at: datetime
) -> tuple[WayClosure, ...]:
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


def trip_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a trip and of roads, and the parameter ``trip: Trip``."""

    @wraps(command)
    @click.pass_obj
    def run(
        folder: Path,
        /,
        *,
        at: datetime | None,
        closures: Path | None,
        circuity: float,
        wet: bool,
        escort: bool,
        landing_sites: Path | None,
        water: Path | None,
        visibility_m: float | None,
        ceiling_m: float | None,
        wind_kmh: float | None,
        roads: RoadFile | None,
        **options: Any,
    ) -> None:
        trip = Trip(
            folder=folder,
            moment=at or datetime.now(UTC),
            roads=roads,
            circuity=circuity,
            closures=closures,
            landing_sites=landing_sites,
            water=water,
            is_wet=wet,
            is_escorted=escort,
            weather=(visibility_m, ceiling_m, wind_kmh),
        )
        command(trip=trip, **options)

    decorated: Callable[..., None] = road_options(run)
    for option in reversed(OPTIONS):
        decorated = option(decorated)
    return decorated
