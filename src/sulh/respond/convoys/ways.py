"""The ways of convoys: one network for each set of classes of road that some vehicle is held to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.protect import network_of
from sulh.respond.convoys.columns import join_columns
from sulh.respond.ways import prepare_ways
from sulh.tables.rows import NoRowsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.mission import Pack
    from sulh.protect import Pace, RoadFile, RoadLine, Roads, Sites
    from sulh.respond.convoys.records import ReliefVehicle
    from sulh.respond.ways import Ways
    from sulh.tables import Read

__all__ = ["ConvoyWays", "class_sets", "class_ways", "place_points", "straight_ways"]

CLASSES = ("class", "highway", "road_class")
"""The first of these properties that a road has is its class; `highway` is OpenStreetMap's."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConvoyWays:
    """Ways by the classes of road that a vehicle may use; the empty set: all roads."""

    by_classes: Mapping[frozenset[str], Ways]

    @property
    def assumption(self) -> str:
        """Return what every plan must say of its travel times."""
        return self.by_classes[frozenset()].assumption

    @property
    def roads(self) -> Roads | None:
        """Return the network of all roads; None: there are none."""
        return self.by_classes[frozenset()].roads

    @property
    def has_roads(self) -> bool:
        """Say whether there are roads."""
        return self.roads is not None

    def of(self, classes: frozenset[str]) -> Ways | None:
        """Return the ways of a set of classes; None: no road is of these classes."""
        return self.by_classes.get(classes if self.has_roads else frozenset())

    def notes(self, vehicles: Sequence[ReliefVehicle]) -> tuple[str, ...]:
        """Return a sentence for each vehicle that has no road, or whose classes do not count."""
        bound_by = [each for each in vehicles if each.roads]
        if bound_by and not self.has_roads:
            return ("No roads are given: the classes of road of vehicles do not count.",)
        return tuple(
            f"{each.origin.ref}: no road is of the classes {', '.join(each.roads)}."
            for each in bound_by
            if self.of(frozenset(name.casefold() for name in each.roads)) is None
        )


def straight_ways(ways: Ways | None = None) -> ConvoyWays:
    """Return ways without classes: straight lines, or one network for all vehicles."""
    return ConvoyWays(by_classes={frozenset(): ways or prepare_ways(None)})


def class_sets(vehicles: Sequence[ReliefVehicle]) -> tuple[frozenset[str], ...]:
    """Return the sets of classes that vehicles are held to, alone and with an escort; the empty one first."""
    fleet, _ = join_columns(vehicles)
    own = {frozenset(name.casefold() for name in each.roads) for each in fleet}
    escorts = {frozenset(name.casefold() for name in each.roads) for each in fleet if each.escort}
    joined = {a & b for a in own for b in escorts if a & b}
    return (frozenset(), *sorted((own | joined) - {frozenset()}, key=sorted))


def class_ways(
    source: RoadFile,
    file: str,
    pace: Pace,
    vehicles: Sequence[ReliefVehicle],
    *,
    by_class: bool = False,
    remedy: str = "",
) -> Read[ConvoyWays]:
    """Return the ways of all roads of a file, and those of each set of classes that vehicles are held to.

    `by_class`, `remedy`: see `sulh.protect.network_of`. Where no road is of some classes, the plan names the
    vehicles.

    Raises
    ------
    InputError
        When no open road can be read, or vehicles are held to classes and no road has one.
    """
    read = network_of(source, file, pace, by_class=by_class, remedy=remedy)
    ways = {frozenset[str](): prepare_ways(read.value)}
    for classes in class_sets(vehicles)[1:]:
        own = source._replace(lines=lines_of_classes(source.lines, classes, file))
        try:
            roads = network_of(own, file, pace, by_class=by_class, remedy=remedy).value
        except NoRowsError:
            continue
        ways[classes] = prepare_ways(roads)
    return read.with_value(ConvoyWays(by_classes=ways))


def lines_of_classes(
    lines: Sequence[RoadLine], classes: frozenset[str], file: str
) -> tuple[RoadLine, ...]:
    """Return the lines that are of some classes.

    Raises
    ------
    InputError
        When no line has a class.
    """
    by_name = [(each, _class(each.tags)) for each in lines]
    if not any(name for _, name in by_name):
        raise InputError(
            f"Vehicles are held to classes of road, and no road of {shown(file)} has a class.",
            remedy=f"Give roads a property {', '.join(CLASSES)}, or remove the vehicles' `roads`.",
        )
    return tuple(each for each, name in by_name if name in classes)


def _class(tags: Mapping[str, Any]) -> str:
    return next((str(tags[name]).casefold() for name in CLASSES if tags.get(name)), "")


def place_points(pack: Pack | None, sites: Sites | None) -> dict[str, tuple[float, float]]:
    """Return lon, lat of places by name in lower case: those of a table, and the sites of a pack."""
    points: dict[str, tuple[float, float]] = {}
    if pack is not None:
        points |= {each.name.casefold(): (each.lon, each.lat) for each in pack.sites.values()}
    if sites is not None:
        ends = zip(sites.lon.tolist(), sites.lat.tolist(), strict=True)
        points |= {each.name.casefold(): end for each, end in zip(sites.sites, ends, strict=True)}
    return points
