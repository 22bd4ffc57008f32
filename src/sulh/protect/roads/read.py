"""From the lines of a file to a network, with an account of what was read and what was not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import plural
from sulh.kernels.components import strong_parts
from sulh.protect.roads.join import as_roads, cut_lines
from sulh.protect.roads.lines import RoadFile, RoadLine, feature_lines, own_length_m
from sulh.protect.roads.tags import notes_of, read_tags
from sulh.protect.roads.turns import expand_turns, forbidden_ways
from sulh.tables import FaultyField, Read
from sulh.tables.rows import NoRowsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.roads.network import Pace, Roads
    from sulh.protect.roads.tags import RoadTags

__all__ = ["GEOJSON_REMEDY", "geojson_lines", "network_of", "read_roads"]

GEOJSON_REMEDY = "Give a GeoJSON FeatureCollection of LineStrings."
"""What to do where a GeoJSON file has no open road."""


def read_roads(
    features: Sequence[Any], file: str, pace: Pace, *, by_class: bool = False
) -> Read[Roads]:
    """Read a road from each feature of a GeoJSON collection (RFC 7946; lon, lat, WGS 84).

    A feature is a LineString or a MultiLineString. Its property `speed_kmh` is the speed on it (0: closed);
    else osmnx's `speed_kph` or OpenStreetMap's `maxspeed`; else the speed of `pace`. `oneway` and roundabouts
    are read (`read_tags`). Roads meet where they have a point in common; lines that only cross do not
    (a bridge). A feature that cannot be read is a problem, and the others stay.

    Raises
    ------
    InputError
        When no open road can be read.
    """
    source = geojson_lines(features, file)
    return network_of(source, file, pace, by_class=by_class, remedy=GEOJSON_REMEDY)


def geojson_lines(features: Sequence[Any], file: str) -> RoadFile:
    """Return the lines of a GeoJSON collection, and the features that are none."""
    lines, problems, raw = [], [], {}
    for number, feature in enumerate(features, start=1):
        try:
            parts, properties = feature_lines(feature)
        except FaultyField as fault:
            problems.append(fault.as_problem(file, number))
            raw[number] = json.dumps(feature)
            continue
        lines += [RoadLine(points=each, tags=properties, number=number) for each in parts]
    return RoadFile(lines=tuple(lines), rows=len(features), problems=tuple(problems), raw=raw)


def network_of(
    source: RoadFile, file: str, pace: Pace, *, by_class: bool, remedy: str
) -> Read[Roads]:
    """Return the network of a file's lines; `by_class` as in `read_tags`.

    Raises
    ------
    InputError
        When no open road can be read; `remedy` says what to do.
    """
    problems, raw = list(source.problems), dict(source.raw)
    parts = Counter(line.number for line in source.lines)
    lines, tags, lengths, names = [], [], [], set()
    by_number: dict[int, RoadTags] = {}
    for line in source.lines:
        if line.number in raw:
            continue
        tag = by_number.get(line.number)
        if tag is None:
            try:
                tag = read_tags(line.tags, pace, by_class=by_class)
            except FaultyField as fault:
                problems.append(fault.as_problem(file, line.number))
                raw[line.number] = json.dumps({"properties": dict(line.tags)}, default=str)
                continue
            by_number[line.number] = tag
            names |= {str(name) for name, value in line.tags.items() if value is not None}
        if tag.speed_kmh > 0.0:
            # Of a road in several parts, and of OpenStreetMap's (a bridge's), the length is another thing.
            is_whole = parts[line.number] == 1 and line.nodes is None
            length, problem = own_length_m(line, file) if is_whole else (None, None)
            problems += [problem] if problem else []
            lines.append(line)
            tags.append(tag)
            lengths.append(length)
    read = Read(value=(), problems=tuple(problems), rows=source.rows, blank=0, raw=raw)
    if not lines:
        closed = sum(tag.speed_kmh == 0.0 for tag in by_number.values())
        if closed:
            remedy = (
                f"{plural(closed, 'road is', 'roads are')} closed in it (speed 0, or no "
                "access): correct the open ones."
            )
        raise NoRowsError(read, file, what="open road", remedy=remedy)
    pieces = cut_lines(lines, tags, lengths)
    notes = [*notes_of(by_number.values(), names, file, pace, by_class=by_class), *source.notes]
    ways, unfit = forbidden_ways(pieces, lines, source.turns) if source.turns else (set(), 0)
    if source.turns:
        rest = f"; left out, as they fit no crossing of open roads: {unfit:,}" if unfit else ""
        notes.append(
            f"{file}: turns that are forbidden or the only ones: {len(source.turns):,}{rest}."
        )
    if ways:
        expansion = expand_turns(pieces, ways)
        roads = as_roads(
            pieces,
            tags,
            pace,
            links=expansion.links,
            copies=expansion.copies,
            arrivals=expansion.arrivals,
        )
    else:
        roads = as_roads(pieces, tags, pace)
    notes += _islands(as_roads(pieces, tags, pace) if ways else roads, file)
    return read.with_value(replace(roads, notes=tuple(notes)))


def _islands(roads: Roads, file: str) -> list[str]:
    """Say how much of a network does not lead to and from its largest part."""
    part = strong_parts(roads.starts, roads.ends)
    sizes = np.bincount(part)
    if len(sizes) == 1:
        return []
    order = np.argsort(-sizes, kind="stable")
    first = int(np.flatnonzero(part == order[1])[0])
    share, other = 1 - sizes[order[0]] / len(part), sizes[order[1]]
    where = f"lon {roads.lon[first]:.4f}, lat {roads.lat[first]:.4f}"
    text = (
        f"{file}: {plural(len(sizes) - 1, 'part is', 'parts are')} not connected both ways to "
        f"the largest, with {share:.1%}"
    )
    return [f"{text} of the points; the next has {other:,}, near {where}."]
