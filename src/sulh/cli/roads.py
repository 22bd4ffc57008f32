"""The roads of a command: its options, and the file read with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.protect import Roads
    from sulh.protect.laydown.tables import Taken

__all__ = ["open_roads", "road_options"]

ABOVE_NOTHING = click.FloatRange(0.0, min_open=True)
OPTIONS = (
    click.option(
        "--roads",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="GeoJSON of LineStrings, with speed_kmh where it is known: travel times by road.",
    ),
    click.option(
        "--road-kmh",
        type=ABOVE_NOTHING,
        default=40.0,
        show_default=True,
        help="The speed on roads that do not name one.",
    ),
    click.option(
        "--off-road-kmh",
        type=ABOVE_NOTHING,
        default=5.0,
        show_default=True,
        help="The speed beside roads.",
    ),
    click.option(
        "--off-road-km",
        type=ABOVE_NOTHING,
        default=10.0,
        show_default=True,
        help="So far beside roads at the most.",
    ),
)


def road_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of roads."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def open_roads(asked: dict[str, Any]) -> Taken[Roads] | None:
    """Read the roads that were asked for; None where none were.

    Raises
    ------
    InputError
        When the file is no GeoJSON, or holds no open road.
    """
    from sulh.protect import Pace, read_roads
    from sulh.tables.json_rows import geojson_features
    from sulh.tables.source import Source

    path: Path | None = asked["roads"]
    if path is None:
        return None
    pace = Pace(
        road_kmh=asked["road_kmh"],
        off_kmh=asked["off_road_kmh"],
        off_max_km=asked["off_road_km"],
    )
    return read_roads(geojson_features(Source(path.name, path)), path.name, pace)
