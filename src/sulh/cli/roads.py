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
    from sulh.protect import Roads
    from sulh.tables import Read

__all__ = ["RoadFile", "read_network", "road_options"]

POSITIVE = click.FloatRange(0.0, min_open=True)
OPTIONS = (
    click.option(
        "--roads",
        type=FILE,
        help="GeoJSON of roads (LineStrings; speed_kmh, speed_kph or maxspeed; oneway), for travel times.",
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

    def read(self) -> Read[Roads]:
        """Read the roads.

        Raises
        ------
        InputError
            When the file is not GeoJSON, or has no open road.
        """
        from sulh.protect import Pace, read_roads
        from sulh.tables.json_rows import geojson_features
        from sulh.tables.source import Source

        pace = Pace(road_kmh=self.road_kmh, off_kmh=self.off_kmh, off_max_km=self.off_max_km)
        return read_roads(geojson_features(Source(self.path.name, self.path)), self.path.name, pace)


def read_network(file: RoadFile, rejects: Path | None) -> Roads:
    """Read the roads, and say on stderr what was read of them and what was not."""
    roads = report_rows(file.path, file.read, rejects=rejects)
    for note in roads.notes:
        console(stderr=True).print(note, markup=False, soft_wrap=True)
    return roads


def _road_file(
    roads: Path | None, road_kmh: float, off_road_kmh: float, off_road_km: float
) -> RoadFile | None:
    if roads is None:
        return None
    return RoadFile(path=roads, road_kmh=road_kmh, off_kmh=off_road_kmh, off_max_km=off_road_km)


NAMES = ("roads", "road_kmh", "off_road_kmh", "off_road_km")
road_options = as_one("roads", NAMES, OPTIONS, _road_file)
"""Gives a command the options of roads, and the parameter ``roads: RoadFile | None``."""
