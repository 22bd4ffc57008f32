"""The ways of convoys: one network for each set of classes of road that some vehicle is held to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.respond.ways import prepare_ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.protect import Roads
    from sulh.respond.convoys.records import ReliefVehicle
    from sulh.respond.ways import Ways

__all__ = ["ConvoyWays", "class_sets", "features_of_classes", "straight_ways"]

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
    own = {frozenset(name.casefold() for name in each.roads) for each in vehicles}
    escorts = {
        frozenset(name.casefold() for name in each.roads) for each in vehicles if each.escort
    }
    joined = {a & b for a in own for b in escorts if a & b}
    return (frozenset(), *sorted((own | joined) - {frozenset()}, key=sorted))


def features_of_classes(features: Sequence[Any], classes: frozenset[str]) -> list[Any]:
    """Return the roads of a GeoJSON collection that are of some classes.

    Raises
    ------
    InputError
        When no road of the file has a class.
    """
    by_name = [(each, _class(each)) for each in features]
    if not any(name for _, name in by_name):
        raise InputError(
            "Vehicles are held to classes of road, and no road of the file has a class.",
            remedy=f"Give roads a property {', '.join(CLASSES)}, or remove the vehicles' `roads`.",
        )
    return [each for each, name in by_name if name in classes]


def _class(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    own = properties if isinstance(properties, dict) else {}
    return next((str(own[name]).casefold() for name in CLASSES if own.get(name)), "")
