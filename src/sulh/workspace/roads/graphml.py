"""Roads of a GraphML file: nodes with x and y, and edges between them, as osmnx and networkx write them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import shapely

from sulh.errors import InputError, plural, shown
from sulh.protect import RoadFile, RoadLine
from sulh.tables import FaultyField

if TYPE_CHECKING:
    from sulh.tables.source import Source

__all__ = ["graphml_lines"]

SIZE_MAX = 500_000_000
NUMBERS = frozenset(("speed_kmh", "speed_kph", "length", "length_m", "length_km", "distance_km"))
X, Y = ("x", "lon", "longitude"), ("y", "lat", "latitude")
TRUE = ("true", "1")


def graphml_lines(source: Source) -> RoadFile:
    """Return a line for each edge, in degrees, WGS 84; what `data` says of it are its tags.

    An edge of a directed graph leads one way. osmnx writes both directions of a road that has two.

    Raises
    ------
    InputError
        When the file is no GraphML in WGS 84, or larger than 500 MB.
    """
    content = source.read(SIZE_MAX)
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise InputError(
            f"{shown(source.name)} defines its own XML entities and is refused.",
            remedy="Export it again without a document type.",
        )
    graph = _Graph(source.name)
    try:
        for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 -- no entities: refused above
            graph.take(event, element)
    except ET.ParseError as error:
        raise InputError(f"{shown(source.name)} is no XML: {error}.") from error
    return graph.result()


class _Graph:
    """The nodes and edges so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.keys: dict[str, str] = {}
        self.nodes: dict[str, tuple[float, float]] = {}
        self.edges: list[tuple[str, str, bool, dict[str, Any]]] = []
        self.is_directed = True
        self.crs = ""

    def take(self, event: str, element: ET.Element) -> None:
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "graph":
                self.is_directed = element.get("edgedefault") != "undirected"
            return
        if tag == "key":
            self.keys[element.get("id", "")] = element.get("attr.name", "")
        elif tag == "node":
            self.nodes[element.get("id", "")] = self._place(self._data(element))
            element.clear()
        elif tag == "edge":
            word = element.get("directed")
            is_directed = self.is_directed if word is None else word.casefold() in TRUE
            ends = element.get("source", ""), element.get("target", "")
            self.edges.append((*ends, is_directed, self._data(element)))
            element.clear()
        elif tag == "graph":
            self.crs = str(self._data(element).get("crs", ""))

    def _data(self, element: ET.Element) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for each in element:
            if each.tag.rpartition("}")[2] == "data":
                name = self.keys.get(each.get("key", ""), each.get("key", ""))
                facts[name] = _value(name, (each.text or "").strip())
        return facts

    @staticmethod
    def _place(facts: dict[str, Any]) -> tuple[float, float]:
        try:
            lon, lat = (next(float(facts[n]) for n in names if n in facts) for names in (X, Y))
        except (ValueError, StopIteration, RuntimeError):
            return (np.nan, np.nan)
        return lon, lat

    def result(self) -> RoadFile:
        if self.crs and not any(word in self.crs for word in ("4326", "CRS84")):
            raise InputError(
                f"{self.file} is not in WGS 84 but in {shown(self.crs)}.",
                remedy="Export it again with coordinates in EPSG:4326.",
            )
        lines, problems, raw = [], [], {}
        for row, (start, end, is_directed, facts) in enumerate(self.edges, start=1):
            try:
                points = self._points(start, end, facts.pop("geometry", None))
            except FaultyField as fault:
                problems.append(fault.as_problem(self.file, row))
                raw[row] = f"{start} {end}"
                continue
            if is_directed:
                facts["oneway"] = "yes"
            facts.pop("reversed", None)
            lines.append(RoadLine(points=points, tags=facts, number=row))
        kind = "directed" if self.is_directed else "undirected"
        return RoadFile(
            lines=tuple(lines),
            rows=len(self.edges),
            notes=(
                f"{self.file}: {plural(len(self.nodes), 'node')}, {plural(len(self.edges), f'{kind} edge')}.",
            ),
            problems=tuple(problems),
            raw=raw,
        )

    def _points(
        self, start: str, end: str, shape_text: Any
    ) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the points of an edge: its ends are its nodes, whatever is drawn between them."""
        ends = [self.nodes.get(each, (np.nan, np.nan)) for each in (start, end)]
        if not (np.abs(np.array(ends)) <= (180.0, 90.0)).all():
            raise FaultyField(
                "bad-coordinates",
                "edge",
                shown(f"{start} {end}"),
                message="leads to a node that is not there or not on Earth",
                expected="nodes with x (longitude) and y (latitude)",
            )
        inner = np.empty((0, 2))
        if shape_text:
            try:
                shape = shapely.from_wkt(shape_text)
            except shapely.errors.GEOSException:
                shape = None
            if shape is None or shape.geom_type != "LineString":
                raise FaultyField(
                    "bad-feature",
                    "geometry",
                    shown(shape_text),
                    message="is not a line",
                    expected="a LINESTRING",
                )
            inner = shapely.get_coordinates(shape)[1:-1]
        return np.vstack([ends[0], inner, ends[1]])


def _value(name: str, text: str) -> Any:
    if name in NUMBERS:
        try:
            return float(text)
        except ValueError:
            return text
    return text
