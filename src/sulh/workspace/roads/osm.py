"""Roads and turns of an OpenStreetMap extract, through the library osmium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import InputError, MissingExtraError, plural, shown
from sulh.protect import RoadFile, RoadLine, Turn

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["OSM_ENDINGS", "osm_lines"]

OSM_ENDINGS = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xml")
TURNS = ("no_", "only_")
READ = frozenset(("highway", "oneway", "junction", "maxspeed", "surface", "tracktype", "maxweight",
                  "motor_vehicle", "vehicle", "access"))  # fmt: skip


def osm_lines(path: Path) -> RoadFile:
    """Return the roads of an extract; they meet at nodes, and tags that are never read are left out.

    Raises
    ------
    InputError
        When the file is no OpenStreetMap extract.
    MissingExtraError
        When the extra `roads` is not installed.
    """
    try:
        import osmium  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError(work="An OpenStreetMap extract", extra="roads") from error
    reading = _Reading()
    try:
        # Restrictions come after the ways in a file: one pass takes both.
        processor = osmium.FileProcessor(str(path)).with_locations()
        kinds = osmium.filter.EntityFilter(osmium.osm.WAY | osmium.osm.RELATION)
        keys = osmium.filter.KeyFilter("highway", "type", "route", "barrier")
        items: Any = processor.with_filter(kinds).with_filter(keys)
        for item in items:
            if item.is_way():
                reading.add_way(item)
            elif item.is_relation():
                reading.add_relation(item)
    except RuntimeError as error:
        raise InputError(
            f"{shown(path.name)} cannot be read as OpenStreetMap data: {shown(str(error))}.",
            remedy="Download the extract again; .osm.pbf and .osm (XML) are read.",
        ) from error
    return reading.result(path.name)


class _Reading:
    """What was read so far, and counts of what was left out."""

    def __init__(self) -> None:
        self.lines: list[RoadLine] = []
        self.turns: list[Turn] = []
        self.ferries = self.areas = self.cut = 0
        self.other_turns: dict[str, int] = {}

    def add_way(self, way: Any) -> None:
        tags = {tag.k: tag.v for tag in way.tags if tag.k in READ}
        if "highway" not in tags:
            self.ferries += way.tags.get("route") == "ferry"
            return
        if way.tags.get("area") == "yes":
            self.areas += 1
            return
        # An extract cuts roads at its border: nodes outside it have no place.
        nodes = [n for n in way.nodes if n.location.valid()]
        self.cut += len(nodes) < len(way.nodes)
        if len(nodes) < 2:
            return
        points = np.array([(n.location.lon, n.location.lat) for n in nodes], np.float64)
        refs = np.array([n.ref for n in nodes], np.int64)
        self.lines.append(RoadLine(points=points, tags=tags, number=int(way.id), nodes=refs))

    def add_relation(self, relation: Any) -> None:
        if relation.tags.get("type") != "restriction":
            return
        word = relation.tags.get("restriction")
        if word is None or not word.startswith(TURNS):
            why = next(
                (t.k for t in relation.tags if t.k.startswith("restriction")), "no restriction"
            )
            self._leave_out(why)
            return
        members: dict[str, list[Any]] = {}
        for each in relation.members:
            members.setdefault(each.role, []).append(each)
        starts, ends, via = (members.get(role, []) for role in ("from", "to", "via"))
        are_ways = all(each.type == "w" for each in (*starts, *ends))
        kinds = {each.type for each in via}
        if not starts or not ends or not are_ways or kinds not in ({"n"}, {"w"}):
            self._leave_out("incomplete")
            return
        for start in starts:
            for end in ends:
                self.turns.append(
                    Turn(
                        is_only=word.startswith("only_"),
                        start=start.ref,
                        end=end.ref,
                        via=via[0].ref if kinds == {"n"} else -1,
                        via_lines=tuple(each.ref for each in via) if kinds == {"w"} else (),
                    )
                )

    def _leave_out(self, why: str) -> None:
        self.other_turns[why] = self.other_turns.get(why, 0) + 1

    def result(self, file: str) -> RoadFile:
        rest = [
            f"{name} {count:,}"
            for name, count in (
                ("ferries", self.ferries),
                ("squares (areas)", self.areas),
                *((f"turns ({why})", n) for why, n in sorted(self.other_turns.items())),
            )
            if count
        ]
        notes = [f"{file}: not read: {', '.join(rest)}; barriers; speeds and turns by the hour."]
        if not rest:
            notes = [f"{file}: not read: barriers; speeds and turns by the hour."]
        if self.cut:
            notes.append(
                f"{file}: {plural(self.cut, 'road is', 'roads are')} cut where the extract ends."
            )
        return RoadFile(
            lines=tuple(self.lines),
            rows=len(self.lines),
            turns=tuple(self.turns),
            notes=tuple(notes),
        )
