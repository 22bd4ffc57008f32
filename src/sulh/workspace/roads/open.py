"""The one way from a file of roads to a network: its ending says how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sulh.errors import InputError, shown
from sulh.protect import geojson_lines, network_of
from sulh.respond.convoys import class_ways
from sulh.tables.json_rows import geojson_features
from sulh.tables.source import Source
from sulh.workspace.roads.geopackage import geopackage_lines
from sulh.workspace.roads.graphml import graphml_lines
from sulh.workspace.roads.osm import OSM_ENDINGS, osm_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sulh.protect import Pace, RoadFile, Roads
    from sulh.respond.convoys import ConvoyWays, ReliefVehicle
    from sulh.tables import Read

__all__ = ["ROAD_ENDINGS", "read_convoy_ways", "read_road_file"]

ROAD_ENDINGS = (".geojson", ".json", *OSM_ENDINGS, ".gpkg", ".graphml")
"""Endings of files that are read as roads; .geojson, .json and .graphml also with .gz after them."""


class _Lines(NamedTuple):
    """The lines of a file, whether its form has speeds by class, and what to do where there are no lines."""

    source: RoadFile
    by_class: bool
    remedy: str


def read_road_file(path: Path, pace: Pace, *, class_speeds: bool = False) -> Read[Roads]:
    """Read a file of roads; degrees, WGS 84.

    In OpenStreetMap extracts a road has the speed of its class and surface; in other files it has its own
    speed, its limit or that of `pace`, and with `class_speeds` that of its class too.

    Raises
    ------
    InputError
        When the file cannot be read, or has no open road.
    MissingExtraError
        When it is an OpenStreetMap extract and the extra `roads` is not installed.
    """
    lines = _lines(path)
    by_class = lines.by_class or class_speeds
    return network_of(lines.source, path.name, pace, by_class=by_class, remedy=lines.remedy)


def read_convoy_ways(
    path: Path, pace: Pace, vehicles: Sequence[ReliefVehicle], *, class_speeds: bool = False
) -> Read[ConvoyWays]:
    """Read a file of roads as `read_road_file` does, for vehicles that are held to classes of road.

    Raises
    ------
    InputError
        When the file cannot be read, has no open road, or vehicles are held to classes and no road has one.
    MissingExtraError
        When it is an OpenStreetMap extract and the extra `roads` is not installed.
    """
    lines = _lines(path)
    by_class = lines.by_class or class_speeds
    return class_ways(
        lines.source, path.name, pace, vehicles, by_class=by_class, remedy=lines.remedy
    )


def _lines(path: Path) -> _Lines:
    name = path.name.casefold()
    source = Source(path.name, path)
    try:
        if name.endswith(OSM_ENDINGS):
            remedy = "Give an extract with roads (ways with the tag highway)."
            return _Lines(osm_lines(path), by_class=True, remedy=remedy)
        if source.ending == ".gpkg":
            remedy = "Give a GeoPackage with a layer of lines."
            return _Lines(geopackage_lines(path), by_class=False, remedy=remedy)
        if source.ending == ".graphml":
            remedy = "Give GraphML whose nodes have x and y, such as osmnx writes."
            return _Lines(graphml_lines(source), by_class=False, remedy=remedy)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    if source.ending not in (".geojson", ".json"):
        raise InputError(
            f"{shown(path.name)} has an ending that is not read as roads.",
            remedy=f"Endings read: {', '.join(ROAD_ENDINGS)}.",
        )
    lines = geojson_lines(geojson_features(source), path.name)
    return _Lines(lines, by_class=False, remedy="Give a GeoJSON FeatureCollection of LineStrings.")
