"""The options of travel by road, as one parameter: a file of roads and the speeds on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 -- a field
from typing import TYPE_CHECKING

import click

from sulh.cli.options import FILE, as_one
from sulh.cli.protect import report_rows
from sulh.cli.show import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect import Pace, Roads
    from sulh.respond.convoys import ConvoyWays, ReliefVehicle
    from sulh.tables import Read

__all__ = ["RoadFile", "read_class_network", "read_network", "road_options"]

POSITIVE = click.FloatRange(0.0, min_open=True)
OPTIONS = (
    click.option(
        "--roads",
        type=FILE,
        help="File of roads for travel times: GeoJSON, .osm.pbf, .osm, GeoPackage or GraphML.",
    ),
    click.option(
        "--class-speeds",
        is_flag=True,
        help="Roads without a speed of their own: by class and surface, as OpenStreetMap's extracts are.",
    ),
    click.option(
        "--road-kmh",
        type=POSITIVE,
        default=40.0,
        show_default=True,
        help="Speed on roads without a speed of their own.",
    ),
    click.option(
        "--off-road-kmh", type=POSITIVE, default=5.0, show_default=True, help="Speed off road."
    ),
    click.option(
        "--off-road-km",
        type=POSITIVE,
        default=10.0,
        show_default=True,
        help="Maximum distance (km) that may be travelled off road.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadFile:
    """A file of roads and the speeds on and off them."""

    path: Path
    road_kmh: float
    off_kmh: float
    off_max_km: float
    class_speeds: bool = False

    @property
    def pace(self) -> Pace:
        """Return the speeds."""
        from sulh.protect import Pace

        return Pace(road_kmh=self.road_kmh, off_kmh=self.off_kmh, off_max_km=self.off_max_km)

    def read(self) -> Read[Roads]:
        """Read the roads.

        Raises
        ------
        InputError
            When the file cannot be read, or has no open road.
        """
        from sulh.workspace.roads import read_road_file

        return read_road_file(self.path, self.pace, class_speeds=self.class_speeds)

    def read_for(self, vehicles: Sequence[ReliefVehicle]) -> Read[ConvoyWays]:
        """Read the roads for vehicles that are held to classes of road.

        Raises
        ------
        InputError
            When the file cannot be read, has no open road, or no road has a class.
        """
        from sulh.workspace.roads import read_convoy_ways

        return read_convoy_ways(self.path, self.pace, vehicles, class_speeds=self.class_speeds)


def read_network(file: RoadFile, rejects: Path | None) -> Roads:
    """Read the roads, and say on stderr what was read of them and what was not."""
    roads = report_rows(file.path, file.read, rejects=rejects)
    _print_notes(roads)
    return roads


def read_class_network(
    file: RoadFile, vehicles: Sequence[ReliefVehicle], rejects: Path | None
) -> ConvoyWays:
    """Read the roads by the classes that vehicles are held to, and say on stderr what was read."""
    ways = report_rows(file.path, lambda: file.read_for(vehicles), rejects=rejects)
    if ways.roads is not None:
        _print_notes(ways.roads)
    return ways


def _print_notes(roads: Roads) -> None:
    for note in roads.notes:
        console(stderr=True).print(note, markup=False, soft_wrap=True)


def _road_file(
    roads: Path | None,
    class_speeds: bool,
    road_kmh: float,
    off_road_kmh: float,
    off_road_km: float,
) -> RoadFile | None:
    if roads is None:
        return None
    return RoadFile(
        path=roads,
        road_kmh=road_kmh,
        off_kmh=off_road_kmh,
        off_max_km=off_road_km,
        class_speeds=class_speeds,
    )


NAMES = ("roads", "class_speeds", "road_kmh", "off_road_kmh", "off_road_km")
road_options = as_one("roads", NAMES, OPTIONS, _road_file)
"""Gives a command the options of roads, and the parameter ``roads: RoadFile | None``."""
