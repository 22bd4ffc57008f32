"""The options of travel by road: a file of roads and the speeds on it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from click import FloatRange

from sulh.cli import rooms
from sulh.cli.options import AnyFile
from sulh.cli.parameters import grouped
from sulh.cli.show import console
from sulh.cli.tables import report_rows

if TYPE_CHECKING:
    from sulh.protect import Roads

__all__ = ["RoadFile", "RoadOptions", "read_network", "road_options"]

ABOVE_0 = FloatRange(0.0, min_open=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadOptions:
    """A file of roads, and the speeds on and off them."""

    roads: Annotated[
        AnyFile,
        "File of roads for travel times: GeoJSON, .osm.pbf, .osm, GeoPackage or GraphML.",
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

    def read(self, rejects: Path | None) -> "Roads | None":
        """Read the roads, and say on stderr what was read of them and what was not; None without a file.

        Raises
        ------
        InputError
            When the file cannot be read, or has no open road.
        """
        if self.roads is None:
            return None
        from sulh.workspace.roads import read_road_file

        pace = rooms.protect.Pace(
            road_kmh=self.road_kmh, off_kmh=self.off_road_kmh, off_max_km=self.off_road_km
        )
        reader = partial(read_road_file, self.roads, pace, class_speeds=self.class_speeds)
        network = report_rows(self.roads, reader, rejects=rejects)
        for note in network.notes:
            console(stderr=True).print(note, markup=False, soft_wrap=True)
        return network


RoadFile = RoadOptions


def read_network(file: RoadOptions, rejects: Path | None) -> "Roads":
    """Read the roads of a file; see `RoadOptions.read`."""
    network = file.read(rejects)
    if network is None:
        raise AssertionError("a file of roads is named")
    return network


road_options = grouped("roads", RoadOptions, lambda each: each if each.roads else None)
"""Gives a command of click's the options of roads, and the parameter ``roads: RoadOptions | None``."""
