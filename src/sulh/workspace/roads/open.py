"""The one way from a file of roads to a network: its ending says how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.protect import network_of, read_roads
from sulh.tables.json_rows import geojson_features
from sulh.tables.source import Source
from sulh.workspace.roads.geopackage import geopackage_lines
from sulh.workspace.roads.graphml import graphml_lines
from sulh.workspace.roads.osm import OSM_ENDINGS, osm_lines

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.protect import Pace, Roads
    from sulh.tables import Read

__all__ = ["ROAD_ENDINGS", "read_road_file"]

ROAD_ENDINGS = (".geojson", ".json", *OSM_ENDINGS, ".gpkg", ".graphml")
"""Endings of files that are read as roads; .geojson, .json and .graphml also with .gz after them."""


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
    name = path.name.casefold()
    source = Source(path.name, path)
    try:
        if name.endswith(OSM_ENDINGS):
            read = osm_lines(path)
            remedy = "Give an extract with roads (ways with the tag highway)."
            return network_of(read, path.name, pace, by_class=True, remedy=remedy)
        if source.ending == ".gpkg":
            read = geopackage_lines(path)
            remedy = "Give a GeoPackage with a layer of lines."
            return network_of(read, path.name, pace, by_class=class_speeds, remedy=remedy)
        if source.ending == ".graphml":
            read = graphml_lines(source)
            remedy = "Give GraphML whose nodes have x and y, such as osmnx writes."
            return network_of(read, path.name, pace, by_class=class_speeds, remedy=remedy)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    if source.ending not in (".geojson", ".json"):
        raise InputError(
            f"{shown(path.name)} has an ending that is not read as roads.",
            remedy=f"Endings read: {', '.join(ROAD_ENDINGS)}.",
        )
    return read_roads(geojson_features(source), path.name, pace, by_class=class_speeds)
